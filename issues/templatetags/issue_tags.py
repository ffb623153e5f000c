"""What the public pages' templates need beyond Django's own tags."""

import re
from datetime import date

from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from issues import addresses
from issues.edition import Edition, EditionArticle, EditionCorrection, EditionPicture
from issues.templatetags.print_tags import numbers, week, weekday
from issues.wording import day_month, first_words, full_date, minutes, web_address
from news.pictures import RENDITIONS, SMALL, WEB, rendition_name

register = template.Library()
# A section of more than so many articles shows the first ones at length: a large one and three rows of two.
MOST_CARDS, CARDS = 9, 7

# Days and numbers read the same on paper and on the screen.
for shared in (day_month, first_words, full_date, numbers, web_address, week, weekday):
    register.filter(shared.__name__, shared)


@register.filter
def name_lines(name: str) -> tuple[str, str]:
    """A periodical's name as the hero sets it: two words large, the rest below; a short name stays whole."""
    words = name.split()
    return (" ".join(words[:2]), " ".join(words[2:])) if len(words) > 3 else (name, "")


@register.filter
def iso(day: date) -> str:
    """`2026-03-05`, for machines. Django's own filter looks up the language's formats for each of a page's hundred days."""
    return day.isoformat()


@register.filter
def headings_under(markup: str, level: int) -> str:
    """Rich text whose headings go down from a heading of this level one at a time, whatever levels its writer chose.
    Cleaned text has no attributes on headings."""
    ranks = sorted(set(re.findall(r"<h([2-4])>", markup)))
    above = level

    def lower(match) -> str:
        nonlocal above
        above = min(level + 1 + ranks.index(match[1]), above + 1)
        return f"<h{above}>{match[2]}</h{above}>"

    return re.sub(r"<h([2-4])>(.*?)</h\1>", lower, markup, flags=re.DOTALL)


@register.filter
def scrolling_tables(markup: str) -> str:
    """Rich text whose tables scroll by themselves, also with the keyboard. Cleaned text has no table within a table."""
    opening = '<div class="table" tabindex="0" role="region" aria-label="Bảng trong bài"><table'
    return re.sub("<table(?=[ >])", opening, markup).replace("</table>", "</table></div>")


@register.filter
def foremost(articles: tuple[EditionArticle, ...]) -> tuple[EditionArticle, ...]:
    """The articles of a section that are shown with their first words; the rest of a long one stands in a list."""
    return articles if len(articles) <= MOST_CARDS else articles[:CARDS]


@register.filter
def after(
    articles: tuple[EditionArticle, ...], shown: tuple[EditionArticle, ...]
) -> tuple[EditionArticle, ...]:
    """The articles that come after those that are shown."""
    return articles[len(shown) :]


@register.filter
def of_article(page_numbers: dict[str, int], article: EditionArticle) -> int | None:
    """The printed page of an article, where it is known."""
    return page_numbers.get(str(article.id)) if page_numbers else None


@register.filter
def reading_time(of) -> int:
    """Minutes that reading takes: of an article, or of all articles of an edition."""
    return minutes(sum(a.word_count for a in of.articles) if isinstance(of, Edition) else of.word_count)


@register.filter
def host(link: str) -> str:
    """`baomoi.example` of a link, for people."""
    return re.sub(r"^https?://(?:www\.)?([^/?#]*).*\Z", r"\1", link)


@register.filter
def corrections_of(edition: Edition, article_id: int | None) -> tuple[EditionCorrection, ...]:
    """The notes on an article, or on the issue itself (None)."""
    return edition.corrections_of(article_id)


@register.simple_tag(takes_context=True)
def article_url(context, edition: Edition, article: EditionArticle) -> str:
    """The article's public page; within a preview, the preview's."""
    preview = context.get("preview")
    return f"{preview}?tin={article.id}" if preview else addresses.article_path(edition, article)


@register.simple_tag(takes_context=True)
def issue_url(context, edition: Edition) -> str:
    """The issue's public page; within a preview, the preview's."""
    return context.get("preview") or addresses.issue_path(edition)


register.simple_tag(addresses.absolute)


@register.simple_tag
def rendition(name: str, width: int = WEB) -> str:
    """The storage name of a smaller version of a picture."""
    return rendition_name(name, width)


@register.filter
def as_label(mark: str) -> str:
    """`47/2026` of the mark `47-2026` in a list's address."""
    return mark.replace("-", "/")


@register.simple_tag
def thumbnail(name: str) -> str:
    """A cover, small, as a mere sign beside words that say which issue it is of."""
    return format_html(
        '<picture><source type="image/avif" srcset="{}"><img src="{}" width="300" height="400" alt="" loading="lazy"></picture>',
        addresses.picture_path(rendition_name(name, SMALL, ".avif")),
        addresses.picture_path(rendition_name(name, SMALL)),
    )


@register.simple_tag
def picture(picture: EditionPicture, sizes: str, eager: bool = False) -> str:
    """An image in the rendition that fits; `eager` for what stands in the first screen.

    Written here and not as a template: a page shows many, and a template for each took half of the page's time.
    """
    when = mark_safe('fetchpriority="high"' if eager else 'loading="lazy" decoding="async"')
    avif, jpeg = (candidates(picture, suffix) for suffix in (".avif", ""))
    return format_html(
        '<picture><source type="image/avif" srcset="{}" sizes="{}"><img src="{}" srcset="{}" sizes="{}" '
        'width="{}" height="{}" alt="{}" {}></picture>',
        avif,
        sizes,
        addresses.picture_path(rendition_name(picture.name, WEB)),
        jpeg,
        sizes,
        picture.width,
        picture.height,
        picture.alt,
        when,
    )


def candidates(picture: EditionPicture, suffix: str) -> str:
    """The value of `srcset`: the renditions up to the first that is as wide as the picture itself."""
    smaller = [width for width in RENDITIONS if width < picture.width]
    widths = list(RENDITIONS)[: len(smaller) + 1]
    names = ((rendition_name(picture.name, width, suffix), min(picture.width, width)) for width in widths)
    return ", ".join(f"{addresses.picture_path(name)} {width}w" for name, width in names)
