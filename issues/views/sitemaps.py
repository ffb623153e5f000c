"""sitemap.xml with its parts, and robots.txt."""

from django.http import Http404, HttpResponse
from django.urls import reverse

from issues import sitemaps
from issues.answers import machine_page

XML = "application/xml; charset=utf-8"


@machine_page
def index(request):
    """The list of all parts."""
    addresses = [
        reverse("sitemap-pages"),
        *(reverse("sitemap-part", args=part) for part in sitemaps.parts()),
    ]
    lines = ((address, None) for address in addresses)
    return HttpResponse(sitemaps.as_xml("sitemapindex", "sitemap", lines), content_type=XML)


@machine_page
def pages(request):
    """Pages that belong to no issue."""
    return HttpResponse(sitemaps.as_xml("urlset", "url", sitemaps.page_lines()), content_type=XML)


@machine_page
def part(request, year: int, block: int):
    """Issues and articles of one part; 404 where it has none."""
    lines = sitemaps.part_lines(year, block)
    if not lines:
        raise Http404
    return HttpResponse(sitemaps.as_xml("urlset", "url", lines), content_type=XML)


@machine_page
def robots(request):
    """What robots should leave alone, and where the sitemap is."""
    return HttpResponse(sitemaps.robots(), content_type="text/plain; charset=utf-8")
