"""Vietnamese syllables as the spelling checks see them: keys to compare by, tokens of a text, the make of a syllable."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from news.text import TONES, nfc, unmarked

WORD = re.compile(r"[^\W\d_]+")
# Between two syllables of one phrase stands white space on one line, and nothing else.
GAP = re.compile(r"[^\S\n]+")
LONGEST = 7  # letters in "nghiêng"
I_OR_Y = re.compile(r"^(h|k|l|m|s|t|v|qu)y$")


@dataclass(frozen=True)
class Token:
    """A syllable or foreign word in a text: its letters as printed, where they stand, and its key."""

    text: str
    start: int
    end: int
    key: str


@lru_cache(maxsize=50_000)
def key(syllable: str) -> str:
    """What two spellings of one syllable share: lower case, the tone at the end as a digit, final y as i.

    >>> key("HÒA"), key("hoà"), key("kỹ"), key("kĩ")
    ('hoa1', 'hoa1', 'ki3', 'ki3')
    """
    parts = unicodedata.normalize("NFD", syllable.replace("İ", "I").lower())
    tone = next((str(TONES.find(c) + 1) for c in parts if c in TONES), "")
    letters = nfc("".join(c for c in parts if c not in TONES))
    return I_OR_Y.sub(r"\1i", letters) + tone


@lru_cache(maxsize=50_000)
def skeleton(syllable_key: str) -> str:
    """The bare letters of a key: what stays when marks and tone are mistyped."""
    return unmarked(syllable_key.rstrip("12345"))


def cased(syllable: str, like: str) -> str:
    """The syllable in the case of `like`: capitals, a capital first, or none."""
    if like.isupper() and len(like) > 1:
        return syllable.upper()
    return syllable[:1].upper() + syllable[1:] if like[:1].isupper() else syllable


def tokens(text: str) -> list[Token]:
    """All words of a text in order; numbers and punctuation are left out."""
    return [Token(m.group(), m.start(), m.end(), key(m.group())) for m in WORD.finditer(text)]


def runs(text: str) -> Iterator[list[Token]]:
    """The words of a text in runs that only white space divides: neighbours in a run are neighbours in speech."""
    run: list[Token] = []
    for token in tokens(text):
        if run and not GAP.fullmatch(text, run[-1].end, token.start):
            yield run
            run = []
        run.append(token)
    if run:
        yield run


@cache
def onset_and_rhyme() -> re.Pattern:
    """A syllable as the orthography builds it: an initial, then a vowel group, then a final."""
    initials = "ngh|ng|nh|ch|gh|gi|kh|ph|th|tr|qu|[bcdđghklmnprstvx]"
    vowels = "[aăâeêioôơuưy]{1,3}"
    finals = "ng|nh|ch|[cmnpt]"
    return re.compile(rf"(?:{initials})?{vowels}(?:{finals})?")


def is_vietnamese(syllable_key: str) -> bool:
    """Could it be a Vietnamese syllable? Foreign words and abbreviations mostly could not."""
    letters = syllable_key.rstrip("12345")
    return len(letters) <= LONGEST and bool(onset_and_rhyme().fullmatch(letters))
