"""The order of an issue as a value: read from a request, compared, described."""

import json

import pytest

from issues.orders import all_of, changes, described, displaced, read, without


def test_an_order_is_read_as_it_was_written():
    order = {"domestic": [3, 1], "haiphong": [2]}
    assert read(json.dumps(order)) == order
    assert read('{"domestic": [], "focus": [7]}') == {"focus": [7]}, "an empty section is none"
    assert all_of(order) == [3, 1, 2]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "3",
        '{"domestic": 3}',
        '{"domestic": ["3"]}',
        '{"domestic": [1.0]}',
        '{"domestic": [true]}',
        '{"domestic": [0]}',
        '{"domestic": [-1]}',
        '{"domestic": [9223372036854775808]}',
        '{"domestic": [1, 1]}',
        '{"domestic": [1], "focus": [1]}',
        '{"domestic": [NaN]}',
        "[" * 100_000,
        json.dumps({"domestic": list(range(1, 1200))}),
    ],
)
def test_what_is_no_order_is_refused_in_one_sentence(text):
    with pytest.raises(ValueError, match="Không đọc được thứ tự"):
        read(text)


@pytest.mark.parametrize(
    ("before", "after", "moved"),
    [
        ("abcd", "abcd", ""),
        ("abcd", "bcda", "a"),
        ("abcd", "dabc", "d"),
        ("abcd", "badc", "bd"),
        ("abc", "axbc", ""),
        ("abcd", "acd", ""),
    ],
)
def test_the_fewest_articles_that_explain_it_changed_places(before, after, moved):
    numbers = {name: n for n, name in enumerate("abcdx", 1)}
    found = displaced([numbers[c] for c in before], [numbers[c] for c in after])
    # Of two neighbours that changed places either one explains it.
    assert len(found) == len(moved) and (len(found) != 1 or found == [numbers[moved]])


def test_changes_are_told_by_kind_and_name():
    before, after = {"domestic": [1, 2, 3], "focus": [4]}, {"domestic": [3, 2, 5], "focus": [1]}
    done = changes(before, after)
    assert (done.placed, done.taken_out, done.moved) == ((5,), (4,), (1,)) and len(done.reordered) == 1
    words = described(done, {1: "Một", 2: "Hai", 3: "Ba", 4: "Bốn", 5: "Năm"})
    assert words.startswith(
        "đưa vào 1 tin («Năm»); lấy ra 1 tin («Bốn»); chuyển chuyên mục 1 tin («Một»); đổi chỗ 1 tin"
    )
    many = changes({}, {"domestic": list(range(1, 9))})
    assert described(many, dict.fromkeys(range(1, 9), "Tin")) == "đưa vào 8 tin («Tin», «Tin», «Tin», …)"


def test_taking_out_leaves_no_empty_section():
    assert without({"focus": [1], "domestic": [2, 3]}, 1) == {"domestic": [2, 3]}
