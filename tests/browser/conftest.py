"""Chromium, driven through the real pages. The system's own browser is used where there is one."""

import os
import shutil
import threading
import time

import pytest
from django.core.signals import request_finished, request_started
from playwright.sync_api import sync_playwright

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "google-chrome"))), None)
QUIET_TURNS = 5
# Playwright's synchronous interface keeps an event loop in this thread; the tests' own queries are meant to be here.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture(scope="session")
def chromium():
    """One browser for all tests."""
    with sync_playwright() as playwright:
        # Where the system has none, Playwright's own may have been installed.
        path = CHROMIUM or playwright.chromium.executable_path
        if not os.path.exists(path):
            pytest.skip("Không có Chromium (apt-get install chromium): bỏ qua kiểm thử trên trình duyệt.")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def quiet_server(live_server):
    """The server; the test ends only when it has answered everything: a page says good-bye when it is closed."""
    under_way = set()

    def begin(**kwargs):
        under_way.add(threading.get_ident())

    def end(**kwargs):
        under_way.discard(threading.get_ident())

    request_started.connect(begin)
    request_finished.connect(end)
    yield live_server
    quiet = 0
    while quiet < QUIET_TURNS:
        time.sleep(0.05)
        quiet = 0 if under_way else quiet + 1
    request_started.disconnect(begin)
    request_finished.disconnect(end)


@pytest.fixture
def visit(chromium, quiet_server):
    """Somebody at a computer: `visit()` is a reader, `visit("an")` signs in to the admin. Returns the page."""
    contexts = []

    def arrive(username: str = "", width: int = 1400):
        context = chromium.new_context(
            base_url=quiet_server.url, locale="vi-VN", viewport={"width": width, "height": 900}
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        if username:
            page.goto("/quan-tri/")
            page.fill("#id_username", username)
            page.fill("#id_password", "pw")
            page.click("input[type=submit], button[type=submit]")
            page.wait_for_selector("#user-tools")
        return page

    yield arrive
    for context in contexts:
        context.close()
