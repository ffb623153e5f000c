"""Real processes of an installation, to be killed: web servers, workers, and people who use them over HTTP."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parent.parent.parent
TOKEN = "d" * 32  # of forms: the cookie and the field only have to agree
SECONDS = 90  # that a request may take


def environment(folder, database: str, **more: str) -> dict[str, str]:
    """The environment of an installation that keeps everything in one folder, but for what `more` says."""
    return os.environ | {
        "DATABASE_URL": database,
        "MEDIA_ROOT": f"{folder}/media",
        "CACHE_URL": f"filecache://{folder}/cache",
        "EMAIL_URL": f"filemail://{folder}/mail",
        "KEEP_PAGES": "1",
        "DEBUG": "0",
        "SECRET_KEY": "for-tests-only-" + "0" * 40,
        "ALLOWED_HOSTS": "127.0.0.1",
        "SITE_URL": "http://127.0.0.1",
        "HTTPS": "0",
        "SECOND_FACTOR": "0",
        "DJANGO_SETTINGS_MODULE": "tests.issues.archive.plain_static",
        **more,
    }


def start(arguments: list[str], env: dict, log) -> subprocess.Popen:
    """A process in a group of its own, so that it is killed with all that it started."""
    return subprocess.Popen(
        [sys.executable, *arguments],
        env=env,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        start_new_session=True,
    )


def start_web(env: dict, port: int, log, workers: int = 1) -> subprocess.Popen:
    """A web server; returns before it answers."""
    serve = ["-m", "gunicorn", "diemtin.wsgi", "--workers", str(workers), "--bind", f"127.0.0.1:{port}"]
    return start([*serve, "--timeout", "240", "--log-level", "error"], env, log)


def start_worker(env: dict, log) -> subprocess.Popen:
    """A worker whose clock runs fast: others take a dead one's tasks after seconds."""
    return start(["-m", "tests.drills.worker"], env, log)


def kill(process: subprocess.Popen) -> None:
    """SIGKILL to a process and all of its group; nobody gets to say good-bye."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


class Unreachable(Exception):
    """The server was gone before it answered, or in the middle."""


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args):
        return None


OPENER = urllib.request.build_opener(_NoRedirects)


def fetch(base: str, path: str, session: str = "", data: dict | None = None) -> tuple[int, bytes, dict]:
    """Status, body and headers of a page; with `data` of a POST. `session` is the key of somebody who is signed in.
    Raises Unreachable."""
    cookies = f"csrftoken={TOKEN}; sessionid={session}" if session else ""
    body = urlencode(data).encode() if data is not None else None
    request = urllib.request.Request(f"{base}{path}", data=body, headers={"X-CSRFToken": TOKEN})
    if cookies:
        request.add_header("Cookie", cookies)
    try:
        with OPENER.open(request, timeout=SECONDS) as answer:
            return answer.status, answer.read(), dict(answer.headers)
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read(), dict(error.headers)
    except (OSError, ValueError, EOFError) as error:
        raise Unreachable(str(error)) from error
    except Exception as error:  # http.client's own, for an answer that ends in the middle
        raise Unreachable(repr(error)) from error


def wait_until(true, seconds: float, what: str) -> None:
    """Until `true()` is. Raises TimeoutError, with what was waited for."""
    deadline = time.monotonic() + seconds
    while not true():
        if time.monotonic() > deadline:
            raise TimeoutError(f"{what}: not within {seconds:.0f} s")
        time.sleep(0.1)


def answers(base: str) -> bool:
    """Whether a web server answers at all."""
    with suppress(Unreachable):
        return fetch(base, "/")[0] < 500
    return False


def sign_in(user) -> str:
    """The key of a new session of somebody."""
    from django.test import Client

    client = Client()
    client.force_login(user)
    return client.session.session_key
