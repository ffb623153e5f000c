"""The e-book of a published issue: made of the release, kept, answered like the PDF."""

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext

from issues import epub
from issues.models.issue import IssueStatus
from news.pictures import WEB, rendition_name
from tests.issues.releases import (
    edition,
    edition_article,
    published,
    stored_picture,
    stored_release,
    text,
    withdrawn,
)

pytestmark = pytest.mark.django_db

ISSUE, EPUB = "/so/2026/9/", "/so/2026/9/diem-tin.epub"


@pytest.fixture
def counted(monkeypatch):
    """The editions for which a book is made."""
    made, render = [], epub.render

    def counting(value):
        made.append(value)
        return render(value)

    monkeypatch.setattr(epub, "render", counting)
    return made


def test_is_the_book_of_the_release(client):
    release = published(edition(articles=[edition_article(1, pictures=(stored_picture(),))]))
    response = client.get(EPUB)
    assert response.content == epub.render(release.edition).data
    assert response["Content-Type"] == "application/epub+zip"
    assert response["Content-Disposition"] == 'attachment; filename="diem-tin-so-9-2026.epub"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "public, no-cache"
    assert not response.cookies and "Cookie" not in response.get("Vary", "")


def test_is_made_once(client, counted):
    published(edition(articles=[edition_article(1)]))
    first, second = client.get(EPUB), client.get(EPUB)
    assert first.content == second.content and len(counted) == 1
    assert client.head(EPUB).status_code == 200 and len(counted) == 1


def test_is_not_sent_again_to_who_has_it_nor_made_for_them(client, counted):
    published(edition())
    etag = client.get(EPUB)["ETag"]
    counted.clear()
    again = client.get(EPUB, headers={"If-None-Match": etag})
    assert again.status_code == 304 and not again.content and again["ETag"] == etag and not counted


def test_a_new_release_is_a_new_book(client, counted):
    published(edition(articles=[edition_article(1, headline="Bản đầu")]))
    old = client.get(EPUB)
    published(edition(articles=[edition_article(1, headline="Bản đã đính chính")]))
    new = client.get(EPUB, headers={"If-None-Match": old["ETag"]})
    assert new.status_code == 200 and new.content != old.content
    assert [value.articles[0].headline for value in counted] == ["Bản đầu", "Bản đã đính chính"]


def test_a_new_way_of_making_books_makes_it_anew(client, counted, monkeypatch):
    published(edition())
    etag = client.get(EPUB)["ETag"]
    monkeypatch.setattr(epub, "VERSION", epub.VERSION + 1)
    assert client.get(EPUB, headers={"If-None-Match": etag}).status_code == 200 and len(counted) == 2


def test_of_a_withdrawn_issue_is_gone_even_where_it_is_kept(client):
    published(edition())
    etag = client.get(EPUB)["ETag"]
    withdrawn(edition(), reason="In nhầm bài.")
    for headers in ({}, {"If-None-Match": etag}):
        response = client.get(EPUB, headers=headers)
        assert response.status_code == 410 and "In nhầm bài." in text(response)


@pytest.mark.parametrize("status", [IssueStatus.DRAFT, IssueStatus.REVIEW, IssueStatus.APPROVED])
def test_of_what_is_not_out_is_not_found(client, status, administrator, counted):
    stored_release(edition(), status)
    client.force_login(administrator)
    response = client.get(EPUB)
    assert response.status_code == 404 and response["Cache-Control"] == "no-store" and not counted
    assert client.get("/so/2026/77/diem-tin.epub").status_code == 404


def test_of_a_double_issue_is_found_under_either_number(client):
    published(edition(number=5, last_number=6))
    assert "diem-tin-so-5-6-2026.epub" in client.get("/so/2026/5/diem-tin.epub")["Content-Disposition"]
    response = client.get("/so/2026/6/diem-tin.epub")
    assert response.status_code == 301 and response["Location"] == "/so/2026/5/diem-tin.epub"


def test_a_lost_picture_is_told_kindly_and_not_kept(client):
    picture = stored_picture()
    published(edition(articles=[edition_article(1, pictures=(picture,))]))
    kept = {
        name: default_storage.open(name).read() for name in (picture.name, rendition_name(picture.name, WEB))
    }
    for name in kept:
        default_storage.delete(name)
    response = client.get(EPUB)
    assert response.status_code == 503 and response["Cache-Control"] == "no-store"
    assert "Chưa mở được bản EPUB" in text(response) and not response.has_header("Content-Disposition")
    for name, data in kept.items():
        with default_storage.open(name, "wb") as file:
            file.write(data)
    assert client.get(EPUB).status_code == 200


def test_only_reading_is_allowed(client):
    published(edition())
    for method in ("post", "put", "patch", "delete"):
        assert getattr(client, method)(EPUB).status_code == 405


def test_takes_one_query_however_long_the_issue(client):
    published(edition(number=8, articles=[edition_article(1)]))
    published(edition(number=9, articles=[edition_article(n) for n in range(2, 32)]))
    for path in ("/so/2026/8/diem-tin.epub", EPUB, EPUB):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path).status_code == 200
        assert len(captured) == 1


def test_home_and_issue_offer_it(client):
    published(edition())
    for path in ("/", ISSUE):
        assert f'href="{EPUB}" type="application/epub+zip"' in text(client.get(path))
