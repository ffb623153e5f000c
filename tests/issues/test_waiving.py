"""Letting an error pass: who may, when, and how long it holds."""

import pytest
from django.db import IntegrityError, transaction

from issues import inspection, waiving
from issues.models import Issue, Waiver
from news import editing
from news.models import Article
from news.workflow import Refused
from tests.issues.preflighted import found, make_defective


@pytest.fixture
def issue(newsroom):
    """Two articles without a day, and without a full stop."""
    return make_defective(2, defects=("date", "period"))


def test_one_waiver_lets_one_finding_of_one_article_pass(issue, chief):
    first, second = found(issue, "missing-date")
    waiver = waiving.waive(issue, first, chief, "  Bài gốc không ghi ngày.  ")
    assert (waiver.user, waiver.reason, waiver.article_id) == (
        chief,
        "Bài gốc không ghi ngày.",
        first.finding.article,
    )
    now = inspection.inspect(issue)
    assert [m.key for m in now.blocking] == [second.key]
    assert [m.waiver for m in now.waived] == [waiver]
    assert now.counts["error"] == 1


@pytest.mark.parametrize("role", ["writer", "editor", "administrator"])
def test_only_the_chief(role, request, issue):
    with pytest.raises(Refused, match="Chỉ tổng biên tập"):
        waiving.waive(issue, found(issue, "missing-date")[0], request.getfixturevalue(role), "Vì thế.")
    assert not Waiver.objects.exists()


@pytest.mark.parametrize("reason", ["", "   ", "\n", "\x00", None])
def test_not_without_a_reason(reason, issue, chief):
    with pytest.raises(Refused, match="lý do"):
        waiving.waive(issue, found(issue, "missing-date")[0], chief, reason)


def test_a_very_long_reason_is_refused(issue, chief):
    with pytest.raises(Refused, match="dài quá"):
        waiving.waive(issue, found(issue, "missing-date")[0], chief, "a" * 1001)


def test_the_database_asks_for_the_reason_too(issue, chief):
    with pytest.raises(IntegrityError), transaction.atomic():
        Waiver.objects.create(issue=issue, code="missing-date", fingerprint="f", reason="", user=chief)


def test_warnings_need_no_waiver(issue, chief):
    with pytest.raises(Refused, match="Chỉ lỗi chặn duyệt"):
        waiving.waive(issue, found(issue, "missing-final-period")[0], chief, "Vì thế.")


def test_twice_is_refused_and_says_by_whom(issue, chief, second_chief):
    marked = found(issue, "missing-date")[0]
    waiving.waive(issue, marked, chief, "Lý do đầu.")
    with pytest.raises(Refused, match="Nguyễn Lan Chi đã bỏ qua"):
        waiving.waive(issue, marked, second_chief, "Lý do sau.")
    assert Waiver.objects.get().reason == "Lý do đầu."


@pytest.mark.parametrize(
    ("status", "allowed"),
    [("draft", True), ("review", True), ("approved", False), ("withdrawn", False)],
)
def test_while_the_issue_is_made_or_read(status, allowed, issue, chief):
    marked = found(issue, "missing-date")[0]
    Issue.objects.update(status=status)
    issue.refresh_from_db()
    if allowed:
        waiving.waive(issue, marked, chief, "Vì thế.")
    else:
        with pytest.raises(Refused, match="trạng thái"):
            waiving.waive(issue, marked, chief, "Vì thế.")


def test_the_row_decides_and_not_an_old_page(issue, chief):
    marked = found(issue, "missing-date")[0]
    Issue.objects.update(status="approved")
    with pytest.raises(Refused, match="Đã duyệt"):
        waiving.waive(issue, marked, chief, "Vì thế.")


def test_a_back_issue_needs_no_waiver(chief):
    issue = make_defective(1, defects=("date",), origin="archive")
    with pytest.raises(Refused, match="không lỗi nào chặn duyệt"):
        waiving.waive(issue, found(issue, "missing-date")[0], chief, "Vì thế.")


def test_it_may_be_taken_back(issue, chief, second_chief, editor):
    waiver = waiving.waive(issue, found(issue, "missing-date")[0], chief, "Vì thế.")
    with pytest.raises(Refused, match="Chỉ tổng biên tập"):
        waiving.take_back(waiver, editor)
    waiving.take_back(waiver, second_chief)
    assert len(inspection.inspect(issue).blocking) == 2


def test_it_lapses_when_the_text_in_question_changes(editor, chief):
    """The same defect in another text is another finding."""
    issue = make_defective(2, defects=())
    first, second = Article.objects.order_by("pk")
    Article.objects.filter(pk=second.pk).update(headline=first.headline)
    [marked] = found(issue, "duplicate-article")
    waiving.waive(issue, marked, chief, "Hai kỳ của một loạt bài.")
    assert not inspection.inspect(issue).blocking
    for article in (first, second):
        article.refresh_from_db()
        article.headline += " trong tuần này"
        editing.save_text(article, editor)
    [again] = inspection.inspect(issue).blocking
    assert again.finding.code == "duplicate-article" and again.key != marked.key


def test_another_text_of_the_same_article_leaves_it_alone(issue, editor, chief):
    marked = found(issue, "missing-date")[0]
    waiving.waive(issue, marked, chief, "Vì thế.")
    article = Article.objects.get(pk=marked.finding.article)
    article.body += "<p>Thêm một câu về trạm đo.</p>"
    editing.save_text(article, editor)
    assert [m.key for m in inspection.inspect(issue).waived] == [marked.key]


def test_a_waiver_of_another_issue_counts_for_nothing(issue, chief):
    marked = found(issue, "missing-date")[0]
    other = make_defective(1, number=10, defects=())
    Waiver.objects.create(issue=other, code="x", fingerprint=marked.key, reason="Vì thế.", user=chief)
    assert len(inspection.inspect(issue).blocking) == 2


def test_keys_tell_findings_apart(issue):
    keys = [m.key for m in inspection.inspect(issue).marked]
    assert len(keys) == len(set(keys)) > 3
