"""Every role × every transition × every starting status of an article, as one table; then what hangs on a step."""

import pytest

from news import workflow
from news.models import Article, User
from news.models.article import ArticleStatus
from news.workflow import ARTICLE_TRANSITIONS, Refused, apply
from tests.make import make_article

BY_NAME = {t.name: t for t in ARTICLE_TRANSITIONS}
ROLES = ("writer", "other_writer", "editor", "chief", "administrator")
# The article is the writer's, and stands in no issue. Who may take which step from where, and nothing else:
ALLOWED = {
    **dict.fromkeys(
        [("writer", "submit", "draft"), ("editor", "submit", "draft"), ("chief", "submit", "draft")], "review"
    ),
    **dict.fromkeys([("editor", "return", "review"), ("chief", "return", "review")], "draft"),
    **dict.fromkeys([("editor", "approve", "review"), ("chief", "approve", "review")], "approved"),
    **dict.fromkeys([("editor", "reopen", "approved"), ("chief", "reopen", "approved")], "draft"),
    **dict.fromkeys(
        [("writer", "drop", "draft"), ("editor", "drop", "draft"), ("chief", "drop", "draft")], "dropped"
    ),
}


def test_the_table_speaks_of_every_transition_and_status():
    """The names in the table are names of the workflow; publication, withdrawal and restoring come only with an issue."""
    assert {step for _, step, _ in ALLOWED} == set(BY_NAME) - {"publish", "withdraw", "restore"}
    assert {status for _, _, status in ALLOWED} <= set(ArticleStatus.values)


@pytest.mark.parametrize("status", ArticleStatus.values)
@pytest.mark.parametrize("step", BY_NAME)
@pytest.mark.parametrize("role", ROLES)
def test_role_step_status(role, step, status, request, writer):
    user = request.getfixturevalue(role)
    article = make_article(author=writer, status=status)
    target = ALLOWED.get((role, step, status))
    if target:
        apply(BY_NAME[step], article, user, "Ghi chú.")
        article.refresh_from_db()
        assert article.status == target
        log = article.status_changes.get()
        assert (log.user, log.from_status, log.to_status, log.note) == (user, status, target, "Ghi chú.")
    else:
        with pytest.raises(Refused) as refusal:
            apply(BY_NAME[step], article, user, "Ghi chú.")
        article.refresh_from_db()
        assert article.status == status and not article.status_changes.exists()
        assert str(refusal.value).endswith((".", "?"))


@pytest.mark.parametrize("step", ["return", "reopen", "drop"])
@pytest.mark.parametrize("note", ["", "   \n"])
def test_a_step_that_needs_a_note_is_refused_without_one(step, note, editor, writer):
    article = make_article(author=writer, status=BY_NAME[step].sources[0])
    with pytest.raises(Refused, match="Hãy ghi rõ"):
        apply(BY_NAME[step], article, editor, note)
    assert Article.objects.get(pk=article.pk).status == BY_NAME[step].sources[0]


def test_nobody_approves_a_text_they_ever_saved(editor, second_editor, writer):
    article = make_article(author=writer, status="review")
    article.contributors.add(editor)
    with pytest.raises(Refused, match="từng sửa nội dung"):
        apply(workflow.APPROVE, article, editor)
    apply(workflow.APPROVE, article, second_editor)
    assert Article.objects.get(pk=article.pk).status == "approved"


def test_a_stale_double_click_is_refused_and_says_who_was_first(editor, chief, writer):
    article = make_article(author=writer, status="review")
    seen_by_chief = Article.objects.get(pk=article.pk)
    apply(workflow.APPROVE, article, editor)
    with pytest.raises(Refused, match=r"Phạm Hòa Bình vừa chuyển .*Đã duyệt"):
        apply(workflow.RETURN, seen_by_chief, chief, "Thiếu nguồn.")
    assert article.status_changes.count() == 1


def test_the_same_step_twice_leaves_one_log_row(editor, writer):
    article = make_article(author=writer, status="review")
    twin = Article.objects.get(pk=article.pk)
    apply(workflow.APPROVE, article, editor)
    with pytest.raises(Refused):
        apply(workflow.APPROVE, twin, editor)
    assert article.status_changes.count() == 1


def test_somebody_who_left_may_do_nothing(editor, writer):
    article = make_article(author=writer, status="review")
    User.objects.filter(pk=editor.pk).update(is_active=False)
    with pytest.raises(Refused, match="không có quyền"):
        apply(workflow.APPROVE, article, User.objects.get(pk=editor.pk))


def test_buttons_are_exactly_what_the_door_allows(writer, editor):
    article = make_article(author=writer, status="review")
    assert [t.name for t in workflow.allowed(ARTICLE_TRANSITIONS, article, editor)] == ["return", "approve"]
    assert workflow.allowed(ARTICLE_TRANSITIONS, article, writer) == []


def test_a_note_is_stored_in_composed_form(editor, writer):
    article = make_article(author=writer, status="review")
    apply(workflow.RETURN, article, editor, "Thie\u0302\u0301u nguo\u0302\u0300n.")
    assert article.status_changes.get().note == "Thiếu nguồn."


def test_approval_is_of_the_version_that_was_read(editor, second_editor, writer):
    article = make_article(author=writer, status="review")
    article.version = 3
    article.save()
    with pytest.raises(Refused, match="đọc lại bản mới"):
        apply(workflow.APPROVE, article, editor, seen_version=2)
    apply(workflow.APPROVE, article, second_editor, seen_version=3)
