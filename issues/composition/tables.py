"""Tables measured: column widths from what stands in them, row heights from the lines that it then takes. Points."""

from collections.abc import Sequence
from functools import lru_cache
from math import inf

from django.utils.html import format_html
from django.utils.safestring import SafeString

from issues.composition.blocks import LINE_BREAK, Block, Cell, dressed, joined
from issues.composition.geometry import MM
from issues.composition.lines import break_lines, count_lines, length
from issues.composition.typeset import Style
from issues.composition.words import Dressed, pieces_of

SIZE, LEADING = 8.2, 11.4
BODY, HEAD = Style("sans", SIZE), Style("sans-bold", SIZE)
CAPTION, CAPTION_SPACE = Style("sans-semibold", SIZE), 1.4 * MM
SIDE, TOP = 2.2 * MM, 1.3 * MM  # padding of a cell
LINE = 0.2 * MM  # under each row
MANY = 4  # a table with more columns needs the whole width


def grid(block: Block) -> list[tuple[int, int, Cell]]:
    """(row, column, cell) of each cell; what spans several rows or columns pushes the others aside."""
    found, taken = [], set()
    for number, row in enumerate(block.rows):
        at = 0
        for cell in row:
            while (number, at) in taken:
                at += 1
            found.append((number, at, cell))
            taken |= {
                (number + down, at + across) for down in range(cell.rows) for across in range(cell.span)
            }
            at += cell.span
    return found


def words(cell: Cell, room: float) -> Sequence[Dressed]:
    """The pieces of a cell's words; those of heading cells are bold."""
    return pieces_of(cell.runs, HEAD if cell.heading else BODY, room)


@lru_cache(maxsize=256)
def extents(block: Block) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """For each column the least width (its longest word) and the width without any break, both with padding."""
    cells = grid(block)
    count = max(at + cell.span for _, at, cell in cells)
    least, most = [2 * SIDE] * count, [2 * SIDE] * count
    for _, at, cell in cells:
        if cell.span > 1:
            continue
        pieces = words(cell, inf)
        lines = break_lines(pieces, inf)
        least[at] = max(least[at], max((piece.width for piece in pieces), default=0.0) + 2 * SIDE)
        most[at] = max(most[at], max((length(pieces[a:b]) for a, b in lines), default=0.0) + 2 * SIDE)
    return tuple(least), tuple(most)


def is_wide(block: Block, room: float) -> bool:
    """Whether a column of this width would crush the table."""
    least, _ = extents(block)
    return len(least) > MANY or sum(least) > room


@lru_cache(maxsize=256)
def widths(block: Block, room: float) -> tuple[float, ...]:
    """The columns' widths; together they are as wide as the room."""
    least, most = extents(block)
    if sum(least) >= room:
        return tuple(w * room / sum(least) for w in least)
    if sum(most) <= room:
        return tuple(w + (room - sum(most)) / len(most) for w in most)
    # Columns that want little get all of it; the others share what is left.
    found, left = list(least), room - sum(least)
    wanting = sorted(range(len(least)), key=lambda n: most[n] - least[n])
    for done, n in enumerate(wanting):
        more = min(most[n] - least[n], left / (len(wanting) - done))
        found[n] += more
        left -= more
    return tuple(found)


@lru_cache(maxsize=256)
def row_heights(block: Block, room: float) -> tuple[float, ...]:
    """The height of each row. A cell that spans rows lengthens the last of them where it needs more."""
    columns = widths(block, room)
    heights = [LEADING + 2 * TOP + LINE] * len(block.rows)
    tall = [
        (number, cell.rows, cell_height(cell, sum(columns[at : at + cell.span])))
        for number, at, cell in grid(block)
    ]
    for number, _, height in (one for one in tall if one[1] == 1):
        heights[number] = max(heights[number], height)
    for first, rows, height in (one for one in tall if one[1] > 1):
        last = min(first + rows, len(heights)) - 1
        heights[last] += max(0.0, height - sum(heights[first : last + 1]))
    return tuple(heights)


def cell_height(cell: Cell, width: float) -> float:
    """The height of a cell of this width, with its padding and the line under it."""
    room = width - 2 * SIDE
    return max(len(break_lines(words(cell, room), room)), 1) * LEADING + 2 * TOP + LINE


def caption_height(block: Block, room: float) -> float:
    """The height of the caption with the space below it."""
    text = block.text.strip()
    return count_lines(text, CAPTION, room) * LEADING + CAPTION_SPACE if text else 0.0


def markup(block: Block, room: float, start: int, end: int, top: float) -> SafeString:
    """The rows from `start` to `end`, under the heading rows; the caption stands over the first part."""
    parts = [format_html('<table style="margin-top:{}pt">', f"{top:.2f}")]
    if start == 0 and block.text.strip():
        parts.append(format_html("<caption>{}</caption>", block.text.strip()))
    for width in widths(block, room):
        parts.append(format_html('<col style="width:{}pt">', f"{width:.2f}"))
    heads = block.rows[: block.heads]
    if heads:
        parts += [
            SafeString("<thead>"),
            *(row_markup(row, heading=True) for row in heads),
            SafeString("</thead>"),
        ]
    body = block.rows[max(start, block.heads) : end]
    parts += [SafeString("<tbody>"), *(row_markup(row) for row in body), SafeString("</tbody></table>")]
    return joined(parts)


def row_markup(row: tuple[Cell, ...], heading: bool = False) -> SafeString:
    """One row."""
    return format_html("<tr>{}</tr>", joined(cell_markup(cell, heading) for cell in row))


def cell_markup(cell: Cell, heading: bool) -> SafeString:
    """One cell."""
    name = "th" if cell.heading or heading else "td"
    spans = joined(
        format_html(' {}="{}"', key, value)
        for key, value in (("colspan", cell.span), ("rowspan", cell.rows))
        if value > 1
    )
    scope = format_html(' scope="{}"', "col" if heading else "row") if name == "th" else ""
    runs = [((LINE_BREAK if run.forced else "") + run.text, run.tags) for run in cell.runs]
    return format_html("<{}{}{}>{}</{}>", name, spans, scope, dressed(runs), name)
