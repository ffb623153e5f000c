"""The JSON API: what it gives, how it pages, filters and refuses."""

import json
from itertools import count

import pytest

from tests.issues.machines.archives import SITE, queries_of
from tests.issues.releases import edition, edition_article, published, withdrawn

pytestmark = pytest.mark.django_db
ISSUES, ARTICLES = "/api/v1/issues/", "/api/v1/articles/"
ADDRESSES = (
    ISSUES,
    "/api/v1/issues/2026/9/",
    "/api/v1/issues/2026/9/articles/901/",
    ARTICLES,
    "/api/v1/sections/",
    "/api/v1/sources/",
    "/api/v1/openapi.json",
)


def got(client, path: str) -> dict:
    """The value at an address."""
    response = client.get(path)
    assert response.status_code == 200 and response["Content-Type"] == "application/json"
    return json.loads(response.content)


def refused(client, path: str, status: int) -> dict:
    """The problem at an address."""
    response = client.get(path)
    assert response.status_code == status and response["Content-Type"] == "application/problem+json"
    problem = json.loads(response.content)
    assert problem["status"] == status and problem["title"] and problem["detail"]
    return problem


def walked(client, path: str) -> list[dict]:
    """The items of all pages from an address on."""
    items = []
    for _ in range(100):
        page = got(client, path)
        items += page["items"]
        if page["next"] is None:
            return items
        assert page["next"].startswith(SITE)
        path = page["next"].removeprefix(SITE)
    raise AssertionError("the pages do not end")


class TestIssues:
    def test_a_list_newest_first(self, client, archive):
        items = got(client, ISSUES)["items"]
        assert [item["label"] for item in items] == ["9/2026", "5–6/2026", "50/2025"]
        assert items[0]["article_count"] == 4 and items[0]["pdf"] == f"{SITE}/so/2026/9/diem-tin.pdf"
        assert items[1]["last_number"] == 6 and items[0]["api"] == f"{SITE}/api/v1/issues/2026/9/"

    def test_one_with_its_contents(self, client, archive):
        issue = got(client, "/api/v1/issues/2026/9/")
        assert [section["slug"] for section in issue["sections"]] == [
            "trends",
            "domestic",
            "focus",
            "haiphong",
        ]
        assert [a["id"] for a in issue["sections"][1]["articles"]] == [901, 902, 903]
        assert issue["trends_html"] == archive.newest.trends_body and issue["podcast"].endswith(".mp3")
        assert issue["corrections"] == [{"date": "2026-03-10", "note": "Bìa ghi nhầm ngày."}]
        assert issue["cover"]["url"].startswith(f"{SITE}/anh/")

    def test_by_year_and_before_another(self, client, archive):
        assert [i["label"] for i in got(client, f"{ISSUES}?year=2025")["items"]] == ["50/2025"]
        assert [i["number"] for i in got(client, f"{ISSUES}?before=9-2026")["items"]] == [5, 50]
        assert got(client, f"{ISSUES}?year=1999") == {"items": [], "next": None}


class TestArticles:
    def test_one_with_all_that_was_printed(self, client, archive):
        article = got(client, "/api/v1/issues/2026/9/articles/901/")
        printed = archive.newest.articles[0]
        assert article["headline"] == printed.headline and article["body_html"] == printed.body
        assert article["source"] == {"name": "Báo Sóng Biển", "slug": "bao-song-bien"}
        assert article["original"] == printed.link and article["printed_page"] == 4
        assert article["corrections"] == [{"date": "2026-03-09", "note": "Tên trạm đúng là Nam Triệu."}]
        assert len(article["pictures"]) == 2 and article["key_figures"][0]["value"] == "98,97%"
        bare = got(client, "/api/v1/issues/2026/9/articles/902/")
        assert bare["source"] is bare["original"] is bare["news_date"] is bare["printed_page"] is None
        assert got(client, "/api/v1/issues/2026/9/articles/903/")["source"] == {
            "name": "Nguồn lạ",
            "slug": None,
        }

    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ("", [901, 902, 903, 904, 501, 502, 5001]),
            ("section=focus", [904]),
            ("source=bao-song-bien", [901, 904, 501, 502, 5001]),
            ("year=2025", [5001]),
            ("issue=9-2026", [901, 902, 903, 904]),
            ("section=domestic&source=bao-song-bien&year=2026", [901, 501, 502]),
            ("issue=9-2026&year=2025", []),
            ("section=khong-co", []),
            ("source=khong-co", []),
        ],
    )
    def test_filters_and_their_pages(self, client, archive, query, expected):
        assert [item["id"] for item in got(client, f"{ARTICLES}?{query}")["items"]] == expected
        for limit in (1, 2, 3):
            assert [item["id"] for item in walked(client, f"{ARTICLES}?{query}&limit={limit}")] == expected

    def test_pages_go_on_where_the_last_one_ended_whatever_comes_meanwhile(self, client, archive):
        first = got(client, f"{ARTICLES}?limit=3")
        published(edition(number=10, articles=[edition_article(1001)]))
        following = got(client, first["next"].removeprefix(SITE))
        assert [item["id"] for item in following["items"]] == [904, 501, 502]

    def test_a_page_is_not_longer_than_asked(self, client):
        numbers = count(1)
        for number in range(1, 7):
            published(edition(number=number, articles=[edition_article(next(numbers)) for _ in range(20)]))
        assert len(got(client, ARTICLES)["items"]) == 20
        assert len(got(client, f"{ARTICLES}?limit=100")["items"]) == 100
        assert len({item["id"] for item in walked(client, f"{ARTICLES}?limit=7")}) == 120


class TestSectionsAndSources:
    def test_only_those_with_something_in_public(self, client, archive):
        assert [s["slug"] for s in got(client, "/api/v1/sections/")["items"]] == ["domestic", "focus"]
        (source,) = got(client, "/api/v1/sources/")["items"]
        assert source["name"] == "Báo Sóng Biển" and source["site"] == "https://songbien.example/"
        assert client.get(source["feed"].removeprefix(SITE)).status_code == 200


class TestRefusals:
    def test_a_missing_slash(self, client, archive):
        response = client.get("/api/v1/issues?year=2026")
        assert response.status_code == 301 and response["Location"] == "/api/v1/issues/?year=2026"
        assert response["Access-Control-Allow-Origin"] == "*"
        refused(client, "/api/v1/khong-co", 404)

    @pytest.mark.parametrize(
        "query",
        [
            "limit=0", "limit=101", "limit=-1", "limit=ba", "limit=", "limit=1&limit=2", "limit=1%0A", "limit=٣",
            "year=1989", "year=20266", "before=9", "before=0-2026", "before=9/2026", "trang=2", "before=%00", "q=%FF",
        ],
    )  # fmt: skip
    def test_an_unclear_question(self, client, archive, query):
        problem = refused(client, f"{ISSUES}?{query}", 400)
        assert problem["title"] == "Yêu cầu chưa rõ"

    @pytest.mark.parametrize(
        "query", ["after=9-2026", "after=9-2026-0", "section=Tin trong nước", "source=a'--", "issue=x"]
    )
    def test_an_unclear_question_for_articles(self, client, archive, query):
        refused(client, f"{ARTICLES}?{query}", 400)

    def test_what_is_not_there(self, client, archive):
        paths = (
            "issues/2026/77/",
            "issues/2026/9/articles/501/",
            "issues/2026/77/articles/901/",
            "issues/1989/1/",
            "khong-co/",
        )
        for path in paths[:3]:
            assert "chưa được xuất bản" in refused(client, f"/api/v1/{path}", 404)["detail"]
        for path in paths[3:]:
            refused(client, f"/api/v1/{path}", 404)

    def test_what_was_withdrawn_says_when_and_why(self, client, archive):
        withdrawn(edition(number=8, articles=[edition_article(801)]), reason="In nhầm bài.")
        for path in ("issues/2026/8/", "issues/2026/8/articles/801/"):
            problem = refused(client, f"/api/v1/{path}", 410)
            assert (
                problem["reason"] == "In nhầm bài." and "8/2026" in problem["detail"] and problem["withdrawn"]
            )
        refused(client, "/api/v1/issues/2026/8/articles/901/", 404)

    def test_the_later_number_of_a_double_issue(self, client, archive):
        response = client.get("/api/v1/issues/2026/6/")
        assert response.status_code == 301 and response["Location"] == "/api/v1/issues/2026/5/"
        response = client.get("/api/v1/issues/2026/6/articles/501/")
        assert response["Location"] == "/api/v1/issues/2026/5/articles/501/"


class TestHeaders:
    @pytest.mark.parametrize("path", ADDRESSES)
    def test_any_site_may_read_and_nobody_may_write(self, client, archive, path):
        response = client.get(path)
        assert response["Access-Control-Allow-Origin"] == "*" and not response.cookies
        assert response["Cache-Control"] == "public, no-cache"
        assert client.head(path).status_code == 200 and not client.head(path).content
        asked = client.options(path)
        assert asked.status_code == 204 and asked["Allow"] == "GET, HEAD, OPTIONS"
        assert (
            asked["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
            and asked["Access-Control-Allow-Origin"] == "*"
        )
        for method in ("post", "put", "patch", "delete"):
            answer = getattr(client, method)(path)
            assert answer.status_code == 405 and answer["Content-Type"] == "application/problem+json"
            assert answer["Allow"] == "GET, HEAD, OPTIONS"

    @pytest.mark.parametrize("path", ADDRESSES)
    def test_an_unchanged_answer_is_not_sent_again(self, client, archive, path):
        etag = client.get(path)["ETag"]
        again = client.get(path, headers={"If-None-Match": etag})
        assert again.status_code == 304 and again["Access-Control-Allow-Origin"] == "*"

    def test_a_problem_can_be_read_from_any_site_and_is_not_kept(self, client, archive):
        for path in (f"{ISSUES}?limit=0", "/api/v1/issues/2026/77/"):
            response = client.get(path)
            assert response["Access-Control-Allow-Origin"] == "*" and response["Cache-Control"] == "no-store"


def test_queries_do_not_grow(client, archive):
    paths = [*ADDRESSES, f"{ARTICLES}?source=bao-song-bien&limit=3", f"{ARTICLES}?after=9-2026-1"]
    few = [queries_of(client, path) for path in paths]
    for number in range(10, 20):
        published(edition(number=number, articles=[edition_article(number * 100 + n) for n in range(10)]))
    assert [queries_of(client, path) for path in paths] == few == [1, 2, 1, 1, 1, 1, 1, 2, 1]
