"""Words typed twice, and words that are doubled on purpose or only meet."""

import pytest
from hypothesis import given

from issues.preflight.words_repeated import found_in, repeated_words
from tests.issues.editions import article
from tests.issues.preflight.trial import anything, body, found, in_text, issue_of, mended

SLIPS = {
    "Thiết bị được được lắp ở cảng.": "Thiết bị được lắp ở cảng.",
    "Chất lượng của của nước đã tốt hơn.": "Chất lượng của nước đã tốt hơn.",
    "Các các đơn vị đã ký.": "Các đơn vị đã ký.",
    "Tàu sẽ sẽ ra khơi vào mai.": "Tàu sẽ ra khơi vào mai.",
    "Nhóm phát phát triển một phao mới.": "Nhóm phát triển một phao mới.",
    "Nhóm nghiên cứu cứu khoa học biển.": "Nhóm nghiên cứu khoa học biển.",
    "Nhóm nghiên nghiên cứu biển.": "Nhóm nghiên cứu biển.",
    "Cảng ứng dụng công nghệ công nghệ mới.": "Cảng ứng dụng công nghệ mới.",
    "Tàu chạy trên trên địa bàn xã.": "Tàu chạy trên địa bàn xã.",
}
ON_PURPOSE = (
    "Nước từ từ rút.",
    "Mặt biển xanh xanh, cát vàng vàng.",
    "Người người, nhà nhà ra bến.",
    "Ngày ngày tàu chạy, đêm đêm đèn sáng.",
    "Ai ai cũng biết, đâu đâu cũng nói.",
    "Số tàu tăng dần dần rồi mãi mãi như thế.",
    "Việc ấy rất rất khó, luôn luôn khó.",
    "Năm năm qua, cảng lớn gấp đôi.",
    "Song song đó, bến mới mở.",
    "Mã số một một ba.",
)
MEETING = (
    "Cảng trở thành thành phố của tàu.",
    "Nhóm chuyển giao thành công công nghệ đo mặn.",
    "Loài ấy còn tồn tại tại Hải Phòng, hiện tại tại xã đảo.",
    "Chương trình trình diễn mở màn; sở làm tờ trình trình Chính phủ.",
    "Cả cộng đồng đồng hành, xuất hiện hiện tượng lạ.",
    "Dữ liệu liệu có an toàn?",
    "Tiền của của cải đều mất.",
    "Việt Nam nam tiến, Hải Phòng phòng chống bão.",
)
NO_WORDS = (
    "Hãng Lu Lu và bà Kim Kim Thoa.",
    "Tỉnh Bình Bình lạ.",
    "Hệ AI AI và góc x x, lời bye bye.",
    "Được, được; của. Của ai?",
    "Đo 5 5 lần.",
)


@pytest.mark.parametrize(("text", "right"), SLIPS.items())
def test_a_word_typed_twice_is_found_and_mended(text, right):
    findings = in_text(repeated_words, text)
    assert [f.code for f in findings] == ["repeated-word"]
    assert mended(findings, text) == body(right)


@pytest.mark.parametrize("text", ON_PURPOSE + MEETING + NO_WORDS)
def test_words_that_may_stand_side_by_side(text):
    assert in_text(repeated_words, text) == []


def test_headlines_contents_titles_and_the_summary_are_read_too():
    made = issue_of(
        article(headline="CHẤT LƯỢNG CỦA CỦA NƯỚC", toc_title="Chất lượng của của nước", body=""),
        trends_title="Tuần của của sóng",
        trends_body="<p>Biển đã đã lặng.</p>",
    )
    assert {(f.field, f.quote, f.repair.new) for f in found(repeated_words, made)} == {
        ("headline", "CỦA CỦA", "CỦA"),
        ("toc_title", "của của", "của"),
        ("trends_title", "của của", "của"),
        ("trends_body", "đã đã", "đã"),
    }


def test_the_second_of_two_places_is_mended_by_itself():
    text = "Nước của của biển, của của sông."
    first, second = in_text(repeated_words, text)
    assert (first.repair.occurrence, second.repair.occurrence) == (0, 1)
    assert mended([second], text) == body("Nước của của biển, của sông.")


def test_cells_and_paragraphs_are_no_neighbours():
    table = (
        "<table><tbody><tr><td>được</td><td>được</td></tr></tbody></table><p>Thuộc về của</p><p>của cải.</p>"
    )
    assert found(repeated_words, issue_of(article(body=table))) == []


@given(anything)
def test_no_text_is_too_strange(text):
    for start, old, new in found_in(text):
        assert text[start:].startswith(old) and old.startswith(new) and len(new) < len(old)
