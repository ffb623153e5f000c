"""Which kept pages still hold. Every kept page belongs to one shelf: an issue's (`so/2026/8`), or LISTS for all others.

A shelf has a stamp in the shared cache; a page kept under another stamp is not served any more. A change of the archive
first marks its shelves as changing, which keeps pages from being served or kept, and gives them new stamps once it is
committed. A process that is killed in between leaves the mark, which lapses; a stamp that is missing is made anew. So
nothing old is ever served for longer than the mark lasts, and nothing needs to be deleted.
"""

import re
import secrets
import time

from django.core.cache import cache

LISTS = "lists"
CHANGING = "changing-"  # and the second of the stamp that held until then
CHANGING_SECONDS = 120
STAMP_SECONDS = 90 * 24 * 3600
ISSUE_PATH = re.compile(r"/so/(\d{4})/(\d{1,3})(?:/|\Z)")


def shelf_of(path: str) -> str:
    """The shelf to which the page of an address belongs."""
    match = ISSUE_PATH.match(path)
    return f"so/{match[1]}/{match[2]}" if match else LISTS


def issue_shelf(year: int, number: int) -> str:
    """The shelf of an issue's pages."""
    return f"so/{year}/{number}"


def key(shelf: str) -> str:
    """The stamp's name in the cache."""
    return f"stamp:{shelf}"


def made(after: int = 0) -> str:
    """A new stamp: a second that is later than `after`, and what makes it the only one."""
    return f"{max(int(time.time()), after + 1)}-{secrets.token_hex(4)}"


def seconds(stamp: str) -> int:
    """The second of a stamp or mark: pages kept under it are newer than those under the one before."""
    first, _, _ = stamp.removeprefix(CHANGING).partition("-")
    return int(first) if first.isdigit() else 0


def current(shelf: str, found: str | None) -> str | None:
    """The shelf's stamp, made where there is none (`found` is what the cache gave); None while it is changing."""
    if found is None:
        cache.add(key(shelf), made(), STAMP_SECONDS)
        found = cache.get(key(shelf))
    return None if found is None or found.startswith(CHANGING) else found


def hold(shelves: set[str]) -> dict[str, int]:
    """Mark shelves as changing; returns the seconds that their stamps had."""
    found = cache.get_many([key(shelf) for shelf in shelves])
    before = {shelf: seconds(found.get(key(shelf), "")) for shelf in shelves}
    cache.set_many({key(shelf): f"{CHANGING}{second}" for shelf, second in before.items()}, CHANGING_SECONDS)
    return before


def renew(before: dict[str, int]) -> None:
    """Give new stamps to the shelves that were held: what was kept of them is served no more."""
    cache.set_many({key(shelf): made(second) for shelf, second in before.items()}, STAMP_SECONDS)
