"""Public pages kept whole, compressed, in the shared cache: one look-up and no query until they change (issues/stamps.py).

Outermost but for static files and HTTPS: a kept page passes no session, no sign-in, no view. Only answers of public views
without a query string are kept so; what travels along with links (`fbclid`, `utm_…`) is not one. Answers to searches are
kept by their view, for an hour at most: each is counted against its reader's limit first.
"""

import gzip
import hashlib
import logging
import time
import zlib
from dataclasses import dataclass
from functools import cache as once

from django.conf import settings
from django.core.cache import cache
from django.http import HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date, parse_http_date_safe

from issues import baking, stamps

logger = logging.getLogger("diemtin.archive")
KEPT_SECONDS = 7 * 24 * 3600
ANSWER_SECONDS = 3600
# Only a reader who has a page asks by these; the others need no comparing.
CONDITIONS = {"HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE"}
TRACKING = ("utm_", "fbclid=", "gclid=", "zarsrc=", "mc_")
TEXT = (
    "text/",
    "application/json",
    "application/rss+xml",
    "application/atom+xml",
    "application/xml",
    "application/feed+json",
)
# Whatever shapes a page: a new version of the software keeps its own pages.
SHAPING = ("templates/**/*.html", "static/**/*.*", "issues/**/*.py", "news/**/*.py", "diemtin/*.py")


@dataclass(frozen=True)
class Page:
    """A kept answer: the stamp under which it was made, its headers, its body (compressed where it is text)."""

    stamp: str
    headers: dict[str, str]
    body: bytes
    compressed: bool

    def answer(self, request) -> HttpResponse:
        """The page for this reader; 304 where they have it."""
        body, headers = self.body, dict(self.headers)
        if self.compressed:
            if "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", ""):
                headers["Content-Encoding"] = "gzip"
            else:
                body = gzip.decompress(body)
        response = HttpResponse(b"" if request.method == "HEAD" else body, headers=headers)
        response["Content-Length"] = str(len(body))
        if not CONDITIONS & request.META.keys():
            return response
        modified = parse_http_date_safe(headers["Last-Modified"])
        return get_conditional_response(request, headers.get("ETag"), modified, response)


class KeptPages:
    """The middleware: answers with kept pages, and keeps those that may be kept."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not settings.KEEP_PAGES or request.method not in ("GET", "HEAD") or has_query(request):
            return self.get_response(request)
        request.get_host()  # an unknown host is refused as everywhere
        stamp, page = look_up(request.path)
        if page:
            return page.answer(request)
        response = self.get_response(request)
        if stamp and request.method == "GET" and may_keep(response):
            return keep(request.path, stamp, response).answer(request)
        return response


def has_query(request) -> bool:
    """Whether the query string says anything about the page."""
    query = request.META.get("QUERY_STRING", "")
    return any(not part.startswith(TRACKING) for part in query.split("&") if part)


def may_keep(response) -> bool:
    """Whether an answer is the same for everybody: a whole page of a public view that does not forbid it."""
    return (
        response.status_code == 200
        and not response.streaming
        and getattr(response, "is_public", False)
        and not response.cookies
        and "no-store" not in response.get("Cache-Control", "")
        and "private" not in response.get("Cache-Control", "")
    )


@once
def version() -> tuple[str, int]:
    """What tells this version's pages from another's, and the second of its newest file."""
    files = sorted({path for pattern in SHAPING for path in settings.BASE_DIR.glob(pattern)})
    newest, whole = 0, hashlib.sha256()
    for path in files:
        stat = path.stat()
        newest = max(newest, int(stat.st_mtime))
        whole.update(f"{path} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return whole.hexdigest()[:12], min(newest, int(time.time()))


def page_key(path: str) -> str:
    """The page's name in the cache; paths may be of any length and hold anything."""
    return f"page:{version()[0]}:{hashlib.sha256(path.encode()).hexdigest()[:40]}"


def look_up(path: str) -> tuple[str | None, Page | None]:
    """The stamp under which a page may be kept now (None: not at all), and the kept page where there is one that holds.

    A cache that does not answer costs speed, never the page.
    """
    stamp, page = stamped(stamps.shelf_of(path), page_key(path))
    return stamp, page if page and stamp and page.stamp == stamp else None


def stamped(shelf: str, name: str) -> tuple[str | None, object]:
    """A shelf's stamp (None: nothing may be kept now) and what the cache has by this name, or None."""
    try:
        found = cache.get_many([stamps.key(shelf), name])
        return stamps.current(shelf, found.get(stamps.key(shelf))), found.get(name)
    except Exception:
        logger.exception("the cache of public pages does not answer")
        return None, None


def keep(path: str, stamp: str, response) -> Page:
    """Keep an answer under the stamp that held before it was made, in the cache and, where that is set up, as a file."""
    content_type = response.get("Content-Type", "")
    compressed = content_type.startswith(TEXT)
    body = gzip.compress(response.content, 6, mtime=0) if compressed else response.content
    response["Last-Modified"] = http_date(max(stamps.seconds(stamp), version()[1]))
    if compressed:
        patch_vary_headers(response, ["Accept-Encoding"])
        if response.has_header("ETag") and not response["ETag"].startswith("W/"):
            # The same page in two encodings: equal in meaning, not in bytes (RFC 9110, 8.8.1).
            response["ETag"] = f"W/{response['ETag']}"
    headers = {name: value for name, value in response.items() if name != "Content-Length"}
    page = Page(stamp, headers, body, compressed)
    try:
        cache.set(page_key(path), page, KEPT_SECONDS)
        baking.bake(path, page)
    except Exception:
        logger.exception("a public page could not be kept: %s", path)
    return page


def kept_answer(question: tuple, make) -> HttpResponse:
    """What a public view made of the same question since the archive last changed, else what `make()` gives now.

    A question is a tuple of texts and numbers, the view's name first; only its sum is stored, the answer is HTML.
    """
    if not settings.KEEP_PAGES:
        return make()
    name = page_key(repr(question))
    stamp, kept = stamped(stamps.LISTS, name)
    if stamp and kept and kept[0] == stamp:
        return HttpResponse(zlib.decompress(kept[1]))
    response = make()
    if stamp and response.status_code == 200:
        try:
            cache.set(name, (stamp, zlib.compress(response.content, 1)), ANSWER_SECONDS)
        except Exception:
            logger.exception("an answer could not be kept")
    return response
