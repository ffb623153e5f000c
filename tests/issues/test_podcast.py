"""The podcast of an issue: played on the page where it is a file, linked where it is not."""

import pytest

from issues.podcast import origin
from tests.issues.releases import edition, edition_article, published, text

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("https://nghe.example/9.mp3", "https://nghe.example"),
        ("https://Nghe.Example:8443/a/9.M4A?x=1", "https://nghe.example:8443"),
        ("http://nghe.example/9.mp3", ""),
        ("https://nghe.example/9", ""),
        ("https://nghe.example/9?f=.mp3", ""),
        ("https://nghe.example; script-src */9.mp3", ""),
        ("https://a@nghe.example/9.mp3", ""),
        ("https://*.example/9.mp3", ""),
        ("https://[::1]/9.mp3", ""),
        ("https://[/9.mp3", ""),
        ("javascript:alert(1)//.mp3", ""),
        ("", ""),
    ],
)
def test_what_a_page_may_play(link, expected):
    assert origin(link) == expected


@pytest.mark.parametrize("path", ["/", "/so/2026/9/"])
def test_a_file_is_played_from_its_origin_only(client, path):
    published(
        edition(
            podcast_url="https://nghe.example/9.mp3", podcast_title="Nghe số 9", articles=[edition_article(1)]
        )
    )
    response = client.get(path)
    assert '<audio controls preload="none" src="https://nghe.example/9.mp3"' in text(response)
    assert response["Content-Security-Policy"].endswith("; media-src https://nghe.example")
    elsewhere = client.get("/so/2026/9/1-tram-quan-trac-1/")["Content-Security-Policy"]
    assert "media-src" not in elsewhere


def test_anything_else_is_linked(client):
    published(edition(podcast_url="https://nghe.example/9", podcast_title="Nghe số 9"))
    response = client.get("/")
    assert "<audio" not in text(response) and 'href="https://nghe.example/9"' in text(response)
    assert "media-src" not in response["Content-Security-Policy"]
