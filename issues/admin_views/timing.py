"""What the confirm page of “publish at a set time” shows and takes besides the note."""

from datetime import datetime, time, timedelta

from django.utils import timezone
from django.utils.dateparse import parse_datetime

from issues import scheduling

PROPOSED = time(6, 0)  # before readers have their coffee


def context(issue) -> dict:
    """The field, filled with the time that is set, else with tomorrow morning; and what the person saw."""
    now = timezone.localtime()
    tomorrow = datetime.combine(now.date() + timedelta(days=1), PROPOSED)
    shown = timezone.localtime(issue.publish_at) if issue.publish_at else tomorrow
    return {
        "step_fields": "admin/issues/issue/schedule_fields.html",
        "publish_at": f"{shown:{scheduling.FIELD}}",
        "earliest": f"{now:{scheduling.FIELD}}",
        "seen_publish_at": issue.publish_at.isoformat() if issue.publish_at else "",
    }


def schedule(issue, user, data, note: str) -> None:
    """Set the time that was typed, where it still is the one that the person saw. Raises Refused."""
    at = scheduling.read_time(data.get("publish_at", ""))
    issue.publish_at = seen(data)
    scheduling.schedule(issue, user, at, note)


def seen(data) -> datetime | None:
    """The time that stood on the page."""
    try:
        return parse_datetime(data.get("seen_publish_at", ""))
    except ValueError:
        return None
