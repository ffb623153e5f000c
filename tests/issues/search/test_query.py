"""What a text asks for; and that any text at all may be asked."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from issues.search import NEWEST, Filters, search
from issues.search_query import Term, parse, tiers
from issues.search_suggestions import likeliest, sounding_alike, suggestions
from news.text import exact, fold

SIGNS = st.text(st.sampled_from("\"“”-|()*:^{}[]&!<>~'\\%_ \x00\u0300\u200bORaăđ1"), max_size=60)


def words(*texts: str) -> tuple[Term, ...]:
    """Terms of single words."""
    return tuple(Term((text,)) for text in texts)


class TestParsing:
    @pytest.mark.parametrize(
        ("text", "alternatives", "without"),
        [
            ("Chuyển đổi", (words("chuyển", "đổi"),), ()),
            ("hoà  hòa", (words("hòa"),), ()),
            ('"công nghệ" số', ((Term(("công", "nghệ")), *words("số")),), ()),
            ("cảng -hàng", (words("cảng"),), words("hàng")),
            ('cảng -"hàng không"', (words("cảng"),), (Term(("hàng", "không")),)),
            ("Hà Nội - Hải Phòng", (words("hà", "nội", "hải", "phòng"),), ()),
            ("robot OR phao", (words("robot"), words("phao")), ()),
            ("robot or phao", (words("robot", "or", "phao"),), ()),
            ("KH&CN", (words("kh", "cn"),), ()),
            ('"chưa đóng', (words("chưa", "đóng"),), ()),
        ],
    )
    def test_what_is_asked_for(self, text, alternatives, without):
        query = parse(text)
        assert (query.alternatives, query.without) == (alternatives, without)

    @pytest.mark.parametrize(
        "text", ["", " ", '"', '""', "OR", "-", "-a", "-- OR ||", "\x00", "()*", "\u0300"]
    )
    def test_what_asks_for_nothing(self, text):
        assert not parse(text)

    def test_the_number_of_words_is_bounded(self):
        query = parse(" ".join(f"a{n}" for n in range(5000)))
        assert len(query.terms) == 12

    def test_exact_comes_before_folded_where_marks_were_typed(self):
        kinds = [tier.exact for group in tiers(parse("đường")) for tier in group]
        assert kinds == [True, True, False, False]


class TestToneInItsPlace:
    @pytest.mark.parametrize(
        ("one", "other"),
        [("hoà", "hòa"), ("thuý", "thúy"), ("khoẻ", "khỏe"), ("qúy", "quý"), ("gìa", "già"), ("thúê", "thuế"), ("đựơc", "được"),
         ("hòan", "hoàn"), ("ngòai", "ngoài"), ("UỶ", "ủy"), ("loè", "lòe"), ("qủa", "quả"), ("tuỳ", "tùy")],
    )  # fmt: skip
    def test_both_ways_are_one_word(self, one, other):
        assert exact(one) == exact(other) == other

    @pytest.mark.parametrize(
        "word", ["mía", "múa", "chứa", "nghiêng", "khuya", "quyển", "giữ", "gì", "ỉa", "rượu", "café", "hoa"]
    )
    def test_what_is_right_stays(self, word):
        assert exact(word) == word

    @given(st.text(max_size=80))
    def test_exact_and_folded_are_the_same_words(self, text):
        assert fold(exact(text)).split() == [fold(word) for word in exact(text).split()]
        assert exact(exact(text)) == exact(text)


@pytest.mark.django_db
class TestAnyText:
    @settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.one_of(SIGNS, st.text(max_size=60)))
    def test_is_answered(self, archive, text):
        found = search(text)
        assert found.total == len(found.hits) or found.total > 20
        assert found.total == search(text, order=NEWEST).total

    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(SIGNS)
    def test_suggestions_find_something(self, archive, text):
        for each in suggestions(text, Filters(year=2019)):
            assert search(each.text, each.filters).total


class TestWrittenByEar:
    """Beginnings that sound alike are tried before other slips."""

    @pytest.mark.parametrize(
        ("typed", "meant"), [("xo", "so"), ("trinh", "chinh"), ("lang", "nang"), ("bep", None), ("x", None)]
    )
    def test_sounding_alike(self, typed, meant):
        found = sounding_alike(typed)
        assert (meant in found) if meant else found == []

    def test_comes_before_letters_that_only_look_alike(self):
        assert likeliest("xo", ["xa", "xe", "xu", "so"])[0] == "so"
