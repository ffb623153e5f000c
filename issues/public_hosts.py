"""Which addresses may be asked at all: their spelling, and whether an IP address is of the public internet.

An address that somebody typed, or that a site redirects to, may point into our own network (server-side request
forgery). These are the rules; `issues.fetching` holds every request to them.
"""

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

# IANA's registries of special-purpose addresses (RFC 6890 and later), with multicast and what is reserved; spelled
# out because `ipaddress.is_global` differs between Python versions.
CLOSED_IPV4 = tuple(
    ipaddress.ip_network(block)
    for block in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"),
        *("192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24"),
        *("192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24"),
        "224.0.0.0/3",
    )
)
# Public IPv6 is 2000::/3. Outside lie loopback, mapped IPv4, NAT64, unique local, link-local and multicast; inside,
# protocol assignments with Teredo, documentation and 6to4 are closed as well.
OPEN_IPV6 = ipaddress.ip_network("2000::/3")
CLOSED_IPV6 = tuple(
    ipaddress.ip_network(block) for block in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")
)
PORTS = (80, 443)
LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\Z")
NUMBER = re.compile(r"(\d+|0x[0-9a-f]*)\Z")
ODD = re.compile(r"[\x00-\x1f\x7f\\]")
PATH_MARKS = "%/:@!$&'()*+,;=~"


class FetchRefused(Exception):
    """We do not ask this address; str() is one Vietnamese sentence that says why."""


@dataclass(frozen=True)
class Target:
    """An address taken apart: host in ASCII lower case, `path` percent-encoded with its query."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def netloc(self) -> str:
        """Host as the Host header writes it, with the port where it is not the scheme's own."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == own_port(self.scheme) else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """The address put together again."""
        return f"{self.scheme}://{self.netloc}{self.path}"


def own_port(scheme: str) -> int:
    """The port that a scheme means where none is written."""
    return 443 if scheme == "https" else 80


def parse(url: str) -> Target:
    """An address that may be asked as far as its spelling goes. Raises FetchRefused."""
    if ODD.search(url):
        raise FetchRefused("Địa chỉ chứa ký tự không hợp lệ.")
    try:
        parts = urlsplit(url)
        port = parts.port
        path = quote(parts.path or "/", safe=PATH_MARKS)
        query = quote(parts.query, safe=PATH_MARKS + "?")
    except ValueError as error:
        raise FetchRefused("Địa chỉ viết không đúng.") from error
    if parts.scheme not in ("http", "https"):
        raise FetchRefused("Chỉ mở địa chỉ bắt đầu bằng http:// hoặc https://.")
    if "@" in parts.netloc:
        raise FetchRefused("Không mở địa chỉ có kèm tên người dùng hoặc mật khẩu.")
    if port is not None and port not in PORTS:
        raise FetchRefused(f"Chỉ mở cổng 80 và 443, không mở cổng {port}.")
    target = path + (f"?{query}" if query else "")
    return Target(parts.scheme, ascii_host(parts.hostname or ""), port or own_port(parts.scheme), target)


def ascii_host(name: str) -> str:
    """A host name in ASCII without its final dot, or an IP address in its usual form. Raises FetchRefused."""
    try:
        literal = ipaddress.ip_address(name)
    except ValueError:
        return ascii_name(name)
    if "%" in name:
        raise FetchRefused("Địa chỉ IP viết không đúng dạng.")
    return str(literal)


def ascii_name(name: str) -> str:
    """A host name in ASCII without its final dot. Raises FetchRefused."""
    try:
        host = name.encode("idna").decode().lower().removesuffix(".")
    except UnicodeError as error:
        raise FetchRefused("Tên miền viết không đúng.") from error
    labels = host.split(".")
    # 127.1, 2130706433, 0x7f.1 and 0177.0.0.1 are all 127.0.0.1 to a resolver.
    if NUMBER.match(labels[-1]):
        raise FetchRefused("Địa chỉ IP viết không đúng dạng.")
    if len(host) > 253 or not all(LABEL.match(label) for label in labels):
        raise FetchRefused("Tên miền viết không đúng.")
    return host


def is_public(address: str) -> bool:
    """Does this IP address belong to the public internet?"""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if ip.version == 4:
        return not any(ip in block for block in CLOSED_IPV4)
    return ip in OPEN_IPV6 and not any(ip in block for block in CLOSED_IPV6)
