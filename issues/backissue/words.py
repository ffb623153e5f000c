"""Looking at words: folding for comparison, capitals, ends of sentences."""

import re
import unicodedata
from collections import Counter
from functools import lru_cache

ENDS = ".!?…:;"
CLOSERS = "\"'”’»)]"
OPENERS = "\"'“‘«(["


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """Small letters without marks, one space: how texts are compared, since scans lose marks."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))
    return " ".join(bare.replace("đ", "d").split())


def tokens(text: str) -> list[str]:
    """The folded words and numbers of a text, without punctuation."""
    return re.findall(r"[a-z0-9]+", fold(text))


def word_count(text: str) -> int:
    """Words between spaces; no rule asks beyond some hundreds, so counting stops there."""
    return len(text[:5000].split())


def capitals(text: str) -> float:
    """The share of capitals among the letters that have case; 0 where there are none."""
    upper = sum(c.isupper() for c in text)
    lower = sum(c.islower() for c in text)
    return upper / (upper + lower) if upper + lower else 0.0


def is_capitals(text: str) -> bool:
    """Whether a line is set in capitals (a few small letters, as in units and names, are let pass)."""
    return capitals(text[:2000]) >= 0.75 and sum(c.isalpha() for c in text[:2000]) >= 2


def ends_sentence(text: str) -> bool:
    """Whether a line ends where a sentence or a lead-in to a list ends."""
    return text.rstrip().rstrip(CLOSERS).rstrip()[-1:] in tuple(ENDS)


def starts_small(text: str) -> bool:
    """Whether a line starts with a small letter, as the second half of a broken paragraph does."""
    return text.lstrip(OPENERS)[:1].islower()


def weights(texts: list[str]) -> dict[str, float]:
    """How telling each word is: 1 for a word of one text only, near 0 for a word of all of them."""
    seen = Counter(word for text in texts for word in set(tokens(text)))
    return {word: 1 / count**0.5 for word, count in seen.items()}


def coverage(wanted: list[str], offered: set[str], weight: dict[str, float]) -> float:
    """The weighted share (0..1) of the wanted words that are offered."""
    total = sum(weight.get(word, 1.0) for word in wanted)
    found = sum(weight.get(word, 1.0) for word in wanted if word in offered)
    return found / total if total else 0.0
