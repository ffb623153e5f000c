"""Consonants that are written for each other because many Vietnamese say them alike: ch and tr, s and x, l and n, d, gi and
r at the beginning; c and t, n and ng at the end."""

import re
from functools import lru_cache

from issues.preflight.words_lexicon import lexicon

SWAPS = [
    (re.compile(pattern), other)
    for pattern, other in (
        ("^tr", "ch"),
        ("^ch", "tr"),
        ("^s", "x"),
        ("^x", "s"),
        ("^l", "n"),
        ("^n(?![gh])", "l"),
        ("^d", "gi"),
        ("^d", "r"),
        ("^gi(?=[aăâeêoôơuư])", "d"),
        ("^gi(?=[aăâeêoôơuư])", "r"),
        ("^r", "d"),
        ("^r", "gi"),
        (r"c(?=\d?$)", "t"),
        (r"t(?=\d?$)", "c"),
        (r"ng(?=\d?$)", "n"),
        (r"n(?=\d?$)", "ng"),
    )
]


@lru_cache(maxsize=20_000)
def sounding_like(syllable_key: str) -> tuple[str, ...]:
    """The known syllables that one such swap makes of a key."""
    swapped = {pattern.sub(other, syllable_key) for pattern, other in SWAPS} - {syllable_key}
    return tuple(sorted(swapped & lexicon().forms.keys()))
