"""The words that were found, marked in headline and text: escaped, with marks folded as the search folded them."""

import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from issues.edition import EditionArticle
from issues.search_query import Query, Term, in_a_row
from news.richtext import blocks
from news.text import exact, fold, nfc

WORD = re.compile(r"[^\W_]+")
BEFORE, LENGTH = 8, 44  # words of a snippet


class Words(NamedTuple):
    """The words of a text: where each stands, without marks, and with them. Three lists of one length."""

    spans: list[tuple[int, int]]
    folded: list[str]
    exact: list[str]


def words_of(text: str) -> Words:
    """The words of an NFC text in order."""
    matches = list(WORD.finditer(text))
    pairs = [forms(match[0]) for match in matches]
    return Words(
        [match.span() for match in matches], [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    )


@lru_cache(maxsize=65536)
def forms(word: str) -> tuple[str, str]:
    """A word without marks and with them; a page of results has the same thousand words many times."""
    return fold(word), exact(word)


def found_in(query: Query, words: Words) -> set[int]:
    """Which words to mark, by their number: phrases whole; single words of a query where they stand side by side, or, where
    they do not, each. Words that are spelled as they were typed, where there are such; else with other marks."""
    shown = set()
    for terms in query.alternatives:
        row = in_a_row(terms)
        joined = runs(row, words) if row else set()
        for term in () if joined else terms:
            shown |= occurrences(term, words)
        shown |= joined
    return shown


def occurrences(term: Term, words: Words) -> set[int]:
    """Where a term stands: as it was typed, else with other marks."""
    for wanted, texts in ((term.words, words.exact), (term.folded, words.folded)):
        starts = [n for n in range(len(texts)) if texts[n] == wanted[0]]
        found = {
            n + k for n in starts if tuple(texts[n : n + len(wanted)]) == wanted for k in range(len(wanted))
        }
        if found:
            return found
    return set()


def runs(row: tuple[str, ...], words: Words) -> set[int]:
    """Where at least two neighbours of a row stand side by side as in the row."""
    for wanted, texts in ((row, words.exact), (Term(row).folded, words.folded)):
        pairs = set(pairwise(wanted))
        starts = [n for n, pair in enumerate(pairwise(texts)) if pair in pairs]
        if starts:
            return {n + k for n in starts for k in (0, 1)}
    return set()


def marked(query: Query, text: str) -> SafeString:
    """The whole text, escaped, with what was found in `<mark>`."""
    text = nfc(text)
    words = words_of(text)
    return with_marks(text, words, found_in(query, words), 0, len(text))


def snippet(query: Query, article: EditionArticle) -> SafeString:
    """The part of the body that shows most of what was found; the beginning where it was found elsewhere."""
    text = nfc(" ".join(blocks(article.body)))
    words = words_of(text)
    shown = found_in(query, words)
    first = best_start(words, shown)
    spans = words.spans
    if not spans:
        return SafeString("")
    last = min(first + LENGTH, len(spans)) - 1
    begin = spans[first][0] if first else 0
    end = spans[last][1] if last + 1 < len(spans) else len(text)
    middle = with_marks(text, words, shown, begin, end)
    return format_html("{}{}{}", "… " if first else "", middle, "…" if end < len(text) else "")


def best_start(words: Words, shown: set[int]) -> int:
    """The word with which a snippet begins: the most different found words within its length, the earliest such place."""
    if not shown:
        return 0
    ordered, near = sorted(shown), LENGTH - BEFORE
    best = max(ordered, key=lambda n: (len({words.folded[k] for k in ordered if n <= k < n + near}), -n))
    last = max(0, len(words.spans) - LENGTH)
    return min(max(0, best - BEFORE), last)


def with_marks(text: str, words: Words, shown: set[int], begin: int, end: int) -> SafeString:
    """A part of the text, escaped; found words that only white space parts share a `<mark>`."""
    spans: list[list[int]] = []
    for number in sorted(shown):
        start, stop = words.spans[number]
        if begin <= start and stop <= end:
            if spans and text[spans[-1][1] : start].isspace():
                spans[-1][1] = stop
            else:
                spans.append([start, stop])
    parts, at = [], begin
    for start, stop in spans:
        parts.append((conditional_escape(text[at:start]), format_html("<mark>{}</mark>", text[start:stop])))
        at = stop
    parts.append((conditional_escape(text[at:end]), ""))
    return format_html_join("", "{}{}", parts)
