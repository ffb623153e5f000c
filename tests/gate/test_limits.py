"""Wrong sign-ins: how many are too many, what is said then, and who unlocks."""

import pytest
from axes.models import AccessAttempt
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from django.utils.timezone import localtime, timedelta

from diemtin.gate import limits
from tests.gate.conftest import ADMIN, sign_in
from tests.news.admin_forms import text_of

LIST = f"{ADMIN}axes/accessattempt/"


def fail(client, username: str, times: int, **extra) -> list[int]:
    """So many wrong passwords. Returns what was answered."""
    return [sign_in(client, username, "sai", **extra).status_code for _ in range(times)]


@pytest.mark.parametrize("username", ["an", "khong-co-ai"])
def test_the_fifth_wrong_password_locks_whether_or_not_there_is_such_an_account(client, writer, username):
    assert fail(client, username, 6) == [200] * 4 + [429] * 2
    answer = sign_in(client, username)
    assert answer.status_code == 429 and 890 <= int(answer["Retry-After"]) <= 900
    until = AccessAttempt.objects.get(username=username).attempt_time + timedelta(minutes=15)
    page = text_of(answer)
    assert f"sau {localtime(until):%H:%M} (khoảng 15 phút nữa)" in page and "tạm khóa" in page
    assert "no-store" in answer["Cache-Control"] and "_auth_user_id" not in client.session


def test_the_answers_do_not_tell_whether_there_is_such_an_account(client, writer, settings):
    writer.is_active = False
    writer.save()
    known, unknown = sign_in(client, "an", "sai"), sign_in(client, "la", "sai")
    right_but_left = sign_in(client, "an", "pw")
    pages = {text_of(a).replace('"an"', '"la"').split("csrf")[0] for a in (known, unknown, right_but_left)}
    messages = {tuple(a.context["form"].non_field_errors()) for a in (known, unknown, right_but_left)}
    assert len(pages) == len(messages) == 1


def test_waiting_does_not_begin_anew_with_every_try(client, writer):
    fail(client, "an", 5)
    AccessAttempt.objects.update(attempt_time=localtime() - timedelta(minutes=14))
    assert sign_in(client, "an").status_code == 429
    AccessAttempt.objects.update(attempt_time=localtime() - timedelta(minutes=15, seconds=1))
    assert sign_in(client, "an").status_code == 302


def test_colleagues_behind_one_address_are_not_locked_with_somebody(client, writer, editor):
    fail(client, "an", 6)
    assert sign_in(client, "binh").status_code == 302


def test_a_stranger_does_not_lock_somebody_out_at_their_own_desk(client, writer):
    fail(client, "an", 6, REMOTE_ADDR="203.0.113.5")
    assert sign_in(client, "an", REMOTE_ADDR="192.0.2.1").status_code == 302


def test_one_account_from_many_addresses_is_locked(client, writer):
    for n in range(5):
        assert fail(client, "an", 4, REMOTE_ADDR=f"203.0.113.{n}")[:3] == [200] * 3
    assert sign_in(client, "an", REMOTE_ADDR="192.0.2.1").status_code == 429
    assert limits.locked_until("an")


def test_one_address_with_many_accounts_is_locked(client, writer):
    for n in range(30):
        fail(client, f"ten{n}", 1)
    assert sign_in(client, "an").status_code == 429
    assert sign_in(client, "an", REMOTE_ADDR="192.0.2.1").status_code == 302


def test_who_has_an_account_does_not_clear_the_count_of_an_address(client, writer):
    for n in range(29):
        fail(client, f"ten{n}", 1)
    assert sign_in(client, "an").status_code == 302
    client.logout()
    assert fail(client, "ten-nua", 1) == [429]


def test_a_right_password_clears_the_own_count(client, writer):
    for _ in range(3):
        assert fail(client, "an", 4) == [200] * 4
        assert sign_in(client, "an").status_code == 302
        client.logout()


def test_other_browsers_are_the_same_client(client, writer):
    answers = [sign_in(client, "an", "sai", HTTP_USER_AGENT=f"may {n}").status_code for n in range(6)]
    assert answers == [200] * 4 + [429] * 2


def test_the_sixteen_quintillion_addresses_of_one_subscriber_are_one(client, writer):
    answers = [sign_in(client, "an", "sai", REMOTE_ADDR=f"2001:db8::{n}").status_code for n in range(1, 7)]
    assert answers == [200] * 4 + [429] * 2


def test_a_forged_header_is_not_believed(client, writer, settings):
    forged = [
        sign_in(client, "an", "sai", HTTP_X_FORWARDED_FOR=f"203.0.113.{n}").status_code for n in range(6)
    ]
    assert forged == [200] * 4 + [429] * 2
    settings.PROXY_HOPS = 1
    AccessAttempt.objects.all().delete()
    behind = [
        sign_in(client, "an", "sai", HTTP_X_FORWARDED_FOR=f"203.0.113.{n}, 192.0.2.9").status_code
        for n in range(6)
    ]
    assert behind == [200] * 4 + [429] * 2
    assert AccessAttempt.objects.get().ip_address == "192.0.2.9"


def test_the_password_again_on_ones_own_page_is_limited_too(client, writer):
    client.force_login(writer)
    change = f"{ADMIN}tai-khoan/hai-buoc/"
    answers = [client.post(change, {"password": "x", "codes": "1"}).status_code for _ in range(5)]
    assert answers == [200] * 4 + [429]


def test_an_administrator_unlocks_and_the_log_says_so(client, writer, administrator):
    fail(client, "an", 5)
    client.force_login(administrator)
    page = text_of(client.get(reverse("admin:news_user_sign_ins", args=[writer.pk])))
    assert "Đang tạm khóa đăng nhập đến" in page
    unlock = reverse("admin:news_user_unlock", args=[writer.pk])
    assert client.get(unlock).status_code == 405
    assert "đăng nhập được ngay" in text_of(client.post(unlock, follow=True))
    assert "không bị khóa" in text_of(client.post(unlock, follow=True))
    entry = LogEntry.objects.get(object_id=str(writer.pk))
    assert (entry.user, entry.change_message) == (administrator, "Đã mở khóa đăng nhập.")
    client.logout()
    assert sign_in(client, "an").status_code == 302


def test_the_list_of_wrong_sign_ins(client, writer, administrator):
    fail(client, "an", 5)
    fail(client, "Mat-khau-go-nham-o-day", 1)
    client.force_login(administrator)
    page = text_of(client.get(LIST))
    assert "Mat-khau" not in page and "(không có tên này)" in page and ">an<" in page
    assert "127.0.0.*" in page
    data = {"action": "unlock", "_selected_action": [a.pk for a in AccessAttempt.objects.all()]}
    assert client.post(LIST, data).status_code == 302
    assert not AccessAttempt.objects.exists()
    assert LogEntry.objects.get().object_id == str(writer.pk)


@pytest.mark.parametrize("role", ["writer", "editor", "chief"])
def test_the_list_is_the_administrators(client, role, request):
    client.force_login(request.getfixturevalue(role))
    assert client.get(LIST).status_code == 403
    assert client.post(LIST, {"action": "unlock", "_selected_action": ["1"]}).status_code == 403


@pytest.mark.parametrize("username", ["a\x00b", "x" * 3000, "", "’ or 1=1"])
def test_whatever_stands_in_the_name(client, newsroom, username):
    headers = {"HTTP_USER_AGENT": "m" * 5000, "HTTP_ACCEPT": "a" * 5000}
    assert sign_in(client, username, "sai").status_code == 200
    assert sign_in(client, username, "sai", **headers).status_code == 200


def test_without_an_address_the_limit_holds_too(client, writer):
    answers = [sign_in(client, "an", "sai", REMOTE_ADDR="").status_code for _ in range(6)]
    assert answers == [200] * 4 + [429] * 2
