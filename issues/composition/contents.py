"""The contents laid out: on one page, or on two that face each other, evenly filled. Points."""

from dataclasses import dataclass
from itertools import groupby

from issues.composition.geometry import MM, Page
from issues.composition.lines import count_lines
from issues.composition.typeset import Style
from issues.edition import Edition, EditionArticle, EditionSection

TITLE, SUB = 24 * MM, Style("sans", 9)
ENTRY, ENTRY_LEADING = Style("sans", 8.5), 11.6
DAY, NUMBER = 14 * MM, 12 * MM  # what the day at the left and the page number at the right take
PADDING, TIGHT = 2.04 * MM, 1.0 * MM  # of an entry, above and below together
SECTION, SECTION_SPACE = 9.6 * 1.2 + 4.4 * MM, 6.2 * MM
ONE_PAGE = 0.92  # of a page: more than that is set on two


@dataclass(frozen=True)
class Entry:
    """A line of the contents: a section (article None), or an article; the summary's title stands as an entry too."""

    section: EditionSection
    article: EditionArticle | None
    text: str
    height: float
    heading: bool = False


@dataclass(frozen=True)
class ContentsGroup:
    """The entries under a heading; under none where a section goes on from the page before."""

    heading: Entry | None
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class ContentsPage:
    """A page of the contents."""

    entries: tuple[Entry, ...]
    fill: float

    @property
    def groups(self) -> list[ContentsGroup]:
        """The entries by section."""
        found = []
        for _, entries in groupby(self.entries, key=lambda entry: entry.section.slug):
            first, *rest = entries
            group = (first, tuple(rest)) if first.heading else (None, (first, *rest))
            found.append(ContentsGroup(*group))
        return found


@dataclass(frozen=True)
class Contents:
    """The contents: pages, and whether entries stand closer than they would like."""

    pages: tuple[ContentsPage, ...]
    tight: bool


def contents_of(edition: Edition, sections: list[EditionSection], page: Page) -> Contents:
    """The contents: roomy on one or two pages where that is enough, else tight, on as many as needed."""
    roomy = entries_of(edition, sections, page, PADDING)
    total = sum(entry.height for entry in roomy)
    if total <= ONE_PAGE * (page.depth - TITLE):
        return Contents(laid(roomy, 1, page), tight=False)
    close = entries_of(edition, sections, page, TIGHT)
    for count in range(2, len(roomy) + 2):
        for tight, entries in enumerate((roomy, close)):
            pages = laid(entries, count, page)
            if all(sheet.fill <= 1 for sheet in pages):
                return Contents(pages, bool(tight))
    return Contents(laid(close, len(close), page), tight=True)


def entries_of(edition: Edition, sections, page: Page, padding: float) -> list[Entry]:
    """All lines, measured."""
    room = page.room - DAY - NUMBER
    found = []
    for section in sections:
        found.append(Entry(section, None, section.name, SECTION + SECTION_SPACE, heading=True))
        texts = [(None, edition.trends_title or section.name)] if section.layout == "summary" else []
        texts += [(article, article.toc_title or article.headline) for article in section.articles]
        for article, text in texts:
            # The number and two dots of the leader need room behind the last word.
            lines = count_lines(text, ENTRY, room)
            found.append(Entry(section, article, text, lines * ENTRY_LEADING + padding))
    return found


def laid(entries: list[Entry], count: int, page: Page) -> tuple[ContentsPage, ...]:
    """The lines on so many pages, evenly; a section's heading stays with its first two entries, and its last entry is not
    alone on a page."""
    total = sum(entry.height for entry in entries) + TITLE
    pages, first = [], 0
    for number in range(count):
        head = TITLE if not number else 0.0
        if number == count - 1:
            end = len(entries)
        else:
            wish = total / (count - number)
            end = best_end(entries, first, wish - head, page.depth - head)
        used = head + sum(entry.height for entry in entries[first:end])
        pages.append(ContentsPage(tuple(entries[first:end]), used / page.depth))
        total -= used
        first = end
    return tuple(pages)


def best_end(entries: list[Entry], first: int, wish: float, room: float) -> int:
    """Where a page ends that should be filled to `wish` and must not be filled beyond `room`."""
    best, used = None, 0.0
    for end in range(first + 1, len(entries)):
        used += entries[end - 1].height
        if used > room:
            break
        torn = entries[end - 1].heading or (end >= 2 and entries[end - 2].heading)
        torn = torn or (not entries[end].heading and (end + 1 == len(entries) or entries[end + 1].heading))
        # To begin a page with a section is worth a few lines.
        cost = abs(used - wish) + (1000 if torn else 0) - (60 * MM if entries[end].heading else 0)
        if best is None or cost < best[0]:
            best = cost, end
    return best[1] if best else len(entries)
