"""The issue's own heading: number, week, theme banner, podcast notice."""

import re
from dataclasses import dataclass
from datetime import date

from issues.backissue.days import day_range
from issues.backissue.lines import Line
from issues.backissue.running import (
    is_colophon,
    is_masthead,
    is_ornament,
    is_page_number,
    is_publisher,
    section_of,
)
from issues.backissue.values import NotABackIssue
from issues.backissue.words import fold, is_capitals, word_count

_NUMBER = re.compile(
    r"(?<![a-zà-ỹ])số\s*:?\s*(\d{1,3})(?:\s*(?:[+&,–-]|và)\s*(\d{1,3}))?\s*(?:/|-|–|năm|\.)\s*(20\d{2})(?![\d/])",
    re.I,
)
_NUMBER_ALONE = re.compile(
    r"(?<![a-zà-ỹ])số\s*:?\s*(\d{1,3})(?:\s*(?:[+&–-]|và)\s*(\d{1,3}))?(?![\d/.-])", re.I
)
_OFFICE = ("hai phong", "thanh pho hai phong", "tp. hai phong", "tp hai phong", "follow us")


@dataclass(frozen=True)
class Heading:
    """What the cover says."""

    number: int
    last_number: int | None
    year: int
    start: date
    end: date
    theme: str
    podcast: str

    @property
    def middle(self) -> date:
        """The day in the middle of the week; days without a year lie nearest to it."""
        return self.start + (self.end - self.start) / 2


def read_heading(cover: list[Line], whole: list[Line]) -> Heading:
    """The heading from the lines above the first article; `whole` is looked at where they do not give it.

    Raises NotABackIssue where no number or no week can be found.
    """
    number, last_number, year = (
        _number(cover)
        or _number(short for short in whole if len(short.text) < 160)
        or (*_number_alone(cover), None)
    )
    week = _week(cover, year) or _week((line for line in whole if len(line.text) < 160), year)
    if not number:
        raise NotABackIssue("Không tìm thấy số của điểm tin (ví dụ «Số 8/2026») ở phần đầu văn bản.")
    if not week:
        raise NotABackIssue(
            "Không tìm thấy tuần của điểm tin (ví dụ «Tuần từ 27/02 – 05/03/2026») ở phần đầu văn bản."
        )
    return Heading(
        number, last_number, year or week[1].year, *week, theme=_theme(cover), podcast=_podcast(cover)
    )


def _number(lines) -> tuple[int, int | None, int] | None:
    for line in lines:
        found = _NUMBER.search(line.text[:400])
        if found:
            last = int(found[2]) if found[2] and int(found[2]) > int(found[1]) else None
            return int(found[1]), last, int(found[3])
    return None


def _number_alone(lines: list[Line]) -> tuple[int | None, int | None]:
    for line in lines:
        found = _NUMBER_ALONE.search(line.text[:400]) if word_count(line.text) <= 20 else None
        if found:
            return int(found[1]), int(found[2]) if found[2] else None
    return None, None


def _week(lines, year: int | None) -> tuple[date, date] | None:
    """The week that the cover gives first, unless it is in another year than the number."""
    found = []
    for line in lines:
        text = _NUMBER.sub(" ", line.text[:400])
        span = day_range(text, year)
        if span:
            found.append(span)
    fitting = [span for span in found if not year or year in (span[0].year, span[1].year)]
    return next(iter(fitting or found), None)


def is_podcast(text: str) -> bool:
    """A notice that the digest can be listened to (and not news about podcasts)."""
    folded = fold(text) if len(text) < 400 else ""
    called = ("podcast" in folded and (is_capitals(text) or "nghe" in folded or "quet ma" in folded)) or (
        "diem tin" in folded and re.search(r"nghe (?:ban tin|diem tin|tai)|ban audio|quet ma qr", folded)
    )
    return bool(called) and word_count(text) <= 30


def _podcast(cover: list[Line]) -> str:
    return next((line.text for line in cover if is_podcast(line.text)), "")


def _theme(cover: list[Line]) -> str:
    """The banner: the first run of lines that is neither masthead nor publisher and is set to be seen."""
    run: list[str] = []
    for line in cover:
        if _may_be_theme(line):
            run.append(line.text)
        elif run:
            break
    theme = " ".join(run)
    return theme if 3 <= word_count(theme) <= 40 else ""


def _may_be_theme(line: Line) -> bool:
    text = line.text
    known = (
        is_masthead(text)
        or is_publisher(text)
        or is_colophon(text)
        or is_ornament(text)
        or is_page_number(text)
        or is_podcast(text)
        or section_of(text)
        or _NUMBER.search(text[:400])
        or "http" in text
        or line.links
        or fold(text) in _OFFICE
        or fold(text).startswith(("trung tam", "muc luc"))
        or day_range(text, 2000)
    )
    return not known and (is_capitals(text) or line.level > 0 or "**" in line.raw) and word_count(text) >= 2
