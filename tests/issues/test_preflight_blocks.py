"""Errors block submission and approval, unless the chief let them pass; in a back issue nothing blocks."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from issues import inspection, pdf, publishing, waiving
from issues.edition import sha256
from issues.models import Issue, Release
from news.models import Article
from news.workflow import Refused
from tests.issues.preflighted import found, make_defective
from tests.make import make_placed_issue, pdf_bytes

pytestmark = pytest.mark.usefixtures("fake_pdf")


def waive_all(issue, chief, reason="Nguồn không ghi ngày."):
    """Let every error of the issue pass."""
    return [waiving.waive(issue, m, chief, reason) for m in inspection.inspect(issue).blocking]


def test_a_blocking_finding_stops_submission_before_anything_is_rendered(editor, monkeypatch):
    monkeypatch.setattr(pdf, "render", lambda edition: pytest.fail("rendered"))
    issue = make_defective(1, defects=("date",))
    with pytest.raises(Refused, match="còn 1 lỗi chặn duyệt: tin «") as refused:
        publishing.submit(issue, editor)
    assert "Tin chưa có ngày" in str(refused.value) and "tổng biên tập có thể bỏ qua kèm lý do" in str(
        refused.value
    )
    assert Issue.objects.get().status == "draft" and not Release.objects.exists()


def test_warnings_and_hints_do_not_block(editor):
    issue = make_defective(2)
    assert found(issue, "missing-final-period")
    publishing.submit(issue, editor)
    assert Issue.objects.get().status == "review"


def test_at_most_five_errors_are_named(editor):
    issue = make_defective(7, defects=("date",))
    with pytest.raises(Refused) as refused:
        publishing.submit(issue, editor)
    assert str(refused.value).count("Tin chưa có ngày") == 5 and "và 2 lỗi khác" in str(refused.value)


def test_a_back_issue_is_not_blocked(editor, chief):
    issue = make_defective(1, defects=("date",), origin="archive")
    assert [m.finding.code for m in inspection.inspect(issue).marked if m.is_open] == ["missing-date"]
    publishing.submit(issue, editor)
    publishing.approve(issue, chief, issue.release.sha256)
    assert Issue.objects.get().status == "approved"


def test_the_editor_submits_what_the_chief_let_pass_and_the_chief_approves_it(editor, chief):
    issue = make_defective(2, defects=("date",))
    waive_all(issue, chief)
    publishing.submit(issue, editor)
    publishing.approve(issue, chief, issue.release.sha256)
    assert Issue.objects.get().status == "approved"


def test_waivers_are_no_part_of_the_hash(chief):
    issue = make_defective(1, defects=("date",))
    before = sha256(inspection.as_it_stands(issue))
    waive_all(issue, chief)
    assert sha256(inspection.as_it_stands(issue)) == before


def test_an_error_that_comes_up_after_submission_blocks_approval(editor, chief):
    """A waiver is taken back while the issue waits."""
    issue = make_defective(1, defects=("date",))
    [waiver] = waive_all(issue, chief)
    publishing.submit(issue, editor)
    waiving.take_back(waiver, chief)
    with pytest.raises(Refused, match="Tin chưa có ngày"):
        publishing.approve(issue, chief, issue.release.sha256)
    assert Issue.objects.get().status == "review" and Release.objects.get().approved_by is None
    waive_all(issue, chief)
    publishing.approve(issue, chief, issue.release.sha256)
    assert Issue.objects.get().status == "approved"


def test_a_waiver_taken_back_while_the_pdf_is_made_counts(editor, chief, monkeypatch):
    issue = make_defective(1, defects=("date",))
    [waiver] = waive_all(issue, chief)

    def render(edition, *args, **options):
        waiving.take_back(waiver, chief)
        return pdf.Pdf(data=pdf_bytes(), pages=1)

    monkeypatch.setattr(pdf, "render", render)
    with pytest.raises(Refused, match="Tin chưa có ngày"):
        publishing.submit(issue, editor)
    assert Issue.objects.get().status == "draft" and not Release.objects.exists()


def test_approval_looks_at_the_release_and_not_at_what_the_rows_say_since(editor, chief):
    issue = make_placed_issue(2)
    publishing.submit(issue, editor)
    Article.objects.update(news_date=None)
    publishing.approve(issue, chief, issue.release.sha256)
    assert Issue.objects.get().status == "approved"


def test_four_eyes_are_unaffected(chief):
    issue = make_defective(1, defects=("date",))
    waive_all(issue, chief)
    publishing.submit(issue, chief)
    with pytest.raises(Refused, match="người gửi số này"):
        publishing.approve(issue, chief, issue.release.sha256)


def test_without_the_permission_nothing_is_looked_through(writer, monkeypatch):
    monkeypatch.setattr(publishing, "findings_of", lambda *args: pytest.fail("looked through"))
    with pytest.raises(Refused, match="không có quyền"):
        publishing.submit(make_defective(1), writer)


def test_the_number_of_queries_does_not_grow(newsroom):
    small, large = make_defective(2), make_defective(12, number=10, first_day=date(2026, 3, 6))
    counts = []
    for issue in (small, large):
        with CaptureQueriesContext(connection) as counted:
            inspection.inspect(issue)
        counts.append(len(counted))
    assert counts[0] == counts[1] <= 15
