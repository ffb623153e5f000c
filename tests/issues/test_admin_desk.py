"""The first page: what each role can act on, the issue in work, and counts that are links to lists of so many rows."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.utils import timezone

from issues import publishing
from issues.models import Issue, Masthead, Placement
from news.models import Article, Category, Source, User
from tests.issues.newsrooms import busy, in_state, put_out, sent_back, weeks
from tests.make import make_article, make_issue, make_placed_issue, place_directly
from tests.news.admin_forms import text_of

DESK = "/quan-tri/"
ROLES = ("writer", "editor", "chief", "administrator")
pytestmark = pytest.mark.usefixtures("fake_pdf")


def lists(response) -> dict:
    """Titles of what waits with the rows."""
    return {group["list"].title: list(group["list"].rows) for group in response.context["waiting"]}


def numbers(page: str) -> set[tuple[str, int]]:
    """(address, number) of every link of the page that is a number, or begins with one."""
    links = re.findall(r'<a (?:class="count" )?href="([^"]*\?[^"]*)">(?:<strong>)?(\d+)', page)
    return {(unescape(url), int(number)) for url, number in links}


def test_the_writer_sees_what_came_back_first_and_then_own_drafts(client, writer, other_writer, editor):
    mine, back = make_article(author=writer), sent_back(make_article(author=writer), editor, "Thiếu ngày.")
    make_article(author=other_writer)
    client.force_login(writer)
    page = client.get(DESK)
    assert lists(page) == {"Tin bị trả lại cho tôi": [back], "Tin tôi đang viết": [mine]}
    assert next(iter(lists(page))) == "Tin bị trả lại cho tôi"
    assert "Phạm Hòa Bình: “Thiếu ngày.”" in text_of(page)


def test_the_last_note_is_shown(client, writer, editor):
    article = sent_back(sent_back(make_article(author=writer), editor, "Lần đầu."), editor, "Lần sau.")
    client.force_login(writer)
    page = text_of(client.get(DESK))
    assert lists(client.get(DESK)) == {"Tin bị trả lại cho tôi": [article]}
    assert "“Lần sau.”" in page and "“Lần đầu.”" not in page


def test_the_editor_sees_what_may_be_reviewed_by_this_person(client, writer, editor):
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
    assert next(iter(lists(client.get(DESK)))) == "Số chờ tôi duyệt" and "Bình gửi lúc" in text_of(
        client.get(DESK)
    )
    publishing.approve(issue, second_chief, issue.release.sha256)
    assert lists(client.get(DESK)) == {"Số chờ tôi xuất bản": [issue]}


def test_who_submitted_or_imported_an_issue_is_not_asked_to_approve_it(client, chief, editor):
    publishing.submit(make_placed_issue(1), chief)
    in_state(make_issue(12), "review", editor, imported_by=chief)
    client.force_login(chief)
    assert "Số chờ tôi duyệt" not in lists(client.get(DESK))


def test_the_administrator_sees_people_sources_and_what_the_masthead_lacks(client, administrator, writer):
    User.objects.filter(pk=writer.pk).update(is_active=False)
    client.force_login(administrator)
    page = client.get(DESK)
    people = {role: number.count for role, number in page.context["people"]}
    assert people == {
        "Biên tập viên": 0,
        "Thư ký biên tập": 0,
        "Tổng biên tập": 0,
        "Quản trị": 1,
        "Chưa đăng nhập lần nào": 0,
    }
    assert page.context["sources"].count == Source.objects.filter(active=True).count()
    assert "giấy phép xuất bản" in page.context["unsaid"] and page.context["waiting"] == []
    assert "Viết tin mới" not in text_of(page) and "desk-waiting" not in text_of(page)
    words = dict.fromkeys(("licence", "responsible", "address", "phone"), "có")
    Masthead.objects.update(email="a@b.example", site="https://b.example", **words)
    assert "đã điền đủ" in text_of(client.get(DESK))


@pytest.mark.parametrize("role", ["writer", "editor", "chief"])
def test_upkeep_is_the_administrators(role, request, client, newsroom):
    client.force_login(request.getfixturevalue(role))
    page = client.get(DESK)
    assert "people" not in page.context and "desk-upkeep" not in text_of(page)


def test_the_issue_in_work_with_quotas_days_left_and_the_issues_before(client, editor, chief):
    weeks(5, editor, chief)
    today = timezone.localdate()
    issue = make_placed_issue(4, number=9, first_day=today - timedelta(days=4))
    make_article(news_date=today, status="draft")
    client.force_login(editor)
    page = client.get(DESK).context
    work = page["work"]
    assert (work.issue, work.days_left, page["days_left"], work.total) == (issue, 2, "còn 2 ngày", 4)
    assert [b.number for b in work.before] == [5, 4, 3, 2] and work.totals_before == (3, 3, 3, 3)
    assert {row.section.pk: (row.count, row.missing, row.before) for row in work.sections} == {
        "domestic": (2, 4, (1, 1, 1, 1)),
        "focus": (1, 0, (1, 1, 1, 1)),
        "haiphong": (1, 7, (1, 1, 1, 1)),
    }
    assert page["dated"].count == 1


def test_too_many_articles_are_told(client, editor):
    Category.objects.filter(slug="domestic").update(quota_min=0, quota_max=1)
    make_placed_issue(4)
    client.force_login(editor)
    (row,) = (r for r in client.get(DESK).context["work"].sections if r.section.pk == "domestic")
    assert (row.missing, row.surplus) == (0, 1)
    assert "thừa 1" in text_of(client.get(DESK))


@pytest.mark.parametrize(
    ("days", "words"), [(0, "hôm nay là ngày cuối"), (1, "còn 1 ngày"), (-3, "quá ngày cuối 3 ngày")]
)
def test_the_days_in_words(days, words, client, editor):
    last = timezone.localdate() + timedelta(days=days)
    make_issue(first_day=last - timedelta(days=6), last_day=last)
    client.force_login(editor)
    assert words in text_of(client.get(DESK))


def test_withdrawn_and_published_issues_are_not_in_work(client, editor, chief):
    make_issue(1, status="withdrawn")
    put_out(make_issue(2), editor, chief)
    client.force_login(editor)
    assert client.get(DESK).context["work"] is None


@pytest.mark.parametrize("role", ROLES)
def test_each_count_leads_to_a_list_of_so_many_rows(role, request, client, writer, editor, chief):
    issue = busy(2, writer, editor, chief)
    place_directly(issue, make_article(author=None, source=None, status="approved"), "haiphong")
    unknown = make_placed_issue(2, number=90)
    Article.objects.filter(placement__issue=unknown).update(source=None)
    put_out(unknown, editor, chief)
    make_article(author=None, status="draft", news_date=issue.first_day)
    client.force_login(request.getfixturevalue(role))
    found = numbers(text_of(client.get(DESK)))
    assert len(found) > 20
    for url, number in found:
        assert client.get(url).context["cl"].result_count == number, url


@pytest.mark.parametrize("role", ["writer", "editor", "chief"])
def test_all_that_waits_is_linked_when_it_is_more_than_is_shown(role, request, client, writer, editor, chief):
    for _ in range(8):
        make_article(author=request.getfixturevalue(role))
    client.force_login(request.getfixturevalue(role))
    page = client.get(DESK)
    (group,) = page.context["waiting"]
    assert (group["list"].count, len(group["list"].rows)) == (8, 6)
    assert "Xem tất cả 8" in text_of(page)
    assert client.get(group["all"].url).context["cl"].result_count == 8


def test_who_holds_what(client, writer, other_writer, editor):
    for status in ("draft", "draft", "review", "approved", "dropped"):
        make_article(author=writer, status=status)
    place_directly(make_issue(), make_article(author=writer, status="approved"), "haiphong")
    make_article(author=other_writer)
    make_article(author=None)
    client.force_login(editor)
    held = client.get(DESK).context["holders"]
    assert {str(h["person"]): (h["draft"].count, h["review"].count, h["approved"].count) for h in held} == {
        "Trần Thị An": (2, 1, 1),
        "Lê Ngọc Ánh": (1, 0, 0),
        "None": (1, 0, 0),
    }
    assert "Tin nhập, không có người viết" in text_of(client.get(DESK))


@pytest.mark.parametrize("role", ROLES)
def test_an_empty_newsroom_says_how_to_begin(role, request, client, newsroom):
    client.force_login(request.getfixturevalue(role))
    page = text_of(client.get(DESK))
    assert "Số đầu tiên bắt đầu từ đây" in page and "desk-chart" not in page
    assert (f'href="{DESK}news/article/add/"' in page) is (role != "administrator")
    assert (f'href="{DESK}issues/issue/add/"' in page) is (role in ("editor", "chief"))
    assert (f'href="{DESK}news/user/add/"' in page) is (role == "administrator")


def test_a_week_without_an_issue_proposes_the_next(client, editor, writer, chief):
    weeks(1, editor, chief)
    for person in (editor, writer):
        client.force_login(person)
        page = text_of(client.get(DESK))
        assert "Tuần này chưa có số nào đang làm." in page and "bắt đầu từ đây" not in page
        assert ("Lập số 2/2026</a>" in page) is (person == editor)


def test_before_the_first_issue_is_out_the_chart_says_when_it_comes(client, editor):
    make_issue()
    client.force_login(editor)
    page = text_of(client.get(DESK))
    assert "Chưa có số nào phát hành." in page and '<svg class="chart"' not in page
    assert "Chưa xếp tin nào vào số này" in page and "bắt đầu từ đây" not in page


def test_other_issues_in_work_are_listed(client, editor):
    for number in range(1, 6):
        make_issue(number)
    client.force_login(editor)
    page = client.get(DESK).context
    assert page["work"].issue.number == 5 and [i.number for i in page["others_in_work"]] == [4, 3]
    assert page["all_in_work"].count == 5


@pytest.mark.parametrize(
    ("role", "pages"),
    [
        ("writer", ["tin", "số", "nguồn tin", "chuyên mục"]),
        ("editor", ["tin", "số", "nguồn tin", "chuyên mục", "măng sét", "thùng rác"]),
        ("administrator", ["tin", "số", "nguồn tin", "chuyên mục", "măng sét", "người dùng", "thùng rác"]),
    ],
)
def test_the_navigation_names_what_the_person_may_see(role, pages, request, client, newsroom):
    client.force_login(request.getfixturevalue(role))
    assert [page["name"].lower() for page in client.get(DESK).context["navigation"]] == pages


def test_who_may_see_nothing_is_shown_nothing(client, newsroom, writer, editor, chief):
    issue = busy(1, writer, editor, chief)
    client.force_login(User.objects.create_user("la", password="pw", is_staff=True))
    page = text_of(client.get(DESK))
    assert not numbers(page) and str(issue) not in page
    assert not any(headline in page for headline in Article.objects.values_list("headline", flat=True))


def test_headlines_are_escaped(client, writer):
    make_article(author=writer, headline="<img src=x onerror=alert(1)>")
    client.force_login(writer)
    assert "<img src=x" not in text_of(client.get(DESK))


def test_who_is_not_signed_in_is_asked_to(client, db):
    assert "/login/" in client.get(DESK).url
    assert "Tên đăng nhập" in text_of(client.get("/quan-tri/login/"))


def test_the_desk_changes_nothing(client, writer, editor, chief):
    busy(1, writer, editor, chief)
    before = [list(model.objects.order_by("pk").values()) for model in (Article, Issue, Placement)]
    client.force_login(chief)
    client.get(DESK)
    assert before == [list(model.objects.order_by("pk").values()) for model in (Article, Issue, Placement)]
