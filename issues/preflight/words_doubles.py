"""Slips that one syllable alone does not show: two in a row, and a quoted term that an issue writes in two ways."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import combinations, pairwise

from issues.preflight.words_lexicon import is_known, lexicon
from issues.preflight.words_place import Evidence, Place, Slip
from issues.preflight.words_slips import is_abbreviation, is_named, is_word
from issues.preflight.words_syllables import Token, cased, key, skeleton
from issues.preflight.words_usage import Text

QUOTED = re.compile(r"[\"“]([^\W\d_]+(?: [^\W\d_]+){1,3})[\"”]")
RARE = 3  # pairs
SHORT = 2  # a letter's difference in shorter syllables is a different word as often as a slip


@cache
def phrases_by_letters() -> dict[tuple[str, str], list[tuple[str, str]]]:
    """The pairs of the set phrases by their bare letters."""
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for first, second in sorted(lexicon().phrases):
        found.setdefault((skeleton(first), skeleton(second)), []).append((first, second))
    return found


def double_slips(text: Text, evidence: Evidence) -> Iterator[Slip]:
    """Two neighbours, strange to all around them, which with other marks on both make a set phrase."""
    for run in text.runs:
        for n in range(len(run) - 1):
            letters = skeleton(run[n].key), skeleton(run[n + 1].key)
            readings = [r for r in phrases_by_letters().get(letters, ()) if differs(r, run[n : n + 2])]
            if len(readings) == 1 and stands_alone(text, run, n, readings[0], evidence):
                yield as_slip(text, run[n], run[n + 1], readings[0], evidence)


def differs(reading: tuple[str, str], printed: tuple[Token, ...]) -> bool:
    """Is each of the two another syllable?"""
    return reading[0] != printed[0].key and reading[1] != printed[1].key


def stands_alone(
    text: Text, run: tuple[Token, ...], n: int, reading: tuple[str, str], evidence: Evidence
) -> bool:
    """Do the two make no word with each other or their neighbours, and is one of them rare or the reading a longer phrase?"""
    for place in (Place(text, run, n), Place(text, run, n + 1)):
        token = run[place.n]
        if (
            not is_word(token)
            or is_abbreviation(token, text)
            or is_named(place)
            or place.weight(place.key, evidence)
        ):
            return False
    if any(is_rare(run[m].key) and evidence.usage.counts[run[m].key] < 2 for m in (n, n + 1)):
        return True
    around = [run[m].key for m in (n - 1, n + 2) if 0 <= m < len(run)]
    return any(t in lexicon().triples for a in around for t in ((a, *reading), (*reading, a)))


def is_rare(syllable: str) -> bool:
    """Does the syllable neither stand alone nor stand in more than RARE pairs of the dictionary?"""
    return syllable not in lexicon().free and company()[syllable] <= RARE


@cache
def company() -> Counter:
    """In how many pairs of the dictionary and the phrases each syllable stands."""
    return Counter(k for pair in lexicon().words | lexicon().phrases for k in pair)


def as_slip(text: Text, first: Token, second: Token, reading: tuple[str, str], evidence: Evidence) -> Slip:
    """The two as one slip."""
    words = [cased(lexicon().forms[k], t.text) for k, t in zip(reading, (first, second), strict=True)]
    new = words[0] + text.text[first.end : second.start] + words[1]
    old = text.text[first.start : second.end]
    return Slip(
        text,
        first.start,
        old,
        new,
        old,
        new,
        reading,
        (first.key, second.key),
        evidence.weight(reading, text),
    )


def quoted_terms(texts: tuple[Text, ...]) -> dict[tuple[str, ...], list[tuple[Text, re.Match]]]:
    """The short terms in quotation marks, by keys, with their places."""
    terms: dict[tuple[str, ...], list[tuple[Text, re.Match]]] = {}
    for text in texts:
        for match in QUOTED.finditer(text.text) if text.running else ():
            terms.setdefault(tuple(map(key, match[1].split())), []).append((text, match))
    return terms


def rival_terms(
    texts: tuple[Text, ...],
) -> Iterator[tuple[list[tuple[Text, re.Match]], list[tuple[Text, re.Match]]]]:
    """The places of two quoted terms that differ in one letter of one syllable, neither of them a dictionary's word."""
    terms = {t: places for t, places in quoted_terms(texts).items() if not is_all_known(t)}
    for one, other in combinations(terms, 2):
        if len(one) == len(other) and one_letter_apart(one, other):
            yield terms[one], terms[other]


def is_all_known(term: tuple[str, ...]) -> bool:
    """Is every pair of the term in the dictionary or a set phrase?"""
    return all(is_known(pair) for pair in pairwise(term))


def one_letter_apart(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Do the terms differ in one syllable, by one letter that is not the first?"""
    different = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    if len(different) != 1:
        return False
    a, b = (s.rstrip("12345") for s in different[0])
    return len(a) == len(b) > SHORT and sum(x != y for x, y in zip(a, b, strict=True)) == 1 and a[0] == b[0]
