"""What stands on the public shelf in lists for machines: by section, source, year and issue, newest first, a page at a time.

A page begins after the last row of the one before (keyset), so that the thousandth costs what the first does.
"""

from dataclasses import dataclass
from datetime import date

import msgspec
from django.db.models import Exists, OuterRef, Q, QuerySet

from issues.models import PublicArticle, PublicIssue
from news.models import Category

PODCAST_REACH = 100  # issues, about two years of a weekly: in so many the podcast feed looks for audio


@dataclass(frozen=True)
class Wanted:
    """Which articles of the shelf; None is any. `issue` and `after` (where the page before ended: year, number, place)."""

    section: str | None = None
    source: int | None = None
    year: int | None = None
    issue: tuple[int, int] | None = None
    after: tuple[int, int, int] | None = None


class Note(msgspec.Struct, frozen=True):
    """A correction, as far as lists show it."""

    date: date
    note: str
    article: int | None


class Heading(msgspec.Struct, frozen=True):
    """A section's key and its name as printed."""

    slug: str
    name: str


class Front(msgspec.Struct, frozen=True):
    """What lists need of an edition; the rest of its JSON is passed over."""

    sections: tuple[Heading, ...]
    corrections: tuple[Note, ...]
    trends_title: str
    podcast_title: str
    podcast_url: str

    def section_name(self, slug: str) -> str:
        """The section as it was called in this issue."""
        return next((s.name for s in self.sections if s.slug == slug), "")


def articles(wanted: Wanted, limit: int) -> QuerySet[PublicArticle]:
    """At most `limit` articles, newest issue first, within an issue in printed order; each with its outlet. One query."""
    found = PublicArticle.objects.select_related("source")
    if wanted.section is not None:
        found = found.filter(section=wanted.section)
    if wanted.source is not None:
        found = found.filter(source=wanted.source)
    if wanted.year is not None:
        found = found.filter(year=wanted.year)
    if wanted.issue:
        found = found.filter(year=wanted.issue[0], number=wanted.issue[1])
    if wanted.after:
        year, number, place = wanted.after
        same_issue = Q(year=year, number=number, place__gt=place)
        # The first condition is implied by the second: by it the index is entered at the right year.
        found = found.filter(
            Q(year__lte=year), Q(year__lt=year) | Q(year=year, number__lt=number) | same_issue
        )
    return found.order_by("-year", "-number", "place")[:limit]


def issues(
    limit: int, year: int | None = None, before: tuple[int, int] | None = None
) -> QuerySet[PublicIssue]:
    """At most `limit` issues, newest first, of one year and/or before an issue (year, number). One query."""
    found = PublicIssue.objects.all()
    if year is not None:
        found = found.filter(year=year)
    if before:
        last_year, number = before
        found = found.filter(Q(year__lt=last_year) | Q(year=last_year, number__lt=number))
    return found.order_by("-year", "-number")[:limit]


def fronts(keys: set[int]) -> dict[int, Front]:
    """What lists need of these issues' editions, by the issue's key. One query."""
    found = PublicIssue.objects.filter(pk__in=keys).values_list("pk", "front_json")
    return {pk: msgspec.json.decode(text, type=Front) for pk, text in found}


def newest_fronts() -> list[tuple[PublicIssue, Front]]:
    """The newest issues with what lists need of their editions: as many as the podcast feed looks through. One query."""
    return [(issue, msgspec.json.decode(issue.front_json, type=Front)) for issue in issues(PODCAST_REACH)]


def sections() -> QuerySet[Category]:
    """The sections in which something stands on the shelf, in their order. One query, one look into an index for each."""
    return Category.objects.filter(Exists(PublicArticle.objects.filter(section=OuterRef("slug"))))
