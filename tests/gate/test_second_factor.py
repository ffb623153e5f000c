"""The second factor: who must have one, and that nothing is open before it was given."""

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils.timezone import now, timedelta
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from diemtin.gate import second_factor
from news.models import Picture, User
from news.models.user import Role
from news.workflow import Refused
from tests.admin_addresses import NAMES, address, make_things
from tests.gate.conftest import ADMIN, CODE, GOOD, SET_UP, equip, sign_in, token
from tests.make import make_article, picture_bytes
from tests.news.admin_forms import text_of

BEFORE = {"second_factor", "second_factor_setup", "second_factor_leave", "login"}


def key_shown(client) -> str:
    """The secret that the set-up page shows now."""
    page = client.get(SET_UP)
    assert page.status_code == 200
    return client.session["second_factor_key"][0]


@pytest.mark.parametrize("role", ["chief", "administrator", "owner"])
def test_who_must_have_one_is_led_to_set_it_up_and_then_is_in(compulsory, client, role, request):
    person = request.getfixturevalue(role)
    landed = client.get(sign_in(client, person.username).url, follow=True)
    assert landed.redirect_chain[-1][0].startswith(SET_UP)
    assert "<svg" in text_of(landed) and "newsroom-nav" not in text_of(landed)
    key = key_shown(client)
    assert second_factor.spelled(key) in text_of(client.get(SET_UP)), "the secret stays while one tries"
    wrong = client.post(SET_UP, {"code": "000000" if token(key) != "000000" else "111111"})
    assert "Mã chưa đúng" in text_of(wrong) and not TOTPDevice.objects.exists()
    assert client.get(ADMIN).status_code == 302
    done = client.post(SET_UP, {"code": token(key), "next": f"{ADMIN}news/article/"})
    assert text_of(done).count("<li><code>") == 10 and f'href="{ADMIN}news/article/"' in text_of(done)
    assert client.get(ADMIN).status_code == 200
    assert LogEntry.objects.get().change_message == "Đã cài xác thực hai bước."


@pytest.mark.parametrize("role", ["writer", "editor"])
def test_who_need_not_have_one_is_in_at_once(compulsory, client, role, request):
    person = request.getfixturevalue(role)
    assert client.get(sign_in(client, person.username).url).status_code == 200
    assert client.get(SET_UP).status_code == 200, "but may"


def test_switched_off_nobody_must(client, chief):
    assert client.get(sign_in(client, chief.username).url).status_code == 200


def test_no_page_of_the_newsroom_opens_before(compulsory, client, writer, editor, chief, fake_pdf):
    things = make_things(writer, editor, chief)
    for name in set(NAMES) - BEFORE:
        client.force_login(chief)
        where = address(name, things)
        if name == "news_user_accept":
            continue  # the link of an invitation asks for a token, of anybody
        for answer in (client.get(where), client.post(where, {"post": "yes"})):
            led = answer.status_code == 302 and answer.url.startswith((f"{ADMIN}login/", ADMIN))
            assert led, (name, answer.status_code)
        assert client.get(where, follow=True).redirect_chain[-1][0].startswith(SET_UP), name


def test_a_picture_that_is_not_public_does_not_open_before(compulsory, client, chief):
    stored = Picture(article=make_article(), position=1, caption="Trạm đo", credit="Trạm", alt="Trạm đo")
    stored.image.save("a.jpg", ContentFile(picture_bytes((1200, 800))))
    where = reverse("picture", args=[stored.image.name])
    client.force_login(chief)
    assert client.get(where).status_code == 404
    second_factor_given(client)
    assert client.get(where).status_code == 200


def second_factor_given(client):
    """As if the code had been given in this session."""
    session = client.session
    session["second_factor"] = "given"
    session.save()


def test_with_one_the_code_is_asked_for_also_where_it_is_not_compulsory(client, writer):
    key, _ = equip(writer)
    landed = client.get(sign_in(client, "an").url, follow=True)
    assert landed.redirect_chain[-1][0].startswith(CODE) and "6 chữ số" in text_of(landed)
    assert client.get(SET_UP).status_code == 302, "a password alone changes no second factor"
    assert client.post(f"{ADMIN}tai-khoan/hai-buoc/", {"password": "pw", "remove": "1"}).status_code == 302
    assert TOTPDevice.objects.filter(user=writer).exists()
    before = client.session.session_key
    answer = client.post(CODE, {"code": token(key), "next": f"{ADMIN}news/article/"})
    assert answer.url == f"{ADMIN}news/article/" and client.get(answer.url).status_code == 200
    assert client.session.session_key != before
    assert client.get(CODE).url == ADMIN


def test_a_code_leads_to_no_other_site(client, writer):
    key, _ = equip(writer)
    sign_in(client, "an")
    assert client.post(CODE, {"code": token(key), "next": "https://dich.example/"}).url == ADMIN


def test_a_code_works_once(client, writer):
    key, _ = equip(writer)
    code = token(key)
    sign_in(client, "an")
    assert client.post(CODE, {"code": code}).status_code == 302
    client.logout()
    sign_in(client, "an")
    assert "đã được dùng" in text_of(client.post(CODE, {"code": code}))


@pytest.mark.parametrize("written", ["{}", " {} ", "upper"])
def test_a_backup_code_works_once_and_says_how_many_are_left(client, writer, written):
    _, codes = equip(writer)
    code = codes[3].upper().replace("-", " ") if written == "upper" else written.format(codes[3])
    sign_in(client, "an")
    answer = client.post(CODE, {"code": code}, follow=True)
    assert "còn 9 mã" in text_of(answer)
    client.logout()
    sign_in(client, "an")
    assert "Mã chưa đúng" in text_of(client.post(CODE, {"code": codes[3]}))
    assert client.get(ADMIN).status_code == 302


def test_no_backup_code_is_stored(writer):
    _, codes = equip(writer)
    kept = set(StaticToken.objects.values_list("token", flat=True))
    assert len(kept) == 10 and not kept & {c for code in codes for c in (code, second_factor.bare(code))}


def test_another_persons_codes_open_nothing(client, writer, other_writer):
    key, codes = equip(other_writer)
    equip(writer)
    sign_in(client, "an")
    for code in (token(key), codes[0]):
        TOTPDevice.objects.update(throttling_failure_count=0)
        assert client.post(CODE, {"code": code}).status_code == 200
    assert client.get(ADMIN).status_code == 302


@pytest.mark.parametrize("kind", ["app", "backup"])
def test_wrong_codes_have_to_wait_longer_and_longer(client, writer, kind):
    key, codes = equip(writer)
    wrong, right = ("000000", token(key)) if kind == "app" else ("aaaa-aaaa", codes[0])
    sign_in(client, "an")
    assert "Mã chưa đúng" in text_of(client.post(CODE, {"code": wrong}))
    model = TOTPDevice if kind == "app" else StaticDevice
    model.objects.update(throttling_failure_count=8, throttling_failure_timestamp=now())
    assert "Hãy chờ 3 phút" in text_of(client.post(CODE, {"code": right})), "the right one too"
    model.objects.update(throttling_failure_timestamp=now() - timedelta(minutes=3))
    assert client.post(CODE, {"code": right}).status_code == 302


@pytest.mark.parametrize("code", ["", "x" * 21, "a\x00b", "١٢٣٤٥٦", "12345６", "-1", "1e5", "' OR 1"])
def test_whatever_stands_in_the_field(client, writer, code):
    equip(writer)
    sign_in(client, "an")
    assert client.post(CODE, {"code": code}).status_code == 200
    assert client.get(ADMIN).status_code == 302


def test_who_becomes_a_chief_meanwhile_is_led_out_at_the_next_page(compulsory, client, writer):
    client.force_login(writer)
    assert client.get(ADMIN).status_code == 200
    writer.groups.set(User.groups.rel.model.objects.filter(name=Role.CHIEF.label))
    assert client.get(ADMIN, follow=True).redirect_chain[-1][0].startswith(SET_UP)


def test_setting_it_up_ends_the_other_sessions(client, writer, client_elsewhere):
    client_elsewhere.force_login(writer)
    client.force_login(writer)
    key = key_shown(client)
    data = {"code": token(key), "password": "pw"}
    assert "Mật khẩu chưa đúng" in text_of(client.post(SET_UP, data | {"password": "x"}))
    assert client.post(SET_UP, data).status_code == 200
    assert client.get(ADMIN).status_code == 200
    assert client_elsewhere.get(ADMIN).status_code == 302


@pytest.fixture
def client_elsewhere():
    """The same person's other browser."""
    from django.test import Client

    return Client()


def test_another_telephone_replaces_the_first_only_when_it_works(client, writer):
    old, codes = equip(writer)
    sign_in(client, "an")
    client.post(CODE, {"code": codes[0]})
    new = key_shown(client)
    client.post(SET_UP, {"code": "123456", "password": "pw"})
    assert TOTPDevice.objects.get().key == old
    client.post(SET_UP, {"code": token(new), "password": "pw"})
    assert TOTPDevice.objects.get().key == new and second_factor.codes_left(writer) == 10


def test_new_backup_codes_and_removal_ask_for_the_password(client, writer):
    key, codes = equip(writer)
    sign_in(client, "an")
    client.post(CODE, {"code": token(key)})
    change = f"{ADMIN}tai-khoan/hai-buoc/"
    assert "Mật khẩu chưa đúng" in text_of(client.post(change, {"password": "x", "codes": "1"}))
    page = text_of(client.post(change, {"password": "pw", "codes": "1"}))
    assert page.count("<li><code>") == 10 and codes[1] not in page
    assert client.post(change, {"password": "pw", "remove": "1"}).url == f"{ADMIN}tai-khoan/"
    assert not TOTPDevice.objects.exists() and not StaticDevice.objects.exists()
    assert client.get(ADMIN).status_code == 200


def test_what_is_compulsory_is_not_removed(compulsory, client, chief):
    key, _ = equip(chief)
    sign_in(client, "chi")
    client.post(CODE, {"code": token(key)})
    assert "Bỏ xác thực hai bước" not in text_of(client.get(f"{ADMIN}tai-khoan/"))
    client.post(f"{ADMIN}tai-khoan/hai-buoc/", {"password": "pw", "remove": "1"})
    assert TOTPDevice.objects.filter(user=chief).exists()


def test_an_administrator_resets_anothers_and_the_log_says_so(client, administrator, chief, client_elsewhere):
    equip(chief)
    client_elsewhere.force_login(chief)
    second_factor_given(client_elsewhere)
    assert client_elsewhere.get(ADMIN).status_code == 200
    client.force_login(administrator)
    page = text_of(client.get(reverse("admin:news_user_sign_ins", args=[chief.pk])))
    assert "Xóa xác thực hai bước" in page
    reset = reverse("admin:news_user_reset_second_factor", args=[chief.pk])
    assert client.get(reset).status_code == 405
    assert client.post(reset).status_code == 302
    assert not TOTPDevice.objects.exists() and not StaticToken.objects.exists()
    assert client_elsewhere.get(ADMIN).status_code == 302, "and ends that person's sessions"
    entry = LogEntry.objects.get(object_id=str(chief.pk))
    assert (entry.user, entry.change_message) == (administrator, "Đã xóa xác thực hai bước.")
    client.post(reset)
    assert LogEntry.objects.filter(object_id=str(chief.pk)).count() == 1, "nothing to reset, nothing to log"


def test_nobody_resets_their_own_there_nor_a_superusers(client, administrator, owner):
    equip(owner)
    client.force_login(administrator)
    for person in (administrator, owner):
        assert (
            client.post(reverse("admin:news_user_reset_second_factor", args=[person.pk])).status_code == 403
        )
    assert TOTPDevice.objects.filter(user=owner).exists()


@pytest.mark.parametrize("page", ["sign_ins", "reset_second_factor", "unlock", "end_sessions"])
@pytest.mark.parametrize("role", ["writer", "editor", "chief"])
def test_others_people_are_the_administrators_affair(client, role, page, request, administrator):
    equip(administrator)
    client.force_login(request.getfixturevalue(role))
    where = reverse(f"admin:news_user_{page}", args=[administrator.pk])
    assert client.post(where).status_code == 403
    assert TOTPDevice.objects.filter(user=administrator).exists()


def test_the_command_is_the_last_way_in(administrator, capsys):
    equip(administrator)
    call_command("reset_second_factor", "dung")
    assert "Đã xóa xác thực hai bước của Hoàng Tiến Dũng" in capsys.readouterr().out
    assert not TOTPDevice.objects.exists() and LogEntry.objects.get().user == administrator
    for name in ("dung", "khong-co"):
        with pytest.raises(CommandError):
            call_command("reset_second_factor", name)


def test_two_set_ups_at_once_leave_one(writer):
    keys = [second_factor.new_key() for _ in range(2)]
    for key in keys:
        second_factor.set_up(writer, key, token(key))
    assert TOTPDevice.objects.get().key == keys[1] and StaticDevice.objects.count() == 1
    with pytest.raises(Refused):
        second_factor.set_up(writer, keys[0], token(keys[1]))
    assert TOTPDevice.objects.get().key == keys[1]


def test_leaving_half_way_signs_out(client, writer):
    equip(writer)
    sign_in(client, "an")
    assert client.get(f"{CODE}thoi/").status_code == 405
    assert client.post(f"{CODE}thoi/").url == f"{ADMIN}login/"
    assert "_auth_user_id" not in client.session


def test_a_new_password_asks_for_the_code_as_always(client, writer):
    equip(writer)
    writer.set_password(GOOD)
    writer.save()
    assert client.get(sign_in(client, "an", GOOD).url, follow=True).redirect_chain[-1][0].startswith(CODE)


def test_the_picture_holds_the_secret(writer, settings):
    settings.OTP_TOTP_ISSUER = "Điểm tin"
    key = second_factor.new_key()
    address = TOTPDevice(user=writer, key=key).config_url
    assert "Điểm" not in address and address.startswith("otpauth://totp/%C4%90i%E1%BB%83m%20tin%3Aan?secret=")
    assert second_factor.picture(writer, key).startswith("<svg") and "script" not in second_factor.picture(
        writer, key
    )
