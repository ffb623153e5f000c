"""The real back issues as editions, without a database, and what is wrong in them; both are read outside the project."""

import json
from functools import cache
from pathlib import Path

import pytest

from issues.backissue.parse import parse
from issues.backissue.read import read_text
from issues.backissue.values import ARTICLE_SECTIONS, BackArticle
from issues.edition import Edition, EditionArticle
from news import richtext
from news.text import squeeze
from tests.issues.editions import article, edition, sections

SHARED = Path(__file__).resolve().parents[4] / "shared"
NUMBERS = (8, 9, 17)
available = pytest.mark.skipif(
    not (SHARED / "seeds").is_dir(), reason="the real issues are not beside the project"
)


@cache
def back_issue(number: int) -> Edition:
    """A real issue as it would be printed."""
    back = parse(read_text((SHARED / "seeds" / f"so-{number:02}-2026.txt").read_bytes()))
    placed = ([printed(item) for item in back.articles if item.section == name] for name in ARTICLE_SECTIONS)
    return edition(
        sections(*placed),
        number=number,
        trends_title=back.trends.title,
        trends_body=richtext.from_paragraphs([p.text for p in back.trends.paragraphs]),
    )


def printed(item: BackArticle) -> EditionArticle:
    """One of its articles."""
    headline = squeeze(item.headline)
    body = richtext.from_paragraphs([p.text for p in item.paragraphs])
    return article(
        headline, toc_title=item.toc_title or headline, body=body, word_count=richtext.word_count(body)
    )


def marked(number: int, *kinds: str, certain: bool = True) -> list[dict]:
    """The defects of these kinds that a reader marked in the issue: `headline` (None for the trend summary), `evidence`."""
    truth = json.loads((SHARED / "truth" / f"{number}.json").read_text(encoding="utf-8"))
    headlines = {a["order"]: squeeze(a["headline"]) for a in truth["articles"]}
    defects = json.loads((SHARED / "truth" / "defects.json").read_text(encoding="utf-8"))
    return [
        {"headline": None if d["order"] == 1 else headlines[d["order"]], "evidence": d["evidence"]}
        for d in defects
        if d["issue"] == number and d["kind"] in kinds and d["certain"] >= certain
    ]
