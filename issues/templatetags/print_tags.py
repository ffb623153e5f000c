"""What printed pages need besides the words of `issues.wording`: addresses of pictures, QR codes, lengths for CSS."""

import base64
import io
from functools import lru_cache
from urllib.parse import quote

import segno
from django import template

from issues.composition.blocks import is_safe
from issues.edition import EditionPicture, EditionSection
from issues.wording import (
    bare,
    corrections_of,
    credited,
    day_month,
    described,
    full_date,
    imprint,
    numbers,
    reference,
    rows,
    week,
    weekday,
)

register = template.Library()
for word in (
    bare,
    corrections_of,
    credited,
    day_month,
    described,
    full_date,
    imprint,
    numbers,
    reference,
    rows,
    week,
    weekday,
):
    register.filter(word)

TABS, TAB_HEIGHT = 4, 16  # how many places the thumb index has, and half their distance in millimetres


@register.filter
def followed(address: str) -> str:
    """The address where print may lead there, else nothing: a form lets no other in, a copied database might."""
    return address if is_safe(address) else ""


@register.filter
def pt(length: float) -> str:
    """`12.50pt`."""
    return f"{length:.2f}pt"


@register.filter
def tab(number: int) -> str:
    """How far the thumb index of a section stands below the middle of the page; it steps down from section to section."""
    return f"{(number % TABS * 2 - TABS + 1) * TAB_HEIGHT:.0f}mm"


@register.filter
def bookmark(section: EditionSection) -> str:
    """`II. Tin trong nước`."""
    return f"{section.numeral}. {section.name}" if section.numeral else section.name


@register.simple_tag
def code(address: str) -> str:
    """A QR code as an inline picture, for the reader who has the paper in hand."""
    return qr_picture(address)


@lru_cache(maxsize=512)
def qr_picture(address: str) -> str:
    """The code's address. Four dots a module are read from 120 dots an inch."""
    buffer = io.BytesIO()
    segno.make(address, error="m", micro=False).save(buffer, kind="png", border=0, scale=4)
    return f"data:image/png;base64,{base64.b64encode(buffer.getvalue()).decode()}"


@register.filter
def asset(picture: EditionPicture, kind: str) -> str:
    """The address under which the PDF loads a picture: `kind` is `picture` (wide) or `column`."""
    return f"asset:{kind}/{quote(picture.name)}"
