"""What a text shows about capitals: which words it writes as names and abbreviations in the middle of its sentences.

A capital at the beginning of a sentence says nothing, one within it does. Vietnamese names run over several syllables, each
of which is also a common word ("Hải Phòng", "phòng"), so a syllable is a name only beside those that it was seen with.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from news.text import nfc, unmarked

WORD = re.compile(r"[^\W_]+(?:[&.'’][^\W_]+)*")
STARTS = re.compile(r"[.!?…:;\n“\"«‘•]")  # after these a capital says nothing
STOPS = re.compile(r"[^\s\-–/]")  # a name does not run over these
FAR = 4  # words from one capital of a name to the next: "Khoa học và Công nghệ"
ONSETS = "ngh|ng|gh|gi|kh|nh|ph|qu|th|tr|ch|[bcdghklmnpqrstvx]"
NUCLEI = (
    "ieu|yeu|uoi|uou|oai|oay|oao|oeo|uay|uya|uye|uyu|uyn|ai|ao|au|ay|eo|eu|ia|ie|iu|oa|oe|oi|oo|ua|ue|ui|uo|uu|uy|ye"
    "|[aeiouy]"
)
SYLLABLE = re.compile(rf"(?:{ONSETS})?(?:{NUCLEI})(?:ng|nh|ch|[cmnpt])?")
VOWELS = frozenset("aeiouy")


@cache
def is_syllable(key: str) -> bool:
    """Whether a Vietnamese syllable could be spelled so, marks aside.

    >>> is_syllable("phòng"), is_syllable("samsung"), is_syllable("kh")
    (True, False, False)
    """
    return bool(SYLLABLE.fullmatch(unmarked(key)))


@cache
def is_spoken(key: str) -> bool:
    """Whether it has a vowel at all: `UBND` has, `KHCN` has not."""
    return bool(VOWELS & set(unmarked(key)))


@dataclass(frozen=True)
class Word:
    """A word as written, in lower case, and what stands between the word before and it."""

    text: str
    key: str
    gap: str
    first: bool = False

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital."""
        return self.text[0].isupper()

    @property
    def special(self) -> bool:
        """Whether it has capitals behind its first letter, as abbreviations and brands have."""
        return any(char.isupper() for char in self.text[1:])

    @property
    def starts(self) -> bool:
        """Whether a sentence, a quotation or the like begins with it."""
        return self.first or bool(STARTS.search(self.gap))


def words_of(text: str) -> list[Word]:
    """The words of a text in order. The first one begins a sentence."""
    found, end = [], 0
    for match in WORD.finditer(nfc(text)):
        found.append(Word(match[0], match[0].lower(), match.string[end : match.start()], not found))
        end = match.end()
    return found


@dataclass
class Capitals:
    """What was seen: forms of single words; neighbours that are both capitals; how a name goes on; neighbours in lower case."""

    forms: dict[str, Counter] = field(default_factory=dict)
    pairs: set[tuple[str, str]] = field(default_factory=set)
    chains: set[tuple[str, ...]] = field(default_factory=set)
    plain: set[tuple[str, str]] = field(default_factory=set)

    def form(self, key: str) -> str:
        """How the text writes a word that is no Vietnamese syllable, or writes as an abbreviation; else nothing."""
        seen = self.forms.get(key)
        if not seen:
            return ""
        best = seen.most_common(1)[0][0]
        return best if not is_syllable(key) or best[1:] != best[1:].lower() else ""

    def is_plain(self, keys: tuple[str, ...]) -> bool:
        """Whether these words were seen in lower case, one beside the other, and never as a name."""
        pairs = list(pairwise(keys))
        return bool(pairs) and all(pair in self.plain and pair not in self.pairs for pair in pairs)


def capitals_in(texts: Iterable[str]) -> Capitals:
    """What these texts show, plain text each."""
    seen = Capitals()
    for line in (line for text in texts for line in text.splitlines()):
        look_at(words_of(line), seen)
    return seen


def look_at(words: list[Word], seen: Capitals) -> None:
    """Add what one text shows."""
    last = None
    for i, word in enumerate(words):
        if is_shouted(words, i):
            last = None
            continue
        if not word.starts or word.special:
            seen.forms.setdefault(word.key, Counter())[word.text] += 1
        if STOPS.search(word.gap) or (last is not None and i - last > FAR):
            last = None
        if not word.capital:
            if i and not words[i - 1].capital and not word.starts:
                seen.plain.add((words[i - 1].key, word.key))
            continue
        if last is not None:
            chain(words, last, i, seen)
        last = i


def chain(words: list[Word], first: int, last: int, seen: Capitals) -> None:
    """Two capitals, one after the other in a sentence."""
    keys = tuple(word.key for word in words[first : last + 1])
    if len(keys) > 2:
        seen.chains.add(keys)
    # What begins a sentence may be no name: "Tại Hải Phòng".
    elif not words[first].starts or not (last + 1 < len(words) and words[last + 1].capital):
        seen.pairs.add(keys)


def is_shouted(words: list[Word], i: int) -> bool:
    """Whether the word stands in a line of capitals, which shows nothing."""
    near = [word for word in words[max(0, i - 2) : i + 3] if word is words[i] or is_syllable(word.key)]
    return len(near) > 1 and all(len(word.text) > 1 and word.text.isupper() for word in near)


def frequent_names(texts: Iterable[str], least: int = 3) -> list[str]:
    """Names of two words and more that the texts write at least so often within their sentences, as they are written."""
    counts = Counter()
    for line in (line for text in texts for line in text.splitlines()):
        words = words_of(line)
        counts.update(" ".join(run) for run in capital_runs(words) if len(run) > 1)
    return [name for name, count in counts.items() if count >= least]


def capital_runs(words: list[Word]) -> Iterable[list[str]]:
    """Words with capitals that follow one another, but for those that begin a sentence."""
    run = []
    for i, word in enumerate(words):
        goes_on = word.capital and not word.starts and not is_shouted(words, i)
        if run and not (goes_on and not STOPS.search(word.gap)):
            yield run
            run = []
        if goes_on:
            run = [*run, word.text]
    if run:
        yield run
