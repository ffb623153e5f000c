"""Where a request comes from, and with what: for limits, for the list of sign-ins."""

from issues import limits

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
    """The client's address as the limits of the public site know it (PROXY_HOPS), an IPv6 one as the first of its /64;
    None where it is not known."""
    return limits.client_address(request).partition("/")[0] or None


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
