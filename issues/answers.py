"""How public pages answer: only to GET and HEAD, with a strict content policy, cacheable, without cookies."""

import hashlib
from functools import wraps

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from issues import purging

POLICY = "; ".join(
    (
        "default-src 'none'",
        "img-src 'self'",
        "style-src 'self'",
        "script-src 'self'",
        "connect-src 'self'",  # nothing on the pages connects; Lighthouse reads robots.txt from within them
        "font-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)


def public_page(view):
    """A view whose answer carries the headers of a public page; what it does not find answers 404 the same way."""

    @require_safe
    @wraps(view)
    def answer(request, *args, **kwargs):
        try:
            response = view(request, *args, **kwargs)
        except Http404:
            response = render(request, "404.html", status=404)
        return with_headers(request, response)

    return answer


def machine_page(view):
    """A public page for machines, which ask often and for much: a CDN asks anew each time, as nobody tells it of them."""

    @public_page
    @wraps(view)
    def answer(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        if not response.has_header("Cache-Control"):
            patch_cache_control(response, public=True, no_cache=True)
        return response

    return answer


def may_play(response, origin: str) -> HttpResponse:
    """The page with leave to play audio of this origin (`https://nghe.example`), where there is one to name."""
    if origin:
        response["Content-Security-Policy"] = f"{POLICY}; media-src {origin}"
    return response


def with_headers(request, response) -> HttpResponse:
    """The response with policy, caching and ETag; 304 where the reader already has exactly this page."""
    if response.get("Content-Type", "").startswith("text/html"):
        response.setdefault("Content-Security-Policy", POLICY)
    if not response.has_header("Cache-Control"):
        if response.status_code in (404, 503):
            # A number that is guessed today may be published in a minute.
            patch_cache_control(response, no_store=True)
        else:
            # Kept by readers, but asked for each time: a correction or withdrawal shows at the very next look.
            patch_cache_control(response, public=True, no_cache=True)
            if purging.keeps() and not request.META.get("QUERY_STRING"):
                # A CDN is told when the page changes, so it need not ask. `no-cache` would forbid it to keep any.
                response["Cache-Control"] = (
                    f"public, max-age=0, must-revalidate, s-maxage={settings.CDN_SECONDS}"
                )
    response.is_public = True
    return conditional(request, response)


def conditional(request, response) -> HttpResponse:
    """304 for an unchanged page. The tag is made of the page itself, so that new templates count as a change."""
    if response.status_code != 200 or response.streaming or response.has_header("ETag"):
        return response
    response["ETag"] = quote_etag(hashlib.sha256(response.content).hexdigest()[:32])
    return get_conditional_response(request, etag=response["ETag"], response=response)
