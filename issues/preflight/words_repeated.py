"""A word typed twice: "được được", "phát phát triển", "công nghệ công nghệ".

Vietnamese doubles words on purpose ("từ từ", "xanh xanh"), and two words may meet at the same syllable ("thành công công
nghệ", "tồn tại tại Hải Phòng"). So each of the two syllables is asked what it belongs to: its neighbour on the other
side, or itself, where it is a word that stands alone. Only words that tell nothing but grammar are never doubled.
"""

from collections.abc import Iterator
from functools import cache

from issues.edition import Edition
from issues.preflight.context import Context
from issues.preflight.findings import WARNING, Finding, check
from issues.preflight.passages import CELL, HEADING, Passage, Piece, pieces, titles
from issues.preflight.words_lexicon import is_known, lexicon, lines
from issues.preflight.words_syllables import Token, key, runs

CODE = "repeated-word"


@check
def repeated_words(edition: Edition, context: Context) -> Iterator[Finding]:
    """A word that stands twice in a row in a title or in running text; cells of a table are no neighbours."""
    for piece in (*title_pieces(edition), *pieces(edition)):
        for passage in piece.passages:
            for start, old, new in found_in(passage.text) if passage.kind != CELL else ():
                message = f"“{old}”: có lẽ gõ lặp “{new.lower()}”. Xem lại và bỏ một."
                repair = piece.repair(passage, start, old, new)
                yield piece.found(CODE, WARNING, message, passage, quote=old, repair=repair)


def title_pieces(edition: Edition) -> Iterator[Piece]:
    """The titles as texts of one passage."""
    yield Piece(None, "trends_title", (Passage(0, HEADING, edition.trends_title),))
    for article in edition.articles:
        for field, title in titles(article):
            yield Piece(article, field, (Passage(0, HEADING, title),))


def found_in(text: str) -> Iterator[tuple[int, str, str]]:
    """The places of a text where a word stands twice: where it begins, what stands there, and the word once."""
    for run in runs(text):
        for n in range(len(run) - 1):
            if run[n].key == run[n + 1].key and is_slip(run, n):
                yield run[n].start, text[run[n].start : run[n + 1].end], run[n].text
        for n in range(len(run) - 3):
            if is_word_twice(run[n : n + 4]):
                start = run[n].start
                yield start, text[start : run[n + 3].end], text[start : run[n + 1].end]


def is_slip(run: list[Token], n: int) -> bool:
    """Can one of two like neighbours, at n and n + 1, belong to nothing?"""
    first, second = run[n], run[n + 1]
    if not is_common(first, second) or is_doubled_on_purpose(first.key):
        return False
    before = n > 0 and is_known((run[n - 1].key, first.key))
    # A set phrase goes on beyond a word ("công nghệ thông tin"): of what follows only the dictionary tells that it begins here.
    after = n + 2 < len(run) and (second.key, run[n + 2].key) in lexicon().words
    if before and after:
        return False
    alone = first.key in lexicon().free or first.key in sets().alone
    if before or after:
        return not alone
    return not alone or first.key in sets().grammar


def is_common(first: Token, second: Token) -> bool:
    """Is it no name, abbreviation, letter or foreign word? A capital after a small letter begins a name."""
    words = first.text, second.text
    if first.key not in lexicon().forms or (len(first.text) == 1 and first.text.isascii()):
        return False
    return words[1].islower() or (words[0].isupper() and words[1].isupper() and len(first.text) > 1)


def is_doubled_on_purpose(syllable: str) -> bool:
    """Is the doubled syllable a word by itself?"""
    return is_known((syllable, syllable)) or syllable in sets().doubled


def is_word_twice(run: list[Token]) -> bool:
    """Is it a word of two syllables and the same again, in small letters?"""
    one, two, three, four = (token.key for token in run)
    if (one, two) != (three, four) or one == two or (one, two) not in lexicon().words:
        return False
    return all(token.text.islower() for token in run[1:]) and (two, one) not in lexicon().words


class Sets:
    """Syllables that are asked for one by one: `grammar`, `doubled`, `alone`, see data/repeated.txt."""

    def __init__(self):
        groups = dict(line.split(":") for line in lines("repeated.txt", separator="\n"))
        self.grammar, self.doubled, self.alone = (
            frozenset(map(key, groups[name].split())) for name in ("grammar", "doubled", "alone")
        )


@cache
def sets() -> Sets:
    """The syllables, read once a process."""
    return Sets()
