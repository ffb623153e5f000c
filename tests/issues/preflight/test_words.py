"""Spelling slips: each is found by the company that the words keep, and what is merely rare is left alone."""

import time

import pytest
from hypothesis import given

from issues.preflight.context import Context
from issues.preflight.repair import apply
from issues.preflight.words import quoted_terms, spelling, wanted_pairs
from issues.preflight.words_lexicon import lexicon
from issues.preflight.words_syllables import cased, key, runs, skeleton
from issues.preflight.words_unknown import one_edit_apart
from tests.issues.editions import article
from tests.issues.preflight.back import NUMBERS, available, back_issue, marked
from tests.issues.preflight.demo import FILES, demo
from tests.issues.preflight.trial import CLEAN, anything, body, codes, found, in_text, issue_of, mended


def in_headline(headline: str, text: str = CLEAN, **fields) -> list:
    """What is found in an article of this headline."""
    return found(
        spelling, issue_of(article(headline, **{"toc_title": headline, "body": body(text), **fields}))
    )


@pytest.mark.parametrize(
    ("headline", "wrong", "right"),
    [
        ("TÀU ĐO MẶN THÁO GỖ KHÓ KHĂN CHO BẾN ĐÒ", "THÁO GỖ", "THÁO GỠ"),
        ("KIẾN TOÀN TỔ TRỰC ĐÊM Ở CỬA SÔNG", "KIẾN TOÀN", "KIỆN TOÀN"),
        ("SINH VIÊN HÀI PHÒNG CHẾ PHAO TIÊU", "HÀI PHÒNG", "HẢI PHÒNG"),
        ("ĐỘI TÀU TRẺ LÀM CHỦ CÔNG NGHỆ LỖI", "CÔNG NGHỆ LỖI", "CÔNG NGHỆ LÕI"),
        ("HAI BẾN CẢNG THỨC ĐẨY GIAO HÀNG BAN ĐÊM", "THỨC ĐẨY", "THÚC ĐẨY"),
        ("LỄ KHAI MẠT HỘI ĐUA THUYỀN MÁY ĐO", "KHAI MẠT", "KHAI MẠC"),
        ("SẢN XUẤC PHAO TIÊU BẰNG VỎ HÀU", "SẢN XUẤC", "SẢN XUẤT"),
        ("Ngư dân gửi gắm kỷ vọng vào trạm đo mới", "kỷ vọng", "kỳ vọng"),
    ],
)
def test_a_mark_lost_in_a_headline_is_found_and_mended(headline, wrong, right):
    (finding,) = in_headline(headline)
    assert finding.code == "spelling-headline" and f"“{wrong}” có lẽ là “{right}”" in finding.message
    assert "không gặp ở nơi nào khác" in finding.message
    assert apply(headline, finding.repair) == headline.replace(wrong, right)


@pytest.mark.parametrize(
    "headline",
    [
        "ĐỒ SƠN THẢ PHAO BẮT DÒNG CHẢY XA BỜ, CỜ ĐỎ CẮM ĐÚNG CHỖ NƯỚC RÚT",
        "BÀN GHẾ GỖ LŨA CỦA LÀNG KHA LÂM RA CHỢ PHIÊN",
        "NHÀ NGHIÊN CỨU TRẺ TÔN VINH TRÍ THỨC CAO TUỔI",
        "TÀU ĐO MẶN GHÉ BẾN ĐÒ",
        "KÍNH HIỂN VI SOI RA LỖI CỦA MẺ GỐM ĐẦU TIÊN",
        "STARTUP ROBOT MARINA GỌI VỐN Ở SINGAPORE",
        "Chị Hài ở Tràng Cát nuôi cá bằng nhật ký điện tử",
        "TÌM KIẾM HÀI CỐT LIỆT SĨ BẰNG RA-ĐA XUYÊN ĐẤT",
    ],
)
def test_rare_words_and_names_in_headlines_are_no_slips(headline):
    assert not in_headline(headline)


def test_the_evidence_is_named():
    others = [article(body=body(f"Tổ thứ {n} đem con lắc đỏ treo lên cột cờ.")) for n in range(3)]
    headline = "CON LẶC ĐỎ TRÊN CỘT CỜ"
    made = article(headline, toc_title="Con lắc đỏ trên cột", body=body("Con lắc đỏ đã về tới bến."))
    (finding,) = found(spelling, issue_of(made, *others), Context(pairs={"con lắc": 14}))
    assert "3 bài khác của số này, 14 tin trong kho, nội dung tin, mục lục viết “CON LẮC”" in finding.message


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("Bến đò đón dòng vốn của thể hệ mới, ai cũng mừng.", "thể hệ", "thế hệ"),
        ("Yêu cầu khát khe của nhà máy khiến đội tàu phải đo lại.", "khát khe", "khắt khe"),
        ("Trạm đo là đòn bẫy cho nghề nuôi hàu.", "đòn bẫy", "đòn bẩy"),
        ("Cả xóm bước vào kinh tế trí thức bằng một lớp học đêm.", "kinh tế trí thức", "kinh tế tri thức"),
        ("Sóng điện thoại nay đã lên lời vào từng khoang tàu.", "lên lời", "len lỏi"),
        ("Tổ thợ ngồi mở xè cả buổi mới ra chỗ rò.", "mở xè", "mổ xẻ"),
        ("Đội tàu ký kết thỏa thuận hợp tátc với xưởng phao.", "hợp tátc", "hợp tác"),
        ("Tàu rời đi từ Bắc Sông Cẩm lúc nửa đêm.", "Sông Cẩm", "Sông Cấm"),
    ],
)
def test_a_slip_in_a_body_is_found_and_mended(text, wrong, right):
    findings = in_text(spelling, CLEAN, text)
    assert codes(findings) == ["spelling-body"] and findings[0].paragraph == 1
    assert f"“{wrong}” có lẽ là “{right}”" in findings[0].message
    assert mended(findings, CLEAN, text) == body(CLEAN, text.replace(wrong, right))


@pytest.mark.parametrize(
    "text",
    [
        "Cứ có cây đổ là mất điện, cả xóm thức dậy trong tiếng sóng.",
        "Danh mục được thẩm định kỹ từ mười bản vẽ, đo lượng màu bám vào vỏ hàu.",
        "Rối phải động bằng tay người; con hát không làm chúng mới hơn.",
        "Thẻ trí nhớ của máy đo để trong hộp gỗ, cạnh bàn thợ.",
        "Anh Bùi Đăng Lẫm chung vốn với bà Cẩm ở phường Lôi, ông Kỷ giữ sổ.",
        "Ông Đỗ Bắc Sông Cẩm là thuyền trưởng của tàu đo mặn.",
        "Nhiệm vụ do thành phố giao, kỳ hạn năm năm, kỳ này là kỳ đầu.",
        "Mô hình agentic chạy trên chip RISC, gọi là sandbox.",
    ],
)
def test_words_that_only_happen_to_meet_are_no_slip(text):
    assert not in_text(spelling, CLEAN, text)


def test_two_slips_of_one_paragraph_are_two_findings():
    text = "Xóm bàn kinh tế trí thức suốt buổi, rồi lại hỏi nhau kinh tế trí thức nghĩa là gì."
    findings = in_text(spelling, text)
    assert len(set(findings)) == 2 and [f.repair.occurrence for f in findings] == [0, 1]


def test_a_word_that_the_archive_knows_is_no_slip():
    headline = "ĐÒN BẦY TRÊN CỬA SÔNG"
    made = issue_of(article(headline, toc_title=headline))
    assert codes(found(spelling, made)) == ["spelling-headline"]
    assert {"đòn bầy", "đòn bẩy"} <= wanted_pairs(made)
    assert not found(spelling, made, Context(pairs={"đòn bầy": 5}))


@pytest.mark.parametrize(
    ("headline", "right"),
    [("HẠ TẤNG SỐ Ở BẾN PHÀ", "HẠ TẦNG"), ("HỖ TRỜ DOANH NGHIỆP ĐÓNG PHAO", "HỖ TRỢ")],
)
def test_of_two_readings_that_overlap_the_stronger_is_told(headline, right):
    (finding,) = in_headline(headline)
    assert f"có lẽ là “{right}”" in finding.message


def test_the_contents_title_tells_which_is_wrong():
    headline = "CÔNG CỤ CẢI TIẾN NĂNG SUẤT, NĂNG SỨC CẠNH TRANH CỦA BẾN"
    (finding,) = in_headline(headline, toc_title="Công cụ nâng sức cạnh tranh của bến")
    assert "mục lục viết “NÂNG SỨC”" in finding.message
    (finding,) = in_headline("Khơi thông nguồn lực của bến", toc_title="Khởi thông nguồn lực")
    assert (finding.code, finding.field) == ("spelling-contents", "toc_title")


def test_a_contents_title_that_is_the_headline_is_not_reported_twice():
    assert len(in_headline("KIẾN TOÀN TỔ TRỰC ĐÊM")) == 1


def test_the_trend_summary_is_read_too():
    (finding,) = found(spelling, issue_of(article(), trends_body=body("Đó là đòn bẫy của tuần này.")))
    assert (finding.article, finding.headline, finding.field) == (None, None, "trends_body")


def test_a_quoted_term_in_two_spellings():
    one = article(body=body("Xóm đặt mười phao “cò trắng” ở cửa sông để đo mặn."))
    two = article(body=body("Tổ trực đêm canh phao “cò trắnh” bằng ống nhòm."))
    findings = found(quoted_terms, issue_of(one, two))
    assert [f.article for f in findings] == [one.id, two.id] and not any(f.repair for f in findings)
    assert "“cò trắnh” ở bài khác" in findings[0].message


@pytest.mark.parametrize(
    ("one", "other"), [("sóng xanh", "sóng vàng"), ("mây số", "mây sổ"), ("phao đỏ", "phao đen")]
)
def test_quoted_terms_that_are_two_terms(one, other):
    texts = [article(body=body(f"Xóm đặt tên phao là “{term}” để dễ nhớ.")) for term in (one, other)]
    assert not found(quoted_terms, issue_of(*texts))


def test_spellings_of_one_syllable_share_a_key():
    assert key("HÒA") == key("hoà") and key("kỹ") == key("kĩ") and key("ĐİỂM") == key("điểm")
    assert key("tri") != key("trí") and skeleton(key("Đỗ")) == "do"
    assert (cased("lõi", "LỖI"), cased("tầm", "Tâm"), cased("tầm", "tâm")) == ("LÕI", "Tầm", "tầm")
    assert [[t.text for t in run] for run in runs("đo mặn, đo đục\nba trạm")] == [
        ["đo", "mặn"],
        ["đo", "đục"],
        ["ba", "trạm"],
    ]


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("giai", "gai", True),
        ("trien", "tiren", True),
        ("tac", "tat", True),
        ("tac", "tac", False),
        ("trien", "tinre", False),
        ("a", "abc", False),
    ],
)
def test_one_edit(one, other, near):
    assert one_edit_apart(one, other) is near and one_edit_apart(other, one) is near


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_clean_issues_have_no_slips(path):
    assert not [f.message for check in (spelling, quoted_terms) for f in check(demo(path), Context())]


@available
@pytest.mark.parametrize("number", NUMBERS)
def test_the_slips_of_a_real_issue(number):
    issue = back_issue(number)
    findings = [f for check in (spelling, quoted_terms) for f in check(issue, Context())]
    raised = [f for f in findings if f.code != "spelling-contents"]
    defects = marked(number, "spelling_headline", "spelling_body")
    missed = [d for d in defects if not any(f.headline == d["headline"] for f in raised)]
    known = {d["headline"] for d in marked(number, "spelling_headline", "spelling_body", certain=False)}
    assert len(missed) <= len(defects) // 5, missed
    assert not [f.message for f in raised if f.headline not in known]


@given(anything, anything)
def test_no_text_breaks_a_check(headline, text):
    made = issue_of(article(headline, toc_title=text, body=body(text)), trends_body=body(text))
    for check in (spelling, quoted_terms):
        for finding in check(made, Context()):
            assert finding.message
    assert wanted_pairs(made) is not None


def test_a_large_issue_takes_little_time():
    lexicon()
    issue = max(map(demo, FILES), key=lambda edition: len(edition.articles))
    start = time.process_time()
    list(spelling(issue, Context()))
    # Measured at 0.3 s; the bound leaves room for a loaded machine and still catches a quadratic step.
    assert time.process_time() - start < 2
