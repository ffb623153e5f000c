"""Places at which a line may end are those at which Pango ends one."""

import itertools

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from issues.composition.breaking import breaks, holds
from tests.issues.composition.pango import break_places

SIGNS = "aĐ5-–—/.,:;!?…%()[]“\"'{}‐°²$&+=<>_~@#*|€₫‰×·→\u00a0\u2009\u202f華´−№\\¿½•′😀"
CORE = "a5-–—/.!…%(“)}$"
words = st.text(st.sampled_from(SIGNS + "ệ" + "\u0323"), min_size=1, max_size=12)


@pytest.mark.parametrize(("signs", "length"), [(SIGNS, 2), (SIGNS, 3), (CORE, 4)])
def test_all_short_words_break_as_in_pango(signs, length):
    made = ("".join(letters) for letters in itertools.product(signs, repeat=length))
    assert {word: breaks(word) for word in made if breaks(word) != break_places(word)} == {}


@settings(max_examples=500, deadline=None)
@example("5)\u0323%")
@given(words)
def test_any_word_breaks_as_in_pango(word):
    assert breaks(word) == break_places(word)


def test_a_space_holds_two_signs_together_as_in_pango():
    signs = SIGNS.replace("\u2009", "")
    pairs = [(a, b) for a, b in itertools.product(signs, repeat=2) if a != "\u0323"]
    assert [(a, b) for a, b in pairs if holds(a, b) == (2 in break_places(f"{a} {b}"))] == []


@pytest.mark.parametrize(
    ("word", "places"),
    [
        ("26/02/2026", ()),
        ("km/giờ", (3,)),
        ("COVID-19", ()),
        ("ô-xy", (2,)),
        ("2025–2030", (5,)),
        ("2025-2030", ()),
        ("https://vidu.example/a-1", (8, 21)),
        ("nhanh—gọn", (5, 6)),
        ("5\u00a0km", ()),
        ("10\u202f000", ()),
        ("200\u2009g", (4,)),
        ("TP.HCM", ()),
        ("“Tàu”", ()),
        ("98,97%", ()),
    ],
)
def test_words_of_the_news(word, places):
    assert breaks(word) == places == break_places(word)
