"""What stands in the public archive, in which order. Asked of the public shelf and of releases, never of work in progress."""

import re

from django.db.models import Q

from issues.models import PublicArticle, PublicIssue, Release, ReleasePicture
from news.pictures import PRINT, SMALL, WEB

RENDITION = re.compile(rf"-(?:{SMALL}|{WEB}|{PRINT})\.(?:jpg|avif)\Z")


def newest() -> PublicIssue | None:
    """The newest issue that the public may read, with its release."""
    return PublicIssue.objects.select_related("release").first()


def newest_front() -> PublicIssue | None:
    """The newest public issue without its texts: for pages that only need the masthead."""
    return PublicIssue.objects.only("front_json", "page_notice", "trends_teaser").first()


def find(year: int, number: int) -> PublicIssue | None:
    """The public issue with this (first) number, with its release."""
    return PublicIssue.objects.select_related("release").filter(year=year, number=number).first()


def find_article(year: int, number: int, pk: int) -> PublicArticle | None:
    """The public article with this key in that issue, with the issue; no edition is loaded. One query."""
    found = PublicArticle.objects.filter(pk=pk, year=year, number=number).order_by()
    # One at most, so in no order: composing one takes longer than finding the row.
    return next(iter(found.select_related("issue", "source")), None)


def for_lists():
    """Public issues, newest first, without what only their own pages need."""
    return PublicIssue.objects.defer("front_json", "page_numbers")


def neighbours(year: int, number: int) -> tuple[PublicIssue | None, PublicIssue | None]:
    """The public issues that came out before and after this one, with nothing but what names them. One query, written out:
    composing two takes a tenth of an issue's page."""
    either = (
        f"SELECT * FROM (SELECT issue_id, year, number, last_number FROM {PublicIssue._meta.db_table} "
        "WHERE (year, number) {} (%s, %s) ORDER BY year {}, number {} LIMIT 1) AS {}"
    )
    query = " UNION ALL ".join(
        (either.format("<", "DESC", "DESC", "earlier"), either.format(">", "ASC", "ASC", "later"))
    )
    found = list(PublicIssue.objects.raw(query, [year, number, year, number]))
    here = (year, number)
    earlier = next((issue for issue in found if (issue.year, issue.number) < here), None)
    return earlier, next((issue for issue in found if (issue.year, issue.number) > here), None)


def of_year(year: int) -> list[PublicIssue]:
    """The public issues of one year, newest first."""
    return list(for_lists().filter(year=year))


def years() -> list[int]:
    """The years of which the public may read something, newest first."""
    return list(PublicIssue.objects.order_by("-year").values_list("year", flat=True).distinct())


def withdrawn(year: int, number: int) -> Release | None:
    """The newest release that went out under this number, where it was withdrawn since."""
    release = Release.objects.newest_of(year, number)
    return release if release and release.withdrawn_at else None


def double_issue_with(year: int, number: int) -> Release | None:
    """The newest release of the double issue whose later number this is."""
    spanning = Q(issue__number__lt=number, issue__last_number__gte=number, issue__year=year)
    release = Release.objects.out().filter(spanning).order_by("-number").first()
    # The issue's row may have changed since, in a draft that nobody may know of; the edition went out.
    return release if release and (release.edition.last_number or 0) >= number else None


def shows(picture: str) -> bool:
    """Whether a public release shows this picture, given by its own name or that of a rendition."""
    original = RENDITION.sub(".jpg", picture)
    return ReleasePicture.objects.filter(name=original, release__shelved__isnull=False).exists()
