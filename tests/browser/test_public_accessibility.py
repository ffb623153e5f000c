"""No public page shuts anybody out: axe-core finds nothing at all, whatever the reader's colours; nothing is cut off."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.public_site import fill

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LOOKS = [
    ("light", 390),
    pytest.param("dark", 390, marks=pytest.mark.slow),
    pytest.param("light", 1400, marks=pytest.mark.slow),
    pytest.param("dark", 1400, marks=pytest.mark.slow),
]
STATUS = {"not found": 404, "withdrawn": 410}


@pytest.fixture
def site(newsroom) -> dict[str, str]:
    """Every public page: its name -> its address."""
    return fill()


def violations(page) -> list[str]:
    """What axe-core finds, each with the first place where it stands."""
    found = Axe().run(page).response["violations"]
    return [f"{v['id']} ({v['impact']}): {v['nodes'][0]['html'][:160]}" for v in found]


def complaints(page, site: dict[str, str]) -> dict[str, list[str]]:
    """The violations of each page that has some."""
    found = {}
    for name, address in site.items():
        response = page.goto(address)
        assert response.status == STATUS.get(name, 200), f"{name}: {response.status}"
        if here := violations(page):
            found[name] = here
    return found


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_every_public_page(visit, site, scheme, width):
    page = visit(width=width)
    page.emulate_media(color_scheme=scheme)
    assert complaints(page, site) == {}


@pytest.mark.parametrize("theme", ["light", pytest.param("dark", marks=pytest.mark.slow)])
def test_with_more_contrast_and_the_largest_letters(visit, site, theme):
    page = visit(width=390)
    page.goto("/")
    page.evaluate(
        "theme => localStorage.setItem('cach-doc', JSON.stringify({theme, size: 'larger', contrast: 'more'}))",
        theme,
    )
    assert complaints(page, site) == {}


def test_the_open_switches(visit, site):
    for scheme in ("light", "dark"):
        page = visit()
        page.emulate_media(color_scheme=scheme)
        page.goto("/")
        page.click(".reading summary")
        assert violations(page) == []


@pytest.mark.parametrize(("width", "size"), [(320, ""), (700, ""), (320, "larger"), (1280, "larger")])
def test_nothing_makes_a_page_scroll_sideways(visit, site, width, size):
    page = visit(width=width)
    page.goto("/")
    page.evaluate("size => localStorage.setItem('cach-doc', JSON.stringify({size}))", size)
    wide = {}
    for name, address in site.items():
        page.goto(address)
        too_much = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        if too_much > 0:
            wide[name] = too_much
    assert wide == {}


def test_the_keyboard_reaches_everything(visit, site):
    page = visit()
    page.goto(site["article"])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "noi-dung"
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        name = page.evaluate("document.activeElement.className || document.activeElement.tagName")
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert name == "BODY" or outline == "solid", f"{name} does not show that it has the focus"
        reached.add(name)
    assert "table" in reached and "turn-on" in reached
