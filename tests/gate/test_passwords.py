"""Passwords: what is a good one, how they are kept, and what happens to forgotten ones."""

import re

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core import mail as outbox
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client

from diemtin import settings as real
from issues.demo.seed import PASSWORD
from news.models import User
from tests.gate.conftest import ADMIN, GOOD, equip, sign_in
from tests.news.admin_forms import text_of

ASK = f"{ADMIN}quen-mat-khau/"
NEW = {"new_password1": "Song-Cam-2041", "new_password2": "Song-Cam-2041"}


@pytest.mark.parametrize(
    "password", ["ngan-11-chu", "123456789012", "qwertyuiop123", "tran-thi-an-2", "Tran Thi An!"]
)
def test_a_bad_password_is_refused(writer, password):
    writer.email = "tran-thi-an-2@diemtin.example"
    writer.last_name, writer.first_name = "Tran Thi", "An"
    writer.username = "tran thi an"
    with pytest.raises(ValidationError):
        validate_password(password, writer)


@pytest.mark.parametrize("password", [PASSWORD, GOOD, "con đò nhỏ bên sông"])
def test_a_good_one_is_taken(writer, password):
    validate_password(password, writer)


def test_the_form_says_twelve(client, writer):
    client.force_login(writer)
    assert "12 ký tự" in text_of(client.get(f"{ADMIN}password_change/"))
    data = {"old_password": "pw", "new_password1": "ngan-11-chu", "new_password2": "ngan-11-chu"}
    page = text_of(client.post(f"{ADMIN}password_change/", data))
    assert "12 ký tự" in page and User.objects.get(pk=writer.pk).check_password("pw")


def test_new_passwords_are_argon2_and_old_ones_become_so_at_sign_in(client, writer, settings):
    settings.PASSWORD_HASHERS = real.PASSWORD_HASHERS
    assert make_password("x").startswith("argon2$argon2id$")
    User.objects.filter(pk=writer.pk).update(password=make_password("pw", hasher="pbkdf2_sha256"))
    assert sign_in(client, "an", "sai").status_code == 200
    assert User.objects.get(pk=writer.pk).password.startswith("pbkdf2_sha256$")
    assert sign_in(client, "an").status_code == 302
    stored = User.objects.get(pk=writer.pk)
    assert stored.password.startswith("argon2$argon2id$") and stored.check_password("pw")
    assert client.get(ADMIN).status_code == 200


@pytest.fixture
def reachable(writer, settings):
    """The writer has an address, and mail arrives."""
    settings.SITE_URL = "http://testserver"
    User.objects.filter(pk=writer.pk).update(email="an@diemtin.example")
    return writer


def link_in(message) -> str:
    """The path of the link in a mail."""
    return re.search(r"http://testserver(/\S+)", message.body)[1]


def test_a_forgotten_password_is_set_anew_by_a_link(client, reachable):
    assert "quen-mat-khau" in text_of(client.get(f"{ADMIN}login/"))
    for _ in range(5):
        sign_in(client, "an", "sai")
    assert sign_in(client, "an").status_code == 429
    answer = client.post(ASK, {"email": "AN@diemtin.example"}, follow=True)
    assert "thư hướng dẫn sẽ đến" in text_of(answer)
    (message,) = outbox.outbox
    assert message.to == ["an@diemtin.example"] and "tên đăng nhập: an" in message.body
    form = client.get(link_in(message)).url
    short = client.post(form, {"new_password1": "ngan", "new_password2": "ngan"})
    assert "12 ký tự" in text_of(short)
    assert client.post(form, NEW).url == f"{ADMIN}login/"
    assert sign_in(client, "an", NEW["new_password1"]).status_code == 302, "and is no longer locked"
    assert LogEntry.objects.get().change_message == "Đã đặt mật khẩu mới qua thư."
    assert client.get(link_in(message), follow=True).status_code == 410


def test_the_answer_is_the_same_for_every_address(client, reachable):
    pages = {
        text_of(client.post(ASK, {"email": e}, follow=True)).split("csrf")[0]
        for e in ("an@diemtin.example", "la@la.example")
    }
    assert len(pages) == 1 and len(outbox.outbox) == 1


def test_nobody_who_left_or_was_never_in_gets_a_link(client, reachable):
    User.objects.filter(pk=reachable.pk).update(is_active=False)
    client.post(ASK, {"email": "an@diemtin.example"})
    User.objects.filter(pk=reachable.pk).update(is_active=True, password="!x")
    client.post(ASK, {"email": "an@diemtin.example"})
    assert not outbox.outbox


def test_a_link_dies_with_the_account(client, reachable):
    client.post(ASK, {"email": "an@diemtin.example"})
    form = client.get(link_in(outbox.outbox[0])).url
    User.objects.filter(pk=reachable.pk).update(is_active=False)
    assert client.post(form, NEW).status_code == 410
    assert User.objects.get(pk=reachable.pk).check_password("pw")


@pytest.mark.parametrize("role", ["chief", "owner"])
def test_who_approves_gets_no_link(client, request, role, settings):
    settings.SITE_URL = "http://testserver"
    person = request.getfixturevalue(role)
    User.objects.filter(pk=person.pk).update(email="chi@diemtin.example")
    client.post(ASK, {"email": "chi@diemtin.example"})
    (message,) = outbox.outbox
    assert "http" not in message.body and "người có toàn quyền" in message.body


def test_who_becomes_a_chief_meanwhile_has_no_link_either(client, reachable, chief):
    client.post(ASK, {"email": "an@diemtin.example"})
    form = client.get(link_in(outbox.outbox[0])).url
    reachable.groups.set(chief.groups.all())
    assert client.post(form, NEW).status_code == 410


def test_not_without_end(client, reachable):
    answers = [client.post(ASK, {"email": "an@diemtin.example"}).status_code for _ in range(12)]
    assert answers == [302] * 10 + [429] * 2
    assert len(outbox.outbox) == 1, "and one letter in five minutes"
    assert client.post(ASK, {"email": "an@diemtin.example"}, REMOTE_ADDR="192.0.2.3").status_code == 302
    cache.clear()
    assert client.post(ASK, {"email": "an@diemtin.example"}).status_code == 302
    assert len(outbox.outbox) == 2


def test_the_link_is_no_way_round_the_second_factor(reachable):
    equip(reachable)
    client = Client()
    client.post(ASK, {"email": "an@diemtin.example"})
    client.post(client.get(link_in(outbox.outbox[0])).url, NEW)
    assert (
        client.get(sign_in(client, "an", NEW["new_password1"]).url, follow=True)
        .redirect_chain[-1][0]
        .startswith(f"{ADMIN}hai-buoc/")
    )


def test_without_a_mail_server_it_says_whom_to_ask(client, newsroom, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    page = text_of(client.get(ASK))
    assert "nhờ quản trị" in page and "<form" not in page.split("content-main")[1]


@pytest.mark.parametrize("token", ["x", "a-b", "set-password"])
def test_made_up_links_open_nothing(client, newsroom, token):
    assert client.get(f"{ADMIN}mat-khau-moi/MQ/{token}/").status_code == 410


@pytest.mark.parametrize("page", ["mat-khau-moi", "news/user/nhan-loi-moi"])
def test_no_log_holds_the_key_in_a_link(client, newsroom, caplog, page):
    with caplog.at_level("INFO", "diemtin.request"):
        client.get(f"{ADMIN}{page}/MQ/c1-geheim/")
    (line,) = [record for record in caplog.records if record.name == "diemtin.request"]
    assert line.path == f"{ADMIN}{page}/MQ/…/"
