"""What is known of Vietnamese before an issue is read: pairs of syllables that make words, set phrases, free syllables.

The data and its licence stand in data/ (README.md there). All syllables are compared by `words_syllables.key`.
"""

import gzip
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from issues.preflight.words_syllables import key, skeleton
from news.text import nfc

DATA = Path(__file__).with_name("data")
OLD_PLACE = re.compile("([ou])([àảãáạèẻẽéẹỳỷỹýỵ])$")


@dataclass(frozen=True)
class Lexicon:
    """`words`, `phrases`: pairs of keys; `triples`: three neighbours within a phrase; `free`: syllables that stand
    alone; `surnames`; `forms`: how a key is printed; `alike`: keys by their bare letters."""

    words: frozenset[tuple[str, str]]
    phrases: frozenset[tuple[str, str]]
    triples: frozenset[tuple[str, str, str]]
    free: frozenset[str]
    surnames: frozenset[str]
    forms: Mapping[str, str]
    alike: Mapping[str, tuple[str, ...]]


@cache
def lexicon() -> Lexicon:
    """The bundled knowledge, read once a process."""
    phrases = [phrase.lower().split() for phrase in phrase_list()]
    entries = dictionary()
    forms = {key(s): modern(s) for entry in entries for s in entry} | {key(s): s for p in phrases for s in p}
    keys = [[key(s) for s in phrase] for phrase in phrases]
    return Lexicon(
        words=frozenset((key(first), key(s)) for first, *rest in entries for s in rest),
        phrases=frozenset(pair for phrase in keys for pair in pairwise(phrase)),
        triples=frozenset(t for phrase in keys for t in zip(phrase, phrase[1:], phrase[2:], strict=False)),
        free=frozenset(key(s) for s in lines("free.txt", separator=" ")),
        surnames=frozenset(key(s) for s in lines("surnames.txt", separator=" ")),
        forms=forms,
        alike=by_letters(forms),
    )


def is_known(pair: tuple[str, str]) -> bool:
    """Is the pair of keys part of a dictionary's word or of a set phrase?"""
    return pair in lexicon().words or pair in lexicon().phrases


def dictionary() -> list[list[str]]:
    """The lines of pairs.txt.gz: a syllable, and all that follow it within some word."""
    return [
        line.split(" ")
        for line in gzip.decompress((DATA / "pairs.txt.gz").read_bytes()).decode().splitlines()
    ]


def modern(syllable: str) -> str:
    """The tone on the first vowel of a final oa, oe, uy, as the house writes it: "hòa", "thúy"; not in "quý"."""
    if syllable.startswith("qu"):
        return syllable
    return OLD_PLACE.sub(lambda m: moved(m[1], unicodedata.normalize("NFD", m[2])), syllable)


def moved(first: str, second: str) -> str:
    """Two vowels, the tone taken from the second, which is decomposed, to the first."""
    return nfc(first + second[1:]) + second[0]


def phrase_list() -> list[str]:
    """The phrases of phrases.txt."""
    return lines("phrases.txt", separator=",")


def lines(name: str, separator: str) -> list[str]:
    """The entries of a data file; a line that begins with # is a remark."""
    text = (DATA / name).read_text(encoding="utf-8").splitlines()
    entries = (entry.strip() for line in text if not line.startswith("#") for entry in line.split(separator))
    return [entry for entry in entries if entry]


def by_letters(keys: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Keys grouped by their bare letters."""
    groups: dict[str, list[str]] = {}
    for syllable in keys:
        groups.setdefault(skeleton(syllable), []).append(syllable)
    return {letters: tuple(group) for letters, group in groups.items()}
