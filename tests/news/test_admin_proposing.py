"""What the form proposes, and to whom; and that the browser is told when its own copy may go."""

import pytest

from news.admin.drafts import COOKIE, NEW
from news.models import Article, Source
from tests.make import make_article, make_source
from tests.news.admin_forms import change_url, filled_in, text_of

NEW_URL = "/quan-tri/news/article/add/de-nghi/"
ADD = "/quan-tri/news/article/add/"


def url_of(article) -> str:
    """Where the form of an article asks."""
    return f"/quan-tri/news/article/{article.pk}/de-nghi/"


@pytest.mark.parametrize(
    ("role", "status"),
    [("writer", 200), ("other_writer", 200), ("editor", 200), ("chief", 200), ("administrator", 403)],
)
def test_who_may_ask(role, status, request, client, writer):
    article = make_article(author=writer)
    client.force_login(request.getfixturevalue(role))
    for url in (NEW_URL, url_of(article)):
        assert client.post(url, {"headline": "MƯA"}).status_code == status
    assert client.get(NEW_URL).status_code == 405


def test_who_is_not_signed_in_learns_nothing(client, writer):
    assert "/login/" in client.post(NEW_URL).url
    assert "/login/" in client.post(url_of(make_article(author=writer))).url


def test_title_and_outlet_are_proposed_and_nothing_is_stored(client, writer):
    source = make_source("Báo Bến Sông", site="https://bensong.example")
    client.force_login(writer)
    data = {
        "headline": "ĐỌC BÁO BẾN SÔNG Ở XÓM CHÀI",
        "body": "<p>Bà con ở Xóm Chài kể lại.</p>",
        "link": "https://www.bensong.example/tin/7",
    }
    answer = client.post(NEW_URL, data)
    assert answer.json() == {
        "toc_title": "Đọc Báo Bến Sông ở Xóm Chài",
        "source": {"id": source.pk, "name": "Báo Bến Sông"},
    }
    assert "no-store" in answer["Cache-Control"] and not Article.objects.exists()


def test_a_stored_headline_without_its_title_has_a_proposal_on_the_page(client, writer):
    article = make_article(author=writer, headline="HẢI PHÒNG <B> ĐÓN 5G", toc_title="")
    for body in ("<p>Tới Xóm Chài.</p>", "<p>Về Xóm Chài.</p>", "<p>Qua Xóm Chài.</p>"):
        make_article(body=body)
    client.force_login(writer)
    assert "Đề nghị: <b>Hải Phòng &lt;B&gt; đón 5G</b>" in text_of(client.get(change_url(article)))
    assert client.post(NEW_URL, {"headline": "XÓM CHÀI ĐÓN TÀU"}).json()["toc_title"] == "Xóm Chài đón tàu"


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"headline": "\x00", "link": "http://[", "body": "<script>"},
        {"headline": "Á" * 5000, "body": "Á " * 90_000, "link": "x" * 9000},
    ],
)
def test_hostile_values_do_no_harm(data, client, writer):
    client.force_login(writer)
    answer = client.post(NEW_URL, data)
    assert answer.status_code == 200 and answer.json()["source"] is None


@pytest.mark.parametrize(
    ("link", "name"),
    [
        ("https://bensong.example/a", "Báo Bến Sông"),
        ("http://www.bensong.example:8080/a", "Báo Bến Sông"),
        ("https://m.bensong.example", "Báo Bến Sông"),
        ("https://khoahoc.bensong.example/a", "Chuyên trang Khoa học"),
        ("https://bensong.example.evil.example/a", None),
        ("https://xbensong.example/a", None),
        ("https://doi.example/a", None),
        ("https://nghi.example/a", None),
        ("bensong.example", None),
        ("", None),
    ],
)
def test_the_outlet_of_a_link_is_the_nearest_host(link, name, newsroom):
    make_source("Báo Bến Sông", site="https://bensong.example/")
    make_source("Chuyên trang Khoa học", site="https://khoahoc.bensong.example/")
    make_source("Báo Đôi Một", site="https://doi.example/")
    make_source("Báo Đôi Hai", site="https://doi.example/")
    make_source("Báo Nghỉ", site="https://nghi.example/", active=False)
    found = Source.objects.at(link)
    assert (found and found.name) == name


def test_a_saved_text_is_told_to_the_browser(client, writer):
    client.force_login(writer)
    response = client.post(ADD, filled_in(client.get(ADD), headline="Phao ra khơi"))
    assert (response.status_code, response.cookies[COOKIE].value) == (302, NEW)
    article = Article.objects.get()
    data = filled_in(client.get(change_url(article)), headline="Phao về bờ")
    response = client.post(change_url(article), data)
    cookie = response.cookies[COOKIE]
    assert (cookie.value, cookie["path"], cookie["samesite"]) == (str(article.pk), "/quan-tri/", "Lax")


def test_a_refused_text_is_kept_by_the_browser(client, writer):
    article = make_article(author=writer)
    client.force_login(writer)
    response = client.post(change_url(article), filled_in(client.get(change_url(article)), headline=""))
    assert response.status_code == 200 and COOKIE not in response.cookies


def test_fields_stand_in_the_order_of_the_work(client, writer):
    article = make_article(author=writer, body="<p>Một.</p>" * 7)
    client.force_login(writer)
    page = text_of(client.get(change_url(article)))
    fields = ("link", "source", "news_date", "headline", "toc_title", "category", "body", "pictures-0-image")
    places = [page.index(f'name="{name}"') for name in fields]
    assert places == sorted(places)
    assert "7 chữ · 7 đoạn" in page and "từ 1 đến 5 đoạn" in page
