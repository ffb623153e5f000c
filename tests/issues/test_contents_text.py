"""The plain contents for the e-mail that announces an issue."""

import unicodedata
from dataclasses import replace

import pytest

from issues.contents_text import WIDTH, contents
from tests.issues.editions import LONGEST, article, edition, full_edition, masthead, sections


def test_the_whole_text_of_a_small_issue():
    first = article(
        "Dài hơn", toc_title="Trạm đo ngoài cửa sông gửi bản tin đầu tiên về đất liền sau bão", id=1
    )
    second = article("Tàu tự hành vẽ lại đáy vịnh", toc_title="", source="", news_date=None, id=2)
    made = edition(
        sections([first], [second]),
        theme="Biển và hải đảo",
        page_notice="Nội dung minh họa",
        podcast_title="Nghe điểm tin số 8",
        podcast_url="https://nghe.example/8",
    )
    made = replace(made, sections=made.sections[:3])
    day = f"{first.news_date:%d/%m}"
    assert (
        contents(made, {1: 4, 2: 12})
        == f"""ĐIỂM TIN KHOA HỌC CÔNG NGHỆ
Số 8/2026 · Tuần từ 27/02 – 05/03/2026 · 2 tin
Chủ đề: Biển và hải đảo
Nội dung minh họa

I. TỔNG KẾT XU HƯỚNG
       Tuần của những phép đo

II. TIN TRONG NƯỚC
{day}  Trạm đo ngoài cửa sông gửi bản tin đầu tiên về đất liền sau bão
       (Báo Sóng Biển), tr. 4

III. TÂM ĐIỂM
       Tàu tự hành vẽ lại đáy vịnh, tr. 12

Đọc trên trang:
https://diemtin.example/so/2026/8/
Nghe số này: Nghe điểm tin số 8
https://nghe.example/8

Sở Khoa học và Công nghệ – Trung tâm Thông tin Minh Họa
Giấy phép số 00/GP-XBBT · toasoan@diemtin.example
"""
    )


def test_lines_are_short_and_composed_and_every_article_stands_in_order():
    made = full_edition()
    decomposed = replace(made, theme=unicodedata.normalize("NFD", "Tuần lễ biển"))
    text = contents(decomposed)
    assert unicodedata.is_normalized("NFC", text) and "Chủ đề: Tuần lễ biển" in text
    assert max(map(len, text.splitlines())) <= WIDTH
    flat, place = " ".join(text.split()), 0
    for printed in made.articles:
        place = flat.index(printed.toc_title or printed.headline, place)


def test_pages_stand_only_where_they_are_known():
    made = edition(sections([article(id=1), article(id=2)]))
    assert contents(made, {2: 7}).count(", tr. ") == 1
    assert "tr. " not in contents(made)


def test_a_long_address_is_never_broken():
    made = edition(podcast_url=f"https://nghe.example/{'tap-' * 40}", podcast_title="")
    assert made.podcast_url in contents(made).splitlines()


@pytest.mark.parametrize("site", ["", "javascript:alert(1)"])
def test_without_a_site_there_is_no_address(site):
    assert "Đọc trên trang" not in contents(edition(masthead=masthead(site=site)))


def test_a_new_line_or_a_control_character_in_a_field_adds_no_line():
    odd = article("Một\r\nBcc: ai@do.example\x00\x1b[2J", toc_title="")
    text = contents(edition(sections([odd])))
    assert "Một Bcc: ai@do.example[2J (Báo Sóng Biển)" in text
    assert not any(line.startswith("Bcc") for line in text.splitlines())


def test_an_endless_headline_is_wrapped_under_itself():
    lines = contents(edition(sections([article(LONGEST, toc_title="")]))).splitlines()
    start = next(n for n, line in enumerate(lines) if "Thành phố nghiệm thu" in line)
    assert all(
        line.startswith("       Thành") or line[:7] == " " * 7 for line in lines[start + 1 : start + 6]
    )


def test_what_is_empty_leaves_no_gap():
    bare = dict.fromkeys(("authority", "publisher", "licence", "email", "site"), "")
    text = contents(
        edition(sections([article()]), trends_title="", trends_body="", masthead=masthead(**bare))
    )
    assert "\n\n\n" not in text and "TỔNG KẾT" not in text and text.endswith(")\n")
