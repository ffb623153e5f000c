"""Whole invented issues in the contents formats and habits of different months, checked in every field."""

from datetime import date

import pytest

from issues.backissue.parse import parse
from issues.backissue.values import BackIssue
from tests.issues.backissue.printed import (
    ITEMS,
    TRENDS,
    Item,
    article,
    contents,
    cover,
    day,
    issue,
    plain_issue,
    trends,
)

CODES_OF_A_CLEAN_ISSUE = {
    "missing-date",
    "section-inferred",
}  # the focus has no day, the body names no section


def expect(back: BackIssue, items: tuple[Item, ...] = ITEMS) -> None:
    """Every field of every article is as invented."""
    found = [
        (a.section, a.date, a.headline.upper(), a.source, tuple(p.text for p in a.paragraphs))
        for a in back.articles
    ]
    wanted = [
        (i.section, i.day and date(2026, i.day[1], i.day[0]), i.headline, i.source, i.paragraphs)
        for i in items
    ]
    assert found == wanted
    assert (back.number, back.last_number, back.year) == (3, None, 2026)
    assert (back.start, back.end) == (date(2026, 1, 16), date(2026, 1, 22))
    text = [p.text for p in back.trends.paragraphs]
    assert TRENDS[0] in text and TRENDS[1] in text
    assert back.trends.title.startswith("TỔNG KẾT XU HƯỚNG KHOA HỌC")


def bodies(**how) -> list[str]:
    return [line for item in ITEMS for line in article(item, **how)]


def test_pipes_on_the_contents_page_and_hash_headlines():
    rows = contents(lambda i: f"{day(i)} | {i.short} | P. {i.page}" if i.day else f"{i.short} | P. {i.page}")
    back = parse(issue(cover("Số 3/2026 (Tuần từ 16/1 – 22/1/2026)"), rows, trends("# "), bodies(mark="# ")))
    expect(back)
    assert [(e.title, e.page, e.section) for e in back.contents] == [
        (i.short, i.page, i.section) for i in ITEMS
    ]
    assert {p.code for p in back.problems} == CODES_OF_A_CLEAN_ISSUE
    assert [a.toc_title for a in back.articles] == [i.short for i in ITEMS]


def test_dotted_rows_with_trang_and_the_source_in_the_headline_line():
    rows = contents(lambda i: f"- {day(i)} {i.short} ..... Trang {i.page}", head="## {name}")
    body = []
    for i in ITEMS:
        start = f"{i.day[0]}/{i.day[1]} " if i.day else ""
        body += [
            "",
            f"## {start}{i.headline} [Chi tiết: {i.source}](#)",
            "",
            *"\n\n".join(i.paragraphs).split("\n"),
        ]
    back = parse(issue(cover("Số 03/2026"), ["Tuần từ 16/01-22/01/2026", ""], rows, trends("# "), body))
    expect(back)
    assert [e.date for e in back.contents] == [a.date for a in back.articles]
    assert {p.code for p in back.problems} == CODES_OF_A_CLEAN_ISSUE


def test_number_name_and_page_on_three_lines():
    """Such a page names sections only, so days and subjects have to tell where one begins."""
    rows = contents(lambda i: [], head="{roman}\n{name}\n{page}")
    back = parse(issue(cover(), rows, trends(), bodies()))
    expect(back)
    assert back.contents == ()


def test_entries_on_three_lines():
    rows = contents(lambda i: [day(i), i.short, str(i.page), ""], head="{roman}.\n{name}\n{page}")
    back = parse(issue(cover(), rows, trends(), bodies(prefix="{day}:")))
    expect(back)
    assert [(e.title, e.page) for e in back.contents] == [(i.short, i.page) for i in ITEMS]


@pytest.mark.parametrize("html", [False, True])
def test_a_table_as_contents_page(html):
    rows = ["MỤC LỤC", "", "| STT | Ngày | Tiêu đề | Trang |", "|---|---|---|---|"]
    for section, name in (
        ("domestic", "TIN TRONG NƯỚC"),
        ("focus", "TÂM ĐIỂM"),
        ("haiphong", "TIN HẢI PHÒNG"),
    ):
        rows.append(f"| | | **{name}** | |")
        rows += [
            f"| {n} | {day(i)} | {i.short} | {i.page} |"
            for n, i in enumerate(ITEMS, 1)
            if i.section == section
        ]
    if html:
        rows = [
            "<tr><td>" + "</td><td>".join(r.strip("| ").split(" | ")) + "</td></tr>"
            if "---" not in r and r[:1] == "|"
            else r
            for r in rows
        ]
    back = parse(issue(cover(), rows, [""], trends(), bodies()))
    expect(back)
    assert [(e.title, e.page, e.section) for e in back.contents] == [
        (i.short, i.page, i.section) for i in ITEMS
    ]


def test_titles_with_a_bare_page_number():
    rows = contents(lambda i: f"- {i.short} {i.page:02d}", head="{name}")
    expect(parse(issue(cover(), rows, trends(), bodies())))


def test_contents_without_pages_and_none_at_all():
    expect(parse(issue(cover(), contents(lambda i: f"- {i.short}"), trends(), bodies())))
    back = parse(issue(cover(), trends(), bodies()))
    expect(back)
    assert "article-without-toc-entry" not in {p.code for p in back.problems}


def test_headlines_in_mixed_case():
    items = [
        line for i in ITEMS for line in article(Item(**{**i.__dict__, "headline": i.headline.capitalize()}))
    ]
    expect(parse(plain_issue(body=items)))


def test_bold_headlines_and_sources_of_a_word_processor():
    body = []
    for i in ITEMS:
        start = f"{day(i)}: " if i.day else ""
        body += ["", f"**{start}{i.headline}**", "", f"*Chi tiết: {i.source}*", "", *i.paragraphs]
    expect(parse(plain_issue(body=body)))


def test_paragraphs_broken_into_lines():
    body = []
    for i in ITEMS:
        body += article(Item(**{**i.__dict__, "paragraphs": ()}))
        for paragraph in i.paragraphs:
            words = paragraph.split()
            body += [" ".join(words[n : n + 11]) for n in range(0, len(words), 11)] + [""]
    expect(parse(plain_issue(body=body)))


def test_the_summary_above_the_contents_page():
    rows = contents(lambda i: f"- {day(i)} {i.short} ..... Trang {i.page}")
    expect(parse(issue(cover(), trends(), rows, bodies())))


def test_a_year_is_crossed():
    text = plain_issue().replace(
        "SỐ 03/2026: Tuần từ 16/01 – 22/01/2026", "Số 01/2026: Tuần từ 29/12 – 04/01/2026"
    )
    text = text.replace("16/01:", "30/12:").replace("21/01:", "03/01:")
    back = parse(text)
    assert (back.number, back.start, back.end) == (1, date(2025, 12, 29), date(2026, 1, 4))
    assert back.articles[0].date == date(2025, 12, 30)
    assert back.articles[-1].date == date(2026, 1, 3)


def test_a_double_issue():
    back = parse(plain_issue().replace("SỐ 03/2026: Tuần", "Số 3+4/2026 (Tuần"))
    assert (back.number, back.last_number, back.year) == (3, 4, 2026)


@pytest.mark.parametrize(
    "printed",
    [
        "Số 3/2026 (Tuần từ 16/1 – 22/1/2026)",
        "SỐ 3 (16/01 - 22/01/2026)",
        "Số 03 năm 2026: từ ngày 16 đến ngày 22 tháng 01 năm 2026",
        "Số: 03/2026 - Từ 16-22/01/2026",
        "Số 3/2026 - Tuần từ 16.01 đến hết ngày 22.01.2026",
    ],
)
def test_headings_of_the_issue(printed):
    expect(parse(plain_issue().replace("SỐ 03/2026: Tuần từ 16/01 – 22/01/2026", printed)))


def test_banner_and_podcast_of_the_cover():
    text = plain_issue().replace(
        "SỞ KHOA HỌC",
        "MỪNG XUÂN MỚI, VUI HỘI BẾN CẢNG\n\nMời nghe podcast Điểm tin tại đây\n\nSỞ KHOA HỌC",
        1,
    )
    back = parse(text)
    expect(back)
    assert back.theme == "MỪNG XUÂN MỚI, VUI HỘI BẾN CẢNG"
    assert back.podcast == "Mời nghe podcast Điểm tin tại đây"


def test_a_summary_of_short_paragraphs_is_found_by_its_title():
    short = "Tuần này máy móc nhỏ đi xa hơn máy móc lớn."
    text = plain_issue().replace(TRENDS[0], short).replace(TRENDS[1], "Và người biết sửa máy quý hơn máy.")
    back = parse(text)
    assert short in {p.text for p in back.trends.paragraphs}
    assert len(back.articles) == len(ITEMS)
