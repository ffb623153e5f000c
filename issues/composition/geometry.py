"""The measures of a printed page, from the masthead's page size. Lengths are points; the masthead's are millimetres."""

from dataclasses import dataclass

from issues.edition import EditionMasthead

MM = 72 / 25.4
A4_WIDTH = 210
TOP, BOTTOM, INNER, OUTER = 27, 19, 20, 17  # margins of A4 in millimetres
LEAST_SCALE, MOST_SCALE = 0.72, 1.35
COLUMN, MOST_COLUMNS = 86 * MM, 4  # a comfortable column with its share of the gaps
GAP = 6.5 * MM
THUMB = 7 * MM  # the width of the thumb index
RESERVE = 5 * MM  # below the text: one more line, should one be miscounted, and nothing moves to another page


@dataclass(frozen=True)
class Page:
    """A page: its size, its margins, the columns of its text area."""

    width: float
    height: float
    top: float
    bottom: float
    inner: float
    outer: float
    columns: int

    @property
    def room(self) -> float:
        """The width of the text area."""
        return self.width - self.inner - self.outer

    @property
    def depth(self) -> float:
        """The height of the text area."""
        return self.height - self.top - self.bottom

    @property
    def foot(self) -> float:
        """The margin below that WeasyPrint is told: the text area ends earlier than it could."""
        return self.bottom - RESERVE

    @property
    def side(self) -> float:
        """The margin at both sides of a dark page."""
        return (self.inner + self.outer) / 2

    @property
    def thumb(self) -> float:
        """The space between the text and the thumb index, which reaches the outer edge."""
        return self.outer - THUMB

    @property
    def gap(self) -> float:
        """The space between two columns."""
        return GAP

    @property
    def column(self) -> float:
        """The width of a column."""
        return (self.room - GAP * (self.columns - 1)) / self.columns


def page_of(masthead: EditionMasthead) -> Page:
    """The page that a masthead asks for. Margins grow and shrink with its width; type does not."""
    scale = min(max(masthead.page_width / A4_WIDTH, LEAST_SCALE), MOST_SCALE) * MM
    width, height = masthead.page_width * MM, masthead.page_height * MM
    room = width - (INNER + OUTER) * scale
    columns = min(max(round(room / COLUMN), 1), MOST_COLUMNS)
    return Page(width, height, TOP * scale, BOTTOM * scale, INNER * scale, OUTER * scale, columns)
