"""What the search page's template needs: lists of a hundred years and outlets, written by a function."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def dotted(number: int) -> str:
    """`1.000`, as Vietnamese sets thousands apart."""
    return f"{number:,}".replace(",", ".")


@register.simple_tag
def options(choices: list[tuple], chosen) -> SafeString:
    """The options of a list: (value, name, count) each, a count of 0 not shown; before them one for all."""
    rows = (
        (value, " selected" if value == chosen else "", name, f" ({dotted(count)})" if count else "")
        for value, name, count in choices
    )
    each = format_html_join("", '<option value="{}"{}>{}{}</option>', rows)
    return format_html('<option value="">Tất cả</option>{}', each)
