"""What the head of a public page says to machines."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from issues import structured
from issues.structured import script_text

register = template.Library()


@register.simple_tag(takes_context=True)
def structured_data(context, kind: str) -> SafeString:
    """The page's JSON-LD as a data block, which is not run; `kind` is "home", "issue" or "article"."""
    edition, shelved = context["edition"], context["shelved"]
    if kind == "article":
        data = structured.of_article(edition, shelved, context.get("printed_page"))
    else:
        data = {"home": structured.of_home, "issue": structured.of_issue}[kind](edition, shelved)
    return format_html('<script type="application/ld+json">{}</script>', script_text(data))


@register.inclusion_tag("issues/parts/feeds_meta.html")
def feed_links(path: str = "/", about: str = "") -> dict:
    """Links by which readers of feeds find those of a page; `path` is where the feeds stand, `about` names the part."""
    return {"path": path, "about": about}
