"""Rich text measured: a flow of lines that columns are cut from. Lengths are points."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

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
)
from issues.composition.geometry import MM
from issues.composition.lines import break_lines
from issues.composition.pictures import inline_height
from issues.composition.setting import (
    INDENT,
    ITEM_INDENT,
    QUOTE_LEADING,
    QUOTE_PADDING,
    QUOTE_SIDE,
    RULE_HEIGHT,
    TEXT,
    Setting,
    space_between,
)
from issues.composition.words import Dressed, pieces_of

EPSILON = 0.02
FEWEST = 2  # lines of a paragraph that may stand alone at the foot or the head of a column
UNBROKEN_TABLE = 90 * MM
UNBROKEN_QUOTE = 12  # lines
FIRST_LEVEL = 3  # of the headings within a text: its own headline is one above


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

    def __init__(self, blocks: list[Block], room: float, setting: Setting = TEXT):
        self.blocks, self.room, self.setting = blocks, room, setting
        self.levels = heading_levels(blocks)
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
            return self.quote_units(place, before, lines)
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

    def quote_units(self, place: int, before: float, lines: list[tuple[int, int]]) -> list[Unit]:
        """One unit; a very long quotation is broken as other text is."""
        height = len(lines) * QUOTE_LEADING + 2 * QUOTE_PADDING
        if len(lines) <= UNBROKEN_QUOTE:
            return [Unit(height, before, place, 0, len(self.words[place]), True)]
        last = len(lines) - 1
        return [
            Unit(
                QUOTE_LEADING + (QUOTE_PADDING if n in (0, last) else 0.0),
                0.0 if n else before,
                place,
                start,
                end,
                n == last or FEWEST <= n + 1 <= len(lines) - FEWEST,
            )
            for n, (start, end) in enumerate(lines)
        ]

    def table_units(self, place: int, before: float) -> list[Unit]:
        """One unit a row; a small table is one unit. Rows that a cell spans stay together, and a heading row with what
        follows."""
        block = self.blocks[place]
        heights = tables.row_heights(block, self.room)
        caption = tables.caption_height(block, self.room)
        if sum(heights) <= UNBROKEN_TABLE:
            return [Unit(caption + sum(heights), before, place, 0, len(heights), True)]
        head = sum(heights[: block.heads])
        crossed = {at + n for at, row in enumerate(block.rows) for cell in row for n in range(cell.rows - 1)}
        return [
            Unit(
                height + (0 if n else caption),
                0.0 if n else before,
                place,
                n,
                n + 1,
                n >= block.heads and n + 2 != len(heights) and n not in crossed,
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


def heading_levels(blocks: list[Block]) -> dict[int, int]:
    """The level of each heading: below what the text belongs to, and none skipped (PDF/UA-1, 7.4.2)."""
    used = sorted({block.kind for block in blocks if block.kind in HEADINGS})
    levels, last = {}, FIRST_LEVEL - 1
    for place, block in enumerate(blocks):
        if block.kind in HEADINGS:
            last = levels[place] = min(FIRST_LEVEL + used.index(block.kind), last + 1)
    return levels
