"""Corrections of other issues stand once in print: in the first issue that is submitted after them."""

from datetime import date, timedelta

import pytest

from issues import printing, publishing
from issues.assembly import assemble
from issues.models import Issue, Release
from tests.make import make_placed_issue

pytestmark = pytest.mark.usefixtures("fake_pdf")
WEEK = timedelta(days=7)
FIRST = date(2026, 2, 27)


@pytest.fixture
def put_out(editor, chief):
    """Publishes an issue of one article."""

    def put_out(number: int) -> Issue:
        issue = draft(number)
        publishing.submit(issue, editor)
        publishing.approve(issue, chief, issue.release.sha256)
        return publishing.publish(issue, chief)

    return put_out


def draft(number: int, **fields) -> Issue:
    """A draft of a week of its own."""
    return make_placed_issue(2, number=number, first_day=FIRST + (number - 9) * WEEK, **fields)


def notes(issue: Issue) -> list[str]:
    """The notes on other issues that an issue prints."""
    return [erratum.note for erratum in assemble(Issue.objects.get(pk=issue.pk)).errata]


def test_a_correction_stands_in_the_next_issue_and_in_no_later_one(put_out, chief):
    ninth = put_out(9)
    publishing.correct(ninth, chief, "Tên trạm đúng là Nam Triệu.", ninth.articles.first())
    tenth = draft(10)
    [erratum] = assemble(tenth).errata
    assert (erratum.issue, erratum.note) == ("9/2026", "Tên trạm đúng là Nam Triệu.")
    assert erratum.headline == ninth.articles.first().headline
    put_out(11)
    assert notes(draft(12)) == []


def test_corrections_do_not_hide_one_another(put_out, chief):
    eighth, ninth = put_out(8), put_out(9)
    publishing.correct(eighth, chief, "Một.")
    publishing.correct(ninth, chief, "Hai.")
    publishing.correct(ninth, chief, "Ba.")
    assert notes(draft(10)) == ["Một.", "Hai.", "Ba."]


def test_what_the_last_issue_already_printed_is_not_printed_again_after_its_own_correction(put_out, chief):
    eighth = put_out(8)
    publishing.correct(eighth, chief, "Cũ.")
    ninth = put_out(9)
    assert [e.note for e in ninth.release.edition.errata] == ["Cũ."]
    publishing.correct(ninth, chief, "Mới.")
    assert notes(draft(10)) == ["Mới."]


def test_neither_back_issues_nor_older_ones_have_errata(put_out, chief):
    ninth = put_out(9)
    publishing.correct(ninth, chief, "Một.")
    assert notes(draft(10, origin="archive")) == []
    assert notes(draft(8)) == []
    assert notes(ninth) == []


def test_the_first_issue_has_none(newsroom):
    assert notes(draft(9)) == []


def test_corrections_of_a_withdrawn_issue_are_not_printed(put_out, chief):
    put_out(8)
    ninth = put_out(9)
    publishing.correct(ninth, chief, "Một.")
    publishing.withdraw(ninth, chief, "Sai nhiều chỗ.")
    assert notes(draft(10)) == []


@pytest.mark.parametrize("layout", ["magazine", "compact"])
def test_errata_are_printed_with_the_imprint(put_out, chief, layout):
    ninth = put_out(9)
    publishing.correct(ninth, chief, "Độ mặn là 12 & không phải 21.", ninth.articles.first())
    page = printing.html(assemble(draft(10)), layout)
    assert page.count("Độ mặn là 12 &amp; không phải 21.") == 1
    assert "Đính chính số 9/2026, tin “" in page


def test_a_correction_is_known_by_its_release(put_out, chief):
    ninth = put_out(9)
    publishing.correct(ninth, chief, "Một.")
    assert list(Release.objects.filter(correction=None)) == [ninth.releases.get(number=1)]
