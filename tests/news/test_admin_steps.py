"""The buttons of an article's steps and their confirm pages."""

import pytest
from django.core.files.base import ContentFile

from news import editing
from news.models import Article, KeyFigure, Picture
from news.workflow import ARTICLE_TRANSITIONS
from tests.make import make_article, picture_bytes
from tests.news.admin_forms import change_url, filled_in, said, step_url, text_of

ROLES = ("writer", "other_writer", "editor", "chief", "administrator")
BUTTONS = {
    ("writer", "draft"): {"submit", "drop"},
    **{(role, "draft"): {"submit", "drop"} for role in ("editor", "chief")},
    **{(role, "review"): {"return", "approve"} for role in ("editor", "chief")},
    **{(role, "approved"): {"reopen"} for role in ("editor", "chief")},
}
HAS_PERMISSION = {
    "writer": {"submit", "drop"},
    "other_writer": {"submit", "drop"},
    "editor": {"submit", "drop", "return", "approve", "reopen"},
    "chief": {"submit", "drop", "return", "approve", "reopen"},
    "administrator": set(),
}
STEPS = [t.name for t in ARTICLE_TRANSITIONS if t.alone]
# The version of an article that was never saved through the form.
SEEN = {"seen_version": "0"}


@pytest.mark.parametrize("status", ["draft", "review", "approved", "published", "dropped"])
@pytest.mark.parametrize("role", ROLES)
def test_buttons_are_exactly_the_steps_that_are_allowed(role, status, request, client, writer):
    article = make_article(author=writer, status=status)
    client.force_login(request.getfixturevalue(role))
    page = text_of(client.get(change_url(article)))
    assert {s for s in STEPS if f'href="{step_url(article, s)}"' in page} == BUTTONS.get(
        (role, status), set()
    )


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("role", ROLES)
def test_role_step_page(role, step, method, request, client, writer):
    """Without the permission 403 for both; with it a page or a step, or a message that says why not."""
    article = make_article(author=writer, status="draft")
    client.force_login(request.getfixturevalue(role))
    data = {**SEEN, "seen": "draft", "note": "Ghi chú."} if method == "post" else {}
    response = getattr(client, method)(step_url(article, step), data)
    article.refresh_from_db()
    if step not in HAS_PERMISSION[role]:
        assert response.status_code == 403 and article.status == "draft"
    elif step in BUTTONS.get((role, "draft"), set()):
        assert response.status_code == (200 if method == "get" else 302)
        assert (article.status == "draft") is (method == "get")
    else:
        assert response.status_code == 302 and article.status == "draft" and said(response)


def test_who_is_not_signed_in_sees_nothing(client, db):
    article = make_article()
    for method in (client.get, client.post):
        assert "/login/" in method(step_url(article, "submit")).url


def test_get_changes_nothing(client, writer):
    article = make_article(author=writer)
    client.force_login(writer)
    assert "Gửi duyệt" in text_of(client.get(step_url(article, "submit")))
    assert Article.objects.get().status == "draft" and not article.status_changes.exists()


def test_a_stale_double_click_is_refused_and_says_who_was_first(client, writer, editor):
    article = make_article(author=writer, status="review")
    client.force_login(editor)
    client.post(step_url(article, "approve"), {**SEEN, "seen": "review"})
    response = client.post(step_url(article, "approve"), {**SEEN, "seen": "review"})
    assert response.status_code == 302
    assert any("Phạm Hòa Bình vừa chuyển" in words for words in said(response))
    assert article.status_changes.count() == 1


def test_a_page_seen_before_somebody_else_acted_is_refused(client, writer, editor):
    """The chief returned it and the writer submitted it again: what the editor read is not what stands there now."""
    article = make_article(author=writer, status="approved")
    client.force_login(editor)
    response = client.post(step_url(article, "return"), {**SEEN, "seen": "review", "note": "Sửa."})
    assert "Trạng thái đã thay đổi" in said(response)[0]
    assert Article.objects.get().status == "approved"


@pytest.mark.parametrize("seen", ["", "x" * 11, "nothing"])
def test_a_form_without_the_status_it_showed_takes_no_step(seen, client, writer):
    article = make_article(author=writer)
    client.force_login(writer)
    client.post(step_url(article, "submit"), {**SEEN, "seen": seen})
    assert Article.objects.get().status == "draft"


def test_a_required_note_is_asked_for_on_the_page(client, editor, writer):
    article = make_article(author=writer, status="review")
    client.force_login(editor)
    response = client.post(step_url(article, "return"), {**SEEN, "seen": "review", "note": "  "})
    assert response.status_code == 200 and "Hãy ghi rõ: cần sửa gì." in text_of(response)
    assert Article.objects.get().status == "review"


def test_the_note_of_a_return_stands_before_the_author(client, editor, writer):
    article = make_article(author=writer, status="review")
    client.force_login(editor)
    client.post(step_url(article, "return"), {**SEEN, "seen": "review", "note": "Thiếu <nguồn> số liệu."})
    client.force_login(writer)
    page = text_of(client.get(change_url(article)))
    assert "sent-back" in page and "Thiếu &lt;nguồn&gt; số liệu." in page
    assert "Chờ duyệt → Bản thảo" in page
    assert "Thiếu &lt;nguồn&gt; số liệu." in text_of(client.get("/quan-tri/"))
    client.post(step_url(article, "submit"), {**SEEN, "seen": "draft"})
    assert "sent-back" not in text_of(client.get(change_url(article)))


def test_save_and_submit_leads_to_the_confirm_page(client, writer):
    article = make_article(author=writer)
    client.force_login(writer)
    data = filled_in(client.get(change_url(article)), headline="Mới", _step="submit")
    response = client.post(change_url(article), data)
    assert response.url == step_url(article, "submit") and Article.objects.get().headline == "Mới"


@pytest.mark.parametrize("step", ["publish", "withdraw", "restore", "nothing"])
def test_steps_that_come_only_with_the_issue_have_no_page(step, client, chief):
    article = make_article(status="approved")
    client.force_login(chief)
    assert client.get(step_url(article, step)).status_code == 404
    assert client.post(step_url(article, step), {"seen": "approved"}).status_code in (404, 405)


def hidden(response) -> dict:
    """What the confirm form carries without being shown."""
    return {bound.html_name: bound.value() for bound in response.context["form"].hidden_fields()}


def test_who_judges_an_article_reads_all_of_it_on_the_page(client, editor, writer):
    article = make_article(
        author=writer,
        status="review",
        headline="Phao <b>đo</b> sóng",
        toc_title="Phao đo sóng ra khơi",
        body="<p>Phao gửi số liệu <strong>mỗi giờ</strong>.</p>",
    )
    KeyFigure.objects.create(article=article, position=1, value="98,97%", label="trạm đã nối mạng")
    Picture.objects.create(
        article=article,
        image=ContentFile(picture_bytes(), "a.jpg"),
        caption="Thả phao",
        credit="Ảnh: An",
        alt="Phao đỏ",
    )
    client.force_login(editor)
    for step in ("approve", "return"):
        page = text_of(client.get(step_url(article, step)))
        shown = (
            "Phao &lt;b&gt;đo&lt;/b&gt; sóng",
            "Phao đo sóng ra khơi",
            "<strong>mỗi giờ</strong>",
            "98,97%",
        )
        shown += ("trạm đã nối mạng", "Thả phao", "Ảnh: An", 'alt="Phao đỏ"', "02/03/2026", "Báo Sóng Biển")
        shown += (f'<a href="{article.link}" rel="noopener noreferrer">', "-960.jpg")
        assert [words for words in shown if words not in page] == []


def test_a_link_that_no_browser_should_follow_is_text(client, editor):
    article = make_article(status="review", link="javascript:alert(1)")
    client.force_login(editor)
    page = text_of(client.get(step_url(article, "approve")))
    assert "javascript:alert(1)" in page and 'href="javascript' not in page


@pytest.mark.parametrize("step", ["approve", "return"])
def test_a_judgement_is_of_the_text_that_was_read(step, client, writer, editor, second_editor):
    article = editing.save_text(Article(headline="Bản đã đọc"), writer)
    Article.objects.update(status="review")
    client.force_login(editor)
    read = hidden(client.get(step_url(article, step)))
    article = Article.objects.get()
    article.headline = "Bản mới hơn"
    editing.save_text(article, second_editor)
    response = client.post(step_url(article, step), {**read, "note": "Xong."})
    assert "vừa được sửa" in said(response)[0]
    assert Article.objects.get().status == "review"
    again = hidden(client.get(step_url(article, step)))
    client.post(step_url(article, step), {**again, "note": "Xong."})
    assert Article.objects.get().status == ("approved" if step == "approve" else "draft")


def test_a_page_that_comes_back_for_its_note_still_carries_the_version_that_was_read(client, editor, writer):
    article = make_article(author=writer, status="review")
    client.force_login(editor)
    Article.objects.update(version=3)
    response = client.post(step_url(article, "return"), {"seen": "review", "seen_version": "2", "note": ""})
    assert str(hidden(response)["seen_version"]) == "2"


@pytest.mark.parametrize("seen", ["", "x", "9" * 30])
def test_a_form_without_the_version_it_showed_takes_no_step(seen, client, editor, writer):
    article = make_article(author=writer, status="review")
    client.force_login(editor)
    client.post(step_url(article, "approve"), {"seen": "review", "seen_version": seen})
    client.post(step_url(article, "approve"), {"seen": "review"})
    assert Article.objects.get().status == "review"


def test_a_new_article_is_saved_and_sent_on(client, writer):
    client.force_login(writer)
    page = client.get("/quan-tri/news/article/add/")
    assert "Lưu rồi gửi duyệt…" in text_of(page)
    response = client.post("/quan-tri/news/article/add/", filled_in(page, headline="Mới", _step="submit"))
    assert response.url == step_url(Article.objects.get(), "submit")
