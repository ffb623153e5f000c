"""The title in the contents: sentence case that keeps names and abbreviations, and touches nothing else."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news.capitals import capitals_in, is_syllable
from news.titles import LONGEST, contents_title

BODY = (
    "Sáng nay, tại cảng Lạch Huyện, Công ty Sóng Xanh đã chạy thử robot đầu tiên. Ông Trần Hải Đăng, giám đốc, cho biết "
    "hệ thống iBến do nhóm VietSea phát triển. Theo Viện Nghiên cứu Hải sản và Khí hậu Miền Duyên Hải, số liệu về công "
    "nghệ mới được gửi mỗi giờ."
)
LETTERS = (
    "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ"
    " ABCĐÊÔƠƯ0123456789&.,:;!?“”–-/()"
)
VIETNAMESE = st.text(
    alphabet=LETTERS,
    max_size=300,
)


@pytest.mark.parametrize(
    ("headline", "title"),
    [
        ("HẢI PHÒNG ĐƯA AI VÀO QUẢN LÝ CẢNG BIỂN", "Hải Phòng đưa AI vào quản lý cảng biển"),
        ("HỘI THẢO KH&CN VỀ IOT VÀ 5G TẠI TP.HCM", "Hội thảo KH&CN về IoT và 5G tại TP.HCM"),
        ("SỞ KHOA HỌC VÀ CÔNG NGHỆ BÀN VỀ CÔNG NGHỆ SỐ", "Sở Khoa học và Công nghệ bàn về công nghệ số"),
        ("UBND THÀNH PHỐ BAN HÀNH NGHỊ QUYẾT 12", "UBND thành phố ban hành Nghị quyết 12"),
        ("CHUYỂN ĐỔI SỐ: BA VIỆC CẦN LÀM NGAY", "Chuyển đổi số: Ba việc cần làm ngay"),
        ("Hội Nghị Khoa Học Bàn Về Robot Và AI", "Hội nghị khoa học bàn về robot và AI"),
        ("HẢI PHÒNG: khánh thành trạm đo sóng", "Hải Phòng: khánh thành trạm đo sóng"),
        ("AI VÀ IOT", "AI và IoT"),
        ("MỘT SÁNG MÙA MƯA.", "Một sáng mùa mưa"),
        ("  MƯA \n LỚN   KÉO DÀI ", "Mưa lớn kéo dài"),
        ("RA MẮT “TRẠM ĐỌC SỐ” Ở VIỆT NAM", "Ra mắt “trạm đọc số” ở Việt Nam"),
    ],
)
def test_without_a_body_general_names_and_abbreviations_are_kept(headline, title):
    assert contents_title(headline) == title


@pytest.mark.parametrize(
    ("headline", "title"),
    [
        ("CÔNG TY SÓNG XANH CHẠY THỬ ROBOT", "Công ty Sóng Xanh chạy thử robot"),
        ("ÔNG TRẦN HẢI ĐĂNG GIỚI THIỆU IBẾN CỦA VIETSEA", "Ông Trần Hải Đăng giới thiệu iBến của VietSea"),
        ("SÓNG BIỂN VÀ MÀU XANH", "Sóng biển và màu xanh"),
        (
            "VIỆN NGHIÊN CỨU HẢI SẢN VÀ KHÍ HẬU MIỀN DUYÊN HẢI GỬI SỐ LIỆU",
            "Viện Nghiên cứu Hải sản và Khí hậu Miền Duyên Hải gửi số liệu",
        ),
        ("NGHIÊN CỨU KHÍ HẬU VÀ HẢI SẢN", "Nghiên cứu khí hậu và hải sản"),
    ],
)
def test_the_body_shows_what_is_a_name(headline, title):
    assert contents_title(headline, BODY) == title


def test_what_the_body_writes_in_lower_case_is_no_name():
    assert (
        contents_title("VÌ MỘT NỀN HÒA BÌNH", "Bài nói về hòa bình, về một nền hòa bình.")
        == "Vì một nền hòa bình"
    )
    assert contents_title("VÌ MỘT NỀN HÒA BÌNH", "Ở tỉnh Hòa Bình.") == "Vì một nền Hòa Bình"


def test_outlets_are_names():
    assert contents_title("ĐỌC TRÊN BÁO SÓNG BIỂN", "", ["Báo Sóng Biển"]) == "Đọc trên Báo Sóng Biển"


@pytest.mark.parametrize(
    "headline",
    [
        "Hải Phòng đưa AI vào cảng",
        "Bộ trưởng Nguyễn Văn Bến: Công nghệ lõi là của người Việt",
        "iBến ra mắt ở TP. Hải Phòng",
        "",
        "5G",
    ],
)
def test_a_headline_in_sentence_case_stays_as_typed(headline):
    assert contents_title(headline, BODY) == headline


def test_a_long_headline_is_cut_between_words():
    title = contents_title("MƯA LỚN " * 50)
    assert len(title) <= LONGEST and title.endswith(("mưa", "lớn"))
    assert len(contents_title("X" * 400)) == LONGEST


def test_lines_of_capitals_in_the_body_show_nothing():
    assert capitals_in(["MƯA LỚN KÉO DÀI Ở VEN BIỂN"]).form("lớn") == ""
    assert contents_title("MƯA LỚN KÉO DÀI", "MƯA LỚN KÉO DÀI\nMưa lớn đã kéo dài.") == "Mưa lớn kéo dài"


@pytest.mark.parametrize(
    ("word", "is_one"), [("phòng", True), ("nghiêng", True), ("ai", True), ("quyết", True)]
)
def test_syllables(word, is_one):
    assert is_syllable(word) is is_one
    assert not any(is_syllable(foreign) for foreign in ("samsung", "kh", "robot", "vnexpress"))


@settings(max_examples=300, deadline=None)
@given(VIETNAMESE, VIETNAMESE)
def test_only_capitals_change(headline, body):
    title = contents_title(headline, body)
    typed = " ".join(unicodedata.normalize("NFC", headline).split())
    assert typed.lower().startswith(title.lower()) and len(title) <= LONGEST
    assert title == " ".join(title.split()) and unicodedata.is_normalized("NFC", title)


@settings(max_examples=300, deadline=None)
@given(VIETNAMESE.map(str.upper), VIETNAMESE)
def test_a_proposal_is_not_proposed_otherwise(headline, body):
    once = contents_title(headline, body)
    assert contents_title(once, body).lower() == contents_title(contents_title(once, body), body).lower()


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=120), st.text(max_size=120))
def test_any_text_gives_a_title(headline, body):
    assert len(contents_title(headline, body, [headline, body])) <= LONGEST
