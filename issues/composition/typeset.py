"""The house's faces, and how wide they set a text: measured by HarfBuzz, which Pango asks too. Lengths are points."""

from dataclasses import dataclass, replace
from functools import cache

import uharfbuzz
from django.conf import settings

FONTS = settings.BASE_DIR / "static" / "fonts"
FILES = {
    "serif": "SourceSerif4_400Regular",
    "serif-italic": "SourceSerif4_400Regular_Italic",
    "serif-semibold": "SourceSerif4_600SemiBold",
    "serif-bold": "SourceSerif4_700Bold",
    "sans": "BeVietnamPro_400Regular",
    "sans-italic": "BeVietnamPro_400Regular_Italic",
    "sans-medium": "BeVietnamPro_500Medium",
    "sans-semibold": "BeVietnamPro_600SemiBold",
    "sans-bold": "BeVietnamPro_700Bold",
    "sans-heavy": "BeVietnamPro_800ExtraBold",
}
# The face that lends a letter which the first one lacks, as print.css says: of the other family, the nearest weight.
LENDER = {
    "serif": "sans",
    "serif-italic": "sans-italic",
    "serif-semibold": "sans-semibold",
    "serif-bold": "sans-bold",
    "sans": "serif",
    "sans-italic": "serif-italic",
    "sans-medium": "serif",
    "sans-semibold": "serif-semibold",
    "sans-bold": "serif-bold",
    "sans-heavy": "serif-bold",
}
BOLD, ITALIC, RAISED = {"strong", "b"}, {"em", "i"}, {"sub", "sup"}
SMALLER = 0.7  # sub and sup
UNITS = 1024 / 0.75  # Pango's in a point: it rounds the width of each letter to them


class Face:
    """One font file at one size, and how wide it sets a text."""

    def __init__(self, name: str, size: float):
        self.name, self.size = name, size
        self.font = uharfbuzz.Font(opened(name))
        self.font.scale = (int(size * UNITS), int(size * UNITS))
        self.widths: dict[str, float] = {}

    def width(self, text: str) -> float:
        """The advance of a text set solid. Remembered: a newspaper repeats its words."""
        found = self.widths.get(text)
        if found is None:
            if len(self.widths) > 50_000:
                self.widths.clear()
            found = self.widths[text] = self.measured(text)
        return found

    def measured(self, text: str) -> float:
        """The advance; letters that the face lacks are as wide as in the face that lends them, and a space between two."""
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        uharfbuzz.shape(self.font, buffer)
        lacking = [info.codepoint == 0 for info in buffer.glyph_infos]
        if not any(lacking):
            return sum(position.x_advance for position in buffer.glyph_positions) / UNITS
        total = 0.0
        for n, position in enumerate(buffer.glyph_positions):
            letter = text[buffer.glyph_infos[n].cluster]
            between = letter == " " and 0 < n < len(lacking) - 1 and lacking[n - 1] and lacking[n + 1]
            total += self.lent(letter) if lacking[n] or between else position.x_advance / UNITS
        return total

    def lent(self, letter: str) -> float:
        """The width of a letter in the face that stands in; an em where that lacks it too."""
        lender = face(LENDER[self.name], self.size)
        return lender.width(letter) if lender.font.get_nominal_glyph(ord(letter)) else self.size


@cache
def opened(name: str) -> uharfbuzz.Face:
    """A font file, opened once in each process."""
    return uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(FONTS / f"{FILES[name]}.ttf")))


@cache
def face(name: str, size: float) -> Face:
    """A face at a size, made once in each process."""
    return Face(name, size)


@dataclass(frozen=True)
class Style:
    """A face at a size, with extra space after each letter."""

    face: str
    size: float
    tracking: float = 0.0

    def width(self, text: str) -> float:
        """The width of a text."""
        return face(self.face, self.size).width(text) + self.tracking * len(text)


@cache
def worn(style: Style, names: frozenset[str]) -> Style:
    """How words in these elements are set in a text of this style. There is no bold italic: italic goes before bold."""
    if not names & (BOLD | ITALIC | RAISED):
        return style
    name, family = style.face, style.face.partition("-")[0]
    if names & ITALIC or name.endswith("italic"):
        name = f"{family}-italic"
    elif names & BOLD:
        name = f"{family}-bold"
    return replace(style, face=name, size=style.size * SMALLER ** len(names & RAISED))
