"""Every address of the newsroom, called by URL alone: by strangers, by staff without a role, and by each of the roles."""

import pytest
from django.db import transaction
from django.urls import reverse

from news.models import Notice, User
from news.models.notice import Kind
from tests.access_table import ACCESS, ROLE_IS_NOT_ASKED
from tests.admin_addresses import NAMES, address, make_things
from tests.database import everything

# What every member of the staff has: the first page (with nothing on it that they may not see), signing out, the own
# password, the own notices, the own way in, translations.
FOR_ALL_STAFF = {
    *("index", "app_list", "login", "logout", "password_change", "password_change_done", "jsi18n"),
    *("news_notice_changelist", "news_notice_all_read", "news_notice_preferences"),
    *("account", "account_end_sessions", "account_second_factor", "second_factor_setup"),
}
# Addresses that people open before they belong to the staff; a token in them is asked instead.
FOR_STRANGERS = {"login", "jsi18n"}
REFUSED = (302, 403, 404, 405, 410)
ROLES = {"w": "writer", "e": "editor", "c": "chief", "a": "administrator"}
SENT = {"post": "yes", "newest": "0"}


@pytest.fixture
def things(newsroom, writer, editor, chief, fake_pdf):
    """Something of each kind."""
    return make_things(writer, editor, chief)


def answers(client, where: str) -> set[int]:
    """What a page answers to GET and to POST."""
    return {client.get(where).status_code, client.post(where, SENT).status_code}


def test_a_stranger_gets_nothing(client, things):
    for name in set(NAMES) - FOR_STRANGERS:
        where = address(name, things)
        for answer in (client.get(where), client.post(where, SENT)):
            assert answer.status_code in REFUSED, name
            if answer.status_code == 302:
                assert "login" in answer.url or answer.url == reverse("admin:index"), name


def test_staff_without_a_role_gets_nothing(client, things):
    client.force_login(User.objects.create_user("nguoi-moi", password="pw", is_staff=True))
    let_in = [
        name
        for name in NAMES
        if name not in FOR_ALL_STAFF and not answers(client, address(name, things)) <= set(REFUSED)
    ]
    assert let_in == []


def test_every_address_stands_in_the_table_and_no_other():
    assert set(ACCESS) | ROLE_IS_NOT_ASKED == set(NAMES) and not set(ACCESS) & ROLE_IS_NOT_ASKED


def told(status: int, changed: bool) -> str:
    """An answer in the table's words."""
    if status == 403:
        return "refused, but something was written" if changed else "-"
    return {200: "let in", 302: "let in", 405: "."}.get(status, str(status))


def called(client, method: str, name: str, where: str, user) -> str:
    """What somebody gets who calls an address, in the table's words; what it did is undone."""
    with transaction.atomic():
        client.force_login(user)
        before = everything()
        status = getattr(client, method)(where, SENT if method == "post" else {}).status_code
        answer = told(status, everything() != before)
        transaction.set_rollback(True)
    return answer


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("letter", ROLES)
def test_each_role_gets_what_the_table_says(letter, method, client, things, request):
    user = request.getfixturevalue(ROLES[letter])
    own = Notice.objects.create(
        recipient=user, kind=Kind.APPROVED, subject="Một tin được duyệt", delivery="inbox"
    )
    column, place, differs = ("get", "post").index(method), "weca".index(letter), {}
    for name, row in ACCESS.items():
        wanted = row[column][place].replace(letter, "let in")
        if (found := called(client, method, name, address(name, things, pk=own.pk), user)) != wanted:
            differs[name] = f"{found}, not {wanted}"
    assert differs == {}
