"""The reader's own choices: colours, size, contrast; remembered in the browser, without a cookie, before the first paint."""

import pytest

from tests.browser.public_site import fill

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAPER = "getComputedStyle(document.body).backgroundColor"
LETTERS = "parseFloat(getComputedStyle(document.body).fontSize)"
INK = "getComputedStyle(document.querySelector('.story-day')).color"


@pytest.fixture
def site(newsroom):
    """Pages to read."""
    return fill()


def choose(page, name: str, value: str) -> None:
    """Make a choice in the switches."""
    if not page.evaluate("document.querySelector('.reading').open"):
        page.click(".reading summary")
    page.check(f"input[name={name}][value='{value}']")


def test_choices_hold_on_every_page_and_leave_no_cookie(visit, site):
    page = visit()
    page.goto("/")
    choose(page, "theme", "dark")
    choose(page, "size", "larger")
    page.goto(site["article"])
    assert page.evaluate(PAPER) == "rgb(12, 20, 30)" and page.evaluate(LETTERS) == 22
    page.click(".reading summary")
    assert page.is_checked("input[name=theme][value=dark]") and page.is_checked(
        "input[name=size][value=larger]"
    )
    assert page.context.cookies() == []
    choose(page, "theme", "")
    choose(page, "size", "")
    page.reload()
    assert page.evaluate(PAPER) == "rgb(255, 255, 255)" and page.evaluate(LETTERS) == 16


def test_day_where_the_machine_says_night(visit, site):
    page = visit()
    page.emulate_media(color_scheme="dark")
    page.goto("/")
    assert page.evaluate(PAPER) == "rgb(12, 20, 30)"
    choose(page, "theme", "light")
    assert page.evaluate(PAPER) == "rgb(255, 255, 255)"


def test_more_contrast(visit, site):
    page = visit()
    page.goto(site["article"])
    choose(page, "contrast", "more")
    assert page.evaluate(INK) == "rgb(0, 0, 0)"
    choose(page, "theme", "dark")
    assert page.evaluate(INK) == "rgb(255, 255, 255)" and page.evaluate(PAPER) == "rgb(0, 0, 0)"


def test_chosen_colours_are_there_before_anything_is_drawn(visit, site):
    page = visit()
    page.goto("/")
    choose(page, "theme", "dark")
    # What the page looks like when its body begins is noted before any later script or style can run.
    page.add_init_script(
        "new MutationObserver((_, watch) => { if (document.body) { window.first = document.documentElement.dataset.theme;"
        " watch.disconnect(); } }).observe(document, {childList: true, subtree: true})"
    )
    page.reload()
    assert page.evaluate("window.first") == "dark"


@pytest.mark.parametrize("stored", ["null", "7", "{", '{"theme": "x", "size": 3, "contrast": {"a": 1}}'])
def test_whatever_storage_holds_a_page_is_readable(visit, site, stored):
    page = visit()
    errors = []
    page.on("pageerror", lambda error: errors.append(error))
    page.goto("/")
    page.evaluate("value => localStorage.setItem('cach-doc', value)", stored)
    page.reload()
    choose(page, "theme", "dark")
    assert page.evaluate(PAPER) == "rgb(12, 20, 30)" and errors == []


def test_escape_closes_the_switches(visit, site):
    page = visit()
    page.goto("/")
    page.click(".reading summary")
    page.keyboard.press("Escape")
    assert not page.evaluate("document.querySelector('.reading').open")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_without_javascript_the_switches_are_not_there_and_the_page_is(chromium, quiet_server, site):
    context = chromium.new_context(base_url=quiet_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    assert not page.is_visible(".reading") and page.is_visible("h1")
    context.close()


def test_a_page_loads_nothing_from_elsewhere_and_breaks_no_policy(visit, site):
    page = visit()
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    for address in (site["home"], site["article"], site["section"]):
        page.goto(address)
    host = page.url.split("/")[2]
    assert said == [] and [url for url in asked if url.split("/")[2] != host] == []
