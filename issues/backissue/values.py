"""The values that a back issue is read into. All text is NFC and kept as printed, defects included."""

from dataclasses import dataclass, field
from datetime import date

TRENDS, DOMESTIC, FOCUS, HAIPHONG = "trends", "domestic", "focus", "haiphong"
ARTICLE_SECTIONS = (DOMESTIC, FOCUS, HAIPHONG)
SECTION_NAMES = {
    TRENDS: "TỔNG KẾT XU HƯỚNG",
    DOMESTIC: "TIN TRONG NƯỚC",
    FOCUS: "TÂM ĐIỂM",
    HAIPHONG: "TIN HẢI PHÒNG",
}


class NotABackIssue(ValueError):
    """The text cannot be read as an issue; the message is one Vietnamese sentence for its sender."""


@dataclass(frozen=True)
class Paragraph:
    """One paragraph; `kind` is "text", "bullet", "subhead" or "quote", `line` its first line in the file."""

    text: str
    line: int
    kind: str = "text"


@dataclass(frozen=True)
class Trends:
    """The week's summary."""

    title: str = ""
    paragraphs: tuple[Paragraph, ...] = ()


@dataclass(frozen=True)
class ContentsEntry:
    """One line of the contents page: the section it stands under, its title, day and page where printed."""

    section: str
    title: str
    date: date | None
    page: int | None
    line: int


@dataclass(frozen=True)
class BackArticle:
    """One article. `source` is as printed, without "Chi tiết:"; `link` is a real address or None."""

    section: str
    date: date | None
    headline: str
    source: str | None
    link: str | None
    paragraphs: tuple[Paragraph, ...]
    key_figures: tuple[tuple[str, str], ...]
    captions: tuple[str, ...]
    toc_title: str | None
    line: int


@dataclass(frozen=True)
class Problem:
    """Something a person has to look at. `message` is Vietnamese and says what to do."""

    code: str
    message: str
    line: int | None = None
    headline: str | None = None
    quote: str | None = None


@dataclass(frozen=True)
class BackIssue:
    """A whole issue. `places` says for every line that is not blank what it was taken for."""

    number: int
    last_number: int | None
    year: int
    start: date
    end: date
    theme: str
    podcast: str
    trends: Trends
    articles: tuple[BackArticle, ...]
    contents: tuple[ContentsEntry, ...]
    problems: tuple[Problem, ...]
    places: tuple[tuple[int, str], ...] = field(default=(), repr=False)
