"""Addresses that are never asked, however they are spelt."""

import httpcore
import pytest
from hypothesis import given
from hypothesis import strategies as st

from issues.fetching import FetchFailed, FetchRefused, fetch
from issues.public_hosts import is_public
from tests.issues.sites import PUBLIC, Site, Wire, get, names, running


@pytest.fixture
def site():
    """A site on this machine."""
    with running(Site()) as served:
        yield served


CLOSED = [
    "0.0.0.0",
    "10.1.2.3",
    "100.64.0.1",
    "100.127.255.254",
    "127.0.0.1",
    "127.8.8.8",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.8",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.51.100.7",
    "203.0.113.9",
    "224.0.0.1",
    "239.255.255.255",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:8.8.8.8",
    "64:ff9b::7f00:1",
    "64:ff9b::808:808",
    "64:ff9b:1::1",
    "100::1",
    "2001::1",
    "2001:0:808:808::1",
    "2001:db8::1",
    "2002:7f00:1::1",
    "2002:808:808::1",
    "3fff::1",
    "5f00::1",
    "fc00::1",
    "fd12:3456::1",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
    "not an address",
]


@pytest.mark.parametrize("address", CLOSED)
def test_a_name_with_an_address_that_is_not_public_is_refused(site, address):
    wire = Wire(site)
    with pytest.raises(FetchRefused, match="mạng nội bộ"):
        get(site, "http://bao.vn/", names(bao_vn=[PUBLIC, address]), backend=wire)
    assert not wire.connected


@pytest.mark.parametrize(
    "address",
    [
        "1.1.1.1",
        "100.63.255.255",
        "100.128.0.1",
        "172.32.0.1",
        "223.255.255.255",
        "2400:cb00::1",
        "2606:4700::1111",
        "2a00:1450::1",
        "2001:4860:4860::8888",
    ],
)
def test_public_addresses_are_public(address):
    assert is_public(address)


ODD = [
    "ftp://bao.vn/",
    "file:///etc/passwd",
    "gopher://bao.vn/",
    "javascript:alert(1)",
    "//bao.vn/",
    "bao.vn",
    "",
    "http://",
    "http:///duong",
    "http://bao.vn:8080/",
    "http://bao.vn:22/",
    "http://bao.vn:0/",
    "http://bao.vn:99999/",
    "http://bao.vn:a/",
    "http://ten:matkhau@bao.vn/",
    "http://ten@bao.vn/",
    "http://@bao.vn/",
    "http://8.8.8.8@127.0.0.1/",
    "http://bao.vn\\@127.0.0.1/",
    "http://bao.vn\r\nHost: x/",
    "http://bao.vn/\r\nX: y",
    "http://bao.vn/\x00",
    "http://bao .vn/",
    "http://bao%2evn/",
    "http://127.1/",
    "http://127.0.1/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0x7f.1/",
    "http://0177.0.0.1/",
    "http://127.0.0.1./",
    "http://[::1/",
    "http://[fe80::1%25eth0]/",
    "http://[::ffff:127.0.0.1]:22/",
    "http://-bao.vn/",
    "http://bao..vn/",
    "http://.vn/",
    "http://" + "a" * 64 + ".vn/",
    "http://" + "a." * 130 + "vn/",
]


@pytest.mark.parametrize("url", ODD)
def test_an_odd_address_is_refused_before_any_name_is_looked_up(site, url):
    def resolver(*args, **kwargs):
        raise AssertionError("looked up")

    with pytest.raises(FetchRefused):
        get(site, url, resolver)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://localhost./",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://0/",
        "http://127.1/",
        "http://１２７.０.０.１/",
        "http://ⓛocalhost/",
    ],
)
def test_this_machine_is_refused_whatever_its_spelling(url):
    with pytest.raises(FetchRefused):
        fetch(url, timeout=5)


class NoNetwork(httpcore.NetworkBackend):
    """A network that must not be used."""

    def connect_tcp(self, host, *args, **kwargs):
        """Only public addresses may ever get here."""
        assert is_public(host)
        raise httpcore.ConnectError("none")


@given(st.text(max_size=60), st.ip_addresses())
def test_whatever_the_address_it_is_refused_or_fails_and_nothing_else(text, ip):
    def resolver(host, port, type=0):
        return [(0, 0, 0, "", (str(ip), port))]

    for url in (text, f"http://{text}/", f"https://bao.vn/{text}"):
        with pytest.raises((FetchRefused, FetchFailed)):
            fetch(url, resolver=resolver, backend=NoNetwork(), pause=0)
