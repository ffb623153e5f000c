"""What a page repeats: section names, masthead, page numbers. Read from a PDF, it falls into the running text."""

import re
from collections import Counter

from issues.backissue.lines import Line
from issues.backissue.values import DOMESTIC, FOCUS, HAIPHONG, TRENDS
from issues.backissue.words import fold, is_capitals, tokens, word_count

_NUMBERING = re.compile(
    r"^(?:(?:phan|muc)\s+)?(?:[ivx]{1,4}|\d{1,2})\s*[.):/-]+\s*|^(?:phan|muc)\s+(?:[ivx]{1,4}|\d)\s+"
)
_TRAIL = re.compile(r"[\s.…·|_-]*(?:\(?\s*(?:trang|tr|p)?\.?\s*\d{0,3}(?:\s*[-–]\s*\d{1,3})?\s*\)?)$")
_NAMES = {
    TRENDS: ("tong ket xu huong", "xu huong", "xu huong noi bat", "xu huong trong tuan", "tong ket tuan"),
    DOMESTIC: ("tin trong nuoc", "tin tuc trong nuoc", "trong nuoc"),
    FOCUS: ("tam diem", "tieu diem", "tin tam diem", "su kien tam diem", "tam diem trong tuan"),
    HAIPHONG: (
        "tin hai phong",
        "tin tuc hai phong",
        "tin thanh pho hai phong",
        "tin dia phuong",
        "tin thanh pho",
    ),
}
_STARTS = (
    ("tong ket xu huong", TRENDS),
    ("tin trong nuoc", DOMESTIC),
    ("tin hai phong", HAIPHONG),
    ("tin tuc hai phong", HAIPHONG),
)
_PAGE = re.compile(
    r"[\s|.()·•–—-]*(?:(?:trang|tr\.|p\.|page)\s*)?\d{1,3}(?:\s*/\s*\d{1,3})?[\s|.()·•–—-]*", re.I
)
_MASTHEAD = frozenset(
    tokens(
        "bản điểm tin khoa học và công nghệ KH CN KHCN số tuần từ đến ngày tháng năm trang Hải Phòng hàng"
        " đổi mới sáng tạo chuyển ĐMST CĐS"
    )
)
_PUBLISHER = (
    "so khoa hoc",
    "trung tam cong nghe thong tin",
    "trung tam thong tin",
    "uy ban nhan dan thanh pho",
    "ubnd thanh pho",
)
_COLOPHON = re.compile(
    r"(?:chiu trach nhiem|giay phep|ban bien tap|bien tap|tong bien tap|thiet ke|trinh bay|dia chi|dien thoai|"
    r"dt|tel|hotline|fax|e-?mail|website|fanpage|facebook|follow us|lien he|in tai|in \d+ (?:ban|cuon)|so luong|"
    r"nop luu chieu|moi y kien|moi thong tin|anh bia|nguoi thuc hien)(?![a-z])",
)


def is_page_number(text: str) -> bool:
    """A line that is only a page number ("12", "- 12 -", "Trang 12/38")."""
    return len(text) < 40 and bool(_PAGE.fullmatch(text))


def is_ornament(text: str) -> bool:
    """A line without a letter or figure: rules, arrows, empty table rows."""
    return not any(c.isalnum() for c in text[:2000])


def section_of(text: str) -> str | None:
    """The section that a line names and nothing besides ("III. TÂM ĐIỂM", "TIN TRONG NƯỚC | 5"), or None."""
    if len(text) > 90:
        return None
    folded = _bare_name(text)
    for section, names in _NAMES.items():
        if folded in names:
            return section
    numbered = bool(_NUMBERING.match(fold(text).strip(" *#|")))
    joined = _joined_section(folded)
    if joined and is_capitals(text):
        return joined
    begun = next((section for name, section in _STARTS if folded.startswith(name)), None)
    return (
        begun if word_count(folded) <= 6 and (numbered or is_capitals(text)) and ":" not in folded else None
    )


def _joined_section(folded: str) -> str | None:
    """The first of two sections that are named together ("TÂM ĐIỂM & TIN HẢI PHÒNG")."""
    first, _, second = folded.partition(" & ")
    found = [
        next((s for s, names in _NAMES.items() if part.strip() in names), None) for part in (first, second)
    ]
    return found[0] if all(found) else None


def _bare_name(text: str) -> str:
    folded = _NUMBERING.sub("", fold(text).strip(" *#|"), count=1)
    folded = re.sub(r"\bso \d[\d+]*/\d{4}", "", folded)
    folded = re.sub(r"^\d{1,3}\s*\|?\s+", "", folded)
    return _TRAIL.sub("", folded.strip(" |:.-–"), count=1).strip(" |:.-–•")


def is_masthead(text: str) -> bool:
    """A line made of the digest's own name, number and week."""
    if len(text) > 160:
        return False
    found = tokens(text)
    folded = " ".join(found)
    if folded in ("khoa hoc cong nghe", "khoa hoc va cong nghe"):
        return True
    named = (
        "diem tin" in folded or re.match(r"so \d", folded) or re.match(r"\(?(tuan )?tu (ngay )?\d", folded)
    )
    return bool(named) and all(word.isdigit() or word in _MASTHEAD for word in found)


def is_publisher(text: str) -> bool:
    """A short line with the name of the publishing office."""
    return word_count(text) <= 14 and is_capitals(text) and fold(text).startswith(_PUBLISHER)


def is_colophon(text: str) -> bool:
    """A line of the imprint on the last page: who is responsible, licence, address."""
    return word_count(text) <= 30 and (
        bool(_COLOPHON.match(fold(text))) or bool(re.match(r"https?://|www\.", text))
    )


def repeated(lines: list[Line]) -> frozenset[str]:
    """Short lines in capitals that come back three times or more, folded: page headers of any wording."""
    short = (fold(line.text) for line in lines if len(line.text) < 60 and is_capitals(line.text))
    counts = Counter(text for text in short if 1 < word_count(text) <= 6)
    return frozenset(text for text, count in counts.items() if count >= 3)


def is_running(line: Line, known: frozenset[str]) -> bool:
    """Whether a line of the body belongs to the page and not to the text on it."""
    text = line.text
    return (
        is_ornament(text)
        or is_page_number(text)
        or is_masthead(text)
        or is_publisher(text)
        or (section_of(text) is not None and not line.bullet)
        or (len(text) < 60 and fold(text) in known)
    )
