"""What a reader asks for: words, "phrases in quotes", -without, one OR another; and in which order matches count.

What is typed with marks finds exactly that first; what is typed without finds every word that it may stand for. Most
Vietnamese words are two syllables: words that stand side by side as they were typed come before the same words apart.
"""

import re
from dataclasses import dataclass

from issues.search_rows import exact_words
from news.text import fold, squeeze

LONGEST = 200  # characters
MOST_TERMS, MOST_ALTERNATIVES = 12, 3
QUOTES = str.maketrans("“”„«»″", '""""""')
TOKEN = re.compile(r'(?P<minus>-?)"(?P<quoted>[^"]*)"|(?P<plain>\S+)')
OR = ("OR", "HOẶC", "|")

HEADLINE, ANYWHERE = "headline", "anywhere"
NEAR, SOME, ALL = "near", "some", "all"  # all words side by side; at least two of them; wherever they stand


@dataclass(frozen=True)
class Term:
    """One word, or words side by side, with marks as typed."""

    words: tuple[str, ...]

    @property
    def folded(self) -> tuple[str, ...]:
        """The words without marks."""
        return tuple(fold(word) for word in self.words)

    @property
    def marked(self) -> bool:
        """Whether marks were typed."""
        return self.words != self.folded


@dataclass(frozen=True)
class Query:
    """All terms of one of the alternatives, none of `without`."""

    alternatives: tuple[tuple[Term, ...], ...]
    without: tuple[Term, ...] = ()

    def __bool__(self):
        return bool(self.alternatives)

    @property
    def terms(self) -> tuple[Term, ...]:
        """All that may be found."""
        return tuple(term for terms in self.alternatives for term in terms)


@dataclass(frozen=True)
class Tier:
    """One way to match: where, with marks or without, how close the words stand."""

    where: str
    exact: bool
    how: str


def parse(text: str) -> Query:
    """The query that a text means; false where it asks for nothing. Takes any text, looks at its first 200 characters."""
    alternatives, without = [[]], []
    for token in TOKEN.finditer(squeeze(text[:LONGEST]).translate(QUOTES)):
        plain = token["plain"]
        if plain in OR:
            alternatives.append([])
        elif plain is None:
            terms = [Term(words)] if (words := tuple(exact_words(token["quoted"]).split())) else []
            (without if token["minus"] else alternatives[-1]).extend(terms)
        else:
            excluded = re.match(r"-\w", plain)
            terms = [Term((word,)) for word in exact_words(plain).split()]
            (without if excluded else alternatives[-1]).extend(terms)
    kept = [tuple(dict.fromkeys(terms))[:MOST_TERMS] for terms in alternatives if terms]
    return Query(tuple(kept[:MOST_ALTERNATIVES]), tuple(without[:MOST_TERMS]) if kept else ())


def in_a_row(terms: tuple[Term, ...]) -> tuple[str, ...]:
    """The words of an alternative as one phrase; nothing where quotes say already what stands together."""
    return (
        tuple(t.words[0] for t in terms) if len(terms) > 1 and all(len(t.words) == 1 for t in terms) else ()
    )


def tiers(query: Query) -> list[list[Tier]]:
    """The ways to match, the best first, in groups: the next group is asked where those before it leave room.

    With marks typed, what is spelled so comes first wherever it stands; without, what stands in the headline.
    """
    marked = any(term.marked for term in query.terms)
    longest = max((len(in_a_row(terms)) for terms in query.alternatives), default=0)
    if longest < 2:
        return groups(ALL, marked)
    first, second = groups(NEAR, marked)
    exact, folded = Tier(HEADLINE, True, ALL), Tier(HEADLINE, False, ALL)
    if longest == 2:
        # Two words apart, be it in a headline, are mostly halves of other words.
        return (
            [first[:1], [first[1], exact], [*second, folded]] if marked else [first, [*second, exact, folded]]
        )
    return [[first[0], exact], first[1:], [*second, folded]] if marked else [[*first, exact, folded], second]


def loose_tiers(query: Query) -> list[Tier]:
    """Ways to match of which most are chance: the words far apart in the text. Asked where all others find little."""
    longest = max((len(in_a_row(terms)) for terms in query.alternatives), default=0)
    closeness = (SOME, ALL) if longest > 2 else (ALL,) if longest == 2 else ()
    # Where a word with marks is not wanted, each chance match without marks would have to be read.
    kinds = (True,) if any(term.marked for term in query.without) else (True, False)
    return [Tier(ANYWHERE, exact, how) for how in closeness for exact in kinds]


def widest_tiers(query: Query) -> list[Tier]:
    """The ways that find all that the groups of `tiers` find, in no order."""
    longest = max((len(in_a_row(terms)) for terms in query.alternatives), default=0)
    if longest < 2:
        return [Tier(ANYWHERE, False, ALL)]
    return [Tier(ANYWHERE, False, NEAR), Tier(HEADLINE, False, ALL)]


def groups(how: str, marked: bool) -> list[list[Tier]]:
    """One closeness in all places: exact before folded where marks were typed, else headline before body."""
    ways = [[Tier(where, exact, how) for where in (HEADLINE, ANYWHERE)] for exact in (True, False)]
    return ways if marked else [list(pair) for pair in zip(*ways, strict=True)]
