"""Any two versions of an article or an issue compared, and an old one brought back as a new one."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from issues import editing as issue_editing
from news import editing
from news.models import Article
from tests.make import make_article, make_issue, make_source, picture_bytes
from tests.news.admin_forms import change_url, said, text_of

ROLES = ("writer", "other_writer", "editor", "chief", "administrator")
# The draft article is the writer's; the issue is a draft.
MAY_RESTORE = {
    *(("article", role) for role in ("writer", "editor", "chief")),
    *(("issue", role) for role in ("editor", "chief")),
}
HAS_PERMISSION = MAY_RESTORE | {("article", "other_writer")}


@pytest.fixture
def rows(writer, editor):
    """A draft article and a draft issue, each with two versions."""
    article = editing.save_text(
        Article(headline="Trạm đo gió", body="<p>Gửi tin mỗi ngày.</p>", source=make_source()), writer
    )
    article.headline, article.body = "Trạm đo sóng", "<p>Gửi tin <b>mỗi giờ</b>.</p><p>Thêm.</p>"
    editing.save_text(article, writer)
    issue = issue_editing.save_issue(make_issue(theme="Biển bạc"), editor)
    issue.theme, issue.trends_body = "Biển xanh", "<p>Tuần của sóng.</p>"
    issue_editing.save_issue(issue, editor)
    return {"article": article, "issue": issue}


def page_url(row, page: str) -> str:
    """The address of one of the row's pages."""
    return change_url(row).replace("/change/", f"/{page}")


def restore_url(row) -> str:
    """The address that brings the version before the newest back."""
    return page_url(row, f"khoi-phuc/{row.history.all()[1].pk}/")


def test_the_newest_two_versions_are_compared_word_by_word(client, rows, editor):
    client.force_login(editor)
    page = text_of(client.get(page_url(rows["article"], "so-sanh/")))
    assert '<del><span class="visually-hidden"> [bỏ: </span>gió' in page
    assert '<ins><span class="visually-hidden"> [thêm: </span>sóng' in page
    assert "[thêm: </span>Thêm." in page and "[thêm: </span>giờ" in page
    assert "Không đổi: tiêu đề ở mục lục, ngày đăng tin, nguồn tin" in page
    page = text_of(client.get(page_url(rows["issue"], "so-sanh/")))
    assert "</span>bạc<" in page and "</span>xanh<" in page and "Tuần của sóng." in page


def test_any_two_versions_older_first(client, rows, editor):
    newest, oldest = rows["article"].history.first(), rows["article"].history.last()
    client.force_login(editor)
    for query in (
        f"?a={newest.pk}&b={oldest.pk}",
        f"?a={oldest.pk}&b={newest.pk}",
        f"?b={newest.pk}",
        f"?a={oldest.pk}",
    ):
        response = client.get(page_url(rows["article"], f"so-sanh/{query}"))
        assert (response.context["old"], response.context["new"]) == (oldest, newest)
    same = client.get(page_url(rows["article"], f"so-sanh/?b={oldest.pk}"))
    assert "giống hệt nhau" in text_of(same)


def test_a_change_of_looks_alone_is_told(client, writer, editor):
    article = editing.save_text(Article(headline="Một", body="<p>Hai ba.</p>"), writer)
    article.body = "<p>Hai <strong>ba</strong>.</p>"
    editing.save_text(article, writer)
    client.force_login(editor)
    assert "chỉ đổi cách trình bày" in text_of(client.get(page_url(article, "so-sanh/")))


@pytest.mark.parametrize("key", ["0", "x", "9" * 30, "-1", "a%00"])
@pytest.mark.parametrize("page", ["so-sanh/?a={}", "so-sanh/?b={}", "khoi-phuc/{}/"])
def test_a_version_that_is_not_there(page, key, client, rows, editor):
    client.force_login(editor)
    for row in rows.values():
        assert client.get(page_url(row, page.format(key))).status_code == 404


def test_a_version_of_another_row_is_not_there(client, rows, writer, editor):
    other = editing.save_text(Article(headline="Tin khác"), writer).history.get()
    client.force_login(editor)
    assert client.get(page_url(rows["article"], f"so-sanh/?a={other.pk}")).status_code == 404
    url = page_url(rows["article"], f"khoi-phuc/{other.pk}/")
    assert client.get(url).status_code == client.post(url, {"seen_version": 2}).status_code == 404


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("kind", ["article", "issue"])
@pytest.mark.parametrize("role", ROLES)
def test_role_restores(role, kind, method, request, client, rows):
    row = rows[kind]
    before = row.history.count()
    client.force_login(request.getfixturevalue(role))
    response = getattr(client, method)(restore_url(row), {"seen_version": row.version})
    if (kind, role) in MAY_RESTORE:
        assert response.status_code == (200 if method == "get" else 302)
    else:
        assert response.status_code == (302 if (kind, role) in HAS_PERMISSION else 403)
    done = (kind, role) in MAY_RESTORE and method == "post"
    assert row.history.count() == before + done
    shown = text_of(client.get(page_url(row, "history/")))
    assert ("khoi-phuc/" in shown) is ((kind, role) in MAY_RESTORE)


@pytest.mark.parametrize("kind", ["article", "issue"])
@pytest.mark.parametrize("role", ROLES)
def test_role_compares(role, kind, request, client, rows):
    user = request.getfixturevalue(role)
    client.force_login(user)
    url = page_url(rows[kind], "so-sanh/")
    assert client.get(url).status_code == 200
    user.groups.clear()
    assert client.get(url).status_code == 403
    client.logout()
    assert "/login/" in client.get(url).url and "/login/" in client.post(restore_url(rows[kind])).url


def test_what_comes_back_is_a_new_version_and_the_person_its_author(client, rows, editor):
    article = rows["article"]
    client.force_login(editor)
    page = client.get(restore_url(article))
    assert "</span>gió" in text_of(page)
    response = client.post(
        restore_url(article), {"seen_version": page.context["form"]["seen_version"].value()}
    )
    assert "Đã khôi phục" in said(response)[0]
    stored = Article.objects.get(pk=article.pk)
    assert (stored.headline, stored.body, stored.version) == ("Trạm đo gió", "<p>Gửi tin mỗi ngày.</p>", 3)
    assert editor in stored.contributors.all()
    newest = stored.history.first()
    assert newest.history_user == editor and newest.history_change_reason.startswith("Khôi phục phiên bản 1")
    assert [h.headline for h in stored.history.all()] == ["Trạm đo gió", "Trạm đo sóng", "Trạm đo gió"]


def test_nothing_comes_back_over_a_version_that_the_person_did_not_see(client, rows, editor):
    article = rows["article"]
    client.force_login(editor)
    response = client.post(restore_url(article), {"seen_version": 1})
    assert "bản mới hơn" in said(response)[0]
    for data in ({}, {"seen_version": "x"}, {"seen_version": "9" * 30}):
        client.post(restore_url(article), data)
    assert Article.objects.get(pk=article.pk).headline == "Trạm đo sóng"


@pytest.mark.parametrize("status", ["approved", "published", "dropped"])
def test_a_frozen_article_stays_as_it_is(status, client, rows, editor):
    article = rows["article"]
    Article.objects.update(status=status)
    client.force_login(editor)
    for method in (client.get, client.post):
        response = method(restore_url(article), {"seen_version": 2})
        assert response.status_code == 302 and said(response)
    assert Article.objects.get(pk=article.pk).headline == "Trạm đo sóng"


def test_an_issue_in_review_stays_as_it_is(client, rows, editor):
    issue = rows["issue"]
    type(issue).objects.update(status="review")
    client.force_login(editor)
    client.post(restore_url(issue), {"seen_version": issue.version})
    issue.refresh_from_db()
    assert issue.theme == "Biển xanh"


def test_what_is_gone_does_not_come_back_and_is_told(client, rows, writer, editor):
    article = rows["article"]
    lost = article.source
    article.source = make_source("Báo Đèn Biển")
    editing.save_text(article, writer)
    lost.delete()
    client.force_login(editor)
    response = client.post(restore_url(article), {"seen_version": 3})
    assert any("Không khôi phục được vì không còn: nguồn tin." in words for words in said(response))
    stored = Article.objects.get(pk=article.pk)
    assert (stored.headline, stored.source.name) == ("Trạm đo sóng", "Báo Đèn Biển")
    assert "không còn" in text_of(client.get(page_url(article, f"so-sanh/?b={stored.history.last().pk}&a=")))


def test_a_cover_comes_back_while_its_file_is_there(client, rows, editor):
    issue = rows["issue"]
    for colour in ((200, 0, 0), (0, 0, 200)):
        issue.cover.save("bia.jpg", ContentFile(picture_bytes(colour=colour)), save=False)
        issue_editing.save_issue(issue, editor)
    red, blue = issue.history.all()[1].cover, issue.cover.name
    assert red != blue
    client.force_login(editor)
    page = text_of(client.get(page_url(issue, "so-sanh/")))
    assert 'class="side-gone"' in page and 'class="side-new"' in page
    client.post(restore_url(issue), {"seen_version": issue.version})
    issue.refresh_from_db()
    assert issue.cover.name == red and issue.cover_width == 640
    default_storage.delete(blue)
    key = issue.history.all()[1].pk
    response = client.post(page_url(issue, f"khoi-phuc/{key}/"), {"seen_version": issue.version})
    assert "tệp của ảnh bìa không còn trong kho. Chưa có gì thay đổi." in said(response)[-1]
    before = issue.version
    issue.refresh_from_db()
    assert (issue.cover.name, issue.version) == (red, before)


def test_an_issue_that_went_out_keeps_its_number(client, rows, editor, monkeypatch):
    issue = rows["issue"]
    issue.number = 12
    issue_editing.save_issue(issue, editor)
    monkeypatch.setattr(issue_editing, "renumbering", lambda current, wanted: "Số đã từng phát hành.")
    client.force_login(editor)
    response = client.post(restore_url(issue), {"seen_version": issue.version})
    assert said(response) == ["Số đã từng phát hành."]
    issue.refresh_from_db()
    assert issue.number == 12


def test_the_versions_are_told_in_vietnamese(client, rows, writer, editor):
    article = rows["article"]
    article.body = "<p>" + "Một đoạn rất dài. " * 60 + "</p>"
    article.news_date = None
    editing.save_text(article, writer)
    client.force_login(editor)
    page = text_of(client.get(page_url(article, "history/")))
    assert "chars]" not in page and ">None<" not in page and "So sánh hai bản đã chọn" in page


def test_comparing_asks_as_few_questions_for_long_texts_as_for_short_ones(
    client, rows, writer, editor, django_assert_max_num_queries
):
    make_article()
    client.force_login(editor)
    with django_assert_max_num_queries(16):
        client.get(page_url(rows["article"], "so-sanh/"))
