"""Approving several articles of the list at once: each through the one door, one line for each refusal."""

import pytest

from news import reviewing
from news.models import Article
from tests.make import make_article
from tests.news.admin_forms import said, text_of

LIST = "/quan-tri/news/article/"
ROLES = ("writer", "other_writer", "editor", "chief", "administrator")


def chosen(articles, **more) -> dict:
    """What the list sends when these articles are ticked and the action is chosen."""
    return {"action": "approve_chosen", "_selected_action": [a.pk for a in articles], "index": 0, **more}


def confirmed(articles) -> dict:
    """What the confirm page sends."""
    return chosen(articles, confirmed=1, **{f"seen-{a.pk}": a.version for a in articles})


@pytest.fixture
def articles(writer):
    """Three of the writer's in review."""
    return [make_article(author=writer, status="review") for _ in range(3)]


def statuses() -> list[str]:
    """The status of every article, in order."""
    return list(Article.objects.order_by("pk").values_list("status", flat=True))


@pytest.mark.parametrize("role", ROLES)
def test_role_approves_several(role, request, client, articles):
    client.force_login(request.getfixturevalue(role))
    may = role in ("editor", "chief")
    assert ("approve_chosen" in text_of(client.get(LIST))) is may
    page = client.post(LIST, chosen(articles))
    assert ("Duyệt 3 tin" in text_of(page)) is may and statuses() == ["review"] * 3
    client.post(LIST, confirmed(articles))
    assert statuses() == (["approved"] * 3 if may else ["review"] * 3)


def test_each_refusal_has_its_line_and_keeps_nobody_else_back(client, articles, writer, editor, chief):
    own = make_article(author=writer, status="review", headline="Tin tự sửa")
    own.contributors.add(editor)
    draft = make_article(author=writer, status="draft", headline="Tin còn viết")
    reviewing.comment(articles[1], chief, "Nguồn nào?")
    everything = [*articles, own, draft]
    client.force_login(editor)
    page = client.post(LIST, chosen(everything))
    assert [a.pk for a, _ in page.context["ready"]] == [articles[0].pk, articles[2].pk]
    assert "Không duyệt được 3 tin" in text_of(page)
    lines = said(client.post(LIST, confirmed(everything)))
    assert lines[0] == "Đã duyệt 2 tin." and len(lines) == 4
    for headline, reason in (
        (articles[1].headline, "nhận xét chưa giải quyết"),
        ("Tin tự sửa", "từng sửa nội dung"),
        ("Tin còn viết", "Trạng thái đã thay đổi"),
    ):
        assert any(headline in line and reason in line for line in lines[1:])
    assert statuses() == ["approved", "review", "approved", "review", "draft"]
    assert articles[0].status_changes.get().user == editor


def test_approved_is_the_version_that_was_on_the_page(client, articles, editor):
    client.force_login(editor)
    data = confirmed(articles)
    Article.objects.filter(pk=articles[0].pk).update(version=5)
    lines = said(client.post(LIST, data))
    assert lines[0] == "Đã duyệt 2 tin." and "vừa được sửa" in lines[1]
    assert statuses() == ["review", "approved", "approved"]


@pytest.mark.parametrize("seen", [None, "", "x", "9" * 30, "-1"])
def test_what_was_not_on_the_page_is_not_approved(seen, client, articles, editor):
    client.force_login(editor)
    more = {} if seen is None else {f"seen-{a.pk}": seen for a in articles}
    client.post(LIST, chosen(articles, confirmed=1, **more))
    assert statuses() == ["review"] * 3


def test_twice_is_told(client, articles, editor, chief):
    client.force_login(editor)
    client.post(LIST, confirmed(articles))
    client.force_login(chief)
    lines = said(client.post(LIST, confirmed(articles)))
    assert sum("Phạm Hòa Bình vừa chuyển" in line for line in lines) == 3
    assert all(a.status_changes.count() == 1 for a in articles)


def test_no_more_than_a_page_of_the_list(client, writer, editor):
    articles = [make_article(author=writer, status="review") for _ in range(51)]
    client.force_login(editor)
    response = client.post(LIST, chosen(articles[:1], select_across=1))
    assert "nhiều nhất 50 tin" in said(response)[0]
