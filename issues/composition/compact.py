"""The layout "gọn": one column that runs on from page to page, for office printers and e-mail. WeasyPrint breaks the pages."""

from dataclasses import dataclass
from math import ceil

from django.utils.safestring import SafeString

from issues.composition.blocks import blocks_of
from issues.composition.flow import Flow
from issues.composition.geometry import MM
from issues.composition.markup import markup
from issues.composition.setting import Setting
from issues.edition import Edition, EditionArticle, EditionMasthead, EditionPicture, EditionSection

MARGIN, DAY = 20, 21  # millimetres: around the page; what the day takes at the left
LEAST_MARGIN = 12
HEAD, ENTRY, FRAME = (
    22 * MM,
    5.4 * MM,
    150 * MM,
)  # about: an article's head, its line in the contents, all the rest
SETTING = Setting(size=10.2, leading=14.6, heading_leading=14.6)


@dataclass(frozen=True)
class CompactArticle:
    """An article with the markup of its text, and its picture where it has room for one."""

    article: EditionArticle
    text: SafeString
    picture: EditionPicture | None


@dataclass(frozen=True)
class CompactSection:
    """A section with its articles."""

    section: EditionSection
    articles: tuple[CompactArticle, ...]


@dataclass(frozen=True)
class Compact:
    """An edition for the layout "gọn"; margins and widths are points."""

    width: float
    height: float
    margin: float
    day: float
    trends: SafeString
    sections: tuple[CompactSection, ...]

    @property
    def room(self) -> float:
        """The width of the text area."""
        return self.width - 2 * self.margin


def compact(edition: Edition, sections: list[EditionSection]) -> Compact:
    """The edition's texts as markup; only a feature keeps its picture."""
    width, height, margin, day = measures(edition.masthead)
    room = width - 2 * margin
    return Compact(
        width,
        height,
        margin,
        day,
        text(edition.trends_body, room - day),
        tuple(
            CompactSection(section, tuple(article(a, section, room - day) for a in section.articles))
            for section in sections
        ),
    )


def measures(masthead: EditionMasthead) -> tuple[float, float, float, float]:
    """Width, height, margin of the page and what the day takes; a small page has small ones."""
    scale = min(1.0, masthead.page_width / 210)
    margin = max(MARGIN * scale, LEAST_MARGIN)
    return masthead.page_width * MM, masthead.page_height * MM, margin * MM, DAY * scale * MM


def article(item: EditionArticle, section: EditionSection, room: float) -> CompactArticle:
    """One article."""
    picture = item.pictures[0] if item.pictures and section.layout == "feature" else None
    return CompactArticle(item, text(item.body, room), picture)


def text(body: str, room: float) -> SafeString:
    """Rich text at one width."""
    flow = Flow(blocks_of(body), room, SETTING)
    return markup(flow, 0, len(flow))


def page_estimate(edition: Edition) -> int:
    """About how many pages the edition takes in this layout, from the heights of its texts."""
    width, height, margin, day = measures(edition.masthead)
    room = width - 2 * margin - day
    total = sum(text_height(a.body, room) + HEAD for a in edition.articles) + ENTRY * len(edition.articles)
    total += text_height(edition.trends_body, room) + FRAME
    return ceil(total / (height - 2 * margin))


def text_height(body: str, room: float) -> float:
    """The height of a text at one width."""
    flow = Flow(blocks_of(body), room, SETTING)
    return flow.height(0, len(flow))
