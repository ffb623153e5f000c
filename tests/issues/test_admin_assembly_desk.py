"""The desk's other addresses: the whole order as one request, the numbers, the web preview; who may, and how it is refused."""

import json
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from issues import placing
from issues.models import Arrangement, Issue, Masthead, Placement
from tests.make import make_article, make_issue, make_placed_issue, make_source, place_directly
from tests.news.admin_forms import change_url, said, text_of

JSON = {"headers": {"accept": "application/json"}}


def at(issue, page: str = "xep-tin/") -> str:
    """The address of one of the issue's pages."""
    return f"/quan-tri/issues/issue/{issue.pk}/{page}"


@pytest.fixture
def issue(newsroom):
    """Three articles in Hải Phòng."""
    issue = make_issue()
    for _ in range(3):
        place_directly(issue, make_article(status="approved"), "haiphong")
    return issue


def sent(issue, order: dict, seen: dict | None = None) -> dict:
    """What the script sends to save an order."""
    seen = placing.order_of(issue) if seen is None else seen
    return {"save": "1", "order": json.dumps(order), "seen": json.dumps(seen)}


def turned(issue) -> dict:
    """The order the other way round."""
    return {slug: keys[::-1] for slug, keys in placing.order_of(issue).items()}


def test_the_page_carries_the_order_that_it_shows(client, editor, issue):
    client.force_login(editor)
    context = client.get(at(issue)).context
    assert json.loads(context["order"]) == placing.order_of(issue)


def test_an_order_is_saved_as_one_request(client, editor, issue):
    client.force_login(editor)
    order = turned(issue)
    response = client.post(at(issue), sent(issue, order), **JSON)
    assert response.status_code == 200 and response.json() == {"order": order}
    assert placing.order_of(issue) == order
    page = text_of(client.get(at(issue)))
    assert "Nhật ký xếp tin" in page and "đổi chỗ 2 tin" in page


def test_a_form_without_script_may_save_it_too(client, editor, issue):
    client.force_login(editor)
    response = client.post(at(issue), sent(issue, turned(issue)))
    assert response.status_code == 302 and "Đã lưu thứ tự" in said(response)[0]
    assert "vừa xếp lại" in said(client.post(at(issue), sent(issue, {}, seen={"focus": [1]})))[-1]


def test_whoever_is_later_is_told_what_happened_and_by_whom(client, editor, second_editor, issue):
    late = sent(issue, turned(issue))
    placing.take_out(issue.placements.order_by("position").last(), second_editor)
    before = placing.order_of(issue)
    client.force_login(editor)
    response = client.post(at(issue), late, **JSON)
    answer = response.json()
    assert response.status_code == 409 and placing.order_of(issue) == before
    assert "Vũ Gia Bảo vừa xếp lại số 9/2026: lấy ra 1 tin" in answer["reason"]
    assert answer["current"] == before and set(answer["names"]) == {str(k) for k in before["haiphong"]}
    assert answer["log"] == [f"Vũ Gia Bảo: {Arrangement.objects.get().words}"]


@pytest.mark.parametrize("name", ["order", "seen"])
@pytest.mark.parametrize(
    "text", [None, "", "{", "[1]", '{"haiphong": ["\\u0000"]}', '{"\\u0000": [1]}', "9" * 6000]
)
def test_hostile_orders_change_nothing(text, name, client, editor, issue):
    client.force_login(editor)
    before, data = placing.order_of(issue), sent(issue, turned(issue))
    data.pop(name) if text is None else data.update({name: text})
    response = client.post(at(issue), data, **JSON)
    assert response.status_code in (400, 409) and response.json()["reason"]
    assert placing.order_of(issue) == before


def test_an_issue_that_is_no_draft_answers_with_the_reason(client, editor, issue):
    data = sent(issue, turned(issue))
    Issue.objects.update(status="review")
    client.force_login(editor)
    response = client.post(at(issue), data, **JSON)
    assert response.status_code == 400 and "nên không xếp lại được" in response.json()["reason"]


PAGES = {
    "xep-tin/": {"editor", "chief"},
    "xep-tin/tinh-hinh/": {"editor", "chief"},
    "xem-thu-web/": {"editor", "chief", "administrator"},
}


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("role", ["writer", "editor", "chief", "administrator"])
def test_who_may_see_and_save(role, page, method, request, client, issue):
    client.force_login(request.getfixturevalue(role))
    before = placing.order_of(issue)
    response = getattr(client, method)(
        at(issue, page), sent(issue, turned(issue)) if method == "post" else {}
    )
    may, saves = role in PAGES[page], page == "xep-tin/"
    if method == "get":
        assert response.status_code == (200 if may else 403)
    else:
        expected = (302 if saves else 405) if may else (403 if saves else 405)
        assert response.status_code == expected
    assert (placing.order_of(issue) != before) is (may and saves and method == "post")


@pytest.mark.parametrize("page", PAGES)
def test_strangers_are_asked_to_sign_in_and_no_issue_is_404(page, client, editor, issue):
    assert client.get(at(issue, page)).status_code == 302
    client.force_login(editor)
    for key in ("0", "x", "9" * 30):
        assert client.get(f"/quan-tri/issues/issue/{key}/{page}").status_code == 404


def test_the_week_is_placed_in_one_step_and_what_has_no_section_is_told(client, editor, newsroom):
    issue = make_issue()
    placed = make_article(status="approved", news_date=date(2026, 3, 2))
    waiting = make_article(status="review", news_date=date(2026, 3, 3))
    make_article(status="approved", news_date=date(2026, 3, 2), category=None, headline="Tin chưa có mục")
    client.force_login(editor)
    words = said(client.post(at(issue), {"place_week": "1"}))
    assert words == [
        "Đã xếp 1 tin trong tuần vào số 9/2026.",
        "Chưa xếp tin “Tin chưa có mục”: tin chưa được đề nghị chuyên mục.",
    ]
    assert placing.order_of(issue) == {"haiphong": [placed.pk]}
    client.post(at(issue), {"place_week": "1", "with_review": "1"})
    assert placing.order_of(issue) == {"haiphong": [placed.pk, waiting.pk]}


def test_the_left_side_is_filtered_by_day_source_section_and_status(client, editor, issue):
    source = make_source("Báo Gió Biển")
    one = make_article(status="approved", news_date=date(2026, 3, 1), source=source, category_id="domestic")
    two = make_article(status="review", news_date=date(2026, 3, 4))
    client.force_login(editor)

    def shown(query):
        return {a.pk for a in client.get(f"{at(issue)}?{query}").context["page"]}

    assert shown("") == {one.pk, two.pk}
    assert shown("tu=2026-03-02") == shown("tt=review") == shown("muc=haiphong") == {two.pk}
    assert shown("den=2026-03-02") == shown(f"nguon={source.pk}") == shown("q=gio bien") == {one.pk}
    assert shown(f"tt=review&them={one.pk}") == {one.pk, two.pk}, (
        "what an unsaved order holds is brought besides"
    )
    for query in (
        "tu=x",
        "tu=2026-99-99",
        "den=%00",
        "nguon=%00",
        "nguon=" + "9" * 25,
        "tt=draft",
        "them=%00,x,-1",
    ):
        assert shown(query) == {one.pk, two.pk}


def test_an_article_that_may_not_be_placed_is_not_brought_by_the_address(client, editor, issue):
    draft, placed = make_article(status="draft"), issue.articles.first()
    client.force_login(editor)
    assert not list(client.get(f"{at(issue)}?them={draft.pk},{placed.pk}").context["page"])


def test_the_numbers_follow_what_is_stored(client, editor, issue):
    client.force_login(editor)
    numbers = client.get(at(issue, "xep-tin/tinh-hinh/"))
    before = numbers.json()
    assert "no-store" in numbers["Cache-Control"]
    assert before["pages"] == {"haiphong": 1} and before["total"] >= 4
    assert before["limit"] == Masthead.current().page_limit
    assert before["articles"]["haiphong"] == 3 and before["words"]["haiphong"] > 0
    assert set(before["findings"]) == {"error", "warning", "hint"} and before["rendering"]["status"] == "none"
    place_directly(issue, make_article(status="approved", news_date=None), "focus")
    after = client.get(at(issue, "xep-tin/tinh-hinh/")).json()
    assert after["total"] > before["total"] and after["pages"]["focus"] == 1
    assert after["findings"]["error"] == before["findings"]["error"] + 1
    worst = after["listed"][0]
    assert (
        worst["severity"] == "error"
        and "chưa có ngày" in worst["message"]
        and "/change/?o=news_date" in worst["url"]
    )
    assert len(after["listed"]) == sum(after["findings"].values()) <= 8
    assert "Tin chưa có ngày" in text_of(client.get(f"{at(issue)}?tinh=1"))


def test_the_compact_layout_has_no_pages_before_it_is_rendered(client, editor, issue):
    Issue.objects.update(layout="compact")
    client.force_login(editor)
    assert client.get(at(issue, "xep-tin/tinh-hinh/")).json()["total"] is None
    assert "khi dựng PDF" in text_of(client.get(f"{at(issue)}?tinh=1"))


def test_the_web_preview_is_the_public_page_and_stays_in_the_newsroom(client, editor, issue):
    article = issue.articles.first()
    client.force_login(editor)
    response = client.get(at(issue, "xem-thu-web/"))
    page = text_of(response)
    assert article.headline in page and "chưa được công bố" in page
    assert 'rel="canonical"' not in page and "og:url" not in page and "/so/2026/9/" not in page
    assert f"{at(issue, 'xem-thu-web/')}?tin={article.pk}" in page
    one = client.get(at(issue, "xem-thu-web/"), {"tin": article.pk})
    assert "Trạm quan trắc" in text_of(one) and "/so/2026/9/" not in text_of(one)
    for answer in (response, one):
        assert "noindex" in answer["X-Robots-Tag"] and "no-store" in answer["Cache-Control"]
        assert "sandbox allow-same-origin" in answer["Content-Security-Policy"]
        assert "script-src" not in answer["Content-Security-Policy"]
        assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert client.get("/so/2026/9/").status_code == 404, "there is no public address yet"


@pytest.mark.parametrize("key", ["0", "x", "", "9" * 30, "%00"])
def test_a_preview_of_no_article_is_404(key, client, editor, issue):
    client.force_login(editor)
    make_article()
    assert client.get(f"{at(issue, 'xem-thu-web/')}?tin={key}").status_code == 404


def test_an_article_of_another_issue_is_not_previewed_here(client, editor, issue):
    other = place_directly(make_issue(10), make_article(), "haiphong")
    client.force_login(editor)
    assert client.get(at(issue, "xem-thu-web/"), {"tin": other.article_id}).status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_queries_do_not_depend_on_the_number_of_articles(page, client, editor):
    small, large = make_placed_issue(4), make_placed_issue(30, number=10)
    for _ in range(3):
        make_article(status="approved")
    client.force_login(editor)
    client.get(at(small, page))
    counts = []
    for issue in (small, large):
        with CaptureQueriesContext(connection) as counted:
            client.get(at(issue, page))
        counts.append(len(counted))
        for _ in range(40):
            make_article(status="approved")
    assert counts[0] == counts[1] <= 30


def test_an_articles_form_and_reading_page_say_where_it_stands(client, editor, second_editor):
    issue = make_issue()
    article = make_article(author=second_editor, status="review")
    place_directly(issue, article, "domestic")
    client.force_login(editor)
    reading = text_of(client.get(f"/quan-tri/news/article/{article.pk}/buoc/approve/"))
    assert "Số 9/2026, Tin trong nước, tin thứ 1" in reading
    assert "Nằm trong Số 9/2026, Tin trong nước, tin thứ 1" in text_of(client.get(change_url(article)))
    Placement.objects.all().delete()
    assert "tin thứ" not in text_of(client.get(f"/quan-tri/news/article/{article.pk}/buoc/approve/"))
