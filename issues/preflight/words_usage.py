"""How words are used in an issue: which pairs and triples of syllables stand in whose text.

A paragraph that is printed twice counts once, so that a slip in a repeated text does not bear itself out.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from issues.edition import Edition
from issues.preflight.words_lexicon import is_known
from issues.preflight.words_syllables import Token, runs
from news.richtext import blocks

TRENDS = -1  # the issue's own text, where an article's id would stand; 0 is an article that is not stored yet
MOSTLY = 0.8  # of the letters
COMPANY = 3  # a syllable with so many different strangers on each side is a word of its own


@dataclass(frozen=True)
class Text:
    """One text of the issue: whose (article id or TRENDS), which field and block of it, its runs of words."""

    owner: int
    field: str
    paragraph: int
    text: str
    runs: tuple[tuple[Token, ...], ...]

    @property
    def running(self) -> bool:
        """A body, as against a headline or title."""
        return self.field in ("body", "trends_body")

    @cached_property
    def capitals(self) -> bool:
        """Is it printed in capitals, but for a unit or a foreign name?"""
        letters = [c for c in self.text if c.isalpha()]
        return bool(letters) and sum(c.isupper() for c in letters) > MOSTLY * len(letters)


@dataclass(frozen=True)
class Usage:
    """`pairs`, `triples`: whose bodies hold them; `counts`: how often each syllable stands in them; `free`: syllables
    that keep many kinds of company in this issue."""

    pairs: Mapping[tuple[str, str], set[int]]
    triples: Mapping[tuple[str, str, str], set[int]]
    counts: Counter
    free: frozenset[str]


def texts(edition: Edition) -> Iterator[Text]:
    """Everything that is checked: the trend summary, then each article's headline, contents title and body."""
    yield from fields_of(
        TRENDS, ("trends_title", [edition.trends_title]), ("trends_body", blocks(edition.trends_body))
    )
    for article in edition.articles:
        yield from fields_of(
            article.id,
            ("headline", [article.headline]),
            ("toc_title", [article.toc_title]),
            ("body", blocks(article.body)),
        )


def fields_of(owner: int, *fields: tuple[str, list[str]]) -> Iterator[Text]:
    """The texts of the fields of one article or of the issue."""
    for field, parts in fields:
        for number, text in enumerate(parts):
            yield Text(owner, field, number, text, tuple(tuple(run) for run in runs(text)))


@lru_cache(maxsize=4)
def read(edition: Edition) -> tuple[tuple[Text, ...], Usage]:
    """An edition's texts and how they use words; kept, since several checks ask for the same edition."""
    found = tuple(texts(edition))
    return found, usage(found)


def usage(found: tuple[Text, ...]) -> Usage:
    """What stands in the bodies."""
    pairs, triples = defaultdict(set), defaultdict(set)
    lone, counts = defaultdict(lambda: (set(), set())), Counter()
    for text in bodies(found):
        for run in text.runs:
            keys = [token.key for token in run]
            counts.update(keys)
            note_company(keys, lone)
        for some in neighbours(text):
            (pairs if len(some) == 2 else triples)[some].add(text.owner)
    return Usage(
        pairs, triples, counts, frozenset(k for k, sides in lone.items() if min(map(len, sides)) >= COMPANY)
    )


def note_company(keys: list[str], lone: Mapping[str, tuple[set, set]]) -> None:
    """Adds, for each syllable that makes no known word with either neighbour, what stands before and after it."""
    known = [is_known(pair) for pair in pairwise(keys)]
    for n in range(1, len(keys) - 1):
        if not known[n - 1] and not known[n]:
            before, after = lone[keys[n]]
            before.add(keys[n - 1])
            after.add(keys[n + 1])


def bodies(found: tuple[Text, ...]) -> Iterator[Text]:
    """The blocks of running text, each wording once."""
    seen = set()
    for text in found:
        if text.running and text.text not in seen:
            seen.add(text.text)
            yield text


def contents(found: tuple[Text, ...]) -> dict[int, frozenset[tuple]]:
    """By article: the pairs and triples of its contents title, where that has other words than the headline."""
    headlines = {text.owner: text.text.casefold() for text in found if text.field == "headline"}
    listed = (t for t in found if t.field == "toc_title" and t.text.casefold() != headlines.get(t.owner))
    return {text.owner: frozenset(neighbours(text)) for text in listed}


def neighbours(text: Text) -> Iterator[tuple]:
    """All pairs and triples of keys in a text. A small letter before a capital makes no pair: there a name begins, and
    "bến Đồ Sơn" does not speak for "bến đồ"."""
    for run in text.runs:
        keys = [token.key for token in run]
        capital = [token.text[0].isupper() for token in run]
        yield from (pair for n, pair in enumerate(pairwise(keys)) if capital[n] or not capital[n + 1])
        yield from zip(keys, keys[1:], keys[2:], strict=False)
