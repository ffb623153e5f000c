"""From where the newsroom opens: with ADMIN_NETWORKS set, for everybody else it is not there."""

import ipaddress
from functools import cache

from django.conf import settings

from diemtin.gate.clients import client_address

OUTSIDE = "diemtin.public_urls"


class OnlyFromNetworks:
    """The middleware. Whoever comes from elsewhere gets the addresses of the public archive alone, so that an address of the
    newsroom answers like any other that does not exist: the same page, the same headers, no slash added."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if settings.ADMIN_NETWORKS and in_newsroom(request.path_info) and not from_inside(request):
            request.urlconf = OUTSIDE
        return self.get_response(request)


def in_newsroom(path: str) -> bool:
    """Whether a path belongs to the newsroom, also without the last slash."""
    return f"{path}/".startswith(f"/{settings.ADMIN_PATH}")


def is_here(request) -> bool:
    """Whether this is a request to the newsroom from where it opens: for others, nothing may tell it from any other address."""
    return in_newsroom(request.path_info) and getattr(request, "urlconf", None) != OUTSIDE


def from_inside(request) -> bool:
    """Whether the request comes from one of the networks; one whose address is not known does not."""
    address = client_address(request)
    return bool(address) and any(
        ipaddress.ip_address(address) in network for network in networks(tuple(settings.ADMIN_NETWORKS))
    )


@cache
def networks(words: tuple[str, ...]) -> tuple:
    """The networks. Raises ValueError, with the word, for what is none: bits of a host are a slip of the pen, and of IPv6
    the first 64 bits are all that is known of a client."""
    found = tuple(ipaddress.ip_network(word.strip()) for word in words)
    if narrow := [network for network in found if network.version == 6 and network.prefixlen > 64]:
        raise ValueError(f"{narrow[0]} hẹp hơn /64")
    return found
