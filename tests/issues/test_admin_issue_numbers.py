"""An issue's number: proposed from the last one, nobody else's, and kept once it went out."""

from datetime import date

import pytest

from issues import publishing
from issues.models import Issue
from issues.models.issue import Origin
from issues.proposing import next_issue
from tests.make import make_issue, make_placed_issue
from tests.news.admin_forms import change_url, filled_in, text_of

pytestmark = pytest.mark.usefixtures("fake_pdf")
LIST = "/quan-tri/issues/issue/"


def test_a_new_issue_follows_the_last_one(client, editor):
    make_issue(5, last_number=6, first_day=date(2026, 2, 6), last_day=date(2026, 2, 12))
    client.force_login(editor)
    data = filled_in(client.get(f"{LIST}add/"))
    assert client.post(f"{LIST}add/", data).status_code == 302
    issue = Issue.objects.get(number=7)
    assert (issue.year, issue.first_day, issue.last_day) == (2026, date(2026, 2, 13), date(2026, 2, 19))
    assert (issue.version, issue.origin) == (1, Origin.NEWSROOM)


@pytest.mark.parametrize(
    ("last_day", "expected"),
    [(date(2026, 12, 31), (1, 2027)), (date(2026, 12, 30), (53, 2026)), (date(2027, 1, 2), (1, 2027))],
)
def test_numbers_begin_anew_with_the_year(last_day, expected, newsroom):
    make_issue(52, first_day=date(2026, 12, 24), last_day=last_day)
    proposal = next_issue(date(2026, 1, 1))
    assert (proposal.number, proposal.year) == expected


def test_the_first_issue_is_of_this_week(db):
    proposal = next_issue(date(2026, 3, 5))
    assert (proposal.number, proposal.first_day, proposal.last_day) == (1, date(2026, 3, 2), date(2026, 3, 8))


def test_a_taken_number_is_an_error_of_the_form(client, editor):
    make_issue(9)
    client.force_login(editor)
    response = client.post(f"{LIST}add/", filled_in(client.get(f"{LIST}add/"), number="9"))
    assert response.status_code == 200 and "Trùng với số 9/2026" in text_of(response)


def went_out(issue, editor, chief) -> Issue:
    """The issue after it was published, then withdrawn and opened again."""
    publishing.submit(issue, editor)
    publishing.approve(issue, chief, issue.release.sha256)
    publishing.publish(issue, chief)
    publishing.withdraw(issue, chief, "Sai số liệu.")
    return publishing.reopen(issue, chief, "Làm lại.")


def test_an_issue_that_ever_went_out_keeps_its_number(client, editor, chief):
    issue = went_out(make_placed_issue(2), editor, chief)
    client.force_login(editor)
    page = client.get(change_url(issue))
    assert 'name="theme"' in text_of(page)
    assert not [name for name in ("number", "last_number", "year") if f'name="{name}"' in text_of(page)]
    data = filled_in(page, theme="Biển", number="10", year="2027", last_number="11")
    assert client.post(change_url(issue), data).status_code == 302
    issue.refresh_from_db()
    assert (issue.theme, issue.label) == ("Biển", "9/2026")


def test_an_issue_that_never_went_out_may_be_renumbered(client, editor, chief):
    issue = make_placed_issue(2)
    publishing.submit(issue, editor)
    publishing.return_(issue, chief, "Sai số.")
    client.force_login(editor)
    client.post(change_url(issue), filled_in(client.get(change_url(issue)), number="10"))
    assert Issue.objects.get().label == "10/2026"
