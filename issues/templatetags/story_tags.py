"""What pages show sixty times over, and what is the same on all of them.

An article's card and its line in a list are written by functions: as templates they took two thirds of the time of an issue's
page. Whatever is put into their markup goes through `escape`.
"""

from functools import lru_cache
from html import escape

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from issues.edition import Edition, EditionArticle
from issues.templatetags.issue_tags import article_url, of_article, picture
from issues.wording import day_month, first_words, web_address, weekday

register = template.Library()
# How wide the picture of a section's large card is shown, and that of the others.
LEAD_SIZES = "(min-width: 60rem) 33rem, 92vw"
OTHER_SIZES = "(min-width: 40rem) 11rem, 6.5rem"


@register.simple_tag(takes_context=True)
def cards(context, articles: tuple[EditionArticle, ...]) -> SafeString:
    """Articles of a section with their first words; the first one large where it has a picture."""
    return mark_safe("\n".join(card(context, a, a is articles[0] and bool(a.pictures)) for a in articles))


@register.simple_tag(takes_context=True)
def lines(context, articles: tuple[EditionArticle, ...]) -> SafeString:
    """Articles of a section as items of a list."""
    return mark_safe("\n".join(line(context, article) for article in articles))


def card(context, article: EditionArticle, lead: bool) -> SafeString:
    """An article of an issue with its first words and picture; `lead` is the large one of a section."""
    kind = f"{' card-lead' if lead else ''}{'' if article.pictures else ' card-plain'}"
    day = article.news_date
    shown = f"<b>{day_month(day)}</b> <span>{weekday(day)}</span>" if day else ""
    image = ""
    if article.pictures:
        shown_as = picture(article.pictures[0], LEAD_SIZES if lead else OTHER_SIZES)
        image = f'<div class="card-picture">{shown_as}</div>'
    return mark_safe(
        f'<article class="card{kind}"><p class="card-day">{dated(day, shown)}</p><div class="card-text">'
        f'<h3><a href="{escape(article_url(context, context["edition"], article))}">{escape(article.headline)}</a></h3>'
        f'<p class="card-first">{escape(first_words(article.body, 60 if lead else 24))}</p>'
        f"{source_line(article, page_of(context, article))}{badge(context['edition'], article)}</div>"
        f"{image}</article>"
    )


def line(context, article: EditionArticle) -> SafeString:
    """An article of an issue as an item of a list."""
    day, page = article.news_date, page_of(context, article)
    source = f"<p>{escape(article.source)}</p>" if article.source else ""
    printed = f'<span class="lines-page">trang {page}</span>' if page else ""
    return mark_safe(
        f'<li><span class="lines-day">{dated(day, day_month(day)) if day else ""}</span><div>'
        f'<a href="{escape(article_url(context, context["edition"], article))}">{escape(article.headline)}</a>'
        f"{source}{badge(context['edition'], article)}</div>{printed}</li>"
    )


@register.simple_tag
def source_line(article: EditionArticle, page: int | None = None) -> SafeString:
    """From where an article is, with a link where a browser may follow it, and on which page it is printed."""
    link, source = web_address(article.link), escape(article.source)
    told = ""
    if link:
        away = '<span class="hidden"> (sang trang khác)</span>'
        told = f'Chi tiết: <a class="external" href="{escape(link)}" rel="external noopener">{source or "bài gốc"}{away}</a>'
    elif source:
        told = f"Nguồn: <b>{source}</b>"
    printed = f' <span class="card-page">{"· " if told else ""}trang {int(page)}</span>' if page else ""
    return mark_safe(f'<p class="source">{told}{printed}</p>' if told or printed else "")


def dated(day, shown: str) -> str:
    """Markup about a day, for machines as well."""
    return f'<time datetime="{day.isoformat()}">{shown}</time>' if day else ""


def badge(edition: Edition, article: EditionArticle) -> str:
    """The sign that an article was corrected."""
    return '<p class="badge">Có đính chính</p>' if edition.corrections_of(article.id) else ""


def page_of(context, article: EditionArticle) -> int | None:
    """The printed page of an article, where it is known: not in a preview."""
    return of_article(getattr(context.get("shelved"), "page_numbers", None), article)


@register.filter
def names(sections) -> tuple[tuple[str, str], ...]:
    """What links to sections need: address and name of each."""
    return tuple((section.slug, section.name) for section in sections or ())


@register.simple_tag
def lasting(part: str, here: str = "", sections: tuple = ()) -> SafeString:
    """A part that is the same on every page with the same sections, rendered once: a page asks the router for thirty
    addresses in it."""
    render = rendered if settings.DEBUG else rendered_once
    return render(part, here, sections)


def rendered(part: str, here: str, sections: tuple) -> SafeString:
    """The part's template with what it asks for."""
    return render_to_string(part, {"here": here, "sections": sections})


rendered_once = lru_cache(maxsize=256)(rendered)
