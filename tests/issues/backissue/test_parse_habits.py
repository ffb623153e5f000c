"""Habits that differ from article to article: sources, headlines, page headers, figures, captions."""

from dataclasses import replace
from datetime import date

import pytest

from issues.backissue.parse import parse
from issues.backissue.values import BackArticle
from tests.issues.backissue.printed import ITEMS, article, plain_issue
from tests.issues.backissue.test_parse_whole import expect


def with_article(position: int, lines: list[str]):
    """The plain issue with one article printed another way."""
    body = [line for i, item in enumerate(ITEMS) for line in (lines if i == position else article(item))]
    return parse(plain_issue(body=body))


def text_of(found: BackArticle) -> tuple[str, ...]:
    return tuple(p.text for p in found.paragraphs if p.kind in ("text", "bullet"))


@pytest.mark.parametrize(
    "source",
    [
        "[Chi tiết: {}](#)",
        "[Chi tiết: {}](#) ▶",
        "[Chi tiết: {}](#) ➔",
        "[Chi tiết:](#)\n[{}](#)",
        "[Chi tiết:](#)  \n\n[{}](#)",
        "Chi tiết: [{}](#)",
        "[Chi tiết: Chi tiết: {}](#)",
        "Chi tiết: {}",
        "(Chi tiết: {})",
        "Chi tiết:\n{}",
        "**Chi tiết:** [{}](#) ➤",
        "[{}](#)",
        "Nguồn: {}",
    ],
)
def test_every_form_of_the_source(source):
    expect(parse(plain_issue(body=[line for item in ITEMS for line in article(item, source=source)])))


def test_a_source_link_broken_over_two_lines():
    item = ITEMS[1]
    first, rest = item.source.split(" ", 1)
    lines = article(item, source=f"[Chi tiết: {first}\n{rest}](#)")
    expect(with_article(1, lines))


def test_a_real_address_is_the_link_and_a_hash_is_none():
    back = with_article(2, article(ITEMS[2], source="[Chi tiết: {}](https://soncuoc.example/ban-do-gio)"))
    expect(back)
    assert back.articles[2].link == "https://soncuoc.example/ban-do-gio"
    assert back.articles[1].link is None


def test_no_source_at_all():
    items = [replace(item, source=None) if i in (1, 6) else item for i, item in enumerate(ITEMS)]
    back = parse(plain_issue(body=[line for item in items for line in article(item)]))
    expect(back, tuple(items))
    assert [p.line for p in back.problems if p.code == "missing-source"] == [
        back.articles[1].line,
        back.articles[6].line,
    ]


def test_the_source_after_the_first_paragraph():
    item = ITEMS[3]
    lines = [
        "",
        f"20/01: {item.headline}",
        "",
        item.paragraphs[0],
        "",
        f"[Chi tiết: {item.source}](#)",
        "",
        item.paragraphs[1],
        "",
    ]
    expect(with_article(3, lines))


def test_an_undated_headline_whose_source_comes_late():
    item = replace(ITEMS[3], day=None)
    lines = [
        "",
        item.headline,
        "",
        item.paragraphs[0],
        "",
        f"[Chi tiết: {item.source}](#)",
        "",
        item.paragraphs[1],
    ]
    back = with_article(3, lines)
    expect(back, tuple(item if i == 3 else other for i, other in enumerate(ITEMS)))


def test_no_date_at_all():
    items = tuple(replace(item, day=None) if i == 1 else item for i, item in enumerate(ITEMS))
    back = parse(plain_issue(items, [line for item in items for line in article(item)]))
    expect(back, items)
    assert [p.headline for p in back.problems if p.code == "missing-date"] == [
        items[1].headline,
        items[4].headline,
    ]


def test_an_impossible_day_is_no_day():
    back = with_article(1, article(ITEMS[1], prefix="31/02: "))
    assert back.articles[1].date is None
    assert back.articles[1].headline == ITEMS[1].headline


def test_the_year_is_that_of_the_issue_unless_printed():
    back = with_article(1, article(ITEMS[1], prefix="17/01/2026: "))
    expect(back)
    assert with_article(1, article(ITEMS[1], prefix="31/12: ")).articles[1].date == date(2025, 12, 31)


@pytest.mark.parametrize("mark", ["", "## "])
@pytest.mark.parametrize("gap", [[], [""]])
def test_a_headline_over_several_lines(mark, gap):
    item = ITEMS[0]
    words = f"16/01: {item.headline}".split()
    lines = [
        "",
        mark + " ".join(words[:6]),
        *gap,
        mark + " ".join(words[6:11]),
        *gap,
        mark + " ".join(words[11:]),
        "",
    ]
    lines += [f"[Chi tiết: {item.source}](#)", "", item.paragraphs[0], "", item.paragraphs[1], ""]
    expect(with_article(0, lines))


def test_a_headline_broken_before_its_dash():
    item = replace(ITEMS[2], headline="BẢN ĐỒ GIÓ ĐẦU TIÊN CỦA VÙNG NÚI VIỆT NAM - CHI TIẾT ĐẾN TỪNG HUYỆN")
    first, second = item.headline.split(" - ")
    lines = ["", f"18/01: {first}", f"- {second}", "", f"[Chi tiết: {item.source}](#)", ""]
    lines += [part for p in item.paragraphs for part in (p, "")]
    expect(with_article(2, lines), tuple(item if i == 2 else other for i, other in enumerate(ITEMS)))


def test_a_headline_that_runs_into_its_first_sentence():
    item = ITEMS[1]
    lines = [
        "",
        f"17/01: {item.headline} {item.paragraphs[0]}",
        "",
        item.paragraphs[1],
        "",
        "[Chi tiết: Tạp chí Cơ khí trẻ](#)",
    ]
    expect(with_article(1, lines))


def test_headers_and_page_numbers_in_the_running_text():
    body = []
    for n, item in enumerate(ITEMS):
        lines = article(item)
        headers = [
            "TIN TRONG NƯỚC",
            "Điểm tin Khoa học Công nghệ Số 03/2026",
            f"Trang {n + 3}",
            str(n + 3),
            f"- {n} -",
        ]
        body += [*lines[:-2], headers[n % 5], "", *lines[-2:], "", "ĐIỂM TIN KHOA HỌC CÔNG NGHỆ", ""]
    back = parse(plain_issue(body=body))
    expect(back)


def test_a_paragraph_cut_by_a_page_break_is_one_again():
    item = ITEMS[2]
    head, tail = item.paragraphs[0].split(" vừa ", 1)
    lines = [
        "",
        f"18/01: {item.headline}",
        "",
        f"[Chi tiết: {item.source}](#)",
        "",
        head,
        "",
        "TIN TRONG NƯỚC",
        "",
        "7",
        "",
        f"vừa {tail}",
        "",
        item.paragraphs[1],
        "",
    ]
    expect(with_article(2, lines))


def test_key_figures_captions_and_quotes_stand_beside_the_text():
    item = ITEMS[6]
    lines = [
        "",
        f"17/01: {item.headline}",
        "",
        f"[Chi tiết: {item.source}](#)",
        "",
        "Ảnh: Đài Cửa Cấm",
        "",
        ">91% thư được trả lời đúng hẹn",
        "",
        item.paragraphs[0],
        "",
        "2.450",
        "lá thư trong tháng đầu",
        "",
        "“Người dân viết, chúng tôi đọc, và lần này không lá thư nào bị bỏ quên.”",
        "",
        "Cách làm",
        "",
        item.paragraphs[1],
        "",
        "*Cán bộ phường bên hộp thư mới*",
        "",
    ]
    back = with_article(6, lines)
    found = back.articles[6]
    assert text_of(found) == item.paragraphs
    assert found.key_figures == ((">91%", "thư được trả lời đúng hẹn"), ("2.450", "lá thư trong tháng đầu"))
    assert found.captions == ("Ảnh: Đài Cửa Cấm", "Cán bộ phường bên hộp thư mới")
    assert [p.kind for p in found.paragraphs] == ["text", "quote", "subhead", "text"]


def test_items_of_lists_are_text_and_so_is_what_leads_in():
    item = ITEMS[7]
    lines = [
        *article(item),
        "Kế hoạch vụ tới:",
        "",
        "- Thêm năm nhà màng",
        "• Mở lớp dạy đọc số liệu cảm biến",
        "",
    ]
    found = with_article(7, lines).articles[7]
    assert text_of(found)[2:] == ("Kế hoạch vụ tới:", "Thêm năm nhà màng", "Mở lớp dạy đọc số liệu cảm biến")
    assert [p.kind for p in found.paragraphs][2:] == ["text", "bullet", "bullet"]


def test_a_list_of_dates_is_no_row_of_headlines():
    item = ITEMS[8]
    lines = [*article(item), "- 22/1: Mở phòng đọc ảnh", "- 25/1: Nói chuyện về phố cũ", ""]
    back = with_article(8, lines)
    assert len(back.articles) == len(ITEMS)
    assert text_of(back.articles[8])[-1] == "25/1: Nói chuyện về phố cũ"


def test_a_fraction_that_looks_like_a_day_starts_no_article():
    item = ITEMS[8]
    back = with_article(8, [*article(item), "9/10 bạn đọc được hỏi muốn xem ảnh ngay tại chỗ.", ""])
    assert len(back.articles) == len(ITEMS)


def test_text_is_kept_with_its_mistakes():
    item = replace(ITEMS[1], paragraphs=("Máy  gấp áo nhanh , êm và rẻ..", ITEMS[1].paragraphs[1]))
    back = with_article(1, article(item))
    assert back.articles[1].paragraphs[0].text == "Máy gấp áo nhanh , êm và rẻ.."


def test_the_imprint_of_the_last_page_is_no_text():
    text = (
        plain_issue()
        + "\n\nSỞ KHOA HỌC VÀ CÔNG NGHỆ\n\nChịu trách nhiệm: Trần Thị Bến\nĐịa chỉ: 1 phố Sóng\nEmail: a@b.example\n"
    )
    back = parse(text)
    expect(back)
    assert sum(role == "imprint" for _, role in back.places) >= 3
