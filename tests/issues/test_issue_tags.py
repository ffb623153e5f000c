"""The words that the templates' filters make."""

from datetime import date

import pytest
from django.template.loader import render_to_string

from issues.templatetags import issue_tags
from tests.issues.releases import edition


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2026, 2, 27), date(2026, 3, 5), "27/02 – 05/03/2026"),
        (date(2025, 12, 26), date(2026, 1, 1), "26/12/2025 – 01/01/2026"),
    ],
)
def test_a_week_names_both_years_where_it_crosses_one(first, last, words):
    assert issue_tags.week(edition(first_day=first, last_day=last)) == words


def test_weekdays():
    assert [issue_tags.weekday(date(2026, 3, d)) for d in (2, 7, 8)] == ["Thứ Hai", "Thứ Bảy", "Chủ nhật"]


def test_numbers_of_a_double_issue():
    assert issue_tags.numbers(edition(number=5, last_number=6)) == "5–6"


def test_first_words_leave_headings_out_and_show_the_cut():
    markup = "<p>Một hai.</p><h2>Đề mục</h2><p>Ba <em>bốn</em> &amp; năm.</p>"
    assert issue_tags.first_words(markup, 20) == "Một hai. Ba bốn & năm."
    assert issue_tags.first_words(markup, 2) == "Một hai…"
    assert issue_tags.first_words("", 5) == ""


@pytest.mark.parametrize(
    ("level", "markup", "expected"),
    [
        (3, "<h2>A</h2><p>h2&gt; <b>x</b></p><h4>B</h4>", "<h4>A</h4><p>h2&gt; <b>x</b></p><h5>B</h5>"),
        (3, "<h3>A</h3><h3>B</h3>", "<h4>A</h4><h4>B</h4>"),
        (1, "<h4>A</h4><h2>B</h2><h4>C</h4>", "<h2>A</h2><h2>B</h2><h3>C</h3>"),
        (1, "<h2>A</h2><h3>B</h3><h4>C</h4><h2>D</h2>", "<h2>A</h2><h3>B</h3><h4>C</h4><h2>D</h2>"),
        (1, "<p>không có</p>", "<p>không có</p>"),
    ],
)
def test_headings_go_down_one_at_a_time_and_nothing_else_changes(level, markup, expected):
    assert issue_tags.headings_under(markup, level) == expected


@pytest.mark.parametrize(
    ("link", "kept"),
    [("https://a.example/b", True), ("javascript:alert(1)", False), ("//a.example", False), ("", False)],
)
def test_only_web_links_are_followed(link, kept):
    assert bool(issue_tags.web_address(link)) is kept


def test_names_are_set_on_two_lines():
    assert issue_tags.name_lines("Điểm tin Khoa học Công nghệ") == ("Điểm tin", "Khoa học Công nghệ")
    assert issue_tags.name_lines("Điểm tin") == ("Điểm tin", "")


@pytest.mark.parametrize("template", ["403.html", "404.html", "410.html", "500.html"])
def test_error_pages_need_neither_request_nor_database(template):
    page = render_to_string(template)
    assert page.count("<h1") == 1 and template[:3] in page
