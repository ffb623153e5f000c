"""The article form's preview: the printed page of what is typed, for those who may write; nothing is stored."""

import pytest
from django.core.files.base import ContentFile

from issues.models import Masthead
from news.models import Article, KeyFigure, Picture
from tests.make import make_article, make_issue, make_source, picture_bytes, place_directly
from tests.news.admin_forms import change_url, text_of

NEW = "/quan-tri/news/article/add/xem-thu/"


def url_of(article) -> str:
    """Where the form asks."""
    return f"/quan-tri/news/article/{article.pk}/xem-thu/"


def typed(**changes) -> dict:
    """What the form would send."""
    values = {
        "headline": "Gốm nung bằng nắng",
        "news_date": "02/03/2026",
        "source": str(make_source().pk),
        "link": "https://songbien.example/gom",
        "category": "haiphong",
        "body": "<p>Lò gốm của làng bên sông nay chạy bằng nắng.</p>",
    }
    return values | changes


@pytest.fixture
def article(writer):
    """A draft of An's with a picture and a key figure."""
    article = make_article(author=writer)
    picture = Picture(article=article, position=1, caption="Cũ", credit="Trạm", alt="Lò gốm")
    picture.image.save("a.jpg", ContentFile(picture_bytes((1200, 800))))
    KeyFigure.objects.create(article=article, position=1, value="7", label="lò")
    return article


@pytest.mark.parametrize(
    ("role", "status"),
    [("writer", 200), ("other_writer", 200), ("editor", 200), ("chief", 200), ("administrator", 403)],
)
def test_who_may_ask(role, status, request, client, article):
    client.force_login(request.getfixturevalue(role))
    assert client.post(NEW, typed()).status_code == status
    assert client.post(url_of(article), typed()).status_code == status
    assert client.get(NEW).status_code == client.get(url_of(article)).status_code == 405


def test_who_is_not_signed_in_learns_nothing(client, article):
    assert "/login/" in client.post(NEW).url and "/login/" in client.post(url_of(article)).url


@pytest.mark.parametrize("key", ["0", "abc", "9" * 30, "-1"])
def test_unknown_keys_are_not_found(key, client, chief):
    client.force_login(chief)
    assert client.post(f"/quan-tri/news/article/{key}/xem-thu/", typed()).status_code == 404


def test_the_page_shows_what_is_typed_and_stores_nothing(client, writer, article):
    client.force_login(writer)
    row = {
        "pictures-0-id": str(article.pictures.get().pk),
        "pictures-0-caption": "Mẻ đầu",
        "pictures-0-alt": "Lò",
    }
    figures = {"key_figures-0-value": "98%", "key_figures-0-label": "gốm lành"}
    response = client.post(url_of(article), typed(**row, **figures))
    page = text_of(response)
    for words in (
        "Gốm nung bằng nắng",
        "02/03",
        "Tin Hải Phòng",
        "Báo Sóng Biển",
        "Mẻ đầu",
        "98%",
        "gốm lành",
    ):
        assert words in page
    assert f"/anh/{article.pictures.get().image.name[:-4]}-1500.jpg" in page
    assert "asset:" not in page and "/static/fonts/" in page and "/static/css/preview.css" in page
    article.refresh_from_db()
    assert article.version == 0 and article.pictures.get().caption == "Cũ"


def test_nothing_runs_in_the_page(client, writer, article):
    client.force_login(writer)
    body = "<p onclick='x()'>Chữ</p><script>alert(1)</script><iframe src='//x'></iframe><a href='javascript:x'>y</a>"
    response = client.post(url_of(article), typed(body=body, headline="<script>alert(2)</script>"))
    page = text_of(response)
    assert (
        "<script" not in page
        and "onclick" not in page
        and "<iframe" not in page
        and "javascript:" not in page
    )
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "script-src" not in policy and "sandbox" in policy
    assert "no-store" in response["Cache-Control"] and response["X-Frame-Options"] == "DENY"


def test_a_picture_that_only_the_browser_has_is_placed_by_its_size(client, writer, article):
    client.force_login(writer)
    page = text_of(client.post(NEW, typed(**{"pictures-2-shown": "900x600", "pictures-2-alt": "Mới"})))
    assert f"/anh/pictures/00/{2:040x}-1500.jpg" in page
    gone = {"pictures-0-id": str(article.pictures.get().pk), "pictures-0-DELETE": "on"}
    assert "/anh/" not in text_of(client.post(url_of(article), typed(**gone)))


def test_pictures_of_other_articles_are_not_shown(client, writer, article):
    client.force_login(writer)
    other = make_article(author=writer)
    row = {"pictures-0-id": str(article.pictures.get().pk)}
    assert "/anh/" not in text_of(client.post(url_of(other), typed(**row)))


@pytest.mark.parametrize("layout", ["magazine", "compact"])
def test_a_placed_article_is_shown_in_its_section_and_layout(layout, client, writer, article):
    issue = make_issue(number=14, layout=layout)
    place_directly(issue, article, "focus")
    client.force_login(writer)
    page = text_of(client.post(url_of(article), typed(category="haiphong")))
    assert "Tâm điểm" in page and "Tin Hải Phòng" not in page and "Số 14/2026" in page
    assert ('class="compact"' in page) is (layout == "compact")


@pytest.mark.parametrize(
    "changes",
    [
        dict.fromkeys(("headline", "news_date", "source", "link", "category", "body"), ""),
        {
            "category": "trends",
            "pictures-0-shown": "9999999x0",
            "pictures-1-shown": "x",
            "pictures-0-id": "9" * 40,
        },
        {"category": "\x00", "body": "<p>" + "mưa nắng " * 30_000, "pictures-0-order": "-1"},
        {"headline": "\x00", "link": "javascript:alert(1)", "news_date": "31/02/2026"},
        {"pictures-0-shown": "30000x1", "pictures-1-shown": "1x30000", "key_figures-0-value": "x" * 900},
    ],
)
def test_hostile_values_make_a_page_too(changes, client, writer):
    client.force_login(writer)
    assert client.post(NEW, typed(**changes)).status_code == 200
    assert not Article.objects.exists()


def test_colours_that_are_none_are_told(client, writer):
    Masthead.objects.update(colour="red")
    Masthead.current()
    client.force_login(writer)
    response = client.post(NEW, typed())
    assert response.status_code == 422 and "Màu của măng sét" in text_of(response)


def test_the_form_has_a_button_that_needs_no_script(client, writer, article, administrator):
    client.force_login(writer)
    page = text_of(client.get(change_url(article)))
    assert f'formaction="{url_of(article)}" formtarget="_blank"' in page
    assert f'formaction="{NEW}"' in text_of(client.get("/quan-tri/news/article/add/"))
    client.force_login(administrator)
    assert "formaction" not in text_of(client.get(change_url(article)))


def test_a_preview_takes_a_constant_number_of_queries(client, writer, article, django_assert_max_num_queries):
    client.force_login(writer)
    with django_assert_max_num_queries(14):
        client.post(url_of(article), typed())
