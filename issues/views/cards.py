"""The pictures for addresses that are passed on, drawn when they are first asked for."""

import hashlib
from collections.abc import Callable

from django.core.cache import cache
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from issues import cards, shelf
from issues.answers import machine_page
from issues.models import PublicIssue
from issues.printing import RenderError
from issues.views.finding import absent, general_context, with_issue

KEPT_SECONDS = 30 * 24 * 3600


@machine_page
@with_issue
def issue(request, shelved: PublicIssue):
    """The card of an issue."""
    # Equal fronts make equal cards, so what a card is drawn from is its name.
    return answer(shelved.front_json, lambda: cards.issue_card(shelved.front))


@machine_page
def article(request, year: int, number: int, pk: int, slug: str):
    """The card of an article."""
    found = shelf.find_article(year, number, pk)
    if found is None:
        if shelf.find(year, number):
            raise Http404
        return absent(request, year, number, pk=pk, slug=slug)
    if slug != found.slug:
        return redirect("article-card", year, number, pk, found.slug, permanent=True)
    drawn_from = f"{found.issue.front_json}{found.article_json}"
    return answer(drawn_from, lambda: cards.article_card(found, found.issue.front))


@machine_page
def podcast_cover(request):
    """The square cover of the podcast."""
    masthead = general_context()["masthead"]
    named = ":".join((masthead.name, masthead.publisher, masthead.colour, masthead.accent))
    return answer(f"podcast:{named}", lambda: cards.podcast_cover(masthead))


def answer(drawn_from: str, draw: Callable[[], bytes]) -> HttpResponse:
    """The picture, kept under the hash of what it is drawn from; 404 where the masthead's colours are none."""
    name = f"card-{cards.VERSION}-{hashlib.sha256(drawn_from.encode()).hexdigest()}"
    try:
        data = cache.get_or_set(name, draw, KEPT_SECONDS)
    except RenderError as error:
        raise Http404 from error
    response = HttpResponse(data, content_type="image/jpeg")
    response["X-Content-Type-Options"] = "nosniff"
    return response
