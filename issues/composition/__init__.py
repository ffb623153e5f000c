"""Composition: an edition on pages, before anything is rendered.

Text is measured as it will be set, articles are packed in their order, pictures take the sizes with which pages fill. The
result is a value that the templates print and preflight judges. Pure; about a fifth of a second for sixty articles.
"""

from dataclasses import dataclass, replace
from functools import lru_cache

from issues.composition.bands import Laid, set_bands
from issues.composition.contents import Contents, contents_of
from issues.composition.feature import FeaturePage, feature_pages
from issues.composition.geometry import MM, Page, page_of
from issues.composition.imprint import picture_height
from issues.composition.packing import Fragment, pack
from issues.composition.stories import LATER, Head, story_of
from issues.composition.summary import SummaryPage, summary_pages
from issues.edition import Edition, EditionArticle, EditionSection

OPENING = 36 * MM  # the band over the first page of a section


@dataclass(frozen=True)
class Part:
    """An article, or a part of it, on a page: its head where it begins here, the space above it, its bands."""

    article: EditionArticle
    head: Head | None
    before: float
    height: float
    wide: Laid | None
    bands: tuple[Laid, ...]


@dataclass(frozen=True)
class StoryPage:
    """A page of a section that lists its articles."""

    parts: tuple[Part, ...]
    fill: float


@dataclass(frozen=True)
class Opened:
    """A feature article with its pages."""

    article: EditionArticle
    pages: tuple[FeaturePage, ...]


@dataclass(frozen=True)
class Composed:
    """A section on its pages; one of the three has some, after the section's layout."""

    section: EditionSection
    summary: tuple[SummaryPage, ...] = ()
    stories: tuple[StoryPage, ...] = ()
    features: tuple[Opened, ...] = ()

    @property
    def count(self) -> int:
        """How many pages it has."""
        return len(self.summary) + len(self.stories) + sum(len(f.pages) for f in self.features)


@dataclass(frozen=True)
class Composition:
    """An edition on pages; `imprint_head` is the height of the picture over the imprint. The imprint faces a contents of one
    page, else it stands at the end."""

    page: Page
    contents: Contents
    imprint_head: float
    sections: tuple[Composed, ...]

    @property
    def imprint_first(self) -> bool:
        """Whether the imprint stands beside the contents, so that the summary opens on a spread."""
        return len(self.contents.pages) % 2 == 1

    @property
    def first_page(self) -> int:
        """The number of the page on which the sections begin."""
        return 2 + len(self.contents.pages) + (1 if self.imprint_first else 0)

    @property
    def headline_pages(self) -> dict[int, int]:
        """The page on which each article begins, by the article's id."""
        found, number = {}, self.first_page
        for composed in self.sections:
            number += len(composed.summary)
            for sheet in composed.stories:
                found |= {part.article.id: number for part in sheet.parts if part.head}
                number += 1
            for opened in composed.features:
                found[opened.article.id] = number
                number += len(opened.pages)
        return found

    @property
    def count(self) -> int:
        """The number of pages: cover and imprint, contents, sections."""
        return 2 + len(self.contents.pages) + sum(composed.count for composed in self.sections)


def printed_sections(edition: Edition) -> list[EditionSection]:
    """The sections that have something to print; the summary's text is the edition's own."""
    summary = bool(edition.trends_title or edition.trends_body)
    return [s for s in edition.sections if (summary if s.layout == "summary" else s.articles)]


@lru_cache(maxsize=8)
def compose(edition: Edition) -> Composition:
    """An edition on pages. Remembered: preflight, preview and print ask for the same."""
    page = page_of(edition.masthead)
    sections = printed_sections(edition)
    contents = contents_of(edition, sections, page)
    head = picture_height(edition, page)
    return Composition(page, contents, head, tuple(composed(edition, section, page) for section in sections))


def composed(edition: Edition, section: EditionSection, page: Page) -> Composed:
    """One section on its pages."""
    if section.layout == "summary":
        return Composed(section, summary=tuple(summary_pages(edition, page)))
    notes = {article.id: edition.corrections_of(article.id) for article in section.articles}
    if section.layout == "feature":
        opened = (Opened(a, tuple(feature_pages(a, notes[a.id], page))) for a in section.articles)
        return Composed(section, features=tuple(opened))
    stories = [story_of(article, notes[article.id], page) for article in section.articles]
    packed = pack(stories, page.depth, OPENING)
    return Composed(
        section, stories=tuple(StoryPage(tuple(part_of(f) for f in p.fragments), p.fill) for p in packed)
    )


def part_of(fragment: Fragment) -> Part:
    """A fragment with its markup made."""
    story, shot = fragment.story, fragment.shot
    begins = fragment.start.band == 0 and fragment.start.unit == 0
    wide = Laid("wide", 0.0, shot.taken, shot=shot) if shot and shot.wide else None
    later = fragment.variant == LATER or fragment.start.later
    bands = set_bands(story.bands_of(later), fragment.laying, None if wide else shot)
    if wide is None and shot is None and bands and begins:
        bands = (replace(bands[0], before=0.0), *bands[1:])
    return Part(
        story.article,
        story.head if begins else None,
        fragment.before,
        fragment.laying.height,
        wide,
        bands,
    )


__all__ = ["Composition", "compose", "printed_sections"]
