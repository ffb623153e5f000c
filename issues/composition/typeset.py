"""Text measured as Pango will set it: widths by HarfBuzz, lines broken greedily at the places Unicode allows.

Lengths are points. Vietnamese is not hyphenated, so a greedy count agrees with what WeasyPrint prints.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import uharfbuzz
from django.conf import settings

FONTS = settings.BASE_DIR / "static" / "fonts"
FILES = {
    "serif": "SourceSerif4_400Regular",
    "serif-italic": "SourceSerif4_400Regular_Italic",
    "serif-bold": "SourceSerif4_700Bold",
    "sans": "BeVietnamPro_400Regular",
    "sans-italic": "BeVietnamPro_400Regular_Italic",
    "sans-medium": "BeVietnamPro_500Medium",
    "sans-semibold": "BeVietnamPro_600SemiBold",
    "sans-bold": "BeVietnamPro_700Bold",
    "sans-heavy": "BeVietnamPro_800ExtraBold",
}
# The face that lends a letter which the first one lacks, as print.css says.
LENDER = {name: "sans" if name.startswith("serif") else "serif" for name in FILES}
ROUNDING = 0.01
SPACES = re.compile(r"[ \t\n\r\f]+")
# Unicode line breaking (UAX #14), what of it can occur inside a word of this text: after a hyphen unless a digit follows,
# after dashes, after a slash unless a digit follows, after ! ? … } before a letter or digit.
BREAKS = re.compile(
    r"(?<=[-‐])(?=[^\W\d_])|(?<=[–—])(?=\w)|(?<=/)(?=[^\W\d_])|(?<=[!?…}])(?=\w)|(?<=\w)(?=—)"
)


class Face:
    """One font file, and how wide it sets a text."""

    def __init__(self, name: str):
        face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(FONTS / f"{FILES[name]}.ttf")))
        self.name, self.font, self.per_em = name, uharfbuzz.Font(face), face.upem
        self.widths: dict[str, float] = {}

    def width(self, text: str) -> float:
        """The advance of a text set solid, in ems. Remembered: a newspaper repeats its words."""
        found = self.widths.get(text)
        if found is None:
            if len(self.widths) > 50_000:
                self.widths.clear()
            found = self.widths[text] = self.measured(text)
        return found

    def measured(self, text: str) -> float:
        """The advance; letters that the face lacks are as wide as in the face that lends them."""
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        uharfbuzz.shape(self.font, buffer)
        total = 0.0
        for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            lacking = info.codepoint == 0 and self.name in ("serif", "sans")
            total += lent(self.name, text[info.cluster]) if lacking else position.x_advance / self.per_em
        return total


def lent(name: str, letter: str) -> float:
    """The width of a letter in the face that stands in; an em where that lacks it too."""
    lender = face(LENDER[name])
    return lender.width(letter) if lender.font.get_nominal_glyph(ord(letter)) else 1.0


@cache
def face(name: str) -> Face:
    """A face, opened once in each process."""
    return Face(name)


@dataclass(frozen=True)
class Style:
    """A face at a size, with extra space after each letter."""

    face: str
    size: float
    tracking: float = 0.0

    def width(self, text: str) -> float:
        """The width of a text."""
        return face(self.face).width(text) * self.size + self.tracking * len(text)


@dataclass(frozen=True)
class Piece:
    """What cannot be broken: a text, its width, the width of the space before it (0 where none), a forced break before."""

    text: str
    width: float
    space: float
    forced: bool = False


def pieces(text: str, style: Style, room: float) -> list[Piece]:
    """The unbreakable pieces of a plain text; what is wider than a whole line is cut between letters."""
    found = []
    for word in SPACES.split(text):
        for number, part in enumerate(BREAKS.split(word) if word else ()):
            space = style.width(" ") if number == 0 and found else 0.0
            found.extend(cut(part, style, room, space))
    return found


def cut(part: str, style: Style, room: float, space: float) -> Iterable[Piece]:
    """One piece, or several where a line has no room for it (an address without a break)."""
    width = style.width(part)
    if width <= room:
        yield Piece(part, width, space)
        return
    start = 0
    for end in range(1, len(part) + 1):
        if end - start > 1 and style.width(part[start:end]) > room:
            yield Piece(part[start : end - 1], style.width(part[start : end - 1]), space if not start else 0)
            start = end - 1
    yield Piece(part[start:], style.width(part[start:]), 0 if start else space)


def break_lines(parts: list[Piece], room: float, indent: float = 0.0) -> list[tuple[int, int]]:
    """Lines as ranges of pieces, filled greedily."""
    lines, start, used = [], 0, indent
    for place, piece in enumerate(parts):
        wanted = piece.width + (piece.space if place > start else 0)
        if place > start and (piece.forced or used + wanted > room + ROUNDING):
            lines.append((start, place))
            start, used, wanted = place, 0.0, piece.width
        used += wanted
    return [*lines, (start, len(parts))] if parts else []


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
