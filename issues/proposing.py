"""What the next issue will most likely be, from the last one: its number, days, layout and sections."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count

from issues.models import Issue, Placement
from issues.models.issue import Origin, PrintLayout
from news.models import Category
from news.models.category import Layout

DAYS = 7


@dataclass(frozen=True)
class Proposal:
    """Numbers, year, days and layout of an issue that does not exist yet; `last_number` of a double one only."""

    number: int
    last_number: int | None
    year: int
    first_day: date
    last_day: date
    layout: str


@dataclass(frozen=True)
class ProposedSection:
    """A section of the next issue: how many articles it should have, and how many the last issue has in it."""

    section: Category
    last: int


def last_issue() -> Issue | None:
    """The issue that the next one follows."""
    return Issue.objects.order_by("-year", "-number").first()


def next_issue(today: date, double: bool = False) -> Proposal:
    """One number and seven days after the last issue, two numbers and fourteen days where it is to be a double one; numbers
    begin anew with the year; without any issue, this week."""
    last = last_issue()
    if last is None:
        number, first = 1, today - timedelta(days=today.weekday())
        year = first.year
    else:
        first = last.last_day + timedelta(days=1)
        year = max(first.year, last.year)
        number = 1 if first.year > last.year else (last.last_number or last.number) + 1
    days = DAYS * (2 if double else 1)
    return Proposal(
        number,
        number + 1 if double else None,
        year,
        first,
        first + timedelta(days=days - 1),
        last.layout if last and last.origin == Origin.NEWSROOM else PrintLayout.MAGAZINE,
    )


def sections_after(last: Issue | None) -> list[ProposedSection]:
    """The sections that articles will stand in, in order, with their numbers in the last issue."""
    rows = (
        Placement.objects.filter(issue=last).values_list("category").annotate(number=Count("pk")).order_by()
    )
    counts = dict(rows) if last else {}
    sections = Category.objects.exclude(layout=Layout.SUMMARY)
    return [ProposedSection(section, counts.get(section.slug, 0)) for section in sections]
