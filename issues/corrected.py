"""The log of corrections: what the public was told, of issues that it may read."""

from dataclasses import dataclass
from datetime import date

from issues.models import Correction, PublicArticle, PublicIssue


@dataclass(frozen=True)
class Entry:
    """A correction, the issue that it is of, and its article where it is about one that is still printed there."""

    date: date
    note: str
    issue: PublicIssue
    article: PublicArticle | None


def public():
    """The corrections of issues on the shelf, newest first."""
    return Correction.objects.filter(issue__shelved__isnull=False).order_by("-date", "-pk")


def years() -> list[int]:
    """The years in which something was corrected, newest first."""
    return [day.year for day in public().order_by().dates("date", "year", order="DESC")]


def of_year(year: int) -> list[Entry]:
    """The corrections of one year. Two queries."""
    rows = (
        public()
        .filter(date__year=year)
        .select_related("issue__shelved")
        .defer("issue__shelved__front_json", "issue__shelved__page_numbers")
    )
    corrections = list(rows)
    keys = {c.article_id for c in corrections if c.article_id}
    printed = PublicArticle.objects.only("year", "number", "slug", "headline").in_bulk(keys)
    return [Entry(c.date, c.note, c.issue.shelved, printed.get(c.article_id)) for c in corrections]
