"""Where sentences and paragraphs begin and end."""

import pytest
from hypothesis import given

from issues.preflight.marks import paragraph_ends, sentence_starts
from tests.issues.editions import article
from tests.issues.preflight.trial import CLEAN, anything, body, codes, found, in_text, issue_of, mended

OTHERS = [
    article(body=body(f"{CLEAN} Người của thành phố đã chờ sẵn; cả thành phố biết tin.")) for _ in range(2)
]


def test_a_small_letter_after_a_full_stop_is_found_and_mended():
    text = f"{CLEAN} sóng lặng suốt buổi."
    findings = in_text(sentence_starts, text)
    assert codes(findings) == ["sentence-start"] and "“sóng” → “Sóng”" in findings[0].message
    assert mended(findings, text) == body(f"{CLEAN} Sóng lặng suốt buổi.")


def test_a_lost_first_letter_is_known_by_the_rest_of_the_issue():
    text = f"{CLEAN} hành phố cho mượn cầu tàu."
    findings = found(sentence_starts, issue_of(article(body=body(text)), *OTHERS))
    assert "“thành phố” có 4 lần" in findings[0].message
    assert mended(findings, text) == body(f"{CLEAN} Thành phố cho mượn cầu tàu.")


def test_a_word_that_is_right_elsewhere_has_lost_no_letter():
    text = f"{CLEAN} hành phố cho mượn. Nhịp hành phố xưa, khúc hành phố cũ, bài hành phố ấy."
    findings = found(sentence_starts, issue_of(article(body=body(text)), OTHERS[0]))
    assert "“hành” → “Hành”" in findings[0].message


@pytest.mark.parametrize(
    "text",
    [
        "Bến ở P. Ngọc Hải, cạnh trạm của TS. Lê Biển và ThS. nguyễn gì đó viết thường.",
        "Nhà máy làm phao, đèn, xích neo, v.v. để bán ra ngoài khơi.",
        "Trang songbien.example đăng bản đồ. Điện thoại gửi tin lúc 6 giờ.",
        "Đèn báo chớp… rồi tắt hẳn khi trời sáng.",
        "Ông hỏi “Ai trực đêm?” rồi đi ra cầu tàu.",
        "Máy chạy iOS. iPhone nhận tin trước nhất.",
    ],
)
def test_what_only_looks_like_the_end_of_a_sentence(text):
    assert not in_text(sentence_starts, text)


def test_a_paragraph_begins_in_capitals_unless_it_goes_on():
    assert codes(in_text(sentence_starts, CLEAN, "theo tổ trực đêm, sóng đã lặng.")) == ["sentence-start"]
    assert "Đầu đoạn" in in_text(sentence_starts, "theo tổ trực đêm, sóng đã lặng.")[0].message
    assert not in_text(sentence_starts, "Đội mang theo:", "phao, xích và đèn.")
    listed = f"{body('Đội mang theo:')}<ul><li>phao tiêu</li><li>xích neo</li></ul>"
    assert not found(sentence_starts, issue_of(article(body=listed)))


def test_a_paragraph_torn_in_two_is_one_finding():
    text = "Đội tàu nghiên cứu rời bến lúc tờ mờ sáng", "để đặt thêm ba trạm đo ngoài cửa sông."
    assert codes(in_text(sentence_starts, *text)) == ["sentence-start"] and not in_text(paragraph_ends, *text)


def test_a_paragraph_without_a_full_stop_is_found_and_mended():
    text = CLEAN.removesuffix(".")
    findings = in_text(paragraph_ends, CLEAN, text, CLEAN)
    assert codes(findings) == ["missing-final-period"] and findings[0].paragraph == 1
    assert mended(findings, CLEAN, text, CLEAN) == body(CLEAN, CLEAN, CLEAN)


@pytest.mark.parametrize(
    "markup",
    [
        body(CLEAN[:-1] + "!"),
        body(CLEAN[:-1] + ".”"),
        body(CLEAN[:-1] + " (theo nhật ký tàu)."),
        body(CLEAN[:-1] + ":") + "<ul><li>phao tiêu cỡ lớn có đèn và còi báo trong sương mù;</li></ul>",
        body("Từ cửa sông ra khơi", CLEAN),
        f"<h3>{CLEAN[:-1]}</h3>{body(CLEAN)}",
        f"{body(CLEAN)}<blockquote><p>{CLEAN[:-1]}</p></blockquote>",
        f"<ul><li>{CLEAN[:-1]}</li></ul>",
        f"<table><tbody><tr><td>{CLEAN[:-1]}</td></tr></tbody></table>",
        body(CLEAN[:-1] + " https://songbien.example/a"),
    ],
)
def test_what_needs_no_full_stop(markup):
    assert not found(paragraph_ends, issue_of(article(body=markup)))


def test_a_list_item_of_two_sentences_ends_as_a_paragraph_does():
    markup = f"<ul><li>{CLEAN} {CLEAN[:-1]}</li></ul>"
    assert codes(found(paragraph_ends, issue_of(article(body=markup)))) == ["missing-final-period"]


def test_a_line_that_may_be_a_subhead_is_a_hint():
    line = "Những việc mà đội tàu cửa sông phải làm trong mùa mưa"
    assert [f.severity for f in in_text(paragraph_ends, line, CLEAN)] == ["hint"]
    assert [f.severity for f in in_text(paragraph_ends, CLEAN, line)] == ["warning"]


@pytest.mark.parametrize("end", ["và", "của", "được", "ngoài,", "ngoài –"])
def test_a_paragraph_that_breaks_off_is_truncated(end):
    findings = in_text(paragraph_ends, f"{CLEAN[:-1]} {end}")
    assert codes(findings) == ["truncated-body"] and findings[0].repair is None


def test_the_trend_summary_is_read_too():
    findings = found(paragraph_ends, issue_of(trends_body=body(CLEAN[:-1])))
    assert (findings[0].article, findings[0].field) == (None, "trends_body")


@given(anything)
def test_no_text_breaks_the_checks(text):
    made = issue_of(article(body=body(text, text)), trends_body=text)
    assert all(f.code for check in (sentence_starts, paragraph_ends) for f in found(check, made))
