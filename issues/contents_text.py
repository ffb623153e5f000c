"""The contents of an issue as plain text, for the e-mail that announces it. Pure.

NFC, lines of at most WIDTH letters as mail programs show them; a long address is never broken.
"""

import textwrap
from collections.abc import Mapping
from urllib.parse import urljoin

from issues.addresses import issue_path
from issues.edition import Edition, EditionArticle, EditionSection
from issues.printing import printed_sections
from issues.templatetags.epub_tags import entry
from issues.templatetags.issue_tags import web_address
from issues.templatetags.print_tags import day_month, week
from issues.xhtml import allowed
from news.text import squeeze

WIDTH = 72
DAY_COLUMN = " " * len("dd/mm  ")


def contents(edition: Edition, pages: Mapping[int, int] | None = None) -> str:
    """The whole text; entries end in their page where `pages` (article's id -> page) knows it."""
    parts = [head(edition)]
    parts += [section_text(edition, section, pages or {}) for section in printed_sections(edition)]
    parts += [where_to_read(edition), imprint_line(edition)]
    return "\n\n".join(part for part in parts if part) + "\n"


def head(edition: Edition) -> str:
    """Name, number, week, theme and notice."""
    lines = [
        edition.masthead.name.upper(),
        f"Số {edition.label} · Tuần từ {week(edition)} · {len(edition.articles)} tin",
        edition.theme and f"Chủ đề: {edition.theme}",
        edition.page_notice,
    ]
    return joined(wrapped(line) for line in lines)


def section_text(edition: Edition, section: EditionSection, pages: Mapping[int, int]) -> str:
    """A section's name over its entries; the summary has its title for one."""
    lines = [wrapped(f"{section.numeral}. {section.name.upper()}")]
    if section.layout == "summary":
        lines.append(wrapped(edition.trends_title, DAY_COLUMN, DAY_COLUMN))
    lines += [entry_text(article, pages.get(article.id)) for article in section.articles]
    return joined(lines)


def entry_text(article: EditionArticle, page: int | None) -> str:
    """`27/02  Trạm đo gửi bản tin đầu tiên (Báo Sóng Biển), tr. 5`, further lines under the title."""
    day = f"{day_month(article.news_date)}  " if article.news_date else DAY_COLUMN
    source = f" ({article.source})" if article.source else ""
    place = f", tr. {page}" if page else ""
    return wrapped(f"{entry(article)}{source}{place}", day, DAY_COLUMN)


def where_to_read(edition: Edition) -> str:
    """The issue's public page, where the masthead has a site, and the podcast."""
    site, podcast = web_address(edition.masthead.site), web_address(edition.podcast_url)
    lines = []
    if site:
        lines += ["Đọc trên trang:", urljoin(site, issue_path(edition))]
    if podcast or edition.podcast_title:
        title = f" {edition.podcast_title}" if edition.podcast_title else ""
        lines += [wrapped(f"Nghe số này:{title}"), squeeze(allowed(podcast))]
    return joined(lines)


def imprint_line(edition: Edition) -> str:
    """Who publishes this, under which licence, and how to write to them."""
    masthead = edition.masthead
    publishers = " – ".join(name for name in (masthead.authority, masthead.publisher) if name)
    lines = [publishers, " · ".join(word for word in (masthead.licence, masthead.email) if word)]
    return joined(wrapped(line) for line in lines)


def wrapped(text: str, first: str = "", later: str = "") -> str:
    """The text on one line or several, indented; nothing for nothing."""
    return textwrap.fill(
        squeeze(allowed(text)),
        WIDTH,
        initial_indent=first,
        subsequent_indent=later,
        break_long_words=False,
        break_on_hyphens=False,
    )


def joined(lines) -> str:
    """The lines that say something."""
    return "\n".join(line for line in lines if line.strip())
