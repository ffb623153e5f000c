"""Who is told what: one table. Connected to the signals of the two workflows.

Sparingly: only people who now have something to do, or whose work was judged; a question that somebody else has
answered counts as read. What happens to an article together with
its issue is told with the issue, except that authors hear of each approval.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.urls import reverse

from issues.models import Issue
from issues.workflow import APPROVE as APPROVE_ISSUE
from issues.workflow import MISSED, SCHEDULE, UNSCHEDULE, issue_moved
from issues.workflow import PUBLISH as PUBLISH_ISSUE
from issues.workflow import REOPEN as REOPEN_ISSUE
from issues.workflow import RETURN as RETURN_ISSUE
from issues.workflow import SUBMIT as SUBMIT_ISSUE
from issues.workflow import WITHDRAW as WITHDRAW_ISSUE
from news import notices, signals
from news.models import Article, User
from news.models.notice import Kind
from news.workflow import APPROVE, DROP, REOPEN, RETURN, SUBMIT


@dataclass(frozen=True)
class Line:
    """One line of the table: what it is about, whom it concerns, and its subject with {actor} and {thing}."""

    kind: Kind
    to: Callable[[Article | Issue], Iterable[User | None]]
    subject: str


def author(article: Article) -> list[User | None]:
    """Who writes it; imported text has no author."""
    return [article.author]


def judges(article: Article) -> list[User]:
    """Those who were asked by name; else all who may judge the article: whose role allows it and who never saved its text."""
    asked = article.review_requests.waiting().filter(reviewer__is_active=True).select_related("reviewer")
    if named := [request.reviewer for request in asked]:
        return named
    mine = set(article.contributors.values_list("pk", flat=True))
    return [person for person in notices.holding("news.review_article") if person.pk not in mine]


def chiefs(issue: Issue) -> list[User]:
    """Those who approve issues."""
    return notices.holding("issues.approve_issue")


def submitter(issue: Issue) -> list[User]:
    """Who sent it last."""
    last = issue.status_changes.filter(transition=SUBMIT_ISSUE.name).select_related("user").first()
    return [last.user] if last else []


def chiefs_and_submitter(issue: Issue) -> list[User]:
    """Whom it concerns when an issue will go out."""
    return [*chiefs(issue), *submitter(issue)]


def chiefs_and_who_set_the_time(issue: Issue) -> list[User]:
    """Who can see to it that the issue goes out after all."""
    return [*chiefs(issue), issue.publish_by]


ARTICLES = {
    SUBMIT.name: Line(Kind.TO_REVIEW, judges, "{actor} gửi duyệt tin “{thing}”"),
    RETURN.name: Line(Kind.RETURNED, author, "{actor} trả lại tin “{thing}”"),
    APPROVE.name: Line(Kind.APPROVED, author, "{actor} đã duyệt tin “{thing}”"),
    REOPEN.name: Line(Kind.REOPENED, author, "{actor} mở lại tin “{thing}”"),
    DROP.name: Line(Kind.DROPPED, author, "{actor} bỏ tin “{thing}”"),
}
ISSUES = {
    SUBMIT_ISSUE.name: Line(Kind.ISSUE_TO_APPROVE, chiefs, "{actor} gửi duyệt số {thing}"),
    RETURN_ISSUE.name: Line(Kind.ISSUE_RETURNED, submitter, "{actor} trả lại số {thing}"),
    APPROVE_ISSUE.name: Line(Kind.ISSUE_APPROVED, submitter, "{actor} đã duyệt số {thing}"),
    SCHEDULE.name: Line(Kind.ISSUE_SCHEDULED, chiefs_and_submitter, "{actor} hẹn giờ xuất bản số {thing}"),
    UNSCHEDULE.name: Line(
        Kind.ISSUE_UNSCHEDULED, chiefs_and_submitter, "{actor} bỏ giờ hẹn xuất bản số {thing}"
    ),
    MISSED.name: Line(
        Kind.ISSUE_MISSED, chiefs_and_who_set_the_time, "Số {thing} đến giờ hẹn nhưng chưa xuất bản được"
    ),
    PUBLISH_ISSUE.name: Line(Kind.ISSUE_PUBLISHED, submitter, "{actor} đã xuất bản số {thing}"),
    REOPEN_ISSUE.name: Line(Kind.ISSUE_REOPENED, submitter, "{actor} mở lại số {thing}"),
    WITHDRAW_ISSUE.name: Line(Kind.ISSUE_WITHDRAWN, submitter, "{actor} thu hồi số {thing}"),
}


def tell_of_article(sender, article, user, transition, note="", **kwargs) -> None:
    """Tell of an article's step what the table says."""
    line = ARTICLES.get(transition.name)
    url = reverse("admin:news_article_change", args=[article.pk])
    notices.settle(url)
    # Drafts that are sent with their issue wait for nobody's review of their own.
    if line is None or (transition.name == SUBMIT.name and not transition.alone):
        return
    notices.tell(
        line.kind,
        actor=user,
        to=line.to(article),
        article=article,
        subject=line.subject.format(actor=user, thing=shortened(article.headline)),
        text=note,
        url=url,
    )


def tell_of_issue(sender, issue, user, transition, note="", **kwargs) -> None:
    """Tell of an issue's step what the table says; `user` is None where the clock took it."""
    url = reverse("admin:issues_issue_change", args=[issue.pk])
    notices.settle(url)
    if line := ISSUES.get(transition.name):
        notices.tell(
            line.kind,
            actor=user,
            to=line.to(issue),
            subject=line.subject.format(actor=user, thing=issue.label),
            text=note,
            url=url,
        )


def tell_reviewer(sender, article, reviewer, user, due=None, **kwargs) -> None:
    """Tell somebody that they are asked by name to review an article, and until when."""
    notices.tell(
        Kind.REVIEW_ASKED,
        actor=user,
        to=[reviewer],
        article=article,
        subject=f"{user} nhờ bạn duyệt tin “{shortened(article.headline)}”",
        text=f"Hạn: {due:%d/%m/%Y}." if due else "",
        url=reverse("admin:news_article_change", args=[article.pk]),
    )


def shortened(headline: str) -> str:
    """A headline that leaves room for the rest of the subject."""
    return headline if len(headline) <= 120 else f"{headline[:119].rstrip()}…"


def connect() -> None:
    """Called once, when the app is ready."""
    signals.article_moved.connect(tell_of_article, dispatch_uid="issues.telling.article")
    signals.review_requested.connect(tell_reviewer, dispatch_uid="issues.telling.reviewer")
    issue_moved.connect(tell_of_issue, dispatch_uid="issues.telling.issue")
