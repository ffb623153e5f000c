"""Bytes of an uploaded file -> text."""

import unicodedata

from issues.backissue.values import NotABackIssue

# Bytes; a real issue has about 100 KB. The time of reading and of all checks grows with the text: a minute at worst for this.
LARGEST = 1024 * 1024
TOO_LARGE = (
    "Tệp lớn hơn 1 MB: văn bản của một số điểm tin ngắn hơn nhiều. "
    "Hãy chỉ giữ chữ của một số rồi nhập lại; chưa có gì được ghi."
)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_UTF8_MARK = b"\xef\xbb\xbf"


def read_text(data: bytes) -> str:
    """The text of a file in UTF-8, in NFC, with "\\n" at the ends of lines.

    Raises NotABackIssue with a sentence for the sender: empty, too large, UTF-16, binary, not UTF-8.
    """
    if not data.removeprefix(_UTF8_MARK).strip():
        raise NotABackIssue("Tệp trống: không có chữ nào để đọc.")
    if len(data) > LARGEST:
        raise NotABackIssue(TOO_LARGE)
    if data.startswith(_UTF16) or _looks_like_utf16(data):
        raise NotABackIssue("Tệp được lưu bằng mã UTF-16: hãy lưu lại bằng UTF-8 rồi nhập lần nữa.")
    if b"\x00" in data or data.startswith((b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf")):
        raise NotABackIssue(
            "Tệp không phải văn bản thuần: hãy xuất nội dung ra tệp .txt mã UTF-8 rồi nhập lần nữa."
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotABackIssue("Tệp không dùng mã UTF-8: hãy lưu lại bằng UTF-8 rồi nhập lần nữa.") from None
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def _looks_like_utf16(data: bytes) -> bool:
    """Without a mark at its beginning: every other byte of the spaces and line ends is zero."""
    sample = data[:4000]
    pairs = (
        sample.count(b" \x00") + sample.count(b"\n\x00") + sample.count(b"\x00 ") + sample.count(b"\x00\n")
    )
    return sample.count(b"\x00") * 8 > len(sample) and pairs > len(sample) // 40
