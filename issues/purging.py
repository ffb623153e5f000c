"""Telling a CDN what to forget. One POST of `{"files": [addresses]}` with a bearer token, as Cloudflare and others take it.

A CDN keeps a page for CDN_SECONDS and is told when it changes; where no PURGE_URL is set, it is not allowed to keep any.
"""

import json
import urllib.request
from urllib.error import URLError

from django.conf import settings
from django.urls import reverse

from issues import outlets
from issues.models import PublicArticle, PublicIssue
from issues.models.public import NEWEST_FIRST
from news.models import Category

MOST = 30  # addresses in one request: what the strictest service takes
SECONDS = 15
LISTS = ("home", "archive", "about", "accessibility", "sources", "corrections", "search", "api")


class PurgeFailed(Exception):
    """The CDN did not take the addresses; the message says why."""


def keeps() -> bool:
    """Whether a CDN in front may keep pages."""
    return bool(settings.PURGE_URL and settings.CDN_SECONDS)


def addresses_of(issue) -> list[str]:
    """The paths that an issue's change concerns: its own pages and files, its articles', the lists. Six queries, none
    where there is no CDN."""
    if not keeps():
        return []
    at = [issue.year, issue.number]
    articles = PublicArticle.objects.filter(year=issue.year, number=issue.number).order_by("place")
    own = [reverse(name, args=at) for name in ("issue", "issue-pdf", "issue-epub")]
    own += [reverse("article", args=[*at, pk, slug]) for pk, slug in articles.values_list("pk", "slug")]
    return [*own, *list_addresses()]


def list_addresses() -> list[str]:
    """The paths of pages beside the issues', and of the newest issue, that lead to what changed."""
    if not keeps():
        return []
    years = PublicIssue.objects.order_by("-year").values_list("year", flat=True).distinct()
    newest = PublicIssue.objects.order_by(*NEWEST_FIRST).values_list("year", "number")[:2]
    return [
        *(reverse(name) for name in LISTS),
        *(reverse(name, args=[year]) for year in years for name in ("archive-year", "corrections-year")),
        *(reverse("section", args=[slug]) for slug in Category.objects.values_list("slug", flat=True)),
        *(reverse("source", args=[each.slug]) for each in outlets.public()),
        *(reverse("issue", args=at) for at in newest),
    ]


def purge(paths: list[str]) -> int:
    """Have the CDN forget these paths; returns how many requests that took. Raises PurgeFailed."""
    batches = [paths[start : start + MOST] for start in range(0, len(paths), MOST)]
    for batch in batches:
        post([f"{settings.SITE_URL}{path}" for path in batch])
    return len(batches)


def post(addresses: list[str]) -> None:
    """One request. The address comes from the installation's settings, so it may well be on its own network."""
    request = urllib.request.Request(
        settings.PURGE_URL,
        data=json.dumps({"files": addresses}).encode(),
        headers={"Content-Type": "application/json", "Authorization": f"Bearer {settings.PURGE_TOKEN}"},
    )
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:
            answer.read(1)
    except (URLError, OSError, ValueError) as error:
        raise PurgeFailed(f"{settings.PURGE_URL}: {error}") from error
