"""Files that are no issues, or are made to hurt: refused in one sentence, or read, and in seconds."""

import time

import pytest

from issues.admin_views.importing import read
from issues.backissue.parse import LONGEST_PARAGRAPH, parse
from issues.backissue.read import LARGEST, read_text
from issues.backissue.values import NotABackIssue
from tests.issues.backissue.printed import plain_issue

ALMOST = LARGEST - 2000
START = "SỐ 8/2026: Tuần từ 27/02-5/03/2026\n\nMỤC LỤC\n\nTIN TRONG NƯỚC\n\n"


def fill(piece: str) -> str:
    """As large as a file may be, in paragraphs as long as they may be."""
    line = piece * (LONGEST_PARAGRAPH // len(piece))
    return "\n\n".join([line] * (ALMOST // (len(line.encode()) + 2)))


HOSTILE = {
    "brackets": fill("["),
    "half links": fill("[a]("),
    "stars": fill("**a"),
    "underscores": fill("_a "),
    "spaces": "x" + fill(" ") + "y",
    "dots": fill(". . . . 12\n"),
    "days": fill("01/01: A B C D E F\n"),
    "headlines": START + fill("01/03: MỘT TIN RẤT NGẮN\n\n[Chi tiết: X](#)\n\nMột đoạn.\n\n"),
    "capitals": START + "MỘT DÒNG CHỮ HOA RẤT BÌNH THƯỜNG\n\n" * 9000,
    "sources": fill("[Chi tiết: "),
    "source lines": START + "[Chi tiết: Báo](#)\n" * 19_000,
    "sources in a source": "[Chi tiết: " + fill("Chi tiết: ") + "](#)",
    "cells": fill("<td>"),
    "open tags": fill("<a "),
    "combining marks": "a" + fill("\u0301"),
    "one paragraph": START + "28/02: MỘT TIN DÀI KHÔNG CÓ HỒI KẾT\n\n" + fill("chữ "),
    "one broken paragraph": START
    + "28/02: MỘT TIN DÀI KHÔNG CÓ HỒI KẾT\n\n"
    + "và câu chuyện cứ thế kể mãi mà\n" * 19_000,
    "entries": START + "- 06/03 Một tin rất ngắn ..... Trang 3\n" * 19_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_takes_seconds_at_most(name):
    start = time.process_time()
    try:
        parse(HOSTILE[name])
    except NotABackIssue as error:
        assert str(error).endswith(".")
    assert time.process_time() - start < 6


@pytest.mark.parametrize("long", ["chữ " * 5001, "và câu chuyện cứ thế kể mãi mà\n" * 800])
def test_a_paragraph_that_lost_its_ends_is_refused_with_its_place_and_what_to_do(long):
    """It is not cut off; whoever sends it breaks it up."""
    with pytest.raises(NotABackIssue, match=r"dòng 9 .*Hãy xuống dòng giữa các đoạn"):
        parse(START + "28/02: MỘT TIN DÀI KHÔNG CÓ HỒI KẾT\n\n" + long)


def test_a_paragraph_as_long_as_may_be_is_read_whole():
    words = "chữ " * 4999 + "hết."
    (article,) = parse(START + "28/02: MỘT TIN DÀI KHÔNG CÓ HỒI KẾT\n\n" + words).articles
    assert [p.text for p in article.paragraphs] == [words]


def test_checking_what_repeats_itself_takes_seconds_at_most(db):
    """A hundred thousand letters of one word, which is everywhere both a slip and typed twice."""
    text = START + "28/02: MỘT TIN DÀI KHÔNG CÓ HỒI KẾT\n\n" + "\n\n".join(["chu " * 4900 + "hết."] * 5)
    start = time.process_time()
    assert read(text.encode()).findings
    assert time.process_time() - start < 8


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  \n\t\n",
        "Thực đơn tuần này: canh chua, cá kho.",
        "SỐ 3/2026: Tuần từ 16/01 – 22/01/2026",
        "x" * 6_000_000,
    ],
)
def test_empty_and_unrelated_text_is_refused(text):
    with pytest.raises(NotABackIssue) as error:
        parse(text)
    assert str(error.value).endswith(".")


def test_articles_without_number_or_week_are_refused():
    with pytest.raises(NotABackIssue, match="số của điểm tin"):
        parse(
            plain_issue()
            .replace("SỐ 03/2026: Tuần từ 16/01 – 22/01/2026", "")
            .replace("16/01 – 22/01/2026", "")
        )


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "trống"),
        (b"\xef\xbb\xbf \n", "trống"),
        (b"a" * (LARGEST + 1), "1 MB"),
        ("Số 3/2026".encode("utf-16"), "UTF-16"),
        ("Điểm tin tuần này\n".encode("utf-16-le") * 20, "UTF-16"),
        (b"%PDF-1.7 ...", "văn bản thuần"),
        (b"\x00\x01\x02\x03" * 50, "văn bản thuần"),
        ("Điểm tin".encode("cp1258", "replace") + b"\xff", "UTF-8"),
    ],
)
def test_files_that_are_no_text_are_refused_with_one_sentence(data, said):
    with pytest.raises(NotABackIssue) as error:
        read_text(data)
    assert said in str(error.value) and str(error.value).count(".") <= 2


def test_marks_and_line_ends_of_other_systems_are_accepted():
    assert read_text(b"\xef\xbb\xbf" + "Số 3\r\nTuần\rhai".encode()) == "Số 3\nTuần\nhai"
    assert read_text("Điểm".encode()) == "Điểm"


def test_decomposed_letters_are_composed():
    import unicodedata

    text = unicodedata.normalize("NFD", plain_issue())
    back = parse(text)
    assert back.articles == parse(plain_issue()).articles
