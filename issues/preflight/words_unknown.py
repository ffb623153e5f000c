"""Letters lost, doubled, changed or swapped: a word that is no Vietnamese syllable, one letter away from what its neighbours
go with. Foreign words seldom come so near; still, a set phrase or the dictionary must join the reading to a neighbour."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

from issues.preflight.words_lexicon import lexicon
from issues.preflight.words_place import Evidence, Place, Slip
from issues.preflight.words_slips import as_slip, is_abbreviation, is_named, is_word
from issues.preflight.words_syllables import skeleton
from issues.preflight.words_usage import Text

LEAST = 3  # weight of evidence: a set phrase, or the dictionary and another text
SHORTEST = 3  # letters: shorter words are abbreviations and particles of other languages


@cache
def company() -> Mapping[tuple[str, int], frozenset[str]]:
    """What the dictionary and the phrases put before (-1) and after (1) a syllable."""
    found = defaultdict(set)
    for first, second in lexicon().words | lexicon().phrases:
        found[first, 1].add(second)
        found[second, -1].add(first)
    return {place: frozenset(syllables) for place, syllables in found.items()}


def letter_slips(text: Text, evidence: Evidence) -> Iterator[Slip]:
    """The slips of one text in words that are no syllables."""
    for run in text.runs:
        for n, token in enumerate(run):
            if (
                token.key in lexicon().forms
                or len(token.text) < SHORTEST
                or evidence.usage.counts[token.key] > 1
            ):
                continue
            place = Place(text, run, n)
            if is_word(token) and not is_abbreviation(token, text) and not is_named(place):
                reading = nearest(place, evidence)
                if reading:
                    yield as_slip(place, reading, evidence)


def nearest(place: Place, evidence: Evidence) -> str | None:
    """The one reading a letter away that a neighbour goes with; None where there is none or more than one."""
    letters = skeleton(place.key)
    offered = company().get((place.at(-1), 1), frozenset()) | company().get((place.at(1), -1), frozenset())
    readings = [s for s in offered if one_edit_apart(letters, skeleton(s)) and len(skeleton(s)) >= SHORTEST]
    weights = {reading: place.weight(reading, evidence) for reading in readings}
    best = max(weights.values(), default=0)
    heaviest = [reading for reading, weight in weights.items() if weight == best]
    return heaviest[0] if best >= LEAST and len(heaviest) == 1 else None


def one_edit_apart(one: str, other: str) -> bool:
    """Does one letter too many, too few or changed, or two neighbours swapped, make the one the other?"""
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1 or one == other:
        return False
    start = next((n for n, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < len(long):
        return short[start:] == long[start + 1 :]
    swapped = short[start + 1 : start + 2] + short[start : start + 1] + short[start + 2 :]
    return short[start + 1 :] == long[start + 1 :] or swapped == long[start:]
