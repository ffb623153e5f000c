"""Feeds: the newest articles of everything, a section or an outlet; the issues that can be listened to."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from issues import feeds, outlets, podcast_feed
from issues.addresses import absolute
from issues.answers import machine_page
from issues.catalogue import Wanted
from issues.feeds import Channel
from issues.views.finding import general_context
from issues.xhtml import allowed

FORMATS = {
    "rss": (feeds.as_rss, "application/rss+xml; charset=utf-8"),
    "atom": (feeds.as_atom, "application/atom+xml; charset=utf-8"),
    "json": (feeds.as_json, "application/feed+json; charset=utf-8"),
}


@machine_page
def everything(request, form: str):
    """The newest articles of all sections; a feed without entries where nothing is out yet."""
    return answer(form, feeds.entries(Wanted()), "", reverse("home"), reverse("feed", args=[form]))


@machine_page
def section(request, form: str, slug: str):
    """The newest articles of a section; 404 where it has none in public."""
    found = feeds.entries(Wanted(section=slug))
    if not found:
        raise Http404
    page = reverse("section", args=[slug])
    return answer(form, found, found[0].section, page, reverse("section-feed", args=[slug, form]))


@machine_page
def source(request, form: str, slug: str):
    """The newest articles from an outlet; where it moved or was merged, a redirect; 404 where it has none in public."""
    outlet = outlets.find(slug)
    if outlet and outlet.slug != slug:
        return redirect("source-feed", outlet.slug, form, permanent=True)
    found = feeds.entries(Wanted(source=outlet.pk)) if outlet else []
    if not found:
        raise Http404
    page = reverse("source", args=[slug])
    return answer(form, found, outlet.name, page, reverse("source-feed", args=[slug, form]))


def answer(form: str, found: list, part: str, page: str, feed: str) -> HttpResponse:
    """The feed in its format; `part` is the section's or outlet's name, nothing for all. One query, for the masthead."""
    write, content_type = FORMATS[form]
    masthead = general_context()["masthead"]
    name = allowed(masthead.name)
    channel = Channel(
        title=f"{name} – {part}" if part else name,
        about=f"Tin mới nhất: {part}" if part else allowed(masthead.slogan) or f"Tin mới nhất của {name}",
        page=absolute(page),
        feed=absolute(feed),
        publisher=allowed(masthead.publisher) or name,
    )
    return HttpResponse(write(channel, found), content_type=content_type)


@machine_page
def listen(request):
    """The podcast: the newest issues with an audio file."""
    masthead = general_context()["masthead"]
    return HttpResponse(podcast_feed.as_rss(masthead), content_type=FORMATS["rss"][1])
