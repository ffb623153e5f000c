"""Rich text read as blocks: nothing is lost, whatever the cleaning lets through, and markup stays markup."""

from html.parser import HTMLParser

import nh3
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from issues.composition.blocks import LINE_BREAK, Block, blocks_of, dressed, words_of
from issues.composition.flow import Flow
from issues.composition.markup import markup as markup_of
from news import richtext
from tests.issues.composition.bodies import bodies, tidy

VOID = {"br", "hr", "col", "img"}


class Balance(HTMLParser):
    """Keeps the elements that are open, and the words."""

    def __init__(self, markup: str):
        super().__init__()
        self.open, self.words, self.wrong = [], [], []
        self.feed(markup)
        self.close()
        self.wrong += self.open

    def handle_starttag(self, name, attributes):
        """An element begins."""
        if name not in VOID:
            self.open.append(name)
        if name in {"br", "p", "li", "td", "th", "caption", "h3", "h4", "h5", "blockquote"}:
            self.words.append(" ")

    def handle_endtag(self, name):
        """It must be the innermost one that ends."""
        if not self.open or self.open.pop() != name:
            self.wrong.append(name)

    def handle_data(self, data):
        """Words."""
        self.words.append(data)


def words_in(blocks: list[Block]) -> str:
    """All words of the blocks without the spaces between them."""
    parts = [
        part
        for block in blocks
        for part in (block.text, *(words_of(c.runs) for row in block.rows for c in row))
    ]
    return tight("".join(parts))


def tight(text: str) -> str:
    """A text without spaces of any kind."""
    return "".join(text.split())


@settings(max_examples=400, deadline=None)
@given(bodies)
@example(richtext.clean("<table><tr><td>một<table><tr><td>hai</td></tr></table>ba</td></tr></table>"))
@example(
    richtext.clean(
        "<table><tr><td>a</td></tr><tr><td>b<table><tr><td>c</td></tr></table>d</td><td>e</td></tr></table>g"
    )
)
@example(richtext.clean("<table><caption>a</caption></table>"))
@example(richtext.clean("<ul><li>một<ul><li>hai</li></ul>ba</li></ul>bốn"))
@example(richtext.clean("<table><thead><tr></tr><tr><th>a</th></tr></thead><tr><td>b</td></tr></table>"))
def test_no_word_is_lost(body):
    assert words_in(blocks_of(body)) == tight(richtext.plain_text(body))


@settings(max_examples=300, deadline=None)
@given(bodies)
def test_markup_is_well_formed_and_has_every_word(body):
    flow = Flow(blocks_of(body), 240)
    read = Balance(markup_of(flow, 0, len(flow)))
    assert read.wrong == []
    assert tight("".join(read.words)) == tight(richtext.plain_text(body))


def printed(body: str) -> list[tuple]:
    """The blocks as they look: white space as one space, none at the ends of lines, `b` as `strong`."""
    found = []
    for block in blocks_of(body):
        lines = (" ".join(line.split()) for line in block.text.strip().split(LINE_BREAK))
        bold = tight("".join(run.text for run in block.runs if run.names & {"strong", "b"}))
        cells = [
            [(tight(words_of(cell.runs)), cell.span, cell.heading) for cell in row] for row in block.rows
        ]
        found.append((block.kind, list(lines), bold, block.depth, cells))
    return found


@given(st.lists(tidy, min_size=1, max_size=5).map("".join))
def test_the_form_in_which_text_is_stored_prints_as_it_was_written(body):
    as_written = nh3.clean(body, tags=richtext.TAGS, attributes=richtext.ATTRIBUTES)
    assert printed(richtext.clean(body)) == [
        b for b in printed(as_written) if b[1] != [""] or b[0] in ("hr", "table")
    ]


def kinds(body: str) -> list[str]:
    """The kinds of the blocks of a cleaned body."""
    return [block.kind for block in blocks_of(richtext.clean(body))]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("", []),
        ("chỉ có chữ", ["p"]),
        ("lạc<p>hai</p>lõng", ["p", "p", "p"]),
        ("<p>một<br>hai</p>", ["p"]),
        (
            "<h2>a</h2><h3>b</h3><h4>c</h4><hr><blockquote>d</blockquote>",
            ["h2", "h3", "h4", "hr", "blockquote"],
        ),
        ("<ul><li>một</li><li><p>hai</p><p>ba</p></li></ul>", ["li", "li"]),
        ("<blockquote><p>một</p><p>hai</p></blockquote><p>ba</p>", ["blockquote", "p"]),
        ("<p>một<strong> hai</p><p>ba</strong></p>", ["p", "p"]),
    ],
)
def test_blocks_are_told_apart(body, found):
    assert kinds(body) == found


def test_paragraphs_within_an_item_or_a_quotation_begin_new_lines():
    [item] = blocks_of("<ul><li><p>một</p><p>hai</p></li></ul>")
    [quote] = blocks_of("<blockquote><p>một</p><p>hai</p></blockquote>")
    assert item.text.strip() == quote.text.strip() == "một\nhai"


def test_nested_lists_know_their_depth_and_go_on_counting():
    body = "<ol><li>a<ul><li>b</li><li>c</li></ul></li><li>d<ol><li>e</li></ol></li></ol><p>x</p><ol><li>f</li></ol>"
    found = [(b.text, b.ordered, b.number, b.depth) for b in blocks_of(body) if b.kind == "li"]
    assert found == [
        ("a", True, 1, 0),
        ("b", False, 1, 1),
        ("c", False, 2, 1),
        ("d", True, 2, 0),
        ("e", True, 1, 1),
        ("f", True, 1, 0),
    ]
    assert len({b.list for b in blocks_of(body) if b.kind == "li"}) == 2


def test_a_table_knows_caption_heading_rows_and_spans():
    body = (
        "<table><caption>Mưa</caption><thead><tr><th>Trạm</th><th colspan=2>Mưa</th></tr></thead>"
        "<tbody><tr><td rowspan=2>A</td><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></tbody></table>"
    )
    [table] = blocks_of(richtext.clean(body))
    assert (table.text, table.heads, len(table.rows)) == ("Mưa", 1, 3)
    assert [cell.span for cell in table.rows[0]] == [1, 2] and table.rows[1][0].rows == 2
    assert table.rows[0][0].heading and not table.rows[1][0].heading


def test_only_rows_with_cells_count_as_heading_rows():
    [table] = blocks_of(
        "<table><thead><tr></tr><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr><tr><td>c</td></tr></tbody></table>"
    )
    assert (table.heads, len(table.rows)) == (1, 3)


@pytest.mark.parametrize("span", ["0", "-1", "99999", "x", "²", ""])
def test_a_senseless_span_is_bounded(span):
    [table] = blocks_of(f'<table><tr><td colspan="{span}">a</td></tr></table>')
    assert 1 <= table.rows[0][0].span <= 20


def test_what_is_no_markup_is_escaped_and_no_link_leads_astray():
    link = "<a href='https://a.example/?\"'>y</a>"
    body = f'<p>1 &lt; 2 &amp; "3" <a href="javascript:alert(1)">x</a> {link}</p>'
    flow = Flow(blocks_of(body), 240)
    markup = str(markup_of(flow, 0, len(flow)))
    assert "javascript" not in markup and "<span> x</span>" in markup
    assert "1 &lt; 2 &amp; &quot;3&quot;" in markup
    assert 'href="https://a.example/?&quot;"' in markup


def test_neighbours_in_one_dress_share_their_element():
    [block] = blocks_of("<p><b>một <i>hai</i> ba</b> bốn</p>")
    assert dressed([(run.text, run.tags) for run in block.runs]) == "<b>một <i>hai</i> ba</b> bốn"
