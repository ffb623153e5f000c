"""Columns cut from a text: even, as short as can be, and never a line alone."""

from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from issues.composition.bands import START, Strip, Text, lay, lay_anyhow
from issues.composition.blocks import HEADINGS, blocks_of
from issues.composition.flow import EPSILON, FEWEST, Flow
from issues.composition.markup import markup
from tests.issues.composition.bodies import bodies
from tests.issues.editions import LIST, QUOTE, TABLE, paragraphs

ROOM = 240
parts = st.sampled_from(
    (
        *(paragraphs(1, n) for n in range(5)),
        "<p>Một dòng.</p>",
        LIST,
        QUOTE,
        TABLE,
        "<h2>Mục</h2>",
        "<h3>Tiết</h3>",
        "<hr>",
    )
)
texts = st.lists(parts, min_size=1, max_size=9).map("".join)
counts = st.integers(1, 4)
taken = st.sampled_from((0.0, 0.0, 60.0, 137.0, 900.0))


class Words(HTMLParser):
    """The words of markup; those of heading rows, which are repeated, apart."""

    def __init__(self, text: str):
        super().__init__()
        self.found, self.inside = [], 0
        self.feed(text)
        self.close()

    def handle_starttag(self, name, attributes):
        """An element begins."""
        self.inside += name == "thead"

    def handle_endtag(self, name):
        """An element ends."""
        self.inside -= name == "thead"

    def handle_data(self, data):
        """Words."""
        if not self.inside:
            self.found += data.split()


def flow_of(body: str) -> Flow:
    """A text measured in a column."""
    return Flow(blocks_of(body), ROOM)


def cuts_of(flow: Flow, count: int, height: float, first: float) -> list[tuple[int, int]]:
    """The whole text in columns."""
    return flow.columns(0, len(flow), count, height, first)


@settings(max_examples=300, deadline=None)
@given(texts, counts, taken)
def test_a_balanced_height_is_enough_and_little_less_is_not(body, count, first):
    flow = flow_of(body)
    height = flow.balance(0, len(flow), count, first)
    cuts = cuts_of(flow, count, height, first)
    assert cuts[0][0] == 0 and cuts[-1][1] == len(flow)
    for number, (start, end) in enumerate(cuts):
        assert flow.height(start, end) + (0 if number else first) <= height + 2 * EPSILON
    assert height - 1 <= first or flow.reach(0, count, height - 1, first) < len(flow)


@settings(max_examples=200, deadline=None)
@given(texts, counts, taken)
def test_no_line_stands_alone_and_no_heading_at_a_foot(body, count, first):
    flow = flow_of(body)
    cuts = cuts_of(flow, count, flow.balance(0, len(flow), count, first), first)
    for _, end in cuts[:-1]:
        if 0 < end < len(flow):
            before, after = flow.units[end - 1], flow.units[end]
            assert flow.blocks[before.block].kind not in HEADINGS
            if before.block == after.block and flow.blocks[before.block].kind in ("p", "li"):
                own = [n for n, unit in enumerate(flow.units) if unit.block == before.block]
                assert end - own[0] >= FEWEST and own[-1] + 1 - end >= FEWEST


@settings(max_examples=200, deadline=None)
@given(texts | bodies, counts)
def test_the_columns_together_have_every_word_in_order(body, count):
    flow = flow_of(body)
    cuts = cuts_of(flow, count, flow.balance(0, len(flow), count), 0.0)
    apart = [word for cut in cuts for word in Words(markup(flow, *cut)).found]
    assert apart == Words(markup(flow, 0, len(flow))).found


@settings(max_examples=150, deadline=None)
@given(texts, counts, st.integers(60, 500))
def test_a_text_goes_on_over_pages_without_loss(body, count, room):
    bands = (Strip("note", 20, "x", keeps=True), Text(flow_of(body), count), Strip("figures", 30))
    place, found, pages = START, [], 0
    while place is not None:
        laying = lay(bands, place, room) or lay_anyhow(bands, place, room)
        found += laying.parts
        assert laying.stop is None or laying.stop > place
        place, pages = laying.stop, pages + 1
    assert [n for n, *_ in found] == sorted(n for n, *_ in found)
    units = [(start, end) for n, start, end, _ in found if n == 1]
    assert units[0][0] == 0 and units[-1][1] == len(bands[1].flow)
    assert all(one[1] == other[0] for one, other in pairwise(units))


def test_a_strip_that_keeps_to_what_follows_goes_with_it():
    bands = (Strip("group", 30), Strip("point", 30, keeps=True), Text(flow_of(paragraphs(4)), 2))
    laying = lay(bands, START, 75)
    assert [n for n, *_ in laying.parts] == [0] and laying.stop.band == 1


def test_heading_rows_of_a_broken_table_are_repeated_and_counted():
    rows = "".join(f"<tr><td>{n}</td><td>{n * 3} mm</td></tr>" for n in range(40))
    body = f"<table><thead><tr><th>Trạm</th><th>Mưa</th></tr></thead><tbody>{rows}</tbody></table>"
    flow = flow_of(body)
    assert len(flow) == 41 and flow.legal[1] > 1
    cut = flow.legal[5]
    assert '<th scope="col">Trạm' in markup(flow, cut, len(flow))
    assert flow.height(cut, cut + 1) == pytest.approx(flow.units[cut].height + flow.units[0].height)


def test_rows_that_a_cell_spans_stay_together():
    rows = "".join(f"<tr><td rowspan=2>{n}</td><td>a</td></tr><tr><td>b</td></tr>" for n in range(20))
    flow = flow_of(f"<table>{rows}</table>")
    assert set(flow.legal) <= set(range(0, 41, 2)) and len(flow.legal) > 15


def test_a_long_quotation_is_broken_and_a_short_one_is_not():
    line = "Nghe máy đếm, nhưng phải hỏi người đứng cạnh máy. "
    assert len(flow_of(f"<blockquote><p>{line * 3}</p></blockquote>")) == 1
    long = flow_of(f"<blockquote><p>{line * 20}</p></blockquote>")
    assert len(long) > 12
    whole = long.height(0, len(long))
    assert whole == pytest.approx(len(long) * 16 + 2 * 72 / 25.4)
    assert "padding-bottom:0" in markup(long, 0, 4) and "padding-top:0" in markup(long, 4, len(long))


def test_headings_skip_no_level():
    flow = flow_of("<h4>a</h4><p>b</p><h2>c</h2><h4>d</h4><h3>e</h3>")
    assert [flow.levels[n] for n in sorted(flow.levels)] == [3, 3, 4, 4]


def test_an_item_that_goes_on_has_no_number_again():
    line = "Đo độ mặn ở ba tầng nước rồi so với phao gần nhất. " * 4
    flow = flow_of(f"<ol><li>{line}</li><li>{line}</li></ol>")
    second = [n for n, unit in enumerate(flow.units) if unit.block == 1]
    cut = second[2]
    assert '<ol start="2"' in markup(flow, cut, len(flow)) and '<li class="on">' in markup(
        flow, cut, len(flow)
    )
    assert 'class="cut"' in markup(flow, 0, cut)


def test_nothing_takes_nothing():
    flow = flow_of("")
    assert len(flow) == 0 and flow.balance(0, 0, 2, 40) == 40 and markup(flow, 0, 0) == ""
