"""The article's list and form: who reads, who writes, and that nothing is overwritten or lost."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from news import editing
from news.models import Article, KeyFigure
from news.workflow import Refused
from tests.make import make_article, make_issue, make_source, picture_bytes, place_directly
from tests.news.admin_forms import change_url, filled_in, text_of

LIST = "/quan-tri/news/article/"
ADD = "/quan-tri/news/article/add/"
PICTURE_WORDS = {
    "pictures-0-caption": "Phao",
    "pictures-0-alt": "Phao đo sóng ngoài khơi",
    "pictures-0-credit": "Trạm Sóng",
}
ROLES = ("writer", "other_writer", "editor", "chief", "administrator")
MAY_WRITE = {
    ("writer", "draft"),
    *((role, status) for role in ("editor", "chief") for status in ("draft", "review")),
}


@pytest.mark.parametrize("status", ["draft", "review", "approved", "published", "withdrawn", "dropped"])
@pytest.mark.parametrize("role", ROLES)
def test_everybody_reads_and_only_some_write(role, status, request, client, writer):
    article = make_article(author=writer, status=status)
    client.force_login(request.getfixturevalue(role))
    page = client.get(change_url(article))
    assert page.status_code == 200
    assert article.headline in text_of(page)
    assert ('name="headline"' in text_of(page)) is ((role, status) in MAY_WRITE)
    assert ('name="_save"' in text_of(page)) is ((role, status) in MAY_WRITE)


@pytest.mark.parametrize("status", ["draft", "review", "approved"])
@pytest.mark.parametrize("role", ROLES)
def test_a_post_saves_only_for_those_who_may(role, status, request, client, writer, chief):
    article = make_article(author=writer, status=status)
    client.force_login(writer)
    editable = make_article(author=writer)
    data = filled_in(
        client.get(change_url(editable)), headline="Tiêu đề đã sửa", seen_version=article.version
    )
    client.force_login(request.getfixturevalue(role) if role != "chief" else chief)
    response = client.post(change_url(article), data)
    saved = Article.objects.get(pk=article.pk).headline == "Tiêu đề đã sửa"
    assert saved is ((role, status) in MAY_WRITE)
    assert response.status_code == (302 if saved else 403 if role == "administrator" else 200)


def test_the_reason_is_shown_where_the_page_is_for_reading(client, other_writer, writer):
    client.force_login(other_writer)
    assert "Tin này của người khác" in text_of(client.get(change_url(make_article(author=writer))))


def test_a_new_article_belongs_to_its_writer(client, writer):
    client.force_login(writer)
    data = filled_in(
        client.get(ADD), headline="Phao đo sóng ra khơi", news_date="05/03/2026", body="<p>Chữ.</p>"
    )
    assert client.post(ADD, data).status_code == 302
    article = Article.objects.get()
    assert (article.author, article.version, article.status) == (writer, 1, "draft")
    # Day first: in the American reading this would be the 3rd of May.
    assert (article.news_date.day, article.news_date.month) == (5, 3)


def test_the_status_cannot_be_typed(client, writer):
    article = make_article(author=writer)
    client.force_login(writer)
    client.post(
        change_url(article), filled_in(client.get(change_url(article)), headline="Mới", status="approved")
    )
    assert (Article.objects.get().status, Article.objects.get().headline) == ("draft", "Mới")


def test_a_newer_version_is_not_overwritten_and_the_typed_text_stays(client, writer, editor):
    article = editing.save_text(Article(headline="Bản đầu", body="<p>Một.</p>"), writer)
    client.force_login(writer)
    data = filled_in(client.get(change_url(article)), headline="Bản của người viết")
    article.headline = "Bản của thư ký"
    editing.save_text(article, editor)
    response = client.post(change_url(article), data)
    assert response.status_code == 200
    assert "Phạm Hòa Bình đã lưu một bản mới hơn" in text_of(response)
    assert 'value="Bản của người viết"' in text_of(response)
    assert Article.objects.get().headline == "Bản của thư ký"
    # Sending the same form again is refused again: the page still carries the old version.
    assert client.post(change_url(article), filled_in(response)).status_code == 200
    assert Article.objects.get().headline == "Bản của thư ký"


def test_an_article_frozen_meanwhile_keeps_the_typed_text(client, writer):
    article = make_article(author=writer)
    client.force_login(writer)
    data = filled_in(client.get(change_url(article)), headline="Gõ dở")
    Article.objects.update(status="review")
    response = client.post(change_url(article), data)
    assert "Tin đã gửi duyệt" in text_of(response) and 'value="Gõ dở"' in text_of(response)
    assert Article.objects.get().headline != "Gõ dở"


def test_a_form_without_its_version_is_refused(client, writer):
    article = make_article(author=writer)
    client.force_login(writer)
    data = filled_in(client.get(change_url(article)), headline="Mới")
    del data["seen_version"]
    assert "thiếu số phiên bản" in text_of(client.post(change_url(article), data))
    assert Article.objects.get().headline != "Mới"


def test_saving_unchanged_makes_nobody_a_contributor(client, writer, editor):
    article = make_article(author=writer, body="<p>Một.</p><p>Hai.</p>")
    client.force_login(editor)
    # The editor lays its markup out with line ends between paragraphs.
    data = filled_in(client.get(change_url(article)), body="<p>Một.</p>\r\n\r\n<p>Hai.</p>\r\n")
    assert client.post(change_url(article), data).status_code == 302
    article.refresh_from_db()
    assert article.version == 0 and editor not in article.contributors.all()


def test_a_new_key_figure_alone_is_a_change_of_the_article(client, writer, editor):
    article = make_article(author=writer, status="review")
    client.force_login(editor)
    figure = {"key_figures-0-value": "98,97%", "key_figures-0-label": "trạm đã nối mạng"}
    assert (
        client.post(change_url(article), filled_in(client.get(change_url(article)), **figure)).status_code
        == 302
    )
    article.refresh_from_db()
    assert (article.version, article.key_figures.get().position) == (1, 1)
    assert editor in article.contributors.all()


def test_typed_numbers_put_rows_in_order(client, writer):
    article = make_article(author=writer)
    rows = [KeyFigure.objects.create(article=article, position=n, value=str(n), label="x") for n in (1, 2, 3)]
    client.force_login(writer)
    order = {"key_figures-0-order": "3", "key_figures-1-order": "2", "key_figures-2-order": "1"}
    order |= {"key_figures-3-value": "4", "key_figures-3-label": "y"}
    assert (
        client.post(change_url(article), filled_in(client.get(change_url(article)), **order)).status_code
        == 302
    )
    assert [f.value for f in article.key_figures.all()] == ["3", "2", "1", "4"]
    assert [f.position for f in article.key_figures.all()] == [1, 2, 3, 4]
    gone = {"key_figures-1-DELETE": "on"}
    client.post(change_url(article), filled_in(client.get(change_url(article)), **gone))
    assert [(f.value, f.position) for f in article.key_figures.all()] == [("3", 1), ("1", 2), ("4", 3)]
    assert not KeyFigure.objects.filter(pk=rows[1].pk).exists()


def test_pictures_are_uploaded_and_shown_through_the_guarded_view(client, writer):
    article = make_article(author=writer)
    client.force_login(writer)
    upload = SimpleUploadedFile("a.jpg", picture_bytes(), "image/jpeg")
    data = filled_in(client.get(change_url(article)), **PICTURE_WORDS)
    assert client.post(change_url(article), data | {"pictures-0-image": upload}).status_code == 302
    picture = article.pictures.get()
    page = text_of(client.get(change_url(article)))
    assert f"/anh/{picture.image.name.replace('.jpg', '-960.jpg')}" in page
    assert "khong-phuc-vu-truc-tiep" not in page


def test_figures_that_are_refused_only_on_saving_come_back_typed(client, writer, monkeypatch):
    def refuse(*args):
        raise Refused("Có người nhanh hơn.")

    article = make_article(author=writer)
    client.force_login(writer)
    figure = {"key_figures-0-value": "98,97%", "key_figures-0-label": "trạm"}
    data = filled_in(client.get(change_url(article)), **figure)
    monkeypatch.setattr(editing, "touch", refuse)
    response = client.post(change_url(article), data)
    assert response.status_code == 200 and "Có người nhanh hơn." in text_of(response)
    assert 'value="98,97%"' in text_of(response) and not article.key_figures.exists()


def test_rows_under_a_frozen_article_are_for_reading(client, writer):
    article = make_article(author=writer, status="approved")
    KeyFigure.objects.create(article=article, position=1, value="7", label="tàu")
    client.force_login(writer)
    page = text_of(client.get(change_url(article)))
    assert "tàu" in page and "key_figures-0-value" not in page


def test_the_text_is_shown_formatted_and_everything_else_escaped(client, editor):
    article = make_article(status="approved", headline="<b>x</b>", body="<p>Chữ <strong>đậm</strong></p>")
    client.force_login(editor)
    page = text_of(client.get(change_url(article)))
    assert (
        "<p>Chữ <strong>đậm</strong></p>" in page
        and "&lt;b&gt;x&lt;/b&gt;" in page
        and "<b>x</b>" not in page
    )


def test_nobody_deletes(client, chief, writer):
    article = make_article(author=writer)
    client.force_login(chief)
    assert client.get(reverse("admin:news_article_delete", args=[article.pk])).status_code == 403
    data = {"action": "delete_selected", "_selected_action": [article.pk], "post": "yes"}
    client.post(LIST, data)
    assert Article.objects.count() == 1


def test_search_needs_no_marks_and_the_list_a_constant_number_of_queries(
    client, editor, writer, django_assert_max_num_queries
):
    for _ in range(12):
        make_article(author=writer, headline="Hoa phượng nở sớm")
    make_article(author=writer, headline="Tàu về bến", source=make_source("Báo Bến Sông"))
    place_directly(make_issue(), Article.objects.first(), "haiphong")
    client.force_login(editor)
    with django_assert_max_num_queries(15):
        assert "13 tin" in text_of(client.get(LIST))
    assert "12 tin" in text_of(client.get(LIST, {"q": "HOA phuong"}))
    assert "1 tin" in text_of(client.get(LIST, {"q": "ben song"}))
    assert "1 tin" in text_of(client.get(LIST, {"so": "roi"}))


@pytest.mark.parametrize(
    "query",
    ["q=99999999999999999999", "source__id__exact=99999999999999999999", "cua=x", "status__exact=x", "p=x"],
)
def test_hostile_queries_of_the_list_do_no_harm(query, client, editor):
    make_article()
    client.force_login(editor)
    assert client.get(f"{LIST}?{query}").status_code in (200, 302)


@pytest.mark.parametrize("key", ["0", "abc", "99999999999999999999999999", "1_0", "-1"])
@pytest.mark.parametrize("page", ["change/", "history/", "buoc/submit/", "history/1/"])
def test_unknown_keys_are_not_found(key, page, client, editor):
    client.force_login(editor)
    assert client.get(f"{LIST}{key}/{page}").status_code in (302, 404)


def test_old_versions_are_for_reading(client, writer, editor):
    article = editing.save_text(Article(headline="Một"), writer)
    article.headline = "Hai"
    editing.save_text(article, editor)
    client.force_login(editor)
    page = text_of(client.get(f"{LIST}{article.pk}/history/"))
    assert "Phạm Hòa Bình" in page and "Một" in page
    old = f"{LIST}{article.pk}/history/{article.history.last().pk}/"
    assert 'name="headline"' not in text_of(client.get(old))
    assert client.post(old, {"headline": "Ba"}).status_code == 403
    assert client.get(f"{LIST}{article.pk}/history/99999999999999999999999/").status_code == 404


def test_the_list_is_filtered_by_sections_that_hold_articles(client, writer):
    make_article(author=writer)
    client.force_login(writer)
    (choices,) = [
        spec.lookup_choices
        for spec in client.get(LIST).context["cl"].filter_specs
        if spec.title == "chuyên mục đề nghị"
    ]
    assert [slug for slug, _ in choices] == ["domestic", "focus", "haiphong"]
    assert "1 tin" in text_of(client.get(LIST, {"category__slug__exact": "haiphong"}))
    assert "0 tin" in text_of(client.get(LIST, {"category__slug__exact": "focus"}))


def test_the_editor_is_dressed_in_the_houses_colours(client, writer):
    client.force_login(writer)
    assert "/static/css/editor.css" in text_of(client.get(ADD))


def test_no_section_that_holds_no_articles_is_proposed(client, writer):
    client.force_login(writer)
    form = client.get(ADD).context["adminform"].form
    assert [str(c) for c in form.fields["category"].queryset] == [
        "II. Tin trong nước",
        "III. Tâm điểm",
        "IV. Tin Hải Phòng",
    ]


def test_outlets_stand_in_alphabetical_order_without_those_no_longer_used(client, writer):
    for name in ("Đài Hải Đăng", "Báo Ấp Mới", "Báo An Biên", "Cổng tin"):
        make_source(name)
    make_source("Báo Cũ", active=False)
    client.force_login(writer)
    names = [label for _, label in client.get(ADD).context["adminform"].form.fields["source"].choices]
    ours = ["Báo An Biên", "Báo Ấp Mới", "Cổng tin", "Đài Hải Đăng"]
    assert [name for name in names if name in (*ours, "Báo Cũ")] == ours
