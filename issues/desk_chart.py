"""Where the last issues' articles came from: one bar for each outlet, cut into sections; small columns for each issue.

Counting takes two queries; what is drawn where is arithmetic. Lengths are whole units of the
drawing's view box: a template would write 20.5 with the comma of its language.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count

from issues.models import Issue, Placement
from news.models import Category

BARS = 14  # outlets; the others together would dwarf them
WIDTH, TOP, ROW, THICK = 800, 26, 30, 18
LEFT, RIGHT = 208, 612  # of the bars
COLUMNS, COLUMN = 684, 9  # where the columns of the issues begin, and how wide each is
GAP = 2  # between the parts of a bar
PATTERNS = 5  # there are so many ways to fill a part


@dataclass(frozen=True)
class Cell:
    """So many articles of an outlet (None where it is not known) in a section of an issue."""

    source: int | None
    name: str
    section: str
    issue: int
    count: int


@dataclass(frozen=True)
class Part:
    """The part of a bar that stands for a section; `pattern` tells the sections apart without colour."""

    section: Category
    count: int
    pattern: int
    x: int
    width: int


@dataclass(frozen=True)
class Column:
    """An outlet's articles in one issue."""

    issue: Issue
    count: int
    x: int
    y: int
    height: int


@dataclass(frozen=True)
class Outlet:
    """An outlet's articles in each section; `source` is its key, None where the outlet is not known."""

    name: str
    source: int | None
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        """All its articles."""
        return sum(self.counts)


@dataclass(frozen=True)
class Bar:
    """An outlet, drawn."""

    outlet: Outlet
    parts: tuple[Part, ...]
    columns: tuple[Column, ...]
    y: int

    @property
    def end(self) -> int:
        """Where its number stands."""
        return max((part.x + part.width for part in self.parts), default=LEFT) + 8

    @property
    def base(self) -> int:
        """The line that the words stand on."""
        return self.y + 14


@dataclass(frozen=True)
class Chart:
    """The drawing, and the tables behind it: every outlet by section, every issue by section."""

    issues: tuple[Issue, ...]
    sections: tuple[Category, ...]
    bars: tuple[Bar, ...]
    outlets: tuple[Outlet, ...]
    by_issue: tuple[tuple[Issue, tuple[int, ...]], ...]

    @property
    def total(self) -> int:
        """All articles."""
        return sum(outlet.total for outlet in self.outlets)

    @property
    def totals(self) -> tuple[int, ...]:
        """Articles of each section."""
        return tuple(map(sum, zip(*(outlet.counts for outlet in self.outlets), strict=True)))

    @property
    def rest(self) -> tuple[Outlet, ...]:
        """The outlets that have no bar."""
        return self.outlets[BARS:]

    @property
    def rest_total(self) -> int:
        """Their articles."""
        return sum(outlet.total for outlet in self.rest)

    @property
    def height(self) -> int:
        """Of the drawing."""
        return TOP + ROW * len(self.bars)


def chart(sections: Iterable[Category]) -> Chart:
    """The chart of the last twelve issues that are out."""
    issues = tuple(reversed(Issue.objects.lately()))
    return drawn(cells(issues), issues, tuple(sections))


def cells(issues: tuple[Issue, ...]) -> list[Cell]:
    """How many articles each outlet has in each section of each issue."""
    rows = Placement.objects.filter(issue__in=[issue.pk for issue in issues]).order_by()
    named = rows.values_list("article__source", "article__source__name", "category", "issue")
    return [
        Cell(source, name or "Không rõ nguồn", slug, issue, n)
        for source, name, slug, issue, n in named.annotate(n=Count("pk"))
    ]


def drawn(found: list[Cell], issues: tuple[Issue, ...], sections: tuple[Category, ...]) -> Chart:
    """The chart of these counts, the largest outlets first; the small ones stand in the table only."""
    by_section, by_column, by_issue = Counter(), Counter(), Counter()
    for cell in found:
        by_section[cell.source, cell.section] += cell.count
        by_column[cell.source, cell.issue] += cell.count
        by_issue[cell.issue, cell.section] += cell.count
    names = {cell.source: cell.name for cell in found}
    outlets = [
        Outlet(name, source, tuple(by_section[source, s.pk] for s in sections))
        for source, name in names.items()
    ]
    outlets.sort(key=lambda outlet: (-outlet.total, outlet.name))
    rows = outlets[:BARS]
    columns = [tuple(by_column[row.source, i.pk] for i in issues) for row in rows]
    unit = (RIGHT - LEFT) / max((row.total for row in rows), default=1)
    step = THICK / max((n for counts in columns for n in counts), default=1)
    bars = (
        bar(row, counts, place, issues, sections, unit, step)
        for place, (row, counts) in enumerate(zip(rows, columns, strict=True))
    )
    table = ((issue, tuple(by_issue[issue.pk, s.pk] for s in sections)) for issue in issues)
    return Chart(issues, sections, tuple(bars), tuple(outlets), tuple(table))


def bar(row: Outlet, counts, place: int, issues, sections, unit: float, step: float) -> Bar:
    """The row at this place, counted from the top; `unit` and `step` are lengths for one article."""
    y = TOP + place * ROW
    columns = (
        Column(issue, n, COLUMNS + place * COLUMN, y + THICK - round(n * step), round(n * step))
        for place, (issue, n) in enumerate(zip(issues, counts, strict=True))
    )
    return Bar(row, tuple(parts(row, sections, unit)), tuple(columns), y)


def parts(row: Outlet, sections, unit: float) -> Iterable[Part]:
    """The parts of a bar from left to right, without empty ones."""
    x = float(LEFT)
    for n, (section, count) in enumerate(zip(sections, row.counts, strict=True)):
        if count:
            yield Part(section, count, n % PATTERNS + 1, round(x), max(1, round(count * unit) - GAP))
        x += count * unit
