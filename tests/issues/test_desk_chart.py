"""The chart of sources: what is counted, and where it is drawn."""

from xml.etree import ElementTree

import pytest

from issues import desk_chart
from issues.desk_chart import BARS, LEFT, RIGHT, Cell, drawn
from issues.models import Issue
from news.models import Article, Category
from tests.issues.newsrooms import put_out, weeks
from tests.make import make_article, make_issue, make_source, place_directly
from tests.news.admin_forms import text_of

SECTIONS = (
    Category(slug="domestic", name="Trong nước", order=2),
    Category(slug="haiphong", name="Cảng", order=4),
)
ISSUES = tuple(Issue(pk=n, number=n, year=2026) for n in (1, 2, 3))


def cell(source: int | None, section: str, issue: int, count: int) -> Cell:
    """So many articles of one outlet."""
    return Cell(source, f"Báo {source}", section, issue, count)


def test_the_largest_outlets_come_first_and_their_parts_are_in_proportion():
    found = [
        cell(1, "domestic", 1, 2),
        cell(2, "haiphong", 1, 6),
        cell(2, "domestic", 3, 4),
        cell(1, "haiphong", 2, 3),
    ]
    chart = drawn(found, ISSUES, SECTIONS)
    assert [(bar.outlet.name, bar.outlet.counts) for bar in chart.bars] == [
        ("Báo 2", (4, 6)),
        ("Báo 1", (2, 3)),
    ]
    (first, second), (small, _) = chart.bars[0].parts, chart.bars[1].parts
    assert first.x == LEFT and second.x + second.width + desk_chart.GAP == RIGHT
    assert abs((first.width + 2) / (small.width + 2) - 2) < 0.1
    assert (chart.total, chart.totals) == (15, (6, 9))
    assert [(i.number, counts) for i, counts in chart.by_issue] == [(1, (2, 6)), (2, (0, 3)), (3, (4, 0))]


def test_columns_stand_for_issues_and_share_one_scale():
    chart = drawn(
        [cell(1, "domestic", 1, 6), cell(1, "domestic", 3, 3), cell(2, "haiphong", 2, 2)], ISSUES, SECTIONS
    )
    heights = [[(c.count, c.height) for c in bar.columns] for bar in chart.bars]
    assert heights == [[(6, 18), (0, 0), (3, 9)], [(0, 0), (2, 6), (0, 0)]]
    assert all(c.y + c.height == bar.y + desk_chart.THICK for bar in chart.bars for c in bar.columns)


def test_sections_are_told_apart_by_patterns_and_small_parts_can_be_seen():
    chart = drawn([cell(1, "domestic", 1, 1), cell(1, "haiphong", 1, 5000)], ISSUES, SECTIONS)
    assert [part.pattern for part in chart.bars[0].parts] == [1, 2]
    assert all(part.width >= 1 for part in chart.bars[0].parts)


def test_many_small_outlets_stand_in_the_table_only():
    chart = drawn([cell(n, "domestic", 1, 100 - n) for n in range(BARS + 5)], ISSUES, SECTIONS)
    assert (len(chart.bars), len(chart.outlets), len(chart.rest)) == (BARS, BARS + 5, 5)
    assert chart.rest_total == sum(100 - n for n in range(BARS, BARS + 5))


def test_nothing_is_drawn_of_nothing():
    chart = drawn([], (), SECTIONS)
    assert (chart.bars, chart.total, chart.totals, chart.by_issue) == ((), 0, (), ())


@pytest.mark.django_db
def test_the_last_twelve_issues_that_are_out_count(newsroom, editor, chief):
    weeks(13, editor, chief, articles=2)
    place_directly(make_issue(40), make_article(source=make_source("Báo Chưa Ra")), "haiphong")
    chart = desk_chart.chart(Category.objects.exclude(slug="trends"))
    assert [issue.number for issue in chart.issues] == list(range(2, 14))
    assert chart.total == 24 and {o.name for o in chart.outlets} == {"Báo Số 0", "Báo Số 1"}


def test_the_page_holds_a_drawing_with_words_and_the_same_numbers_as_a_table(client, editor, chief):
    weeks(2, editor, chief, articles=3)
    issue = make_issue(50)
    place_directly(issue, make_article(source=None), "haiphong")
    put_out(issue, editor, chief)
    client.force_login(editor)
    page = text_of(client.get("/quan-tri/"))
    start = page.index('<svg class="chart"')
    drawing = ElementTree.fromstring(page[start : page.index("</svg>", start) + len("</svg>")])
    assert drawing.find("title").text and "7 tin từ 4 nguồn" in drawing.find("desc").text
    assert drawing.get("role") == "img" and len(drawing.findall("defs/pattern")) == desk_chart.PATTERNS
    titles = [title.text for title in drawing.iter("title")]
    assert "Báo Số 0, Tin trong nước: 2 tin" in titles and "Không rõ nguồn, Số 50/2026: 1 tin" in titles
    lengths = [rect.get(name) for rect in drawing.iter("rect") for name in ("x", "y", "width", "height")]
    assert all(length is None or length.isdigit() for length in lengths)
    table = page[page.index('<details class="figures"') :]
    assert '<th scope="row">Báo Số 0</th>' in table and '<th scope="row">50/2026</th>' in table


def test_an_outlets_name_does_no_harm(client, editor, chief):
    weeks(1, editor, chief, articles=1)
    Article.objects.update(source=make_source("<script>alert(1)</script>"))
    client.force_login(editor)
    assert "<script>alert" not in text_of(client.get("/quan-tri/"))
