"""The edition: everything that an issue prints, as one frozen value.

Preflight, PDF and public pages are made from it. Its canonical JSON (sorted keys, no spaces, UTF-8) has a SHA-256 to
which the editor-in-chief's approval is bound. Dates are ISO strings in the JSON; pictures are named by their content.
"""

import hashlib
from dataclasses import dataclass, replace
from datetime import date

import msgspec

from issues.labels import label

FORMAT = 1


@dataclass(frozen=True)
class EditionPicture:
    """A picture: storage name (made of the SHA-256 of its bytes), size in pixels, and its words."""

    name: str
    width: int
    height: int
    caption: str
    credit: str
    alt: str


@dataclass(frozen=True)
class EditionFigure:
    """A key figure: `98,97%` and what it counts."""

    value: str
    label: str


@dataclass(frozen=True)
class EditionArticle:
    """An article as it is printed. `body` is cleaned HTML; `id` is the article's key, part of its address."""

    id: int
    slug: str
    headline: str
    toc_title: str
    news_date: date | None
    source: str
    link: str
    body: str
    word_count: int
    pictures: tuple[EditionPicture, ...]
    key_figures: tuple[EditionFigure, ...]


@dataclass(frozen=True)
class EditionSection:
    """A section in the order of the issue; a summary section has no articles."""

    slug: str
    numeral: str
    name: str
    kicker: str
    layout: str
    articles: tuple[EditionArticle, ...]


@dataclass(frozen=True)
class EditionMasthead:
    """The masthead as it was; sizes in millimetres (a limit may be None), colours as #rrggbb."""

    name: str
    slogan: str
    authority: str
    publisher: str
    address: str
    phone: str
    email: str
    site: str
    facebook: str
    licence: str
    responsible: str
    periodicity: str
    print_run: str
    page_width: int
    page_height: int
    page_limit: int
    colour: str
    accent: str
    width_limit: int | None = None
    height_limit: int | None = None


@dataclass(frozen=True)
class EditionCorrection:
    """A dated note; `article` is the id of the article that it corrects, or None for the issue."""

    date: date
    note: str
    article: int | None


@dataclass(frozen=True)
class EditionErratum:
    """A correction of an earlier issue, which readers of the paper have not seen yet."""

    issue: str
    date: date
    headline: str
    note: str


@dataclass(frozen=True)
class Edition:
    """A whole issue. `original_pdf` is the SHA-256 of an attached original, or empty; `layout` a value of PrintLayout."""

    number: int
    last_number: int | None
    year: int
    first_day: date
    last_day: date
    origin: str
    theme: str
    page_notice: str
    cover: EditionPicture | None
    trends_title: str
    trends_body: str
    podcast_title: str
    podcast_url: str
    original_pdf: str
    sections: tuple[EditionSection, ...]
    masthead: EditionMasthead
    corrections: tuple[EditionCorrection, ...]
    layout: str = "magazine"
    errata: tuple[EditionErratum, ...] = ()
    format: int = FORMAT

    @property
    def label(self) -> str:
        """`8/2026`, or `5–6/2026` for a double issue."""
        return label(self.number, self.last_number, self.year)

    @property
    def articles(self) -> tuple[EditionArticle, ...]:
        """All articles in printed order."""
        return tuple(article for section in self.sections for article in section.articles)

    @property
    def pictures(self) -> tuple[EditionPicture, ...]:
        """Cover and articles' pictures, in printed order."""
        cover = (self.cover,) if self.cover else ()
        return cover + tuple(picture for article in self.articles for picture in article.pictures)

    def corrections_of(self, article_id: int | None) -> tuple[EditionCorrection, ...]:
        """The notes on one article, or on the issue itself (None)."""
        return tuple(c for c in self.corrections if c.article == article_id)


def to_json(edition: Edition) -> str:
    """The canonical JSON: equal editions give equal text."""
    return msgspec.json.encode(edition, order="sorted").decode()


def from_json(text: str) -> Edition:
    """The edition of a canonical JSON. Raises msgspec.ValidationError where it is not one."""
    return msgspec.json.decode(text, type=Edition)


def sha256(edition: Edition) -> str:
    """The hash that approval is bound to: SHA-256 of the canonical JSON, in hexadecimal."""
    return hashlib.sha256(to_json(edition).encode()).hexdigest()


def with_article(edition: Edition, article: EditionArticle) -> Edition:
    """The edition with one article's text replaced, in place."""
    sections = tuple(
        replace(s, articles=tuple(article if a.id == article.id else a for a in s.articles))
        for s in edition.sections
    )
    return replace(edition, sections=sections)
