"""Another site that is open in the browser of somebody who is signed in: it can neither send forms, nor act by links, nor show
the newsroom in a frame."""

import pytest
from django.conf import settings
from django.test import Client

from tests.admin_addresses import NAMES, address, make_things
from tests.database import everything

SENT = {"post": "yes", "newest": "0"}


@pytest.fixture
def things(newsroom, writer, editor, chief, fake_pdf):
    """Something of each kind."""
    return make_things(writer, editor, chief)


@pytest.mark.parametrize("who", ["chief", "administrator"])
def test_a_form_on_another_site_is_refused_everywhere(who, things, request):
    client = Client(enforce_csrf_checks=True)
    client.force_login(request.getfixturevalue(who))
    before = everything()
    for name in NAMES:
        answer = client.post(address(name, things), SENT, headers={"Origin": "https://khac.example"})
        assert answer.status_code == 403, name
    assert everything() == before


@pytest.mark.parametrize("who", ["chief", "administrator"])
def test_a_link_changes_nothing_and_no_page_is_shown_in_anothers_frame(who, things, client, request):
    client.force_login(request.getfixturevalue(who))
    before = everything()
    for name in NAMES:
        answer = client.get(address(name, things))
        assert answer["X-Frame-Options"] in ("DENY", "SAMEORIGIN"), name
    after = everything()
    assert [label for label in before if before[label] != after[label]] == []


def test_cookies_go_neither_to_scripts_nor_along_with_forms_of_others():
    assert settings.SESSION_COOKIE_HTTPONLY
    assert settings.SESSION_COOKIE_SAMESITE == settings.CSRF_COOKIE_SAMESITE == "Lax"
