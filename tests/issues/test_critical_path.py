"""What a phone has to load before it can show a page: HTML, styles, script and preloaded fonts, compressed as on the wire."""

import gzip
import re
import subprocess
import sys
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from issues.addresses import article_path
from issues.demo.markup import to_html
from issues.demo.seed import HERE
from issues.templatetags.issue_tags import MOST_CARDS
from news.text import slugify
from tests.issues.releases import edition, edition_article, published, stored_picture, text

pytestmark = pytest.mark.django_db

MOST = 60 * 1024  # bytes
ROOT = Path(__file__).resolve().parents[2]
BLOCKING = re.compile(
    r'<link rel="(?:stylesheet|preload)" href="/static/([^"]+)"|<script src="/static/([^"]+)"'
)
DEMO = tomllib.loads((HERE / "so-46-2026.toml").read_text(encoding="utf-8"))
SECTIONS = ("domestic", "focus", "haiphong")


@pytest.fixture
def full():
    """The demo's issue of 60 articles, whose words compress as news does; nearly all with a picture."""
    pictures = [stored_picture((n, 3 * n, 90), size=(1600, 900)) for n in range(1, 20)]

    def article(n, item):
        return edition_article(
            n,
            headline=item["headline"],
            slug=slugify(item["headline"]),
            source=f"Báo {item['headline'][:18]}",
            body=to_html(item["body"]),
            pictures=(pictures[n % 19],) if n % 8 else (),
        )

    of = {slug: [] for slug in SECTIONS}
    for n, item in enumerate(DEMO["articles"], 1):
        of[item["section"]].append(article(n, item))
    made = edition(
        articles=of["domestic"],
        focus=of["focus"],
        cover=pictures[0],
        trends_body=to_html(DEMO["trends"]["body"]),
    )
    last = replace(made.sections[-1], articles=tuple(of["haiphong"]))
    made = replace(made, sections=(*made.sections[:-1], last))
    published(made)
    return made


def weight(client, path: str) -> dict[str, int]:
    """What is loaded first and how many bytes of it travel."""
    page = client.get(path).content
    files = [style or script for style, script in BLOCKING.findall(page.decode())]
    assert any(name.endswith(".woff2") for name in files) and any(name.endswith(".js") for name in files)
    found = {"HTML": len(gzip.compress(page, 6))}
    for name in files:
        data = Path(finders.find(name)).read_bytes()
        found[name] = len(data) if name.endswith(".woff2") else len(gzip.compress(data, 9))
    return found


def test_no_page_needs_more_than_60_kilobytes(client, full):
    paths = ["/", "/so/2026/9/", article_path(full, full.articles[0]), "/chuyen-muc/domestic/", "/luu-tru/"]
    for path in paths:
        parts = weight(client, path)
        print(path, sum(parts.values()), parts)
        assert sum(parts.values()) < MOST, parts


def test_a_long_section_is_a_list_after_its_first_articles(client, full):
    page = text(client.get("/so/2026/9/"))
    assert page.count('<article class="card') <= 2 * MOST_CARDS < len(full.articles)
    assert all(article_path(full, a) in page for a in full.articles)


def test_every_picture_below_the_first_screen_is_lazy_and_the_cover_is_not(client, full):
    for path in ("/", "/so/2026/9/"):
        images = re.findall(r"<img [^>]+>", text(client.get(path)))
        pictures = [image for image in images if "/anh/" in image]
        assert 'fetchpriority="high"' in pictures[0] and "loading=" not in pictures[0]
        assert all('loading="lazy"' in image and "fetchpriority" not in image for image in pictures[1:])
        assert all(re.search(r' width="\d+" height="\d+"', image) for image in images)


def test_the_fonts_are_what_their_script_makes():
    script = ROOT / "deploy" / "web_fonts.py"
    done = subprocess.run([sys.executable, script, "--check"], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr


def test_styles_name_fonts_that_exist_and_both_nights_are_the_same():
    css = "".join((ROOT / "static" / "css" / f"{name}.css").read_text() for name in ("tokens", "base"))
    named = re.findall(r'url\("\.\./fonts/web/([^"]+)"\)', css)
    assert named and all((ROOT / "static" / "fonts" / "web" / name).exists() for name in named)
    asked, chosen = re.findall(
        r':root(?::not\(\[data-theme="light"\]\)|\[data-theme="dark"\]) \{\s+(--paper.*?)\}', css, re.DOTALL
    )
    assert asked.split() == chosen.split()
