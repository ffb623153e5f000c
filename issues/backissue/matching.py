"""The contents page and the articles, matched by their words.

Titles on the contents page are shortened, abbreviated ("KHCN"), run together and misread, so words are
compared without marks, rare words count for more, and an abbreviation stands for the words it is made of.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

from issues.backissue.values import ContentsEntry
from issues.backissue.words import coverage, fold, tokens, weights

MOST = 400  # entries and headlines compared at most; a real issue has 60
_SPOKEN = {"ai": "tri tue nhan tao", "cds": "chuyen doi so", "tp": "thanh pho", "dbqh": "dai bieu quoc hoi"}


@dataclass(frozen=True)
class Title:
    """A title or headline made ready for comparison."""

    words: tuple[str, ...]
    known: frozenset[str]
    initials: str


def prepare(text: str) -> Title:
    """The words of a title, and all that they may be matched by."""
    words = tuple(tokens(text[:600]))
    spoken = {w for short, full in _SPOKEN.items() if full in " ".join(words) for w in (short,)}
    return Title(words, frozenset(words) | spoken, "".join(w[0] for w in words))


def _covered(title: Title, by: Title, weight: dict[str, float]) -> float:
    """The share of a title's words that the other has, in full or as initials of a run of its words."""
    offered = by.known | {w for w in title.words if 2 <= len(w) <= 6 and w.isalpha() and _abbreviates(w, by)}
    spelled = set(offered)
    for short in by.words:
        if 2 <= len(short) <= 6 and (at := title.initials.find(short)) >= 0 and short not in title.known:
            spelled.update(title.words[at : at + len(short)])
    return coverage(list(title.words), spelled, weight)


def _abbreviates(word: str, by: Title) -> bool:
    return word not in by.known and word in by.initials


def likeness(short: Title, long: Title, weight: dict[str, float]) -> float:
    """How sure it is that a title of the contents page names a headline (0..1)."""
    if not short.words or not long.words:
        return 0.0
    forth, back = _covered(short, long, weight), _covered(long, short, weight)
    order = _in_order(short.words, long.words)
    trust = min(1.0, 0.4 + 0.2 * len(short.words))
    return trust * (0.6 * forth + 0.25 * back + 0.15 * order)


def _in_order(short: tuple[str, ...], long: tuple[str, ...]) -> float:
    """The share of neighbouring words that are neighbours in the other title too."""
    pairs = set(pairwise(short))
    return len(pairs & set(pairwise(long))) / len(pairs) if pairs else 0.0


class Listing:
    """The contents page as something to look lines up in."""

    def __init__(self, entries: tuple[ContentsEntry, ...]):
        self.titles = [prepare(entry.title) for entry in entries[:MOST]]
        self.weight = weights([entry.title for entry in entries[:MOST]])
        self.by_word: dict[str, list[int]] = defaultdict(list)
        for i, title in enumerate(self.titles):
            for word in title.known:
                self.by_word[word].append(i)

    def names(self, text: str) -> bool:
        """Whether an entry names this line: most of the entry's words in it, and a good part of its words covered."""
        line = prepare(text)
        if len(line.words) < 4:
            return False
        rare = sorted((w for w in line.known if w in self.by_word), key=lambda w: len(self.by_word[w]))[:6]
        near = {i for word in rare for i in self.by_word[word][:20]}
        return any(
            len(self.titles[i].words) >= 3
            and _covered(self.titles[i], line, self.weight) >= 0.7
            and _covered(line, self.titles[i], self.weight) >= 0.45
            for i in near
        )


def match(entries: tuple[ContentsEntry, ...], headlines: list[str], days: list) -> dict[int, int]:
    """Pairs entries with headlines, the surest first, each used once: {entry's index: headline's index}.

    A day that both give and agree on counts for the pair, one that differs against it.
    """
    entries, headlines = entries[:MOST], headlines[:MOST]
    weight = weights([*headlines, *(entry.title for entry in entries)])
    titles = [prepare(entry.title) for entry in entries]
    heads = [prepare(headline) for headline in headlines]
    scored = []
    for e, title in enumerate(titles):
        for h, head in enumerate(heads):
            value = likeness(title, head, weight) if not set(title.words).isdisjoint(head.known) else 0.0
            if value and entries[e].date and days[h]:
                value += 0.06 if entries[e].date == days[h] else -0.06
            if value >= 0.5:
                scored.append((value, -abs(e - h), e, h))
    pairs: dict[int, int] = {}
    for _, _, e, h in sorted(scored, reverse=True):
        if e not in pairs and h not in pairs.values():
            pairs[e] = h
    return pairs


def same_words(first: str, second: str) -> bool:
    """Whether two texts are the same but for marks, capitals and punctuation."""
    return re.sub(r"\W", "", fold(first)) == re.sub(r"\W", "", fold(second))
