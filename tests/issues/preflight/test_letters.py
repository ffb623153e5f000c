"""Letters that do not belong."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from issues.preflight.letters import foreign_letters, without_lookalikes
from issues.preflight.repair import apply
from tests.issues.editions import article
from tests.issues.preflight.trial import CLEAN, anything, body, codes, found, in_text, issue_of


@pytest.mark.parametrize(
    ("wrong", "right"),
    [("ĐİỂM", "ĐIỂM"), ("Ðo", "Đo"), ("ðo", "đo"), ("Нải", "Hải"), ("ﬁlm", "film"), ("Trạmо", "Trạmo")],
)
def test_a_letter_that_only_looks_right(wrong, right):
    findings = in_text(foreign_letters, f"Bảng {wrong} ở bến.")
    assert codes(findings) == ["encoding"] and findings[0].repair.new == right
    assert apply(body(f"Bảng {wrong} ở bến."), findings[0].repair) == body(f"Bảng {right} ở bến.")


def test_it_is_found_in_headlines_contents_and_source():
    made = issue_of(article(headline="ĐİỂM ĐO", toc_title="Ðiểm đo", source="Báo Ðảo"))
    assert [f.field for f in found(foreign_letters, made)] == ["headline", "toc_title", "source"]
    made = issue_of(article(headline="ĐİỂM ĐO", toc_title="ĐİỂM ĐO"))
    assert [f.field for f in found(foreign_letters, made)] == ["headline"]


@pytest.mark.parametrize(
    "text",
    [
        CLEAN,
        "Café, façade, Zürich, Škoda, Curaçao, El Niño, 25 µm, góc α, 3 Ω, Москва, 你好, H₂O, CO₂.",
        "Ơ, Ư, Ă, Â, Ê, Ô, Đ, ỹ, ỵ, ẵ, ẫ.",
    ],
)
def test_vietnamese_and_foreign_words_are_right(text):
    assert not in_text(foreign_letters, text)


@pytest.mark.parametrize(
    "text", ["Trạm\u200bđo", "Trạm\u00adđo", "Trạm \ufffd đo", "Trạm \uf0b7 đo", "Tráº¡m Ä‘o"]
)
def test_invisible_characters_and_damage(text):
    assert "encoding" in codes(found(foreign_letters, issue_of(article(headline=text, toc_title=text))))


def test_marks_apart_from_their_letters():
    text = unicodedata.normalize("NFD", "Trạm đo ở cửa sông")
    assert "NFC" in found(foreign_letters, issue_of(article(headline=text, toc_title=text)))[0].message


@given(st.text(max_size=20))
def test_what_is_meant_is_stable(word):
    assert not without_lookalikes(without_lookalikes(word))


@given(anything)
def test_no_text_breaks_the_check(text):
    made = issue_of(article(headline=text, source=text, body=body(text)), trends_title=text, trends_body=text)
    assert all(f.code for f in found(foreign_letters, made))
