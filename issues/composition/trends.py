"""The trend summary read for its parts: a lead, groups of points, a conclusion. Pure text work, no measures.

A point is an item of a list, a paragraph that begins with its own title (`Hạ tầng số: …`, or bold words), or a short
paragraph that longer ones explain. One alone is no enumeration: it stays running text.
"""

import re
from dataclasses import dataclass, replace

from issues.composition.blocks import HEADINGS, ITEM, PARAGRAPH, Block, Run

NUMBER = re.compile(r"^\s*(?:\d{1,2}|[IVX]{1,4})[.)]\s+")
TITLE_END = re.compile(r":\s+(?=\S)")
LONGEST_TITLE = 120  # letters before the colon
LONGEST_LINE = 170  # letters of a paragraph that is the title of those below
LONGER = 1.4  # times as long is the paragraph that explains it
BOLD = {"strong", "b"}


@dataclass(frozen=True)
class Point:
    """A numbered point: its title (may be empty) and its text."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Group:
    """Points under a heading (may be empty), after some running text; or running text alone."""

    title: str
    running: tuple[Block, ...]
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Trends:
    """The summary: lead and conclusion may be missing."""

    lead: Block | None
    groups: tuple[Group, ...]
    conclusion: Block | None


def read_trends(blocks: list[Block]) -> Trends:
    """The parts of a summary. Nothing is lost: what is no point is running text."""
    lead = blocks[0] if blocks and blocks[0].kind == PARAGRAPH and len(blocks) > 1 else None
    rest = blocks[1:] if lead else list(blocks)
    # A paragraph right under a heading is what that heading announces.
    ends = len(rest) > 1 and rest[-1].kind == PARAGRAPH and rest[-2].kind not in HEADINGS
    closing = rest[-1] if ends else None
    groups = grouped(rest[:-1]) if closing else ()
    if not any(group.points for group in groups) or own_title(closing):
        # Without points there is nothing to conclude from.
        return Trends(lead, grouped(rest), None)
    return Trends(lead, groups, closing)


def grouped(blocks: list[Block]) -> tuple[Group, ...]:
    """The groups that the headings make."""
    parts: list[tuple[str, list[Block]]] = [("", [])]
    for block in blocks:
        if block.kind in HEADINGS:
            parts.append((NUMBER.sub("", block.text).strip(), []))
        else:
            parts[-1][1].append(block)
    return tuple(group_of(title, own) for title, own in parts if title or own)


def group_of(title: str, blocks: list[Block]) -> Group:
    """One group."""
    first, points = len(blocks), []
    for place, block in enumerate(blocks):
        if begins_point(blocks, place):
            first = min(first, place)
            points.append(point_of(block))
        elif points:
            points[-1] = replace(points[-1], blocks=(*points[-1].blocks, block))
    if len(points) < 2:
        return Group(title, tuple(blocks), ())
    return Group(title, tuple(blocks[:first]), tuple(points))


def begins_point(blocks: list[Block], place: int) -> bool:
    """Whether a point begins with this block."""
    block = blocks[place]
    if block.kind == ITEM:
        return block.depth == 0
    if block.kind != PARAGRAPH:
        return False
    if own_title(block):
        return True
    follower = blocks[place + 1] if place + 1 < len(blocks) else None
    return (
        follower is not None
        and follower.kind == PARAGRAPH
        and len(block.text) <= LONGEST_LINE
        and len(follower.text) >= LONGER * len(block.text)
    )


def own_title(block: Block) -> str:
    """The title that a block begins with: bold words, or those before a colon; empty where it has none."""
    bold = ""
    for run in block.runs:
        if not run.names & BOLD:
            break
        bold += run.text
    text = block.text
    if bold.strip() and len(bold) < len(text.strip()) and len(bold) <= LONGEST_TITLE:
        return bold
    match = TITLE_END.search(text)
    if match is None or match.start() > LONGEST_TITLE or text[match.end()].islower():
        # What goes on in small letters is the same sentence.
        return ""
    return text[: match.end()]


def point_of(block: Block) -> Point:
    """The point that begins with this block."""
    title = own_title(block)
    if title:
        return Point(tidy(title), (Block(PARAGRAPH, shortened(block.runs, len(title))),))
    if block.kind == ITEM:
        return Point("", (Block(PARAGRAPH, block.runs),))
    return Point(tidy(block.text), ())


def tidy(title: str) -> str:
    """A title without its number and the colon or full stop behind it."""
    return NUMBER.sub("", title).strip().rstrip(":.").strip()


def shortened(runs: tuple[Run, ...], letters: int) -> tuple[Run, ...]:
    """The runs without so many letters at their beginning."""
    kept = []
    for run in runs:
        if letters >= len(run.text):
            letters -= len(run.text)
            continue
        kept.append(replace(run, text=run.text[letters:].lstrip() if not kept else run.text))
        letters = 0
    return tuple(kept)
