"""Sessions: when they end, and the list of one's sign-ins."""

import time

import pytest
from axes.models import AccessLog
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now, timedelta

from news import leaving
from news.models import User
from news.models.user import Role
from tests.gate.conftest import ADMIN, GOOD, sign_in
from tests.make import make_source
from tests.news.admin_forms import text_of

WINDOWS = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36"


@pytest.fixture
def at_home(writer):
    """The writer's browser at home, signed in."""
    client = Client(REMOTE_ADDR="203.0.113.77", HTTP_USER_AGENT=WINDOWS)
    sign_in(client, "an")
    return client


def is_in(client) -> bool:
    """Whether the desk opens."""
    return client.get(ADMIN).status_code == 200


def test_a_new_password_ends_all_other_sessions(client, writer, at_home):
    sign_in(client, "an")
    data = {"old_password": "pw", "new_password1": GOOD, "new_password2": GOOD}
    assert client.post(f"{ADMIN}password_change/", data).status_code == 302
    assert is_in(client) and not is_in(at_home)
    states = [row.logout_time is None for row in AccessLog.objects.order_by("-attempt_time")]
    assert states == [True, False]
    assert "Phiên này" in text_of(client.get(f"{ADMIN}tai-khoan/"))


def test_a_password_that_somebody_else_set_ends_them_all(client, administrator, at_home, writer):
    client.force_login(administrator)
    data = {"password1": GOOD, "password2": GOOD, "usable_password": "true"}
    assert client.post(f"{ADMIN}news/user/{writer.pk}/password/", data).status_code == 302
    assert not is_in(at_home)


def test_who_left_is_out_everywhere_and_coming_back_opens_no_old_session(administrator, at_home, writer):
    leaving.leave(writer, administrator)
    writer.refresh_from_db()
    # A session that asked nothing meanwhile is still in the store.
    leaving.come_back(writer)
    assert not is_in(at_home)
    assert sign_in(at_home, "an").status_code == 302 and is_in(at_home)


def test_rights_are_asked_anew_on_each_page(client, writer):
    source = make_source()
    page = reverse("admin:news_source_change", args=[source.pk])
    client.force_login(writer)
    allowed = lambda: client.post(page, {"name": "Đổi"}).status_code != 403  # noqa: E731
    assert not allowed()
    writer.groups.set(User.groups.rel.model.objects.filter(name=Role.EDITOR.label))
    assert allowed()
    writer.groups.clear()
    assert not allowed() and client.get(f"{ADMIN}news/article/").status_code == 403
    writer.user_permissions.add(Permission.objects.get(codename="change_source"))
    assert allowed()
    User.objects.filter(pk=writer.pk).update(is_staff=False)
    assert client.get(ADMIN).status_code == 302


def test_ending_the_other_sessions(client, writer, at_home):
    sign_in(
        client, "an", HTTP_USER_AGENT="Mozilla/5.0 (Android 14; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0"
    )
    page = text_of(client.get(f"{ADMIN}tai-khoan/"))
    assert "Chrome trên Windows" in page and "Firefox trên Android" in page
    assert "203.0.113.*" in page and "203.0.113.77" not in page
    end = f"{ADMIN}tai-khoan/ket-thuc-phien/"
    assert client.get(end).status_code == 405
    assert client.post(end).url == f"{ADMIN}tai-khoan/"
    assert is_in(client) and not is_in(at_home)
    page = text_of(client.get(f"{ADMIN}tai-khoan/"))
    assert "Phiên này" in page and "Kết thúc " in page and "Còn mở" not in page
    assert sign_in(at_home, "an").status_code == 302 and is_in(at_home)


def test_an_administrator_ends_anothers_sessions(client, administrator, writer, at_home):
    client.force_login(administrator)
    end = reverse("admin:news_user_end_sessions", args=[writer.pk])
    assert client.get(end).status_code == 405
    assert client.post(end).status_code == 302 and not is_in(at_home)
    assert LogEntry.objects.get().change_message == "Đã kết thúc mọi phiên đăng nhập."
    own = reverse("admin:news_user_end_sessions", args=[administrator.pk])
    assert client.post(own).status_code == 403 and is_in(client)


def test_nobody_sees_anothers_sign_ins(client, writer, editor, at_home):
    sign_in(client, "binh")
    assert "203.0.113" not in text_of(client.get(f"{ADMIN}tai-khoan/"))


def test_signing_out_stands_in_the_list(client, writer):
    sign_in(client, "an")
    client.post(f"{ADMIN}logout/")
    assert AccessLog.objects.get().logout_time


def test_who_has_a_former_persons_name_does_not_get_their_sign_ins(client, writer, at_home):
    User.objects.filter(pk=writer.pk).update(username="khac")
    AccessLog.objects.update(attempt_time=now() - timedelta(days=1))
    namesake = User.objects.create_user("an", password="pw", is_staff=True)
    client.force_login(namesake)
    assert "203.0.113" not in text_of(client.get(f"{ADMIN}tai-khoan/"))


def test_sign_ins_are_kept_for_ninety_days(client, writer, at_home):
    AccessLog.objects.update(attempt_time=now() - timedelta(days=91))
    sign_in(client, "an")
    assert AccessLog.objects.filter(username="an").count() == 1


def test_a_session_ends_twelve_hours_after_the_last_page(client, writer, settings):
    assert settings.SESSION_COOKIE_AGE == 12 * 3600
    client.force_login(writer)

    def expires() -> float:
        """In how many seconds the session ends."""
        return (Session.objects.get().expire_date - now()).total_seconds()

    def let_pass(seconds: int) -> None:
        """As if so much time had gone by."""
        session = client.session
        session["seen"] = int(time.time()) - seconds
        session.save()
        Session.objects.update(expire_date=now() + timedelta(seconds=12 * 3600 - seconds))

    let_pass(3600)
    client.get(f"{ADMIN}news/article/", headers={"Sec-Fetch-Dest": "empty"})
    assert expires() < 11 * 3600 + 60, "a page that asks by itself does not count"
    answer = client.get(f"{ADMIN}news/article/", headers={"Sec-Fetch-Dest": "document"})
    assert expires() > 12 * 3600 - 60 and answer.cookies["sessionid"]["max-age"] == 12 * 3600
    let_pass(60)
    client.get(ADMIN)
    assert expires() < 12 * 3600 - 50, "not written at every page"
    Session.objects.update(expire_date=now() - timedelta(seconds=1))
    assert not is_in(client)


def test_an_upgrade_ends_no_session(writer):
    from django.contrib.auth.base_user import AbstractBaseUser

    assert writer.get_session_auth_hash() == AbstractBaseUser.get_session_auth_hash(writer)
    writer.session_round = 2
    assert writer.get_session_auth_hash() != AbstractBaseUser.get_session_auth_hash(writer)


def test_the_round_holds_under_a_former_key_too(client, writer, settings):
    User.objects.filter(pk=writer.pk).update(session_round=3)
    writer.refresh_from_db()
    client.force_login(writer)
    assert is_in(client)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "n" * 50
    assert is_in(client)
    User.objects.filter(pk=writer.pk).update(session_round=4)
    assert not is_in(client)


@pytest.mark.parametrize("compulsory", [False, True])
def test_the_gate_costs_at_most_one_query(client, editor, settings, compulsory, monkeypatch):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from diemtin.gate import entrance

    client.force_login(editor)
    settings.SECOND_FACTOR = compulsory

    def counted(page: str) -> int:
        """The queries of a page, the second time."""
        client.get(page)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(page).status_code == 200
        return len(queries)

    pages = [ADMIN, f"{ADMIN}news/article/", f"{ADMIN}issues/issue/", f"{ADMIN}news/notice/"]
    with_gate = [counted(page) for page in pages]
    monkeypatch.setattr(entrance, "may_pass", lambda request, person: person.is_authenticated)
    without = [counted(page) for page in pages]
    assert all(a - b <= 1 for a, b in zip(with_gate, without, strict=True)), (with_gate, without)


def test_a_public_page_asks_for_nobody(client, writer, django_assert_max_num_queries):
    client.force_login(writer)
    answer = client.get("/")
    assert "Cookie" not in answer.get("Vary", "")
