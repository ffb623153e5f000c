"""Labels as people type them, and the names of files."""

import pytest

from issues.labels import file_name, parse_label


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("8/2026", (8, 2026)),
        ("08/2026", (8, 2026)),
        (" 8 / 2026 ", (8, 2026)),
        ("Số 8/2026", (8, 2026)),
        ("5–6/2026", (5, 2026)),
        ("5-6/2026", (5, 2026)),
    ],
)
def test_labels_are_read(text, expected):
    assert parse_label(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "8",
        "8/26",
        "tám/2026",
        "8/2026/1",
        "0/2026",
        "6-5/2026",
        "5-5/2026",
        "8/1989",
        "8/2200",
        "-8/2026",
    ],
)
def test_what_is_no_label_is_refused_in_a_vietnamese_sentence(text):
    with pytest.raises(ValueError, match=r"không (phải|hợp lệ)"):
        parse_label(text)


@pytest.mark.parametrize(
    ("label", "name"), [("8/2026", "diem-tin-so-8-2026.pdf"), ("5–6/2026", "diem-tin-so-5-6-2026.pdf")]
)
def test_files_are_named_after_the_label(label, name):
    assert file_name(label) == name
