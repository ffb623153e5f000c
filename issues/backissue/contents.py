"""The contents page: where it stands, and its rows in every format met so far.

`title (28/02)<tab>03`; `17/01 | title | P. 5`; `- 06/03 title ..... Trang 3`; `- title 05`; a number, a name and
a page on three lines; rows of Markdown, tab or HTML tables.
"""

import re
from dataclasses import dataclass, replace
from datetime import date

from issues.backissue.days import Day, leading_day, trailing_day
from issues.backissue.lines import Line
from issues.backissue.running import is_masthead, is_ornament, is_page_number, section_of
from issues.backissue.values import DOMESTIC, ContentsEntry
from issues.backissue.words import fold, is_capitals, word_count

HEADINGS = ("noi dung", "trong so nay", "noi dung chinh", "danh muc tin", "noi dung so nay")
_PAGE = r"(\d{1,3})(\s?[-–]\s?\d{1,3})?\s*\)?\s*$"
_SURE_PAGE = re.compile(
    rf"(?:\s*[.…·_]{{2,}}\s*|\t\s*|\s{{2,}}|\s*\(?\b(?:Trang|Tr\.?|P\.?|p\.)\s*|\s(?=0\d)){_PAGE}", re.I
)
_LOOSE_PAGE = re.compile(rf"\s{_PAGE}")
_LEADERS = re.compile(r"[\s.…·_]*(?:[.…·_]{2,}|\()?\s*(?:\b(?:trang|tr|p)\b\.?)?\s*$", re.I)
_INDEX = re.compile(r"(?:[IVX]{1,4}|\d{1,2})[.)]?")
_NUMBERED = re.compile(r"^\s*(?:[IVX]{1,4}|\d{1,2})[.)]\s+")
_TITLED_SECTION = re.compile(r"^\s*(?:(?:[IVX]{1,4}|\d{1,2})[.)]\s*)([^:]{5,40}):\s*(.{5,200})$")


@dataclass(frozen=True)
class Row:
    """A line of the contents page taken apart. `ranged`: the page is a run of pages, so a group is named."""

    line: Line
    title: str
    day: Day | None = None
    page: int | None = None
    ranged: bool = False
    listed: bool = False


def is_contents_title(text: str) -> bool:
    """Whether a line heads a contents page beyond doubt."""
    return fold(text[:40]).startswith("muc luc") and word_count(text) <= 30


def has_page(line: Line) -> bool:
    """Whether a line ends with a page number, as a row of a contents page does."""
    raw = line.raw[-300:].rstrip()
    cells = _cells(line)
    if len(cells) > 1:
        return bool(re.fullmatch(r"(?:trang|tr\.?|p\.?)?\s*\d{1,3}", cells[-1].strip("()"), re.I))
    sure = bool(_SURE_PAGE.search(raw)) or is_page_number(line.text)
    loose = word_count(line.text) <= 35 and bool(_LOOSE_PAGE.search(raw))
    return sure or (loose and not (is_capitals(line.text) and leading_day(line.text)[0]))


def _cells(line: Line) -> list[str]:
    text = line.raw if len(line.raw) < 1000 else ""
    text = re.sub(r"</?t[dhr][^<>]{0,100}>", "\t", text) if "<t" in text else text
    if "|" not in text and "\t" not in text:
        return []
    cells = (cell.strip(" *#-_") for cell in re.split(r"[|\t]", text))
    return [cell for cell in cells if cell]


def read_row(line: Line) -> Row:
    """One line -> title, day and page."""
    cells = _cells(line)
    if len(cells) > 1:
        return _table_row(line, cells)
    text = line.text if "\t" not in line.raw else " ".join(line.raw.split("\t")).strip("#* ")
    found = _SURE_PAGE.search(line.raw[-300:].rstrip()) or _LOOSE_PAGE.search(line.raw[-300:].rstrip())
    page = int(found[1]) if found else None
    if found:
        text = _LEADERS.sub("", re.sub(_PAGE, "", text))
    day, title, page_day = *leading_day(text), None
    if not day or not title.strip():
        page_day, title = trailing_day(text)
    return Row(line, _tidy(title), day or page_day, page, bool(found and found[2]), line.bullet)


def _table_row(line: Line, cells: list[str]) -> Row:
    days = [leading_day(cell)[0] for cell in cells if len(cell) <= 12 and not leading_day(cell)[1].strip()]
    last = re.fullmatch(r"(?:trang|tr\.?|p\.?)?\s*(\d{1,3})", cells[-1].strip("()"), re.I)
    title = max(cells[: -1 if last else None] or [""], key=len)
    row = (
        read_row(replace(line, raw=title, marked=title, bullet=False))
        if title and not _cells_like(title)
        else None
    )
    day = next((d for d in days if d), None) or (row.day if row else None)
    page = int(last[1]) if last else (row.page if row else None)
    return Row(line, row.title if row else _tidy(title), day, page, listed=True)


def _cells_like(text: str) -> bool:
    return "|" in text or "\t" in text


def _tidy(title: str) -> str:
    return " ".join(_NUMBERED.sub("", title).strip(" .…·|*_\t").split())


def read_contents(lines: list[Line], middle: date) -> tuple[ContentsEntry, ...]:
    """The entries of the contents page; the issue's middle day gives days their year."""
    rows, section, pending = [], DOMESTIC, None
    for line in lines:
        if is_contents_title(line.text) or fold(line.text[:40]).strip(" :.*") in HEADINGS:
            continue
        titled = _titled_section(line)
        named = _section(line) or (titled and section_of(titled[0]))
        if named and not (line.bullet and has_page(line) and word_count(line.text) > 8):
            rows += _closed(section, pending)
            section = named
            pending = _named_row(line, titled)
            continue
        done, pending = _next_row(section, pending, line)
        rows += done
    rows += _closed(section, pending)
    return tuple(_entry(section, row, middle) for section, row in _without_labels(rows))


def _section(line: Line) -> str | None:
    """The section that a line, or a row of a table, names."""
    cells = [cell for cell in _cells(line) if not _INDEX.fullmatch(cell) and not is_page_number(cell)]
    return section_of(cells[0] if len(cells) == 1 else line.text)


def _titled_section(line: Line) -> tuple[str, str] | None:
    found = _TITLED_SECTION.match(line.text[:300])
    return (found[1], found[2]) if found else None


def _named_row(line: Line, titled: tuple[str, str] | None) -> Row | None:
    """ "III. TÂM ĐIỂM: title ... 10" names the section and its article at once."""
    if not titled:
        return None
    row = read_row(replace(line, raw=titled[1], marked=titled[1]))
    return None if row.ranged else replace(row, line=line)


def _next_row(section: str, pending: Row | None, line: Line) -> tuple[list[tuple[str, Row]], Row | None]:
    """What is finished by this line, and what still waits for its day, title or page."""
    text = line.text
    if (is_page_number(text) and not _INDEX.fullmatch(text + ".")) or (
        pending and pending.title and text.isdigit()
    ):
        page = int(re.search(r"\d+", text)[0])
        return ([(section, replace(pending, page=page))] if pending and pending.title else []), None
    if is_masthead(text) and pending and pending.title and pending.page is None and has_page(line):
        return [(section, replace(pending, page=read_row(line).page))], None
    if is_ornament(text) or is_masthead(text) or _INDEX.fullmatch(text.strip()):
        return _closed(section, pending), None
    row = read_row(line)
    if not row.title:
        return _closed(section, pending), row if row.day else None
    if pending and _continues(pending, row):
        joined = f"{pending.title} {row.title}".strip()
        row = replace(row, line=pending.line, title=joined, day=pending.day or row.day, listed=pending.listed)
        pending = None
    if row.page is not None:
        return [*_closed(section, pending), (section, row)], None
    return _closed(section, pending), row


def _continues(pending: Row, row: Row) -> bool:
    """Whether a row goes on with the title (or the day) that waits."""
    if not pending.title:
        return True
    wrapped = pending.day is None or row.line.gap == 0
    return (
        wrapped
        and not row.listed
        and row.page is not None
        and row.line.gap <= 1
        and not (row.day and pending.day)
        and not leading_day(row.line.text)[0]
    )


def _closed(section: str, pending: Row | None) -> list[tuple[str, Row]]:
    return [(section, pending)] if pending and pending.title else []


def _without_labels(rows: list[tuple[str, Row]]) -> list[tuple[str, Row]]:
    """Leaves out group labels: bare lines among rows that have pages, runs of pages, heads of tables."""
    paged = sum(row.page is not None for _, row in rows) * 2 >= len(rows)
    kept = []
    for section, row in rows:
        bare = row.page is None and row.day is None and not row.listed
        head = row.page is None and fold(row.line.text).rstrip(" |").endswith("trang")
        if not (paged and bare) and not row.ranged and not head:
            kept.append((section, row))
    return kept


def _entry(section: str, row: Row, middle: date) -> ContentsEntry:
    return ContentsEntry(
        section, row.title, row.day.near(middle) if row.day else None, row.page, row.line.number
    )
