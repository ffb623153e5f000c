"""How values are written in print."""

import base64
import io
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import translation
from PIL import Image

from issues.templatetags import print_tags as tags
from tests.issues.editions import article, edition, figures, masthead, picture

MONDAY = date(2026, 3, 2)


def test_weekdays_are_named_in_vietnamese():
    names = [tags.weekday(MONDAY + timedelta(days=n)) for n in range(7)]
    assert names == ["Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật"]


@pytest.mark.parametrize(
    ("first", "last", "written"),
    [
        (date(2026, 2, 27), date(2026, 3, 5), "27/02 – 05/03/2026"),
        (date(2025, 12, 29), date(2026, 1, 4), "29/12/2025 – 04/01/2026"),
        (MONDAY, MONDAY, "02/03/2026"),
    ],
)
def test_the_week_is_written_with_the_years_it_needs(first, last, written):
    assert tags.week(edition(first_day=first, last_day=last)) == written


@pytest.mark.parametrize(
    ("credit", "written"), [("Minh An", "Ảnh: Minh An"), ("Ảnh: TTXB", "Ảnh: TTXB"), ("", "")]
)
def test_a_credit_says_once_that_it_is_one(credit, written):
    assert tags.credited(picture(credit=credit)) == written


def test_a_picture_is_never_without_words_for_a_screen_reader():
    words = picture(alt="", caption="Bến cảng.")
    assert tags.described(words, "Tiêu đề") == "Bến cảng."
    assert tags.described(replace(words, caption=""), "Tiêu đề") == "Tiêu đề"


@pytest.mark.parametrize(("count", "sizes"), [(0, []), (1, [1]), (4, [4]), (5, [3, 2]), (9, [3, 3, 3])])
def test_key_figures_stand_in_rows_of_about_equal_length(count, sizes):
    rows = tags.rows(figures(count), 4)
    assert [len(row) for row in rows] == sizes
    assert tuple(figure for row in rows for figure in row) == figures(count)


@pytest.mark.parametrize(
    ("source", "link", "written"),
    [
        ("Báo Sóng Biển", "https://www.songbien.example/1", "Báo Sóng Biển"),
        ("", "https://www.songbien.example/1", "songbien.example"),
        ("", "", ""),
    ],
)
def test_a_reference_is_the_source_or_the_site_or_nothing(source, link, written):
    assert tags.reference(article(source=source, link=link)) == written


def test_the_imprint_has_only_lines_with_a_value():
    lines = tags.imprint(masthead(licence="", facebook="", print_run=""))
    assert all(text for _, text, _ in lines)
    assert not {"Giấy phép xuất bản", "Facebook", "Số lượng in"} & {label for label, _, _ in lines}
    assert ("Trang thông tin", "diemtin.example", "https://diemtin.example/") in lines


def test_a_code_leads_where_it_says_and_is_the_same_every_time():
    address = "https://songbien.example/tin/1"
    assert tags.code(address) == tags.code(address) != tags.code(address + "0")
    picture = Image.open(io.BytesIO(base64.b64decode(tags.code(address).partition(",")[2])))
    assert picture.format == "PNG" and picture.width == picture.height >= 4 * 21


def test_the_thumb_index_steps_down_from_section_to_section():
    steps = [float(tags.tab(n).removesuffix("mm")) for n in range(4)]
    assert steps == sorted(set(steps))
    assert steps[0] == -steps[3]


def test_lengths_have_a_point_whatever_the_language():
    with translation.override("vi"):
        assert tags.pt(12.5) == "12.50pt"
