"""So many requests a minute from one address, counted in the shared cache: for search and for the API.

Own code, because what there is asks for a cache with atomic counting, which files are not. A lost count lets one request
more through; a cache that is down lets all through: a limit protects the site and must never be what takes it down.
"""

import ipaddress
import logging
import time
from functools import wraps

from django.conf import settings
from django.core.cache import cache
from django.shortcuts import render

logger = logging.getLogger("diemtin.limits")
MINUTE = 60  # seconds
SUBNET = 64  # bits: what one subscriber of IPv6 has


def client_address(request) -> str:
    """The client's address, an IPv6 one as its /64; empty where it is not known.

    The peer of the connection, unless PROXY_HOPS says that so many proxies of ours stand in front: each adds the address it
    saw at the end of X-Forwarded-For, so the client is that many places from the end. What stands before was sent by the client.
    """
    seen = request.META.get("REMOTE_ADDR", "")
    if hops := settings.PROXY_HOPS:
        forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        seen = forwarded[-hops] if len(forwarded) >= hops else seen
    return subscriber(seen.strip())


def subscriber(address: str) -> str:
    """The address, or for IPv6 its network; empty for what is no address.

    >>> subscriber("2001:db8:1:2:3:4:5:6"), subscriber("::ffff:192.0.2.7"), subscriber("192.0.2.7"), subscriber("?")
    ('2001:db8:1:2::/64', '192.0.2.7', '192.0.2.7', '')
    """
    try:
        found = ipaddress.ip_address(address.strip("[]").partition("%")[0])
    except ValueError:
        return ""
    if found.version == 4:
        return str(found)
    return str(found.ipv4_mapped or ipaddress.ip_network((found.packed, SUBNET), strict=False))


def seconds_to_wait(request, name: str, per_minute: int) -> int:
    """Count this request under the name; 0 where it may go on, else the seconds until the next minute begins.

    `per_minute` 0 is no limit.
    """
    address = client_address(request)
    if not per_minute or not address:
        return 0
    now = int(time.time())
    minute, passed = divmod(now, MINUTE)
    key = f"limit:{name}:{address.replace('/', '-')}:{minute}"
    try:
        count = 1 if cache.add(key, 1, 2 * MINUTE) else cache.incr(key)
    except Exception:
        logger.exception("the cache does not count requests; nobody is limited")
        return 0
    return MINUTE - passed if count > per_minute else 0


def limited(name: str, setting: str):
    """A view that answers 429 to an address which asked more often in this minute than the setting allows."""

    def decorate(view):
        @wraps(view)
        def answer(request, *args, **kwargs):
            wait = seconds_to_wait(request, name, getattr(settings, setting))
            return too_many(request, wait) if wait else view(request, *args, **kwargs)

        return answer

    return decorate


def too_many(request, wait: int):
    """A kind word, and when to come back."""
    response = render(request, "issues/search_wait.html", {"wait": wait}, status=429)
    response["Retry-After"] = str(wait)
    response["Cache-Control"] = "no-store"
    return response
