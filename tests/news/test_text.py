"""Vietnamese text: folding, slugs, order, one normal form through every way in."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.models import Source
from news.text import fold, slugify, sort_key, squeeze


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Chuyển đổi số", "chuyen doi so"),
        ("HOÀ", "hoa"),
        ("Hòa", "hoa"),
        ("Đường", "duong"),
        ("KH&CN", "kh cn"),
        ("  Báo   Sóng-Biển ", "bao song bien"),
        (unicodedata.normalize("NFD", "Nghị quyết"), "nghi quyet"),
    ],
)
def test_folding(text, folded):
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_a_slug_is_never_empty_and_fits_an_address(text):
    slug = slugify(text)
    assert slug and len(slug) <= 70 and set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_a_long_slug_ends_with_a_whole_word():
    assert slugify("một hai ba bốn", length=8) == "mot-hai"


@given(st.text())
def test_squeezed_text_is_composed_and_on_one_line(text):
    line = squeeze(text)
    assert line == unicodedata.normalize("NFC", line) == squeeze(line) and "\n" not in line


def test_the_order_of_the_alphabet():
    words = ["đá", "dá", "da", "ê", "e", "ơ", "ô", "o", "ư", "u", "ă", "â", "a", "y", "bà", "bạ", "bá", "ba"]
    expected = [
        "a",
        "ă",
        "â",
        "ba",
        "bà",
        "bá",
        "bạ",
        "da",
        "dá",
        "đá",
        "e",
        "ê",
        "o",
        "ô",
        "ơ",
        "u",
        "ư",
        "y",
    ]
    assert sorted(words, key=sort_key) == expected


def test_text_is_composed_however_it_enters(db):
    decomposed = unicodedata.normalize("NFD", "Báo Nghề Biển")
    source = Source.objects.create(name=decomposed)
    assert source.name == "Báo Nghề Biển"
    Source.objects.filter(pk=source.pk).update(name=unicodedata.normalize("NFD", "Báo Khác"))
    assert Source.objects.filter(name=unicodedata.normalize("NFD", "Báo Khác")).get().name == "Báo Khác"
    Source.objects.bulk_create([Source(name=decomposed, key="x", slug="x")])
    assert Source.objects.get(slug="x").name == "Báo Nghề Biển"
