"""Lines of pieces, filled greedily: Vietnamese is not hyphenated, so that agrees with what WeasyPrint prints. Points."""

from collections.abc import Sequence

from issues.composition.blocks import Run
from issues.composition.typeset import Style
from issues.composition.words import Dressed, pieces_of


def break_lines(pieces: Sequence[Dressed], room: float, indent: float = 0.0) -> list[tuple[int, int]]:
    """Lines as ranges of pieces."""
    lines, start, used = [], 0, indent
    for place, piece in enumerate(pieces):
        wanted = piece.width + (piece.gap if place > start else 0.0)
        if place > start and (piece.forced or used + wanted > room):
            lines.append((start, place))
            start, used, wanted = place, 0.0, piece.width
        used += wanted
    return [*lines, (start, len(pieces))] if pieces else []


def length(pieces: Sequence[Dressed]) -> float:
    """The width of pieces on one line."""
    return sum(piece.width + (piece.gap if number else 0.0) for number, piece in enumerate(pieces))


def pieces(text: str, style: Style, room: float) -> Sequence[Dressed]:
    """The unbreakable pieces of a plain text."""
    return pieces_of((Run(text),), style, room)


def count_lines(text: str, style: Style, room: float) -> int:
    """How many lines a plain text takes."""
    return len(break_lines(pieces(text, style, room), room))


def balanced(text: str, style: Style, room: float) -> tuple[int, float]:
    """(lines, width): the narrowest width at which a headline takes no more lines than at the full one."""
    parts = pieces(text, style, room)
    lines = len(break_lines(parts, room))
    narrow = max((piece.width for piece in parts), default=0.0)
    wide = room
    while lines > 1 and wide - narrow > 0.5:
        middle = (narrow + wide) / 2
        if len(break_lines(parts, middle)) <= lines:
            wide = middle
        else:
            narrow = middle
    return lines, min(room, wide + 0.5)
