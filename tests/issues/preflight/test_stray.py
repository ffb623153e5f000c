"""Stray punctuation, lone brackets, hyphens that glue."""

import pytest
from hypothesis import given

from issues.preflight.balance import quote_styles, unbalanced
from issues.preflight.stray import glued_words, stray_marks
from tests.issues.editions import article
from tests.issues.preflight.trial import anything, body, codes, found, in_text, issue_of, mended


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("Trạm đã chạy.. Sóng lặng.", "Trạm đã chạy. Sóng lặng."),
        ("Trạm đã chạy..", "Trạm đã chạy."),
        ("Phao , xích và đèn.", "Phao, xích và đèn."),
        ("Phao,xích và đèn.", "Phao, xích và đèn."),
        ("Phao,, xích và đèn.", "Phao, xích và đèn."),
        ("Trạm đã chạy .", "Trạm đã chạy."),
        ("Trạm đã chạy,. Sóng lặng.", "Trạm đã chạy. Sóng lặng."),
        ("Trạm đã chạy.Sóng lặng cả ngày.", "Trạm đã chạy. Sóng lặng cả ngày."),
        ("Trạm ( loại nhỏ) đã chạy.", "Trạm (loại nhỏ) đã chạy."),
        ("Trạm “loại nhỏ ” đã chạy.", "Trạm “loại nhỏ” đã chạy."),
        ("Đèn chớp.... rồi tắt.", "Đèn chớp… rồi tắt."),
        ("Ai trực đêm?. Không ai.", "Ai trực đêm? Không ai."),
        ("Đội mang theo:phao và đèn.", "Đội mang theo: phao và đèn."),
        ("Trạm(loại nhỏ) đã chạy.", "Trạm (loại nhỏ) đã chạy."),
        ("Trạm “Sao”đã chạy.", "Trạm “Sao” đã chạy."),
    ],
)
def test_stray_marks_are_found_and_mended(wrong, right):
    findings = in_text(stray_marks, wrong)
    assert codes(findings) == ["stray-punctuation"]
    assert mended(findings, wrong) == body(right)


@pytest.mark.parametrize(
    "text",
    [
        "Đèn chớp... rồi tắt. Đèn chớp… rồi tắt hẳn!",
        "Mức nước 1,25 m; giá 46.000 đồng, tăng 3,5%.",
        "Phao, xích, đèn, v.v., đều mua trong nước.",
        "Xem tại songbien.example hoặc Booking.Com và Node.js nhé.",
        "Lúc 6:30, tỷ lệ 1:25.000 (khoảng 4/5 bản đồ).",
        "“Chạy đi!”, ông nói, rồi hỏi: “Ai trực?”.",
        "Nhóm A, B và C (gồm 3 người), đi tàu HQ.01 ra đảo.",
    ],
)
def test_marks_that_stand_right(text):
    assert not in_text(stray_marks, text)


def test_headlines_are_read_once():
    made = issue_of(article(headline="Phao mới , đèn mới", toc_title="Phao mới , đèn mới"))
    assert [f.field for f in found(stray_marks, made)] == ["headline"]


def test_a_hyphen_that_glues_two_words():
    term = article(body=body("Tổ đo đạc học cách đo đạc; ai cũng biết đo đạc."))
    glued = article(body=body("Đội đi đến bến-đo đạc bằng máy mới."))
    findings = found(glued_words, issue_of(glued, term))
    assert codes(findings) == ["stray-punctuation"] and "“đo đạc” đứng riêng 3 lần" in findings[0].message


def test_between_two_terms_only_the_spaces_are_missing():
    terms = article(body=body("Kỹ thuật đo đạc cần kỹ thuật mới; đo đạc cần kỹ thuật, đo đạc."))
    findings = found(glued_words, issue_of(article(body=body("Phòng kỹ thuật-đo đạc mở cửa.")), terms))
    assert [(f.code, f.severity) for f in findings] == [("format-inconsistent", "hint")]


def test_a_word_written_with_a_hyphen_is_left_alone():
    assert not in_text(glued_words, "Tua-bin khí và tua-bin hơi chạy bằng khí-hydro sạch.")


@pytest.mark.parametrize(
    "text", ["Ông nói “đi ngay.", "Trạm (loại nhỏ đã chạy.", 'Ông nói "đi ngay.', "Đã chạy] rồi."]
)
def test_lone_marks(text):
    assert codes(in_text(unbalanced, text)) == ["unbalanced-quotes"]


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("Ông nói “đi ngay” (khẽ) [sic].",),
        ("Cần: a) phao; b) xích; 1) đèn.",),
        ('Màn hình 6,7" cho thợ lặn.',),
        ("“Đoạn trích thứ nhất của ông.", "Đoạn trích thứ hai của ông.”"),
    ],
)
def test_marks_in_pairs(paragraphs):
    assert not in_text(unbalanced, *paragraphs)


def test_a_lone_mark_in_a_headline():
    assert found(unbalanced, issue_of(article(headline="Trạm “Sao Biển chạy đêm")))[0].field == "headline"


def test_two_styles_of_quotation_marks():
    assert codes(in_text(quote_styles, 'Ông nói "đi", bà nói “ở”.')) == ["format-inconsistent"]
    assert not in_text(quote_styles, "Ông nói “đi”, bà nói “ở”.")


@given(anything)
def test_no_text_breaks_the_checks(text):
    made = issue_of(article(headline=text, body=body(text, text)), trends_body=text)
    for check in (stray_marks, glued_words, unbalanced, quote_styles):
        assert all(f.code for f in found(check, made))
