"""Asking other sites: the one function through which this project fetches anything.

Every address a name resolves to must be public (`issues.public_hosts`), and the connection goes to exactly those
checked addresses: the name is not resolved a second time (DNS rebinding), while Host header, SNI and certificate are
still those of the name. All of this again at every redirect, and all of it within one deadline.
"""

import functools
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from urllib.parse import urljoin

import httpcore

from issues.deadlines import TOO_SLOW, Deadline, FetchFailed, TimedStream, in_time
from issues.public_hosts import FetchRefused, Target, is_public, parse

__all__ = ["Answer", "FetchFailed", "FetchRefused", "Redirect", "fetch"]

AGENT = "DiemTin"
TOO_MANY_REQUESTS = 429
REDIRECTS = (301, 302, 303, 307, 308)
TIMEOUT = 20.0
CONNECT_TIMEOUT = 6.0
PAUSE = 1.0
MAX_BYTES = 4 * 1024 * 1024
NO_SUCH_HOST = "Không tìm thấy tên miền."
# What a name server says where the name does not exist; anything else is trouble on the way.
UNKNOWN_NAME = (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME))


@dataclass(frozen=True)
class Redirect:
    """One redirect: the status that sent us on, and where to."""

    status: int
    url: str


@dataclass(frozen=True)
class Answer:
    """What came back in the end. `body` is empty unless GET was asked for."""

    status: int
    final_url: str
    redirects: tuple[Redirect, ...] = ()
    body: bytes = b""
    content_type: str = ""


@dataclass(frozen=True)
class Wires:
    """What every request of one `fetch` shares."""

    resolver: Callable
    backend: httpcore.NetworkBackend
    tls: ssl.SSLContext
    agent: str
    pause: float
    max_bytes: int
    deadline: Deadline


@dataclass
class Slot:
    """A host's turn: who holds the lock may ask it, once it is free again."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    free_at: float = 0.0


class PinnedBackend(httpcore.NetworkBackend):
    """Connects to addresses that were checked, whatever name it is asked for, and in time."""

    def __init__(self, backend: httpcore.NetworkBackend, addresses: tuple[str, ...], deadline: Deadline):
        self.backend, self.addresses, self.deadline = backend, addresses, deadline

    def connect_tcp(self, host, port, timeout=None, local_address=None, socket_options=None):
        """A stream to the first address that lets us in."""
        problem = None
        for address in self.addresses:
            try:
                stream = self.backend.connect_tcp(address, port, self.deadline.left(CONNECT_TIMEOUT))
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                problem = error
            else:
                return TimedStream(stream, self.deadline)
        raise problem


def public_addresses(target: Target, resolver: Callable, deadline: Deadline) -> tuple[str, ...]:
    """The host's addresses. Raises FetchRefused where one of them is not public, FetchFailed where there are none."""
    try:
        found = in_time(lambda: resolver(target.host, target.port, type=socket.SOCK_STREAM), deadline)
    except socket.gaierror as error:
        unknown = error.errno in UNKNOWN_NAME
        raise FetchFailed(NO_SUCH_HOST if unknown else "Máy chủ tên miền không trả lời.") from error
    except (OSError, UnicodeError) as error:
        raise FetchFailed("Không tra được tên miền.") from error
    addresses = tuple(dict.fromkeys(str(entry[4][0]) for entry in found))
    if not addresses:
        raise FetchFailed(NO_SUCH_HOST)
    if not all(map(is_public, addresses)):
        raise FetchRefused("Địa chỉ này trỏ vào mạng nội bộ, không phải trang công khai.")
    return addresses


SLOTS: dict[str, Slot] = {}
GUARD = threading.Lock()


@contextmanager
def turn(host: str, pause: float, deadline: Deadline) -> Iterator[None]:
    """Wait until this process may ask a host: one request at a time, `pause` seconds apart."""
    with GUARD:
        slot = SLOTS.setdefault(host, Slot())
    if not slot.lock.acquire(timeout=deadline.left()):
        raise FetchFailed(TOO_SLOW)
    try:
        time.sleep(max(0.0, deadline.left(slot.free_at - time.monotonic())))
        yield
    finally:
        slot.free_at = time.monotonic() + pause
        slot.lock.release()


@functools.cache
def trusted() -> ssl.SSLContext:
    """Certificates are verified against the system's and certifi's authorities. Loading them takes a while: once."""
    return httpcore.default_ssl_context()


@contextmanager
def trouble_in_words() -> Iterator[None]:
    """Whatever goes wrong on the wire becomes a FetchFailed with a sentence."""
    try:
        yield
    except httpcore.TimeoutException as error:
        raise FetchFailed(TOO_SLOW) from error
    except httpcore.ConnectError as error:
        if isinstance(error.__cause__, ssl.SSLError):
            raise FetchFailed("Chứng thư HTTPS của trang không hợp lệ.") from error
        raise FetchFailed("Không nối được tới trang.") from error
    except (httpcore.NetworkError, httpcore.ProtocolError) as error:
        raise FetchFailed("Trang ngắt giữa chừng hoặc trả lời sai giao thức.") from error


def read_body(response: httpcore.Response, max_bytes: int) -> bytes:
    """The whole body. Raises FetchFailed where it is longer than `max_bytes`."""
    body = bytearray()
    for chunk in response.iter_stream():
        body += chunk
        if len(body) > max_bytes:
            raise FetchFailed(f"Trang trả lời dài hơn {max_bytes} byte.")
    return bytes(body)


def header(response: httpcore.Response, name: bytes) -> str:
    """The first header of that name, or an empty string. Many sites send UTF-8 here."""
    values = (value for key, value in response.headers if key.lower() == name)
    return next(values, b"").decode("utf-8", "replace").strip()


def location_of(response: httpcore.Response, target: Target) -> str | None:
    """Where a response redirects to, as an absolute address, or None. Raises FetchRefused."""
    location = header(response, b"location")
    if response.status not in REDIRECTS or not location:
        return None
    try:
        return parse(urljoin(target.url, location)).url
    except ValueError as error:
        raise FetchRefused("Trang chuyển hướng tới một địa chỉ viết không đúng.") from error


def request(target: Target, method: str, wires: Wires, reads: bool = False) -> tuple[Answer, str | None]:
    """One request to one address: its answer, and where it redirects to. The body is read only where `reads`."""
    addresses = public_addresses(target, wires.resolver, wires.deadline)
    backend = PinnedBackend(wires.backend, addresses, wires.deadline)
    url = httpcore.URL(scheme=target.scheme, host=target.host, port=target.port, target=target.path)
    # Identity: a compressed body could unfold to any size.
    headers = {
        "Host": target.netloc,
        "User-Agent": wires.agent,
        "Accept": "*/*",
        "Accept-Encoding": "identity",
        "Connection": "close",
    }
    with (
        turn(target.host, wires.pause, wires.deadline),
        trouble_in_words(),
        httpcore.HTTPConnection(url.origin, wires.tls, network_backend=backend) as connection,
        connection.stream(method, url, headers=headers) as response,
    ):
        location = location_of(response, target)
        body = read_body(response, wires.max_bytes) if reads and location is None else b""
    return Answer(response.status, target.url, (), body, header(response, b"content-type")), location


def ask(target: Target, method: str, wires: Wires) -> tuple[Answer, str | None]:
    """One address, asked once more as GET where HEAD meets an error."""
    answer, location = request(target, method, wires, reads=method == "GET")
    if method == "HEAD" and answer.status >= 400 and answer.status != TOO_MANY_REQUESTS:
        # 405 and 501 say that HEAD is unknown; sites that dislike it also answer 400, 403, 404 or 500.
        return request(target, "GET", wires)
    return answer, location


def fetch(
    url: str,
    *,
    method: str = "HEAD",
    timeout: float = TIMEOUT,
    max_bytes: int = MAX_BYTES,
    max_redirects: int = 5,
    agent: str = AGENT,
    pause: float = PAUSE,
    resolver: Callable = socket.getaddrinfo,
    backend: httpcore.NetworkBackend | None = None,
    tls: ssl.SSLContext | None = None,
) -> Answer:
    """What an address answers to HEAD or GET, redirects followed, all of it over within `timeout` seconds.

    `resolver`, `backend` and `tls` are what name resolution, connections and trust are made of; whatever they are,
    only public addresses are connected to. Raises FetchRefused (not asked) and FetchFailed (no usable answer).
    """
    deadline = Deadline(time.monotonic() + timeout)
    wires = Wires(
        resolver, backend or httpcore.SyncBackend(), tls or trusted(), agent, pause, max_bytes, deadline
    )
    hops: list[Redirect] = []
    target = parse(url.strip())
    answer, location = ask(target, method, wires)
    while location:
        if len(hops) == max_redirects:
            raise FetchFailed(f"Trang chuyển hướng quá {max_redirects} lần.")
        hops.append(Redirect(answer.status, location))
        answer, location = ask(parse(location), method, wires)
    return replace(answer, final_url=hops[-1].url if hops else url.strip(), redirects=tuple(hops))
