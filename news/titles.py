"""The title that stands in the contents, proposed from the headline: sentence case that keeps names and abbreviations.

Only capitals change, and nothing that the writer typed in sentence case does. What is a name the article's own body shows
(`news.capitals`); beside it `data/names.txt` and the names of the outlets.
"""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from news.capitals import Capitals, Word, capitals_in, is_spoken, is_syllable, words_of
from news.text import nfc, squeeze

FILE = Path(__file__).resolve().parent / "data" / "names.txt"
LONGEST = 200  # letters, as the field holds
SHORT_FOREIGN = 4  # letters: NATO, ADB
MOST_CAPITALS = 0.6  # of the words of a headline in sentence case
FEWEST_WORDS = 4  # in which to tell title case from a name
ENDS = " .,;:–-"
NUMBER = "#"  # in a name: any number
Name = tuple[str, ...]


def contents_title(headline: str, body: str = "", names: Iterable[str] = ()) -> str:
    """The proposal for a headline, at most 200 letters; `body` is plain text, `names` are spelled as they are printed.

    >>> contents_title("HẢI PHÒNG ĐƯA AI VÀO CẢNG", "Sáng nay ở cảng, robot AI đã chạy.")
    'Hải Phòng đưa AI vào cảng'
    """
    title = squeeze(headline)
    words = words_of(title)
    shouted = typed_in_capitals(words)
    if any(shouted):
        forms = recased(words, shouted, capitals_in([body]), by_words(names) | known_names())
        end = sum(len(word.gap + word.text) for word in words)
        title = "".join(word.gap + form for word, form in zip(words, forms, strict=True)) + title[end:]
    return shortened(title)


def typed_in_capitals(words: list[Word]) -> list[bool]:
    """Of each word whether its capitals say nothing, as the headline, or this part of it, is all capitals or title case."""
    syllables = [word for word in words if is_syllable(word.key)]
    if len(syllables) > 1 and not any(char.islower() for word in words for char in word.text):
        return [True] * len(words)
    if len(syllables) >= FEWEST_WORDS and sum(w.capital for w in syllables) > MOST_CAPITALS * len(syllables):
        mostly = sum(w.text.isupper() and len(w.text) > 1 for w in syllables) > len(syllables) / 2
        return [mostly or not word.special for word in words]
    loud = [w.text.isupper() and len(w.text) > 1 and is_syllable(w.key) for w in words]
    return [
        here and (any(loud[max(0, i - 1) : i]) or any(loud[i + 1 : i + 2])) for i, here in enumerate(loud)
    ]


def recased(words: list[Word], shouted: list[bool], seen: Capitals, names: dict[Name, Name]) -> list[str]:
    """The words in sentence case."""
    forms = [alone(word, seen) if loud else word.text for word, loud in zip(words, shouted, strict=True)]
    for start, name in named(words, seen, names):
        for i, form in enumerate(name, start):
            if shouted[i] and form != NUMBER:
                forms[i] = form
    for i in runs_on(words, forms, seen):
        if shouted[i]:
            forms[i] = capitalised(forms[i])
    return [capitalised(form) if shouted[i] and begins(words, i) else form for i, form in enumerate(forms)]


def alone(word: Word, seen: Capitals) -> str:
    """A word as it is written wherever it stands."""
    if not word.text.isupper() or len(word.text) == 1:
        return seen.form(word.key) or word.key if len(word.text) > 1 or is_spoken(word.key) else word.text
    if any(char.isdigit() or char == "&" for char in word.text) or not is_spoken(word.key):
        return word.text
    if form := seen.form(word.key):
        return form
    if is_syllable(word.key):
        return word.key
    return word.text if len(word.text) <= SHORT_FOREIGN else word.key.capitalize()


def named(words: list[Word], seen: Capitals, names: dict[Name, Name]) -> Iterable[tuple[int, Name]]:
    """Where known names stand, the longest first; what the body writes in lower case is none."""
    keys = [NUMBER if word.key[0].isdigit() else word.key for word in words]
    longest = max(map(len, names), default=0)
    i = 0
    while i < len(keys):
        lengths = range(min(longest, len(keys) - i), 0, -1)
        found = next((tuple(keys[i : i + n]) for n in lengths if tuple(keys[i : i + n]) in names), None)
        if found and not seen.is_plain(found):
            yield i, names[found]
            i += len(found) - 1
        i += 1


def runs_on(words: list[Word], forms: list[str], seen: Capitals) -> Iterable[int]:
    """Places of capitals that the body shows: two that stand together, then those that a name goes on with."""
    keys = [word.key for word in words]
    capital = {i for i, form in enumerate(forms) if form[0].isupper()}
    for i in range(len(keys) - 1):
        if (keys[i], keys[i + 1]) in seen.pairs:
            capital |= {i, i + 1}
    for i in range(len(keys)):
        starts = (j for j in range(max(0, i - 4), i - 1) if j in capital)
        if any(tuple(keys[j : i + 1]) in seen.chains for j in starts):
            capital.add(i)
    return sorted(capital)


def begins(words: list[Word], i: int) -> bool:
    """Whether a sentence of the headline begins here."""
    gap = words[i].gap
    return i == 0 or any(mark in gap for mark in (". ", "! ", "? ", "… ", ": "))


def capitalised(form: str) -> str:
    """With a capital first; a brand keeps its own way."""
    return form if any(char.isupper() for char in form) else form[0].upper() + form[1:]


def shortened(title: str) -> str:
    """At most 200 letters, cut between words, without the full stop of a sentence."""
    if len(title) > LONGEST:
        title = title[: LONGEST + 1].rpartition(" ")[0] or title[:LONGEST]
        return title.rstrip(ENDS)
    return title[:-1] if title.endswith(".") and not title.endswith("..") else title


def by_words(names: Iterable[str]) -> dict[Name, Name]:
    """Names by their words in lower case."""
    split = ([word.text for word in words_of(name)] for name in names)
    return {tuple(text.lower() for text in name): tuple(name) for name in split if name}


@cache
def known_names() -> dict[Name, Name]:
    """The names and words of the file; `#` stands for a number."""
    lines = nfc(FILE.read_text(encoding="utf-8")).splitlines()
    rows = [line.split() for line in lines if line and not line.startswith("//")]
    return {tuple(text.lower() for text in row): tuple(row) for row in rows}
