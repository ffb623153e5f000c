"""What a writing machine leaves behind."""

import pytest
from hypothesis import given

from issues.preflight.residue import outlines, talk
from tests.issues.editions import article
from tests.issues.preflight.trial import CLEAN, anything, body, codes, found, in_text, issue_of


@pytest.mark.parametrize(
    "text",
    [
        "Cảm ơn bạn đã gửi bài về đội tàu.",
        "Cám ơn bạn!",
        "Xin chân thành cảm ơn!",
        "Dưới đây là bản tóm tắt bài viết về trạm đo:",
        "Hy vọng bản tóm tắt này hữu ích.",
        "Nếu bạn cần rút gọn thêm, hãy cho tôi biết.",
        "Bạn có muốn tôi viết lại cho ngắn hơn không?",
        "Xin lỗi, tôi không thể truy cập liên kết này.",
        "Tôi đã tóm tắt nội dung theo yêu cầu.",
        "Với tư cách là một mô hình ngôn ngữ, tôi chưa biết.",
        "Theo yêu cầu của bạn, đoạn văn được viết lại.",
        "Chắc chắn rồi! Dưới đây là đoạn văn.",
        "Rất tiếc, tôi không mở được liên kết.",
        "Hãy cho tôi biết phần cần sửa.",
        "**Trạm đo** bắt đầu gửi dữ liệu.",
        "Trạm đo đã chạy :contentReference[oaicite:2]{index=2}.",
        "Trạm đo đã chạy 【12†nguồn】.",
        "Giám đốc [chèn tên] phát biểu.",
    ],
)
def test_a_machine_that_talks(text):
    assert codes(in_text(talk, CLEAN, text)) == ["chatbot-residue"]


@pytest.mark.parametrize(
    "text",
    [
        CLEAN,
        "Ông nói: “Cảm ơn bạn đã trực đêm thay tôi.”",
        "Bà con cảm ơn tổ thợ đã sửa cầu tàu giúp cả xóm.",
        "Trợ lý AI trả lời câu hỏi của thủy thủ trong vài giây.",
        "Ban quản lý xin lỗi hành khách vì chuyến phà trễ.",
        "Dưới đây là bảng giờ tàu của tuần tới.",
        "Mô hình ngôn ngữ tiếng Việt đọc được nhật ký tàu.",
        "Giá vé là 20.000 đồng * một lượt, 2 * 3 = 6.",
    ],
)
def test_people_who_talk(text):
    assert not in_text(talk, text)


def test_a_headline_and_a_link_that_give_it_away():
    made = issue_of(
        article(headline="Dưới đây là bản tóm tắt về phao", link="https://a.example/b?utm_source=chatgpt.com")
    )
    assert [(f.field, f.severity) for f in found(talk, made)] == [("headline", "warning"), ("link", "hint")]


@pytest.mark.parametrize(
    ("paragraphs", "severities"),
    [
        (("Giải pháp & Đề xuất: Mua thêm phao.",), ["warning"]),
        (("Mục tiêu chiến lược: Mua thêm phao.", "Kiến nghị: Cấp thêm tàu."), ["warning", "warning"]),
        (("Bối cảnh: Sóng lớn. Giải pháp: Mua phao.",), ["warning", "warning"]),
        (("Mục tiêu chiến lược: Mua thêm phao.",), ["hint"]),
        (("Đội tàu đã về. Nguyên nhân: sóng lớn quá.",), []),
        (("Ông nêu ba giải pháp: mua phao, sửa đèn, thay xích.",), []),
        (("Tỷ số 2:1, lúc 6:30.",), []),
    ],
)
def test_the_labels_of_an_outline(paragraphs, severities):
    assert [f.severity for f in in_text(outlines, *paragraphs)] == severities


def test_a_subhead_is_no_label():
    assert not found(outlines, issue_of(article(body="<h3>Giải pháp &amp; Đề xuất:</h3>" + body(CLEAN))))


@given(anything)
def test_no_text_breaks_the_checks(text):
    made = issue_of(article(headline=text, link=text, body=body(text, text)), trends_body=text)
    assert all(f.code for check in (talk, outlines) for f in found(check, made))
