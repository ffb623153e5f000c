"""Double issues, as before Tết: proposed, made, published; the second number leads to the issue under its first one."""

from datetime import date

import pytest

from issues import publishing
from issues.models import Issue
from issues.proposing import next_issue, sections_after
from tests.make import make_article, make_issue, make_placed_issue, place_directly
from tests.news.admin_forms import filled_in, text_of

pytestmark = pytest.mark.usefixtures("fake_pdf")
ADD = "/quan-tri/issues/issue/add/"


def test_a_double_issue_is_proposed_with_two_numbers_and_fourteen_days(newsroom):
    make_issue(5, first_day=date(2026, 1, 30), layout="compact")
    proposal = next_issue(date(2026, 2, 6), double=True)
    assert (proposal.number, proposal.last_number, proposal.year) == (6, 7, 2026)
    assert (proposal.first_day, proposal.last_day) == (date(2026, 2, 6), date(2026, 2, 19))
    assert proposal.layout == "compact", "set like the last one"
    assert next_issue(date(2026, 2, 6)).last_number is None


def test_the_issue_after_a_double_one_goes_on_behind_both(newsroom):
    make_issue(6, last_number=7, first_day=date(2026, 2, 6), last_day=date(2026, 2, 19))
    proposal = next_issue(date(2026, 2, 20))
    assert (proposal.number, proposal.first_day) == (8, date(2026, 2, 20))


def test_the_layout_of_a_back_issue_is_not_followed(newsroom):
    make_issue(5, origin="archive", layout="compact")
    assert next_issue(date(2026, 3, 6)).layout == "magazine"


def test_sections_are_proposed_with_what_the_last_issue_has(newsroom):
    issue = make_issue()
    for slug in ("haiphong", "haiphong", "focus"):
        place_directly(issue, make_article(), slug)
    found = {row.section.slug: row.last for row in sections_after(issue)}
    assert found == {"domestic": 0, "focus": 1, "haiphong": 2}
    assert {row.last for row in sections_after(None)} == {0}


def test_the_form_offers_both_kinds(client, editor):
    make_issue(5, first_day=date(2026, 1, 30))
    client.force_login(editor)
    page = text_of(client.get(ADD))
    assert "Đề xuất theo số 5/2026" in page and 'href="?ghep=1"' in page and "IV. Tin Hải Phòng" in page
    response = client.post(f"{ADD}?ghep=1", filled_in(client.get(f"{ADD}?ghep=1")))
    assert response.status_code == 302
    issue = Issue.objects.get(number=6)
    assert issue.label == "6–7/2026" and (issue.last_day - issue.first_day).days == 13


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ({"number": "6", "last_number": "6"}, "phải lớn hơn"),
        ({"number": "7", "last_number": "6"}, "phải lớn hơn"),
        ({"number": "8", "last_number": "9"}, "Trùng với số 8/2026"),
        ({"number": "6", "last_number": "8"}, "Trùng với số 8/2026"),
        ({"number": "7", "last_number": ""}, "Trùng với số 6–7/2026"),
        ({"number": "7", "last_number": "1000"}, "999"),
    ],
)
def test_numbers_that_clash_are_errors_of_the_form(numbers, words, client, editor):
    make_issue(8)
    if "6–7" in words:
        make_issue(6, last_number=7)
    client.force_login(editor)
    before = Issue.objects.count()
    response = client.post(ADD, filled_in(client.get(ADD), year="2026", **numbers))
    assert response.status_code == 200 and words in text_of(response) and Issue.objects.count() == before


@pytest.fixture
def out(editor, chief):
    """A double issue that is out."""
    issue = make_placed_issue(3, number=6, last_number=7, last_day=date(2026, 3, 12))
    publishing.submit(issue, editor)
    publishing.approve(issue, chief, issue.release.sha256)
    return publishing.publish(issue, chief)


@pytest.mark.parametrize("rest", ["", "diem-tin.pdf", "diem-tin.epub", "{article}"])
def test_every_address_of_the_second_number_leads_to_the_issues_own(rest, client, out):
    article = out.release.edition.articles[0]
    rest = rest.format(article=f"{article.id}-{article.slug}/")
    response = client.get(f"/so/2026/7/{rest}")
    assert (response.status_code, response["Location"]) == (301, f"/so/2026/6/{rest}")
    assert client.get(response["Location"]).status_code == 200
    assert client.get(f"/so/2026/8/{rest}").status_code == client.get(f"/so/2025/7/{rest}").status_code == 404


def test_pages_name_both_numbers_and_neighbours_know_them(client, out, editor, chief):
    assert "6–7" in text_of(client.get("/so/2026/6/")) and "6–7/2026" in text_of(client.get("/luu-tru/"))
    following = make_placed_issue(3, number=8, first_day=date(2026, 3, 13))
    publishing.submit(following, editor)
    publishing.approve(following, chief, following.release.sha256)
    publishing.publish(following, chief)
    assert "Số 6–7/2026" in text_of(client.get("/so/2026/8/"))


def test_a_withdrawn_double_issue_answers_410_under_both_numbers(client, out, chief):
    publishing.withdraw(out, chief, "Sai số liệu.")
    response = client.get("/so/2026/7/", follow=True)
    assert response.status_code == 410 and "Sai số liệu." in text_of(response)


def test_a_double_issue_in_the_making_has_no_address(client, newsroom):
    make_placed_issue(3, number=6, last_number=7)
    assert client.get("/so/2026/6/").status_code == client.get("/so/2026/7/").status_code == 404
