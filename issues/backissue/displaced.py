"""First paragraphs that stand above their own headline.

Where a page is set in columns, the converter sometimes gives an article's first paragraph before its headline.
Such a paragraph would be read as the last of the article above. It is told by its words: a first paragraph says the
headline over again, so it has the words of the headline below, in their order, and not those of the one above; and
what stands first below that headline does not. An article left without any text, or a wide space above the
paragraph, makes that surer.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from issues.backissue.bodies import counts
from issues.backissue.values import Paragraph
from issues.backissue.words import coverage, tokens

# Fitted on three real issues: 100 last paragraphs in their place came to 0.34 at most, and three of four first
# paragraphs that were put above their headline on purpose came to more than 0.4.
ENOUGH = 0.4
_CLOSING = ("tong the", "nhin chung", "tom lai", "co the thay", "tong ket lai")
_LATER = (
    "ben canh",
    "dong thoi",
    "ngoai ra",
    "cung voi",
    "tuy nhien",
    "theo do",
    "day la",
    "viec",
    "trong khi",
    "qua do",
    "nho",
    "trong thoi gian toi",
    "thoi gian toi",
    "ket qua",
    "nhung",
    "tren co so",
    "de hien thuc",
    "de dat",
    "thong qua",
    "khong chi",
    "mot trong",
    "hai ben",
    "trong tam",
    "cac y kien",
    "song song",
    "hien nay",
    "hien tai",
    "phat bieu",
    "dang chu y",
    "dac biet",
    "muc tieu",
    "tai hoi nghi",
    "tai chuong trinh",
)  # how second and later paragraphs begin
_POINTS_BACK = re.compile(r"\b(?:này|trên|đó|nói trên)\b")


@dataclass(frozen=True)
class Above:
    """The article above: its headline, its paragraphs with the blank lines over each, how many must stay."""

    headline: str
    paragraphs: list[Paragraph]
    gaps: list[int]
    keep: int
    is_trends: bool = False


def count_displaced(
    above: Above, headline: str, below: list[Paragraph], gap: int, weight: dict[str, float]
) -> int:
    """How many of the last paragraphs above belong to the article below (0 nearly always).

    `gap` counts the blank lines over the headline below, `weight` tells how telling each word is.
    """
    running = [p for p in below if counts(p)]
    most = len(above.paragraphs) - above.keep
    if running:
        most = min(most, 1)
    moved = 0
    while moved < most:
        at = len(above.paragraphs) - 1 - moved
        paragraph = above.paragraphs[at]
        if not counts(paragraph) or " ".join(tokens(paragraph.text[:60])).startswith(_CLOSING):
            break
        first = running[0].text if running else ""
        margin = _margin(paragraph.text, above.headline, headline, first, weight)
        if margin < _needed(above, at, gap, bool(running)):
            break
        moved += 1
    return moved


def _needed(above: Above, at: int, gap: int, has_text: bool) -> float:
    needed = ENOUGH if has_text else 0.3
    needed += 0.0 if above.gaps[at] >= 3 and above.gaps[at] > gap else 0.05
    return needed + (0.4 if above.is_trends else 0.0)


def _margin(paragraph: str, own: str, other: str, first: str, weight: dict[str, float]) -> float:
    """How much better a paragraph fits above the other article than below its own; about 0 where both do."""
    there, here, taken = (
        _retells(*p, weight) for p in ((paragraph, other), (paragraph, own), (first, other))
    )
    fits = there - 0.57 * here - 0.35 * taken
    later = _goes_on(first) if first else 0.5
    return fits - 0.37 * _goes_on(paragraph) + 0.46 * later if there >= 0.5 else 0.0


def _goes_on(paragraph: str) -> float:
    """1 where a paragraph begins as second and later ones do, by a linking word or by pointing back."""
    begins = " ".join(tokens(paragraph[:120])).startswith(tuple(f"{word} " for word in _LATER))
    return float(begins or bool(_POINTS_BACK.search(" ".join(paragraph.split()[:14]).lower())))


def _retells(paragraph: str, headline: str, weight: dict[str, float]) -> float:
    """How much of a headline a paragraph says (0..2): its words, and its neighbouring words as neighbours."""
    wanted, said = tokens(headline), tokens(paragraph[:4000])
    pairs, neighbours = list(pairwise(wanted)), set(pairwise(said))
    total = sum(weight.get(a, 1.0) + weight.get(b, 1.0) for a, b in pairs) or 1.0
    kept = sum(weight.get(a, 1.0) + weight.get(b, 1.0) for a, b in pairs if (a, b) in neighbours)
    return coverage(wanted, set(said), weight) + kept / total
