"""Words in their dress: the unbreakable pieces of a text whose words stand within inline elements. Lengths are points."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.safestring import SafeString

from issues.composition.blocks import LINE_BREAK, Run, dressed
from issues.composition.typeset import BREAKS, SPACES, Style, cut

Dress = Callable[[frozenset[str]], Style]  # from the elements around words to how they are set


@dataclass(frozen=True)
class Dressed:
    """A piece of text: its words in their dress, its width, the space before it, whether a line is forced before it."""

    parts: tuple[Run, ...]
    width: float
    space: float
    forced: bool = False


def dressed_words(words: list[Dressed]) -> SafeString:
    """Markup of pieces. A space stands within the element behind it: WeasyPrint 70 breaks a line after its first word
    where only the space before such an element does not fit."""
    runs = []
    for number, word in enumerate(words):
        for at, part in enumerate(word.parts):
            lead = ""
            if number and not at:
                lead = LINE_BREAK if word.forced else " " if word.space else ""
            runs.append((lead + part.text, part.tags))
    return dressed(runs)


def pieces_of(runs: tuple[Run, ...], dress, room: float) -> list[Dressed]:
    """The unbreakable pieces of a block's runs. A word may wear several dresses."""
    found: list[Dressed] = []
    word: list[Run] = []
    forced = space_due = False
    space = 0.0

    def close() -> None:
        nonlocal word, forced, space
        if word:
            found.extend(finished(word, dress, room, space, forced and bool(found)))
            word, forced, space = [], False, 0.0

    for run in runs:
        style = dress(run.names)
        if run.forced:
            close()
            forced, space_due = True, False
        for number, token in enumerate(SPACES.split(run.text)):
            if number:
                close()
                space_due = bool(found)
            if token:
                if space_due and not word:
                    space, space_due = style.width(" "), False
                word.append(Run(token, run.tags))
    close()
    return found


def finished(word: list[Run], dress, room: float, space: float, forced: bool) -> list[Dressed]:
    """A word as pieces: cut where a line may break within it."""
    text = "".join(run.text for run in word)
    cuts = {match.start() for match in BREAKS.finditer(text)}
    parts: list[list[Run]] = [[]]
    at = 0
    for run in word:
        begin = 0
        for place in sorted(c - at for c in cuts if at < c < at + len(run.text)):
            parts[-1].append(Run(run.text[begin:place], run.tags))
            parts.append([])
            begin = place
        if at in cuts and parts[-1]:
            parts.append([])
        parts[-1].append(Run(run.text[begin:], run.tags))
        at += len(run.text)
    found: list[Dressed] = []
    for number, part in enumerate(parts):
        lead = (space, forced) if not number else (0.0, False)
        found += fitted(part, dress, room, *lead)
    return found


def fitted(part: list[Run], dress, room: float, space: float, forced: bool) -> list[Dressed]:
    """One piece; several where it is wider than a line."""
    width = sum(dress(run.names).width(run.text) for run in part)
    if width <= room:
        return [Dressed(tuple(part), width, space, forced)]
    found = []
    for run in part:
        for piece in cut(run.text, dress(run.names), room, 0.0):
            lead = (space, forced) if not found else (0.0, False)
            found.append(Dressed((Run(piece.text, run.tags),), piece.width, *lead))
    return found
