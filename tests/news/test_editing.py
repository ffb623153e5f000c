"""Saving a text: who may, when it is frozen, and that nobody overwrites a newer version."""

import pytest

from news import editing
from news.models import Article
from news.models.article import ArticleStatus
from news.workflow import Refused
from tests.make import make_article, make_issue, place_directly

# The article is the writer's. Who may save it in which status, and nobody else:
MAY_SAVE = {
    ("writer", "draft"),
    ("editor", "draft"),
    ("chief", "draft"),
    ("editor", "review"),
    ("chief", "review"),
}


@pytest.mark.parametrize("status", ArticleStatus.values)
@pytest.mark.parametrize("role", ["writer", "other_writer", "editor", "chief", "administrator"])
def test_role_status(role, status, request, writer):
    user = request.getfixturevalue(role)
    article = make_article(author=writer, status=status, headline="Tiêu đề cũ")
    article.headline = "Tiêu đề mới"
    if (role, status) in MAY_SAVE:
        editing.save_text(article, user)
        assert user in article.contributors.all()
        assert article.history.first().history_user == user
    else:
        with pytest.raises(Refused):
            editing.save_text(article, user)
    saved = Article.objects.get(pk=article.pk)
    assert saved.headline == ("Tiêu đề mới" if (role, status) in MAY_SAVE else "Tiêu đề cũ")
    assert saved.status == status


def test_a_new_article_belongs_to_who_wrote_it(writer):
    article = editing.save_text(Article(headline="Tàu đo sóng ra khơi"), writer)
    assert (article.author, article.version, list(article.contributors.all())) == (writer, 1, [writer])


def test_the_administrator_writes_no_article(administrator):
    with pytest.raises(Refused):
        editing.save_text(Article(headline="Tàu đo sóng ra khơi"), administrator)
    assert not Article.objects.exists()


def test_saving_over_a_newer_version_is_refused_and_names_who_saved_it(writer, editor):
    article = editing.save_text(Article(headline="Bản đầu"), writer)
    seen = article.version
    article.headline = "Bản của thư ký"
    editing.save_text(article, editor, seen)
    mine = Article.objects.get(pk=article.pk)
    mine.headline = "Bản của người viết"
    with pytest.raises(Refused, match="Phạm Hòa Bình đã lưu một bản mới hơn"):
        editing.save_text(mine, writer, seen)
    assert Article.objects.get(pk=article.pk).headline == "Bản của thư ký"


@pytest.mark.parametrize(("status", "frozen"), [("draft", False), ("review", True), ("approved", True)])
def test_an_article_is_frozen_while_its_issue_is_read(status, frozen, editor):
    article = make_article(status="review")
    place_directly(make_issue(status=status), article, "haiphong")
    article.headline = "Sửa lúc số đang chờ duyệt"
    if frozen:
        with pytest.raises(Refused, match="Tin nằm trong số 9/2026"):
            editing.save_text(article, editor)
    else:
        editing.save_text(article, editor)
    assert (Article.objects.get(pk=article.pk).headline == "Sửa lúc số đang chờ duyệt") is not frozen


def test_every_saved_version_is_kept(writer):
    article = editing.save_text(Article(headline="Một"), writer)
    article.headline = "Hai"
    editing.save_text(article, writer)
    assert [h.headline for h in article.history.all()] == ["Hai", "Một"]


def test_a_change_of_pictures_alone_is_a_version_too(writer, editor):
    article = editing.save_text(Article(headline="Một"), writer)
    editing.touch(article, editor)
    article = Article.objects.get(pk=article.pk)
    assert article.version == 2 and editor in article.contributors.all()
    assert article.history.first().history_user == editor
