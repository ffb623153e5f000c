"""The correction page: what is corrected, then the note and the printed text."""

import pytest

from issues import publishing
from issues.models import Correction, Issue, Release
from tests.make import make_article, make_placed_issue
from tests.news.admin_forms import said, text_of

pytestmark = pytest.mark.usefixtures("fake_pdf")


def page_of(issue, chosen: str = "") -> str:
    """The address of the correction page."""
    return f"/quan-tri/issues/issue/{issue.pk}/dinh-chinh/" + (f"?tin={chosen}" if chosen else "")


@pytest.fixture
def issue(editor, chief):
    """A published issue of two articles."""
    issue = make_placed_issue(2)
    publishing.submit(issue, editor)
    publishing.approve(issue, chief, issue.release.sha256)
    return publishing.publish(issue, chief)


def fields(response) -> dict:
    """The form's fields as they stand on the page."""
    return {bound.html_name: bound.value() or "" for bound in response.context["form"]}


@pytest.mark.parametrize("role", ["writer", "editor", "administrator"])
def test_only_the_chief_corrects(role, request, client, issue):
    client.force_login(request.getfixturevalue(role))
    assert client.get(page_of(issue)).status_code == 403
    assert client.post(page_of(issue, "so"), {"seen": issue.release_id, "note": "x"}).status_code == 403
    assert not Correction.objects.exists()


def test_an_issue_that_is_not_published_has_nothing_to_correct(client, chief):
    issue = make_placed_issue(1)
    client.force_login(chief)
    for response in (client.get(page_of(issue)), client.post(page_of(issue, "so"), {"note": "x"})):
        assert response.status_code == 302 and "Chỉ đính chính được số đã xuất bản." in said(response)[-1]


def test_a_note_on_the_whole_issue(client, chief, issue):
    client.force_login(chief)
    data = fields(client.get(page_of(issue, "so"))) | {"note": "Số trang in trên bìa là 24."}
    response = client.post(page_of(issue, "so"), data)
    assert response.status_code == 302 and "bản phát hành 2" in said(response)[0]
    assert (Correction.objects.get().article, Release.objects.count()) == (None, 2)


def test_an_articles_text_is_corrected_where_it_was_changed(client, chief, issue):
    article = issue.articles.first()
    body = article.body
    client.force_login(chief)
    assert all(a.headline in text_of(client.get(page_of(issue))) for a in issue.articles.all())
    page = client.get(page_of(issue, article.pk))
    assert fields(page)["headline"] == article.headline
    data = fields(page) | {"note": "Sửa tít.", "headline": "Tiêu đề đúng", "body": f"{body}\r\n"}
    assert client.post(page_of(issue, article.pk), data).status_code == 302
    article.refresh_from_db()
    assert (article.headline, article.body, article.version) == ("Tiêu đề đúng", body, 1)
    printed = {a.id: a for a in Issue.objects.get().release.edition.articles}
    assert printed[article.pk].headline == "Tiêu đề đúng" and printed[article.pk].body == body


def test_a_note_alone_leaves_the_article_as_it_is(client, chief, issue):
    article = issue.articles.first()
    client.force_login(chief)
    data = fields(client.get(page_of(issue, article.pk))) | {"note": "Ảnh chụp năm 2025."}
    assert client.post(page_of(issue, article.pk), data).status_code == 302
    article.refresh_from_db()
    assert article.version == 0 and Correction.objects.get().article == article


def test_get_changes_nothing_and_a_note_is_required(client, chief, issue):
    client.force_login(chief)
    data = fields(client.get(page_of(issue, "so"))) | {"note": " "}
    assert "Hãy ghi nội dung đính chính" in text_of(client.post(page_of(issue, "so"), data))
    assert not Correction.objects.exists() and Release.objects.count() == 1


def test_a_second_click_is_refused_and_keeps_what_was_typed(client, chief, issue):
    client.force_login(chief)
    data = fields(client.get(page_of(issue, "so"))) | {"note": "Một lần thôi."}
    client.post(page_of(issue, "so"), data)
    again = client.post(page_of(issue, "so"), data)
    assert (
        again.status_code == 200
        and "bản phát hành mới" in text_of(again)
        and "Một lần thôi." in text_of(again)
    )
    assert Correction.objects.count() == 1


@pytest.mark.parametrize("chosen", ["0", "abc", "9" * 30, "-1"])
def test_an_article_that_is_not_printed_is_not_found(chosen, client, chief, issue):
    client.force_login(chief)
    assert client.get(page_of(issue, chosen)).status_code == 404
    assert client.get(page_of(issue, str(make_article().pk))).status_code == 404


@pytest.mark.parametrize("seen", ["", "x", "9" * 30])
def test_a_form_without_its_release_is_refused(seen, client, chief, issue):
    client.force_login(chief)
    assert client.post(page_of(issue, "so"), {"note": "x", "seen": seen}).status_code == 200
    assert not Correction.objects.exists()
