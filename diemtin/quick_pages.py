"""Kept public pages, answered before Django has made a request of what the server says: nearly half as many again a second.

Only the plainest reader is answered here: GET without a query string, without cookies and conditions, taking gzip, over HTTPS
where that is asked for, at a host of ours. Everybody else, and every page that is not kept, is Django's, whose middleware
(issues/kept_pages.py) gives the same answer, header for header.
"""

import time
from functools import lru_cache
from io import BytesIO

from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse
from django.http.request import split_domain_port, validate_host
from django.middleware.security import SecurityMiddleware

from diemtin import logs
from issues.kept_pages import CONDITIONS, Page, look_up

UNUSUAL = CONDITIONS | {"HTTP_COOKIE"}  # with one of these a request is not the plainest


def quick_pages(application):
    """The WSGI application with kept pages before it."""

    general = lru_cache(maxsize=2)(general_headers)

    def answer(environ, start_response):
        begin = time.perf_counter()
        page = kept(environ)
        if page is None:
            return application(environ, start_response)
        with logs.named(environ.get("HTTP_X_REQUEST_ID", "")) as name:
            own = [("Content-Encoding", "gzip"), ("Content-Length", str(len(page.body))), (logs.HEADER, name)]
            start_response("200 OK", [*page.headers.items(), *general(secure(environ)), *own])
            logs.write("GET", environ["PATH_INFO"], 200, len(page.body), time.perf_counter() - begin)
        return [page.body]

    return answer


def kept(environ: dict) -> Page | None:
    """The kept page that this request may be answered with."""
    path = environ["PATH_INFO"]
    if (
        settings.KEEP_PAGES
        and environ["REQUEST_METHOD"] == "GET"
        and not environ.get("QUERY_STRING")
        and not environ.get("SCRIPT_NAME")
        and not UNUSUAL & environ.keys()
        and "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "")
        and path.isascii()
        and not path.startswith(logs.QUIET)
        and (secure(environ) or not settings.SECURE_SSL_REDIRECT)
        and is_ours(environ.get("HTTP_HOST", ""))
    ):
        page = look_up(path)[1]
        return page if page and page.compressed else None
    return None


def secure(environ: dict) -> bool:
    """Whether the reader speaks HTTPS, with us or with the proxy that we trust to say so."""
    name, value = settings.SECURE_PROXY_SSL_HEADER or ("", "")
    if name in environ:
        return environ[name].split(",")[0].strip() == value
    return environ["wsgi.url_scheme"] == "https"


@lru_cache(maxsize=256)
def is_ours(host: str) -> bool:
    """Whether the site answers at a host."""
    domain, _ = split_domain_port(host)
    return bool(domain) and validate_host(domain, settings.ALLOWED_HOSTS)


def general_headers(is_secure: bool) -> tuple[tuple[str, str], ...]:
    """What Django's own middleware adds to every answer."""
    name, value = settings.SECURE_PROXY_SSL_HEADER or ("", "")
    scheme = "https" if is_secure else "http"
    environ = {"REQUEST_METHOD": "GET", "wsgi.input": BytesIO(), "wsgi.url_scheme": scheme, "HTTP_HOST": "x"}
    bare = WSGIRequest(environ | ({name: value} if name and is_secure else {}))
    answer = SecurityMiddleware(lambda request: HttpResponse())(bare)
    return tuple((name, value) for name, value in answer.items() if name != "Content-Type")
