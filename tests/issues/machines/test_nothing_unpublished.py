"""What is not public can be reached by no feed, sitemap, card, data block or API address, nor guessed."""

import json
import re

import pytest

from news.models import Source
from tests.issues.machines.archives import SECRET, SECRET_SLUG, SITE, filled, hidden

pytestmark = pytest.mark.django_db

BEGINNINGS = (
    *(
        "/",
        "/luu-tru/",
        "/gioi-thieu/",
        "/api/",
        "/robots.txt",
        "/sitemap.xml",
        "/podcast.xml",
        "/podcast.jpg",
    ),
    *("/tin.rss", "/tin.atom", "/tin.json", "/api/v1/openapi.json"),
    *("/api/v1/issues/?limit=1", "/api/v1/articles/?limit=2", "/api/v1/sections/", "/api/v1/sources/"),
)
# What was withdrawn or never out: these numbers and keys may be guessed.
NUMBERS, KEYS = (20, 21, 22, 30, 40), (700, 701, 702, 710)
ADDRESS = re.compile(r"""["'>](?:https://diemtin\.example)?(/[^"'<>\s]*)""")
BUILT_ELSEWHERE = ("/static/", "/tim-kiem/", "/quan-tri/")


def walk(client) -> dict[str, bytes]:
    """Every address that can be reached from the beginnings, and what it answers."""
    waiting, seen = list(BEGINNINGS), {}
    while waiting:
        path = waiting.pop()
        if path in seen or path.startswith(BUILT_ELSEWHERE):
            continue
        response = client.get(path)
        if response.status_code != 200:
            seen[path] = b""
            continue
        content = b"".join(response.streaming_content) if response.streaming else response.content
        seen[path] = content
        if "json" in response["Content-Type"]:
            # As text in which addresses stand between plain quotes.
            content = json.dumps(json.loads(content), ensure_ascii=False).replace('\\"', '"').encode()
        if (
            response["Content-Type"].startswith(("text/html", "application/"))
            and "pdf" not in response["Content-Type"]
        ):
            found = ADDRESS.findall(content.decode(errors="ignore"))
            waiting += [each.partition("#")[0].replace("&amp;", "&") for each in found if "{" not in each]
    return seen


def test_the_walk_reaches_everything_that_is_public_and_nothing_else(client, newsroom, site):
    filled()
    before = walk(client)
    hidden()
    after = walk(client)
    # Withdrawn, drafted, submitted, approved and dropped things change no byte of what machines can reach.
    assert before.keys() == after.keys()
    assert [path for path in before if before[path] != after[path]] == []
    for path, content in after.items():
        assert SECRET.encode() not in content and SECRET_SLUG.encode() not in content, path
    reached = (
        *("/so/2026/9/the.jpg", "/so/2026/9/904-tram-quan-trac-904/the.jpg", "/chuyen-muc/focus/tin.atom"),
        *("/nguon/bao-song-bien/tin.atom", "/sitemap-2025-0.xml", "/api/v1/issues/2026/5/articles/502/"),
        *("/api/v1/issues/?limit=1&before=9-2026", "/so/2026/9/diem-tin.pdf"),
    )
    assert all(after[path] for path in reached), [path for path in reached if not after.get(path)]


def test_what_is_guessed_is_not_found(client, newsroom):
    filled()
    hidden()
    source = Source.objects.get(name=SECRET)
    paths = [f"/nguon/{source.slug}/tin.{form}" for form in ("rss", "atom", "json")]
    for number in NUMBERS:
        paths += [f"/so/2026/{number}/the.jpg", f"/api/v1/issues/2026/{number}/"]
        paths += [f"/so/2026/{number}/{key}-{SECRET_SLUG}/the.jpg" for key in KEYS]
        paths += [f"/api/v1/issues/2026/{number}/articles/{key}/" for key in KEYS]
    for path in paths:
        response = client.get(path)
        assert response.status_code in (404, 410) and SECRET.encode() not in response.content, path
        assert response.status_code == 404 or "/2026/30/" in path
    assert client.get(f"/api/v1/articles/?source={source.slug}").json()["items"] == []
    assert client.get("/api/v1/articles/?issue=20-2026").json()["items"] == []


def test_nobody_sees_more_by_signing_in(client, chief):
    filled()
    hidden()
    before = walk(client)
    client.force_login(chief)
    assert walk(client) == before
    assert SITE.encode() in before["/tin.rss"]
