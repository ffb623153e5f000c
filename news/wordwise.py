"""Comparing Vietnamese text word by word: which words are only in the old text, which only in the new one.

A word is a syllable as it is written, a number with its separators, or one sign. White space follows the word before
it and is never a difference by itself.
"""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from news.text import nfc

WORD = re.compile(r"(\d+(?:[.,:/]\d+)*|[^\W\d_]+|[^\s])(\s*)")
SAME, GONE, NEW = "same", "gone", "new"
# Beyond that many words in one paragraph the comparison would take seconds: the whole paragraph counts as another one.
MOST_WORDS = 4000
MOST_PAIRS = 900
COMPARED = 300  # words at the beginning of two paragraphs that tell whether one is a new wording of the other
ALIKE = 0.4  # share of words that makes a paragraph a new wording of another one


@dataclass(frozen=True)
class Piece:
    """A run of words: in both texts, only in the old one (gone), or only in the new one."""

    kind: str
    text: str


def words(text: str) -> list[tuple[str, str]]:
    """The words of a text, each with the white space after it.

    >>> words("Tăng 98,97%!")
    [('Tăng', ' '), ('98,97', ''), ('%', ''), ('!', '')]
    """
    return WORD.findall(nfc(text).strip())


def compare(old: str, new: str) -> list[Piece]:
    """The two texts as one row of pieces, in reading order; what is gone stands before what replaces it."""
    before, after = words(old), words(new)
    if max(len(before), len(after)) > MOST_WORDS:
        return [Piece(SAME, joined(after))] if before == after else replaced(before, after)
    matcher = SequenceMatcher(None, [w for w, _ in before], [w for w, _ in after], autojunk=False)
    pieces, spaces = [], ("", "")
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            spaces = (before[b - 1][1], after[d - 1][1])
            pieces.append(
                Piece(SAME, joined(after[c:d]).rstrip() if spaces[0] != spaces[1] else joined(after[c:d]))
            )
        else:
            pieces += replaced(before[a:b], after[c:d], *(spaces if spaces[0] != spaces[1] else ("", "")))
    return [piece for piece in pieces if piece.text]


def replaced(before, after, space_before: str = "", space_after: str = "") -> list[Piece]:
    """Words in place of others. The spaces are those of the word ahead, where the two texts space it differently."""
    gone = [Piece(GONE, space_before + joined(before))] if before else []
    new = Piece(NEW, space_after + joined(after)) if after else Piece(SAME, space_after)
    return [piece for piece in (*gone, new) if piece.text]


def joined(pairs) -> str:
    """Words with their white space."""
    return "".join(word + space for word, space in pairs)


def likeness(old: str, new: str) -> float:
    """The share of words that the beginnings of two texts have in common, in order, 0 to 1."""
    one, other = ([w for w, _ in words(text)[:COMPARED]] for text in (old, new))
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def compare_blocks(old: list[str], new: list[str]) -> list[list[Piece]]:
    """Two texts paragraph by paragraph: each paragraph beside its new wording, and word by word inside."""
    rows = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        pairs = zip(old[a:b], new[c:d], strict=True) if kind == "equal" else paired(old[a:b], new[c:d])
        rows += [compare(before or "", after or "") for before, after in pairs]
    return rows


def paired(old: list[str], new: list[str]) -> list[tuple[str | None, str | None]]:
    """Each old paragraph with the new one that it became, in order, so that the likeness is greatest; others alone."""
    if len(old) * len(new) > MOST_PAIRS:
        return list(zip_longest(old, new))
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    score = [[likeness(before, after) for after in new] for before in old]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            together = best[i + 1][j + 1] + score[i][j] if score[i][j] >= ALIKE else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], together)
    return list(walk(old, new, best))


def walk(old, new, best):
    """The pairs along the way of the greatest likeness; what is gone comes before what is new."""
    i = j = 0
    while i < len(old) or j < len(new):
        if i < len(old) and (j == len(new) or best[i][j] == best[i + 1][j]):
            yield old[i], None
            i += 1
        elif j < len(new) and (i == len(old) or best[i][j] == best[i][j + 1]):
            yield None, new[j]
            j += 1
        else:
            yield old[i], new[j]
            i, j = i + 1, j + 1
