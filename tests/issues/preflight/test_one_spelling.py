"""One term, one spelling."""

import pytest
from hypothesis import given

from issues.preflight import one_spelling
from issues.preflight.context import Context, House
from tests.issues.editions import article
from tests.issues.preflight.trial import anything, body, codes, found, in_text, issue_of, mended

FORMS = Context(
    house=(
        House("KH&CN", ("KHCN", "KH-CN")),
        House("thành phố Cảng", ("thành phố cảng",)),
        House("phao tiêu", ("phao-tiêu", "Phao tiêu")),
        House("TP. Đồ Sơn", ("TP Đồ Sơn", "TP.ĐS")),
    )
)


def test_two_ways_to_abbreviate_are_one_finding_with_places_and_repairs():
    text = "Phòng KH&CN và tổ KHCN bàn với Bộ KH&CN."
    findings = in_text(one_spelling.house_forms, text, context=FORMS)
    assert [(f.severity, f.article is None) for f in findings] == [("warning", True), ("hint", False)]
    assert "KH&CN 2 lần, KHCN 1 lần" in findings[0].message
    assert mended(findings[1:], text.replace("&", "&amp;")) == body(
        "Phòng KH&amp;CN và tổ KH&amp;CN bàn với Bộ KH&amp;CN."
    )


def test_headlines_and_sources_count_too():
    made = issue_of(article(headline="Tổ KHCN ra khơi", body=body("Bộ KH&CN đưa tin.")))
    assert codes(found(one_spelling.house_forms, made, FORMS)) == ["abbreviation-inconsistent"]
    made = issue_of(article(source="TP.ĐS", body=body("Bến ở TP. Đồ Sơn.")))
    assert codes(found(one_spelling.house_forms, made, FORMS)) == ["abbreviation-inconsistent"]


@pytest.mark.parametrize(
    "text", ["Tuổi thơ ở thành phố Cảng, một thành phố cảng.", "Cột phao tiêu, cột phao-tiêu."]
)
def test_capitals_and_common_nouns_are_hints(text):
    assert {f.severity for f in in_text(one_spelling.house_forms, text, context=FORMS)} == {"hint"}


@pytest.mark.parametrize(
    "text",
    [
        "Tổ KHCN, phòng KHCN.",
        "Phao tiêu mới. Mua phao tiêu.",
        "Bộ KH&CN ban hành Thông tư 12/2026/TT-BKHCN.",
        "Trạm KH&CNX và KHCN2 là hai tên máy, KH&CN thì không.",
    ],
)
def test_one_spelling_sentence_starts_and_document_numbers(text):
    assert not in_text(one_spelling.house_forms, text, context=FORMS)


def test_abbreviations_that_no_form_knows():
    findings = in_text(one_spelling.house_forms, "Đài PTTH đưa tin. Đài PT&TH và Đài PTTH cùng đi.")
    assert [f.severity for f in findings] == ["warning"] and "PTTH 2 lần" in findings[0].message
    assert not in_text(one_spelling.house_forms, "Máy AIS, máy VHF; A, B và C; HQ-01, HQ01, R&D.")


def test_an_ampersand_in_a_document_number():
    text = "Theo Thông tư 12/2026/TT-BKH&amp;CN, tàu phải có máy đo."
    findings = in_text(one_spelling.document_numbers, text)
    assert codes(findings) == ["abbreviation-inconsistent"]
    assert mended(findings, text) == body("Theo Thông tư 12/2026/TT-BKHCN, tàu phải có máy đo.")
    assert not in_text(one_spelling.document_numbers, "Nghị quyết 57-NQ/TW, Quyết định 11/QĐ-BCĐCP, KH&CN.")


def test_dashes_of_several_kinds():
    findings = in_text(one_spelling.dashes, "Tổ kỹ thuật - đo đạc họp.", "Tổ kỹ thuật – đo đạc nghỉ.")
    assert [(f.code, f.severity) for f in findings] == [("format-inconsistent", "hint")]
    assert not in_text(one_spelling.dashes, "Tổ kỹ thuật - đo đạc họp.", "Tua-bin chạy, năm 2025–2026.")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Điểm trung bình đạt 9.42.", 1),
        ("Điểm đạt 9,42; giá 46.000 đồng; công nghiệp 4.0.", 0),
        ("Cổng USB 3.2, phiên bản 2.1, dòng 9HA.02, Mục 1.2, ngày 01.03.2026.", 0),
    ],
)
def test_decimal_points(text, count):
    assert len(in_text(one_spelling.decimals, text)) == count


def test_the_place_of_tone_marks():
    findings = in_text(one_spelling.tone_places, "Nhà máy hoá chất ở bờ sông; hòa bình, khỏe, thủy triều.")
    assert codes(findings) == ["format-inconsistent"] and "hoá" in findings[0].quote
    assert not in_text(one_spelling.tone_places, "Quý này hòa bình, khỏe, hoàn toàn, quả.")


@given(anything)
def test_no_text_breaks_the_checks(text):
    made = issue_of(article(headline=text, source=text, body=body(text, text)), trends_body=text)
    checks = ("document_numbers", "house_forms", "dashes", "decimals", "tone_places")
    for check in (getattr(one_spelling, name) for name in checks):
        assert all(f.code for f in found(check, made, FORMS))
