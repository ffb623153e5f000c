"""Pages to read: home, issue, article, archive."""

from django.http import Http404
from django.shortcuts import redirect, render

from issues import podcast, shelf
from issues.addresses import article_path
from issues.answers import may_play, public_page, with_headers
from issues.models import PublicIssue
from issues.views.finding import absent, article_context, general_context, issue_context, with_issue


@public_page
def home(request):
    """The newest public issue under the masthead, or a kind word where there is none yet."""
    newest = shelf.newest()
    if newest is None:
        return render(request, "issues/empty.html", general_context())
    return issue_page(request, "issues/home.html", {**issue_context(newest), "here": "home"})


@public_page
@with_issue
def issue(request, shelved: PublicIssue):
    """One issue."""
    return issue_page(request, "issues/issue.html", issue_context(shelved))


def issue_page(request, template: str, context: dict):
    """An issue's page, which may play the issue's podcast and nothing else."""
    audio = podcast.origin(context["edition"].podcast_url)
    return may_play(render(request, template, {**context, "audio": audio}), audio)


@public_page
def article(request, year: int, number: int, pk: int, slug: str):
    """One article of the issue."""
    found = shelf.find_article(year, number, pk)
    if found is None:
        if shelf.find(year, number):
            raise Http404
        return absent(request, year, number, pk=pk, slug=slug)
    if slug != found.slug:
        return redirect(article_path(found.issue, found.printed), permanent=True)
    return render(request, "issues/article.html", article_context(found))


@public_page
def archive(request, year: int | None = None):
    """Public issues by year: those of the newest year, or of the one that is asked for (404 where it has none)."""
    years = shelf.years()
    shown = year or (years[0] if years else None)
    issues = shelf.of_year(shown) if shown else []
    if year is not None and not issues:
        raise Http404
    context = {**general_context(), "here": "archive", "issues": issues, "year": shown, "years": years}
    return render(request, "issues/archive.html", context)


def not_found(request, exception):
    """What an address that never was answers, to whatever method."""
    return with_headers(request, render(request, "404.html", status=404))
