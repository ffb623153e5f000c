"""Every role × every step × every starting status of an issue, as one table; then what belongs to each step."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from issues import publishing, scheduling
from issues.assembly import assemble
from issues.editing import save_issue
from issues.edition import sha256
from issues.models import Issue, Release
from issues.models.issue import IssueStatus
from issues.workflow import ISSUE_TRANSITIONS
from news.models import Article
from news.workflow import Refused
from tests.make import make_issue, make_placed_issue

pytestmark = pytest.mark.usefixtures("fake_pdf")

ROLES = ("writer", "editor", "chief", "administrator")
STEPS = {
    "submit": lambda issue, user: publishing.submit(issue, user),
    "return": lambda issue, user: publishing.return_(issue, user, "Sửa lại bìa."),
    "approve": lambda issue, user: publishing.approve(
        issue, user, issue.release.sha256 if issue.release else ""
    ),
    "publish": lambda issue, user: publishing.publish(issue, user),
    "schedule": lambda issue, user: scheduling.schedule(issue, user, timezone.now() + timedelta(days=1)),
    "unschedule": lambda issue, user: scheduling.unschedule(issue, user),
    "reopen": lambda issue, user: publishing.reopen(issue, user, "Thiếu một tin."),
    "withdraw": lambda issue, user: publishing.withdraw(issue, user, "Sai số liệu."),
}
# The issue was submitted by another editor. Who may take which step from where, and nothing else:
ALLOWED = {
    ("editor", "submit", "draft"): "review",
    ("chief", "submit", "draft"): "review",
    ("chief", "return", "review"): "draft",
    ("chief", "approve", "review"): "approved",
    ("chief", "publish", "approved"): "published",
    ("chief", "schedule", "approved"): "approved",
    ("chief", "unschedule", "approved"): "approved",
    ("chief", "reopen", "approved"): "draft",
    ("chief", "reopen", "withdrawn"): "draft",
    ("chief", "withdraw", "published"): "withdrawn",
}
ARTICLES_IN = {
    "draft": "approved",
    "review": "review",
    "approved": "approved",
    "published": "published",
    "withdrawn": "withdrawn",
}


def issue_in(status: str, submitter, approver) -> Issue:
    """An issue with three articles that has come as far as `status`, by the real steps."""
    issue = make_placed_issue(3, status="review" if status == "review" else "approved")
    if status == "draft":
        return issue
    publishing.submit(issue, submitter)
    path = ["approve", "publish", "withdraw"][
        : ["review", "approved", "published", "withdrawn"].index(status)
    ]
    for step in path:
        STEPS[step](issue, approver)
    return issue


def test_the_table_speaks_of_every_step():
    assert {step for _, step, _ in ALLOWED} == set(STEPS) == {t.name for t in ISSUE_TRANSITIONS if t.sources}


@pytest.mark.parametrize("status", IssueStatus.values)
@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("role", ROLES)
def test_role_step_status(role, step, status, request, second_editor, second_chief):
    user = request.getfixturevalue(role)
    issue = issue_in(status, second_editor, second_chief)
    if (step, status) == ("unschedule", "approved"):
        STEPS["schedule"](issue, second_chief)
    before = issue.status_changes.count(), issue.releases.count()
    target = ALLOWED.get((role, step, status))
    if target:
        STEPS[step](issue, user)
        assert issue.status_changes.first().user == user
    else:
        with pytest.raises(Refused):
            STEPS[step](issue, user)
        assert (issue.status_changes.count(), issue.releases.count()) == before
        statuses = set(Article.objects.values_list("status", flat=True))
        assert statuses == {ARTICLES_IN[status]}
    assert Issue.objects.get(pk=issue.pk).status == (target or status)


def test_submitting_takes_the_drafts_along_and_stores_the_release(editor):
    issue = make_placed_issue(4, status="draft")
    publishing.submit(issue, editor)
    release = Issue.objects.get(pk=issue.pk).release
    assert set(Article.objects.values_list("status", flat=True)) == {"review"}
    assert release.sha256 == sha256(assemble(issue)) == sha256(release.edition)
    assert (release.number, release.submitted_by, release.article_count, release.pages) == (1, editor, 4, 1)
    with release.pdf.open("rb") as file:
        assert file.read().startswith(b"%PDF-")


def test_an_empty_issue_is_not_submitted(editor):
    issue = make_placed_issue(0)
    with pytest.raises(Refused, match="chưa có tin nào"):
        publishing.submit(issue, editor)
    assert not Release.objects.exists()


def test_an_article_saved_while_the_pdf_was_made_stops_the_submission(editor, monkeypatch):
    issue = make_placed_issue(2)
    render = publishing.pdf.render

    def slow(edition, *args, **options):
        Article.objects.filter(pk=edition.articles[0].id).update(headline="Đổi giữa chừng")
        return render(edition)

    monkeypatch.setattr(publishing.pdf, "render", slow)
    with pytest.raises(Refused, match="vừa thay đổi"):
        publishing.submit(issue, editor)
    assert Issue.objects.get(pk=issue.pk).status == "draft" and not Release.objects.exists()


def test_approval_approves_the_remaining_articles(editor, chief):
    issue = make_placed_issue(3, status="review")
    publishing.submit(issue, editor)
    publishing.approve(issue, chief, issue.release.sha256)
    assert set(Article.objects.values_list("status", flat=True)) == {"approved"}
    assert Release.objects.get().approved_by == chief


def test_approval_is_of_exactly_what_was_read(editor, chief):
    issue = make_placed_issue(3)
    publishing.submit(issue, editor)
    with pytest.raises(Refused, match="không còn là bản đang chờ duyệt"):
        publishing.approve(issue, chief, "0" * 64)
    assert Issue.objects.get(pk=issue.pk).status == "review"


def test_nobody_approves_the_issue_they_submitted(chief, second_chief):
    issue = make_placed_issue(3)
    publishing.submit(issue, chief)
    with pytest.raises(Refused, match="người gửi số này"):
        publishing.approve(issue, chief, issue.release.sha256)
    publishing.approve(issue, second_chief, issue.release.sha256)
    assert issue.status == "approved"


def test_whoever_imported_counts_as_the_submitter(editor, chief):
    issue = make_placed_issue(3, imported_by=chief, origin="archive")
    publishing.submit(issue, editor)
    with pytest.raises(Refused, match="người nhập số này"):
        publishing.approve(issue, chief, issue.release.sha256)


def test_an_issue_with_an_article_the_chief_wrote_waits_for_another_person(editor, second_editor, chief):
    issue = make_placed_issue(3, status="review")
    own = Article.objects.first()
    own.contributors.add(chief)
    publishing.submit(issue, editor)
    with pytest.raises(Refused, match="từng sửa nội dung"):
        publishing.approve(issue, chief, issue.release.sha256)
    assert set(Article.objects.values_list("status", flat=True)) == {"review"}
    publishing.apply(publishing.article_workflow.APPROVE, own, second_editor)
    publishing.approve(issue, chief, issue.release.sha256)
    assert issue.status == "approved"


def test_publishing_renders_nothing_and_puts_out_the_approved_bytes(editor, chief, monkeypatch):
    issue = make_placed_issue(3)
    publishing.submit(issue, editor)
    publishing.approve(issue, chief, issue.release.sha256)
    monkeypatch.setattr(publishing.pdf, "render", lambda edition: pytest.fail("rendered at publication"))
    approved = issue.release.pdf_sha256
    publishing.publish(issue, chief)
    assert issue.published_at and Release.objects.get().published_at
    assert Release.objects.get().pdf_sha256 == approved
    assert set(Article.objects.values_list("status", flat=True)) == {"published"}


@pytest.mark.parametrize("damage", ["changed", "missing"])
def test_a_stored_pdf_that_is_not_the_approved_one_stops_publication(damage, editor, chief):
    issue = make_placed_issue(3)
    publishing.submit(issue, editor)
    publishing.approve(issue, chief, issue.release.sha256)
    storage, name = issue.release.pdf.storage, issue.release.pdf.name
    storage.delete(name)
    if damage == "changed":
        storage.save(name, publishing.ContentFile(b"%PDF-1.7 something else"))
    with pytest.raises(Refused, match="PDF"):
        publishing.publish(issue, chief)
    assert Issue.objects.get(pk=issue.pk).status == "approved"


def test_a_withdrawn_issue_comes_back_under_its_number(editor, chief):
    issue = issue_in("withdrawn", editor, chief)
    release = Release.objects.get()
    assert release.withdrawn_at <= timezone.now() and release.withdrawal_reason == "Sai số liệu."
    publishing.reopen(issue, chief, "Đã kiểm tra lại.")
    issue = Issue.objects.get(pk=issue.pk)
    assert (issue.status, issue.release, issue.published_at) == ("draft", None, None)
    assert set(Article.objects.values_list("status", flat=True)) == {"approved"}
    publishing.submit(issue, editor)
    publishing.approve(issue, chief, issue.release.sha256)
    publishing.publish(issue, chief)
    assert Release.objects.public().get().number == 2


def test_a_failed_step_leaves_articles_and_issue_as_they_were(editor, chief):
    """The chief may approve the issue, but one article stands where no approval is possible."""
    issue = make_placed_issue(3, status="review")
    publishing.submit(issue, editor)
    last = Article.objects.order_by("pk").last()
    last.contributors.add(chief)
    with pytest.raises(Refused):
        publishing.approve(issue, chief, issue.release.sha256)
    assert set(Article.objects.values_list("status", flat=True)) == {"review"}
    assert not Article.objects.first().status_changes.filter(transition="approve").exists()
    assert Release.objects.get().approved_by is None


def test_a_placed_article_takes_no_step_of_its_own_while_the_issue_is_read(editor, second_editor):
    issue = make_placed_issue(2, status="review")
    publishing.submit(issue, editor)
    article = Article.objects.first()
    with pytest.raises(Refused, match="Tin nằm trong số"):
        publishing.apply(publishing.article_workflow.RETURN, article, second_editor, "Sửa lại.")


def test_a_placed_article_is_not_dropped(editor):
    make_placed_issue(1, status="draft")
    with pytest.raises(Refused, match="lấy tin ra khỏi số"):
        publishing.apply(publishing.article_workflow.DROP, Article.objects.get(), editor, "Không dùng.")


def test_withdrawing_takes_back_a_correction_made_meanwhile(editor, chief, second_chief):
    issue = issue_in("published", editor, chief)
    seen = Issue.objects.get(pk=issue.pk)
    publishing.correct(issue, chief, "Sửa một con số.")
    publishing.withdraw(seen, second_chief, "Sai nguồn.")
    assert not Release.objects.public().exists()
    assert {r.withdrawal_reason for r in Release.objects.out()} == {"Sai nguồn."}


@pytest.mark.parametrize("step", ["approve", "publish"])
def test_an_article_that_fell_back_stops_approval_and_publication(step, editor, chief):
    issue = issue_in("review" if step == "approve" else "approved", editor, chief)
    last = Article.objects.order_by("pk").last()
    Article.objects.filter(pk=last.pk).update(status="draft")
    with pytest.raises(Refused, match="Bản thảo"):
        STEPS[step](issue, chief)
    assert Issue.objects.get(pk=issue.pk).status != {"approve": "approved", "publish": "published"}[step]


def test_an_article_that_is_gone_stops_publication(editor, chief):
    issue = issue_in("approved", editor, chief)
    issue.placements.last().delete()
    with pytest.raises(Refused, match="không còn là các tin"):
        publishing.publish(issue, chief)


def test_an_issue_that_went_out_keeps_its_number(editor, chief):
    issue = issue_in("withdrawn", editor, chief)
    publishing.reopen(issue, chief, "Làm lại.")
    issue.number = 99
    with pytest.raises(Refused, match="giữ nguyên số"):
        save_issue(issue, editor)
    assert Issue.objects.get(pk=issue.pk).number == 9


def test_a_number_within_a_double_issue_is_taken(editor):
    make_issue(5, last_number=8)
    with pytest.raises(Refused, match="Trùng với số 5–8/2026"):
        save_issue(Issue(number=6, year=2026, first_day=date(2026, 2, 6), last_day=date(2026, 2, 12)), editor)
