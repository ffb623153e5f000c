"""Boxes of letters: none outside the page, none over another, none too near the paper's edge."""

import unicodedata
from collections import defaultdict
from functools import cache
from itertools import combinations

from issues.edition import Edition
from tests.issues.print.paper import Letter, Paper, Sheet

CELL = 8  # points: letters are compared with those in the same squares
SIDE = 0.2  # of a letter's width: kerned neighbours share some of theirs
# Of a letter's size, a little less than its ink: as high as an x, a capital, a mark above; as deep as a g, a dot below.
LOW, HIGH, MARK, DEEP = 0.46, 0.66, 0.16, 0.14
SLACK = 0.5  # points
MARGIN = 5 / 25.4 * 72  # what a printing house may cut or fail to print
FURNITURE = 1.5 / 25.4 * 72


def inside_the_page(edition: Edition, paper: Paper) -> list[str]:
    """No letter leaves its page."""
    return [
        f"page {sheet.number}: “{around(sheet, letter)}” leaves the page"
        for sheet in paper.sheets
        if (letter := next((x for x in visible(sheet) if distance(x, sheet) < -SLACK), None))
    ]


def clear_of_the_edge(edition: Edition, paper: Paper) -> list[str]:
    """Content keeps 5 mm from the paper's edge, running heads and the thumb index 1.5 mm."""
    return [
        f"page {sheet.number}: “{around(sheet, letter)}” is {distance(letter, sheet) / 72 * 25.4:.1f} mm from the edge"
        for sheet in paper.sheets
        if (letter := next((x for x in visible(sheet) if distance(x, sheet) < least(x, paper)), None))
    ]


def least(letter: Letter, paper: Paper) -> float:
    """How far from the edge a letter must be."""
    return (MARGIN if (letter.page, letter.mark) in paper.named else FURNITURE) - SLACK


def not_over_another(edition: Edition, paper: Paper) -> list[str]:
    """No letter stands on another."""
    complaints = []
    for sheet in paper.sheets:
        pairs = overlapping(sheet)
        if pairs:
            one, other = pairs[0]
            complaints.append(
                f"page {sheet.number}: “{around(sheet, one)}” and “{around(sheet, other)}” stand on each other "
                f"({len(pairs)} letters)"
            )
    return complaints


def overlapping(sheet: Sheet) -> list[tuple[Letter, Letter]]:
    """Pairs of letters of which one stands on the other."""
    cells = defaultdict(list)
    for n, letter in enumerate(visible(sheet)):
        box = core(letter)
        for x in range(int(box[0] // CELL), int(box[2] // CELL) + 1):
            for y in range(int(box[1] // CELL), int(box[3] // CELL) + 1):
                cells[x, y].append((n, letter, box))
    found = {
        (m, n): (one, other)
        for cell in cells.values()
        for (m, one, a), (n, other, b) in combinations(cell, 2)
        if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
    }
    return [found[key] for key in sorted(found)]


def core(letter: Letter) -> tuple[float, float, float, float]:
    """The part of a letter's box that no other letter may touch: left, top, right, bottom."""
    inset = SIDE * (letter.x1 - letter.x0)
    if not letter.upright:
        return letter.x0 + inset, letter.top + inset, letter.x1 - inset, letter.bottom - inset
    above, below = ink(letter.text)
    top, bottom = letter.base - above * letter.size, letter.base + below * letter.size
    return letter.x0 + inset, top, letter.x1 - inset, bottom


@cache
def ink(text: str) -> tuple[float, float]:
    """How far a letter surely reaches above and below its base line, in shares of its size."""
    first, *marks = unicodedata.normalize("NFD", text)
    below = DEEP if first in "gjpqyQ,;" or "\u0323" in marks else 0
    above = LOW if first in "acegmnopqrsuvwxyz" else 0.1 if first in ".,…_" else HIGH
    return above + (MARK if set(marks) - {"\u0323", "\u031b"} else 0), below


def visible(sheet: Sheet) -> list[Letter]:
    """The letters that leave ink."""
    return [letter for letter in sheet.letters if letter.text.strip() and letter.x1 > letter.x0]


def distance(letter: Letter, sheet: Sheet) -> float:
    """From a letter to the nearest edge of its page; negative outside."""
    left, top, right, bottom = core(letter)
    return min(left, top, sheet.width - right, sheet.height - bottom)


def around(sheet: Sheet, letter: Letter) -> str:
    """A letter with its neighbours, for a complaint."""
    at = next(n for n, other in enumerate(sheet.letters) if other is letter)
    return "".join(x.text for x in sheet.letters[max(0, at - 12) : at + 12])
