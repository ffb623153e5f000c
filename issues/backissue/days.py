"""Days as the digest prints them: D/M before a headline, ranges in the issue's heading."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from issues.backissue.words import is_capitals

_DAY = r"(\d{1,2})\s?[/.]\s?(\d{1,2})(?:\s?[/.]\s?(\d{4}|\d{2}))?(?![\d/])"
_PREFIX = re.compile(
    rf"(?:ngày\s+|\(|\[)?(?:\d{{1,2}}(?:[/.]\d{{1,2}})?\s?[-–]\s?)?{_DAY}(?:\)|\])?\s*(?P<mark>[:;|]|[-–—](?=\s)|\.(?=\s))?\s*",
    re.I,
)
_SUFFIX = re.compile(rf"\s*\(\s*(?:ngày\s+)?{_DAY}\s*\)\s*$", re.I)
_SPELLED = re.compile(r"(?:ngày\s+)?(\d{1,2})\s+tháng\s+(\d{1,2})(?:\s+năm\s+(\d{4}))?", re.I)
_RANGE = re.compile(
    r"(?<![\d/.])(\d{1,2})(?:[/.](\d{1,2}))?(?:[/.](\d{4}))?\s*(?:[-–—]+|đến\s+hết|đến|tới)\s*(?:ngày\s*)?"
    r"(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}))?(?![\d/])",
    re.I,
)


@dataclass(frozen=True)
class Day:
    """A day as printed; the year is often left out. `sure` where a colon or the like sets it off."""

    day: int
    month: int
    year: int | None = None
    sure: bool = False

    def near(self, middle: date) -> date | None:
        """The date meant, in the year that brings it nearest to `middle`; None where there is no such day."""
        years = [self.year] if self.year else [middle.year - 1, middle.year, middle.year + 1]
        dates = [d for d in (_date(y, self.month, self.day) for y in years) if d]
        return min(dates, key=lambda d: abs(d - middle), default=None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _year(text: str | None) -> int | None:
    if not text:
        return None
    return int(text) + 2000 if len(text) == 2 else int(text)


def leading_day(text: str) -> tuple[Day | None, str]:
    """("28/02: ABC") -> (28 February, "ABC"); (None, text) where the line starts otherwise."""
    found = _PREFIX.match(text)
    if not found or int(found[1]) > 39 or int(found[2]) > 19:
        return None, text
    rest = text[found.end() :]
    if not found["mark"] and found.end() == len(text.rstrip()) == found.end(3 if found[3] else 2):
        return Day(int(found[1]), int(found[2]), _year(found[3])), ""
    sure = bool(found["mark"]) and (found["mark"] != "." or is_capitals(rest))
    return Day(int(found[1]), int(found[2]), _year(found[3]), sure), rest


def trailing_day(text: str) -> tuple[Day | None, str]:
    """("ABC (28/02)") -> (28 February, "ABC"); (None, text) where the line ends otherwise."""
    found = _SUFFIX.search(text[-60:])
    if not found:
        return None, text
    return Day(int(found[1]), int(found[2]), _year(found[3]), True), text[: -len(found[0])].rstrip()


def day_range(text: str, year: int | None) -> tuple[date, date] | None:
    """The first run of days in a line ("27/02-5/03/2026"); what it leaves out comes from its end, or `year`."""
    text = _SPELLED.sub(lambda m: f"{m[1]}/{m[2]}" + (f"/{m[3]}" if m[3] else ""), text[:500])
    found = _RANGE.search(text)
    if not found:
        return None
    last_year = int(found[6]) if found[6] else year
    if not last_year:
        return None
    end = _date(last_year, int(found[5]), int(found[4]))
    month = int(found[2] or found[5])
    start = _date(int(found[3]) if found[3] else last_year, month, int(found[1]))
    if start and end and start > end and not found[3]:
        start = _date(last_year - 1, month, int(found[1]))
    return (start, end) if start and end and timedelta(0) <= end - start <= timedelta(days=45) else None
