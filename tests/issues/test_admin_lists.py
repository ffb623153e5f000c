"""The lists of articles and issues: columns, what narrows them down, and that their cost does not grow with the rows."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from issues.models import Issue
from issues.workflow import APPROVE as APPROVE_ISSUE
from issues.workflow import PUBLISH as PUBLISH_ISSUE
from news.models import Article
from news.models.article import ArticleStatus
from news.workflow import APPROVE, refusal
from tests.issues.newsrooms import busy, in_state, sent_back, weeks
from tests.make import make_article, make_issue, make_placed_issue, make_source, place_directly
from tests.news.admin_forms import change_url, text_of

ARTICLES, ISSUES = "/quan-tri/news/article/", "/quan-tri/issues/issue/"
ROLES = ("writer", "editor", "chief", "administrator")


def rows(client, query: str, page: str = ARTICLES) -> list:
    """The rows of a list, in order."""
    return list(client.get(f"{page}?{query}").context["cl"].result_list)


def test_the_columns_say_where_an_article_stands(client, editor, writer):
    issue = make_issue(48)
    place_directly(issue, make_article(author=writer, status="approved"), "haiphong")
    placed = make_article(author=writer, status="approved", news_date=date(2026, 3, 5))
    place_directly(issue, placed, "haiphong")
    Article.objects.filter(pk=placed.pk).update(updated_at=timezone.now() - timedelta(days=40))
    client.force_login(editor)
    page = text_of(client.get(ARTICLES))
    assert f'<a href="/quan-tri/issues/issue/{issue.pk}/change/">48/2026</a> · IV.2' in page
    for words in ("Tin Hải Phòng", "05/03/2026", "Báo Sóng Biển", "Đã duyệt", "Trần Thị An"):
        assert words in page
    assert f"{timezone.localtime() - timedelta(days=40):%d/%m/%Y}" in page


def test_the_list_is_newest_first_and_sorts_by_every_column(client, editor):
    articles = [make_article(source=make_source(f"Báo {name}")) for name in "BCA"]
    client.force_login(editor)
    assert rows(client, "") == articles[::-1]
    columns = client.get(ARTICLES).context["cl"].list_display
    by_source = rows(client, f"o={columns.index('source')}")
    assert [a.source.name for a in by_source] == ["Báo A", "Báo B", "Báo C"]
    for column in range(len(columns)):
        assert len(rows(client, f"o=-{column}")) == 3


def test_pages_hold_fifty_and_none_is_lost(client, editor):
    keys = {make_article().pk for _ in range(53)}
    client.force_login(editor)
    first, second = rows(client, ""), rows(client, "p=2")
    assert (len(first), len(second)) == (50, 3) and {a.pk for a in first + second} == keys


def test_what_waits_for_whom(client, writer, other_writer, editor, chief):
    mine, back = make_article(author=writer), sent_back(make_article(author=writer), editor)
    review = make_article(author=writer, status="review")
    make_article(author=editor, status="review")
    client.force_login(writer)
    assert (rows(client, "viec=tra-lai"), rows(client, "viec=dang-viet")) == ([back], [mine])
    client.force_login(editor)
    assert rows(client, "viec=duyet") == [review]
    client.force_login(other_writer)
    assert (rows(client, "viec=tra-lai"), rows(client, "viec=dang-viet")) == ([], [])


@pytest.mark.parametrize("role", ROLES)
def test_tasks_are_offered_to_those_who_have_them(role, request, client, newsroom):
    make_article()
    client.force_login(request.getfixturevalue(role))
    page, issues = text_of(client.get(ARTICLES)), text_of(client.get(ISSUES))
    assert ("viec=duyet" in page) is (role in ("editor", "chief"))
    assert ("viec=tra-lai" in page) is (role != "administrator")
    assert ("viec=duyet" in issues) is (role == "chief") and "viec=dang-lam" in issues


@pytest.mark.parametrize("role", ROLES)
def test_the_lists_of_tasks_agree_with_the_door(role, request, writer, editor, chief, second_chief):
    """What a list says may be done is what the door lets pass."""
    busy(2, writer, editor, chief)
    make_article(author=second_chief, status="review")
    in_state(make_issue(70), "review", chief)
    in_state(make_issue(71), "review", editor, imported_by=chief)
    make_issue(72, status="approved")
    user = request.getfixturevalue(role)
    for listed, everything, step in (
        (Article.objects.awaiting(user), Article.objects.all(), APPROVE),
        (Issue.objects.to_approve_by(user), Issue.objects.all(), APPROVE_ISSUE),
        (Issue.objects.to_publish_by(user), Issue.objects.all(), PUBLISH_ISSUE),
    ):
        assert set(listed) == {row for row in everything if refusal(step, row, user) is None}


def test_by_issue_and_by_the_section_in_it(client, editor, chief):
    old, new = weeks(13, editor, chief, articles=2)[::12]
    issue = make_placed_issue(3, number=48)
    double = make_placed_issue(1, number=50, last_number=51)
    alone = make_article()
    client.force_login(editor)
    assert {a.placement.issue for a in rows(client, "so=48-2026")} == {issue}
    assert len(rows(client, "so=48-2026&muc=domestic")) == 1 and len(rows(client, "muc=focus")) == 14
    assert [a.placement.issue for a in rows(client, "so=51-2026")] == [double]
    assert rows(client, "so=chua") == [alone] and len(rows(client, "so=roi")) == 30
    lately = {a.placement.issue for a in rows(client, "so=12")}
    assert len(lately) == 12 and new in lately and old not in lately


def test_the_chosen_issue_and_days_are_named_among_the_choices(client, editor):
    for number in range(1, 12):
        make_issue(number)
    client.force_login(editor)
    assert "Số 1/2026" not in text_of(client.get(ARTICLES))
    page = text_of(client.get(f"{ARTICLES}?so=1-2026&ngay=2026-03-02_2026-03-08"))
    assert "Số 1/2026" in page and "02/03 – 08/03/2026" in page


def test_by_day(client, editor):
    today = timezone.localdate()
    monday = today - timedelta(days=today.weekday())
    days = {
        "hom-nay": today,
        "tuan-nay": monday + timedelta(days=6),
        "tuan-truoc": monday - timedelta(days=1),
    }
    made = {name: make_article(news_date=day) for name, day in days.items()}
    none = make_article(news_date=None)
    client.force_login(editor)
    assert rows(client, "ngay=khong") == [none]
    assert set(rows(client, "ngay=tuan-nay")) == {made["hom-nay"], made["tuan-nay"]}
    assert rows(client, "ngay=tuan-truoc") == [made["tuan-truoc"]]
    assert made["hom-nay"] in rows(client, "ngay=hom-nay")
    assert set(rows(client, f"ngay={monday}_{today}")) >= {made["hom-nay"]}
    assert rows(client, f"ngay={monday}_{monday - timedelta(days=1)}") == []


def test_by_author_and_outlet_in_the_order_of_the_alphabet(client, editor, writer, other_writer):
    for name in ("Đèn Biển", "Áo Dài", "Dân Sinh"):
        make_article(author=writer, source=make_source(name))
    make_source("Không Dùng")
    client.force_login(editor)
    page = text_of(client.get(ARTICLES))
    places = [page.index(f">{name}</a></li>") for name in ("Áo Dài", "Dân Sinh", "Đèn Biển")]
    assert places == sorted(places) and ">Không Dùng</a></li>" not in page
    assert f"author__id__exact={writer.pk}" in page and f"author__id__exact={other_writer.pk}" not in page
    assert len(rows(client, f"author__id__exact={writer.pk}")) == 3


@pytest.mark.parametrize(
    "query",
    [
        "so=0-2026", "so=99999-2026", "so=5-1", "so=a-b", "so=%C2%B2-2026", "muc=x", "muc=trends", "ngay=2026-13-45_2026-01-01",
        "ngay=0000-00-00_9999-99-99", "ngay=_", "viec=x", "viec=__class__", "author__id__exact=x", "o=99.-99", "so=chua&so=roi",
    ],
)  # fmt: skip
def test_strange_filters_do_no_harm(query, client, editor):
    make_article()
    client.force_login(editor)
    for page in (ARTICLES, ISSUES):
        assert client.get(f"{page}?{query}").status_code in (200, 302)


def test_a_task_that_is_not_theirs_narrows_nothing_down_and_opens_nothing(client, writer):
    make_article(author=writer, status="review")
    client.force_login(writer)
    assert len(rows(client, "viec=duyet")) == 1
    assert not Article.objects.awaiting(writer) and not Issue.objects.to_publish_by(writer)


def test_issues_in_work_to_approve_and_to_publish(client, editor, chief):
    weeks(1, editor, chief)
    draft = make_issue(20)
    review, approved = (
        in_state(make_issue(21), "review", editor),
        in_state(make_issue(22), "approved", editor),
    )
    client.force_login(chief)
    assert rows(client, "viec=dang-lam", ISSUES) == [approved, review, draft]
    assert rows(client, "viec=duyet", ISSUES) == [review] and rows(client, "viec=xuat-ban", ISSUES) == [
        approved
    ]


PAGES = {
    "writer": ("/quan-tri/", ARTICLES, f"{ARTICLES}?viec=dang-viet", f"{ARTICLES}add/", "{draft}"),
    "editor": (
        "/quan-tri/",
        ARTICLES,
        f"{ARTICLES}?so=12&muc=haiphong&o=3",
        f"{ARTICLES}?status__exact=draft&ngay=tuan-nay",
        f"{ARTICLES}?q=tram quan",
        f"{ARTICLES}?viec=duyet",
        ISSUES,
        f"{ISSUES}?q=2026",
        f"{ISSUES}?viec=dang-lam",
        "{draft}",
        "{placed}",
        "{issue}",
        "{assembly}",
    ),
    "chief": ("/quan-tri/", ARTICLES, f"{ISSUES}?viec=duyet", "{issue}"),
    "administrator": ("/quan-tri/", ARTICLES, ISSUES),
}


def counted(client, user, pages: tuple, issue: Issue) -> dict[str, int]:
    """How many queries each page takes, the second time it is opened."""
    drafts = Article.objects.filter(status=ArticleStatus.DRAFT, author=user)
    known = {
        "{draft}": (drafts or Article.objects.filter(status=ArticleStatus.DRAFT)).first(),
        "{placed}": Article.objects.filter(placement__issue=issue).first(),
        "{issue}": issue,
    }
    found = {}
    for page in pages:
        assembly = f"{ISSUES}{issue.pk}/xep-tin/" if page == "{assembly}" else None
        url = assembly or (change_url(known[page]) if page in known else page)
        assert client.get(url).status_code == 200
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
            found[page] = len(queries)
    return found


@pytest.mark.parametrize("role", ROLES)
def test_no_page_takes_more_queries_with_more_rows(role, request, client, writer, editor, chief):
    user = request.getfixturevalue(role)
    client.force_login(user)
    issue = busy(2, writer, editor, chief)
    small = counted(client, user, PAGES[role], issue)
    larger = busy(14, writer, editor, chief, begin=20)
    assert counted(client, user, PAGES[role], larger) == small
    assert max(small.values()) <= 45
