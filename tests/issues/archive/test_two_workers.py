"""What one process changes, the very next request to any worker of the web server sees: two workers, files and Redis."""

import os
import socket
import subprocess
import sys
import time
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from django.conf import settings

REDIS = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/9")
LOOKS = 16  # so many that both workers are asked
LISTS = ("/", "/luu-tru/", "/luu-tru/2026/")


def redis_answers() -> bool:
    """Whether a Redis server is there."""
    with socket.socket() as probe:
        probe.settimeout(2)
        return probe.connect_ex(("127.0.0.1", 6379)) == 0


@pytest.fixture(params=["files", "redis"])
def site(request, tmp_path):
    """A set-up installation of its own behind gunicorn with two workers: its address and its environment."""
    cache = f"filecache://{tmp_path}/cache"
    if request.param == "redis":
        if not redis_answers():
            pytest.skip("KHÔNG có Redis ở 127.0.0.1:6379: phần này không được kiểm thử.")
        cache = REDIS
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{tmp_path}/db.sqlite3",
        "MEDIA_ROOT": f"{tmp_path}/media",
        "CACHE_URL": cache,
        "BAKED_ROOT": f"{tmp_path}/baked",
        "KEEP_PAGES": "1",
        "DEBUG": "0",
        "SECRET_KEY": "for-tests-only-" + "0" * 40,
        "ALLOWED_HOSTS": "127.0.0.1",
        "HTTPS": "0",
        "DJANGO_SETTINGS_MODULE": "tests.issues.archive.plain_static",
    }
    options = {"env": environment, "cwd": settings.BASE_DIR}
    for command in (["migrate", "-v0"], ["setup_newsroom"], ["clear_kept_pages"]):
        subprocess.run(
            [sys.executable, "manage.py", *command], check=True, stdout=subprocess.DEVNULL, **options
        )
    serve = ["-m", "gunicorn", "diemtin.wsgi", "--workers", "2", "--bind", f"127.0.0.1:{port}"]
    server = subprocess.Popen([sys.executable, *serve, "--log-level", "error"], **options)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(address)
        yield address, environment
    finally:
        server.terminate()
        server.wait(20)


def wait_for(address: str) -> None:
    """Until the server answers."""
    deadline = time.monotonic() + 40
    while True:
        try:
            return get(f"{address}/")
        except OSError:
            assert time.monotonic() < deadline, "the server did not start"
            time.sleep(0.2)


def get(url: str) -> tuple[int, str]:
    """Status and text of a page."""
    try:
        with urlopen(url, timeout=20) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as error:
        return error.code, error.read().decode()


def step(name: str, environment: dict) -> None:
    """One step of the issue, committed when this returns."""
    command = [sys.executable, "-m", "tests.issues.archive.steps", name]
    subprocess.run(command, check=True, env=environment, cwd=settings.BASE_DIR)


def looks(address: str, path: str) -> list[tuple[int, str]]:
    """The page as many requests see it."""
    return [get(f"{address}{path}") for _ in range(LOOKS)]


def test_every_worker_sees_each_step_at_once(site, tmp_path):
    address, environment = site
    issue = "/so/2026/9/"
    assert {status for status, _ in looks(address, issue)} == {404}
    assert all("Số 9" not in page for path in LISTS for status, page in looks(address, path) if status == 200)

    step("publish", environment)
    assert {status for status, _ in looks(address, issue)} == {200}
    assert all("Số 9/2026" in page for path in LISTS for _, page in looks(address, path))
    assert (tmp_path / "baked/so/2026/9/index.html").exists()

    step("correct", environment)
    assert all("Trạm Hòn Dấu lên tiếng" in page for _, page in looks(address, issue))

    step("withdraw", environment)
    assert {status for status, _ in looks(address, issue)} == {410}
    assert all(
        "Số 9/2026" not in page for path in LISTS for status, page in looks(address, path) if status == 200
    )
    assert not (tmp_path / "baked/so/2026/9").exists()
