"""Two people in the same moment, each with a connection of their own: one wins, the other is told, nothing is lost.

SQLite lets one writer in at a time and cannot show this; there the tests are skipped, and say so.
"""

import threading
import warnings

import pytest
from django.db import connection, connections

from issues.editing import save_issue
from issues.models import Issue
from news import editing, reviewing, workflow
from news.models import Article, Presence
from news.presence import beat
from news.workflow import Refused, apply
from tests.make import make_article, make_issue

pytestmark = pytest.mark.django_db(transaction=True)
ONLY_POSTGRES = "Hai kết nối cùng lúc chỉ thử được trên PostgreSQL (DATABASE_URL): bỏ qua trên SQLite."


@pytest.fixture(autouse=True)
def two_connections():
    """Skip, aloud, where the database cannot have two writers."""
    if connection.vendor != "postgresql":
        warnings.warn(ONLY_POSTGRES, stacklevel=1)
        pytest.skip(ONLY_POSTGRES)


def at_once(*calls) -> list:
    """Start all calls in the same moment, each in its thread with its connection; the outcome of each: what it
    returned, or the refusal."""
    gate, outcomes = threading.Barrier(len(calls)), [None] * len(calls)

    def run(n: int, call) -> None:
        connection.ensure_connection()
        gate.wait(timeout=10)
        try:
            outcomes[n] = call() or "done"
        except Refused as refused:
            outcomes[n] = refused
        except Exception as error:
            outcomes[n] = error
            raise
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=one) for one in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return outcomes


def one_refused(outcomes) -> Refused:
    """The refusal of the one who came second; the other one went through."""
    refused = [one for one in outcomes if isinstance(one, Refused)]
    assert len(refused) == 1 and not [
        one for one in outcomes if isinstance(one, Exception) and one not in refused
    ]
    return refused[0]


def article_of(writer, status="draft") -> Article:
    """The writer's, saved once by the one function."""
    article = editing.save_text(Article(headline="Tiêu đề đầu", body="<p>Phao gửi số liệu.</p>"), writer)
    Article.objects.filter(pk=article.pk).update(status=status)
    return Article.objects.get(pk=article.pk)


def test_two_saving_an_article(writer, editor):
    article = article_of(writer)

    def save(user, headline):
        mine = Article.objects.get(pk=article.pk)
        mine.headline = headline
        editing.save_text(mine, user, article.version)

    outcomes = at_once(lambda: save(writer, "Của An"), lambda: save(editor, "Của Bình"))
    winner = "Của An" if outcomes[0] == "done" else "Của Bình"
    name = "Trần Thị An" if outcomes[0] == "done" else "Phạm Hòa Bình"
    refused = one_refused(outcomes)
    assert isinstance(refused, editing.Overtaken) and str(refused).startswith(name)
    stored = Article.objects.get(pk=article.pk)
    assert (stored.headline, stored.version) == (winner, 2)
    assert [h.headline for h in stored.history.all()] == [winner, "Tiêu đề đầu"]


def test_two_saving_an_issue(editor, chief):
    issue = save_issue(make_issue(theme="Đầu"), editor)

    def save(user, theme):
        mine = Issue.objects.get(pk=issue.pk)
        mine.theme = theme
        save_issue(mine, user, issue.version)

    outcomes = at_once(lambda: save(editor, "Một"), lambda: save(chief, "Hai"))
    assert isinstance(one_refused(outcomes), editing.Overtaken)
    stored = Issue.objects.get(pk=issue.pk)
    assert stored.theme == ("Một" if outcomes[0] == "done" else "Hai") and stored.version == issue.version + 1


def test_one_saving_while_another_brings_an_old_version_back(writer, editor):
    article = article_of(writer)
    article.headline = "Thứ hai"
    editing.save_text(article, writer)
    old = article.history.last()

    def save():
        mine = Article.objects.get(pk=article.pk)
        mine.headline = "Thứ ba"
        editing.save_text(mine, editor, 2)

    outcomes = at_once(save, lambda: editing.restore(Article(pk=article.pk), old, writer, 2) or "done")
    one_refused(outcomes)
    stored = Article.objects.get(pk=article.pk)
    assert stored.headline == ("Thứ ba" if outcomes[0] == "done" else "Tiêu đề đầu") and stored.version == 3


@pytest.mark.parametrize("step", [workflow.SUBMIT, workflow.APPROVE, workflow.RETURN])
def test_two_taking_the_same_step(step, writer, editor, chief):
    article = article_of(writer, step.sources[0])
    seen = [Article.objects.get(pk=article.pk) for _ in range(2)]
    outcomes = at_once(
        lambda: apply(step, seen[0], editor, "Ghi chú.") and None,
        lambda: apply(step, seen[1], chief, "Ghi chú.") and None,
    )
    assert "Trạng thái đã thay đổi" in str(one_refused(outcomes))
    change = article.status_changes.get()
    assert change.user == (editor if outcomes[0] == "done" else chief)
    assert Article.objects.get(pk=article.pk).status == step.target


def test_one_approving_while_another_returns(writer, editor, chief):
    article = article_of(writer, "review")
    seen = [Article.objects.get(pk=article.pk) for _ in range(2)]
    outcomes = at_once(
        lambda: apply(workflow.APPROVE, seen[0], editor) and None,
        lambda: apply(workflow.RETURN, seen[1], chief, "Thiếu nguồn.") and None,
    )
    one_refused(outcomes)
    assert article.status_changes.count() == 1


def test_no_comment_slips_in_while_the_article_is_approved(writer, editor, chief):
    article = article_of(writer, "review")
    outcomes = at_once(
        lambda: apply(workflow.APPROVE, Article.objects.get(pk=article.pk), editor) and None,
        lambda: reviewing.comment(article, chief, "Nguồn nào?") and None,
    )
    one_refused(outcomes)
    approved = Article.objects.get(pk=article.pk).status == "approved"
    assert approved is not article.comments.unresolved().exists()


def test_no_text_slips_in_while_the_article_is_approved(writer, editor, chief):
    article = article_of(writer, "review")

    def save():
        mine = Article.objects.get(pk=article.pk)
        mine.headline = "Sửa phút chót"
        editing.save_text(mine, chief, article.version)

    def approve():
        apply(workflow.APPROVE, Article(pk=article.pk, status="review"), editor, "", article.version)

    outcomes = at_once(save, approve)
    one_refused(outcomes)
    stored = Article.objects.get(pk=article.pk)
    assert (stored.status == "approved") is (stored.headline == "Tiêu đề đầu")


def test_two_settling_a_comment(writer, editor, chief):
    remark = reviewing.comment(article_of(writer, "review"), editor, "Nguồn nào?", "số liệu")
    outcomes = at_once(lambda: reviewing.resolve(remark, editor), lambda: reviewing.resolve(remark, chief))
    winner = editor if outcomes[0] == "done" else chief
    assert str(one_refused(outcomes)) == f"{winner} đã giải quyết nhận xét này trước bạn."
    remark.refresh_from_db()
    assert remark.resolved_by == winner


def test_two_asking_the_same_reviewer(writer, editor, chief):
    article = article_of(writer, "review")
    outcomes = at_once(
        lambda: reviewing.ask(article, writer, editor) and None,
        lambda: reviewing.ask(article, chief, editor) and None,
    )
    assert outcomes == ["done", "done"] and article.review_requests.get().reviewer == editor


def test_two_pages_of_one_person(newsroom, editor):
    article = make_article()
    outcomes = at_once(*[lambda: beat(article, editor, editing=True) for _ in range(4)])
    assert outcomes == ["done"] * 4 and Presence.objects.filter(row=article.pk).count() == 1
