"""The outlets that the news comes from."""

from itertools import groupby

from django.http import Http404
from django.shortcuts import redirect, render

from issues import listings, outlets
from issues.answers import public_page
from issues.views.finding import general_context
from issues.views.sections import asked_end, listing
from news.text import initial


@public_page
def sources(request):
    """All outlets of which something stands in the archive, by the alphabet."""
    groups = [(letter, list(group)) for letter, group in groupby(outlets.public(), lambda s: initial(s.name))]
    return render(request, "issues/sources.html", {**general_context(), "here": "sources", "groups": groups})


@public_page
def source(request, slug: str):
    """What an outlet had first, newest issue first; where it moved or was merged, a redirect to where it is now."""
    found = outlets.find(slug)
    if found is None:
        raise Http404
    if found.slug != slug:
        return redirect("source", found.slug, permanent=True)
    page = listings.of_source(found.pk, asked_end(request))
    return listing(
        request, "issues/source.html", page, {**general_context(), "here": "sources", "source": found}
    )
