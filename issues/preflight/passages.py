"""The running text of an edition, passage by passage, each with what it is: paragraph, heading, list item, quotation, cell."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from issues.edition import Edition, EditionArticle
from issues.preflight.findings import Finding, Repair
from news import richtext

TEXT, HEADING, ITEM, QUOTE, CELL = "text", "heading", "item", "quote", "cell"
# The first of these elements that is open tells what a passage is.
ELEMENTS = (
    (QUOTE, {"blockquote"}),
    (CELL, {"table", "caption"}),
    (ITEM, {"li"}),
    (HEADING, {"h2", "h3", "h4"}),
)
NAMED = set().union(*(names for _, names in ELEMENTS))
TAG = re.compile(r"<(/?)([a-z0-9]+)[^>]*>", re.IGNORECASE)
SENTENCE_END = re.compile(r"(?<=[.!?…])[”\"’»)\]]*\s+")


@dataclass(frozen=True)
class Passage:
    """One block of `richtext.blocks`, with its number there and its kind."""

    number: int
    kind: str
    text: str


@dataclass(frozen=True)
class Piece:
    """A running text: an article's body, or the issue's trend summary, which belongs to no article."""

    article: EditionArticle | None
    field: str
    passages: tuple[Passage, ...]

    def found(
        self, code: str, severity: str, message: str, passage: Passage | None = None, **place
    ) -> Finding:
        """A finding in this text. `place`: quote, repair."""
        article = self.article
        return Finding(
            code,
            severity,
            message,
            article=article.id if article else None,
            headline=article.headline if article else None,
            field=self.field,
            paragraph=passage.number if passage else None,
            **place,
        )

    def repair(self, passage: Passage, start: int, old: str, new: str) -> Repair:
        """Put `new` for the `old` that begins at `start` of the passage."""
        return Repair(self.field, old, new, passage.number, occurrence(passage.text, old, start))


def occurrence(text: str, part: str, start: int) -> int:
    """How many times `part` stands in the text before `start`, counted as `str.find` walks, overlaps included."""
    return bisect_left(places(text, part), start)


# Words that are found over and over in one text are not looked for from its beginning each time.
@lru_cache(maxsize=256)
def places(text: str, part: str) -> tuple[int, ...]:
    """Where `part` begins in the text, overlaps included."""
    found, at = [], text.find(part)
    while at >= 0:
        found.append(at)
        at = text.find(part, at + 1)
    return tuple(found)


def titles(article: EditionArticle) -> Iterator[tuple[str, str]]:
    """The headline and, where it is another, the title in the contents: field and text."""
    yield "headline", article.headline
    if article.toc_title != article.headline:
        yield "toc_title", article.toc_title


def pieces(edition: Edition) -> Iterator[Piece]:
    """The trend summary, then every article's body."""
    yield Piece(None, "trends_body", passages(edition.trends_body))
    for article in edition.articles:
        yield Piece(article, "body", passages(article.body))


@lru_cache(maxsize=1024)
def passages(markup: str) -> tuple[Passage, ...]:
    """The blocks of `richtext.blocks`, numbered alike, each with its kind."""
    markup = re.sub(r"</t[dh]>", " ", markup or "")
    found, opened, start = [], Counter(), 0
    for end, after in [*(m.span() for m in richtext.BLOCK.finditer(markup)), (len(markup),) * 2]:
        note(opened, markup[start:end])
        found += [(kind(opened), text) for text in richtext.blocks(markup[start:end])]
        note(opened, markup[end:after])
        start = after
    return tuple(Passage(number, *rest) for number, rest in enumerate(found))


def note(opened: Counter, markup: str) -> None:
    """Count which elements a stretch of markup opens and closes."""
    for close, name in TAG.findall(markup):
        if name.lower() in NAMED:
            opened[name.lower()] += -1 if close else 1


def kind(opened: Counter) -> str:
    """What the text inside these elements is."""
    return next((kind for kind, names in ELEMENTS if any(opened[name] > 0 for name in names)), TEXT)


def sentences(text: str) -> list[str]:
    """The sentences of a passage, split after a full stop, question mark, exclamation mark or ellipsis."""
    return [sentence for part in SENTENCE_END.split(text) if (sentence := part.strip())]
