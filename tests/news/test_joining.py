"""Coming in by invitation: the link runs out, works once, for one person, and not after it was taken back."""

import re
from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.tokens import default_token_generator
from django.core import mail as outbox
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from news import invitations, joining, mailing
from news.models import Invitation, Mail, User
from news.models.user import Role
from news.workflow import Refused
from tests.news.admin_forms import change_url, filled_in, said, text_of

ADD = "/quan-tri/news/user/add/"
GOOD = {"new_password1": "Hai-Phong-1888", "new_password2": "Hai-Phong-1888"}
CONSOLE = "django.core.mail.backends.console.EmailBackend"
GROUPS = User.groups.rel.model.objects


@pytest.fixture(autouse=True)
def address(settings):
    """The site is where the test client is."""
    settings.SITE_URL, settings.SITE_NAME = "http://testserver", "Điểm tin"


def invite(client, administrator, **changes):
    """The administrator fills in the form. Returns the response."""
    client.force_login(administrator)
    data = {"last_name": "Lê Thị", "first_name": "Mới", "email": "moi@diemtin.example"}
    data["groups"] = [GROUPS.get(name=Role.WRITER.label).pk]
    return client.post(ADD, filled_in(client.get(ADD), **(data | changes)))


@pytest.fixture
def invited(administrator) -> User:
    """Somebody who was asked in as a writer and has not come yet."""
    person = User(username="moi", email="moi@diemtin.example", last_name="Lê", first_name="Mới")
    person.is_staff, person.is_active = True, False
    person.set_unusable_password()
    person.save()
    person.groups.add(GROUPS.get(name=Role.WRITER.label))
    joining.invite(person, administrator)
    return User.objects.get(pk=person.pk)


def form_behind(client, link: str) -> str:
    """The address of the form to which a link leads; the token is no longer in it."""
    response = client.get(link)
    assert response.status_code == 302, response.status_code
    assert client.get(response.url).status_code == 200
    return response.url


def is_gone(client, link: str) -> bool:
    """Whether the link opens nothing, by GET and by POST."""
    answers = [client.get(link), client.post(link, GOOD)]
    return [r.status_code for r in answers] == [410, 410] and "không còn dùng được" in text_of(answers[0])


def test_from_the_form_to_the_first_sign_in(client, administrator, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        assert invite(client, administrator).status_code == 302
    person = User.objects.get(email="moi@diemtin.example")
    assert (person.username, person.is_active, person.is_staff) == ("moi", False, True)
    assert person.roles == {Role.WRITER} and not person.has_usable_password()
    (message,) = outbox.outbox
    assert message.to == ["moi@diemtin.example"] and "tên đăng nhập của bạn: moi" in message.body.lower()
    link = re.search(r"http://testserver\S+", message.body)[0]
    page = text_of(client.get(change_url(person)))
    assert "Chưa nhận lời mời" in page and "nhan-loi-moi" not in page
    response = client.post(form_behind(client, link), GOOD)
    assert response.status_code == 302 and "/login/" in response.url
    assert "_auth_user_id" not in client.session, "whoever sat here is signed out"
    person = User.objects.get(pk=person.pk)
    assert person.is_active and person.check_password("Hai-Phong-1888")
    assert client.login(username="moi", password="Hai-Phong-1888")
    assert client.get("/quan-tri/").status_code == 200


def test_without_mail_the_link_is_the_administrators_to_pass_on(client, administrator, settings, writer):
    settings.EMAIL_BACKEND = CONSOLE
    invite(client, administrator)
    person = User.objects.get(email="moi@diemtin.example")
    page = text_of(client.get(change_url(person)))
    link = re.search(r'value="(http://testserver/\S+nhan-loi-moi\S+)"', page)[1]
    assert not Mail.objects.exists()
    client.logout()
    assert client.post(form_behind(client, link), GOOD).status_code == 302
    client.force_login(administrator)
    assert "nhan-loi-moi" not in text_of(client.get(change_url(person)))


def test_the_form_wants_a_name_an_address_and_a_role(client, administrator, writer):
    User.objects.filter(pk=writer.pk).update(email="an@diemtin.example")
    for changes in (
        {"email": ""},
        {"email": "khong-phai"},
        {"email": "AN@diemtin.example"},
        {"email": "a@b.example\nBcc: c@d.example"},
        {"first_name": "  "},
        {"groups": []},
        {"username": "an"},
    ):
        response = invite(client, administrator, **changes)
        assert response.status_code == 200 and response.context["adminform"].form.errors, changes
    assert User.objects.count() == 2


def test_user_names_are_proposed(client, administrator, writer):
    invite(client, administrator, first_name="An", email="an2@diemtin.example")
    assert User.objects.get(email="an2@diemtin.example").username == "an2"
    assert joining.free_username("Đức Ân", "x@y.example") == "ducan"
    assert joining.free_username("", "li.na@y.example") == "lina"


def test_two_who_invite_at_the_same_time(client, administrator, monkeypatch):
    names = iter(["moi", "moi", "moi2"])
    monkeypatch.setattr(joining, "free_username", lambda *words: next(names))
    assert invite(client, administrator).status_code == 302
    # Between the question whether the name is free and the row, somebody else takes it.
    monkeypatch.setattr(User, "validate_unique", lambda self, exclude=None: None)
    assert invite(client, administrator, email="khac@diemtin.example").status_code == 302
    assert set(User.objects.exclude(pk=administrator.pk).values_list("username", flat=True)) == {
        "moi",
        "moi2",
    }


@pytest.mark.parametrize("role", ["writer", "editor", "chief", "administrator"])
def test_only_the_administrator_invites_renews_and_revokes(role, request, client, invited):
    client.force_login(request.getfixturevalue(role))
    allowed = role == "administrator"
    before = Invitation.objects.get().renewed_at
    assert client.get(ADD).status_code == (200 if allowed else 403)
    assert client.post(ADD, {"email": "x@y.example"}).status_code == (200 if allowed else 403)
    for page in ("moi-lai", "huy-loi-moi"):
        url = f"/quan-tri/news/user/{invited.pk}/{page}/"
        assert client.get(url).status_code == 405
        assert client.post(url).status_code == (302 if allowed else 403)
    invitation = Invitation.objects.get()
    assert (invitation.revoked_at is not None) is allowed is (invitation.renewed_at > before)
    assert client.post("/quan-tri/news/user/999999/moi-lai/").status_code == (404 if allowed else 403)


def test_a_link_works_once(client, invited):
    link = invitations.link(invited)
    first = form_behind(client, link)
    client.post(first, GOOD)
    assert is_gone(client, link) and is_gone(client, first)
    other = {"new_password1": "Khac-Han-2026", "new_password2": "Khac-Han-2026"}
    assert client.post(first, other).status_code == 410
    assert User.objects.get(pk=invited.pk).check_password("Hai-Phong-1888")


def test_two_people_with_one_link_at_the_same_time(invited):
    one, two = User.objects.get(pk=invited.pk), User.objects.get(pk=invited.pk)
    assert one.invitation.is_open and two.invitation.is_open
    joining.accept(one, "Hai-Phong-1888")
    with pytest.raises(Refused, match="đã được dùng"):
        joining.accept(two, "Khac-Han-2026")
    assert User.objects.get(pk=invited.pk).check_password("Hai-Phong-1888")


def test_a_link_runs_out(client, invited, settings, monkeypatch):
    link = invitations.link(invited)
    later = timezone.now().replace(tzinfo=None) + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT + 90000)
    monkeypatch.setattr(invitations.tokens, "_now", lambda: later)
    assert is_gone(client, link)
    assert not User.objects.get(pk=invited.pk).is_active


def test_renewed_the_older_link_dies_and_revoked_every_one(client, invited, administrator):
    older = invitations.link(invited)
    joining.invite(invited, administrator)
    person = User.objects.get(pk=invited.pk)
    assert is_gone(client, older)
    newer = invitations.link(person)
    waiting = form_behind(client, newer)
    joining.revoke(person)
    assert is_gone(client, newer) and client.post(waiting, GOOD).status_code == 410
    with pytest.raises(Refused):
        joining.revoke(person)
    assert not User.objects.get(pk=invited.pk).has_usable_password()


def test_a_link_is_one_persons(client, invited, writer, administrator):
    token = invitations.tokens.make_token(invited)
    other = User.objects.create(username="khac", is_active=False)
    joining.invite(other, administrator)
    for person in (writer, other, administrator):
        uid = urlsafe_base64_encode(force_bytes(person.pk))
        assert is_gone(client, f"/quan-tri/news/user/nhan-loi-moi/{uid}/{token}/")
    assert writer.check_password("pw") and User.objects.get(pk=writer.pk).check_password("pw")


def test_other_tokens_and_nonsense_open_nothing(client, invited, writer):
    uid = urlsafe_base64_encode(force_bytes(invited.pk))
    for token in (default_token_generator.make_token(invited), "a-b", "set-password", "x" * 300, "%00-a"):
        assert is_gone(client, f"/quan-tri/news/user/nhan-loi-moi/{uid}/{token}/")
    for uid in ("AAAA", "%00", urlsafe_base64_encode(b"9" * 40), urlsafe_base64_encode(b"-1")):
        assert is_gone(client, f"/quan-tri/news/user/nhan-loi-moi/{uid}/a-b/")


@pytest.mark.parametrize("password", ["12345678", "moi", "password", "moi@diemtin.example"])
def test_a_weak_password_is_refused(password, client, invited):
    url = form_behind(client, invitations.link(invited))
    response = client.post(url, {"new_password1": password, "new_password2": password})
    assert response.status_code == 200 and response.context["form"].errors
    person = User.objects.get(pk=invited.pk)
    assert not person.is_active and not person.has_usable_password() and Invitation.objects.open().exists()


def test_who_is_invited_cannot_sign_in_nor_be_given_a_password(client, invited, administrator):
    client.force_login(administrator)
    url = f"/quan-tri/news/user/{invited.pk}/password/"
    data = {"password1": "Hai-Phong-1888", "password2": "Hai-Phong-1888", "usable_password": "true"}
    assert client.get(url).status_code == client.post(url, data).status_code == 403
    assert "../password/" not in text_of(client.get(change_url(invited)))


def test_somebody_who_came_in_is_not_invited_again(client, invited, administrator):
    joining.accept(invited, "Hai-Phong-1888")
    client.force_login(administrator)
    response = client.post(f"/quan-tri/news/user/{invited.pk}/moi-lai/")
    assert "đã nhận lời mời" in said(response)[0]
    assert Invitation.objects.get().accepted_at and not LogEntry.objects.filter(
        change_message__contains="mời lại"
    )


def test_an_invitation_taken_back_is_not_mailed(invited):
    mail = Mail.objects.get()
    joining.revoke(invited)
    assert mailing.send(mail) is mailing.Outcome.NOTHING
    assert not outbox.outbox and not Mail.objects.exists()


def test_no_link_is_stored(invited):
    link = invitations.link(invited)
    token = link.rstrip("/").rpartition("/")[2]
    stored = [*Mail.objects.values_list(), *Invitation.objects.values_list(), *LogEntry.objects.values_list()]
    assert token not in repr(stored)
