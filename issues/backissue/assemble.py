"""Blocks, texts and contents page -> the finished values."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from issues.backissue.blocks import Block
from issues.backissue.bodies import Text
from issues.backissue.displaced import Above, count_displaced
from issues.backissue.heading import Heading
from issues.backissue.lines import Line
from issues.backissue.matching import match
from issues.backissue.pieces import Body
from issues.backissue.problems import (
    Pairing,
    displaced_paragraph,
    find_problems,
    section_inferred,
    unplaced_line,
)
from issues.backissue.regions import Regions
from issues.backissue.sections import Evidence, assign
from issues.backissue.values import DOMESTIC, TRENDS, BackArticle, BackIssue, ContentsEntry, Problem, Trends
from issues.backissue.words import fold, weights

_CITY = "hai phong"


@dataclass
class Draft:
    """An article's block and its text, while paragraphs may still move between neighbours."""

    block: Block
    text: Text


def assemble(
    lines: list[Line],
    regions: Regions,
    heading: Heading,
    contents: tuple[ContentsEntry, ...],
    body: Body,
    drafts: list[Draft],
    lost: list[Line],
) -> BackIssue:
    """The issue: displaced paragraphs put back, sections decided, problems and every line's place listed.

    `lost` are lines with a source that no article owns.
    """
    moved = _put_back(drafts)
    articles = [draft for draft in drafts if not draft.block.is_trends]
    named = tuple(entry for entry in contents if entry.section != TRENDS)
    finished, pairs = _articles(articles, named, heading.middle)
    places = _places(regions, body, drafts)
    unowned = {line.number for line in lost}
    problems = [
        *find_problems(Pairing(finished, named, pairs)),
        *_inferred(finished, articles),
        *moved,
        *(unplaced_line(line) for line in lines if line.number not in places or line.number in unowned),
    ]
    return BackIssue(
        number=heading.number,
        last_number=heading.last_number,
        year=heading.year,
        start=heading.start,
        end=heading.end,
        theme=heading.theme,
        podcast=heading.podcast or body.podcast,
        trends=_trends(drafts, body),
        articles=finished,
        contents=contents,
        problems=tuple(sorted(problems, key=lambda p: p.line or 0)),
        places=tuple(sorted(places.items())),
    )


def _articles(
    drafts: list[Draft], named: tuple[ContentsEntry, ...], middle: date
) -> tuple[tuple[BackArticle, ...], dict[int, int]]:
    """The articles with their sections, and which entry of the contents page names which article."""
    days = [draft.block.day.near(middle) if draft.block.day else None for draft in drafts]
    pairs = match(named, [draft.block.headline for draft in drafts], days)
    titles = {a: named[e] for e, a in pairs.items()}
    # A contents page whose section names were lost says nothing about sections.
    told = titles if len({entry.section for entry in named}) > 1 else {}
    sections = assign([_evidence(draft, days[i], told.get(i)) for i, draft in enumerate(drafts)])
    finished = tuple(
        _article(draft, sections[i], days[i], titles[i].title if i in titles else None)
        for i, draft in enumerate(drafts)
    )
    return finished, pairs


def _put_back(drafts: list[Draft]) -> list[Problem]:
    """Moves first paragraphs that stand above their headline; says so for each."""
    weight = weights(
        [" ".join([d.block.headline, *(p.text for p in d.text.paragraphs)])[:8000] for d in drafts]
    )
    moved: list[Problem] = []
    received = 0
    for above, below in pairwise(drafts):
        if below.block.is_trends:
            received = 0
            continue
        received = _count(above, below, received, weight)
        _move(above.text, below.text, received)
        moved += [
            displaced_paragraph(p.line, p.text, below.block.headline)
            for p in below.text.paragraphs[:received]
        ]
    return moved


def _count(above: Draft, below: Draft, received: int, weight: dict[str, float]) -> int:
    keep = 2 if above.block.is_trends else received or 1
    upper = Above(above.block.headline, above.text.paragraphs, above.text.gaps, keep, above.block.is_trends)
    gap = below.block.heads[0].line.gap
    return count_displaced(upper, below.block.headline, below.text.paragraphs, gap, weight)


def _move(upper: Text, lower: Text, count: int) -> None:
    if count:
        for name in ("paragraphs", "gaps", "spans"):
            above, below = getattr(upper, name), getattr(lower, name)
            below[:0] = above[-count:]
            del above[-count:]


def _evidence(draft: Draft, day: date | None, entry: ContentsEntry | None) -> Evidence:
    block = draft.block
    text = fold(
        " ".join([block.headline, block.source or "", *(p.text for p in draft.text.paragraphs)])[:12_000]
    )
    local = 1.0 if _CITY in fold(block.headline) or text.count(_CITY) >= 2 else 0.7 if _CITY in text else 0.0
    return Evidence(day, entry.section if entry else None, 1.0 if entry else 0.0, block.named, local)


def _article(draft: Draft, section: str, day: date | None, toc_title: str | None) -> BackArticle:
    block, text = draft.block, draft.text
    return BackArticle(
        section,
        day,
        block.headline,
        block.source,
        block.link,
        tuple(text.paragraphs),
        tuple(text.key_figures),
        tuple(text.captions),
        toc_title,
        block.line,
    )


def _inferred(finished: tuple[BackArticle, ...], drafts: list[Draft]) -> list[Problem]:
    found, before = [], DOMESTIC
    for article, draft in zip(finished, drafts, strict=True):
        if article.section != before and article.section not in draft.block.named:
            found.append(section_inferred(article))
        before = article.section
    return found


def _trends(drafts: list[Draft], body: Body) -> Trends:
    own = [draft for draft in drafts if draft.block.is_trends]
    title = next((draft.block.headline for draft in own if draft.block.headline), body.trends_head)
    return Trends(title, tuple(p for draft in own for p in draft.text.paragraphs))


def _places(regions: Regions, body: Body, drafts: list[Draft]) -> dict[int, str]:
    """What every line was taken for. Sources that no article owns are in no place, so that they are reported."""
    places = {n: "cover" for line in regions.cover for n in line.span}
    places |= {n: "contents" for line in regions.contents for n in line.span}
    places |= body.dropped
    for draft in drafts:
        kind = "trends" if draft.block.is_trends else "article"
        places |= {n: f"{kind}: paragraph" for span in draft.text.spans for n in span}
        places |= {n: f"{kind}: {what}" for n, what in draft.text.aside.items()}
        places |= {n: f"{kind}: source" for mark in draft.block.sources for n in mark.line.span}
        places |= {n: f"{kind}: headline" for piece in draft.block.heads for n in piece.line.span}
    return places
