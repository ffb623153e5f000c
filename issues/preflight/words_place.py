"""A syllable in its place: what its neighbours know of it, of another reading, and what bears them out."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from issues.preflight.words_lexicon import lexicon
from issues.preflight.words_syllables import Token
from issues.preflight.words_usage import Text, Usage

MOST = 10  # more witnesses than these make a pair no more certain
WELL = 3  # the weight of a set phrase, or of three texts
KNOWN = 2  # the weight of a dictionary's word, or of two texts


@dataclass(frozen=True)
class Evidence:
    """What a syllable is judged by: the issue's usage, the archive's count of pairs, and the pairs and triples of
    each article's title in the contents, where that is not the headline itself."""

    usage: Usage
    archive: Mapping[tuple[str, str], int] = field(default_factory=dict)
    contents: Mapping[int, frozenset[tuple]] = field(default_factory=dict)

    def others(self, pair: tuple[str, str], owner: int) -> int:
        """In how many other texts of this issue and of the archive the pair stands."""
        holders = self.usage.pairs.get(pair, ())
        return len(holders) - (owner in holders) + self.archive.get(pair, 0)

    def weight(self, pair: tuple[str | None, str | None], text: Text) -> int:
        """How well known a pair is; a headline is also borne out by its own body."""
        if None in pair:
            return 0
        own = not text.running and text.owner in self.usage.pairs.get(pair, ())
        return self.known(pair, text) + WELL * own + WELL * self.listed(pair, text)

    def known(self, pair: tuple[str, str], text: Text) -> int:
        """How well known a pair is outside the article itself."""
        known = WELL * (pair in lexicon().phrases) + KNOWN * (pair in lexicon().words)
        return known + min(self.others(pair, text.owner), MOST)

    def listed(self, neighbours: tuple, text: Text) -> bool:
        """Do these neighbours stand in the contents title of this headline?"""
        return text.field == "headline" and neighbours in self.contents.get(text.owner, ())

    def told(self, triple: tuple[str, str, str], text: Text) -> bool:
        """Does the triple stand in a set phrase or in another text?"""
        return triple in lexicon().triples or self.tellers(triple, text) > 0

    def tellers(self, triple: tuple[str, str, str], text: Text) -> int:
        """In how many other texts of the issue the triple stands."""
        holders = self.usage.triples.get(triple, ())
        return len(holders) - (text.owner in holders)


@dataclass(frozen=True)
class Span:
    """Some words around one: where they begin, what is before it, the word itself and what is after."""

    start: int
    before: str
    word: str
    after: str

    @property
    def text(self) -> str:
        """As printed."""
        return self.before + self.word + self.after

    def put(self, word: str) -> str:
        """With another word in its place."""
        return self.before + word + self.after


@dataclass(frozen=True)
class Place:
    """A syllable in its run."""

    text: Text
    run: tuple[Token, ...]
    n: int

    @property
    def key(self) -> str:
        """What stands there."""
        return self.run[self.n].key

    def at(self, offset: int) -> str | None:
        """The key so many places away, None outside the run."""
        return self.run[self.n + offset].key if 0 <= self.n + offset < len(self.run) else None

    @property
    def around(self) -> tuple[str | None, ...]:
        """What stands there with two neighbours on each side."""
        return tuple(self.at(offset) for offset in range(-2, 3))

    def capitals_before(self) -> list[str]:
        """The keys with a capital before this one in its run, of at most three."""
        return [token.key for token in self.run[max(0, self.n - 3) : self.n] if token.text[0].isupper()]

    def pairs(self, reading: str) -> tuple[tuple, tuple]:
        """The pairs with both neighbours, if `reading` stood here; None stands for no neighbour."""
        return (self.at(-1), reading), (reading, self.at(1))

    def triples(self, reading: str) -> list[tuple[str, str, str]]:
        """The threes that the place is part of, if `reading` stood here."""
        keys = [self.at(-2), self.at(-1), reading, self.at(1), self.at(2)]
        return [tuple(keys[n : n + 3]) for n in range(3) if None not in keys[n : n + 3]]

    def weight(self, reading: str, evidence: Evidence) -> int:
        """How well a reading goes with its neighbours, those that belong to their other neighbour left out."""
        left, right = self.pairs(reading)
        before, after = evidence.weight(left, self.text), evidence.weight(right, self.text)
        rival = reading != self.key and self.text.running and (before or after)
        if rival and not any(evidence.told(t, self.text) for t in self.triples(reading)):
            before *= (self.at(-2), self.at(-1)) not in lexicon().words
            after *= (self.at(1), self.at(2)) not in lexicon().words
        return before + after

    def makes_a_word(self, reading: str, evidence: Evidence) -> bool:
        """Does the reading make a dictionary's word, a told three or, unless it often stands alone, a set phrase?"""
        pairs = self.pairs(reading)
        if any(pair in lexicon().words for pair in pairs):
            return True
        if reading not in lexicon().free and any(pair in lexicon().phrases for pair in pairs):
            return True
        return any(evidence.told(t, self.text) for t in self.triples(reading))

    def is_strange(self, evidence: Evidence) -> bool:
        """Does a neighbour not know what stands here, outside this article?"""
        return any(None not in pair and not evidence.known(pair, self.text) for pair in self.pairs(self.key))

    def sides(self, reading: str, evidence: Evidence) -> list[tuple[int, int]]:
        """For each neighbour how well it knows what stands here, and the reading, outside this article."""
        pairs = zip(self.pairs(self.key), self.pairs(reading), strict=True)
        return [
            (evidence.known(now, self.text), evidence.known(then, self.text))
            for now, then in pairs
            if None not in now
        ]

    def outweighs(self, reading: str, evidence: Evidence) -> bool:
        """Is what stands here strange to a neighbour that knows the reading well, and the reading strange to none that
        knows what stands here?"""
        sides = self.sides(reading, evidence)
        return any(not now and then >= WELL for now, then in sides) and all(
            not now or then >= KNOWN for now, then in sides
        )

    def well_told(self, reading: str, evidence: Evidence) -> bool:
        """Does a set phrase hold the reading, or do two other texts?"""
        return any(
            t in lexicon().triples or evidence.tellers(t, self.text) > 1 for t in self.triples(reading)
        )

    def span(self, left: bool, right: bool) -> Span:
        """The place as printed, with its neighbour on the left, and the word that this ends, and that on the right."""
        first, last = self.n - (left and self.n > 0), self.n + (right and self.n + 1 < len(self.run))
        if first < self.n and (self.at(-2), self.at(-1)) in lexicon().words:
            first -= 1
        token, text = self.run[self.n], self.text.text
        start, end = self.run[first].start, self.run[last].end
        return Span(start, text[start : token.start], token.text, text[token.end : end])


@dataclass(frozen=True)
class Slip:
    """Words of a text, from `start`, and what they should probably be, as printed: `old` and `new` in full, `wrong` and
    `right` with only what decides; `pair`: the keys that speak for it, `seen`: those that stand there; `weight`: how much
    speaks for it."""

    text: Text
    start: int
    old: str
    new: str
    wrong: str
    right: str
    pair: tuple[str, str]
    seen: tuple[str, str]
    weight: int
