"""Where each headline and each paragraph of an edition stands in a PDF."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from html.parser import HTMLParser

from issues.edition import Edition, EditionArticle
from tests.issues.print.paper import Letter, Paper
from tests.issues.reading import tight

BLOCKS = {"p", "h2", "h3", "h4", "li", "caption", "th", "td"}
MOST_PIECES = 4
SAME_LINE = 0.55  # of a letter's size: sub- and superscripts stay on their line


class BlockParser(HTMLParser):
    """Collects the blocks of clean markup: (element, text)."""

    def __init__(self):
        super().__init__()
        self.blocks: list[tuple[str, str]] = []

    def handle_starttag(self, tag, attrs):
        """A block begins."""
        if tag in BLOCKS:
            self.blocks.append((tag, ""))

    def handle_data(self, data):
        """Text of the block that began last."""
        if self.blocks:
            tag, text = self.blocks[-1]
            self.blocks[-1] = (tag, text + data)


def blocks(markup: str) -> list[tuple[str, str]]:
    """The blocks of a body that have text."""
    parser = BlockParser()
    parser.feed(markup)
    parser.close()
    return [(tag, text) for tag, text in parser.blocks if tight(text)]


@dataclass(frozen=True)
class Flow:
    """Letters in some order, as one text without white space."""

    letters: tuple[Letter, ...]

    @cached_property
    def text(self) -> str:
        """All characters."""
        return "".join(tight(letter.text) for letter in self.letters)

    @cached_property
    def starts(self) -> list[int]:
        """The position in the text of each letter."""
        position, starts = 0, []
        for letter in self.letters:
            starts.append(position)
            position += len(tight(letter.text))
        return starts

    def between(self, start: int, end: int) -> list[Letter]:
        """The letters of a piece of the text, spaces left out."""
        first = bisect_right(self.starts, start) - 1
        last = bisect_right(self.starts, end - 1)
        return [letter for letter in self.letters[first:last] if letter.text.strip()]

    def find(self, words: str, start: int, end: int) -> list[tuple[int, int]]:
        """Where a text stands, in at most a few pieces, as columns may cut it; nothing where it is not whole."""
        found = []
        while words and len(found) < MOST_PIECES:
            length = self.longest(words, start, end)
            if not length:
                return []
            at = self.text.find(words[:length], start, end)
            found.append((at, at + length))
            words, start = words[length:], at + length
        return [] if words else found

    def longest(self, words: str, start: int, end: int) -> int:
        """How much of the beginning of a text stands in one piece; fragments of a word do not count."""
        if self.text.find(words, start, end) >= 0:
            return len(words)
        low, high = 0, len(words)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if self.text.find(words[:middle], start, end) >= 0 else (low, middle)
        return low if low >= min(12, len(words)) else 0


@dataclass(frozen=True)
class Line:
    """A line of a passage: its page, its base line, its letters."""

    page: int
    base: float
    letters: tuple[Letter, ...]

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join(letter.text for letter in self.letters)


@dataclass(frozen=True)
class Passage:
    """A headline or a block of a body: its element, its text, and its letters in reading order (none: not printed)."""

    tag: str
    text: str
    letters: tuple[Letter, ...]

    @cached_property
    def lines(self) -> list[Line]:
        """Its lines from the first to the last."""
        lines: list[list[Letter]] = []
        for letter in self.letters:
            before = lines[-1][-1] if lines else None
            if before is None or not same_line(before, letter):
                lines.append([])
            lines[-1].append(letter)
        return [Line(line[0].page, line[0].base, tuple(line)) for line in lines]

    @cached_property
    def fragments(self) -> list[list[Line]]:
        """Its lines by column and page."""
        parts: list[list[Line]] = []
        for line in self.lines:
            before = parts[-1][-1] if parts else None
            if before is None or line.page != before.page or line.base < before.base:
                parts.append([])
            parts[-1].append(line)
        return parts


@dataclass(frozen=True)
class Story:
    """An article as it was found in print."""

    article: EditionArticle
    headline: Passage
    body: tuple[Passage, ...]

    @property
    def page(self) -> int:
        """The page of its headline, 0 where it has none."""
        return self.headline.letters[0].page if self.headline.letters else 0


def same_line(before: Letter, letter: Letter) -> bool:
    """Does a letter follow another on its line?"""
    near = abs(letter.base - before.base) < SAME_LINE * max(before.size, letter.size)
    return letter.page == before.page and near and letter.x0 > before.x0 - before.size


@lru_cache(maxsize=4)
def stories(edition: Edition, paper: Paper) -> tuple[Story, ...]:
    """Each article of the edition, searched in reading order after the one before."""
    flow = Flow(paper.read)
    heads = headlines(edition, paper, flow)
    ends = [next((h[0] for h in heads[n + 1 :] if h), len(flow.text)) for n in range(len(heads))]
    return tuple(
        story(article, flow, head, end)
        for article, head, end in zip(edition.articles, heads, ends, strict=True)
    )


def headlines(edition: Edition, paper: Paper, flow: Flow) -> list[tuple[int, int] | None]:
    """Where each article's headline stands in the flow: as typed or in capitals, in an element tagged as a heading."""
    found, start = [], 0
    candidates = list(headings(paper, flow))
    for article in edition.articles:
        forms = (tight(article.headline), tight(article.headline.upper()))
        spans = (
            (begin + text.find(form), begin + text.find(form) + len(form))
            for begin, text in candidates
            for form in forms
            if begin >= start and form in text
        )
        span = next(spans, None)
        found.append(span)
        start = span[1] if span else start
    return found


def headings(paper: Paper, flow: Flow) -> Iterator[tuple[int, str]]:
    """(position, text) of each heading in the flow."""
    key, begin, end = None, 0, 0
    for letter, start in zip(flow.letters, flow.starts, strict=True):
        heading = paper.named[letter.page, letter.mark].heading
        if heading != key:
            if key is not None:
                yield begin, flow.text[begin:end]
            key, begin = heading, start
        end = start + len(tight(letter.text))
    if key is not None:
        yield begin, flow.text[begin:end]


def story(article: EditionArticle, flow: Flow, head: tuple[int, int] | None, end: int) -> Story:
    """One article: its blocks one after another behind its headline."""
    if head is None:
        return Story(article, Passage("h", article.headline, ()), ())
    start, body = head[1], []
    for tag, text in blocks(article.body):
        spans = flow.find(tight(text), start, end)
        letters = tuple(x for span in spans for x in flow.between(*span))
        body.append(Passage(tag, text, letters))
        # A cell of a table may be one digit: looked for behind the one before, never behind the end of the article.
        start = spans[-1][1] if spans else start
    return Story(article, Passage("h", article.headline, tuple(flow.between(*head))), tuple(body))


def short(text: str) -> str:
    """The beginning of a text, for a complaint."""
    return re.sub(r"\s+", " ", text)[:60]
