"""Repairs change what they say and nothing else."""

from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from issues.preflight.findings import Finding, Repair
from issues.preflight.passages import passages
from issues.preflight.repair import apply, repaired
from news import richtext

TAGS = (
    "<p> </p> <ul><li> </li></ul> <strong> </strong> <blockquote><p> </p></blockquote> <br> <h3> </h3> "
    "<table><tbody><tr><td> </td><td> </td></tr></tbody></table>"
)
WORDS = ("sóng biển", "R&amp;D", "a &lt; b", " ", "\n", "hành phố", "Thành phố", "  hai  dấu ", "&nbsp;", "x")
MARKUP = st.lists(st.sampled_from([*TAGS.split(), *WORDS]), max_size=14).map("".join)


def finding(repair: Repair) -> Finding:
    return Finding("a", "warning", "b", repair=repair)


@pytest.mark.parametrize(
    ("markup", "repair", "right"),
    [
        ("<p>Trên hành phố.</p>", Repair("body", "hành phố", "thành phố"), "<p>Trên thành phố.</p>"),
        ("<p>a</p><p>b a</p>", Repair("body", "a", "c", paragraph=1), "<p>a</p><p>b c</p>"),
        ("<p>a b a</p>", Repair("body", "a", "c", occurrence=1), "<p>a b c</p>"),
        (
            "<p>Bộ KH<strong>CN</strong> và</p>",
            Repair("body", "KHCN", "KH&CN"),
            "<p>Bộ KH&amp;<strong>CN</strong> và</p>",
        ),
        ("<p>TT-BKH&amp;CN</p>", Repair("body", "BKH&CN", "BKHCN"), "<p>TT-BKHCN</p>"),
        (
            "<ul><li>một</li><li>hai</li></ul>",
            Repair("body", "hai", "hai.", 1),
            "<ul><li>một</li><li>hai.</li></ul>",
        ),
        ("<p>sóng <em>lặng</em></p>", Repair("body", "sóng lặng", "gió lặng"), "<p>gió <em>lặng</em></p>"),
        ("<p>a  b</p>", Repair("body", "a b", "a c"), "<p>a  c</p>"),
        ("<p>một <em>hai</em> ba</p>", Repair("body", "một hai ba", "bốn"), "<p>bốn<em></em></p>"),
        ('<p><a href="x">hai</a></p>', Repair("body", "x", "y"), '<p><a href="x">hai</a></p>'),
    ],
)
def test_a_repair_in_rich_text(markup, repair, right):
    assert apply(markup, repair) == right
    assert apply(right, repair) == right, "a second run changes nothing"


def test_a_repair_in_a_plain_field_knows_no_markup():
    repair = Repair("headline", "R&D", "R & D")
    assert apply("Trạm R&D <thử>", repair) == "Trạm R & D <thử>" == apply("Trạm R & D <thử>", repair)


@pytest.mark.parametrize(
    "repair",
    [
        Repair("body", "không có", "x"),
        Repair("body", "a", "b", paragraph=9),
        Repair("body", "a", "b", occurrence=5),
        Repair("body", "", "x"),
    ],
)
def test_a_place_that_is_gone_is_left_alone(repair):
    assert apply("<p>a</p>", repair) == "<p>a</p>"


def test_all_repairs_at_once_keep_their_places():
    fields = {"headline": "TRẠM  MỚI", "body": "<p>hành phố. hành phố</p>"}
    repairs = [
        Repair("body", "hành", "Thành", occurrence=0),
        Repair("body", "hành", "Thành", occurrence=1),
        Repair("body", "phố", "phố.", occurrence=1),
        Repair("source", "x", "y"),
    ]
    overlapping = Repair("body", "hành phố", "biển")
    new = repaired(fields, [*map(finding, [*repairs, overlapping]), Finding("a", "hint", "b")])
    assert new == {"headline": "TRẠM  MỚI", "body": "<p>Thành phố. Thành phố.</p>"}
    assert repaired(new, map(finding, repairs))["body"] == new["body"]


@given(
    MARKUP,
    st.sampled_from(["sóng", "hành phố", "R&D", "hai dấu", "x", "a < b"]),
    st.sampled_from(["", "Thành phố", "a<b", "xx"]),
    st.integers(0, 3),
)
def test_everything_else_stays_letter_for_letter(markup, old, new, paragraph):
    markup = richtext.clean(markup)
    repair = Repair("body", old, new, paragraph)
    once = apply(markup, repair)
    assert apply(once, repair) == once or old not in new, "what may be repaired twice is a second place"
    before, after = richtext.blocks(markup), richtext.blocks(once)
    if once == markup:
        return
    assert (
        before[paragraph].replace(old, new, 1).split()
        == (after[paragraph : paragraph + 1] or [""])[0].split()
        or not new
    )
    assert richtext.BLOCK.findall(markup) == richtext.BLOCK.findall(once)
    assert unescape(markup).count("<") - old.count("<") + new.count("<") == unescape(once).count("<")


@given(MARKUP)
def test_passages_are_the_blocks_of_the_rich_text(markup):
    for text in (markup, richtext.clean(markup)):
        assert [passage.text for passage in passages(text)] == richtext.blocks(text)


def test_passages_know_what_they_are():
    markup = (
        "<h3>Đầu</h3><p>Đoạn <strong>đậm</strong></p><ul><li>mục</li></ul><blockquote><p>trích</p></blockquote>"
        "<table><caption>chú</caption><tbody><tr><td>ô</td><td>hai</td></tr></tbody></table><p>cuối</p>"
    )
    kinds = [(p.kind, p.text) for p in passages(markup)]
    assert kinds == [
        ("heading", "Đầu"),
        ("text", "Đoạn đậm"),
        ("item", "mục"),
        ("quote", "trích"),
        ("cell", "chú"),
        ("cell", "ô hai"),
        ("text", "cuối"),
    ]
