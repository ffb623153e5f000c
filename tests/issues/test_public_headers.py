"""How public pages answer: policy, caching, escaping, a fixed number of queries."""

import re
from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from issues.addresses import article_path
from issues.edition import EditionCorrection
from tests.issues.releases import edition, edition_article, published, stored_picture, text
from tests.make import make_source

pytestmark = pytest.mark.django_db

ISSUE = "/so/2026/9/"
PDF = "/so/2026/9/diem-tin.pdf"


def articles(count: int, first: int = 1) -> list:
    """So many articles, numbered from `first`, each with a picture."""
    shared = stored_picture()
    return [edition_article(n, pictures=(shared,)) for n in range(first, first + count)]


def queries_of(client, path: str) -> int:
    """How many queries a page takes."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def executable(page: str) -> list[str]:
    """What a page has a browser run: the addresses of its scripts, and the whole of any that stands in the page itself."""
    scripts = re.findall(r"<script([^>]*)>(.*?)</script>", page, re.DOTALL)
    run = [(attributes, body) for attributes, body in scripts if "application/ld+json" not in attributes]
    return [
        found[1] if (found := re.fullmatch(r' src="([^"]+)"', attributes)) and not body else body
        for attributes, body in run
    ]


class TestHeaders:
    @pytest.fixture
    def paths(self):
        make_source()
        made = edition(
            articles=[edition_article(1, pictures=(stored_picture(),))], cover=stored_picture((9, 9, 9))
        )
        published(made)
        return [
            "/",
            ISSUE,
            article_path(made, made.articles[0]),
            "/luu-tru/",
            "/luu-tru/2026/",
            "/gioi-thieu/",
            "/kha-nang-tiep-can/",
            "/dinh-chinh/",
            "/nguon/",
            "/nguon/bao-song-bien/",
            "/chuyen-muc/domestic/",
            "/chuyen-muc/trends/",
        ]

    def test_policy_cache_and_no_cookies(self, client, paths):
        for path in [*paths, "/so/2026/99/"]:
            response = client.get(path)
            assert "default-src 'none'" in response["Content-Security-Policy"]
            assert "unsafe" not in response["Content-Security-Policy"]
            assert not response.cookies and "Cookie" not in response.get("Vary", "")
            assert response["Cache-Control"] == (
                "public, no-cache" if response.status_code == 200 else "no-store"
            )

    def test_pages_keep_to_their_own_policy(self, client, paths):
        for path in paths:
            page = text(client.get(path))
            assert executable(page) == ["/static/js/reading.js"]
            assert " style=" not in page and "<style" not in page
            assert not re.findall(r'(?:src|srcset|action)="(?!/)', page)
            loaded = re.findall(r'<link rel="(?:stylesheet|icon|preload)" href="([^"]+)"', page)
            assert loaded and all(href.startswith("/static/") for href in loaded)

    def test_an_unchanged_page_is_not_sent_again(self, client, paths):
        for path in paths:
            etag = client.get(path)["ETag"]
            again = client.get(path, headers={"If-None-Match": etag})
            assert again.status_code == 304 and not again.content

    def test_a_changed_page_is(self, client, paths):
        etag = client.get(ISSUE)["ETag"]
        published(edition(theme="Đã đổi"))
        assert client.get(ISSUE, headers={"If-None-Match": etag}).status_code == 200

    def test_only_reading_is_allowed(self, client, paths):
        for path in [*paths, PDF]:
            assert client.head(path).status_code == 200
            for method in ("post", "put", "patch", "delete"):
                assert getattr(client, method)(path).status_code == 405

    def test_every_page_says_what_it_is(self, client, paths, settings):
        settings.SITE_URL = "https://diemtin.example"
        for path in paths:
            page = text(client.get(path))
            assert '<html lang="vi">' in page and page.count("<h1") == 1 and page.count("<main") == 1
            assert re.search(r"<title>[^<]+</title>", page) and '<meta name="description" content="' in page
            assert f'<link rel="canonical" href="https://diemtin.example{path}">' in page
            assert 'property="og:title"' in page

    def test_every_picture_has_a_size_and_an_alternative(self, client, paths):
        for path in paths:
            for image in re.findall(r"<img [^>]+>", text(client.get(path))):
                assert " width=" in image and " height=" in image and " alt=" in image

    def test_no_form_asks_and_no_script_reaches_elsewhere(self, client, paths):
        policy = client.get(paths[0])["Content-Security-Policy"]
        assert "script-src 'self'" in policy and "connect-src 'self'" in policy and "media-src" not in policy

    def test_every_page_carries_the_notice(self, client):
        made = edition(articles=[edition_article(1)], page_notice="Nội dung minh họa")
        published(made)
        for path in ("/", ISSUE, article_path(made, made.articles[0]), "/luu-tru/", "/gioi-thieu/"):
            assert '<p class="notice">Nội dung minh họa</p>' in text(client.get(path))


class TestHostileWords:
    EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"

    def test_are_escaped_wherever_they_stand(self, client):
        e = self.EVIL
        picture = stored_picture(caption=e, credit=e, alt=e)
        bad = edition_article(
            1,
            headline=e,
            toc_title=e,
            source=e,
            link="javascript:alert(3)",
            body="<p>Sạch</p>",
            pictures=(picture,),
        )
        note = EditionCorrection(date(2026, 3, 9), e, 1)
        made = edition(
            articles=[bad, edition_article(2)],
            focus=[replace(bad, id=3)],
            cover=picture,
            corrections=(note, replace(note, article=None)),
            **dict.fromkeys(("theme", "page_notice", "trends_title", "podcast_title"), e[:80]),
            podcast_url="javascript:alert(4)",
        )
        made = replace(made, masthead=replace(made.masthead, name=e, publisher=e, site="javascript:alert(5)"))
        published(made)
        paths = ["/", ISSUE, "/luu-tru/", "/gioi-thieu/", *(article_path(made, a) for a in made.articles)]
        for path in paths:
            page = text(client.get(path))
            assert executable(page) == ["/static/js/reading.js"]
            assert "<script>" not in page and "<img src=x" not in page and "javascript:" not in page
            assert not re.search(r"<[^>]*\sonerror=", re.sub(r'"[^"]*"', '""', page))


class TestQueries:
    def test_an_issue_takes_as_many_with_3_articles_as_with_30(self, client):
        published(edition(number=8, articles=articles(3, first=101)))
        published(edition(number=9, articles=articles(30)))
        published(edition(number=10))
        assert queries_of(client, "/so/2026/8/") == queries_of(client, ISSUE) == 2

    def test_home_and_article(self, client):
        made = edition(articles=articles(30))
        published(made)
        assert queries_of(client, "/") == 2
        assert queries_of(client, article_path(made, made.articles[7])) == 2
        assert queries_of(client, "/gioi-thieu/") == 1

    def test_the_archive_takes_as_many_with_2_issues_as_with_12(self, client):
        for number in (1, 2):
            published(edition(number=number))
        few = queries_of(client, "/luu-tru/")
        for number in range(3, 13):
            published(edition(number=number))
        assert queries_of(client, "/luu-tru/") == few == 3
        assert queries_of(client, "/luu-tru/2026/") == few
