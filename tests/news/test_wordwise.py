"""Two texts word by word: what is told apart, and that nothing is lost on either side."""

import random

import pytest

from news.wordwise import GONE, MOST_WORDS, NEW, SAME, Piece, compare, compare_blocks, words


def side(pieces, kind):
    """The text of one side, without white space."""
    return "".join("".join(p.text for p in pieces if p.kind in (SAME, kind)).split())


def test_words_are_syllables_numbers_and_signs():
    assert [word for word, _ in words("KH&CN tăng 98,97% (2.500 tỉ) ngày 02/03!")] == [
        *("KH", "&", "CN", "tăng", "98,97", "%", "(", "2.500", "tỉ", ")", "ngày", "02/03", "!")
    ]


def test_a_tone_is_another_word():
    assert compare("Trạm đo gió", "Trạm đo giò") == [
        Piece(SAME, "Trạm đo "),
        Piece(GONE, "gió"),
        Piece(NEW, "giò"),
    ]


def test_the_form_of_the_letters_is_no_difference():
    assert compare("Hải Phòng", "Ha\u0309i Pho\u0300ng") == [Piece(SAME, "Hải Phòng")]


def test_white_space_is_no_difference_and_stands_where_each_text_has_it():
    assert compare("Một  hai\nba", "Một hai ba") == [Piece(SAME, "Một hai ba")]
    pieces = compare("gồm nước, gió và sóng. Trạm", "gồm nước và gió. Trạm")
    assert Piece(GONE, ", ") in pieces and Piece(NEW, " và ") in pieces and Piece(GONE, " và sóng") in pieces


@pytest.mark.parametrize("seed", range(40))
def test_both_texts_can_be_read_out_of_the_pieces(seed):
    chance = random.Random(seed)
    old, new = (
        " ".join(chance.choices(["trạm", "đo", "gió", "sóng", ",", ".", "98,97", "%", "và", "ở"], k=30))
        for _ in range(2)
    )
    pieces = compare(old, new)
    assert (side(pieces, GONE), side(pieces, NEW)) == ("".join(old.split()), "".join(new.split()))


def test_a_new_paragraph_does_not_hide_what_changed_in_the_next():
    old = ["Trạm đo gửi tin mỗi giờ một lần.", "Kinh phí 12 tỉ đồng."]
    new = ["Lời dẫn hoàn toàn khác hẳn.", "Trạm đo gửi tin từng giờ một lần.", "Kinh phí 12 tỉ đồng."]
    rows = compare_blocks(old, new)
    assert rows[0] == [Piece(NEW, "Lời dẫn hoàn toàn khác hẳn.")]
    assert rows[1][1:3] == [Piece(GONE, "mỗi "), Piece(NEW, "từng ")]
    assert rows[2] == [Piece(SAME, "Kinh phí 12 tỉ đồng.")]


def test_paragraphs_that_say_something_else_are_not_compared_word_by_word():
    assert compare_blocks(["Một hai ba bốn."], ["Năm sáu bảy tám"]) == [
        [Piece(GONE, "Một hai ba bốn.")],
        [Piece(NEW, "Năm sáu bảy tám")],
    ]


def test_an_endless_paragraph_is_replaced_as_a_whole():
    old, new = "chữ " * (MOST_WORDS + 1), "chữ " * MOST_WORDS + "khác"
    assert [piece.kind for piece in compare(old, new)] == [GONE, NEW]
    assert [piece.kind for piece in compare(old, old)] == [SAME]


@pytest.mark.parametrize(
    ("old", "new", "kinds"), [("", "", []), ("", "Một", [NEW]), ("Một", "", [GONE]), ("Một", "Một", [SAME])]
)
def test_nothing_on_one_side(old, new, kinds):
    assert [piece.kind for piece in compare(old, new)] == kinds
