"""Fetching: which address a connection goes to, redirects, HEAD and GET."""

import socket

import pytest

from issues.fetching import FetchFailed, FetchRefused, Redirect
from issues.public_hosts import parse
from tests.issues.sites import OTHER_PUBLIC, PUBLIC, Site, Wire, answer, get, names, redirect, running


@pytest.fixture
def site():
    """A site on this machine."""
    with running(Site()) as served:
        yield served


def test_hosts_in_unicode_and_with_a_final_dot_are_asked_by_their_ascii_name(site):
    resolver = names(**{"xn--bo-mia_vn": [PUBLIC], "bao_vn": [PUBLIC]})
    host = parse("http://Báo.vn/").host
    get(site, "http://Báo.vn./tin-tức?q=cảng biển#phần", names(**{host.replace(".", "_"): [PUBLIC]}))
    get(site, "HTTP://BAO.vn:80", resolver)
    assert host.startswith("xn--")
    assert site.asked == [
        (host, "HEAD", "/tin-t%E1%BB%A9c?q=c%E1%BA%A3ng%20bi%E1%BB%83n"),
        ("bao.vn", "HEAD", "/"),
    ]


def test_the_connection_goes_to_the_address_that_was_checked(site):
    """The second look-up would give a private address; there is no second look-up."""
    wire = Wire(site)
    resolver = names(bao_vn=[[PUBLIC], ["127.0.0.1"]])
    assert get(site, "http://bao.vn/a", resolver, backend=wire).status == 200
    assert wire.connected == [(PUBLIC, 80)] and site.asked == [("bao.vn", "HEAD", "/a")]
    with pytest.raises(FetchRefused):
        get(site, "http://bao.vn/a", resolver, backend=wire)
    assert wire.connected == [(PUBLIC, 80)]


def test_a_name_that_turns_private_between_head_and_get_is_refused(site):
    site.answers["HEAD /"] = answer(405)
    wire = Wire(site)
    with pytest.raises(FetchRefused):
        get(site, "http://bao.vn/", names(bao_vn=[[PUBLIC], ["10.0.0.1"]]), backend=wire)
    assert wire.connected == [(PUBLIC, 80)]


def test_the_next_address_is_tried_where_one_lets_nobody_in(site):
    wire = Wire(site, closed=(OTHER_PUBLIC,))
    assert get(site, "http://bao.vn/", names(bao_vn=[OTHER_PUBLIC, PUBLIC]), backend=wire).status == 200
    assert [host for host, _ in wire.connected] == [OTHER_PUBLIC, PUBLIC]
    with pytest.raises(FetchFailed, match="Không nối được"):
        get(site, "http://bao.vn/", names(bao_vn=[OTHER_PUBLIC]), backend=wire)


def test_redirects_are_followed_and_told(site):
    site.answers |= {"/a": redirect("/b?x=1", 301), "/b?x=1": redirect("http://khac.vn/c"), "/c": answer(404)}
    got = get(site, "http://bao.vn/a")
    assert (got.status, got.final_url) == (404, "http://khac.vn/c")
    assert got.redirects == (Redirect(301, "http://bao.vn/b?x=1"), Redirect(302, "http://khac.vn/c"))


@pytest.mark.parametrize(
    "location",
    [
        "http://noibo.vn/",
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://bao.vn:8080/",
        "http://a@bao.vn/",
        "ftp://bao.vn/",
        "file:///etc/passwd",
        "//noibo.vn/",
        "http://[",
        "mailto:a@bao.vn",
    ],
)
def test_a_redirect_to_where_nobody_may_go_is_refused(site, location):
    site.answers["/"] = redirect(location)
    wire = Wire(site)
    hosts = {"bao.vn": PUBLIC, "noibo.vn": "192.168.0.1", "127.0.0.1": "127.0.0.1", "::1": "::1"}

    def resolver(host, port, type=0):
        return [(0, 0, 0, "", (hosts[host], port))]

    with pytest.raises(FetchRefused):
        get(site, "http://bao.vn/", resolver, backend=wire)
    assert wire.connected == [(PUBLIC, 80)]


def test_a_redirect_loop_ends(site):
    site.answers["/"] = redirect("/")
    with pytest.raises(FetchFailed, match="quá 5 lần"):
        get(site, "http://bao.vn/")
    assert len(site.asked) == 6


def test_a_redirect_without_an_address_is_an_answer(site):
    site.answers["/"] = answer(302)
    assert get(site, "http://bao.vn/").status == 302


@pytest.mark.parametrize("status", [400, 403, 404, 405, 500, 501])
def test_head_is_asked_again_as_get_where_it_meets_an_error(site, status):
    site.answers["HEAD /"] = answer(status)
    site.answers["GET /"] = answer(200, b"x" * 100)
    got = get(site, "http://bao.vn/", max_bytes=10)
    assert (got.status, got.body) == (200, b"")
    assert [method for _, method, _ in site.asked] == ["HEAD", "GET"]


def test_who_asks_too_often_is_not_asked_a_second_time(site):
    site.answers["/"] = answer(429)
    assert get(site, "http://bao.vn/").status == 429 and len(site.asked) == 1


def test_get_gives_the_body_and_says_who_asks(site):
    site.answers["/feed"] = answer(200, b"tin" * 1000, Content_Type="text/xml; charset=utf-8")
    got = get(site, "http://bao.vn/feed", method="GET", agent="DiemTin (+https://diemtin.example/)")
    assert got.body == b"tin" * 1000 and got.content_type == "text/xml; charset=utf-8"
    assert "User-Agent: DiemTin (+https://diemtin.example/)" in site.raw[0]
    assert "Accept-Encoding: identity" in site.raw[0]


def test_a_body_that_is_too_long_is_refused_without_its_end(site):
    site.answers["/"] = answer(200, b"x" * 2000)
    with pytest.raises(FetchFailed, match="dài hơn 1000 byte"):
        get(site, "http://bao.vn/", method="GET", max_bytes=1000)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (socket.gaierror(socket.EAI_NONAME, "x"), "Không tìm thấy tên miền"),
        (socket.gaierror(socket.EAI_AGAIN, "x"), "Máy chủ tên miền"),
        (OSError("x"), "Không tra được"),
    ],
)
def test_trouble_with_names_is_told_apart(site, error, words):
    def resolver(*args, **kwargs):
        raise error

    with pytest.raises(FetchFailed, match=words):
        get(site, "http://bao.vn/", resolver)


def test_a_name_without_addresses_is_unknown(site):
    with pytest.raises(FetchFailed, match="Không tìm thấy tên miền"):
        get(site, "http://bao.vn/", names(bao_vn=[]))


@pytest.mark.parametrize("reply", [b"", b"hello\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc"])
def test_an_answer_that_is_none_fails(site, reply):
    site.answers["/"] = reply
    with pytest.raises(FetchFailed, match="giao thức"):
        get(site, "http://bao.vn/", method="GET")
