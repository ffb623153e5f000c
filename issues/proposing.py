"""What the next issue will most likely be called, from the last one."""

from dataclasses import dataclass
from datetime import date, timedelta

from issues.models import Issue

DAYS = 7


@dataclass(frozen=True)
class Proposal:
    """Number, year and days of an issue that does not exist yet."""

    number: int
    year: int
    first_day: date
    last_day: date


def next_issue(today: date) -> Proposal:
    """One number and seven days after the last issue; numbers begin anew with the year; without any issue, this week."""
    last = Issue.objects.order_by("-year", "-number").first()
    if last is None:
        first = today - timedelta(days=today.weekday())
        return Proposal(1, first.year, first, first + timedelta(days=DAYS - 1))
    first = last.last_day + timedelta(days=1)
    number = 1 if first.year > last.year else (last.last_number or last.number) + 1
    return Proposal(number, max(first.year, last.year), first, first + timedelta(days=DAYS - 1))
