"""Where a line may break, as Pango decides it: Unicode line breaking (UAX #14), what of it can occur in this text.

Each character is one of the classes below; what may not be torn apart is said of pairs of them, and of whole numbers.
"""

import re
import unicodedata
from functools import lru_cache

SPACES = re.compile(r"[ \t\n\r\f]+")
OTHER_SPACES = (
    "\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000"  # that a line may end with
)
LETTER, NUMBER, MARK, WIDE, GLUE, CURRENCY, AFTER = "A", "N", "M", "W", "G", "R", "D"
CLASSES = {
    **dict.fromkeys("-", "H"),  # hyphen (HY)
    **dict.fromkeys("–‐‒|\u058a\u2027\u2056\u2e17", AFTER),  # a line may end after these (BA)
    **dict.fromkeys("—", "B"),  # on either side (B2)
    **dict.fromkeys("/", "S"),  # after it, other than within a number (SY)
    **dict.fromkeys(".,:;\u037e", "I"),  # (IS)
    **dict.fromkeys("!?", "E"),  # (EX)
    **dict.fromkeys("…‥․", "L"),  # (IN)
    **dict.fromkeys(")]", "C"),  # (CP)
    **dict.fromkeys("}、。，．〉》」』】〕", "K"),  # (CL)
    **dict.fromkeys("([{¡¿‚„〈《「『【〔", "O"),  # (OP)
    **dict.fromkeys("\"'“”‘’‛‟«»‹›", "Q"),  # (QU)
    **dict.fromkeys("+\\±−∓№", CURRENCY),  # before a number (PR)
    **dict.fromkeys("%°‰‱¢′″‴‵‶‷℃℉₧", "T"),  # behind it (PO)
    **dict.fromkeys("´ˈˌ", "F"),  # (BB)
    **dict.fromkeys("\u00a0\u202f\u2007\u2011\u2060\u180e", GLUE),  # (GL, WJ)
    **dict.fromkeys(OTHER_SPACES, AFTER),
}
WIDE_RANGES = ((0x2E80, 0x3001), (0x3003, 0xA4D0), (0xAC00, 0xD7B0), (0xF900, 0xFB00), (0x1F000, 0x1FB00))
# Pairs that hold together; the rules' numbers are those of UAX #14.
KEPT = re.compile(
    r".[CKEIS]"  # LB13
    r"|G.|[^DH]G"  # LB12, LB12a
    r"|O."  # LB14
    r"|BB"  # LB17
    r"|Q.|.Q"  # LB19
    r"|.[DHL]|F."  # LB21, LB22
    r"|RW|WT"  # LB23a
    r"|[RT]A|A[RT]"  # LB24
    r"|[AN][AN]|IA"  # LB23, LB28, LB29
    r"|[AN]O|C[AN]"  # LB30
)
FIGURE = re.compile(r"(?=([RT]?[OH]?N[NSI]*[CK]?[RT]?))")  # LB25
KEPT_OVER_SPACE = re.compile(r".[CKEIS]|O.|QO|BB")  # LB13 to LB17


class Classes(dict):
    """The class of every character, found when it is first asked for."""

    def __missing__(self, code: int) -> str:
        self[code] = found = class_of(chr(code))
        return found


def class_of(character: str) -> str:
    """The class of one character; what is not known stays together as letters do."""
    if character in CLASSES:
        return CLASSES[character]
    kind = unicodedata.category(character)
    if kind == "Nd":
        return NUMBER
    if kind == "Sc":
        return CURRENCY
    if kind in ("Mn", "Me", "Mc"):
        return MARK
    return WIDE if any(low <= ord(character) < high for low, high in WIDE_RANGES) else LETTER


known = Classes()


def classes(text: str) -> str:
    """A text as its characters' classes; a mark belongs to the letter before it."""
    found = text.translate(known)
    while MARK in found:
        at = found.index(MARK)
        found = found[:at] + (found[at - 1] if at else LETTER) + found[at + 1 :]
    return found


@lru_cache(maxsize=50_000)
def breaks(word: str) -> tuple[int, ...]:
    """The places within a word at which a line may end."""
    if word.isascii() and word.isalnum():
        return ()
    kinds = classes(word)
    marks = {place for place in range(1, len(word)) if unicodedata.category(word[place]).startswith("M")}
    letters = [place for place in range(len(word)) if place not in marks]
    figures = FIGURE.finditer("".join(kinds[place] for place in letters))
    held = marks | {letters[n] for match in figures for n in range(match.start(1) + 1, match.end(1))}
    return tuple(
        place
        for place in range(1, len(word))
        if place not in held and not KEPT.match(kinds, place - 1, place + 1)
    )


def holds(before: str, after: str) -> bool:
    """Whether a line may not end at a space between these two characters: not before `/` or `!`, not after `(`."""
    return bool(KEPT_OVER_SPACE.match(classes(before + after)))
