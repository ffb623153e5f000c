"""Lines are counted as WeasyPrint lays them: each word of each line, in every dress and kind of block."""

from html import escape

import pytest

from issues.composition.blocks import QUOTE, blocks_of
from issues.composition.breaking import OTHER_SPACES
from issues.composition.flow import Flow
from issues.composition.lines import balanced, break_lines, count_lines, pieces
from issues.composition.markup import markup
from issues.composition.typeset import FILES, Style
from tests.issues.composition import pango, passages

NARROW, COLUMN, WIDE = 121.37, 243.31, 391.9
BLANK = f" {OTHER_SPACES}"
FONT = {
    "serif": "400 {}pt/1.4 Diemtin Serif, Diemtin Sans",
    "serif-italic": "italic 400 {}pt/1.4 Diemtin Serif, Diemtin Sans",
    "serif-semibold": "600 {}pt/1.4 Diemtin Serif, Diemtin Sans",
    "serif-bold": "700 {}pt/1.4 Diemtin Serif, Diemtin Sans",
    "sans": "400 {}pt/1.4 Diemtin Sans, Diemtin Serif",
    "sans-italic": "italic 400 {}pt/1.4 Diemtin Sans, Diemtin Serif",
    "sans-medium": "500 {}pt/1.4 Diemtin Sans, Diemtin Serif",
    "sans-semibold": "600 {}pt/1.4 Diemtin Sans, Diemtin Serif",
    "sans-bold": "700 {}pt/1.4 Diemtin Sans, Diemtin Serif",
    "sans-heavy": "800 {}pt/1.4 Diemtin Sans, Diemtin Serif",
}


def text_of(parts) -> str:
    """The words of a line's pieces."""
    words = (
        (piece.lead if number else "") + "".join(run.text for run in piece.parts) for number, piece in parts
    )
    return "".join(words).strip(BLANK)


def own_lines(parts, room: float, indent: float = 0.0) -> list[str]:
    """The lines that the composition expects."""
    return [text_of(enumerate(parts[start:end])) for start, end in break_lines(parts, room, indent)]


def flow_lines(flow: Flow) -> list[str]:
    """The lines of a whole flow."""
    found = []
    for place, block in enumerate(flow.blocks):
        units = [unit for unit in flow.units if unit.block == place]
        if block.kind == QUOTE:
            found += own_lines(flow.words[place], flow.line_room(block))
        else:
            found += [text_of(enumerate(flow.words[place][unit.start : unit.end])) for unit in units]
    return found


def differing(bodies: list[str], width: float) -> list[tuple[str, list[str], list[str]]]:
    """The bodies whose lines WeasyPrint lays otherwise."""
    flows = [Flow(blocks_of(body), width) for body in bodies]
    columns = [
        f'<div class="column" style="display: block">{markup(flow, 0, len(flow))}</div>' for flow in flows
    ]
    printed = pango.lines_of(columns, width=width)
    trials = zip(bodies, map(flow_lines, flows), printed, strict=True)
    return [(body, own, theirs) for body, own, theirs in trials if own != theirs]


@pytest.mark.parametrize("width", [COLUMN, WIDE])
@pytest.mark.parametrize("name", FILES)
def test_plain_text_is_broken_alike(name, width):
    style = Style(name, 9.6 if name == "serif" else 8.5)
    texts = [passages.plain(seed) for seed in range(60)]
    printed = pango.lines_of(
        [escape(text) for text in texts], f"font: {FONT[name].format(style.size)}", width
    )
    for text, theirs in zip(texts, printed, strict=True):
        assert own_lines(pieces(text, style, width), width) == theirs
        assert count_lines(text, style, width) == len(theirs)


@pytest.mark.parametrize("width", [NARROW, COLUMN])
def test_text_in_many_dresses_is_broken_alike(width):
    assert differing([f"<p>{passages.dressed(seed)}</p>" for seed in range(200)], width) == []


@pytest.mark.parametrize("width", [NARROW, COLUMN])
def test_very_long_words_are_broken_alike(width):
    long = [f"<p>Một.</p><p>{escape(passages.plain(seed, 2, long=True))}</p>" for seed in range(60)]
    first = [f"<p>Một.</p><p>{word} rồi hết</p>" for word in passages.LONG]
    assert differing(long + first, width) == []


@pytest.mark.parametrize("kind", ["blockquote", "h2", "h3", "h4", "li"])
def test_every_kind_of_block_is_broken_alike(kind):
    before, after = ("<ul><li>", "</li></ul>") if kind == "li" else (f"<{kind}>", f"</{kind}>")
    bodies = [f"{before}{passages.dressed(seed, 1)}{after}<p>a</p>" for seed in range(60)]
    assert differing(bodies, COLUMN) == []


def test_nested_lists_and_following_paragraphs_are_broken_alike():
    bodies = [
        f"<p>{passages.dressed(n, 1)}</p><p>{passages.dressed(n + 500, 2)}</p>"
        f"<ol><li>{passages.dressed(n + 900, 1)}<ul><li>{passages.dressed(n + 1300, 1)}</li></ul></li></ol>"
        f"<p>{passages.dressed(n, 1)}<br>{passages.dressed(n + 1, 1)}</p>"
        for n in range(40)
    ]
    assert differing(bodies, COLUMN) == []


@pytest.mark.parametrize(
    ("style", "css"),
    [
        (
            Style("sans-heavy", 26, -0.4),
            "font: 800 26pt/1.2 Diemtin Sans, Diemtin Serif; letter-spacing: -.4pt",
        ),
        (Style("sans-bold", 13, 0.2), "font: 700 13pt/1.2 Diemtin Sans, Diemtin Serif; letter-spacing: .2pt"),
        (
            Style("sans-heavy", 20, -0.2),
            "font: 800 20pt/1.2 Diemtin Sans, Diemtin Serif; letter-spacing: -.2pt",
        ),
    ],
    ids=["feature", "group", "title"],
)
def test_letter_spacing_is_counted(style, css):
    texts = [passages.plain(seed, 1).upper() for seed in range(80)]
    printed = pango.lines_of([escape(text) for text in texts], css, 480)
    assert [(own_lines(pieces(t, style, 480), 480), p) for t, p in zip(texts, printed, strict=True)] == [
        (p, p) for p in printed
    ]


def test_a_balanced_headline_takes_as_many_lines_and_less_width():
    style = Style("sans-bold", 12.6)
    texts = [passages.plain(seed, 1).upper() for seed in range(60)]
    for text in texts:
        lines, width = balanced(text, style, 400)
        assert lines == count_lines(text, style, 400) == count_lines(text, style, width)
        assert width <= 400
        narrower = width - 1.5
        parts = pieces(text, style, 400)
        tightest = max(piece.width for piece in parts)
        assert lines == 1 or narrower < tightest or len(break_lines(parts, narrower)) > lines


@pytest.mark.parametrize("name", FILES)
def test_letters_that_a_face_lacks_are_as_wide_as_in_the_other_one(name):
    style, text = Style(name, 10), "→ ₂ Ω → ₂ Ω"
    [theirs] = pango.lines_of([text], f"font: {FONT[name].format(10)}", style.width(text) + 0.02)
    assert len(theirs) == 1
    [theirs] = pango.lines_of([text], f"font: {FONT[name].format(10)}", style.width(text) - 0.02)
    assert len(theirs) == 2


def test_nothing_takes_no_line():
    assert count_lines("", Style("sans", 9), 100) == 0
    assert count_lines(" \n ", Style("sans", 9), 100) == 0
    assert balanced("", Style("sans", 9), 100)[0] == 0
