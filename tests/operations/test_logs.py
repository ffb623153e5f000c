"""One JSON line for each request, with its id and nothing personal."""

import json
import logging

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from diemtin import logs

FORMATTER = logs.configuration(structured=True)["formatters"]["json"]


@pytest.fixture
def lines():
    """The lines that the request log writes, decoded."""
    written = []

    class Keep(logging.Handler):
        def emit(self, record):
            written.append(json.loads(self.format(record)))

    options = {key: value for key, value in FORMATTER.items() if key not in ("()", "format")}
    from pythonjsonlogger.msgspec import MsgspecFormatter

    handler = Keep()
    handler.setFormatter(MsgspecFormatter(FORMATTER["format"], **options))
    handler.addFilter(logs.WithRequestId())
    logger, before = logs.logger, logs.logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    yield written
    logger.removeHandler(handler)
    logger.setLevel(before)


def ask(path: str = "/tim-kiem/?q=bệnh+hiếm", **headers):
    request = RequestFactory().get(
        path, headers={"user-agent": "Browser/1", **headers}, REMOTE_ADDR="203.0.113.9"
    )
    return logs.RequestLog(lambda request: HttpResponse("xin chào", status=200))(request)


def test_a_request_is_one_line_without_anything_personal(lines):
    response = ask()
    (line,) = lines
    assert line["path"] == "/tim-kiem/" and line["status"] == 200 and line["method"] == "GET"
    assert line["bytes"] == len("xin chào".encode()) and line["ms"] >= 0
    assert line["request_id"] == response["X-Request-ID"] and len(line["request_id"]) == 16
    said = json.dumps(line, ensure_ascii=False)
    assert "203.0.113.9" not in said and "Browser" not in said and "hiếm" not in said


def test_the_id_that_a_proxy_gave_is_kept(lines):
    assert ask(**{"X-Request-ID": "proxy-0123456789"})["X-Request-ID"] == "proxy-0123456789"
    assert lines[0]["request_id"] == "proxy-0123456789"


@pytest.mark.parametrize("given", ["short", "x" * 65, 'a"b,"level":"x', "line\nbreak-12345", ""])
def test_an_id_that_is_none_is_replaced(lines, given):
    name = ask(**{"X-Request-ID": given})["X-Request-ID"]
    assert name != given and len(name) == 16


def test_probes_and_static_files_are_not_logged(lines):
    ask("/healthz")
    ask("/static/css/base.css")
    assert lines == []


def test_the_id_is_gone_after_the_request(lines):
    ask()
    assert logs.request_id.get() == ""
