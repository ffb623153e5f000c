"""Placing articles: in, up and down, to another section, out; by whom and while what."""

import pytest

from issues import placing
from issues.models import Issue, Placement
from issues.models.issue import IssueStatus
from news.models import Category
from news.models.article import ArticleStatus
from news.workflow import Refused
from tests.make import make_article, make_issue, make_placed_issue, place_directly


def order(issue, slug):
    """Keys of a section's articles by position, checked to be 1, 2, 3, …"""
    rows = list(Placement.objects.filter(issue=issue, category=slug).order_by("position"))
    assert [row.position for row in rows] == list(range(1, len(rows) + 1))
    return [row.article_id for row in rows]


@pytest.fixture
def section(newsroom):
    """Look up a section by its slug."""
    return lambda slug: Category.objects.get(slug=slug)


def test_an_article_goes_to_the_end_of_its_section(editor, section):
    issue = make_issue()
    first, second = make_article(status="approved"), make_article(status="review")
    placing.place(issue, first, section("haiphong"), editor)
    placing.place(issue, second, section("haiphong"), editor)
    assert order(issue, "haiphong") == [first.pk, second.pk]


@pytest.mark.parametrize("status", ArticleStatus.values)
def test_only_articles_in_review_or_approved_are_placed(status, editor, section):
    issue, article = make_issue(), make_article(status=status)
    if status in ("review", "approved"):
        assert placing.place(issue, article, section("haiphong"), editor).position == 1
    else:
        with pytest.raises(Refused, match="chờ duyệt hoặc đã duyệt"):
            placing.place(issue, article, section("haiphong"), editor)
        assert not Placement.objects.exists()


def test_an_article_already_in_an_issue_is_not_placed_again(editor, section):
    article = make_article(status="approved")
    place_directly(make_issue(8), article, "haiphong")
    with pytest.raises(Refused, match="đã nằm trong số 8/2026"):
        placing.place(make_issue(9), article, section("haiphong"), editor)


def test_nothing_is_placed_in_the_summary(editor, section):
    with pytest.raises(Refused, match="Tổng kết xu hướng"):
        placing.place(make_issue(), make_article(status="approved"), section("trends"), editor)
    placement = place_directly(make_issue(10), make_article(), "haiphong")
    with pytest.raises(Refused, match="Tổng kết xu hướng"):
        placing.move_to_section(placement, editor, section("trends"))


@pytest.mark.parametrize("status", [s for s in IssueStatus.values if s not in ("draft", "published")])
def test_an_issue_that_is_no_draft_is_not_rearranged(status, editor, section):
    issue = make_placed_issue(3)
    Issue.objects.filter(pk=issue.pk).update(status=status)
    placement = issue.placements.first()
    for act in (
        lambda: placing.place(issue, make_article(status="approved"), section("haiphong"), editor),
        lambda: placing.move(placement, editor, 1),
        lambda: placing.move_to_section(placement, editor, section("haiphong")),
        lambda: placing.take_out(placement, editor),
    ):
        with pytest.raises(Refused, match="không xếp lại được"):
            act()
    assert issue.placements.count() == 3


@pytest.mark.parametrize("role", ["writer", "administrator"])
def test_only_editors_and_chiefs_arrange(role, request, section):
    with pytest.raises(Refused, match="không có quyền"):
        placing.place(
            make_issue(), make_article(status="approved"), section("haiphong"), request.getfixturevalue(role)
        )


@pytest.mark.parametrize(
    ("index", "steps", "expected"),
    [(0, 1, "bacd"), (3, -1, "abdc"), (0, -1, "abcd"), (3, 1, "abcd"), (1, 9, "acdb"), (2, -9, "cabd")],
)
def test_moving_up_and_down(index, steps, expected, editor):
    issue = make_issue()
    placements = [place_directly(issue, make_article(), "haiphong") for _ in range(4)]
    names = {p.article_id: name for p, name in zip(placements, "abcd", strict=True)}
    placing.move(placements[index], editor, steps)
    assert "".join(names[pk] for pk in order(issue, "haiphong")) == expected


def test_moving_to_another_section_closes_the_gap(editor, section):
    issue = make_issue()
    a, b, c = (place_directly(issue, make_article(), "haiphong") for _ in range(3))
    d = place_directly(issue, make_article(), "domestic")
    placing.move_to_section(b, editor, section("domestic"))
    assert order(issue, "haiphong") == [a.article_id, c.article_id]
    assert order(issue, "domestic") == [d.article_id, b.article_id]


def test_taking_out_keeps_the_articles_status_and_closes_the_gap(editor):
    issue = make_issue()
    a, b, c = (place_directly(issue, make_article(status="approved"), "haiphong") for _ in range(3))
    placing.take_out(b, editor)
    b.article.refresh_from_db()
    assert order(issue, "haiphong") == [a.article_id, c.article_id] and b.article.status == "approved"


def test_acting_on_a_place_that_is_gone_is_refused(editor, section):
    issue = make_issue()
    placement = place_directly(issue, make_article(), "haiphong")
    twin = Placement.objects.get(pk=placement.pk)
    placing.take_out(placement, editor)
    with pytest.raises(Refused, match="Hãy tải lại trang"):
        placing.move(twin, editor, 1)
    with pytest.raises(Refused, match="Hãy tải lại trang"):
        placing.move_to_section(twin, editor, section("domestic"))
    assert not Placement.objects.exists()
