"""Leaving: switched off, never deleted; work in hand goes to somebody else by choice; the last one stays."""

import pytest
from django.contrib.admin.models import LogEntry

from news import joining, leaving
from news.models import Article, Notice, User
from news.models.notice import Kind
from news.models.user import Delivery, Role
from news.workflow import APPROVE, Refused, refusal
from tests.make import make_article
from tests.news.admin_forms import change_url, filled_in, said, text_of
from tests.news.together import at_once, together

PEOPLE = "/quan-tri/news/user/"


def page(person, name: str) -> str:
    """One of the pages of somebody's account."""
    return f"{PEOPLE}{person.pk}/{name}/"


def is_here(person) -> bool:
    """Whether the account is switched on."""
    return User.objects.get(pk=person.pk).is_active


@pytest.mark.parametrize("role", ["writer", "editor", "chief", "administrator"])
def test_only_the_administrator_lets_people_go_and_come_back(role, request, client, other_writer):
    client.force_login(request.getfixturevalue(role))
    allowed = role == "administrator"
    assert client.get(page(other_writer, "cho-nghi")).status_code == (200 if allowed else 403)
    assert client.post(page(other_writer, "cho-nghi")).status_code == (302 if allowed else 403)
    assert is_here(other_writer) is not allowed
    User.objects.filter(pk=other_writer.pk).update(is_active=False)
    assert client.get(page(other_writer, "lam-lai")).status_code == 405
    assert client.post(page(other_writer, "lam-lai")).status_code == (302 if allowed else 403)
    assert is_here(other_writer) is allowed


def test_a_chief_or_superuser_is_not_the_administrators_to_send_away(
    client, administrator, chief, second_chief
):
    owner = User.objects.create_superuser("chu", password="pw")
    client.force_login(administrator)
    for person in (chief, owner, administrator):
        for name in ("cho-nghi", "lam-lai"):
            assert client.post(page(person, name)).status_code == 403
        assert is_here(person)
    client.force_login(owner)
    assert client.post(page(chief, "cho-nghi")).status_code == 302
    assert not is_here(chief)
    assert client.post(page(owner, "cho-nghi")).status_code == 403


def test_the_session_of_who_left_ends(client, writer, administrator):
    client.force_login(writer)
    assert client.get("/quan-tri/").status_code == 200
    leaving.leave(writer, administrator)
    assert client.get("/quan-tri/").status_code == 302
    assert not client.login(username="an", password="pw")


def test_what_is_in_work_is_shown_and_goes_to_another(client, writer, other_writer, administrator):
    held = [make_article(writer, status) for status in ("draft", "review")]
    kept = [make_article(writer, status) for status in ("approved", "published", "dropped")]
    client.force_login(administrator)
    shown = text_of(client.get(page(writer, "cho-nghi")))
    assert [a.headline in shown for a in (*held, *kept)] == [True, True, False, False, False]
    response = client.post(page(writer, "cho-nghi"), {"successor": other_writer.pk})
    assert "2 tin đang làm giao cho Lê Ngọc Ánh" in said(response)[0]
    assert {a.author for a in Article.objects.filter(pk__in=[a.pk for a in held])} == {other_writer}
    assert {a.author for a in Article.objects.filter(pk__in=[a.pk for a in kept])} == {writer}
    assert "giao cho Lê Ngọc Ánh" in LogEntry.objects.get().get_change_message()
    notice = Notice.objects.get()
    assert (notice.kind, notice.recipient) == (Kind.HANDED_OVER, other_writer)
    assert all(article.headline in notice.text for article in held)


def test_handing_over_changes_no_text_and_keeps_four_eyes(writer, editor, administrator):
    article = make_article(writer, "review")
    before = (article.body, article.version, list(article.contributors.all()))
    leaving.leave(writer, administrator, editor)
    article = Article.objects.get()
    assert (article.body, article.version, list(article.contributors.all())) == before
    assert refusal(APPROVE, article, editor) is None
    newest = article.history.first()
    assert newest.history_user == administrator and newest.history_change_reason == "Bàn giao từ Trần Thị An"


def test_without_a_successor_the_work_stays_in_the_persons_name(client, writer, administrator):
    article = make_article(writer)
    client.force_login(administrator)
    client.post(page(writer, "cho-nghi"), {"successor": ""})
    assert not is_here(writer) and Article.objects.get(pk=article.pk).author == writer


def test_only_those_who_write_take_over(client, writer, other_writer, administrator):
    article = make_article(writer)
    User.objects.filter(pk=other_writer.pk).update(is_active=False)
    client.force_login(administrator)
    for who in (administrator, other_writer, writer):
        response = client.post(page(writer, "cho-nghi"), {"successor": who.pk})
        assert response.status_code == 200 and response.context["form"].errors
        with pytest.raises(Refused, match="không nhận bàn giao được"):
            leaving.leave(writer, administrator, who)
    assert is_here(writer) and Article.objects.get(pk=article.pk).author == writer


def test_nobody_leaves_twice_or_sends_themselves_away(writer, administrator):
    leaving.leave(writer, administrator)
    with pytest.raises(Refused, match="đã nghỉ từ trước"):
        leaving.leave(writer, administrator)
    with pytest.raises(Refused, match="tự cho mình nghỉ"):
        leaving.leave(administrator, administrator)
    leaving.come_back(writer)
    with pytest.raises(Refused, match="đang làm việc"):
        leaving.come_back(writer)


def test_the_last_chief_stays(chief, second_chief, administrator):
    owner = User.objects.create_superuser("chu", password="pw")
    leaving.leave(second_chief, owner)
    with pytest.raises(Refused, match="tổng biên tập cuối cùng"):
        leaving.leave(chief, owner)
    assert is_here(chief)


def test_the_last_who_looks_after_accounts_stays(administrator, chief):
    owner = User.objects.create_superuser("chu", password="pw")
    leaving.leave(administrator, owner)
    with pytest.raises(Refused, match="quản trị cuối cùng"):
        leaving.leave(owner, chief)
    assert is_here(owner)


def test_nor_does_the_last_one_lose_the_role_by_the_form(client, chief, second_chief):
    owner = User.objects.create_superuser("chu", password="pw")
    client.force_login(owner)
    writer_only = [User.groups.rel.model.objects.get(name=Role.WRITER.label).pk]
    data = filled_in(client.get(change_url(chief)), groups=writer_only)
    assert client.post(change_url(chief), data).status_code == 302
    assert User.objects.get(pk=chief.pk).roles == {Role.WRITER}
    response = client.post(
        change_url(second_chief), filled_in(client.get(change_url(second_chief)), groups=writer_only)
    )
    assert response.status_code == 200 and "tổng biên tập cuối cùng" in text_of(response)
    assert User.objects.get(pk=second_chief.pk).roles == {Role.CHIEF}
    data = filled_in(client.get(change_url(owner)))
    del data["is_superuser"]
    response = client.post(change_url(owner), data)
    assert response.status_code == 200 and "quản trị cuối cùng" in text_of(response)
    assert User.objects.get(pk=owner.pk).is_superuser


def test_the_form_switches_nobody_off(client, administrator, writer):
    client.force_login(administrator)
    shown = client.get(change_url(writer))
    assert 'name="is_active"' not in text_of(shown) and "Cho nghỉ…" in text_of(shown)
    client.post(change_url(writer), filled_in(shown, first_name="Ân"))
    assert is_here(writer) and User.objects.get(pk=writer.pk).first_name == "Ân"


def test_who_left_is_mailed_nothing_more_and_an_open_invitation_dies(writer, administrator):
    Notice.objects.create(recipient=writer, kind=Kind.RETURNED, subject="a", delivery=Delivery.DAILY)
    leaving.leave(writer, administrator)
    assert Notice.objects.get().delivery == Delivery.INBOX
    person = User.objects.create(username="moi", is_active=False)
    joining.invite(person, administrator)
    with pytest.raises(Refused, match="chưa từng nhận lời mời"):
        leaving.come_back(person)


@pytest.mark.parametrize("name", ["cho-nghi", "lam-lai"])
def test_an_address_that_names_nobody(name, client, administrator):
    client.force_login(administrator)
    for number in ("999999", "9" * 30):
        assert client.post(f"{PEOPLE}{number}/{name}/").status_code == 404


@together
@pytest.mark.django_db(transaction=True)
def test_the_last_two_chiefs_do_not_leave_at_the_same_time(chief, second_chief):
    owner = User.objects.create_superuser("chu", password="pw")
    results = at_once(lambda: leaving.leave(chief, owner), lambda: leaving.leave(second_chief, owner))
    assert sorted(type(result).__name__ for result in results) == ["Refused", "int"]
    assert leaving.filling(Role.CHIEF).count() == 1
