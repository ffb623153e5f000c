"""How a printed page writes what an edition holds: dates, weekdays, names of pictures, lines of the imprint."""

import re
from datetime import date
from urllib.parse import quote, urlsplit

from django import template

from issues.edition import Edition, EditionArticle, EditionCorrection, EditionMasthead, EditionPicture
from issues.opening import opening_share

register = template.Library()

WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
UPRIGHT = 0.86  # of the width: a taller picture would fill its column, so it is shown whole and smaller
HEADLINE_STEPS = ((80, "short"), (150, "medium"), (240, "long"))
SPACE_BEFORE_INLINE = re.compile(r"\s+(<(?:strong|em|b|i|u|s|sub|sup|a)(?:\s[^>]*)?>)")
TABLE_ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
COLUMN_CELLS = 4  # a table with more cells in a row needs the whole width


@register.filter
def setting(body: str) -> str:
    """`single` for rich text with a wide table, which two columns would crush, else `double`."""
    widest = max((row.count("</th>") + row.count("</td>") for row in TABLE_ROW.findall(body)), default=0)
    return "single" if widest > COLUMN_CELLS else "double"


@register.filter
def spaced(body: str) -> str:
    """Rich text with the space before an inline element moved into it: `a <b>c</b>` -> `a<b> c</b>`.

    WeasyPrint 70 breaks a line after its first word where only the space before such an element does not fit.
    """
    return SPACE_BEFORE_INLINE.sub(r"\1 ", body)


@register.filter
def day_month(day: date) -> str:
    """`05/03`."""
    return f"{day:%d/%m}"


@register.filter
def full_date(day: date) -> str:
    """`05/03/2026`."""
    return f"{day:%d/%m/%Y}"


@register.filter
def weekday(day: date) -> str:
    """`Thứ Năm`."""
    return WEEKDAYS[day.weekday()]


@register.filter
def week(edition: Edition) -> str:
    """`27/02 – 05/03/2026`, both years where they differ, one date for a single day."""
    first, last = edition.first_day, edition.last_day
    if first == last:
        return full_date(last)
    start = day_month(first) if first.year == last.year else full_date(first)
    return f"{start} – {full_date(last)}"


@register.filter
def numbers(edition: Edition) -> str:
    """`8`, or `5–6` for a double issue."""
    return edition.label.partition("/")[0]


@register.filter
def asset(picture: EditionPicture, kind: str) -> str:
    """The address under which the PDF loads a picture: `kind` is `picture` (wide) or `column`."""
    return f"asset:{kind}/{quote(picture.name)}"


@register.filter
def described(picture: EditionPicture, otherwise: str) -> str:
    """What a screen reader says for a picture: never nothing."""
    return picture.alt or picture.caption or otherwise


@register.filter
def credited(picture: EditionPicture) -> str:
    """`Ảnh: Minh An`; a credit that already says so is left alone."""
    said = picture.credit.casefold().startswith(("ảnh", "đồ họa", "nguồn", "minh họa"))
    return picture.credit if said or not picture.credit else f"Ảnh: {picture.credit}"


@register.filter
def stance(picture: EditionPicture) -> str:
    """`upright` for a picture that must not be cropped to a landscape frame, else `landscape`."""
    return "upright" if picture.height > picture.width * UPRIGHT else "landscape"


@register.filter
def size_class(headline: str) -> str:
    """The size class of a headline: the longer, the smaller."""
    return next((name for limit, name in HEADLINE_STEPS if len(headline) <= limit), "endless")


@register.filter
def reference(article: EditionArticle) -> str:
    """What stands after `Chi tiết:`: the source, else the site that the link leads to, else nothing."""
    return article.source or urlsplit(article.link).netloc.removeprefix("www.")


@register.filter
def corrections_of(edition: Edition, article: EditionArticle | None) -> tuple[EditionCorrection, ...]:
    """The notes on an article, or on the issue itself (None)."""
    return edition.corrections_of(article and article.id)


@register.simple_tag
def opening_height(edition: Edition, article: EditionArticle) -> str:
    """The CSS height of a feature's opening picture."""
    share = opening_share(article, edition.masthead, len(edition.corrections_of(article.id)))
    return f"{share * edition.masthead.page_height:.0f}mm"


@register.filter
def rows(figures: tuple, across: int) -> list[tuple]:
    """Key figures in rows of at most `across`, of about equal length."""
    count = -(-len(figures) // across)
    size = -(-len(figures) // count) if count else 1
    return [figures[start : start + size] for start in range(0, len(figures), size)]


@register.filter
def bare(address: str) -> str:
    """An address as it is printed: without scheme, `www.` and final slash."""
    return address.partition("://")[2].removeprefix("www.").rstrip("/") or address


@register.filter
def imprint(masthead: EditionMasthead) -> list[tuple[str, str, str]]:
    """(label, text, address or nothing) of each line that has a value, in printed order."""
    lines = [
        ("Cơ quan chủ quản", masthead.authority, ""),
        ("Đơn vị xuất bản", masthead.publisher, ""),
        ("Chịu trách nhiệm xuất bản", masthead.responsible, ""),
        ("Giấy phép xuất bản", masthead.licence, ""),
        ("Kỳ hạn", masthead.periodicity, ""),
        ("Số lượng in", masthead.print_run, ""),
        ("Địa chỉ", masthead.address, ""),
        ("Điện thoại", masthead.phone, ""),
        ("Thư điện tử", masthead.email, f"mailto:{masthead.email}"),
        ("Trang thông tin", bare(masthead.site), masthead.site),
        ("Facebook", bare(masthead.facebook), masthead.facebook),
    ]
    return [line for line in lines if line[1]]
