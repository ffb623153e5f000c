"""sitemap.xml, its parts, robots.txt: valid, complete, and small however large the archive grows."""

import pytest

from issues.addresses import article_path, issue_path
from tests.issues.machines.archives import SITE, queries_of, valid
from tests.issues.releases import edition, edition_article, published, text, withdrawn

pytestmark = pytest.mark.django_db
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def addresses(client, path: str) -> list[str]:
    """The addresses in a sitemap, which is valid."""
    response = client.get(path)
    assert response.status_code == 200 and response["Content-Type"] == "application/xml; charset=utf-8"
    return valid("sitemap", response.content).xpath("//s:loc/text()", namespaces=NAMES)


def walked(client) -> list[str]:
    """All addresses of all parts."""
    parts = addresses(client, "/sitemap.xml")
    return [address for part in parts for address in addresses(client, part.removeprefix(SITE))]


def test_every_address_once_and_each_answers(client, archive):
    found = walked(client)
    assert len(found) == len(set(found))
    editions = (archive.newest, archive.double, archive.oldest)
    wanted = {issue_path(e) for e in editions} | {article_path(e, a) for e in editions for a in e.articles}
    wanted |= {"/", "/luu-tru/", "/luu-tru/2026/", "/luu-tru/2025/", "/gioi-thieu/"}
    assert {f"{SITE}{path}" for path in wanted} <= set(found)
    assert f"{SITE}/chuyen-muc/domestic/" in found and f"{SITE}/nguon/bao-song-bien/" in found
    for path in wanted:
        assert client.get(path).status_code == 200


def test_a_part_holds_one_hundred_numbers_of_a_year(client, archive):
    published(edition(number=100, articles=[edition_article(10001)]))
    assert [part.removeprefix(SITE) for part in addresses(client, "/sitemap.xml")] == [
        "/sitemap-trang.xml",
        "/sitemap-2026-1.xml",
        "/sitemap-2026-0.xml",
        "/sitemap-2025-0.xml",
    ]
    assert addresses(client, "/sitemap-2026-1.xml") == [
        f"{SITE}/so/2026/100/",
        f"{SITE}/so/2026/100/10001-tram-quan-trac-10001/",
    ]
    newest_first = addresses(client, "/sitemap-2026-0.xml")
    assert newest_first[0] == f"{SITE}/so/2026/9/" and newest_first[-1].endswith("/502-tram-quan-trac-502/")


def test_last_changes_are_those_of_the_article(client, archive):
    response = text(client.get("/sitemap-2026-0.xml"))
    assert response.count("<lastmod>") == response.count("<loc>") == 8


def test_a_withdrawn_issue_and_an_empty_part_are_gone(client, archive):
    withdrawn(archive.oldest)
    assert "2025" not in " ".join(walked(client))
    for path in ("/sitemap-2025-0.xml", "/sitemap-2026-7.xml", "/sitemap-2024-0.xml", "/sitemap-26-0.xml"):
        assert client.get(path).status_code == 404


def test_an_empty_archive(client, newsroom):
    paths = (
        "",
        "luu-tru/",
        "dinh-chinh/",
        "gioi-thieu/",
        "nguon/",
        "kha-nang-tiep-can/",
        "tim-kiem/",
        "api/",
    )
    assert walked(client) == [f"{SITE}/{path}" for path in paths]


def test_queries_do_not_grow(client, archive):
    paths = ["/sitemap.xml", "/sitemap-trang.xml", "/sitemap-2026-0.xml"]
    few = [queries_of(client, path) for path in paths]
    for number in range(10, 20):
        published(edition(number=number, articles=[edition_article(number * 100 + n) for n in range(5)]))
    published(edition(number=1, year=2024))
    assert [queries_of(client, path) for path in paths] == few == [1, 4, 2]


def test_robots_are_told_where_to_look_and_nothing_of_the_newsroom(client, archive):
    response = client.get("/robots.txt")
    said = text(response)
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert f"Sitemap: {SITE}/sitemap.xml" in said.splitlines() and "Disallow: /tim-kiem/?" in said
    assert "quan-tri" not in said and "admin" not in said
