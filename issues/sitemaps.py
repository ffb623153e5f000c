"""The archive for search engines (sitemaps.org 0.9): an index, and parts that stay small however large the archive grows.

A part holds the issues of one hundred of numbers within a year, with their articles: for a weekly, a year. So a part never
changes once its year is over, and writing one costs what the year holds.
"""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from issues import catalogue, outlets, shelf
from issues.addresses import absolute, issue_path
from issues.models import PublicArticle, PublicIssue

BLOCK = 100  # numbers in a part; at 60 articles each, 6,000 of the 50,000 addresses that a part may have
NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
Line = tuple[str, datetime | None]  # path, last change


def parts() -> list[tuple[int, int]]:
    """(year, hundred) of each part, newest first. One query, answered from an index."""
    labels = PublicIssue.objects.order_by("-year", "-number").values_list("year", "number")
    return list(dict.fromkeys((year, number // BLOCK) for year, number in labels))


def page_lines() -> list[Line]:
    """What is not in an issue: home, lists, sections and outlets. Four queries."""
    newest = catalogue.issues(1).defer("front_json", "page_numbers").first()
    changed = newest.updated_at if newest else None
    fixed = [(reverse("home"), changed), (reverse("archive"), changed), (reverse("corrections"), changed)]
    fixed += [(reverse(name), None) for name in ("about", "sources", "accessibility", "search", "api")]
    years = [(reverse("archive-year", args=[year]), None) for year in shelf.years()]
    sections = [(reverse("section", args=[each.slug]), changed) for each in catalogue.sections()]
    sources = [(reverse("source", args=[each.slug]), None) for each in outlets.public()]
    return [*fixed, *years, *sections, *sources]


def part_lines(year: int, block: int) -> list[Line]:
    """The issues of a part, each followed by its articles, newest issue first; empty where there are none. Two queries."""
    numbers = {"year": year, "number__gte": block * BLOCK, "number__lt": (block + 1) * BLOCK}
    issues = PublicIssue.objects.filter(**numbers).only("year", "number", "updated_at")
    columns = ("number", "pk", "slug", "updated_at")
    articles = PublicArticle.objects.filter(**numbers).order_by("-number", "place").values_list(*columns)
    lines = [(issue_path(issue), issue.updated_at) for issue in issues.order_by("-number")]
    return lines + [
        (reverse("article", args=[year, number, pk, slug]), updated) for number, pk, slug, updated in articles
    ]


def as_xml(kind: str, entry: str, lines: Iterable[Line]) -> str:
    """A `urlset` of `url`, or a `sitemapindex` of `sitemap`, with whole addresses."""
    written = "".join(
        f"<{entry}><loc>{escape(absolute(path))}</loc>{last_change(changed)}</{entry}>\n"
        for path, changed in lines
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{kind} {NAMESPACE}>\n{written}</{kind}>\n'


def last_change(changed: datetime | None) -> str:
    """The element with the last change, or nothing where it is not known."""
    return (
        f"<lastmod>{timezone.localtime(changed).isoformat(timespec='seconds')}</lastmod>" if changed else ""
    )


def robots() -> str:
    """robots.txt. It names nothing that nobody needs to know: addresses of the newsroom are not published."""
    rules = ("User-agent: *", "Disallow: /tim-kiem/?", "Disallow: /api/v1/")
    return "\n".join((*rules, "", f"Sitemap: {absolute(reverse('sitemap'))}", ""))
