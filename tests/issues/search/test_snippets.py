"""Marked words in headlines and snippets."""

import re
from html import unescape

import pytest

from issues.search_query import parse
from issues.search_snippets import LENGTH, marked, snippet


@pytest.mark.parametrize(
    ("query", "text", "shown"),
    [
        ("chuyen doi so", "Chuyển đổi số ở bản", "<mark>Chuyển đổi số</mark> ở bản"),
        ("đường", "Đường và ông Dương", "<mark>Đường</mark> và ông Dương"),
        ("đường", "Ông Dương", "Ông <mark>Dương</mark>"),
        ("toa soan", "Toà soạn", "<mark>Toà soạn</mark>"),
        ("tòa", "Toà soạn", "<mark>Toà</mark> soạn"),
        ("công nghệ", "Thành công của công nghệ", "Thành công của <mark>công nghệ</mark>"),
        ("công nghệ", "Nghệ nhân thành công", "<mark>Nghệ</mark> nhân thành <mark>công</mark>"),
        ('"nhà khoa học"', "Khoa học, nhà khoa học", "Khoa học, <mark>nhà khoa học</mark>"),
        ("b", "<b>&amp; b", "&lt;<mark>b</mark>&gt;&amp;amp; <mark>b</mark>"),
        (
            "script",
            "<script>alert(1)</script>",
            "&lt;<mark>script</mark>&gt;alert(1)&lt;/<mark>script</mark>&gt;",
        ),
        ("phao -cảng", "Cảng có phao", "Cảng có <mark>phao</mark>"),
        ("vắng", "Không có gì", "Không có gì"),
    ],
)
def test_a_headline(query, text, shown):
    assert marked(parse(query), text) == shown


def test_a_snippet_is_the_part_of_the_text_where_the_words_stand():
    body = (
        "<p>Mở đầu.</p>"
        + "<p>Câu đệm dài thêm nữa.</p>" * 40
        + "<p>Trạm gió ở Hòn Cau & đảo.</p>"
        + "<p>Đuôi.</p>" * 60
    )
    shown = snippet(parse("hòn cau"), body)
    assert shown.startswith("… ") and shown.endswith("…") and "<mark>Hòn Cau</mark> &amp; đảo." in shown
    assert LENGTH < len(unescape(re.sub("<[^>]*>", "", shown))) < LENGTH + 10


def test_a_snippet_is_the_beginning_where_the_words_stand_in_the_headline():
    shown = snippet(parse("vắng"), "<p>Mở đầu & tiếp.</p>")
    assert shown == "Mở đầu &amp; tiếp."


def test_no_text_no_snippet():
    assert snippet(parse("a"), "") == ""


def test_markup_in_the_text_stays_text():
    shown = snippet(parse("đậm"), "<p>&lt;script&gt; <strong>đậm</strong></p>")
    assert shown == "&lt;script&gt; <mark>đậm</mark>"
