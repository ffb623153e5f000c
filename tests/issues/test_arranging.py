"""A whole order at once, where nobody changed it meanwhile; a whole week in one step; where articles stand."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from issues import places, placing
from issues.models import Arrangement, Issue, Placement
from issues.models.issue import IssueStatus
from news.models import Article, Category
from news.workflow import Refused
from tests.make import make_article, make_issue, place_directly


@pytest.fixture
def issue(newsroom):
    """Three articles in Hải Phòng, one in the focus."""
    issue = make_issue()
    for slug in ("haiphong", "haiphong", "haiphong", "focus"):
        place_directly(issue, make_article(status="approved"), slug)
    return issue


def everything(issue) -> tuple:
    """All that an arrangement may change, to see that nothing did."""
    return placing.order_of(issue), list(Arrangement.objects.values_list("words", flat=True))


def positions(issue) -> dict[str, list[int]]:
    """The positions of each section, as they are stored."""
    rows = Placement.objects.filter(issue=issue).order_by("position").values_list("category_id", "position")
    return {slug: [p for s, p in rows if s == slug] for slug, _ in rows}


def test_a_whole_order_is_made_so_and_recorded(issue, editor):
    seen = placing.order_of(issue)
    (a, b, c), (d,) = seen["haiphong"], seen["focus"]
    new = make_article(status="review")
    order = {"domestic": [b, new.pk], "haiphong": [c, a]}
    assert placing.arrange(issue, order, seen, editor) == order == placing.order_of(issue)
    assert positions(issue) == {"domestic": [1, 2], "haiphong": [1, 2]}
    row = Arrangement.objects.get()
    assert (row.user, row.order) == (editor, order)
    assert row.words.startswith(f"đưa vào 1 tin («{new.headline}»); lấy ra 1 tin")
    assert Article.objects.get(pk=d).status == "approved", "what is taken out keeps its status"


def test_saving_the_same_order_leaves_no_trace(issue, editor):
    seen = placing.order_of(issue)
    placing.arrange(issue, seen, seen, editor)
    assert not Arrangement.objects.exists()


def test_an_order_that_somebody_changed_meanwhile_is_refused_as_a_whole(issue, editor, second_editor):
    seen = placing.order_of(issue)
    first = issue.placements.get(category="focus")
    placing.take_out(first, second_editor)
    before = everything(issue)
    with pytest.raises(placing.Overtaken, match=r"Vũ Gia Bảo vừa xếp lại số 9/2026: lấy ra 1 tin") as refused:
        placing.arrange(issue, {"domestic": seen["haiphong"]}, seen, editor)
    assert everything(issue) == before
    assert refused.value.current == placing.order_of(issue)
    assert [row.user for row in refused.value.log] == [second_editor]


def test_all_who_changed_it_since_are_named_and_nobody_before(issue, editor, second_editor, chief):
    placing.move(issue.placements.filter(category="haiphong").first(), chief, 1)
    seen = placing.order_of(issue)
    placing.move(issue.placements.filter(category="haiphong").last(), second_editor, -1)
    placing.take_out(issue.placements.get(category="focus"), editor)
    with pytest.raises(placing.Overtaken) as refused:
        placing.arrange(issue, {}, seen, chief)
    assert [row.user for row in refused.value.log] == [editor, second_editor]


@pytest.mark.parametrize("status", ["draft", "dropped", "published", "withdrawn"])
def test_one_article_that_may_not_come_in_refuses_the_whole(status, issue, editor):
    seen, before = placing.order_of(issue), everything(issue)
    good, bad = make_article(status="approved"), make_article(status=status)
    order = {"domestic": [good.pk, bad.pk], "haiphong": seen["haiphong"][::-1]}
    with pytest.raises(Refused, match="Chỉ xếp được tin chờ duyệt hoặc đã duyệt"):
        placing.arrange(issue, order, seen, editor)
    assert everything(issue) == before


def test_an_article_of_another_issue_refuses_the_whole(issue, editor):
    theirs = make_article(status="approved")
    place_directly(make_issue(10), theirs, "domestic")
    seen, before = placing.order_of(issue), everything(issue)
    with pytest.raises(Refused, match="đã nằm trong số 10/2026"):
        placing.arrange(issue, seen | {"domestic": [theirs.pk]}, seen, editor)
    assert everything(issue) == before and Placement.objects.get(article=theirs).issue.number == 10


@pytest.mark.parametrize(
    ("slug", "words"),
    [("trends", "Không xếp tin vào “Tổng kết xu hướng”"), ("x", "Không có chuyên mục như vậy")],
)
def test_a_section_that_holds_no_articles_refuses_the_whole(slug, words, issue, editor):
    seen, before = placing.order_of(issue), everything(issue)
    with pytest.raises(Refused, match=words):
        placing.arrange(issue, {slug: [key for keys in seen.values() for key in keys]}, seen, editor)
    assert everything(issue) == before


def test_an_article_that_does_not_exist_refuses_the_whole(issue, editor):
    seen, before = placing.order_of(issue), everything(issue)
    with pytest.raises(Refused, match="không còn trong kho"):
        placing.arrange(issue, seen | {"domestic": [10**12]}, seen, editor)
    assert everything(issue) == before


@pytest.mark.parametrize("role", ["writer", "administrator"])
def test_only_editors_and_chiefs_arrange_a_whole_order(role, issue, request):
    seen = placing.order_of(issue)
    with pytest.raises(Refused, match="không có quyền"):
        placing.arrange(issue, {}, seen, request.getfixturevalue(role))
    with pytest.raises(Refused, match="không có quyền"):
        placing.place_week(issue, request.getfixturevalue(role))
    assert placing.order_of(issue) == seen


@pytest.mark.parametrize("status", [s for s in IssueStatus.values if s not in ("draft", "published")])
def test_an_issue_that_is_no_draft_is_not_arranged(status, issue, editor):
    seen = placing.order_of(issue)
    Issue.objects.filter(pk=issue.pk).update(status=status)
    for act in (lambda: placing.arrange(issue, {}, seen, editor), lambda: placing.place_week(issue, editor)):
        with pytest.raises(Refused, match="không xếp lại được"):
            act()
    assert placing.order_of(issue) == seen


def test_the_number_of_queries_does_not_grow_with_the_articles(editor):
    counts = []
    assert editor.has_perm("issues.assemble_issue"), "asked of the database once"
    for number, size in ((20, 4), (21, 40)):
        issue = make_issue(number)
        for _ in range(size):
            place_directly(issue, make_article(status="approved"), "haiphong")
        seen = placing.order_of(issue)
        with CaptureQueriesContext(connection) as counted:
            placing.arrange(issue, {"haiphong": seen["haiphong"][::-1]}, seen, editor)
        counts.append(len(counted))
    assert counts[0] == counts[1] <= 14


def week_article(day: int, slug: str | None = "haiphong", status: str = "approved") -> Article:
    """An article of a day of the issue's last week in February and first in March."""
    section = Category.objects.filter(slug=slug).first()
    return make_article(status=status, category=section, news_date=date(2026, 3, day))


def test_a_week_is_placed_by_section_and_date(newsroom, editor):
    issue = make_issue()
    late, early, other = week_article(4), week_article(1), week_article(2, "domestic")
    homeless = week_article(3, None)
    outside = [
        make_article(status="approved", news_date=day) for day in (date(2026, 2, 26), date(2026, 3, 6), None)
    ]
    waiting, draft = week_article(3, status="review"), week_article(3, status="draft")
    week = placing.place_week(issue, editor)
    assert placing.order_of(issue) == {"domestic": [other.pk], "haiphong": [early.pk, late.pk]}
    assert set(week.placed) == {late, early, other} and week.without_section == (homeless,)
    placed = set(Placement.objects.values_list("article_id", flat=True))
    assert not placed & {draft.pk, waiting.pk, *(a.pk for a in outside)}
    assert placing.place_week(issue, editor, with_review=True).placed == (waiting,)
    assert placing.order_of(issue)["haiphong"] == [early.pk, waiting.pk, late.pk]
    assert Arrangement.objects.count() == 2, "one step, one row"


def test_a_week_leaves_the_order_that_stands(newsroom, editor):
    issue = make_issue()
    third, first = week_article(3), week_article(1)
    for article in (third, first):
        place_directly(issue, article, "haiphong")
    undated = make_article(status="approved", news_date=None)
    place_directly(issue, undated, "haiphong")
    second, fourth = week_article(2), week_article(4)
    placing.place_week(issue, editor)
    kept = placing.order_of(issue)["haiphong"]
    assert [k for k in kept if k in (third.pk, first.pk, undated.pk)] == [third.pk, first.pk, undated.pk]
    assert (
        kept.index(second.pk) == kept.index(first.pk) + 1
        and kept.index(fourth.pk) == kept.index(second.pk) + 1
    )


def test_where_articles_stand_is_one_query(issue):
    keys = [*placing.order_of(issue)["haiphong"], make_article().pk]
    with CaptureQueriesContext(connection) as counted:
        found = places.where(keys)
        words = [str(where) for where in found.values()]
    assert len(counted) == 1 and set(found) == set(keys[:3])
    assert sorted(words) == [f"Số 9/2026, Tin Hải Phòng, tin thứ {n}" for n in (1, 2, 3)]
