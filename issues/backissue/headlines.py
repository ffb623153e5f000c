"""Which lines are headlines.

No single sign is enough in real issues: the day, the capitals, the source line and the heading mark are each
missing somewhere. So the signs are weighed, and a weak line is judged by the habits of the rest of the issue.
"""

from collections.abc import Callable
from dataclasses import dataclass

from issues.backissue.bodies import is_caption, is_figure, is_quotation
from issues.backissue.days import Day, leading_day, trailing_day
from issues.backissue.pieces import Piece
from issues.backissue.words import CLOSERS, ends_sentence, is_capitals, starts_small, word_count

ENOUGH = 3.0
LONGEST_HEADLINE = 60  # words
PROSE = 25  # words
_HANGING = (
    ",",
    ":",
    "-",
    "–",
    "&",
    " VÀ",
    " CỦA",
    " TRONG",
    " CHO",
    " VỀ",
    " TẠI",
    " VỚI",
    " ĐỂ",
    " TỪ",
    " CÁC",
)
_NUMBERED_HEADS = (
    "1.",
    "2.",
    "3.",
    "4.",
    "5.",
    "6.",
    "I.",
    "II.",
    "III.",
    "IV.",
    "V.",
    "1)",
    "2)",
    "3)",
    "A.",
    "B.",
)


@dataclass(frozen=True)
class Signs:
    """What a line shows of a headline."""

    day: Day | None
    text: str
    capitals: bool
    marked: bool
    sourced: bool
    prose_next: bool


@dataclass(frozen=True)
class Habits:
    """How this issue prints its headlines, as shares (0..1) of those that are beyond doubt."""

    capitals: float
    dated: float
    sourced: float
    marked: float


def signs(pieces: list[Piece], i: int) -> Signs | None:
    """The signs of a piece; None where it cannot be a headline (a source, prose, an item of a list)."""
    piece = pieces[i]
    text = piece.text
    if not text or len(text) > 600 or word_count(text) > LONGEST_HEADLINE or piece.line.image:
        return None
    day, rest = leading_day(text)
    if not day:
        day, rest = trailing_day(text)
    capitals = is_capitals(rest)
    if not any(c.isalpha() for c in rest):
        capitals = False
        if not (day and i + 1 < len(pieces) and is_capitals(pieces[i + 1].text)):
            return None
    if (piece.line.bullet or piece.line.quote) and not (day and capitals):
        return None
    if not day and (
        is_caption(piece.line, text) or (not capitals and (is_figure(text) or is_quotation(text)))
    ):
        return None
    if not capitals and not piece.line.level and _in_sentence(pieces, i):
        return None
    if not capitals and rest.rstrip().rstrip(CLOSERS).endswith((".", ";")) and not piece.line.level:
        return None
    sourced, prose = _ahead(pieces, i)
    return Signs(day, rest, capitals, piece.line.level > 0 or piece.line.bold, sourced, prose)


def _in_sentence(pieces: list[Piece], i: int) -> bool:
    """Whether the line right above breaks off in the middle of a sentence that this line goes on with."""
    above = pieces[i - 1] if i else None
    if (
        not above
        or above.source
        or pieces[i].line.gap
        or above.line.level
        or word_count(above.text[:500]) < 8
    ):
        return False
    return not ends_sentence(above.text) and not is_capitals(above.text) and not leading_day(above.text)[0]


def _ahead(pieces: list[Piece], i: int) -> tuple[bool, bool]:
    """(a source comes before any prose, prose comes next)."""
    words = 0
    for k, piece in enumerate(pieces[i + 1 : i + 5]):
        if piece.source:
            return True, k == 0
        day = leading_day(piece.text)[0]
        if day and day.sure and not ends_sentence(piece.text):
            return False, False
        words += word_count(piece.text[:1000])
        if words >= PROSE or ends_sentence(piece.text) or piece.line.bullet:
            return False, words >= PROSE or k == 0
    return False, False


def habits(pieces: list[Piece]) -> Habits:
    """The issue's habits, from the lines that show at least two of day, capitals and source."""
    sure = []
    for i in range(len(pieces)):
        found = signs(pieces, i)
        if found and (bool(found.day and found.day.sure) + found.capitals + found.sourced) >= 2:
            sure.append(found)
    count = len(sure) or 1
    return Habits(
        sum(s.capitals for s in sure) / count,
        sum(bool(s.day) for s in sure) / count,
        sum(s.sourced for s in sure) / count,
        sum(s.marked for s in sure) / count,
    )


def weigh(found: Signs, piece: Piece, custom: Habits) -> float:
    """The weight of the signs; ENOUGH makes a headline."""
    length = word_count(found.text)
    weight = 0.0
    if found.day:
        weight += 3.5 if found.day.sure or found.capitals or found.marked else 1.0
    elif not found.sourced and custom.sourced > 0.8 and not found.marked:
        weight -= 1.0
    weight += 1.5 if found.capitals else -0.5 - 0.5 * custom.capitals * (1 if found.day else 2)
    weight += 3.0 if found.sourced else 0.0
    weight += 1.0 if found.marked else -0.5 * custom.marked
    weight += 0.5 if length >= 5 else -2.0 if length < 3 else -0.5
    weight += 0.5 if found.prose_next else 0.0
    weight += 0.5 if piece.line.gap >= 3 else 0.0
    weight += 1.5 if piece.heads and found.capitals else 0.0
    if found.text.startswith(_NUMBERED_HEADS) and not found.day:
        weight -= 3.0
    return weight


def is_headline(
    pieces: list[Piece],
    i: int,
    custom: Habits,
    listed: Callable[[str], bool],
    open_article: bool,
    in_trends: bool,
) -> bool:
    """Whether piece `i` starts an article.

    `open_article`: the article above still waits for its source, so a source ahead may be that one's. In the trends
    a line needs more than capitals, since subheads stand there.
    """
    found = signs(pieces, i)
    if not found:
        return False
    weight = weigh(found, pieces[i], custom)
    loose = found.sourced and not found.day and not found.capitals
    if loose:
        fits = word_count(found.text) <= 30 and (found.marked or not open_article)
        weight += 1.0 if fits else -3.0
    if starts_small(found.text) and not found.day:
        weight -= 2.0
    if found.day and not found.capitals and not found.sourced and _in_list(pieces, i):
        weight -= 1.5
    late = not open_article and not found.sourced and not found.day and _late_source(pieces, i)
    weight += 2.5 if late else 0.0
    told = weight < ENOUGH + 3 and (
        found.capitals or found.marked or found.day or (loose and not open_article)
    )
    told = bool(told) and listed(found.text)
    if in_trends and not (found.day or told or found.sourced or late):
        return False
    return weight + (3.0 if told else 0.0) >= ENOUGH


def _late_source(pieces: list[Piece], i: int) -> bool:
    """Whether a source follows after a paragraph, and no other line that could own it comes first."""
    for piece in pieces[i + 1 : i + 7]:
        if piece.source:
            return True
        day = leading_day(piece.text)[0]
        if (day and day.sure) or is_capitals(piece.text) or piece.line.level:
            return False
    return False


def _in_list(pieces: list[Piece], i: int) -> bool:
    """Whether a dated line without a source stands in a row of such lines: a list of events, not headlines."""
    around = [pieces[k] for k in (i - 1, i + 1) if 0 <= k < len(pieces)]
    return any(leading_day(p.text)[0] and not is_capitals(p.text) for p in around)


def continues(pieces: list[Piece], i: int, headline: list[Piece]) -> bool:
    """Whether piece `i` is the next line of the headline that `headline` begins."""
    piece, first, last = pieces[i], headline[0], headline[-1]
    if piece.line.bullet:
        return _goes_on_with_dash(pieces, i, headline)
    found = signs(pieces, i)
    total = sum(word_count(p.text) for p in headline) + word_count(piece.text)
    if not found or leading_day(piece.text)[0] or total > LONGEST_HEADLINE or len(headline) > 3:
        return False
    begun = " ".join(p.text for p in headline)
    if not leading_day(begun)[1].strip():
        return True
    hanging = begun.rstrip().upper().endswith(_HANGING)
    if not is_capitals(leading_day(begun)[1]):
        fits = not found.capitals and (starts_small(piece.text) or hanging or piece.line.gap == 0)
        return fits and (found.sourced or hanging) and word_count(piece.text) <= 20 and piece.line.gap <= 1
    if not found.capitals or (first.line.level > 0) != (
        piece.line.level > 0 or hanging or piece.line.gap == 0
    ):
        return found.capitals and first.line.level == 0 and (hanging or piece.line.gap == 0)
    return piece.line.gap <= 1 or hanging or last.line.number == piece.line.number


def _goes_on_with_dash(pieces: list[Piece], i: int, headline: list[Piece]) -> bool:
    """A line that begins with a dash looks like an item of a list, but a headline may be broken before its dash."""
    line = pieces[i].line
    if not line.raw.startswith(("-", "–")) or line.gap > 1 or len(headline) > 3:
        return False
    return is_capitals(line.text) and is_capitals(headline[-1].text) and _ahead(pieces, i)[0]


def headline_text(headline: list[Piece]) -> str:
    """The words of a headline's lines, with the dash that one of them may begin with."""
    return " ".join(
        f"{p.line.raw.lstrip()[0]} {p.text}" if p.line.bullet and k else p.text
        for k, p in enumerate(headline)
    )
