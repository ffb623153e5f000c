"""Who has a row open: counted on opening, kept by the page's heartbeat, forgotten by itself; articles and issues alike."""

from datetime import timedelta

import pytest
from django.utils import timezone

from news import editing, presence, workflow
from news.models import Article, Presence
from tests.make import make_article, make_issue
from tests.news.admin_forms import change_url, text_of

ROLES = ("writer", "other_writer", "editor", "chief", "administrator")


def beat_url(row) -> str:
    """Where the row's page says that it is still open."""
    return change_url(row).replace("/change/", "/dang-mo/")


@pytest.fixture(params=["article", "issue"])
def row(request, newsroom):
    """An article or an issue."""
    return make_article() if request.param == "article" else make_issue()


def shift(**how) -> None:
    """Let time pass for everybody who is there."""
    for one in Presence.objects.all():
        Presence.objects.filter(pk=one.pk).update(until=one.until - timedelta(**how))


def test_opening_shows_who_else_has_it_open(row, client, editor, chief, writer):
    for user in (chief, writer, editor):
        client.force_login(user)
        page = text_of(client.get(change_url(row)))
    assert "<strong>Nguyễn Lan Chi</strong> đang sửa" in page
    assert "<strong>Trần Thị An</strong> đang đọc" in page
    assert "<strong>Phạm Hòa Bình</strong> đang" not in page


def test_another_row_is_another_page(client, editor, chief, newsroom):
    issue, article = make_issue(), make_article()
    assert issue.pk and article.pk
    presence.arrive(issue, chief, editing=True)
    assert not presence.others(article, editor) and presence.others(issue, editor)


def test_without_a_script_an_opening_counts_for_some_minutes(row, editor, chief):
    presence.arrive(row, chief, editing=True)
    shift(minutes=4)
    assert [one.user for one in presence.others(row, editor)] == [chief]
    shift(minutes=1, seconds=1)
    assert not presence.others(row, editor)


def test_a_page_that_falls_silent_is_forgotten_after_a_minute(row, editor, chief):
    presence.arrive(row, chief, editing=True)
    presence.beat(row, chief, editing=True)
    assert Presence.objects.count() == 1
    shift(seconds=61)
    assert not presence.others(row, editor)
    presence.arrive(row, editor, editing=True)
    assert [one.user for one in Presence.objects.all()] == [editor]


def test_the_heartbeat_tells_who_is_there_and_what_became_of_the_row(client, editor, writer, chief):
    article = editing.save_text(Article(headline="Một"), writer)
    presence.arrive(article, writer, editing=True)
    client.force_login(editor)
    answer = client.post(beat_url(article)).json()
    assert [(p["name"], p["doing"]) for p in answer["people"]] == [("Trần Thị An", "đang sửa")]
    assert (answer["version"], answer["saved_by"], answer["status"]) == (1, "Trần Thị An", "draft")
    article.headline = "Hai"
    editing.save_text(article, chief)
    workflow.apply(workflow.SUBMIT, Article.objects.get(), writer)
    answer = client.post(beat_url(article)).json()
    told = (answer["version"], answer["saved_by"], answer["status_label"], answer["moved_by"])
    assert told == (2, "Nguyễn Lan Chi", "Chờ duyệt", "Trần Thị An")


def test_leaving_is_being_gone(row, client, editor, chief):
    client.force_login(editor)
    client.get(change_url(row))
    assert presence.others(row, chief)
    assert client.post(beat_url(row), {"leave": "1"}).status_code == 204
    assert not presence.others(row, chief)


def test_who_may_not_edit_is_a_reader(client, other_writer, editor, newsroom):
    article = make_article()
    client.force_login(other_writer)
    client.post(beat_url(article))
    assert [one.editing for one in presence.others(article, editor)] == [False]


@pytest.mark.parametrize("role", ROLES)
def test_only_by_post_and_only_for_who_may_see_the_row(role, request, row, client):
    user = request.getfixturevalue(role)
    client.force_login(user)
    assert client.get(beat_url(row)).status_code == 405
    assert client.post(beat_url(row)).status_code == 200
    user.groups.clear()
    Presence.objects.all().delete()
    for method in (client.get, client.post):
        assert method(beat_url(row)).status_code == 403
    user.is_staff = False
    user.save()
    for method in (client.get, client.post):
        assert "/login/" in method(beat_url(row)).url
    assert not Presence.objects.exists()


def test_no_row_no_page(client, editor):
    client.force_login(editor)
    for key in ("99999", "9" * 30, "x"):
        assert client.post(f"/quan-tri/news/article/{key}/dang-mo/").status_code == 404


def test_a_token_is_asked_for(client, editor, newsroom):
    article = make_article()
    client.handler.enforce_csrf_checks = True
    client.force_login(editor)
    assert client.post(beat_url(article)).status_code == 403


def test_opening_asks_the_same_few_questions_however_many_are_there(
    client, editor, writer, chief, django_assert_num_queries, newsroom
):
    article = make_article()
    now = timezone.now()
    for user in (writer, chief):
        presence.note(article, user, True, timedelta(minutes=5))
    with django_assert_num_queries(2):
        presence.arrive(article, editor, editing=True)
    with django_assert_num_queries(1):
        assert len(presence.others(article, editor)) == 2
    assert Presence.objects.get(user=editor).until > now
