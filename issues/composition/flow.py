"""Rich text measured: a flow of lines that columns are cut from, and the markup of any stretch of it. Lengths are points."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from django.utils.html import format_html
from django.utils.safestring import SafeString

from issues.composition import tables
from issues.composition.blocks import (
    HEADINGS,
    ITEM,
    PARAGRAPH,
    PICTURE,
    QUOTE,
    RULE,
    TABLE,
    Block,
    joined,
)
from issues.composition.geometry import MM
from issues.composition.lines import break_lines
from issues.composition.pictures import figure, inline_height
from issues.composition.typeset import Style
from issues.composition.words import Dressed, dressed_words, pieces_of

EPSILON = 0.02
FEWEST = 2  # lines of a paragraph that may stand alone at the foot or the head of a column
ITEM_INDENT = 5 * MM
QUOTE_SIDE, QUOTE_PADDING = 5.2 * MM, 1 * MM
RULE_HEIGHT = 0.3 * MM
AFTER = {
    **dict.fromkeys(HEADINGS, 1 * MM),
    ITEM: 1.2 * MM,
    QUOTE: 3 * MM,
    TABLE: 3 * MM,
    RULE: 3 * MM,
    PICTURE: 3 * MM,
}
BEFORE = {
    **dict.fromkeys(HEADINGS, 3 * MM),
    ITEM: 1.2 * MM,
    QUOTE: 3 * MM,
    TABLE: 3 * MM,
    RULE: 3 * MM,
    PICTURE: 3 * MM,
}
BETWEEN_ITEMS = 0.6 * MM
UNBROKEN_TABLE = 90 * MM
INDENT = 4 * MM
HEADING = {
    "h2": Style("sans-bold", 10.4),
    "h3": Style("sans-bold", 10.4),
    "h4": Style("sans-semibold", 10.4),
}
QUOTATION, QUOTE_LEADING = Style("serif-italic", 12), 16.0
HEADING_CLASSES = {"h2": "head-1", "h3": "head-2", "h4": "head-3"}


@dataclass(frozen=True)
class Setting:
    """How running text is set: the faces and sizes of paragraphs, headings and quotations, as print.css has them."""

    size: float = 9.6
    leading: float = 13.7
    heading_leading: float = 13.7
    look: str = ""  # the class that print.css sets the text by

    def style(self, kind: str) -> Style:
        """The style of a kind of block."""
        if kind in HEADINGS:
            return HEADING[kind]
        return QUOTATION if kind == QUOTE else Style("serif", self.size)


TEXT = Setting()


@dataclass(frozen=True)
class Unit:
    """A line, or what is not broken: its height, the space before it (none at the head of a column), the block that it
    belongs to, the stretch of the block, whether a column may end after it, what is repeated when a column begins with it."""

    height: float
    before: float
    block: int
    start: int
    end: int
    breaks: bool
    repeated: float = 0.0


class Flow:
    """The units of a text at one width, and the blocks that they come from."""

    def __init__(self, blocks: list[Block], room: float, setting: Setting = TEXT, first_level: int = 3):
        self.blocks, self.room, self.setting = blocks, room, setting
        self.levels = heading_levels(blocks, first_level)
        self.words: list[Sequence[Dressed]] = []
        self.units: list[Unit] = []
        for place in range(len(blocks)):
            self.units += self.measured(place)
        if self.units:
            # Whatever the last block was, the text may end with it.
            self.units[-1] = replace(self.units[-1], breaks=True)
        self.tops = [0.0]
        for unit in self.units:
            self.tops.append(self.tops[-1] + unit.before + unit.height)
        self.legal = [0, *(n for n, unit in enumerate(self.units, 1) if unit.breaks)]

    def measured(self, place: int) -> list[Unit]:
        """The units of one block."""
        block = self.blocks[place]
        before = space_between(self.blocks[place - 1] if place else None, block)
        if block.kind == RULE:
            self.words.append([])
            return [Unit(RULE_HEIGHT, before, place, 0, 0, True)]
        if block.kind == TABLE:
            self.words.append([])
            return self.table_units(place, before)
        if block.kind == PICTURE:
            self.words.append([])
            return [Unit(inline_height(block.picture, self.room), before, place, 0, 0, True)]
        room, indent = self.line_room(block), self.first_indent(place)
        words = pieces_of(block.runs, self.setting.style(block.kind), room, indent)
        self.words.append(words)
        lines = break_lines(words, room, indent)
        if block.kind == QUOTE:
            height = len(lines) * QUOTE_LEADING + 2 * QUOTE_PADDING
            return [Unit(height, before, place, 0, len(words), True)]
        leading = self.setting.heading_leading if block.kind in HEADINGS else self.setting.leading
        keep = block.kind in HEADINGS
        return [
            Unit(
                leading,
                before if not n else 0.0,
                place,
                start,
                end,
                not keep and (n + 1 == len(lines) or FEWEST <= n + 1 <= len(lines) - FEWEST),
            )
            for n, (start, end) in enumerate(lines)
        ]

    def table_units(self, place: int, before: float) -> list[Unit]:
        """One unit a row; a small table is one unit, and one whose cells span rows. A heading row stays with what follows."""
        block = self.blocks[place]
        heights = tables.row_heights(block, self.room)
        caption = tables.caption_height(block, self.room)
        spanned = any(cell.rows > 1 for row in block.rows for cell in row)
        if spanned or sum(heights) <= UNBROKEN_TABLE:
            return [Unit(caption + sum(heights), before, place, 0, len(heights), True)]
        head = sum(heights[: block.heads])
        return [
            Unit(
                height + (0 if n else caption),
                0.0 if n else before,
                place,
                n,
                n + 1,
                n >= block.heads and n + 2 != len(heights),
                head if n > block.heads else 0.0,
            )
            for n, height in enumerate(heights)
        ]

    def line_room(self, block: Block) -> float:
        """How wide a line of the block may be."""
        if block.kind == ITEM:
            return self.room - ITEM_INDENT * (block.depth + 1)
        return self.room - QUOTE_SIDE if block.kind == QUOTE else self.room

    def first_indent(self, place: int) -> float:
        """A paragraph after a paragraph is indented."""
        follows = place and self.blocks[place - 1].kind == PARAGRAPH
        return INDENT if follows and self.blocks[place].kind == PARAGRAPH else 0.0

    def __len__(self):
        return len(self.units)

    def height(self, start: int, end: int) -> float:
        """The height of a stretch of units set in one column."""
        if end <= start:
            return 0.0
        first = self.units[start]
        return self.tops[end] - self.tops[start] - first.before + first.repeated

    def text_height(self, start: int) -> float:
        """The height of what follows, pictures aside."""
        return sum(unit.height for unit in self.units[start:] if self.blocks[unit.block].kind != PICTURE)

    def fill(self, start: int, room: float) -> int:
        """The furthest place at which a column of this height may end."""
        legal = self.legal
        low, high = bisect_right(legal, start), len(legal)
        while low < high:
            middle = (low + high) // 2
            if self.height(start, legal[middle]) <= room + EPSILON:
                low = middle + 1
            else:
                high = middle
        return legal[low - 1] if low and legal[low - 1] > start else start

    def reach(self, start: int, count: int, room: float, taken: float = 0.0) -> int:
        """The furthest place that so many columns of this height reach; the first one has `taken` less."""
        end = start
        for number in range(count):
            end = self.fill(end, room - (0 if number else taken))
        return end

    def balance(self, start: int, end: int, count: int, taken: float = 0.0) -> float:
        """The least height of so many columns that hold the stretch; in the first one something stands already."""
        if count == 1 or end <= start:
            return taken + self.height(start, end)
        if count == 2:
            cuts = self.near(start, end, taken)
            return min(max(taken + self.height(start, k), self.height(k, end)) for k in cuts)
        low, high = taken, taken + self.height(start, end)
        while high - low > 0.5:
            middle = (low + high) / 2
            if self.reach(start, count, middle, taken) >= end:
                high = middle
            else:
                low = middle
        return high

    def near(self, start: int, end: int, taken: float) -> list[int]:
        """The legal places around the one at which two columns are equally long."""
        legal = self.legal
        low, high = bisect_right(legal, start) - 1, bisect_right(legal, end) - 1
        first, last = low, high
        while low < high:
            middle = (low + high) // 2
            if taken + self.height(start, legal[middle]) < self.height(legal[middle], end):
                low = middle + 1
            else:
                high = middle
        return [
            legal[k] for k in range(max(first, low - 2), min(last, low + 1) + 1) if start <= legal[k] <= end
        ]

    def columns(
        self, start: int, end: int, count: int, room: float, taken: float = 0.0
    ) -> list[tuple[int, int]]:
        """The stretch cut into columns of at most this height; the last one takes what is left."""
        cuts = [start]
        for number in range(count - 1):
            cuts.append(min(end, self.fill(cuts[-1], room - (0 if number else taken))))
        cuts.append(end)
        return list(pairwise(cuts))

    def markup(self, start: int, end: int) -> SafeString:
        """The markup of a stretch set in one column."""
        parts, units = [], self.units[start:end]
        for place, group in groupby(enumerate(units), key=lambda pair: pair[1].block):
            stretch = [unit for _, unit in group]
            top = stretch[0].before if stretch[0] is not units[0] else 0.0
            parts.append((place, stretch, top))
        found, at = [], 0
        while at < len(parts):
            block = self.blocks[parts[at][0]]
            if block.kind != ITEM:
                found.append(self.block_markup(*parts[at]))
                at += 1
                continue
            until = at
            while until < len(parts) and same_list(block, self.blocks[parts[until][0]]):
                until += 1
            found.append(self.list_markup(parts[at:until]))
            at = until
        return joined(found)

    def block_markup(self, place: int, stretch: list[Unit], top: float) -> SafeString:
        """One block, or the part of it that these units are."""
        block = self.blocks[place]
        margin = format_html(' style="margin-top:{}pt"', f"{top:.2f}") if top else ""
        if block.kind == RULE:
            return format_html("<hr{}>", margin)
        if block.kind == PICTURE:
            return figure(block.picture, self.room, top)
        if block.kind == TABLE:
            return tables.markup(block, self.room, stretch[0].start, stretch[-1].end, top)
        text = self.text(place, stretch)
        if block.kind in HEADINGS:
            level = self.levels[place]
            return format_html(
                '<h{} class="{}"{}>{}</h{}>', level, HEADING_CLASSES[block.kind], margin, text, level
            )
        if block.kind == QUOTE:
            return format_html("<blockquote{}><p>{}</p></blockquote>", margin, text)
        classes = []
        if stretch[0].start == 0 and self.first_indent(place):
            classes.append("i")
        if stretch[-1].end < len(self.words[place]):
            classes.append("cut")
        named = format_html(' class="{}"', " ".join(classes)) if classes else ""
        return format_html("<p{}{}>{}</p>", named, margin, text)

    def list_markup(self, parts: list[tuple[int, list[Unit], float]]) -> SafeString:
        """Items of one list. An item that goes on from another column has no number or mark again."""
        first = self.blocks[parts[0][0]]
        items = []
        for place, stretch, top in parts:
            goes_on, is_cut = stretch[0].start > 0, stretch[-1].end < len(self.words[place])
            classes = " ".join(name for name, on in (("on", goes_on), ("cut", is_cut)) if on)
            named = format_html(' class="{}"', classes) if classes else ""
            space = top if place != parts[0][0] else 0.0
            margin = format_html(' style="margin-top:{}pt"', f"{space:.2f}") if space else ""
            items.append(format_html("<li{}{}>{}</li>", named, margin, self.text(place, stretch)))
        name = "ol" if first.ordered else "ul"
        start = format_html(' start="{}"', first.number) if first.ordered and first.number != 1 else ""
        style = format_html(
            ' style="margin:{}pt 0 0 {}pt"', f"{parts[0][2]:.2f}", f"{ITEM_INDENT * first.depth:.2f}"
        )
        return format_html("<{}{}{}>{}</{}>", name, start, style, joined(items), name)

    def text(self, place: int, stretch: list[Unit]) -> SafeString:
        """The words of a stretch of one block."""
        return dressed_words(self.words[place][stretch[0].start : stretch[-1].end])


def space_between(previous: Block | None, block: Block) -> float:
    """The space between two blocks."""
    if previous is None:
        return 0.0
    if previous.kind == block.kind == ITEM:
        return BETWEEN_ITEMS
    return max(AFTER.get(previous.kind, 0.0), BEFORE.get(block.kind, 0.0))


def same_list(one: Block, other: Block) -> bool:
    """Items that stand in one list."""
    return other.kind == ITEM and (one.list, one.ordered, one.depth) == (
        other.list,
        other.ordered,
        other.depth,
    )


def heading_levels(blocks: list[Block], first: int) -> dict[int, int]:
    """The level of each heading: below what the text belongs to, and none skipped (PDF/UA-1, 7.4.2)."""
    used = sorted({block.kind for block in blocks if block.kind in HEADINGS})
    levels, last = {}, first - 1
    for place, block in enumerate(blocks):
        if block.kind in HEADINGS:
            last = levels[place] = min(first + used.index(block.kind), last + 1)
    return levels
