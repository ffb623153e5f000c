"""Links that no longer lead to the news, by what they answered when they were last asked (`issues.linkcheck`).

Nothing is said of a link that has not been asked. In a back issue links have had years to die: hints only.
"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.utils import timezone

from issues.edition import Edition, EditionArticle
from issues.fetching import NO_SUCH_HOST
from issues.preflight.context import Context, Link
from issues.preflight.findings import HINT, WARNING, Finding, Repair, about, check

LONG_NUMBER = re.compile(r"\d{5,}")
GONE = {404: "không còn trang này", 410: "trang đã bị gỡ hẳn"}
MOVED = (301, 308)
ARCHIVE = "archive"


@check
def dead_links(edition: Edition, context: Context) -> Iterator[Finding]:
    """404 or 410, a server in trouble each time it was asked, or a domain that does not exist."""
    for article, link in answered(edition, context):
        if reason := why_dead(link):
            message = f"Liên kết hỏng: {reason} ({when(link)}). Hãy sửa hoặc thay liên kết."
            yield finding(edition, article, link, "dead-link", WARNING, message)


@check
def unreachable_links(edition: Edition, context: Context) -> Iterator[Finding]:
    """No answer for another reason: our connection, a closed port, a certificate. Weak evidence."""
    for article, link in answered(edition, context):
        if link.status is None and link.error and not why_dead(link):
            message = f"Chưa kiểm tra được liên kết ({when(link)}): {link.error} Hãy mở thử."
            yield finding(edition, article, link, "unreachable-link", HINT, message)


@check
def redirected_links(edition: Edition, context: Context) -> Iterator[Finding]:
    """A permanent redirect to another address. The new one is put in where it surely is the same page."""
    for article, link in answered(edition, context):
        if link.status not in MOVED or link.final_url in ("", link.url):
            continue
        repair = Repair("link", link.url, link.final_url) if article and is_same_page(link) else None
        severity = HINT if bare(link.url) == bare(link.final_url) else WARNING
        yield finding(edition, article, link, "redirected-link", severity, moved_message(link), repair)


def answered(edition: Edition, context: Context) -> Iterator[tuple[EditionArticle | None, Link]]:
    """The printed links that have been asked, with their article (None for the podcast's, which is the issue's)."""
    printed = [(None, edition.podcast_url), *((article, article.link) for article in edition.articles)]
    for article, url in printed:
        if link := context.links.get(url):
            yield article, link


def finding(
    edition: Edition,
    article: EditionArticle | None,
    link: Link,
    code: str,
    severity: str,
    message: str,
    repair: Repair | None = None,
) -> Finding:
    """A finding on an article's link, or on the podcast's."""
    severity = HINT if edition.origin == ARCHIVE else severity
    if article:
        return about(article, code, severity, message, field="link", quote=link.url, repair=repair)
    return Finding(code, severity, message, field="podcast_url", quote=link.url)


def why_dead(link: Link) -> str:
    """What is wrong in a few words, or an empty string. 401, 403 and 429 only say that machines are not welcome."""
    if link.status is None:
        return "tên miền không tồn tại" if link.error == NO_SUCH_HOST else ""
    if link.status >= 500:
        return f"máy chủ báo lỗi {link.status} trong cả hai lần hỏi"
    return f"{GONE[link.status]}, mã {link.status}" if link.status in GONE else ""


def when(link: Link) -> str:
    """How old the result is, as a time: a check knows no today."""
    return f"kiểm tra lúc {timezone.localtime(link.checked_at):%H:%M ngày %d/%m/%Y}"


def moved_message(link: Link) -> str:
    """Where it leads now, and what to do."""
    moved = f"Liên kết đã chuyển hẳn sang {link.final_url} (mã {link.status}, {when(link)})."
    if is_front_page(link.final_url):
        return f"{moved} Đó là trang chủ nên bài có thể đã bị gỡ. Hãy mở thử và thay liên kết."
    if is_same_page(link):
        return f"{moved} Hãy dùng địa chỉ mới."
    return f"{moved} Hãy mở thử xem có đúng bài không rồi dùng địa chỉ mới."


def is_front_page(url: str) -> bool:
    """Does an address name a site and no page in it?"""
    return bare(url).endswith("/")


def is_same_page(link: Link) -> bool:
    """Is the new address surely the old page? Then the two share the path, the page's name or its long number."""
    old, new = bare(link.url).partition("/")[2], bare(link.final_url).partition("/")[2]
    return old == new or (bool(new) and not marks_of(old).isdisjoint(marks_of(new)))


def marks_of(path: str) -> set[str]:
    """What tells a page from others: the last part of its path without the ending, and numbers of five digits or more."""
    name = path.partition("?")[0].rpartition("/")[2].partition(".")[0]
    return {*LONG_NUMBER.findall(path), name} - {"", "index"}


def bare(url: str) -> str:
    """`host/path?query` without what changes nothing: scheme, www., slashes at the end, fragment. Lower-case host."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.netloc.lower().removeprefix('www.')}/{parts.path.strip('/')}{query}"
