"""How an e-book writes what an edition holds: well-formed text, titles that are never empty, addresses that are valid."""

from django import template

from issues import xhtml as well_formed
from issues.edition import EditionArticle
from news.text import squeeze

register = template.Library()

UNTITLED = "(Tin không có tiêu đề)"


@register.filter
def xhtml(markup: str, top: int) -> str:
    """Rich text as XHTML, its highest headings at level `top`."""
    return well_formed.xhtml(markup, top)


@register.filter
def valid_link(address: str) -> str:
    """The address where a reader may follow it, else nothing."""
    return well_formed.link(address)


@register.filter
def headline(article: EditionArticle) -> str:
    """The headline on one line, never empty."""
    return squeeze(well_formed.allowed(article.headline)) or UNTITLED


@register.filter
def entry(article: EditionArticle) -> str:
    """What the contents call an article, never empty."""
    return squeeze(well_formed.allowed(article.toc_title)) or headline(article)
