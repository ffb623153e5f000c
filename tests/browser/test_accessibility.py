"""No page of the newsroom shuts anybody out: axe-core finds nothing serious, by day and by night, on desks and phones."""

from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe

from news import editing
from news.models import Article
from tests.browser.newsroom_pages import NEWS, Newsroom, at_work
from tests.issues.backissue.sample import TEXT

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
GRAVE = ("serious", "critical")
LOOKS = [
    ("dark", 390),
    pytest.param("light", 1400, marks=pytest.mark.slow),
    pytest.param("light", 390, marks=pytest.mark.slow),
    pytest.param("dark", 1400, marks=pytest.mark.slow),
]


@pytest.fixture
def newsroom_at_work(writer, editor, chief, administrator, fake_pdf) -> Newsroom:
    """Something on every page."""
    return at_work(writer, editor, chief, administrator)


def violations(page) -> list[str]:
    """What axe-core finds grave, each with the first place where it stands."""
    found = Axe().run(page).response["violations"]
    return [
        f"{v['id']} ({v['impact']}): {v['nodes'][0]['html'][:120]}" for v in found if v["impact"] in GRAVE
    ]


def arrive(visit, scheme: str, width: int, username: str = ""):
    """Somebody with a screen of that kind."""
    page = visit(username, width=width)
    page.emulate_media(color_scheme=scheme)
    return page


def complaints(page, addresses: dict[str, str]) -> dict[str, list[str]]:
    """What is grave on each of the pages."""
    found = {}
    for name, address in addresses.items():
        response = page.goto(address)
        assert response.status == 200, f"{name}: {response.status}"
        found[name] = violations(page)
    return {name: grave for name, grave in found.items() if grave}


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_every_page_of_the_newsroom(visit, chief, newsroom_at_work, scheme, width):
    page = arrive(visit, scheme, width, chief.username)
    assert complaints(page, newsroom_at_work.chiefs) == {}


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_every_page_of_who_looks_after_the_house(visit, administrator, newsroom_at_work, scheme, width):
    page = arrive(visit, scheme, width, administrator.username)
    assert complaints(page, newsroom_at_work.administrators) == {}


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_pages_that_come_after_a_button(visit, editor, newsroom_at_work, scheme, width):
    """A conflict of two who edit, the approval of several articles, a file that was read."""
    page, found = arrive(visit, scheme, width, editor.username), {}
    page.goto(f"{NEWS}/article/{newsroom_at_work.draft.pk}/change/")
    meanwhile = Article.objects.get(pk=newsroom_at_work.draft.pk)
    meanwhile.headline = "Tin của người khác về trạm đo"
    editing.save_text(meanwhile, meanwhile.author)
    page.fill("#id_headline", "Tin của tôi về trạm đo")
    page.click("input[name=_save]")
    page.wait_for_selector(".conflict")
    found["conflict"] = violations(page)
    page.goto(f"{NEWS}/article/?status__exact=review")
    page.check(f"input[name=_selected_action][value='{newsroom_at_work.waiting.pk}']")
    page.select_option("select[name=action]", "approve_chosen")
    page.click("button[name=index]")
    page.wait_for_selector("input[name=confirmed]", state="attached")
    found["approval of several"] = violations(page)
    page.goto(newsroom_at_work.chiefs["import"])
    page.set_input_files(
        "input[type=file]", {"name": "so.txt", "mimeType": "text/plain", "buffer": TEXT.encode()}
    )
    page.click("#content [type=submit]")
    page.wait_for_selector("[name=text]", state="attached")
    found["file that was read"] = violations(page)
    assert {name: grave for name, grave in found.items() if grave} == {}


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_coming_in(visit, newsroom_at_work, scheme, width):
    page, found = arrive(visit, scheme, width), {}
    page.goto("/quan-tri/")
    found["sign in"] = violations(page)
    page.goto(urlsplit(newsroom_at_work.invitation).path)
    assert page.locator("input[name=new_password1]").count() == 1
    found["invitation"] = violations(page)
    assert page.goto("/quan-tri/news/user/nhan-loi-moi/x/y/").status == 410
    found["used invitation"] = violations(page)
    assert {name: grave for name, grave in found.items() if grave} == {}
