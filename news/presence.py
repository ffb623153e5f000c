"""Who has an article or an issue open now.

Opening a page counts for some minutes, so that it works without JavaScript; a page with it says every twenty seconds
that it is still there, and is forgotten a minute after it falls silent.
"""

from datetime import timedelta

from django.utils import timezone

from news.models import Presence

OPENED = timedelta(minutes=5)
BEAT = timedelta(seconds=60)


def arrive(row, user, editing: bool) -> None:
    """Somebody opened the row's page."""
    Presence.objects.filter(until__lt=timezone.now()).delete()
    note(row, user, editing, OPENED)


def beat(row, user, editing: bool) -> None:
    """The page is still open."""
    note(row, user, editing, BEAT)


def note(row, user, editing: bool, how_long: timedelta) -> None:
    """Write down that somebody is there; one statement, so that two pages of one person do not get in each other's way."""
    here = Presence(
        kind=row._meta.label, row=row.pk, user=user, editing=editing, until=timezone.now() + how_long
    )
    Presence.objects.bulk_create(
        [here],
        update_conflicts=True,
        unique_fields=["kind", "row", "user"],
        update_fields=["editing", "until"],
    )


def leave(row, user) -> None:
    """The page was closed."""
    Presence.objects.filter(kind=row._meta.label, row=row.pk, user=user).delete()


def others(row, user) -> list[Presence]:
    """Who else is there, those who edit first."""
    there = Presence.objects.now().filter(kind=row._meta.label, row=row.pk).exclude(user=user)
    return list(there.select_related("user").order_by("-editing", "since"))
