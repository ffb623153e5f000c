"""Logs for a real installation: one JSON object a line, one line a request, nothing personal.

A request's line holds its id, method, path without query string (what readers search for is theirs), status, time and size.
Addresses, user names and browsers are not logged; the proxy in front may, under its own rules.
"""

import logging
import re
import secrets
import time
from contextlib import contextmanager
from contextvars import ContextVar

HEADER = "X-Request-ID"
# What a proxy in front may call a request; anything else is given a name of our own.
GIVEN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{7,63}\Z")
LONGEST_PATH = 300
QUIET = ("/healthz", "/readyz", "/static/")
request_id: ContextVar[str] = ContextVar("request_id", default="")
logger = logging.getLogger("diemtin.request")


class WithRequestId(logging.Filter):
    """Every record says within which request it was made."""

    def filter(self, record) -> bool:
        """Add the request's id; nothing is filtered out."""
        record.request_id = request_id.get()
        return True


class RequestLog:
    """The middleware: names the request, passes the name on in the answer, and logs one line when it is answered."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with named(request.headers.get(HEADER, "")) as name:
            begin = time.perf_counter()
            response = self.get_response(request)
            response[HEADER] = name
            if not request.path.startswith(QUIET):
                size = None if response.streaming else len(response.content)
                write(request.method, path(request), response.status_code, size, time.perf_counter() - begin)
            return response


@contextmanager
def named(given: str):
    """Within a request: its id, which is the given one where that is a name."""
    name = given if GIVEN.match(given) else secrets.token_hex(8)
    token = request_id.set(name)
    try:
        yield name
    finally:
        request_id.reset(token)


def write(method: str, path: str, status: int, size: int | None, seconds: float) -> None:
    """The line of a request; the size is in bytes, None for what is sent bit by bit."""
    logger.info(
        "request",
        extra={
            "method": method,
            "path": path[:LONGEST_PATH],
            "status": status,
            "ms": round(seconds * 1000, 1),
            "bytes": size,
        },
    )


def path(request) -> str:
    """The path. The token of an invitation or of a forgotten password is a key: it is left out."""
    found = request.resolver_match
    token = found.kwargs.get("token") if found else None
    return request.path.replace(f"/{token}/", "/…/") if token else request.path


def configuration(structured: bool) -> dict:
    """The LOGGING setting: JSON lines, or plain ones for people at a terminal."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"request": {"()": "diemtin.logs.WithRequestId"}},
        "formatters": {
            "json": {
                "()": "pythonjsonlogger.msgspec.MsgspecFormatter",
                "format": "{asctime}{levelname}{name}{message}{request_id}",
                "style": "{",
                "rename_fields": {"asctime": "time", "levelname": "level", "name": "logger"},
            },
            "plain": {"format": "{levelname} {name}: {message}", "style": "{"},
        },
        "handlers": {
            "console": {
                "class": "logging.StreamHandler",
                "formatter": "json" if structured else "plain",
                "filters": ["request"],
            }
        },
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {
            "diemtin": {"level": "INFO"},
            "diemtin.request": {"level": "INFO" if structured else "WARNING"},
            "django": {"handlers": [], "level": "INFO", "propagate": True},
            "django.server": {"level": "INFO"},
            # The line of the request says it already.
            "django.request": {"level": "ERROR"},
            # WeasyPrint warns about every rule of the shared style sheets that it does not know.
            "weasyprint": {"level": "ERROR"},
            "fontTools": {"level": "ERROR"},
        },
    }
