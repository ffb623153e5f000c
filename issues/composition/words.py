"""Words in their dress: the unbreakable pieces of a text whose words stand within inline elements. Lengths are points."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from django.utils.safestring import SafeString

from issues.composition.blocks import LINE_BREAK, Run, dressed
from issues.composition.breaking import OTHER_SPACES, SPACES, breaks, holds
from issues.composition.typeset import Style, worn


@dataclass(frozen=True)
class Dressed:
    """A piece of text: its words in their dress, its width, what stands before it (nothing, a space, the beginning of a line),
    and how wide that is where the piece does not begin a line: the space, and what kerning takes."""

    parts: tuple[Run, ...]
    width: float
    lead: str = ""
    gap: float = 0.0

    @property
    def forced(self) -> bool:
        """Whether a line begins with it in any case."""
        return self.lead == LINE_BREAK


def dressed_words(words: Sequence[Dressed]) -> SafeString:
    """Markup of pieces. A space stands within the element behind it: WeasyPrint 70 breaks a line after its first word
    where only the space before such an element does not fit."""
    return dressed(
        [
            ((word.lead if number and not at else "") + part.text, part.tags)
            for number, word in enumerate(words)
            for at, part in enumerate(word.parts)
        ]
    )


@lru_cache(maxsize=1024)
def pieces_of(runs: tuple[Run, ...], style: Style, room: float, indent: float = 0.0) -> tuple[Dressed, ...]:
    """The unbreakable pieces of a block's runs; the first line has `indent` less room. Remembered, as an article is
    measured twice: with its picture at the head, and at the end."""
    found: list[Dressed] = []
    for lead, word in words_in(runs):
        for number, piece in enumerate(cut_up(word, style, room, 0.0 if found else indent)):
            joint = "" if number else lead
            if not found or joint == LINE_BREAK:
                found.append(replace(piece, lead=joint))
                continue
            gap = gap_between(found[-1].parts[-1], joint, piece.parts[0], style)
            whole = found[-1].width + gap + piece.width
            if joint and held(found[-1].parts[-1], piece.parts[0]) and whole <= room:
                first, *others = piece.parts
                parts = (*found[-1].parts, replace(first, text=joint + first.text), *others)
                found[-1] = replace(found[-1], parts=parts, width=whole)
            else:
                found.append(replace(piece, lead=joint, gap=gap))
    return tuple(found)


def words_in(runs: tuple[Run, ...]) -> Iterator[tuple[str, list[Run]]]:
    """(what stands before it, its runs) of each word. A word may wear several dresses; neighbours in one dress are one run."""
    lead, word = "", []
    for run in runs:
        if run.forced:
            if word:
                yield lead, word
                word = []
            lead = LINE_BREAK
        for number, token in enumerate(SPACES.split(run.text)):
            if number:
                if word:
                    yield lead, word
                    lead, word = "", []
                lead = lead or " "
            if token and word and word[-1].tags == run.tags:
                word[-1] = Run(word[-1].text + token, run.tags)
            elif token:
                word.append(Run(token, run.tags))
    if word:
        yield lead, word


def gap_between(before: Run, joint: str, after: Run, style: Style) -> float:
    """What stands between two pieces on a line: a space and kerning; letters in different elements are not kerned."""
    first, style = after.text[0], worn(style, after.names)
    if before.tags != after.tags:
        return style.width(joint + first) - style.width(first) if joint else 0.0
    last = before.text[-1]
    return style.width(last + joint + first) - advance(last, style) - style.width(first)


def advance(text: str, style: Style) -> float:
    """The width of a text at the end of a line: spaces of any kind hang over it."""
    text = text.rstrip(OTHER_SPACES)
    return style.width(text) if text else 0.0


def held(before: Run, after: Run) -> bool:
    """Whether a line may not end at the space between two pieces. WeasyPrint does not look back over an element's edge."""
    return holds(before.text[-1] if before.tags == after.tags else "a", after.text[0])


def cut_up(word: list[Run], style: Style, room: float, indent: float) -> list[Dressed]:
    """A word as pieces: cut where a line may break within it, and between letters where a line has no room for a piece."""
    pieces: list[list[Run]] = [[]]
    for run in word:
        last = pieces[-1][-1].text[-1] if pieces[-1] else ""
        if last and breaks(last + run.text[0]):
            pieces.append([])
        begin = 0
        for place in breaks(run.text):
            pieces[-1].append(Run(run.text[begin:place], run.tags))
            pieces.append([])
            begin = place
        pieces[-1].append(Run(run.text[begin:], run.tags))
    found = fitted(pieces[0], style, room, indent)
    return [*found, *(one for piece in pieces[1:] for one in fitted(piece, style, room))]


def fitted(piece: list[Run], style: Style, room: float, indent: float = 0.0) -> list[Dressed]:
    """One piece; several where it is wider than a line (an address without a break)."""
    width = sum(worn(style, run.names).width(run.text) for run in piece[:-1])
    width += advance(piece[-1].text, worn(style, piece[-1].names))
    if width <= room - indent:
        return [Dressed(tuple(piece), width)]
    return [
        Dressed((Run(text, run.tags),), worn(style, run.names).width(text))
        for number, run in enumerate(piece)
        for text in letters(run.text, worn(style, run.names), room, 0.0 if number else indent)
    ]


def letters(text: str, style: Style, room: float, indent: float) -> Iterator[str]:
    """A text cut between letters, each part as long as a line has room for; the first line has `indent` less."""
    start = 0
    for end in range(2, len(text) + 1):
        if end - start > 1 and style.width(text[start:end]) > room - (0.0 if start else indent):
            yield text[start : end - 1]
            start = end - 1
    yield text[start:]
