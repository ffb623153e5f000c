"""Newsrooms of any size, put straight into the database: issues that are out, one in work, and articles on their way."""

from datetime import date, timedelta

from django.utils import timezone

from issues.models import Issue, Release
from issues.models.issue import IssueStatus, IssueStatusChange
from news import workflow
from news.models import Article, ArticleStatusChange
from tests.make import make_article, make_issue, make_placed_issue, make_source

MONDAY = date(2026, 3, 2)


def put_out(issue: Issue, editor, chief) -> Release:
    """The issue with its articles as published; submitted by the editor, approved by the chief."""
    at = timezone.now()
    values = {"submitted_by": editor, "approved_by": chief, "approved_at": at, "published_at": at}
    release = released(issue, **values)
    Issue.objects.filter(pk=issue.pk).update(status=IssueStatus.PUBLISHED, published_at=at, release=release)
    Article.objects.filter(placement__issue=issue).update(status="published")
    issue.refresh_from_db()
    return release


def released(issue: Issue, **values) -> Release:
    """A stored release without its edition."""
    known = {"edition_json": "{}", "sha256": "0" * 64, "pdf": "x.pdf", "pdf_sha256": "0" * 64, "pages": 20}
    count = issue.placements.count()
    return Release.objects.create(issue=issue, number=1, article_count=count, **known, **values)


def in_state(issue: Issue, status: str, submitted_by, **values) -> Issue:
    """An issue that was submitted by this person and stands there now."""
    release = released(issue, submitted_by=submitted_by)
    Issue.objects.filter(pk=issue.pk).update(status=status, release=release, **values)
    issue.refresh_from_db()
    return issue


def sent_back(article: Article, editor, note: str = "Thiếu nguồn.") -> Article:
    """The article, submitted and returned through the one door."""
    workflow.apply(workflow.SUBMIT, article, article.author)
    return workflow.apply(workflow.RETURN, article, editor, note)


def weeks(count: int, editor, chief, articles: int = 3, begin: int = 1) -> list[Issue]:
    """So many issues that are out, one a week, each article from another outlet."""
    issues = []
    for n in range(begin, begin + count):
        first = MONDAY + timedelta(weeks=n)
        issue = make_placed_issue(articles, author=editor, number=n, first_day=first)
        for place, article in enumerate(Article.objects.filter(placement__issue=issue).order_by("pk")):
            Article.objects.filter(pk=article.pk).update(source=make_source(f"Báo Số {place}"))
        put_out(issue, editor, chief)
        issues.append(issue)
    return issues


def busy(size: int, writer, editor, chief, begin: int = 1) -> Issue:
    """A newsroom with `size` of everything; returns the newest issue, which is in work."""
    weeks(size, editor, chief, begin=begin)
    for n in range(size):
        for status in ("draft", "review", "approved"):
            make_article(author=writer, status=status, news_date=MONDAY)
            make_article(author=editor, status=status, source=make_source(f"Báo Bờ {begin}-{n}"))
        sent_back(make_article(author=writer), editor)
        in_state(make_issue(100 + begin + n, first_day=MONDAY), "review", editor)
        in_state(make_issue(200 + begin + n, first_day=MONDAY), "approved", editor)
    issue = make_placed_issue(size, author=writer, number=300 + begin)
    logs = {"user": editor, "from_status": "draft", "to_status": "review", "transition": "submit"}
    ArticleStatusChange.objects.bulk_create(
        ArticleStatusChange(article=a, **logs) for a in Article.objects.filter(placement__issue=issue)
    )
    IssueStatusChange.objects.create(issue=issue, **logs)
    return issue
