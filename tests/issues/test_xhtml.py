"""Rich text as XHTML: well formed, by HTML's content model, and no word lost."""

from collections import Counter
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from issues.xhtml import link, xhtml
from news.richtext import TAGS, clean, plain_text

OPEN = st.sampled_from(sorted(TAGS)).map(lambda tag: f"<{tag}>")
CLOSE = st.sampled_from(sorted(TAGS)).map(lambda tag: f"</{tag}>")
WORDS = st.sampled_from(["chữ ", "&lt;", "&amp;", "é", "&#2;", "<a href='http://a.example/ x'>"])
MARKUP = st.lists(OPEN | CLOSE | WORDS, max_size=30).map("".join)
BLOCKS = {"p", "h3", "h4", "h5", "h6", "ul", "ol", "blockquote", "table", "hr"}
ONLY_WORDS = {
    "p",
    "h3",
    "h4",
    "h5",
    "h6",
    "th",
    "caption",
    "strong",
    "em",
    "b",
    "i",
    "u",
    "s",
    "sub",
    "sup",
    "a",
}


def parsed(text: str) -> ElementTree.Element:
    """The XHTML as a tree under one root."""
    return ElementTree.fromstring(f"<div>{text}</div>")


@given(MARKUP)
def test_anything_becomes_well_formed_and_keeps_its_letters(markup):
    cleaned = clean(markup)
    tree = parsed(xhtml(cleaned, 3))
    letters = Counter("".join(plain_text(cleaned).split()))
    assert Counter("".join("".join(tree.itertext()).split())) == letters - Counter({"\x02": letters["\x02"]})


@given(MARKUP)
def test_nothing_stands_where_it_may_not(markup):
    tree = parsed(xhtml(clean(markup), 3))
    assert {child.tag for child in tree} <= BLOCKS
    for element in tree.iter():
        inside = {child.tag for child in element}
        if element.tag in ONLY_WORDS:
            assert not inside & (BLOCKS | {"li", "tr", "td", "th"}), element.tag
        if element.tag in ("ul", "ol"):
            assert inside == {"li"} and not (element.text or "").strip()
        if element.tag == "blockquote":
            assert inside <= BLOCKS and not (element.text or "").strip()
        if element.tag == "table":
            assert [c.tag for c in element] == [t for t in ("caption", "thead", "tbody") if t in inside]
        if element.tag == "a":
            assert element.find(".//a") is None


@given(st.text(st.characters(max_codepoint=0x10FFFF, exclude_categories=())))
def test_any_character_can_be_written(text):
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    ElementTree.fromstring(f"<div>{xhtml(f'<p>{escaped}</p>', 3)}</div>".encode())


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>a<br>b &amp; c&nbsp;d</p>", "<p>a<br />b &amp; c\u00a0d</p>"),
        ("<p>a", "<p>a</p>"),
        ("chữ <b>rời</b>", "<p>chữ <b>rời</b></p>"),
        (
            "<h2>Một</h2><h4>Hai</h4><h3>Ba</h3><h2>Bốn</h2>",
            "<h3>Một</h3>\n<h4>Hai</h4>\n<h4>Ba</h4>\n<h3>Bốn</h3>",
        ),
        ("<h4>Sâu</h4><h2>Nông</h2>", "<h3>Sâu</h3>\n<h3>Nông</h3>"),
        ("<strong><p>a</p><p>b</p></strong>", "<p><strong>a</strong></p>\n<p><strong>b</strong></p>"),
        ("<ul>a<li>b</li></ul>", "<ul><li>a</li><li>b</li></ul>"),
        ("<li>a<p>b</p></li>", "<ul><li><p>a</p><p>b</p></li></ul>"),
        ("<p>\x01 \x02</p><blockquote></blockquote><h2> </h2>", ""),
        (
            "<table><tr><td colspan=0 rowspan=2>1</td></tr></table>",
            '<table><tbody><tr><td rowspan="2">1</td></tr></tbody></table>',
        ),
        (
            "<table><thead><tr><th>A</th><th scope='row'>B</th></tr></thead></table>",
            '<table><thead><tr><th scope="col">A</th><th scope="row">B</th></tr></thead></table>',
        ),
        (
            '<p><a href="https://a.example/x" title="t" rel="nofollow">a</a> <a href="/b">b</a></p>',
            '<p><a href="https://a.example/x" title="t">a</a> b</p>',
        ),
        ("<p><!-- lời --></p><p>a<!-- b -->c</p>", "<p>ac</p>"),
    ],
)
def test_what_becomes_of_it(markup, expected):
    assert xhtml(markup, 3) == expected


def test_headings_end_at_the_sixth_level():
    assert xhtml("<h2>a</h2><h3>b</h3><h4>c</h4>", 5) == "<h5>a</h5>\n<h6>b</h6>\n<h6>c</h6>"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://a.example/tin?x=1&y=2#z", "https://a.example/tin?x=1&y=2#z"),
        ("https://a.example:8443/", "https://a.example:8443/"),
        (" http://báo.example/tin mới ", "http://xn--bo-mia.example/tin%20m%E1%BB%9Bi"),
        ("https://a.example/50%?q=%20", "https://a.example/50%25?q=%20"),
        ("https://a.example/[1]|^", "https://a.example/%5B1%5D%7C%5E"),
        ("http://10.0.0.1/", "http://10.0.0.1/"),
        ("mailto:toasoan@a.example", "mailto:toasoan@a.example"),
        *(
            (bad, "")
            for bad in (
                "",
                "/tin",
                "//a.example/",
                "javascript:alert(1)",
                "ftp://a.example/",
                "https://",
                "https://a b.example/",
                "https://a..example/",
                "https://[::1/",
                "https://a.example:99999/",
                "https://ai:do@a.example/",
                "http://1.2.3.999/",
                "mailto:",
                f"https://{'a' * 70}.example/",
            )
        ),
    ],
)
def test_only_addresses_that_readers_can_follow_are_kept(address, expected):
    assert link(address) == expected
