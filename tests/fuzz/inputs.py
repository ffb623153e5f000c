"""Inputs nobody would type on purpose: text, parameters, files, and real ones with something changed."""

import io

from hypothesis import strategies as st
from PIL import Image

from tests.hostile.payloads import WORDS, armed
from tests.issues.backissue.printed import plain_issue
from tests.make import pdf_bytes, picture_bytes

ODD = (
    *(
        "",
        " ",
        "0",
        "-1",
        "1e9",
        "NaN",
        "9" * 30,
        "٣",
        "²",
        "１",
        "null",
        "true",
        "[]",
        "{}",
        "%",
        "%00",
        "_",
        "\\",
        "'",
        '"',
    ),
    *(
        "\x00",
        "\u0301",
        "\u202e",
        "\ufeff",
        "\U0001f600",
        "\ufffd",
        "\x1b",
        "\u2028",
        "đ",
        "Đ",
        "ẵ",
        "a\u0306\u0303",
    ),
    *(
        "AND",
        "OR",
        "NOT",
        "NEAR(",
        "a*",
        "*",
        '"a',
        "a:b",
        "-a",
        "^a",
        "(",
        "a OR",
        "headline:",
        "2026-02-30",
        "31/02/2026",
    ),
    *("../../etc/passwd", "x" * 5000, "á" * 600, "a b " * 400),
)
text = st.one_of(
    st.text(max_size=60),
    st.sampled_from(ODD),
    st.sampled_from(WORDS).map(lambda payload: armed(payload, 1)),
    st.lists(st.sampled_from(ODD), min_size=2, max_size=5).map(" ".join),
)
# What may stand in an address: no lone surrogates, which no client can send.
query = st.dictionaries(st.text(max_size=12) | st.sampled_from(ODD), text, max_size=3)

LINES = tuple(plain_issue().split("\n"))
PIECES = st.one_of(
    st.sampled_from(LINES),
    text,
    st.sampled_from(("MỤC LỤC", "TIN TRONG NƯỚC", "28/02: A", "[Chi tiết: X](#)", "")),
)


@st.composite
def issue_texts(draw) -> str:
    """A real text of an issue with lines moved, cut, doubled and replaced."""
    lines = list(LINES)
    for _ in range(draw(st.integers(0, 8))):
        place = draw(st.integers(0, max(len(lines) - 1, 0)))
        change = draw(st.sampled_from(("cut", "double", "replace", "join", "split", "move")))
        if change == "cut":
            del lines[place : place + draw(st.integers(1, 12))]
        elif change == "double":
            lines[place:place] = lines[place : place + draw(st.integers(1, 12))]
        elif change == "replace":
            lines[place : place + 1] = [draw(PIECES)]
        elif change == "join":
            lines[place : place + 2] = ["".join(lines[place : place + 2])]
        elif change == "split" and place < len(lines):
            middle = draw(st.integers(0, len(lines[place])))
            lines[place : place + 1] = [lines[place][:middle], lines[place][middle:]]
        elif change == "move":
            taken = lines[place : place + 5]
            del lines[place : place + 5]
            other = draw(st.integers(0, len(lines)))
            lines[other:other] = taken
    return "\n".join(lines)


def gif() -> bytes:
    """A picture of few colours."""
    buffer = io.BytesIO()
    Image.new("P", (9, 9)).save(buffer, "GIF")
    return buffer.getvalue()


PICTURES = (
    *(picture_bytes((24, 16), form=form) for form in ("JPEG", "PNG", "WEBP", "AVIF", "TIFF", "BMP")),
    gif(),
)
PDF = pdf_bytes("Điểm tin")


@st.composite
def damaged(draw, files=PICTURES) -> bytes:
    """A file with bytes changed, cut off, doubled or put in."""
    data = bytearray(draw(st.sampled_from(files)))
    for _ in range(draw(st.integers(0, 6))):
        place = draw(st.integers(0, len(data)))
        change = draw(st.sampled_from(("set", "cut", "insert", "end")))
        if change == "set":
            data[place : place + 4] = draw(st.binary(min_size=1, max_size=4))
        elif change == "cut":
            del data[place : place + draw(st.integers(1, 40))]
        elif change == "insert":
            data[place:place] = draw(st.binary(max_size=30))
        else:
            del data[place:]
    return bytes(data)


files = st.one_of(damaged(), st.binary(max_size=400), damaged(files=(PDF,)))
