"""Letters that do not belong: marks apart from their letters, look-alikes of other alphabets, invisible characters."""

import re
import unicodedata
from collections.abc import Iterator

from issues.edition import Edition
from issues.preflight.context import Context
from issues.preflight.findings import WARNING, Finding, Repair, about, check
from issues.preflight.passages import occurrence, pieces, titles
from news.text import nfc

# Look-alikes -> what is meant. (Unicode Technical Standard 39, confusables, those that a Vietnamese page meets.)
LOOKALIKES = str.maketrans({
    "İ": "I", "ı": "i", "Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ", "ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl",
    **dict(zip("АВЕКМНОРСТХаеорсухіѕ", "ABEKMHOPCTXaeopcyxis", strict=True)),
    **dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEZHIKMNOPTYXo", strict=True)),
})  # fmt: skip
ALWAYS_WRONG = frozenset("İıÐðƉɖﬁﬂﬀﬃﬄ")
INVISIBLE = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffc]"
)
BROKEN = re.compile("\ufffd|[\ue000-\uf8ff]|Ã[\u0080-\u00bf]|á[º»][\u0080-\u00bf]|â€[œ™\u0080-\u00bf]|Æ°|Ä‘")
WORD = re.compile(r"[^\W\d_]+")


@check
def foreign_letters(edition: Edition, context: Context) -> Iterator[Finding]:
    """Every word with a letter that only looks right, and every text that is damaged."""
    for article in edition.articles:
        for name, text in (*titles(article), ("source", article.source)):
            for message, quote, repair in wrong_letters(text, name, 0):
                yield about(article, "encoding", WARNING, message, field=name, quote=quote, repair=repair)
    for message, quote, repair in wrong_letters(edition.trends_title, "trends_title", 0):
        yield Finding("encoding", WARNING, message, field="trends_title", quote=quote, repair=repair)
    for piece in pieces(edition):
        for passage in piece.passages:
            for message, quote, repair in wrong_letters(passage.text, piece.field, passage.number):
                yield piece.found("encoding", WARNING, message, passage, quote=quote, repair=repair)


def wrong_letters(text: str, field: str, paragraph: int) -> Iterator[tuple[str, str, Repair | None]]:
    """What is wrong with a text's letters: message, quote, repair."""
    if text.isascii() and not INVISIBLE.search(text):
        return
    if nfc(text) != text:
        yield "Dấu tiếng Việt viết rời khỏi chữ (không phải NFC). Hãy lưu lại tin này.", text[:60], None
    if match := BROKEN.search(text):
        yield f"Chữ bị lỗi mã: “{around(text, match)}”. Hãy gõ lại.", around(text, match), None
    if match := INVISIBLE.search(text):
        code = f"U+{ord(match.group()):04X}"
        yield (
            f"Có ký tự không nhìn thấy ({code}) gần “{around(text, match)}”. Hãy xóa.",
            around(text, match),
            None,
        )
    for match in WORD.finditer(text):
        if right := without_lookalikes(match.group()):
            yield lookalike(text, match, right, field, paragraph)


def without_lookalikes(word: str) -> str:
    """The word as it was meant; empty where it is right, in an alphabet of its own, or nobody knows."""
    odd = [c for c in word if ord(c) in LOOKALIKES]
    if not odd:
        return ""
    latin = [c for c in word if c not in odd and unicodedata.name(c, "").startswith("LATIN")]
    meant = nfc(word.translate(LOOKALIKES))
    return meant if (latin or any(c in ALWAYS_WRONG for c in odd)) and meant != word else ""


def lookalike(text: str, match: re.Match, right: str, field: str, paragraph: int) -> tuple[str, str, Repair]:
    """What to say about one word."""
    word = match.group()
    odd = next(c for c in word if ord(c) in LOOKALIKES)
    message = (
        f"Từ “{word}” có chữ lạ “{odd}” (U+{ord(odd):04X}), máy tìm kiếm không nhận ra. Hãy viết “{right}”."
    )
    return message, word, Repair(field, word, right, paragraph, occurrence(text, word, match.start()))


def around(text: str, match: re.Match) -> str:
    """Where it stands."""
    return text[max(0, match.start() - 20) : match.end() + 20]
