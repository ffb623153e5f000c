"""Kept pages before Django: the same answer as Django's own, and only where nothing but the page is asked for."""

from wsgiref.util import setup_testing_defaults

import pytest
from django.core.signals import request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections

from diemtin import logs
from diemtin.quick_pages import quick_pages
from issues import publishing

pytestmark = pytest.mark.django_db
ISSUE = "/so/2026/9/"


@pytest.fixture
def ask(kept, publish, settings):
    """Asks the WSGI application; gives the status, the headers (by name in small letters), the body, and whether Django was
    asked."""
    settings.ALLOWED_HOSTS = ["diemtin.example"]
    publish()
    asked = []

    def watched(environ, start_response):
        asked.append(environ["PATH_INFO"])
        return get_wsgi_application()(environ, start_response)

    def send(path: str = ISSUE, **environ):
        answer = {}
        whole = {"HTTP_HOST": "diemtin.example", "HTTP_ACCEPT_ENCODING": "gzip", "PATH_INFO": path} | environ
        setup_testing_defaults(whole)
        asked.clear()
        body = quick_pages(watched)(
            whole, lambda status, headers: answer.update(status=status, headers=headers)
        )
        named = {name.lower(): value for name, value in answer["headers"]}
        assert len(named) == len(answer["headers"]), "no header twice"
        return int(answer["status"][:3]), named, b"".join(body), bool(asked)

    # As Django's own test client: a new request must not close the connection in whose transaction the test runs.
    request_started.disconnect(close_old_connections)
    yield send
    request_started.connect(close_old_connections)


def without_own(headers: dict) -> dict:
    """Headers but those that are each answer's own."""
    return {name: value for name, value in headers.items() if name not in ("x-request-id", "date")}


@pytest.mark.parametrize("path", ["/", ISSUE, "/luu-tru/", "/tin.atom", "/robots.txt"])
@pytest.mark.parametrize("https", [False, True])
def test_is_what_django_answers(ask, settings, path, https):
    settings.SECURE_HSTS_SECONDS = 3600 if https else 0
    environ = {"wsgi.url_scheme": "https"} if https else {}
    cold = ask(path, **environ)
    warm = ask(path, **environ)
    assert cold[3] and not warm[3]
    assert (warm[0], without_own(warm[1]), warm[2]) == (cold[0], without_own(cold[1]), cold[2])
    assert ("strict-transport-security" in warm[1]) is https and "content-security-policy" in ask(ISSUE)[1]
    assert warm[1]["x-request-id"] != cold[1]["x-request-id"]


@pytest.mark.parametrize(
    "environ, status",
    [
        ({"REQUEST_METHOD": "HEAD"}, 200),
        ({"REQUEST_METHOD": "POST"}, 403),
        ({"QUERY_STRING": "fbclid=1"}, 200),
        ({"HTTP_COOKIE": "a=b"}, 200),
        ({"HTTP_IF_NONE_MATCH": "*"}, 304),
        ({"HTTP_ACCEPT_ENCODING": "br"}, 200),
        ({"HTTP_HOST": "evil.example"}, 400),
        ({"HTTP_HOST": ""}, 400),
        ({"PATH_INFO": "/so/2026/10/"}, 404),
    ],
)
def test_asks_django_for_all_else(ask, environ, status):
    ask()
    assert not ask()[3]
    path = environ.pop("PATH_INFO", ISSUE)
    found = ask(path, **environ)
    assert found[3] and found[0] == status


def test_leads_to_https_where_that_is_asked_for(ask, settings):
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ask(HTTP_X_FORWARDED_PROTO="https")
    assert ask(HTTP_X_FORWARDED_PROTO="https")[0::3] == (200, False)
    assert ask()[0::3] == ask(HTTP_X_FORWARDED_PROTO="http")[0::3] == (301, True)


def test_a_withdrawal_shows_at_the_next_look(ask, chief, django_capture_on_commit_callbacks):
    ask()
    assert ask()[0::3] == (200, False)
    from issues.models import Issue

    with django_capture_on_commit_callbacks(execute=True):
        publishing.withdraw(Issue.objects.get(), chief, "Sai số liệu.")
    assert ask()[0::3] == (410, True)


def test_without_kept_pages_django_answers_everything(ask, settings):
    ask()
    settings.KEEP_PAGES = False
    assert ask()[3]


def test_each_answer_is_a_line_of_the_log(ask, monkeypatch):
    ask()
    lines = []
    monkeypatch.setattr(logs, "write", lambda *line: lines.append((*line, logs.request_id.get())))
    _, headers, body, _ = ask(HTTP_X_REQUEST_ID="proxy-0123456789")
    ((method, path, status, size, seconds, name),) = lines
    assert (method, path, status, size, name) == ("GET", ISSUE, 200, len(body), "proxy-0123456789")
    assert 0 < seconds < 10
    assert headers["x-request-id"] == "proxy-0123456789"
