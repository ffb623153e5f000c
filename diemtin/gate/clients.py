"""Where a request comes from, and with what: for limits, for the list of sign-ins."""

import ipaddress

from django.conf import settings

SUBNET = 64  # bits: what one subscriber of IPv6 has
# The first that occurs: Edge and Cốc Cốc call themselves Chrome too, and Chrome calls itself Safari.
BROWSERS = (
    *(("Edg", "Edge"), ("OPR/", "Opera"), ("coc_coc", "Cốc Cốc"), ("SamsungBrowser", "Samsung Internet")),
    *(
        ("Firefox", "Firefox"),
        ("FxiOS", "Firefox"),
        ("CriOS", "Chrome"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    ),
)
SYSTEMS = (
    *(("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows")),
    *(("Mac OS", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux")),
)


def client_address(request) -> str | None:
    """The client's address, an IPv6 one as the first of its /64; None where it is not known.

    The peer of the connection, unless PROXY_HOPS says that so many proxies of ours stand in front: each adds the address
    it saw at the end of X-Forwarded-For, so the client is that many places from the end. What stands before that was sent
    by the client and is worth nothing.
    """
    seen = request.META.get("REMOTE_ADDR") or ""
    if hops := settings.PROXY_HOPS:
        forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        seen = forwarded[-hops] if len(forwarded) >= hops else seen
    return subscriber(seen.strip())


def subscriber(address: str) -> str | None:
    """The address; for IPv6 the first of its network; None for what is no address.

    >>> subscriber("2001:db8:1:2:3:4:5:6"), subscriber("::ffff:192.0.2.7"), subscriber("192.0.2.7"), subscriber("?")
    ('2001:db8:1:2::', '192.0.2.7', '192.0.2.7', None)
    """
    try:
        found = ipaddress.ip_address(address.strip("[]").partition("%")[0])
    except ValueError:
        return None
    if found.version == 6 and not found.ipv4_mapped:
        return str(ipaddress.ip_network((found.packed, SUBNET), strict=False).network_address)
    return str(found.ipv4_mapped if found.version == 6 else found)


def shortened(address: str | None) -> str:
    """An address as it is shown: enough to know one's own, not enough to find a machine.

    >>> shortened("203.113.7.21"), shortened("2001:db8:1:2::"), shortened(None)
    ('203.113.7.*', '2001:db8:1:*', 'không rõ')
    """
    if not address:
        return "không rõ"
    mark, kept = (":", 3) if ":" in address else (".", 3)
    return mark.join([*address.split(mark)[:kept], "*"])


def browser(user_agent: str) -> str:
    """The browser and the system by the names that people know.

    >>> browser("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0")
    'Firefox trên Windows'
    """
    name = next((name for word, name in BROWSERS if word in user_agent), "Trình duyệt lạ")
    system = next((name for word, name in SYSTEMS if word in user_agent), "")
    return f"{name} trên {system}" if system else name
