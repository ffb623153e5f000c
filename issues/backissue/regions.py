"""Where the cover ends, the contents page stands and the body begins."""

from dataclasses import dataclass

from issues.backissue.contents import HEADINGS, has_page, is_contents_title
from issues.backissue.days import leading_day
from issues.backissue.lines import Line
from issues.backissue.running import section_of
from issues.backissue.sources import split_source
from issues.backissue.values import TRENDS
from issues.backissue.words import fold, is_capitals, starts_small, word_count

PROSE = 30  # words: no row of a contents page and no headline is as long


@dataclass(frozen=True)
class Regions:
    """The lines of the three parts."""

    cover: list[Line]
    contents: list[Line]
    body: list[Line]


def split_regions(lines: list[Line]) -> Regions:
    """Cuts the lines into cover, contents page (perhaps none) and body."""
    first = _contents_start(lines)
    body = _body_start(lines, first if first is not None else 0)
    if first is None or first >= body:
        return Regions(lines[:body], [], lines[body:])
    # The summary may stand above the contents page.
    early = _body_start(lines[:first], 0) if any(_is_body(lines[:first], i) for i in range(first)) else first
    return Regions(lines[:early], lines[first:body], lines[early:first] + lines[body:])


def _contents_start(lines: list[Line]) -> int | None:
    for i, line in enumerate(lines[:400]):
        folded = fold(line.text[:200])
        below = lines[i + 1 : i + 16]
        listed = _rows_among(below) >= 2 or any(section_of(n.text) for n in below[:4])
        titled = folded.strip(" :.*") in HEADINGS and listed
        if is_contents_title(line.text) or titled:
            return i
    for i, line in enumerate(lines[:200]):
        if section_of(line.text) and _rows_among(lines[i + 1 : i + 16]) >= 3:
            return i
    return None


def _rows_among(lines: list[Line]) -> int:
    return sum(has_page(line) and len(line.text) < 300 for line in lines)


def _body_start(lines: list[Line], first: int) -> int:
    """The first line of the body: its first prose or source, and the headings right above it."""
    anchor = next((i for i in range(first, len(lines)) if _is_body(lines, i)), len(lines))
    start, titled = anchor, False
    for i in range(anchor - 1, first - 1, -1):
        if not _belongs_above(lines[i], start < anchor, titled):
            break
        start, titled = i, titled or is_trends_title(lines[i])
    return start if titled else _summary_above(lines, first, start)


def _summary_above(lines: list[Line], first: int, start: int) -> int:
    """The title of a summary of short paragraphs above `start`, below the last row of the contents page; or `start`."""
    for i in range(start - 1, max(first, start - 80), -1):
        if is_trends_title(lines[i]) and is_capitals(lines[i].text) and not section_of(lines[i].text):
            return i
        if has_page(lines[i]):
            break
    return start


def _belongs_above(line: Line, below_heads: bool, titled: bool) -> bool:
    """Whether a line above the first prose is still the body's: a heading, not a row of the contents page."""
    title = is_trends_title(line) and is_capitals(line.text)
    if (has_page(line) and not title) or (below_heads and section_of(line.text) not in (None, TRENDS)):
        return False
    return title or _may_head(line, titled)


def _is_body(lines: list[Line], i: int) -> bool:
    line = lines[i]
    if split_source(line)[1]:
        return True
    long = word_count(line.text[:1000]) >= PROSE or _wrapped(lines, i)
    prose = long and not has_page(line) and "\t" not in line.raw
    return prose and _rows_among(lines[i + 1 : i + 16]) < 3


def _wrapped(lines: list[Line], i: int) -> bool:
    """Whether a paragraph that is broken into lines begins here: lines without a gap, some starting small."""
    rest = lines[i + 1 : i + 4]
    whole = len(rest) == 3 and all(not n.gap and not n.bullet and not has_page(n) for n in rest)
    return whole and sum(starts_small(n.text) for n in rest) >= 2 and not is_capitals(lines[i].text)


def _may_head(line: Line, titled: bool) -> bool:
    if is_capitals(line.text) or line.level > 0 or is_trends_title(line):
        return not is_contents_title(line.text)
    return not titled and not line.bullet and leading_day(line.text)[0] is not None


def is_trends_title(line: Line) -> bool:
    """A line such as "TỔNG KẾT XU HƯỚNG ... (TUẦN TỪ ...)" that heads the week's summary."""
    folded = fold(line.text[:300])
    return folded.startswith("tong ket xu huong") or (
        "xu huong" in folded and "tuan" in folded and word_count(folded) <= 40 and is_capitals(line.text)
    )
