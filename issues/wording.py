"""How an edition's values are written, in print and elsewhere: dates, weekdays, credits, lines of the imprint."""

import re
from datetime import date
from urllib.parse import urlsplit

from issues.edition import Edition, EditionArticle, EditionCorrection, EditionMasthead, EditionPicture
from news.richtext import each_block

# Vietnamese is written in syllables, and read silently at about this many a minute.
SYLLABLES_A_MINUTE = 240
# Cleaned text has no attributes on headings.
HEADING = re.compile(r"<h([2-4])>.*?</h\1>", re.DOTALL)
WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")


def day_month(day: date) -> str:
    """`05/03`."""
    return f"{day:%d/%m}"


def full_date(day: date) -> str:
    """`05/03/2026`."""
    return f"{day:%d/%m/%Y}"


def weekday(day: date) -> str:
    """`Thứ Năm`."""
    return WEEKDAYS[day.weekday()]


def week(edition: Edition) -> str:
    """`27/02 – 05/03/2026`, both years where they differ, one date for a single day."""
    first, last = edition.first_day, edition.last_day
    if first == last:
        return full_date(last)
    start = day_month(first) if first.year == last.year else full_date(first)
    return f"{start} – {full_date(last)}"


def numbers(edition: Edition) -> str:
    """`8`, or `5–6` for a double issue."""
    return edition.label.partition("/")[0]


def described(picture: EditionPicture, otherwise: str) -> str:
    """What a screen reader says for a picture: never nothing."""
    return picture.alt or picture.caption or otherwise


def credited(picture: EditionPicture) -> str:
    """`Ảnh: Minh An`; a credit that already says so is left alone."""
    said = picture.credit.casefold().startswith(("ảnh", "tranh", "đồ họa", "nguồn", "minh họa"))
    return picture.credit if said or not picture.credit else f"Ảnh: {picture.credit}"


def reference(article: EditionArticle) -> str:
    """What stands after `Chi tiết:`: the source, else the site that the link leads to, else nothing."""
    return article.source or urlsplit(article.link).netloc.removeprefix("www.")


def corrections_of(edition: Edition, article: EditionArticle | None) -> tuple[EditionCorrection, ...]:
    """The notes on an article, or on the issue itself (None)."""
    return edition.corrections_of(article and article.id)


def rows(figures: tuple, across: int) -> list[tuple]:
    """Key figures in rows of at most `across`, of about equal length."""
    count = -(-len(figures) // across)
    size = -(-len(figures) // count) if count else 1
    return [figures[start : start + size] for start in range(0, len(figures), size)]


def bare(address: str) -> str:
    """An address as it is printed: without scheme, `www.` and final slash."""
    return address.partition("://")[2].removeprefix("www.").rstrip("/") or address


def web_address(link: str) -> str:
    """The link where it is one that a browser may follow, else nothing."""
    return link if link.startswith(("https://", "http://")) else ""


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


def first_words(markup: str, count: int) -> str:
    """The beginning of rich text, plain and without headings, at most `count` words; an ellipsis where it is cut."""
    words = []
    for text in each_block(HEADING.sub("", markup)):
        words += text.split()
        if len(words) > count:
            return " ".join(words[:count]).rstrip(" .,;:–") + "…"
    return " ".join(words)


def minutes(words: int) -> int:
    """How long so many words (syllables, as `richtext.word_count` counts them) take to read: whole minutes, at least one."""
    return max(1, -(-words // SYLLABLES_A_MINUTE))
