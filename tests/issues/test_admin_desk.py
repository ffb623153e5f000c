"""The first page: the issue in work and what waits for the person who looks."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from issues import publishing
from tests.make import make_article, make_issue, make_placed_issue
from tests.news.admin_forms import text_of

DESK = "/quan-tri/"
pytestmark = pytest.mark.usefixtures("fake_pdf")


def lists(response) -> dict:
    """Titles of the lists with their rows."""
    return {group["title"]: list(group["rows"]) for group in response.context["waiting"]}


def test_the_writer_sees_own_drafts_only(client, writer, other_writer):
    mine, _ = make_article(author=writer), make_article(author=other_writer)
    client.force_login(writer)
    assert lists(client.get(DESK)) == {"Tin của tôi đang viết hoặc bị trả lại": [mine]}


def test_the_editor_sees_what_may_be_reviewed_by_this_person(client, writer, editor, second_editor):
    article = make_article(author=writer, status="review")
    client.force_login(editor)
    assert lists(client.get(DESK)) == {"Tin chờ tôi duyệt": [article]}
    article.contributors.add(editor)
    assert lists(client.get(DESK)) == {}
    assert "Không có việc nào đang chờ bạn." in text_of(client.get(DESK))


def test_the_chief_sees_issues_to_approve_and_to_publish(client, editor, chief, second_chief):
    issue = make_placed_issue(1)
    publishing.submit(issue, editor)
    client.force_login(chief)
    assert lists(client.get(DESK)) == {"Số chờ tôi duyệt": [issue]}
    publishing.approve(issue, second_chief, issue.release.sha256)
    assert lists(client.get(DESK)) == {"Số chờ tôi xuất bản": [issue]}


def test_who_submitted_an_issue_is_not_asked_to_approve_it(client, chief):
    publishing.submit(make_placed_issue(1), chief)
    client.force_login(chief)
    assert "Số chờ tôi duyệt" not in lists(client.get(DESK))


def test_issues_in_work_with_their_sections(client, editor):
    make_issue(1, status="withdrawn")
    issue = make_placed_issue(3)
    client.force_login(editor)
    (work,) = client.get(DESK).context["issues_in_work"]
    assert work["issue"] == issue and work["total"] == 3
    assert {c.slug: (n, enough) for c, n, enough in work["sections"]} == {
        "domestic": (1, False),
        "focus": (1, True),
        "haiphong": (1, False),
    }


@pytest.mark.parametrize(
    ("role", "pages"),
    [
        ("writer", ["tin", "số", "nguồn tin", "chuyên mục"]),
        ("editor", ["tin", "số", "nguồn tin", "chuyên mục", "măng sét"]),
        ("administrator", ["tin", "số", "nguồn tin", "chuyên mục", "măng sét", "người dùng"]),
    ],
)
def test_the_navigation_names_what_the_person_may_see(role, pages, request, client, newsroom):
    client.force_login(request.getfixturevalue(role))
    assert [page["name"].lower() for page in client.get(DESK).context["navigation"]] == pages


@pytest.mark.parametrize("role", ["writer", "editor", "chief", "administrator"])
def test_a_constant_number_of_queries(role, request, client, writer):
    client.force_login(request.getfixturevalue(role))
    counts = []
    for rounds in (range(1, 3), range(3, 13)):
        for n in rounds:
            make_article(author=writer)
            make_article(author=writer, status="review")
            make_issue(n)
        with CaptureQueriesContext(connection) as counted:
            client.get(DESK)
        counts.append(len(counted))
    assert counts[0] == counts[1]


def test_headlines_are_escaped(client, writer):
    make_article(author=writer, headline="<img src=x onerror=alert(1)>")
    client.force_login(writer)
    assert "<img src=x" not in text_of(client.get(DESK))


def test_who_is_not_signed_in_is_asked_to(client, db):
    assert "/login/" in client.get(DESK).url
    assert "Tên đăng nhập" in text_of(client.get("/quan-tri/login/"))
