"""Where the newsroom is, and from where it opens."""

import os
import subprocess
import sys

import pytest
from django.test import RequestFactory

from diemtin.environment import admin_path
from diemtin.gate import checks
from diemtin.gate.clients import browser, client_address, shortened
from tests.gate.conftest import ADMIN
from tests.make import make_issue
from tests.test_house import ROOT, SAFE, WSGI, start

INSIDE, OUTSIDE = "10.2.7.9", "203.0.113.5"


@pytest.fixture
def from_networks(settings):
    """The newsroom opens from two networks."""
    settings.ADMIN_NETWORKS = ["10.2.0.0/16", "2001:db8:7::/48"]


@pytest.mark.parametrize("address", [INSIDE, "2001:db8:7:9::5", "::ffff:10.2.0.1"])
def test_it_opens_from_its_networks(client, from_networks, newsroom, address):
    assert client.get(f"{ADMIN}login/", REMOTE_ADDR=address).status_code == 200


PAGES = ("", "login/", "news/article/", "quen-mat-khau/", "hai-buoc/", "khong-co/", "news/article")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("address", [OUTSIDE, "", "2001:db8:8::1", "10.3.0.1"])
def test_for_others_it_is_like_an_address_that_does_not_exist(client, from_networks, chief, page, address):
    client.force_login(chief)
    nothing = client.get(f"/khong-co/{page}", REMOTE_ADDR=address)
    answer = client.get(f"{ADMIN}{page}", REMOTE_ADDR=address)
    assert answer.status_code == nothing.status_code == 404
    own = {"Content-Length": "", "X-Request-ID": ""}
    assert dict(answer.headers) | own == dict(nothing.headers) | own
    assert answer.content.replace(b"quan-tri", b"khong-co") == nothing.content
    post = client.post(f"{ADMIN}{page}", {"username": "chi", "password": "pw"}, REMOTE_ADDR=address)
    assert post.status_code == 404


def test_no_slash_is_added_for_others(client, from_networks, newsroom):
    assert client.get("/quan-tri", REMOTE_ADDR=OUTSIDE).status_code == 404
    assert client.get("/quan-tri", REMOTE_ADDR=INSIDE).status_code == 301


def test_the_archive_is_for_everybody(client, from_networks, newsroom):
    assert client.get("/", REMOTE_ADDR=OUTSIDE).status_code == 200
    assert client.get("/quan-tri-vien/", REMOTE_ADDR=OUTSIDE).status_code == 404


def test_no_header_opens_it(client, from_networks, settings, newsroom):
    headers = {"HTTP_X_FORWARDED_FOR": INSIDE, "HTTP_X_REAL_IP": INSIDE, "HTTP_FORWARDED": f"for={INSIDE}"}
    assert client.get(f"{ADMIN}login/", REMOTE_ADDR=OUTSIDE, **headers).status_code == 404
    settings.PROXY_HOPS = 1
    spoofed = f"{INSIDE}, {OUTSIDE}"
    assert (
        client.get(f"{ADMIN}login/", REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR=spoofed).status_code == 404
    )
    real = f"{OUTSIDE}, {INSIDE}"
    assert client.get(f"{ADMIN}login/", REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR=real).status_code == 200


@pytest.mark.parametrize(
    ("hops", "forwarded", "address"),
    [
        (0, "1.1.1.1", "127.0.0.1"),
        (1, "1.1.1.1", "1.1.1.1"),
        (1, "9.9.9.9, 1.1.1.1", "1.1.1.1"),
        (2, "9.9.9.9, 1.1.1.1, 8.8.8.8", "1.1.1.1"),
        (2, "1.1.1.1", "127.0.0.1"),
        (1, "", None),
        (1, "không phải", None),
        (1, "[2001:db8::5]", "2001:db8::"),
    ],
)
def test_the_client_is_so_many_hops_from_the_end(settings, hops, forwarded, address):
    settings.PROXY_HOPS = hops
    assert client_address(RequestFactory().get("/", HTTP_X_FORWARDED_FOR=forwarded)) == address


def test_addresses_and_browsers_as_they_are_shown():
    assert [shortened(a) for a in ("203.113.7.21", "2001:db8:1:2::", None)] == [
        "203.113.7.*",
        "2001:db8:1:*",
        "không rõ",
    ]
    edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0 Safari/537.36 Edg/140.0"
    phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1"
    assert [browser(words) for words in (edge, phone, "", "curl/8")] == [
        "Edge trên Windows",
        "Safari trên iPhone",
        "Trình duyệt lạ",
        "Trình duyệt lạ",
    ]


@pytest.mark.parametrize(
    ("variable", "value", "code"),
    [
        ("ADMIN_PATH", "/", "E101"),
        ("ADMIN_PATH", "tòa soạn", "E101"),
        ("ADMIN_PATH", "a//b", "E101"),
        ("ADMIN_PATH", "a/<int:x>", "E101"),
        ("ADMIN_PATH", "static", "E102"),
        ("ADMIN_PATH", "luu-tru", "E102"),
        ("ADMIN_PATH", "static/quan-tri", "E102"),
        ("ADMIN_NETWORKS", "10.2.0.0/99", "E103"),
        ("ADMIN_NETWORKS", "10.2.0.5/16", "E103"),
        ("ADMIN_NETWORKS", "10.2.0.0/16,nội bộ", "E103"),
        ("ADMIN_NETWORKS", "10.2.0.0/16,", "E103"),
        ("ADMIN_NETWORKS", "2001:db8::5/128", "E103"),
        ("PROXY_HOPS", "-1", "E104"),
        ("PROXY_HOPS", "80", "E104"),
    ],
)
def test_nonsense_does_not_start(settings, variable, value, code):
    if variable == "ADMIN_NETWORKS":
        settings.ADMIN_NETWORKS = value.split(",")
    elif variable == "PROXY_HOPS":
        settings.PROXY_HOPS = int(value)
    else:
        settings.ADMIN_PATH = admin_path(type("Env", (), {"str": lambda self, name, default: value})())
    every = (checks.check_admin_path, checks.check_admin_networks, checks.check_proxy_hops)
    found = [problem for check in every for problem in check(None)]
    assert [problem.id for problem in found] == [f"diemtin.{code}"]
    assert variable in found[0].msg and variable in found[0].hint


def test_good_values_start(settings):
    settings.ADMIN_PATH, settings.ADMIN_NETWORKS, settings.PROXY_HOPS = (
        "noi-bo/toa-soan-k7/",
        ["10.2.0.0/16"],
        2,
    )
    assert (
        not checks.check_admin_path(None) + checks.check_admin_networks(None) + checks.check_proxy_hops(None)
    )


def test_the_web_server_refuses_nonsense_and_names_the_remedy():
    done = start(WSGI, **(SAFE | {"ADMIN_NETWORKS": "10.2.0.0/99"}))
    assert done.returncode != 0 and "ADMIN_NETWORKS" in done.stderr and "Viết các mạng" in done.stderr


def test_before_going_live_two_warnings_with_remedies(settings):
    settings.HTTPS, settings.PROXY_HOPS, settings.SECOND_FACTOR = True, 0, False
    warned = checks.check_clients_are_told_apart(None) + checks.check_second_factor(None)
    assert [w.id for w in warned] == ["diemtin.W105", "diemtin.W106"] and all(w.hint for w in warned)
    settings.PROXY_HOPS, settings.SECOND_FACTOR = 1, True
    assert not checks.check_clients_are_told_apart(None) + checks.check_second_factor(None)


@pytest.mark.parametrize(
    ("environment", "on"),
    [({}, False), (SAFE, True), (SAFE | {"SECOND_FACTOR": "0"}, False), ({"SECOND_FACTOR": "1"}, True)],
)
def test_the_second_factor_is_compulsory_without_debug(environment, on):
    code = "from diemtin import settings; print(settings.SECOND_FACTOR)"
    assert start(code, **environment).stdout.strip() == str(on)


MOVED = """
import io, sys, django
sys.argv = ["manage.py"]
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "diemtin.settings"
django.setup()
from django.core.management import call_command
from django.test import Client
call_command("migrate", verbosity=0)
call_command("setup_newsroom", stdout=io.StringIO())
client = Client()
print(*(client.get(path).status_code for path in ("/toa-soan-k7/login/", "/quan-tri/", "/quan-tri/login/", "/")))
print(client.get("/toa-soan-k7/").url, "k7" in client.get("/").content.decode())
"""


def test_the_newsroom_moves_and_nothing_public_tells_where(tmp_path):
    environment = {k: v for k, v in os.environ.items() if k in ("PATH", "HOME", "LANG", "LD_LIBRARY_PATH")}
    environment |= {"ADMIN_PATH": "/toa-soan-k7/", "DATABASE_URL": f"sqlite:///{tmp_path}/a.sqlite3"}
    environment |= {"CACHE_URL": f"filecache://{tmp_path}/cache", "ALLOWED_HOSTS": "testserver"}
    done = subprocess.run(
        [sys.executable, "-c", MOVED], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120
    )
    assert done.stdout.split("\n")[:2] == [
        "200 404 404 200",
        "/toa-soan-k7/login/?next=/toa-soan-k7/ False",
    ], done.stderr


def test_no_public_page_and_no_file_names_the_newsroom(client, newsroom, settings):
    make_issue()
    for path in ("/", "/luu-tru/", "/gioi-thieu/", "/khong-co/", "/robots.txt", "/so/2026/9/"):
        assert "quan-tri" not in client.get(path).content.decode()
    public = [*(ROOT / "static" / "js").glob("*.js"), *(ROOT / "templates" / "issues").rglob("*.html")]
    public += list((ROOT / "templates").glob("*.html"))
    assert public and not [path for path in public if "quan-tri" in path.read_text(encoding="utf-8")]
