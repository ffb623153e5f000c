"""A section through all issues: whole issues, newest first, a page at a time."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from issues import listings
from tests.issues.releases import edition, edition_article, published, stored_release, text, withdrawn

pytestmark = pytest.mark.django_db

PAGE = "/chuyen-muc/domestic/"


def of(number: int, count: int, year: int = 2026):
    """A published issue with so many articles in section II; their keys are made of number and place."""
    first = year * 100_000 + number * 1000
    articles = [
        edition_article(first + n, headline=f"Tin {n} của số {number}/{year}") for n in range(1, count + 1)
    ]
    return published(edition(number=number, year=year, articles=articles))


def shown(page: str) -> list[str]:
    """The issues on a page, in order."""
    return re.findall(r"<h2[^>]*><a [^>]*>Số ([^<]*)</a>", page)


def queries_of(client, path: str) -> int:
    """How many queries a page takes."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def test_lists_articles_under_their_issues(client):
    of(8, 2), of(50, 1, year=2025), of(9, 1)
    page = text(client.get(PAGE))
    assert shown(page) == ["9/2026", "8/2026", "50/2025"]
    assert (
        page.index("Tin 1 của số 8/2026")
        < page.index("Tin 2 của số 8/2026")
        < page.index("Tin 1 của số 50/2025")
    )
    assert "<h1>Tin trong nước</h1>" in page and "Các số cũ hơn" not in page


def test_only_what_is_public_now(client):
    of(8, 1)
    withdrawn(edition(number=9, articles=[edition_article(91, headline="Đã thu hồi")]))
    stored_release(edition(number=10, articles=[edition_article(92, headline="Chưa ra")]), "approved")
    page = text(client.get(PAGE))
    assert "Đã thu hồi" not in page and "Chưa ra" not in page and shown(page) == ["8/2026"]


def test_pages_hold_whole_issues_and_lead_on(client, monkeypatch, settings):
    monkeypatch.setattr(listings, "ARTICLES", 5)
    for number in (6, 7, 8, 9):
        of(number, 2)
    page = text(client.get(PAGE))
    assert shown(page) == ["9/2026", "8/2026"]
    assert f'rel="next" href="{PAGE}?truoc=8-2026"' in page
    second = text(client.get(f"{PAGE}?truoc=8-2026"))
    assert shown(second) == ["7/2026", "6/2026"] and "Các số cũ hơn" not in second
    assert f'<link rel="canonical" href="{settings.SITE_URL}{PAGE}?truoc=8-2026">' in second
    assert f'href="{PAGE}"><span>Về đầu danh sách' in second


def test_an_issue_larger_than_a_page_stays_whole(client, monkeypatch):
    monkeypatch.setattr(listings, "ARTICLES", 5)
    of(8, 1), of(9, 9)
    page = text(client.get(PAGE))
    assert shown(page) == ["9/2026"] and "Tin 9 của số 9/2026" in page
    assert shown(text(client.get(f"{PAGE}?truoc=9-2026"))) == ["8/2026"]


def test_exactly_a_page_leads_nowhere(client, monkeypatch):
    monkeypatch.setattr(listings, "ARTICLES", 4)
    of(8, 2), of(9, 2)
    assert "Các số cũ hơn" not in text(client.get(PAGE))


@pytest.mark.parametrize(
    "mark", ["", "x", "0-2026", "09-2026", "9-1989", "9-2026 ", "9-٢٠٢٦", "9-2026-1", "1-1990"]
)
def test_what_is_no_issue_or_has_nothing_before_it_is_not_found(client, mark):
    of(9, 1)
    assert client.get(PAGE, {"truoc": mark}).status_code == 404


def test_a_section_without_articles_and_an_unknown_one_are_not_found(client):
    of(9, 1)
    assert client.get("/chuyen-muc/haiphong/").status_code == 404
    assert client.get("/chuyen-muc/khong-co/").status_code == 404


def test_a_section_that_the_newest_issue_leaves_out_keeps_its_name(client):
    published(edition(number=8, focus=[edition_article(81)]))
    of(9, 1)
    assert "<h1>Tâm điểm</h1>" in text(client.get("/chuyen-muc/focus/"))


def test_summaries_are_listed_by_issue(client):
    published(edition(number=8, trends_title="Tuần của biển"))
    published(edition(number=9, trends_title="", trends_body=""))
    page = text(client.get("/chuyen-muc/trends/"))
    assert "Tuần của biển" in page and "Ba tin trong tuần nhìn ra phía biển." in page
    assert 'href="/so/2026/8/#trends"' in page and "9/2026" not in page


def test_summaries_come_a_page_at_a_time(client, monkeypatch):
    monkeypatch.setattr(listings, "SUMMARIES", 2)
    for number in (7, 8, 9):
        published(edition(number=number))
    page = text(client.get("/chuyen-muc/trends/"))
    assert "?truoc=8-2026" in page and "Số 7/2026" not in page
    assert "Số 7/2026" in text(client.get("/chuyen-muc/trends/?truoc=8-2026"))


def test_ten_times_the_issues_take_as_many_queries(client):
    of(1, 2)
    few = queries_of(client, PAGE), queries_of(client, "/chuyen-muc/trends/")
    for number in range(2, 12):
        of(number, 9)
    assert (queries_of(client, PAGE), queries_of(client, "/chuyen-muc/trends/")) == few == (2, 2)
    assert queries_of(client, f"{PAGE}?truoc=9-2026") == 2
