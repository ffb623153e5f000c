"""Comments and requests for review: who may, what they block, and what becomes of them."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from news import editing, reviewing, signals, workflow
from news.models import Article, ArticleComment, Notice, ReviewRequest
from news.models.notice import Kind
from news.workflow import Refused, apply
from tests.make import make_article

ROLES = ("writer", "other_writer", "editor", "chief", "administrator")
OPEN = ("draft", "review")
BODY = "<p>Phao gửi số liệu mỗi giờ.</p>"


@pytest.fixture
def article(writer):
    """The writer's, in review."""
    return make_article(author=writer, status="review", body=BODY)


def again(article) -> Article:
    """The article as it is stored now."""
    return Article.objects.get(pk=article.pk)


@pytest.mark.parametrize("status", ["draft", "review", "approved", "published", "withdrawn", "dropped"])
@pytest.mark.parametrize("role", ROLES)
def test_who_comments_when(role, status, request, writer):
    user, article = request.getfixturevalue(role), make_article(author=writer, status=status, body=BODY)
    if role in ("writer", "editor", "chief") and status in OPEN:
        remark = reviewing.comment(article, user, " Thế nào? ", "gửi  số liệu")
        assert (remark.text, remark.quote, remark.paragraph, remark.author) == (
            "Thế nào?",
            "gửi số liệu",
            1,
            user,
        )
    else:
        with pytest.raises(Refused):
            reviewing.comment(article, user, "Thế nào?")
        assert not ArticleComment.objects.exists()


def test_who_ever_saved_the_text_may_comment(article, other_writer):
    article.contributors.add(other_writer)
    assert reviewing.comment(article, other_writer, "Em sửa rồi.")


@pytest.mark.parametrize("text", ["", "  \n", "\x00", "x" * 4001])
def test_a_comment_says_something(text, article, editor):
    with pytest.raises(Refused):
        reviewing.comment(article, editor, text)


@pytest.mark.parametrize("quote", ["không có trong tin", "x" * 1001])
def test_a_quote_is_of_the_text(quote, article, editor):
    with pytest.raises(Refused, match="Đoạn trích"):
        reviewing.comment(article, editor, "Sao?", quote)
    assert not ArticleComment.objects.exists()


def test_an_open_comment_blocks_approval_and_a_settled_one_does_not(article, editor, chief):
    remark = reviewing.comment(article, editor, "Nguồn nào?")
    for user in (editor, chief):
        with pytest.raises(Refused, match="còn 1 nhận xét chưa giải quyết"):
            apply(workflow.APPROVE, again(article), user)
    assert again(article).status == "review"
    reviewing.resolve(remark, chief)
    apply(workflow.APPROVE, again(article), editor)
    assert again(article).status == "approved"


def test_an_answer_blocks_nothing(article, editor, writer):
    remark = reviewing.comment(article, editor, "Nguồn nào?")
    answer = reviewing.answer(remark, writer, "Thông cáo báo chí.")
    assert list(remark.answers.all()) == [answer]
    reviewing.resolve(remark, editor)
    apply(workflow.APPROVE, again(article), editor)
    with pytest.raises(Refused):
        reviewing.resolve(answer, editor)


def test_comments_survive_return_and_approval(article, editor, writer):
    remark = reviewing.comment(article, editor, "Nguồn nào?", "số liệu")
    apply(workflow.RETURN, again(article), editor, "Xem nhận xét.")
    assert again(article).comments.unresolved().get() == remark
    apply(workflow.SUBMIT, again(article), writer)
    with pytest.raises(Refused, match="nhận xét"):
        apply(workflow.APPROVE, again(article), editor)
    reviewing.resolve(remark, writer)
    apply(workflow.APPROVE, again(article), editor)
    remark.refresh_from_db()
    assert (remark.resolved_by, remark.quote) == (writer, "số liệu")


def test_a_settled_comment_may_be_opened_again_once(article, editor, writer):
    remark = reviewing.comment(article, editor, "Nguồn nào?")
    reviewing.resolve(remark, writer)
    with pytest.raises(Refused, match="Trần Thị An đã giải quyết"):
        reviewing.resolve(remark, editor)
    reviewing.reopen(remark, editor)
    with pytest.raises(Refused, match="đang mở"):
        reviewing.reopen(remark, editor)
    remark.refresh_from_db()
    assert (remark.resolved_by, remark.resolved_at) == (None, None)


def test_after_approval_nothing_is_opened_again(article, editor):
    remark = reviewing.comment(article, editor, "Nguồn nào?")
    reviewing.resolve(remark, editor)
    apply(workflow.APPROVE, again(article), editor)
    with pytest.raises(Refused, match="Đã duyệt"):
        reviewing.reopen(remark, editor)


@pytest.mark.parametrize("wrong", [{"text": ""}, {"resolved_at": timezone.now()}])
def test_the_database_holds_the_rules_too(wrong, article, editor):
    with pytest.raises(IntegrityError), transaction.atomic():
        ArticleComment.objects.create(**{"article": article, "author": editor, "text": "a", **wrong})


def test_a_reviewer_is_asked_by_name(
    article, writer, editor, second_editor, django_capture_on_commit_callbacks
):
    heard = []

    def hear(sender, **news):
        heard.append((sender, news["article"], news["reviewer"], news["user"], news["due"]))

    signals.review_requested.connect(hear)
    due = timezone.localdate() + timedelta(days=2)
    with django_capture_on_commit_callbacks(execute=True):
        reviewing.ask(article, writer, editor, due)
    signals.review_requested.disconnect(hear)
    assert heard == [(ReviewRequest, article, editor, writer, due)]
    assert [a.pk for a in Article.objects.awaiting(editor)] == [article.pk]
    assert Article.objects.awaiting(editor).get().asked_of_me and not Article.objects.awaiting(second_editor)


def test_without_a_name_it_waits_for_everybody_who_may_judge_it(
    article, writer, editor, chief, administrator
):
    assert all(article in Article.objects.awaiting(user) for user in (editor, chief))
    assert not Article.objects.awaiting(writer) and not Article.objects.awaiting(administrator)
    article.contributors.add(editor)
    assert not Article.objects.awaiting(editor) and article in Article.objects.awaiting(chief)


@pytest.mark.parametrize("leaves", ["by saving the text", "the newsroom"])
def test_who_can_no_longer_judge_keeps_nobody_else_from_it(leaves, article, writer, editor, chief):
    reviewing.ask(article, writer, editor)
    assert not Article.objects.awaiting(chief)
    if leaves == "the newsroom":
        editor.is_active = False
        editor.save()
    else:
        editing.save_text(again(article), editor)
    assert article in Article.objects.awaiting(chief)


def test_what_was_asked_of_me_comes_first_and_the_nearest_day_before_the_others(writer, editor):
    articles = [make_article(author=writer, status="review") for _ in range(4)]
    today = timezone.localdate()
    reviewing.ask(articles[2], writer, editor, today + timedelta(days=5))
    reviewing.ask(articles[3], writer, editor, today)
    reviewing.ask(articles[1], writer, editor)
    assert [a.pk for a in Article.objects.awaiting(editor)] == [articles[n].pk for n in (3, 2, 1, 0)]


def test_four_eyes_hold_for_the_one_who_is_asked(article, writer, editor, administrator, other_writer):
    article.contributors.add(editor)
    for wrong in (writer, editor, administrator, other_writer):
        with pytest.raises(Refused, match="không duyệt được tin này"):
            reviewing.ask(article, writer, wrong)
    assert not ReviewRequest.objects.exists()


def test_asked_again_only_the_day_changes(article, writer, chief, editor):
    reviewing.ask(article, writer, editor)
    due = timezone.localdate()
    reviewing.ask(article, chief, editor, due)
    request = ReviewRequest.objects.get()
    assert (request.due, request.asked_by, request.overdue) == (due, chief, False)
    with pytest.raises(Refused, match="Hạn duyệt đã qua"):
        reviewing.ask(article, writer, editor, due - timedelta(days=1))


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("status", ["draft", "review", "approved"])
def test_who_asks_when(role, status, request, writer, second_editor):
    user, article = request.getfixturevalue(role), make_article(author=writer, status=status)
    if role in ("writer", "editor", "chief") and status == "review":
        assert reviewing.ask(article, user, second_editor)
    else:
        with pytest.raises(Refused):
            reviewing.ask(article, user, second_editor)


@pytest.mark.parametrize("step", [workflow.APPROVE, workflow.RETURN])
def test_a_judgement_answers_the_request(step, article, writer, editor, chief):
    reviewing.ask(article, writer, editor)
    apply(step, again(article), chief, "Ghi chú.")
    request = ReviewRequest.objects.get()
    assert request.done_by == chief and request.done_at
    with pytest.raises(Refused):
        reviewing.unask(request, writer)


def test_a_request_may_be_taken_back(article, writer, editor, chief):
    request = reviewing.ask(article, writer, editor)
    reviewing.unask(request, writer)
    with pytest.raises(Refused, match="không còn chờ"):
        reviewing.unask(request, writer)
    assert article in Article.objects.awaiting(chief)


def test_the_door_tells_what_it_does_in_the_transaction_of_the_step(
    article, editor, django_capture_on_commit_callbacks
):
    heard = []

    def hear(sender, **news):
        heard.append((news["article"].status, news["user"], news["transition"].name, news["note"]))

    signals.article_moved.connect(hear, sender=Article)
    with django_capture_on_commit_callbacks(execute=True):
        with pytest.raises(Refused), transaction.atomic():
            apply(workflow.RETURN, again(article), editor, "Không.")
            raise Refused("Số không gửi được.")
        apply(workflow.RETURN, again(article), editor, "Thiếu nguồn.")
    signals.article_moved.disconnect(hear, sender=Article)
    # In the transaction of the step: what a listener stores is rolled back with it.
    assert heard == [("review", editor, "return", "Không."), ("review", editor, "return", "Thiếu nguồn.")]


def test_the_author_hears_of_a_comment_and_its_writer_of_the_answer(article, writer, editor):
    remark = reviewing.comment(article, editor, "Con số này lấy ở đâu?")
    reviewing.answer(remark, writer, "Ở trang hai của báo cáo.")
    told = [(n.recipient, n.kind, n.text) for n in Notice.objects.filter(kind=Kind.COMMENTED).order_by("pk")]
    assert told == [
        (writer, Kind.COMMENTED, "Con số này lấy ở đâu?"),
        (editor, Kind.COMMENTED, "Ở trang hai của báo cáo."),
    ]
