"""What a public address means: the issue on the shelf, a withdrawn one, the first number of a double issue, or nothing."""

from functools import wraps

from django.http import Http404
from django.shortcuts import redirect, render

from issues import related, shelf
from issues.edition import Edition, EditionSection
from issues.models import Masthead, PublicArticle, PublicIssue, Release


def with_issue(view):
    """Give the view the public issue of its address; what is not on the shelf is answered here."""

    @wraps(view)
    def find(request, year: int, number: int, **rest):
        shelved = shelf.find(year, number)
        return view(request, shelved, **rest) if shelved else absent(request, year, number, **rest)

    return find


def absent(request, year: int, number: int, **rest):
    """The answer for an issue that is not on the shelf: 410 where it was withdrawn, a redirect from the later number of a
    double issue to its first, else 404."""
    if release := shelf.withdrawn(year, number):
        if "pk" in rest and all(article.id != rest["pk"] for article in release.edition.articles):
            raise Http404
        return gone(request, release)
    double = shelf.double_issue_with(year, number)
    if double is None:
        raise Http404
    name = request.resolver_match.url_name
    return redirect(name, year=year, number=double.edition.number, permanent=True, **rest)


def gone(request, release: Release):
    """What a withdrawn issue answers at every one of its addresses."""
    context = {**edition_context(release.edition), "release": release}
    return render(request, "issues/withdrawn.html", context, status=410)


def edition_context(edition: Edition) -> dict:
    """What every page of an edition needs."""
    return {
        "edition": edition,
        "masthead": edition.masthead,
        "notice": edition.page_notice,
        "sections": filled(edition, edition.trends_body),
    }


def filled(edition: Edition, summary: str) -> list[EditionSection]:
    """The sections in which the edition has something; `summary` is what is known of its summary's text."""
    return [s for s in edition.sections if s.articles or (s.layout == "summary" and summary)]


def general_context() -> dict:
    """What pages beside the editions need: the masthead of the newest one, or the one that is set up. One query."""
    newest = shelf.newest_front()
    if newest is None:
        return {"masthead": Masthead.current(), "notice": "", "sections": []}
    front = newest.front
    return {
        "masthead": front.masthead,
        "notice": newest.page_notice,
        "sections": filled(front, newest.trends_teaser),
    }


def issue_context(shelved: PublicIssue) -> dict:
    """The context of an issue's page."""
    previous, following = shelf.neighbours(shelved.year, shelved.number)
    return {
        **edition_context(shelved.release.edition),
        "shelved": shelved,
        "previous": previous,
        "next": following,
    }


def article_context(found: PublicArticle) -> dict:
    """The context of an article's page: the article, and its place among the others of its issue."""
    edition = found.issue.front
    articles = edition.articles
    index = found.place - 1
    return {
        **edition_context(edition),
        "sections": filled(edition, found.issue.trends_teaser),
        "article": found.printed,
        "shelved": found,
        "source": found.source,
        "section": next(s for s in edition.sections if s.slug == found.section),
        "place": found.place,
        "printed_page": found.issue.page_numbers.get(str(found.pk)),
        "previous": articles[index - 1] if index else None,
        "next": articles[index + 1] if index + 1 < len(articles) else None,
        "corrections": edition.corrections_of(found.pk),
        "related": related.of(found),
    }
