"""The article form: what was found in the stored text, the words to be marked, and the check while somebody writes."""

import pytest

from issues.models import Issue
from news.models import Article
from tests.issues.preflighted import HEADLINES, OPEN_END, make_defective
from tests.make import make_article, make_source
from tests.news.admin_forms import change_url, text_of

CODE = "missing-final-period"
NEW = "/quan-tri/news/article/add/kiem-tra/"


def check_url(article) -> str:
    """Where the form asks."""
    return f"/quan-tri/news/article/{article.pk}/kiem-tra/"


@pytest.fixture
def article(writer):
    """A draft whose last paragraph lacks its full stop."""
    return make_article(author=writer, headline=HEADLINES[0], body=f"<p>{OPEN_END}</p>")


def found_in(response) -> set[str]:
    """The kinds of findings in an answer."""
    return {finding["code"] for finding in response.json()["findings"]}


def typed(**changes) -> dict:
    """What the form would send."""
    values = {
        "headline": HEADLINES[1],
        "toc_title": "Gốm và nắng",
        "news_date": "02/03/2026",
        "source": str(make_source().pk),
        "link": "https://songbien.example/gom",
        "body": "<p>Lò gốm của làng bên sông nay chạy bằng nắng, cả tháng mới phải đốt than một lần.</p>",
    }
    return values | changes


@pytest.mark.parametrize(
    ("role", "get", "post", "new"),
    [
        ("writer", 200, 200, 200),
        ("editor", 200, 200, 200),
        ("chief", 200, 200, 200),
        ("administrator", 200, 403, 403),
    ],
)
def test_who_may_ask(role, get, post, new, request, client, article):
    client.force_login(request.getfixturevalue(role))
    assert client.get(check_url(article)).status_code == get
    assert client.post(check_url(article), typed()).status_code == post
    assert client.post(NEW, typed()).status_code == new
    assert client.get(NEW).status_code == 405


def test_who_is_not_signed_in_learns_nothing(client, article):
    assert "/login/" in client.get(check_url(article)).url and "/login/" in client.post(NEW).url


@pytest.mark.parametrize("key", ["0", "abc", "9" * 30, "-1"])
def test_unknown_keys_are_not_found(key, client, chief):
    client.force_login(chief)
    for method in (client.get, client.post):
        assert method(f"/quan-tri/news/article/{key}/kiem-tra/").status_code == 404


def test_get_checks_what_is_stored_and_post_what_is_typed(client, writer, article):
    client.force_login(writer)
    assert CODE in found_in(client.get(check_url(article)))
    assert CODE not in found_in(client.post(check_url(article), typed(body=f"<p>{OPEN_END}.</p>")))
    answer = client.post(check_url(article), typed(news_date="", source=""))
    assert {"missing-date", "missing-source"} <= found_in(answer)
    assert "no-store" in answer["Cache-Control"]
    article.refresh_from_db()
    assert article.headline == HEADLINES[0] and article.version == 0 and article.history.count() == 1


def test_a_finding_says_what_where_and_the_right_answer(client, writer, article):
    client.force_login(writer)
    [finding] = [f for f in client.get(check_url(article)).json()["findings"] if f["code"] == CODE]
    assert finding["severity"] == "warning" and finding["severity_name"] == "Cảnh báo"
    assert finding["place"] == "nội dung, đoạn 1" and finding["field"] == "body"
    assert finding["new"] == finding["old"] + "."


def test_a_new_article_is_checked_before_it_exists(client, writer):
    client.force_login(writer)
    assert CODE in found_in(client.post(NEW, typed(body=f"<p>{OPEN_END}</p>")))
    assert CODE not in found_in(client.post(NEW, typed()))
    assert not Article.objects.exists()


def test_a_new_article_is_told_all_that_a_stored_one_is_told(client, writer):
    text = "<p>Cảng sữ dụng phao mới ,nước được được đo ba lần.</p><p>Người dân (ở xã đảo vui mừng</p>"
    values = typed(headline="CẢNG NGHIÊN CƯU PHAO CỦA CỦA XÃ", toc_title="Cảng phát triễn phao", body=text)
    client.force_login(writer)
    stored = make_article(author=writer, body="<p>Một.</p>")
    as_stored = client.post(check_url(stored), values).json()["findings"]
    as_new = client.post(NEW, values).json()["findings"]
    assert {(f["code"], f["field"], f["quote"]) for f in as_new} == {
        (f["code"], f["field"], f["quote"]) for f in as_stored
    }
    found = {(f["code"], f["old"], f["new"]) for f in as_new}
    assert ("repeated-word", "được được", "được") in found and ("repeated-word", "CỦA CỦA", "CỦA") in found
    assert {"spelling-body", "spelling-headline", "spelling-contents"} <= {f["code"] for f in as_new}


def test_what_an_issue_has_printed_before_is_found_while_writing(client, writer):
    issue = make_defective(1, number=3)
    Issue.objects.filter(pk=issue.pk).update(status="approved")
    old = Article.objects.get()
    client.force_login(writer)
    answer = client.post(NEW, typed(link=old.link))
    [finding] = [f for f in answer.json()["findings"] if f["code"] == "used-before"]
    assert "3/2026" in finding["message"]


def test_a_placed_article_is_checked_among_the_others_of_its_issue(client, editor):
    issue = make_defective(2, defects=())
    first, second = [p.article for p in issue.placements.order_by("article_id")]
    client.force_login(editor)
    answer = client.post(check_url(second), typed(headline=first.headline))
    assert "duplicate-article" in found_in(answer)
    assert "duplicate-article" not in found_in(client.post(check_url(second), typed()))


@pytest.mark.parametrize(
    "changes",
    [
        {"body": "<script>alert(1)</script><p>" + "mưa nắng " * 30_000},
        {"news_date": "31/02/2026", "source": "9" * 40, "link": "javascript:alert(1)"},
        {"source": "abc", "headline": "\x00", "body": "\x00<p>\u0301"},
        dict.fromkeys(("headline", "toc_title", "news_date", "source", "link", "body"), ""),
    ],
)
def test_hostile_values_are_checked_like_others(changes, client, writer, article):
    client.force_login(writer)
    for url in (check_url(article), NEW):
        assert client.post(url, typed(**changes)).status_code == 200
    assert client.post(NEW).status_code == 200


def test_without_javascript_the_form_shows_what_was_found(client, writer, article):
    client.force_login(writer)
    page = text_of(client.get(change_url(article)))
    assert f'data-url="{check_url(article)}"' in page and 'aria-live="polite"' in page
    assert "Thiếu dấu chấm cuối đoạn" in page
    assert f'data-url="{NEW}"' in text_of(client.get("/quan-tri/news/article/add/"))


def test_who_only_reads_gets_no_check(client, administrator, article):
    client.force_login(administrator)
    assert "data-url" not in text_of(client.get(change_url(article)))


def test_the_words_that_were_asked_for_are_marked(client, writer, article):
    client.force_login(writer)
    page = text_of(client.get(change_url(article), {"tim": "hết mùa mưa", "o": "body", "doan": "0"}))
    assert "kéo dài <mark>hết mùa mưa</mark> ở cả ba xã" in page and "nội dung, đoạn 1" in page
    page = text_of(client.get(change_url(article), {"tim": "Trạm quan trắc", "o": "headline"}))
    assert "<mark>Trạm quan trắc</mark>" in page


@pytest.mark.parametrize(
    "query",
    [
        {"tim": "<script>alert(1)</script>", "o": "body", "doan": "9" * 30},
        {"tim": "x", "o": "contributors"},
        {"tim": "x", "o": "__class__", "doan": "-1"},
        {"tim": "x" * 5000, "o": "headline"},
        {"tim": "\x00", "o": "body", "doan": "x"},
    ],
)
def test_hostile_questions_mark_nothing_and_break_nothing(query, client, writer, article):
    client.force_login(writer)
    response = client.get(change_url(article), query)
    assert response.status_code == 200 and "<script>alert(1)" not in text_of(response)


def test_the_trend_summary_is_marked_on_the_issues_form(client, editor):
    issue = make_defective(1, defects=(), trends_title="Nước lên", trends_body=f"<p>{OPEN_END}</p>")
    client.force_login(editor)
    page = text_of(client.get(change_url(issue), {"tim": "hết mùa mưa", "o": "trends_body", "doan": "0"}))
    assert "<mark>hết mùa mưa</mark>" in page and "bài tổng kết, đoạn 1" in page
