"""The demo issues as editions, without a database: a corpus of clean text."""

import itertools
import tomllib
from functools import cache
from pathlib import Path

from issues.demo import seed
from issues.demo.markup import to_html
from issues.edition import Edition, EditionArticle, EditionPicture
from issues.preflight.context import Context, House, Outlet, Quota
from issues.preflight.house import FILE as HOUSE_FORMS
from news import richtext
from news.text import slugify
from tests.issues.editions import edition, masthead, sections

FILES = sorted(seed.HERE.glob("so-*.toml"))
ids = itertools.count(1)


@cache
def demo(path: Path) -> Edition:
    """One demo issue with the articles that are placed in it."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    placed = [item for item in data["articles"] if item.get("placed", True)]
    by_section = {
        name: [article(a) for a in placed if a["section"] == name]
        for name in ("domestic", "focus", "haiphong")
    }
    return edition(
        sections(**by_section),
        number=data["number"],
        year=data["year"],
        first_day=data["first_day"],
        last_day=data["last_day"],
        theme=data["theme"],
        trends_title=data["trends"]["title"],
        trends_body=to_html(data["trends"]["body"]),
        masthead=masthead(**seed.MASTHEAD),
        cover=EditionPicture("a.jpg", 1, 1, data["cover"]["caption"], seed.CREDIT, data["cover"]["alt"]),
    )


def article(item: dict) -> EditionArticle:
    """One article of a demo issue."""
    body = to_html(item["body"])
    picture = item.get("picture")
    pictures = (
        (EditionPicture("a.jpg", 1, 1, picture["caption"], seed.CREDIT, picture["alt"]),) if picture else ()
    )
    return EditionArticle(
        id=next(ids),
        slug=slugify(item["toc_title"]),
        headline=item["headline"],
        toc_title=item["toc_title"],
        news_date=item["date"],
        source=item["source"],
        link=item["link"],
        body=body,
        word_count=richtext.word_count(body),
        pictures=pictures,
        key_figures=(),
    )


@cache
def context() -> Context:
    """What a newsroom knows that has just been set up with the demo's outlets."""
    outlets = tomllib.loads((seed.HERE / "outlets.toml").read_text(encoding="utf-8"))["outlets"]
    forms = tomllib.loads(HOUSE_FORMS.read_text(encoding="utf-8"))["forms"]
    return Context(
        outlets=tuple(Outlet(o["name"], tuple(o.get("aliases", ()))) for o in outlets),
        house=tuple(House(f["preferred"], tuple(f["variants"])) for f in forms),
        quotas={"domestic": Quota(6, 30), "focus": Quota(1, 1), "haiphong": Quota(8, 35)},
    )
