"""The words that were found, marked in headline and text: escaped, with marks folded as the search folds them."""

import re
from functools import lru_cache
from html import escape
from itertools import islice, pairwise

from django.utils.safestring import SafeString, mark_safe

from issues.search_query import Query, Term, in_a_row
from news.richtext import blocks
from news.text import exact, fold, folded_to, nfc

LENGTH, BEFORE = 240, 45  # characters of a snippet; of those before the first word that was found
LONGEST_WORD = 60  # characters: what a snippet may be longer, so as not to end within a word
MOST = 200  # places that are looked at in a text

Span = tuple[int, int]
# A page of results has the same thousand words many times.
fold_cached = lru_cache(maxsize=32768)(fold)


def marked(query: Query, text: str) -> SafeString:
    """The whole text, escaped, with what was found in `<mark>`."""
    text = nfc(text)
    return with_marks(text, found_in(query, text), 0, len(text))


def snippet(query: Query, body: str) -> SafeString:
    """The part of a body (cleaned HTML) that shows most of what was found; the beginning where it was found elsewhere."""
    text = nfc(" ".join(blocks(body)))
    spans = found_in(query, text)
    begin = beginning(text, best_start(text, spans))
    end = ending(text, begin)
    shown = with_marks(text, spans, begin, end)
    return mark_safe(f"{'… ' if begin else ''}{shown}{'…' if end < len(text) else ''}")


def found_in(query: Query, text: str) -> list[Span]:
    """Which parts to mark, in order, none within another: phrases whole; single words of a query where they stand side by
    side, or, where they do not, each. Words that are spelled as they were typed, where there are such; else with other marks."""
    found = []
    for terms in query.alternatives:
        pairs = list(pairwise(in_a_row(terms)))
        found += occurrences(pairs, text) or [
            span for term in terms for span in occurrences([term.words], text)
        ]
    return joined_spans(text, sorted(found)[:MOST])


def occurrences(sought: list[tuple[str, ...]], text: str) -> list[Span]:
    """Where some of these words stand side by side: as they were typed, else with other marks."""
    found = [(words, span) for words in sought for span in folded_alike(words, text)]
    as_typed = [(start, end) for words, (start, end) in found if exact(text[start:end]).split() == [*words]]
    return as_typed or [span for _, span in found]


def folded_alike(words: tuple[str, ...], text: str) -> list[Span]:
    """Where words stand side by side, with any marks."""
    folded = Term(words).folded
    phrase = " ".join(folded)
    shape = shaped_like(folded[0][0], *map(len, folded))
    spans = ((found.start(), found.end(1)) for found in shape.finditer(text))
    return list(islice(((a, b) for a, b in spans if fold_cached(text[a:b]) == phrase), MOST))


@lru_cache(maxsize=4096)
def shaped_like(letter: str, first: int, *others: int) -> re.Pattern:
    """What finds words of these lengths, the first one beginning with a letter, whatever its marks; so that few patterns, which
    take long to compile, are made for all searches. What stands before the letter is looked at after it: a third of the time
    that it takes to look for the beginnings of words."""
    rest = r"[\W_]+".join(rf"[^\W_]{{{length}}}" for length in (first - 1, *others))
    return re.compile(rf"[{re.escape(folded_to(letter))}](?<![^\W_].)(?=({rest})(?![^\W_]))", re.DOTALL)


def joined_spans(text: str, spans: list[Span]) -> list[Span]:
    """The spans, those in one that overlap or that only white space parts."""
    joined: list[Span] = []
    for start, end in spans:
        if joined and (start <= joined[-1][1] or text[joined[-1][1] : start].isspace()):
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def best_start(text: str, spans: list[Span]) -> int:
    """Where a snippet has to begin: a little before the most different found words within its length, the earliest such
    place."""
    if not spans:
        return 0
    near = LENGTH - BEFORE

    def worth(start: int) -> int:
        return len({fold_cached(text[a:b]) for a, b in spans if start <= a and b <= start + near})

    best = max((start for start, _ in spans), key=lambda start: (worth(start), -start))
    return max(0, min(best - BEFORE, len(text) - LENGTH))


def beginning(text: str, at: int) -> int:
    """The start of the word in which a place is."""
    return max(text.rfind(" ", 0, at) + 1, at - LONGEST_WORD, 0)


def ending(text: str, begin: int) -> int:
    """The end of the word with which a snippet is long enough."""
    end = text.find(" ", begin + LENGTH, begin + LENGTH + LONGEST_WORD)
    return min(len(text), begin + LENGTH + LONGEST_WORD) if end < 0 else end


def with_marks(text: str, spans: list[Span], begin: int, end: int) -> SafeString:
    """A part of the text, escaped, with the spans that lie within it marked."""
    parts, at = [], begin
    for start, stop in spans:
        if begin <= start and stop <= end:
            parts.append(f"{escape(text[at:start])}<mark>{escape(text[start:stop])}</mark>")
            at = stop
    return mark_safe("".join((*parts, escape(text[at:end]))))
