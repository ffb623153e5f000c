"""The assembly page: every button is a POST through `issues.placing`."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from issues.models import Issue, Placement
from issues.models.issue import advice
from news.models import Article
from tests.make import make_article, make_issue, make_placed_issue, place_directly
from tests.news.admin_forms import change_url, said, text_of


def page_of(issue) -> str:
    """The address of the assembly page."""
    return f"/quan-tri/issues/issue/{issue.pk}/xep-tin/"


def order_in(issue, slug: str) -> list[int]:
    """Keys of the section's articles in order."""
    return list(
        issue.placements.filter(category=slug).order_by("position").values_list("article_id", flat=True)
    )


@pytest.fixture
def issue(newsroom):
    """Three articles in Hải Phòng."""
    issue = make_issue()
    for _ in range(3):
        place_directly(issue, make_article(status="approved"), "haiphong")
    return issue


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(
    ("role", "status"), [("writer", 403), ("editor", 200), ("chief", 200), ("administrator", 403)]
)
def test_who_may_assemble(role, status, method, request, client, issue):
    client.force_login(request.getfixturevalue(role))
    first = issue.placements.order_by("position").first()
    response = getattr(client, method)(page_of(issue), {"down": first.article_id} if method == "post" else {})
    assert response.status_code == (302 if status == 200 and method == "post" else status)
    assert (order_in(issue, "haiphong")[0] == first.article_id) is not (status == 200 and method == "post")


def test_up_and_down(client, editor, issue):
    client.force_login(editor)
    a, b, c = issue.placements.order_by("position")
    response = client.post(page_of(issue), {"up": c.article_id})
    assert response.url == f"{page_of(issue)}#tin-{c.article_id}"
    assert order_in(issue, "haiphong") == [a.article_id, c.article_id, b.article_id]
    client.post(page_of(issue), {"down": a.article_id})
    assert order_in(issue, "haiphong") == [c.article_id, a.article_id, b.article_id]


def test_to_another_section_and_out(client, editor, issue):
    client.force_login(editor)
    a, b, c = issue.placements.order_by("position")
    chosen = {f"section-{b.article_id}": "domestic", f"section-{a.article_id}": "focus"}
    client.post(page_of(issue), {"move": b.article_id, **chosen})
    assert order_in(issue, "domestic") == [b.article_id] and order_in(issue, "haiphong") == [
        a.article_id,
        c.article_id,
    ]
    client.post(page_of(issue), {"out": a.article_id})
    assert order_in(issue, "haiphong") == [c.article_id]
    a.article.refresh_from_db()
    assert a.article.status == "approved"


@pytest.mark.parametrize("target", ["", "trends", "nothing"])
def test_a_section_that_holds_no_articles_is_no_target(target, client, editor, issue):
    client.force_login(editor)
    first = issue.placements.first()
    response = client.post(page_of(issue), {"move": first.article_id, f"section-{first.article_id}": target})
    assert said(response) and len(order_in(issue, "haiphong")) == 3


def test_an_article_is_placed_where_it_was_proposed(client, editor, issue):
    article = make_article(status="review")
    client.force_login(editor)
    assert f'value="{article.pk}"' in text_of(client.get(page_of(issue)))
    client.post(page_of(issue), {"place": article.pk, f"section-{article.pk}": "domestic"})
    assert order_in(issue, "domestic") == [article.pk]


def test_many_are_placed_at_once_and_refusals_are_said(client, editor, issue):
    good, bad = [make_article(status="review") for _ in range(2)], make_article(status="draft")
    client.force_login(editor)
    keys = [a.pk for a in (*good, bad)]
    data = {"place_all": "1", "article": keys} | {f"section-{key}": "haiphong" for key in keys}
    response = client.post(page_of(issue), data)
    assert "Đã xếp 2 tin" in said(response)[0] and "Chỉ xếp được tin chờ duyệt" in said(response)[1]
    assert order_in(issue, "haiphong")[3:] == [a.pk for a in good]


def test_placing_without_a_section_or_without_articles_is_said(client, editor, issue):
    article = make_article(status="review", category=None)
    client.force_login(editor)
    assert "Hãy chọn chuyên mục" in said(client.post(page_of(issue), {"place": article.pk}))[0]
    assert "Chưa chọn tin nào." in said(client.post(page_of(issue), {"place_all": "1"}))[-1]
    assert Placement.objects.count() == 3


def test_an_article_that_was_placed_elsewhere_meanwhile_stays_there(client, editor, issue):
    article = make_article(status="review")
    place_directly(make_issue(10), article, "domestic")
    client.force_login(editor)
    response = client.post(page_of(issue), {"place": article.pk, f"section-{article.pk}": "haiphong"})
    assert "đã nằm trong số 10/2026" in said(response)[0]


@pytest.mark.parametrize("key", ["0", "abc", "9" * 30, "-1", ""])
@pytest.mark.parametrize("action", ["up", "down", "out", "move", "place"])
def test_hostile_keys_do_nothing(key, action, client, editor, issue):
    client.force_login(editor)
    assert client.post(page_of(issue), {action: key, f"section-{key}": "haiphong"}).status_code == 302
    assert len(order_in(issue, "haiphong")) == 3


def test_a_placement_of_another_issue_is_not_touched(client, editor, issue):
    other = make_issue(10)
    theirs = place_directly(other, make_article(status="review"), "haiphong")
    client.force_login(editor)
    assert "không còn ở chỗ cũ" in said(client.post(page_of(issue), {"out": theirs.article_id}))[0]
    assert Placement.objects.filter(pk=theirs.pk).exists()


def test_an_issue_that_is_no_draft_is_for_reading(client, editor, issue):
    Issue.objects.update(status="approved")
    client.force_login(editor)
    page = text_of(client.get(page_of(issue)))
    assert "nên không xếp lại được" in page and 'name="up"' not in page and 'name="place"' not in page
    first = issue.placements.order_by("position").first()
    response = client.post(page_of(issue), {"down": first.article_id})
    assert "nên không xếp lại được" in said(response)[0]
    assert order_in(issue, "haiphong")[0] == first.article_id


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("review", "Hãy trả lại số kèm ghi chú trước."),
        ("approved", "Hãy mở lại số kèm ghi chú trước."),
        ("withdrawn", "tổng biên tập mở lại số kèm ghi chú."),
    ],
)
def test_the_advice_is_a_step_that_there_is(status, words, client, editor, issue):
    Issue.objects.update(status=status)
    Article.objects.update(status="review")
    client.force_login(editor)
    for url in (page_of(issue), change_url(issue.articles.first())):
        page = text_of(client.get(url))
        assert words in page and "dùng đính chính" not in page


def test_of_a_published_issue_only_what_the_public_learns_of_is_advised():
    assert "đính chính hoặc thu hồi" in advice("published") and "mở lại" not in advice("published")
    assert advice("draft") == ""


def test_search_filter_and_pages(client, editor, issue):
    for n in range(52):
        make_article(status="review", headline=f"Đèn biển {n}")
    make_article(status="approved", headline="Chợ hoa phượng", category_id="domestic")
    client.force_login(editor)
    assert client.get(page_of(issue)).context["page"].paginator.count == 53
    assert len(client.get(page_of(issue), {"p": "2"}).context["page"].object_list) == 3
    assert client.get(page_of(issue), {"q": "den bien"}).context["page"].paginator.count == 52
    assert client.get(page_of(issue), {"muc": "domestic"}).context["page"].paginator.count == 1
    for query in (
        "p=x",
        "p=" + "9" * 5000,
        "muc=nothing",
        "muc=%00",
        "muc=" + "x" * 5000,
        "q=%00",
        "q=" + "a+" * 2000,
    ):
        assert client.get(f"{page_of(issue)}?{query}").status_code == 200
    kept = client.post(f"{page_of(issue)}?q=den&p=1", {"place_all": "1"})
    assert kept.url == f"{page_of(issue)}?q=den&p=1#tin-co-the-xep"


def test_the_number_of_queries_does_not_grow(client, editor):
    small, large = make_placed_issue(3), make_placed_issue(30, number=10)
    client.force_login(editor)
    client.get(page_of(small))
    counts = []
    for issue in (small, large):
        with CaptureQueriesContext(connection) as counted:
            client.get(page_of(issue))
        counts.append(len(counted))
    assert counts[0] == counts[1] <= 12
