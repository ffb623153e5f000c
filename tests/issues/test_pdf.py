"""The printed issue: true page numbers, bookmarks, links, fonts, metadata, the same bytes every time."""

import hashlib
import os
import re
import subprocess
import sys
import unicodedata

import pytest
from django.conf import settings
from django.test import override_settings

from issues import pdf, printing
from issues.composition import compose
from issues.edition import EditionCorrection, to_json
from tests.issues.editions import (
    FIRST_DAY,
    article,
    edition,
    full_edition,
    masthead,
    paragraphs,
    picture,
    sections,
)
from tests.issues.reading import Printed, links, outline, printed, tight

# As named in the PDF: family of print.css and weight; a glyph or a face from elsewhere would add or lack a name.
FACES = {
    *("Sans", "Sans-Italic", "Sans-Medium", "Sans-Semi-Bold", "Sans-Bold", "Sans-Ultra-Bold"),
    *("Serif", "Serif-Italic", "Serif-Bold"),
}


@pytest.fixture(scope="module")
def full(tmp_path_factory) -> Printed:
    """The hard edition, rendered once for all tests that only read it."""
    with override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media")):
        return printed(full_edition())


def contents_number(pages: list[str], title: str) -> int:
    """The page number that the contents page prints after a title."""
    words = r"\s+".join(re.escape(word) for word in title.split())
    found = re.search(words + r"[\s.]+(\d+)(?=\s|$)", "\n".join(pages[1:4]))
    assert found, f"{title} is not in the contents"
    return int(found[1])


def test_every_contents_number_is_the_page_on_which_the_headline_stands(full):
    for item in full.edition.articles:
        number = contents_number(full.pages, item.toc_title or item.headline)
        assert tight(item.headline.upper()) in tight(full.pages[number - 1]), item.headline


def test_the_teasers_on_the_cover_tell_the_true_pages(full):
    focus = full.edition.sections[2].articles[0]
    domestic = full.edition.sections[1].articles[0]
    haiphong = full.edition.sections[3].articles[0]
    numbers = [int(n) for n in re.findall(r"Trang (\d+)", full.pages[0])]
    assert len(numbers) == 3
    for item, number in zip((focus, domestic, haiphong), numbers, strict=True):
        assert tight(item.headline.upper()) in tight(full.pages[number - 1])


def test_bookmarks_are_sections_and_under_them_all_headlines_as_typed(full):
    marks = outline(full.reader)
    sections_printed = [label for level, label, _ in marks if level == 1]
    assert sections_printed == [
        "Mục lục",
        "I. Tổng kết xu hướng",
        "II. Tin trong nước",
        "III. Tâm điểm",
        "IV. Tin Hải Phòng",
        "Thông tin xuất bản",
    ]
    headlines = [(label, page) for level, label, page in marks if level == 2]
    assert [label for label, _ in headlines] == [
        full.edition.trends_title,
        *(item.headline for item in full.edition.articles),
    ]
    for label, page in headlines[1:]:
        assert tight(label.upper()) in tight(full.pages[page])


def test_every_internal_link_leads_somewhere_and_every_article_is_linked(full):
    inner = [link["/Dest"] for link in links(full.reader) if "/Dest" in link]
    known = full.reader.named_destinations
    assert set(inner) <= set(known)
    assert {f"tin-{item.id}" for item in full.edition.articles} <= set(inner)


def test_sources_are_links_to_the_original(full):
    outer = {link["/A"]["/URI"] for link in links(full.reader) if "/A" in link}
    assert {item.link for item in full.edition.articles if item.link} <= outer


def test_the_notice_stands_on_every_page(full):
    missing = [n for n, text in enumerate(full.pages, 1) if "Nội dung minh họa" not in text]
    assert missing == []


def test_without_a_notice_no_page_has_one():
    assert not any(
        "minh họa" in page.casefold()
        for page in printed(edition(masthead=masthead(publisher="X", address=""))).pages
    )


def test_only_the_two_families_are_embedded_as_subsets(full):
    fonts = {
        font.get_object()["/BaseFont"]: font.get_object()
        for page in full.reader.pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert {name.partition("+Diemtin-")[2] for name in fonts} == FACES
    for name, font in fonts.items():
        descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        assert {"/FontFile2", "/FontFile3"} & set(descriptor), name


def test_title_language_author_and_tags(full):
    catalog, info = full.reader.trailer["/Root"], full.reader.metadata
    assert catalog["/Lang"] == "vi"
    assert catalog["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in catalog
    assert info.title == "Điểm tin Khoa học Công nghệ – Số 8/2026"
    assert info.author == "Trung tâm Thông tin Minh Họa"
    assert "Tin Hải Phòng" in info["/Keywords"]
    assert info["/CreationDate"].startswith("D:20260305")


def tags(element, name: str) -> list:
    """All structure elements of one type."""
    element = element.get_object()
    if not isinstance(element, dict):
        return []
    kids = element.get("/K", [])
    kids = kids if isinstance(kids, list) else [kids]
    own = [element] if element.get("/S") == name else []
    return own + [found for kid in kids if not isinstance(kid, int) for found in tags(kid, name)]


def test_the_contents_is_tagged_as_one_and_lists_stay_lists(full):
    root = full.reader.trailer["/Root"]["/StructTreeRoot"]
    entries = tags(root, "/TOCI")
    assert len(entries) == len(full.edition.articles) + 1  # the summary has an entry too
    assert all(entry["/P"].get_object()["/S"] == "/TOC" for entry in entries)
    assert len(tags(root, "/LI")) >= 3


def test_the_text_is_nfc_and_whole(full):
    text = "\n".join(full.pages)
    assert unicodedata.is_normalized("NFC", text)
    whole = tight(text)
    for item in full.edition.articles:
        for sentence in re.findall(r"[^<>.]{20,}\.", item.body):
            assert tight(sentence) in whole


def test_capitals_keep_their_vietnamese_marks(full):
    assert tight("CON TÀU TỰ HÀNH VẼ LẠI ĐÁY VỊNH") in tight("".join(full.pages))


def test_dates_are_two_digits_and_weekdays_vietnamese(full):
    item = next(a for a in full.edition.articles if a.news_date)
    number = contents_number(full.pages, item.toc_title or item.headline)
    assert f"{item.news_date:%d/%m}" in full.pages[number - 1]
    assert "Tuần từ 27/02 – 05/03/2026" in full.pages[0]
    assert re.search(r"THỨ (HAI|BA|TƯ|NĂM|SÁU|BẢY)|CHỦ NHẬT", "".join(full.pages))


def test_corrections_stand_with_their_article_and_with_the_issue(full):
    focus = full.edition.sections[2].articles[0]
    page = full.pages[contents_number(full.pages, focus.toc_title) - 1]
    assert "Tên trạm đúng là Nam Triệu." in page
    assert "10/03/2026" in page
    assert "Số trang ở bìa đã được sửa." in full.pages[-1]


def test_the_composition_knows_the_pages_before(full):
    composition = compose(full.edition)
    assert composition.count == full.pdf.pages
    for item in full.edition.articles:
        assert tight(item.headline.upper()) in tight(full.pages[composition.headline_pages[item.id] - 1])


def test_the_number_of_pages_is_told(full):
    assert full.pdf.pages == len(full.reader.pages)


def test_the_same_edition_gives_the_same_bytes():
    value = edition(cover=picture(), sections=sections([article(pictures=(picture(),))]))
    assert pdf.render(value) == pdf.render(value)


RENDER_IN_ANOTHER_PROCESS = """
import hashlib, sys, django
django.setup()
from issues import pdf, printing
from issues.edition import from_json
print(hashlib.sha256(pdf.render(from_json(sys.stdin.read())).data).hexdigest())
"""


def test_another_process_gives_the_same_bytes():
    value = edition(cover=picture(), sections=sections([article(pictures=(picture(),))], [article()]))
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "diemtin.settings",
        "MEDIA_ROOT": str(settings.MEDIA_ROOT),
        "PYTHONHASHSEED": "77",
    }
    other = subprocess.run(
        [sys.executable, "-c", RENDER_IN_ANOTHER_PROCESS],
        input=to_json(value),
        env=environment,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    assert other.stdout.strip() == hashlib.sha256(pdf.render(value).data).hexdigest()


def test_an_edition_with_one_article_and_no_summary_prints():
    found = printed(edition(sections([article("Tin duy nhất của số này")]), trends_title="", trends_body=""))
    assert "Tổng kết xu hướng" not in "".join(found.pages)
    assert contents_number(found.pages, found.edition.articles[0].toc_title) == 4
    assert found.pdf.pages == 4


def test_a_double_issue_and_another_page_size():
    value = edition(number=5, last_number=6, masthead=masthead(page_width=190, page_height=270))
    found = printed(value)
    assert found.reader.metadata.title.endswith("Số 5–6/2026")
    assert "5–6" in found.pages[0]
    for page in found.reader.pages:
        assert [round(float(side) / 72 * 25.4) for side in page.mediabox[2:]] == [190, 270]


def test_rendering_asks_the_database_nothing(db, django_assert_num_queries):
    value = edition(cover=picture(), corrections=(EditionCorrection(FIRST_DAY, "Đã sửa.", None),))
    with django_assert_num_queries(0):
        pdf.render(value)


def test_a_space_before_an_inline_element_never_leaves_one_word_on_a_line():
    body = paragraphs(1).replace("Thiết bị", "<strong>Thiết bị</strong>")
    html = printing.html(edition(sections([article(body=body)])))
    assert "<strong> Thiết bị</strong>" in html
    assert " <strong>" not in html
