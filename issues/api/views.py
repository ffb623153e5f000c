"""The addresses of the API. Each asks the public shelf, a constant number of queries."""

from urllib.parse import urlencode

from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import redirect, render
from django.urls import resolve, reverse

from issues import catalogue, outlets, shelf
from issues.addresses import absolute
from issues.answers import public_page
from issues.api import asking, making, values
from issues.api.answers import api_view, gone, json_response
from issues.api.description import described, paths_for_people
from issues.catalogue import Wanted
from issues.views.finding import general_context


@api_view
def issues(request):
    """Issues, newest first. One query."""
    asked = asking.read(request.GET, asking.OF_ISSUES)
    limit = asking.limit(asked)
    before = asking.issue(asked.get("before"))
    rows = list(catalogue.issues(limit + 1, asking.year(asked), before).defer("front_json", "page_numbers"))
    shown = rows[:limit]
    following = {"before": f"{shown[-1].number}-{shown[-1].year}"} if len(rows) > limit else None
    return values.IssuePage(
        items=[making.issue_summary(row) for row in shown], next=next_page("api-issues", asked, following)
    )


@api_view
def issue(request, year: int, number: int):
    """One issue with its contents. Two queries."""
    asking.read(request.GET, ())
    shelved = shelf.find(year, number)
    if shelved is None:
        return absent("api-issue", year, number)
    articles = catalogue.articles(Wanted(issue=(year, number)), limit=None).defer("article_json")
    return making.issue(shelved, list(articles))


@api_view
def article(request, year: int, number: int, pk: int):
    """One article with its text. One query."""
    asking.read(request.GET, ())
    found = shelf.find_article(year, number, pk)
    if found:
        return making.article(found)
    if shelf.find(year, number):
        raise Http404
    return absent("api-article", year, number, pk)


def absent(name: str, year: int, number: int, pk: int | None = None) -> HttpResponse:
    """The answer for what is not on the shelf: when and why it was withdrawn, or where a double issue is, or Http404."""
    release = shelf.withdrawn(year, number)
    if release and (pk is None or any(each.id == pk for each in release.edition.articles)):
        return gone(release)
    double = None if release else shelf.double_issue_with(year, number)
    if double is None:
        raise Http404
    rest = () if pk is None else (pk,)
    return redirect(name, year, double.edition.number, *rest, permanent=True)


@api_view
def articles(request):
    """Articles, newest issue first. One query, and one for the outlet where one is asked for."""
    asked = asking.read(request.GET, asking.OF_ARTICLES)
    limit = asking.limit(asked)
    outlet = outlets.find(asked["source"]) if "source" in asked else None
    if "source" in asked and outlet is None:
        return values.ArticlePage(items=[], next=None)
    wanted = Wanted(
        section=asked.get("section"),
        source=outlet and outlet.pk,
        year=asking.year(asked),
        issue=asking.issue(asked.get("issue")),
        after=asking.position(asked.get("after")),
    )
    rows = list(catalogue.articles(wanted, limit + 1).defer("article_json"))
    shown = rows[:limit]
    last = shown[-1] if len(rows) > limit else None
    following = {"after": f"{last.number}-{last.year}-{last.place}"} if last else None
    return values.ArticlePage(
        items=[making.article_summary(row) for row in shown], next=next_page("api-articles", asked, following)
    )


def next_page(name: str, asked: dict[str, str], following: dict[str, str] | None) -> str | None:
    """The whole address of the next page, with the same filters; None on the last."""
    return absolute(f"{reverse(name)}?{urlencode({**asked, **following})}") if following else None


@api_view
def sections(request):
    """Sections. One query."""
    asking.read(request.GET, ())
    return values.SectionList(items=[making.section(category) for category in catalogue.sections()])


@api_view
def sources(request):
    """Outlets. One query."""
    asking.read(request.GET, ())
    return values.SourceList(items=[making.source(outlet) for outlet in outlets.public()])


@api_view
def openapi(request):
    """The description of all this for programs. One query, for the publication's name."""
    asking.read(request.GET, ())
    return json_response(described(general_context()["masthead"].name))


@api_view
def missing(request, rest: str):
    """What is no address of the API: 404 as a problem, or a redirect where only the last slash is missing."""
    whole = f"{request.path}/"
    if request.path.endswith("/") or resolve(whole).url_name == request.resolver_match.url_name:
        raise Http404
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{whole}?{query}" if query else whole)


@public_page
def guide(request):
    """The description for people."""
    return render(request, "issues/api.html", {**general_context(), "addresses": paths_for_people()})
