"""What stands in the public archive, in which order. Everything is asked of releases, never of work in progress."""

import re
from itertools import groupby

from django.db.models import Q

from issues.edition import Edition
from issues.models import Issue, Release, ReleasePicture
from news.pictures import PRINT, WEB

RENDITION = re.compile(rf"-(?:{WEB}|{PRINT})\.(?:jpg|avif)\Z")
NEWEST_FIRST = ("-issue__year", "-issue__number")
OLDEST_FIRST = ("issue__year", "issue__number")


def newest() -> Release | None:
    """The release of the newest issue that the public may read."""
    return Release.objects.public().order_by(*NEWEST_FIRST).first()


def without_text():
    """Public releases with their issues, for lists: the editions themselves stay in the database."""
    return Release.objects.public().select_related("issue").defer("edition_json")


def before(edition: Edition) -> Issue | None:
    """The public issue that came out before this one."""
    earlier = Q(issue__year__lt=edition.year) | Q(issue__year=edition.year, issue__number__lt=edition.number)
    release = without_text().filter(earlier).order_by(*NEWEST_FIRST).first()
    return release and release.issue


def after(edition: Edition) -> Issue | None:
    """The public issue that came out after this one."""
    later = Q(issue__year__gt=edition.year) | Q(issue__year=edition.year, issue__number__gt=edition.number)
    release = without_text().filter(later).order_by(*OLDEST_FIRST).first()
    return release and release.issue


def by_year(year: int | None = None) -> list[tuple[int, list[Release]]]:
    """Years with their public releases, newest first: all years, or the one that is asked for."""
    releases = without_text().order_by(*NEWEST_FIRST)
    if year is not None:
        releases = releases.filter(issue__year=year)
    return [(y, list(group)) for y, group in groupby(releases, key=lambda release: release.issue.year)]


def years() -> list[int]:
    """The years of which the public may read something, newest first."""
    return list(
        Release.objects.public().order_by("-issue__year").values_list("issue__year", flat=True).distinct()
    )


def double_issue_with(year: int, number: int) -> Release | None:
    """The newest release of the double issue whose later number this is."""
    spanning = Q(issue__number__lt=number, issue__last_number__gte=number, issue__year=year)
    release = Release.objects.out().filter(spanning).order_by("-number").first()
    # The issue's row may have changed since, in a draft that nobody may know of; the edition went out.
    return release if release and (release.edition.last_number or 0) >= number else None


def shows(picture: str) -> bool:
    """Whether a public release shows this picture, given by its own name or that of a rendition."""
    original = RENDITION.sub(".jpg", picture)
    return ReleasePicture.objects.filter(name=original, release__in=Release.objects.public()).exists()
