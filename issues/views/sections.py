"""A section through all issues."""

from django.http import Http404
from django.shortcuts import render

from issues import listings
from issues.answers import public_page
from issues.listings import Page
from issues.views.finding import general_context
from news.models.category import SUMMARY_SLUG


@public_page
def section(request, slug: str):
    """What a section brought, newest issue first; the issues' summaries for the section that has no articles."""
    end = asked_end(request)
    summaries = slug == SUMMARY_SLUG
    found = listings.summaries(end) if summaries else listings.of_section(slug, end)
    context = general_context()
    return listing(request, "issues/section.html", found, {**context, "section": named(slug, found, context)})


def asked_end(request):
    """Before which issue the page ends (`?truoc=47-2026`), None for the first page. Raises Http404 for anything else."""
    if "truoc" not in request.GET:
        return None
    end = listings.place(request.GET["truoc"])
    if end is None:
        raise Http404
    return end


def listing(request, template: str, found: Page, context: dict):
    """A page of a list. Raises Http404 where nothing is on it."""
    if not found.groups:
        raise Http404
    return render(request, template, {**context, "found": found, "end": request.GET.get("truoc", "")})


def named(slug: str, found: Page, context: dict):
    """The section as the newest issue calls it; one that is no more, as the newest issue on the page does."""
    known = context["sections"] or ()
    here = next((s for s in known if s.slug == slug), None)
    if here or not found.groups:
        return here
    return next(s for s in found.groups[0][0].front.sections if s.slug == slug)
