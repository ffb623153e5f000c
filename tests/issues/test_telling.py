"""Who is told what: each step of an article and of an issue, and that the one who acts is never told."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from issues import publishing, scheduling, telling
from issues.models import Issue
from issues.workflow import ISSUE_TRANSITIONS
from news import signals, workflow
from news.models import Article, Notice, User
from news.models.notice import Kind
from news.workflow import ARTICLE_TRANSITIONS, Refused, apply
from tests.make import make_article, make_placed_issue

EVERYBODY = ("writer", "other_writer", "editor", "second_editor", "chief", "second_chief", "administrator")


@pytest.fixture
def people(request, newsroom):
    """The whole cast, by name."""
    return {name: request.getfixturevalue(name) for name in EVERYBODY}


def told(people) -> dict[str, set[str]]:
    """Who was told what, by the names of the cast."""
    names = {person.pk: name for name, person in people.items()}
    heard = {}
    for notice in Notice.objects.all():
        heard.setdefault(notice.kind, set()).add(names[notice.recipient_id])
    assert Notice.objects.count() == sum(map(len, heard.values())), "one notice for each event and person"
    return heard


REVIEWERS = {"editor", "second_editor", "chief", "second_chief"}


@pytest.mark.parametrize(
    ("step", "status", "actor", "kind", "heard"),
    [
        (workflow.SUBMIT, "draft", "writer", Kind.TO_REVIEW, REVIEWERS),
        (workflow.SUBMIT, "draft", "editor", Kind.TO_REVIEW, REVIEWERS - {"editor"}),
        (workflow.RETURN, "review", "editor", Kind.RETURNED, {"writer"}),
        (workflow.APPROVE, "review", "chief", Kind.APPROVED, {"writer"}),
        (workflow.REOPEN, "approved", "editor", Kind.REOPENED, {"writer"}),
        (workflow.DROP, "draft", "editor", Kind.DROPPED, {"writer"}),
        (workflow.DROP, "draft", "writer", None, set()),
    ],
)
def test_steps_of_an_article(step, status, actor, kind, heard, people):
    article = make_article(people["writer"], status)
    apply(step, article, people[actor], "Thiếu nguồn.")
    assert told(people) == ({kind: heard} if kind else {})
    for notice in Notice.objects.all():
        assert notice.article == article and notice.url == f"/quan-tri/news/article/{article.pk}/change/"
        assert notice.text == "Thiếu nguồn." and notice.actor == people[actor]
        assert str(people[actor]) in notice.subject


def test_who_wrote_in_it_is_not_asked_to_review_it(people):
    article = make_article(people["writer"])
    article.contributors.add(people["second_editor"])
    apply(workflow.SUBMIT, article, people["writer"])
    assert told(people) == {Kind.TO_REVIEW: REVIEWERS - {"second_editor"}}


def test_an_author_who_approves_in_their_own_newsroom_hears_nothing_of_it(people):
    article = make_article(people["editor"], "review")
    apply(workflow.RETURN, article, people["editor"], "Sửa tiếp.")
    assert told(people) == {}


def test_a_refused_step_tells_nobody(people):
    article = make_article(people["writer"], "review")
    with pytest.raises(Refused):
        apply(workflow.RETURN, article, people["editor"], "")
    with pytest.raises(Refused):
        apply(workflow.APPROVE, article, people["other_writer"])
    assert told(people) == {} and Article.objects.get().status == "review"


def test_a_reviewer_asked_by_name(people):
    article = make_article(people["writer"], "review")
    ask = {"article": article, "user": people["editor"], "due": date(2026, 3, 5)}
    signals.review_requested.send(Article, reviewer=people["second_editor"], **ask)
    signals.review_requested.send(Article, reviewer=people["editor"], **ask)
    assert told(people) == {Kind.REVIEW_ASKED: {"second_editor"}}
    assert Notice.objects.get().text == "Hạn: 05/03/2026."


def test_an_issue_all_the_way(people, fake_pdf, settings, tmp_path):
    issue = make_placed_issue(2, "approved", author=people["writer"])
    drafts = make_placed_issue(2, "draft", author=people["writer"], number=10)

    def heard():
        found = told(people)
        Notice.objects.all().delete()
        return found

    editor, chief = people["editor"], people["chief"]
    publishing.submit(drafts, editor)
    assert heard() == {Kind.ISSUE_TO_APPROVE: {"chief", "second_chief"}}
    issue = publishing.submit(issue, editor)
    assert heard() == {Kind.ISSUE_TO_APPROVE: {"chief", "second_chief"}}
    issue = publishing.return_(issue, chief, "Thiếu bìa.")
    assert Notice.objects.get().text == "Thiếu bìa."
    assert heard() == {Kind.ISSUE_RETURNED: {"editor"}}
    issue = publishing.submit(issue, chief)
    assert heard() == {Kind.ISSUE_TO_APPROVE: {"second_chief"}}
    issue = publishing.approve(issue, people["second_chief"], issue.release.sha256)
    assert heard() == {Kind.ISSUE_APPROVED: {"chief"}}
    scheduling.schedule(
        issue, people["second_chief"], timezone.now() + timedelta(hours=2), "Đúng giờ mở cửa."
    )
    assert Notice.objects.first().text.startswith("Hẹn ") and "mở cửa" in Notice.objects.first().text
    assert heard() == {Kind.ISSUE_SCHEDULED: {"chief"}}
    scheduling.unschedule(issue, people["second_chief"])
    assert heard() == {Kind.ISSUE_UNSCHEDULED: {"chief"}}
    issue = publishing.publish(issue, people["second_chief"])
    assert Notice.objects.get().url == f"/quan-tri/issues/issue/{issue.pk}/change/"
    assert heard() == {Kind.ISSUE_PUBLISHED: {"chief"}}
    issue = publishing.withdraw(Issue.objects.get(pk=issue.pk), chief, "Sai số liệu.")
    assert heard() == {}
    publishing.reopen(issue, people["second_chief"], "Làm lại.")
    assert heard() == {Kind.ISSUE_REOPENED: {"chief"}}


def test_a_time_is_told_to_the_other_chiefs_and_to_who_submitted(people, fake_pdf):
    issue = publishing.submit(make_placed_issue(2), people["editor"])
    issue = publishing.approve(issue, people["chief"], issue.release.sha256)
    Notice.objects.all().delete()
    scheduling.schedule(issue, people["chief"], timezone.now() + timedelta(hours=2))
    assert told(people) == {Kind.ISSUE_SCHEDULED: {"second_chief", "editor"}}


def test_a_time_that_could_not_be_kept_is_told_once_for_each_time_set(people, fake_pdf):
    issue = publishing.submit(make_placed_issue(2), people["editor"])
    issue = publishing.approve(issue, people["second_chief"], issue.release.sha256)
    scheduling.schedule(issue, people["chief"], timezone.now() + timedelta(hours=2))
    people["chief"].groups.set(people["editor"].groups.all())
    for words in ("Một", "Một", "Hai", "Một"):
        scheduling.tell(issue, people["chief"], words)
    missed = Notice.objects.filter(kind=Kind.ISSUE_MISSED)
    assert {notice.recipient for notice in missed} == {people["chief"], people["second_chief"]}
    assert missed.count() == 2 and {(n.text, n.actor) for n in missed} == {("Một", None)}
    assert [row.note for row in issue.status_changes.filter(transition="missed")] == ["Một", "Hai", "Một"]
    scheduling.schedule(issue, people["second_chief"], timezone.now() + timedelta(hours=3))
    scheduling.tell(issue, people["second_chief"], "Một")
    assert missed.all().count() == 3, "one chief is left, who set the new time"


def test_articles_approved_with_their_issue_are_told_to_their_author_only(people, fake_pdf):
    issue = publishing.submit(make_placed_issue(2, "draft", author=people["writer"]), people["editor"])
    Notice.objects.all().delete()
    publishing.approve(issue, people["chief"], issue.release.sha256)
    kinds = [(n.kind, n.recipient) for n in Notice.objects.order_by("pk")]
    assert kinds == [(Kind.APPROVED, people["writer"])] * 2 + [(Kind.ISSUE_APPROVED, people["editor"])]


def test_what_a_refused_submission_would_have_told_is_not_told(people, fake_pdf, monkeypatch):
    issue = make_placed_issue(2, "draft", author=people["writer"])
    monkeypatch.setattr(publishing, "make_release", refuse)
    with pytest.raises(Refused):
        publishing.submit(issue, people["editor"])
    assert told(people) == {}


def refuse(*args, **kwargs):
    """In the middle of a step."""
    raise Refused("Không.")


def test_every_line_of_the_table_is_a_step_there_is():
    assert set(telling.ARTICLES) <= {t.name for t in ARTICLE_TRANSITIONS}
    assert set(telling.ISSUES) <= {t.name for t in ISSUE_TRANSITIONS}


def test_who_left_is_not_told(people):
    User.objects.filter(pk__in=[people["writer"].pk, people["second_editor"].pk]).update(is_active=False)
    article = make_article(people["writer"], "review")
    apply(workflow.RETURN, article, people["editor"], "Thiếu nguồn.")
    article = Article.objects.get()
    apply(workflow.SUBMIT, article, people["editor"])
    assert told(people) == {Kind.TO_REVIEW: REVIEWERS - {"editor", "second_editor"}}


def test_a_question_that_is_answered_waits_for_nobody(people, fake_pdf):
    one, other = make_article(people["writer"]), make_article(people["writer"])
    for article in (one, other):
        apply(workflow.SUBMIT, article, people["writer"])
    apply(workflow.APPROVE, Article.objects.get(pk=one.pk), people["editor"])
    waiting = Notice.objects.unread().filter(kind=Kind.TO_REVIEW)
    assert {notice.article for notice in waiting} == {other} and waiting.count() == len(REVIEWERS)
    issue = publishing.submit(make_placed_issue(1), people["editor"])
    publishing.return_(issue, people["chief"], "Thiếu bìa.")
    assert not Notice.objects.unread().filter(kind=Kind.ISSUE_TO_APPROVE).exists()
    assert Notice.objects.unread().filter(kind=Kind.ISSUE_RETURNED).exists()
