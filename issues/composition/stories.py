"""An article measured: its head, its picture in the sizes it may have, its text, and what stands below. Points."""

from dataclasses import dataclass, field, replace

from issues.composition import tables
from issues.composition.bands import START, Laying, Place, Strip, Text, lay, lay_anyhow
from issues.composition.blocks import PICTURE, TABLE, Block, blocks_of
from issues.composition.flow import Flow
from issues.composition.geometry import MM, Page
from issues.composition.lines import balanced, count_lines
from issues.composition.pictures import Shot, is_upright, shots
from issues.composition.setting import TEXT, Setting
from issues.composition.typeset import Style
from issues.edition import EditionArticle, EditionCorrection, EditionFigure
from issues.wording import described, full_date, reference, rows

PADDING = 4 * MM  # under the rule over an article
DAY_WIDTH, DAY_HEIGHT = 21 * MM, 28.0
CODE, CODE_SPACE = 15 * MM, 4 * MM  # the QR code and the space beside it
HEAD_SPACE = 3.4 * MM
SOURCE, SOURCE_LEADING, SOURCE_SPACE = Style("sans", 7.8), 4.4 * MM, 1.2 * MM
HEADLINES = (
    (150, 12.6, 15.8),
    (240, 11.0, 14.0),
    (10_000, 9.6, 12.4),
)  # up to so many letters: size and line
NOTE, NOTE_LEADING, NOTE_SIDE, NOTE_PADDING = Style("sans", 8.2), 11.4, 4.3 * MM, 5.8 * MM
FIGURES_ACROSS, FIGURE_SIDES, FIGURE_PADDING = 4, 8 * MM, 6 * MM
FIGURE_VALUE, FIGURE_VALUE_LEADING = Style("sans-heavy", 15), 18.0
FIGURE_LABEL, FIGURE_LABEL_LEADING, FIGURE_SPACE = Style("sans", 7.6), 10.0, 0.8 * MM
GOES_ON = 8.4 * MM  # the line over the part of an article that was begun on another page
COLUMN, WIDE, NONE, LATER = "column", "wide", "none", "later"


@dataclass(frozen=True)
class Head:
    """The head of an article: height, size, line and width of the headline, whether a QR code stands beside it."""

    height: float
    size: float
    leading: float
    width: float
    lines: int
    code: bool


@dataclass(frozen=True, eq=False)
class Story:
    """A measured article. `bands` are what stands below the head, `later` the same with the picture behind the text (only
    for an article that goes on, where its beginning has no room for the picture); `sizes` are the picture's, by variant."""

    article: EditionArticle
    head: Head
    bands: tuple
    later: tuple
    sizes: dict[str, tuple[Shot, ...]]
    heights: dict = field(default_factory=dict)

    def whole(self, variant: str, size: int) -> float:
        """The height of the whole article with its picture in one of its sizes."""
        key = variant, size
        if key not in self.heights:
            laying = self.lay(START, float("inf"), variant, size)
            self.heights[key] = laying.height
        return self.heights[key]

    def shot(self, variant: str, size: int) -> Shot | None:
        """The picture at a size; none where it stands behind the text."""
        sizes = self.sizes.get(variant)
        return sizes[size] if sizes else None

    def bands_of(self, later: bool) -> tuple:
        """What stands below the head."""
        return self.later if later else self.bands

    def lay(self, start: Place, room: float, variant: str, size: int, whole: bool = False) -> Laying | None:
        """As much of the article as the room holds, head included where it begins here."""
        begins, later = start == START, variant == LATER or start.later
        shot = self.shot(variant, size) if begins else None
        over = self.over(shot) if begins else GOES_ON
        inner = lay(self.bands_of(later), start, room - over, None if shot and shot.wide else shot, whole)
        if inner is None:
            return None
        stop = inner.stop and replace(inner.stop, later=later)
        return Laying(inner.height + over, stop, inner.parts)

    def lay_anyhow(self, start: Place, room: float) -> Laying:
        """Some of the article, be it taller than the room; its picture stands behind the text."""
        begins = start == START
        later = begins or start.later
        over = self.over(None) if begins else GOES_ON
        inner = lay_anyhow(self.bands_of(later), start, room - over)
        stop = inner.stop and replace(inner.stop, later=later)
        return Laying(inner.height + over, stop, inner.parts)

    def over(self, shot: Shot | None) -> float:
        """What stands over the bands where the article begins: the head, and a picture over the whole width."""
        return self.head.height + (shot.taken if shot and shot.wide else 0.0)


def story_of(
    article: EditionArticle, corrections: tuple[EditionCorrection, ...], page: Page, setting: Setting = TEXT
) -> Story:
    """An article measured for a page."""
    notes = [note_strip(note, page) for note in corrections]
    figures = figure_strips(article.key_figures, page.room)
    bands, later = (
        (*notes, *text_bands([*blocks_of(article.body), *pictures], page, setting), *figures)
        for pictures in (picture_blocks(article, 1), picture_blocks(article, 0))
    )
    first = next(band for band in bands if isinstance(band, Text))
    return Story(article, head_of(article, page), bands, later, sizes_of(article, page, setting, first.count))


def sizes_of(
    article: EditionArticle, page: Page, setting: Setting, columns: int
) -> dict[str, tuple[Shot, ...]]:
    """The sizes of the article's first picture, by variant, where the text begins in so many columns."""
    if not article.pictures:
        return {NONE: ()}
    picture = article.pictures[0]
    if columns == 1:
        return {WIDE: shots(picture, page.room, True, setting.leading)}
    found = {COLUMN: shots(picture, page.column, False, setting.leading)}
    if not is_upright(picture):
        found[WIDE] = shots(picture, page.room, True, setting.leading)
    return found


def head_of(article: EditionArticle, page: Page) -> Head:
    """The head of an article in a section that lists them."""
    left = DAY_WIDTH if article.news_date else 0.0
    code = bool(article.link)
    room = page.room - left - (CODE + CODE_SPACE if code else 0.0)
    size, leading = next(
        (size, leading) for most, size, leading in HEADLINES if len(article.headline) <= most
    )
    lines, width = balanced(article.headline.upper(), Style("sans-bold", size), room)
    source = reference(article)
    below = 0.0
    if source:
        below = count_lines(f"Chi tiết: {source}", SOURCE, room) * SOURCE_LEADING + SOURCE_SPACE
    least = max(DAY_HEIGHT if article.news_date else 0.0, CODE if code else 0.0)
    height = PADDING + max(lines * leading + below, least) + HEAD_SPACE
    return Head(height, size, leading, width, lines, code)


def text_bands(blocks: list[Block], page: Page, setting: Setting) -> list:
    """The text in columns; a table that a column would crush interrupts it over the whole width."""
    bands, run = [], []

    def close() -> None:
        if run:
            flow = Flow(list(run), page.column, setting)
            bands.append(Text(flow, page.columns))
            run.clear()

    for block in blocks:
        if block.kind == TABLE and tables.is_wide(block, page.column):
            close()
            bands.append(Text(Flow([block], page.room, setting), 1))
        else:
            run.append(block)
    close()
    # A picture in a column needs a text beside it, be it empty.
    return bands or [empty_text(page, setting)]


def empty_text(page: Page, setting: Setting) -> Text:
    """The text of an article that has none."""
    return Text(Flow([], page.column, setting), page.columns)


def picture_blocks(article: EditionArticle, first: int) -> list[Block]:
    """The pictures from `first` on, as they stand at the end of the text, in its columns."""
    named = (replace(p, alt=described(p, article.headline)) for p in article.pictures[first:])
    return [Block(PICTURE, picture=picture) for picture in named]


def note_strip(note: EditionCorrection, page: Page) -> Strip:
    """A correction in its frame, over the text."""
    room = page.room - 2 * NOTE_SIDE
    words = f"Đính chính ngày {full_date(note.date)}. {note.note}"
    lines = sum(max(count_lines(line, NOTE, room), 1) for line in words.split("\n"))
    return Strip("note", lines * NOTE_LEADING + NOTE_PADDING, note, keeps=True)


def figure_strips(figures: tuple[EditionFigure, ...], room: float) -> list[Strip]:
    """Key figures, at most four across."""
    return [figure_strip(row, room) for row in rows(figures, FIGURES_ACROSS)]


def figure_strip(row: tuple[EditionFigure, ...], room: float) -> Strip:
    """One row of key figures."""
    inner = room / len(row) - FIGURE_SIDES
    tallest = max(
        count_lines(figure.value, FIGURE_VALUE, inner) * FIGURE_VALUE_LEADING
        + count_lines(figure.label, FIGURE_LABEL, inner) * FIGURE_LABEL_LEADING
        for figure in row
    )
    return Strip("figures", tallest + FIGURE_SPACE + FIGURE_PADDING, row)
