"""The pages of comments and of requests for review: who may, by which method, and what they show."""

from datetime import timedelta

import pytest
from django.utils import timezone

from news import editing, reviewing, workflow
from news.models import Article, ArticleComment, ReviewRequest
from tests.make import make_article
from tests.news.admin_forms import change_url, said, step_url, text_of

ROLES = ("writer", "other_writer", "editor", "chief", "administrator")
COMMENTS = ("writer", "editor", "chief")
LIST = "/quan-tri/news/article/"
BODY = "<p>Phao <b>gửi số</b> liệu mỗi giờ.</p><p>Kinh phí 12 tỉ đồng.</p>"


@pytest.fixture
def article(writer):
    """The writer's, in review."""
    return make_article(author=writer, status="review", body=BODY, headline="Phao đo sóng ra khơi")


def url_of(article, page: str) -> str:
    """The address of one of the article's pages."""
    return change_url(article).replace("/change/", f"/{page}")


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("role", ROLES)
def test_role_comments(role, method, request, client, article):
    client.force_login(request.getfixturevalue(role))
    response = getattr(client, method)(url_of(article, "nhan-xet/"), {"text": "Nguồn nào?"})
    written = ArticleComment.objects.count()
    if method == "get":
        assert response.status_code == 200 and not written
        assert ("Ghi nhận xét" in text_of(response)) is (role in COMMENTS)
    elif role in COMMENTS:
        assert response.status_code == 302 and written == 1
    else:
        # Another writer may comment on articles, though not on this one: the words stay on the page.
        assert response.status_code == (200 if role == "other_writer" else 403) and not written


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("act", ["xong", "mo-lai", "tra-loi"])
@pytest.mark.parametrize("role", ROLES)
def test_role_settles(role, act, method, request, client, article, editor):
    remark = reviewing.comment(article, editor, "Nguồn nào?")
    if act == "mo-lai":
        reviewing.resolve(remark, editor)
    client.force_login(request.getfixturevalue(role))
    response = getattr(client, method)(
        url_of(article, f"nhan-xet/{remark.pk}/{act}/"), {"text": "Thông cáo."}
    )
    remark.refresh_from_db()
    done = {"xong": remark.resolved_at, "mo-lai": not remark.resolved_at, "tra-loi": remark.answers.exists()}
    assert bool(done[act]) is (method == "post" and role in COMMENTS)
    if method == "get":
        assert response.status_code == 405
    else:
        assert response.status_code == (403 if role == "administrator" else 302)


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("role", ROLES)
def test_role_asks(role, method, request, client, article, second_editor):
    client.force_login(request.getfixturevalue(role))
    data = {"reviewer": second_editor.pk}
    response = getattr(client, method)(url_of(article, "moi-duyet/"), data)
    assert ReviewRequest.objects.exists() is (method == "post" and role in COMMENTS)
    if role == "administrator":
        assert response.status_code == 403
    elif role == "other_writer":
        assert response.status_code == (302 if method == "get" else 200)
    else:
        assert response.status_code == (200 if method == "get" else 302)


@pytest.mark.parametrize("page", ["nhan-xet/", "nhan-xet/1/xong/", "moi-duyet/"])
def test_who_is_not_signed_in_or_has_no_role_sees_nothing(page, client, article, other_writer):
    for method in (client.get, client.post):
        assert "/login/" in method(url_of(article, page)).url
    other_writer.groups.clear()
    client.force_login(other_writer)
    for method in (client.get, client.post):
        assert method(url_of(article, page)).status_code == 403


@pytest.mark.parametrize("page", ["nhan-xet/99/xong/", f"nhan-xet/{'9' * 30}/xong/", "nhan-xet/{}/xoa/"])
def test_what_is_not_there(page, client, article, editor):
    remark = reviewing.comment(article, editor, "Nguồn nào?")
    client.force_login(editor)
    assert client.post(url_of(article, page.format(remark.pk))).status_code == 404
    assert client.get("/quan-tri/news/article/999/nhan-xet/").status_code == 404


def test_a_comment_of_another_article_is_not_there(client, article, editor):
    remark = reviewing.comment(make_article(status="review"), editor, "Nguồn nào?")
    client.force_login(editor)
    assert client.post(url_of(article, f"nhan-xet/{remark.pk}/xong/")).status_code == 404
    remark.refresh_from_db()
    assert not remark.resolved_at


def test_the_passage_is_marked_where_it_stands_and_told_where_it_does_not(client, article, editor, writer):
    here = reviewing.comment(article, editor, "Bao nhiêu số liệu?", "gửi số liệu")
    gone = reviewing.comment(article, editor, "Nguồn nào?", "12 tỉ đồng")
    title = reviewing.comment(article, editor, "Dài quá.", "Phao đo sóng")
    current = Article.objects.get()
    current.body = BODY.replace("12 tỉ", "15 tỉ")
    editing.save_text(current, editor)
    client.force_login(editor)
    page = text_of(client.get(url_of(article, "nhan-xet/")))
    assert f'<mark id="doan-{here.pk}">gửi số</mark></strong><mark> liệu</mark>' in page
    assert f'<mark id="doan-{title.pk}">Phao đo sóng</mark>' in page
    assert f'id="doan-{gone.pk}"' not in page and "Đoạn này không còn trong tin" in page
    reviewing.resolve(here, editor)
    assert f'id="doan-{here.pk}"' not in text_of(client.get(url_of(article, "nhan-xet/")))


def test_comments_stand_beside_the_judgement_the_form_and_the_reading_page(client, article, editor, writer):
    reviewing.comment(article, editor, "Nguồn <b>nào</b>?")
    client.force_login(editor)
    for url in (step_url(article, "return"), change_url(article), url_of(article, "nhan-xet/")):
        assert "Nguồn &lt;b&gt;nào&lt;/b&gt;?" in text_of(client.get(url))
    client.force_login(writer)
    assert "Nguồn &lt;b&gt;nào" in text_of(client.get(change_url(article)))


def test_an_open_comment_takes_the_button_away_and_the_page_says_why(client, article, editor):
    remark = reviewing.comment(article, editor, "Nguồn nào?")
    client.force_login(editor)
    assert step_url(article, "approve") not in text_of(client.get(change_url(article)))
    for method in (client.get, client.post):
        response = method(step_url(article, "approve"), {"seen": "review", "seen_version": 0})
        assert "nhận xét chưa giải quyết" in said(response)[-1]
    assert Article.objects.get().status == "review"
    client.post(url_of(article, f"nhan-xet/{remark.pk}/xong/"))
    client.post(step_url(article, "approve"), {"seen": "review", "seen_version": 0})
    assert Article.objects.get().status == "approved"


def test_a_refused_comment_keeps_its_words(client, article, editor):
    client.force_login(editor)
    response = client.post(url_of(article, "nhan-xet/"), {"text": "Giữ tôi lại", "quote": "không có"})
    assert "Giữ tôi lại" in text_of(response) and "Đoạn trích không có trong tin" in text_of(response)


@pytest.mark.parametrize("paragraph", ["", "1", "99", "-1", "x", "9" * 30])
def test_whatever_paragraph_the_page_sends(paragraph, client, article, editor):
    client.force_login(editor)
    client.post(url_of(article, "nhan-xet/"), {"text": "Sao?", "quote": "12 tỉ đồng", "paragraph": paragraph})
    assert [c.paragraph for c in ArticleComment.objects.all()] in ([2], [])


def test_a_submission_names_its_reviewer(client, writer, editor):
    article = make_article(author=writer)
    client.force_login(writer)
    page = text_of(client.get(step_url(article, "submit")))
    assert "Ai duyệt cũng được" in page and "Phạm Hòa Bình" in page and "Trần Thị An</option>" not in page
    due = timezone.localdate() + timedelta(days=1)
    data = {"seen": "draft", "seen_version": 0, "reviewer": editor.pk, "due": f"{due:%d/%m/%Y}"}
    client.post(step_url(article, "submit"), data)
    asked = ReviewRequest.objects.get()
    assert (asked.reviewer, asked.due, asked.asked_by) == (editor, due, writer)
    assert Article.objects.get().status == "review"


def test_a_submission_with_a_day_that_is_past_is_no_submission(client, writer, editor):
    article = make_article(author=writer)
    client.force_login(writer)
    data = {"seen": "draft", "seen_version": 0, "reviewer": editor.pk, "due": "01/01/2020"}
    response = client.post(step_url(article, "submit"), data)
    assert "Hạn duyệt đã qua" in said(response)[0]
    assert Article.objects.get().status == "draft" and not ReviewRequest.objects.exists()
    assert not article.status_changes.exists()


@pytest.mark.parametrize(
    ("reviewer", "due"), [("", "01/01/2099"), ("999", ""), ("x", ""), ("writer", ""), ("administrator", "")]
)
def test_a_reviewer_that_cannot_be_asked(reviewer, due, request, client, writer, administrator):
    article = make_article(author=writer)
    client.force_login(writer)
    key = request.getfixturevalue(reviewer).pk if reviewer in ROLES else reviewer
    response = client.post(
        step_url(article, "submit"), {"seen": "draft", "seen_version": 0, "reviewer": key, "due": due}
    )
    assert response.status_code == 200 and Article.objects.get().status == "draft"


def test_a_request_is_taken_back_by_its_own_button(client, article, writer, editor, chief, other_writer):
    asked = reviewing.ask(article, writer, editor)
    other = reviewing.ask(make_article(status="review"), editor, chief)
    client.force_login(writer)
    assert f'name="unask" value="{asked.pk}"' in text_of(client.get(url_of(article, "moi-duyet/")))
    for key in (other.pk, "x", "9" * 30):
        assert client.post(url_of(article, "moi-duyet/"), {"unask": key}).status_code == 404
    client.force_login(other_writer)
    client.post(url_of(article, "moi-duyet/"), {"unask": asked.pk})
    assert ReviewRequest.objects.waiting().count() == 2
    client.force_login(writer)
    client.post(url_of(article, "moi-duyet/"), {"unask": asked.pk})
    assert ReviewRequest.objects.waiting().get() == other


def test_the_reading_page_asks_as_few_questions_for_many_comments_as_for_few(
    client, article, editor, django_assert_max_num_queries
):
    for n in range(25):
        answered = reviewing.comment(article, editor, f"Câu {n}", "số liệu")
        reviewing.answer(answered, editor, "Trả lời")
    client.force_login(editor)
    with django_assert_max_num_queries(22):
        client.get(url_of(article, "nhan-xet/"))


def test_the_list_shows_of_whom_a_review_is_awaited_and_what_is_overdue(
    client, writer, editor, second_editor
):
    late, soon, free = (make_article(author=writer, status="review") for _ in range(3))
    today = timezone.localdate()
    reviewing.ask(late, writer, editor, today)
    ReviewRequest.objects.update(due=today - timedelta(days=1))
    reviewing.ask(soon, writer, second_editor, today + timedelta(days=2))
    client.force_login(writer)
    page = text_of(client.get(LIST))
    assert f"chờ Phạm Hòa Bình, quá hạn {today - timedelta(days=1):%d/%m}" in page
    assert f"chờ Vũ Gia Bảo, hạn {today + timedelta(days=2):%d/%m}" in page

    def listed(query: str) -> set:
        return set(client.get(f"{LIST}?{query}").context["cl"].result_list)

    assert listed("nho=qua-han") == {late} and listed(f"nho={second_editor.pk}") == {soon}
    assert listed("nho=999999") == listed("nho=x%00") == {late, soon, free}
    workflow.apply(workflow.APPROVE, late, editor)
    assert listed("nho=qua-han") == set() and f"nho={editor.pk}" not in text_of(client.get(LIST))
