"""Real servers on this machine that play other people's sites.

A test gives `fetch` a resolver of its own (names to public addresses) and a backend that leads a connection to such
an address to the server here. Production code knows nothing of this.
"""

import contextlib
import socket
import socketserver
import threading
from dataclasses import dataclass, field

import httpcore

from issues.fetching import Answer, fetch

# Public addresses; nothing is ever sent to them.
PUBLIC, OTHER_PUBLIC = "8.8.8.8", "2606:4700::1111"
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"


def answer(status: int, body: bytes = b"", **headers: str) -> bytes:
    """A response as it goes over the wire; header names with `_` for `-`."""
    lines = [f"HTTP/1.1 {status} X", f"Content-Length: {len(body)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def redirect(location: str, status: int = 302) -> bytes:
    """A response that sends on."""
    return answer(status, Location=location)


@dataclass
class Site:
    """A server: what it answers to `METHOD /path` or `/path` (bytes, or a function of the connection), what it was
    asked (host, method, path), and the raw requests."""

    answers: dict = field(default_factory=dict)
    asked: list = field(default_factory=list)
    raw: list = field(default_factory=list)
    port: int = 0
    tls: object = None

    def respond(self, connection: socket.socket) -> None:
        """Read one request and answer it."""
        with contextlib.suppress(OSError):
            if self.tls:
                connection = self.tls.wrap_socket(connection, server_side=True)
            head = read_head(connection)
            method, path, _ = head.split("\r\n")[0].split(" ")
            host = next(line[6:] for line in head.split("\r\n") if line.lower().startswith("host: "))
            self.raw.append(head)
            self.asked.append((host, method, path))
            reply = self.answers.get(f"{method} {path}", self.answers.get(path, OK))
            reply(connection) if callable(reply) else connection.sendall(reply)
            connection.close()


def read_head(connection: socket.socket) -> str:
    """A request's head."""
    head = b""
    while b"\r\n\r\n" not in head and (chunk := connection.recv(4096)):
        head += chunk
    return head.decode("latin-1")


@contextlib.contextmanager
def running(site: Site):
    """The site, served on a free port until the test is over."""

    class Handler(socketserver.BaseRequestHandler):
        def handle(self):
            site.respond(self.request)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        server.block_on_close = False
        site.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield site
        server.shutdown()


class Wire(httpcore.SyncBackend):
    """Leads every connection to the site, and remembers which address it was meant for."""

    def __init__(self, site: Site, closed: tuple[str, ...] = ()):
        self.site, self.closed, self.connected = site, closed, []

    def connect_tcp(self, host, port, timeout=None, local_address=None, socket_options=None):
        """A stream to the site; an address in `closed` lets nobody in."""
        self.connected.append((host, port))
        if host in self.closed:
            raise httpcore.ConnectError("closed")
        return super().connect_tcp("127.0.0.1", self.site.port, timeout, None, ())


def names(**hosts):
    """A resolver: each name (dots written `_`) has these addresses; a list of lists is answered in turn."""
    table = {name.replace("_", "."): addresses for name, addresses in hosts.items()}

    def resolve(host, port, type=0):
        if host not in table:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        addresses = table[host]
        if addresses and isinstance(addresses[0], list):
            addresses = addresses.pop(0) if len(addresses) > 1 else addresses[0]
        families = {True: socket.AF_INET6, False: socket.AF_INET}
        return [(families[":" in a], socket.SOCK_STREAM, 6, "", (a, port)) for a in addresses]

    return resolve


def get(site: Site, url: str, resolver=None, **options) -> Answer:
    """Fetch from the site under any name; without pauses, in a few seconds."""
    wire = options.pop("backend", None) or Wire(site)
    resolver = resolver or names(bao_vn=[PUBLIC], khac_vn=[PUBLIC])
    return fetch(url, resolver=resolver, backend=wire, **{"pause": 0, "timeout": 5, **options})
