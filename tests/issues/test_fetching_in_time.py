"""Fetching ends in time, takes turns, and trusts only certificates of the right name."""

import shutil
import ssl
import subprocess
import threading
import time

import pytest

from issues.fetching import SLOTS, FetchFailed
from tests.issues.sites import PUBLIC, Site, Wire, answer, get, redirect, running


@pytest.fixture
def site():
    """A site on this machine."""
    with running(Site()) as served:
        yield served


def forever(head: bytes, piece: bytes, pause: float):
    """An answer that never ends."""

    def reply(connection):
        connection.sendall(head)
        while True:
            connection.sendall(piece)
            time.sleep(pause)

    return reply


CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"


def test_an_endless_body_ends(site):
    site.answers["/"] = forever(CHUNKED, b"400\r\n" + b"x" * 1024 + b"\r\n", 0)
    with pytest.raises(FetchFailed, match="dài hơn"):
        get(site, "http://bao.vn/", method="GET", max_bytes=50_000)


@pytest.mark.parametrize(
    "reply",
    [
        lambda connection: time.sleep(5),
        forever(b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n", 0.1),
        forever(b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 100 Continue\r\n\r\n", 0.1),
        forever(CHUNKED, b"1\r\nx\r\n", 0.1),
    ],
    ids=["silent", "headers", "continue", "body"],
)
def test_a_slow_server_is_left_in_time(site, reply):
    """A byte now and then restarts a read's time-out, but not the deadline."""
    site.answers["/"] = reply
    start = time.monotonic()
    with pytest.raises(FetchFailed, match="không trả lời kịp"):
        get(site, "http://bao.vn/", method="GET", timeout=0.6)
    assert time.monotonic() - start < 1.5


def test_slow_redirects_share_one_deadline(site):
    def reply(connection):
        time.sleep(0.25)
        connection.sendall(redirect("/"))

    site.answers["/"] = reply
    start = time.monotonic()
    with pytest.raises(FetchFailed, match="không trả lời kịp"):
        get(site, "http://bao.vn/", timeout=0.6)
    assert time.monotonic() - start < 1.5


def test_slow_name_resolution_is_left_in_time(site):
    def resolver(*args, **kwargs):
        time.sleep(3)

    start = time.monotonic()
    with pytest.raises(FetchFailed, match="không trả lời kịp"):
        get(site, "http://bao.vn/", resolver, timeout=0.3)
    assert time.monotonic() - start < 1


def test_one_host_is_asked_by_one_at_a_time_and_after_a_pause(site):
    busy, most = [], []

    def reply(connection):
        busy.append(1)
        most.append(len(busy))
        time.sleep(0.1)
        busy.pop()
        connection.sendall(answer(200))

    site.answers["/"] = reply
    threads = [
        threading.Thread(target=get, args=(site, "http://bao.vn/"), kwargs={"pause": 0.2}) for _ in range(3)
    ]
    start = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1, 1, 1] and time.monotonic() - start > 0.6
    SLOTS.pop("bao.vn")


def test_who_waits_too_long_for_a_host_gives_up(site):
    site.answers["/cham"] = lambda connection: time.sleep(1)
    first = threading.Thread(target=pytest.raises, args=(FetchFailed, get, site, "http://bao.vn/cham"))
    first.start()
    while not site.asked:
        time.sleep(0.01)
    with pytest.raises(FetchFailed, match="không trả lời kịp"):
        get(site, "http://bao.vn/", timeout=0.2)
    first.join()
    assert len(site.asked) == 1


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate for bao.vn with its key, made for this run."""
    if not shutil.which("openssl"):
        pytest.skip("Không có lệnh openssl để tạo chứng thư thử.")
    path = tmp_path_factory.mktemp("tls")
    subprocess.run(
        [
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:prime256v1",
            "-nodes",
            "-days",
            "2",
            "-subj",
            "/CN=bao.vn",
            "-addext",
            "subjectAltName=DNS:bao.vn",
            "-keyout",
            path / "key.pem",
            "-out",
            path / "site.pem",
        ],
        check=True,
        capture_output=True,
    )
    return path


@pytest.fixture
def secure_site(certificate):
    """A site that speaks TLS as bao.vn, and remembers which name it was asked for."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate / "site.pem", certificate / "key.pem")
    site = Site(tls=context)
    site.names = []
    context.sni_callback = lambda connection, name, _: site.names.append(name)
    with running(site) as served:
        yield served


def test_over_tls_the_name_counts_not_the_address(secure_site, certificate):
    trust = ssl.create_default_context(cafile=certificate / "site.pem")
    wire = Wire(secure_site)
    assert get(secure_site, "https://bao.vn/a", tls=trust, backend=wire).status == 200
    assert wire.connected == [(PUBLIC, 443)] and secure_site.names == ["bao.vn"]
    assert secure_site.asked == [("bao.vn", "HEAD", "/a")]


def test_a_slow_server_is_left_in_time_over_tls_too(secure_site, certificate):
    trust = ssl.create_default_context(cafile=certificate / "site.pem")
    secure_site.answers["/"] = forever(CHUNKED, b"1\r\nx\r\n", 0.1)
    start = time.monotonic()
    with pytest.raises(FetchFailed, match="không trả lời kịp"):
        get(secure_site, "https://bao.vn/", method="GET", tls=trust, timeout=0.6)
    assert time.monotonic() - start < 1.5


def test_a_certificate_for_another_name_is_refused(secure_site, certificate):
    trust = ssl.create_default_context(cafile=certificate / "site.pem")
    with pytest.raises(FetchFailed, match="Chứng thư"):
        get(secure_site, "https://khac.vn/", tls=trust)
    assert not secure_site.asked


def test_a_certificate_of_nobody_known_is_refused(secure_site):
    with pytest.raises(FetchFailed, match="Chứng thư"):
        get(secure_site, "https://bao.vn/")
    assert not secure_site.asked


def test_a_site_that_speaks_no_tls_fails(site):
    with pytest.raises(FetchFailed):
        get(site, "https://bao.vn/", timeout=0.5)
