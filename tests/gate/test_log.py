"""The log of administrative acts: what is in it, who reads it, that nobody changes it."""

import pytest
from django.contrib.admin.models import CHANGE, LogEntry

from issues.models import Masthead
from news.models import User
from news.models.user import Role
from tests.gate.conftest import ADMIN
from tests.make import make_article, make_source
from tests.news.admin_forms import change_url, filled_in, text_of

LOG = f"{ADMIN}admin/logentry/"


def test_every_administrative_act_is_in_it(client, owner, writer):
    client.force_login(owner)
    source, other = make_source("Báo Bến Sông"), make_source("Báo Bến Sông online")
    group = User.groups.rel.model.objects.get(name=Role.EDITOR.label)
    client.post(change_url(writer), filled_in(client.get(change_url(writer)), groups=[group.pk]))
    client.post(change_url(source), filled_in(client.get(change_url(source)), name="Báo Bến Sông Cấm"))
    masthead = change_url(Masthead.objects.get())
    client.post(masthead, filled_in(client.get(masthead), slogan="Mỗi tuần một số"))
    add = f"{ADMIN}news/user/add/"
    names = {"last_name": "Lê", "first_name": "Mới", "email": "moi@diemtin.example", "username": "moi"}
    client.post(add, filled_in(client.get(add), groups=[group.pk], **names))
    invited = User.objects.get(username="moi")
    for page in ("huy-loi-moi", "moi-lai"):
        client.post(f"{ADMIN}news/user/{invited.pk}/{page}/")
    client.post(f"{ADMIN}news/user/{writer.pk}/cho-nghi/")
    client.post(f"{ADMIN}news/user/{writer.pk}/lam-lai/")
    merge = {"nguon": f"{source.pk},{other.pk}", "winner": source.pk}
    assert client.post(f"{ADMIN}news/source/gop/", merge).status_code == 302
    page = text_of(client.get(LOG))
    for words in ("vai trò: Thư ký biên tập", "Báo Bến Sông Cấm", "Măng sét", "Đã hủy lời mời", "Đã mời lại"):
        assert words in page, words
    assert "Đã gộp nguồn: Báo Bến Sông online; 0 tin" in page
    assert "Đã cho nghỉ" in page and "Đã cho làm việc lại" in page


def test_articles_are_not_in_it(client, administrator, writer):
    article = make_article(author=writer, headline="Tin đang viết")
    LogEntry.objects.log_actions(writer.pk, [article], CHANGE, "Đã sửa.", single_object=True)
    client.force_login(administrator)
    assert "Tin đang viết" not in text_of(client.get(LOG))


@pytest.mark.parametrize("role", ["writer", "editor", "chief"])
def test_only_administrators_read_it(client, role, request):
    client.force_login(request.getfixturevalue(role))
    assert client.get(LOG).status_code == 403


@pytest.mark.parametrize("role", ["administrator", "owner"])
def test_nobody_changes_it(client, role, request, writer):
    person = request.getfixturevalue(role)
    client.force_login(person)
    LogEntry.objects.log_actions(person.pk, [writer], CHANGE, "Đã mời lại.", single_object=True)
    entry = LogEntry.objects.get()
    assert client.get(f"{LOG}add/").status_code == 404
    for page in ("change", "delete"):
        assert (
            client.post(f"{LOG}{entry.pk}/{page}/", {"post": "yes", "change_message": "x"}).status_code == 404
        )
    client.post(LOG, {"action": "delete_selected", "_selected_action": [entry.pk], "post": "yes"})
    assert LogEntry.objects.get().change_message == "Đã mời lại."


def test_it_is_searched_and_filtered(client, administrator, writer):
    LogEntry.objects.log_actions(administrator.pk, [writer], CHANGE, "Đã mời lại.", single_object=True)
    LogEntry.objects.log_actions(administrator.pk, [make_source()], CHANGE, "Đã gộp.", single_object=True)
    client.force_login(administrator)
    assert client.get(LOG, {"ve": "source"}).context["cl"].result_count == 1
    assert client.get(LOG, {"q": "mời lại"}).context["cl"].result_count == 1
    for query in ({"ve": "a\x00"}, {"q": "\x00"}, {"action_time__year": "x"}, {"p": "9" * 30}):
        assert client.get(LOG, query).status_code in (200, 302)


@pytest.mark.parametrize("model", ["totpdevice", "staticdevice"])
def test_no_page_shows_the_secrets_of_second_factors(client, owner, model):
    client.force_login(owner)
    assert client.get(f"{ADMIN}otp_totp/{model}/").status_code == 404
    assert client.get(f"{ADMIN}otp_static/{model}/").status_code == 404
