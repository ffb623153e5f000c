"""What a writing machine leaves behind: greetings and apologies, the outline of its summary, its typographic marks."""

import re
from collections.abc import Iterator

from issues.edition import Edition
from issues.preflight.context import Context
from issues.preflight.findings import HINT, WARNING, Finding, about, check
from issues.preflight.passages import HEADING, Passage, Piece, pieces

YOU = r"(?:bạn|quý vị|anh/chị|anh chị|quý khách|quý độc giả)"
ME = r"(?:tôi|mình)"
SUMMARY = r"(?:tóm tắt|tóm lược|viết lại|biên tập|rút gọn|điểm tin|tổng hợp)"
# What is said to the person who asked; nobody says it to the readers of a digest.
PHRASES = (
    rf"\bc[ảá]m ơn {YOU}\b(?=\s*(?:[!.,]|$)|\s+(?:đã|vì|rất nhiều|nhiều)\b)",
    r"^(?:xin )?(?:chân thành |trân trọng )?c[ảá]m ơn\s*(?:[!.]|$)",
    r"\b(?:hy|hi) vọng (?:rằng )?(?:bản|phần|đoạn|bài|câu)? ?(?:tóm tắt|nội dung|thông tin|điểm tin|trả lời|viết) "
    rf"(?:này|trên)\b[^.]*\b{YOU}\b",
    r"\b(?:hy|hi) vọng (?:rằng )?(?:những )?(?:bản|phần|đoạn) (?:tóm tắt|nội dung|thông tin) (?:này|trên)\b",
    rf"\b(?:dưới đây|sau đây|đây) là (?:bản|phần|đoạn|nội dung|bài) ?{SUMMARY}\b",
    rf"\bnếu {YOU} (?:cần|muốn)\b[^.]*\b(?:{ME}|{SUMMARY}|chỉnh sửa|bổ sung thêm)\b",
    rf"\b{YOU} (?:có )?(?:muốn|cần) {ME}\b",
    rf"\b{ME} (?:rất )?(?:sẵn sàng|sẵn lòng|có thể) (?:hỗ trợ|giúp|viết|tóm tắt|chỉnh)\b[^.]*(?:\b{YOU}\b|\?)",
    rf"\bxin lỗi,? (?:{YOU},? )?(?:nhưng )?(?:{ME}|vì)\b[^.]*\b(?:không thể|không tìm|nhầm|sai|chưa)\b",
    rf"\b{ME} (?:xin lỗi|không thể (?:truy cập|mở|đọc)|(?:đã|sẽ) (?:tóm tắt|viết lại|rút gọn|biên tập))\b",
    rf"\b(?:với tư cách|là) (?:một )?(?:mô hình ngôn ngữ|trợ lý (?:ảo )?AI|AI ngôn ngữ)\b[^.]*\b{ME}\b",
    rf"\btheo yêu cầu của {YOU}\b",
    rf"\bhãy cho {ME} biết\b",
    rf"\brất tiếc,? (?:nhưng )?{ME}\b",
    rf"\bchúc {YOU} (?:một ngày|một tuần|thành công|làm việc|viết)\b",
    rf"\b{YOU} có thể (?:sử dụng|chỉnh sửa|tham khảo|dùng) (?:bản|đoạn|phần|nội dung)\b",
    r"\b(?:nội dung|bài viết|văn bản|tài liệu|liên kết|đường link) "
    rf"(?:mà )?{YOU} (?:đã )?(?:cung cấp|gửi|yêu cầu|đưa)\b",
    rf"^(?:chắc chắn rồi|tuyệt vời|được thôi|vâng|tất nhiên)\s*[!,.]\s*(?:đây|dưới đây|sau đây|{ME})\b",
    r"\b(?:as an ai|here is (?:the|a) summary|i hope this helps|i'm sorry, but i)\b",
    r"\b(?:bản|phiên bản) (?:rút gọn|tóm tắt|viết lại) ?\(?(?:khoảng|dưới|trong) \d+ (?:từ|chữ)\b",
    r"\[(?:chèn|điền|thêm|nhập)\b[^\]]{0,40}\]",
)
TALK = re.compile("|".join(PHRASES), re.IGNORECASE)
MARKUP = re.compile(
    r"\*\*[^*]+\*\*|^#{1,4}\s|```|:contentReference|oaicite|【\d+[^】]*】|turn\d+(?:search|view|news)\d+|\[cite[_:]"
)
SENT_BY = re.compile(r"utm_source=(?:chatgpt|openai|perplexity|gemini|copilot|claude)", re.IGNORECASE)
TOPIC = (
    r"(?:giải pháp|kiến nghị|đề xuất|mục tiêu|phương hướng|thực trạng|bối cảnh|ý nghĩa|tác động|kết luận|kết quả|tóm tắt|"
    r"nội dung(?: chính)?|điểm nhấn|điểm nổi bật|thách thức|cơ hội|hạn chế|nguyên nhân|tồn tại|tầm nhìn|định hướng|nhận định|"
    r"đánh giá|vấn đề|hành động|kế hoạch|nhiệm vụ|lợi ích|vai trò|triển vọng|khuyến nghị|phân tích|mở đầu|thông điệp|"
    r"yêu cầu|quan điểm|hiệu quả|kỳ vọng)"
)
QUALITY = (
    r"(?: (?:chính|chung|chiến lược|trọng tâm|nổi bật|cụ thể|then chốt|cốt lõi|tiêu biểu|đạt được|hiện tại|đặt ra|"
    r"cần thiết|quan trọng))*"
)
LABEL = re.compile(
    rf"(?:^|(?<=[.!?;] ))[-–•*\d.\s]*(?P<label>{TOPIC}{QUALITY}(?P<joined>\s*(?:&|/)\s*{TOPIC}{QUALITY})?)"
    r"\s*:(?=\s*(?:$|[^\W\d_]))",
    re.IGNORECASE,
)


@check
def talk(edition: Edition, context: Context) -> Iterator[Finding]:
    """Sentences that a machine says to the one who asked it, and its marks."""
    for article in edition.articles:
        if quote := residue(article.headline):
            message = message_of(quote)
            yield about(article, "chatbot-residue", WARNING, message, field="headline", quote=quote)
        if SENT_BY.search(article.link):
            message = "Liên kết mang dấu của máy trò chuyện (utm_source). Hãy mở bài gốc và chép lại địa chỉ."
            yield about(article, "chatbot-residue", HINT, message, field="link", quote=article.link)
    for piece in pieces(edition):
        for passage in piece.passages:
            if quote := residue(passage.text):
                yield piece.found("chatbot-residue", WARNING, message_of(quote), passage, quote=quote)


def residue(text: str) -> str:
    """The first such words in a text. What people say to each other stands between quotation marks."""
    for match in (*TALK.finditer(text), *MARKUP.finditer(text)):
        before = text[: match.start()]
        if before.count("“") <= before.count("”"):
            return match.group().strip()
    return ""


def message_of(quote: str) -> str:
    """What to do about it."""
    return f"Câu chữ của máy soạn thảo còn sót: “{quote}”. Hãy xóa."


@check
def outlines(edition: Edition, context: Context) -> Iterator[Finding]:
    """The labels of an outline in running text. Several, or one with “&”, are not written by people; one at the head of a
    paragraph is a hint; one inside a paragraph is good style."""
    for piece in pieces(edition):
        found = [
            (passage, m) for passage in piece.passages if passage.kind != HEADING for m in labels(passage)
        ]
        for passage, match in found:
            if len(found) > 1 or match["joined"]:
                yield outline(piece, passage, match["label"], WARNING)
            elif not match.start("label"):
                yield outline(piece, passage, match["label"], HINT)


def labels(passage: Passage) -> list[re.Match]:
    """Labels of an outline in one passage."""
    return [m for m in LABEL.finditer(passage.text) if m["label"][0].isupper()]


def outline(piece: Piece, passage: Passage, label: str, severity: str) -> Finding:
    """One label."""
    message = f"Nhãn dàn ý “{label}:” còn sót trong bài. Hãy viết thành câu hoặc bỏ nhãn."
    return piece.found("chatbot-residue", severity, message, passage, quote=f"{label}:")
