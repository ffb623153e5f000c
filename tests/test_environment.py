"""What settings.py reads from the environment: where mails go, and where their links lead."""

from pathlib import Path

import environ
import pytest

from diemtin.environment import mail, site_url

BASE = Path("/srv/diemtin")


def read(monkeypatch, **variables) -> environ.Env:
    """An environment with exactly these of our variables."""
    for name in ("EMAIL_URL", "SITE_URL"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    return environ.Env()


def test_with_nothing_set_mails_go_to_the_console_in_debug_and_to_files_without(monkeypatch):
    env = read(monkeypatch)
    assert mail(env, BASE, True)["EMAIL_BACKEND"].endswith("console.EmailBackend")
    files = mail(env, BASE, False)
    assert files["EMAIL_BACKEND"].endswith("filebased.EmailBackend")
    assert files["EMAIL_FILE_PATH"] == "/srv/diemtin/var/mail"


def test_a_mail_server_by_address(monkeypatch):
    env = read(monkeypatch, EMAIL_URL="smtp+tls://toa-soan:m%40t@thu.diemtin.example:587")
    assert mail(env, BASE, False) == {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": "thu.diemtin.example",
        "EMAIL_PORT": 587,
        "EMAIL_HOST_USER": "toa-soan",
        "EMAIL_HOST_PASSWORD": "m@t",
        "EMAIL_USE_TLS": True,
    }


@pytest.mark.parametrize(
    ("variables", "hosts", "debug", "url"),
    [
        ({}, ["localhost"], True, "http://localhost:8000"),
        ({}, ["diemtin.example", "www.diemtin.example"], False, "https://diemtin.example"),
        ({}, [".diemtin.example"], False, "https://diemtin.example"),
        ({"SITE_URL": "https://tin.example/"}, ["diemtin.example"], False, "https://tin.example"),
    ],
)
def test_the_sites_address(monkeypatch, variables, hosts, debug, url):
    assert site_url(read(monkeypatch, **variables), hosts, debug) == url
