"""Pages about the periodical: who makes it, what was corrected, how everybody can read it."""

from django.http import Http404
from django.shortcuts import render

from issues import corrected
from issues.answers import public_page
from issues.views.finding import general_context


@public_page
def about(request):
    """Who publishes this, how news is chosen, and how to read it."""
    return render(request, "issues/about.html", {**general_context(), "here": "about"})


@public_page
def accessibility(request):
    """How the pages are made so that everybody can read them, and whom to tell where they fail."""
    return render(request, "issues/accessibility.html", general_context())


@public_page
def corrections(request, year: int | None = None):
    """What was corrected in the newest year that has something, or in the one that is asked for (404 where it has none)."""
    years = corrected.years()
    shown = year or (years[0] if years else None)
    entries = corrected.of_year(shown) if shown else []
    if year is not None and not entries:
        raise Http404
    context = {**general_context(), "entries": entries, "year": shown, "years": years}
    return render(request, "issues/corrections.html", context)
