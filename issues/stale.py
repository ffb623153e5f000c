"""When the archive changes: which kept pages are concerned, and how they are emptied in every place that keeps them.

cache    new stamps for the shelves concerned (issues/stamps.py)
files    baked pages go before the change is committed (issues/baking.py)
CDN      is told the addresses once it is committed (issues/purging.py)
"""

import logging

from django.db import transaction
from django.db.models.signals import post_delete, post_save

from issues import baking, purging, related, shelf, stamps
from issues.models import Masthead
from issues.tasks import purge_later
from news.models import Category, Source

logger = logging.getLogger("diemtin.archive")


def shelves_of(issue) -> set[str]:
    """The shelves that an issue's coming, change or going concerns: its own, the lists, and those of the issues that lead to
    it: its neighbours, and whichever has an article that names one of its articles as related."""
    return {
        stamps.LISTS,
        stamps.issue_shelf(issue.year, issue.number),
        *(
            stamps.issue_shelf(other.year, other.number)
            for other in shelf.neighbours(issue.year, issue.number)
            if other
        ),
        *(stamps.issue_shelf(*at) for at in related.issues_showing(issue.pk)),
    }


def issue_changes(issue) -> None:
    """Empty the pages that an issue's change concerns. Call inside the change's transaction; `issue` has year and number."""
    empty(shelves_of(issue), purging.addresses_of(issue))


def lists_change() -> None:
    """Empty all pages but those of issues: sources, sections or the masthead changed. Call inside the transaction."""
    empty({stamps.LISTS}, purging.list_addresses())


def connect() -> None:
    """Called once, when the app is ready: lists show sections and outlets by the names that they have now."""
    for model in (Category, Source, Masthead):
        for signal in (post_save, post_delete):
            signal.connect(on_change, sender=model, dispatch_uid=f"issues.stale.{model.__name__}")


def on_change(sender, **kwargs) -> None:
    """A section, an outlet or the masthead was saved or deleted."""
    lists_change()


def empty(shelves: set[str], addresses: list[str]) -> None:
    """Empty what is kept of some shelves: marked now, so that nothing is kept or baked meanwhile; renewed on commit."""
    try:
        before = stamps.hold(shelves)
    except Exception:
        # A cache that is down keeps nothing; what it kept from before is bounded by KEPT_SECONDS.
        logger.exception("the cache of public pages could not be told of a change: %s", sorted(shelves))
        before = dict.fromkeys(shelves, 0)
    baking.remove(shelves)

    transaction.on_commit(lambda: stamps.renew(before), robust=True)
    purge_later(addresses)
