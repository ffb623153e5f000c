"""Texts that read alike are stored alike, however an editor lays them out."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from news.richtext import clean, comparable, plain_text
from news.tidying import DEEPEST

ALIKE = [
    (
        "<p>a</p><p>b</p>",
        ["<p>a</p>\n\n<p>b</p>\n", " <p> a </p>\r\n<p>\tb\n</p>", "<p>a<br></p><p>b</p><p> </p>"],
    ),
    ("<p>a b c</p>", ["<p>a\n  b\tc</p>", "a  b c", "<p>a b <b></b>c<i> </i></p>"]),
    ("<p><strong>a</strong> <em>b</em></p>", ["<p><b>a</b> <i>b</i></p>", "<b>a</b> <i>b </i>"]),
    ("<ul><li>a</li><li>b</li></ul>", ["<ul>\n\t<li>a</li>\n\t<li>b</li>\n</ul>\n", "<li>a</li> <li>b</li>"]),
    (
        "<ul><li>a<ul><li>b</li></ul></li></ul>",
        ["<ul>\n\t<li>a\n\t<ul>\n\t\t<li>b</li>\n\t</ul>\n\t</li>\n</ul>"],
    ),
    ("<ul><li>a</li><li>b</li></ul>", ["<ul>a<li>b</li></ul>", "<ul>\n<li>a</li>b</ul>"]),
    ("<p>a<br>b</p>", ["<p>a<br />\nb</p>", "<p>a <br> b<br></p>", "<p><b></b>a<br>b<br><br></p>"]),
    ("<p>a<br><strong>b</strong></p>", ["<p>a<strong><br>b</strong></p>", "<p>a <b><br />\n b</b></p>"]),
    ("<p>a</p><ul><li>b</li></ul><p>c</p>", ["<p>a<ul><li>b</li></ul>c</p>", "a<ul><li>b</li></ul>c"]),
    ("<h2>a</h2><p>b</p>", ["<h2>a<p>b</p></h2>", "<h2> a</h2>\n\n<p>b</p>"]),
    ("<p><strong>a</strong></p><p><strong>b</strong></p>", ["<b><p>a</p><p>b</p></b>"]),
    (
        "<table><tbody><tr><td>a</td><td></td></tr></tbody></table>",
        [
            "<table>\n\t<tbody>\n\t\t<tr>\n\t\t\t<td>a</td>\n\t\t\t<td> </td>\n\t\t</tr>\n\t</tbody>\n</table>\n"
        ],
    ),
    ("<p>5&nbsp;km &amp; \"x\" 'y' ©</p>", ["<p>5\xa0km &amp; &quot;x&quot; &#39;y&#39; &copy;</p>"]),
    ("<p>x</p>", ["<p><a href='https://a.example'></a>x<sub></sub></p>", "<p>&nbsp;</p><p>x</p><br>"]),
    ("<p>x</p>", ["<p><a>x</a></p>", '<p><a href="javascript:x">x</a></p>']),
    ("<hr>", ["<hr />\n", "<br><hr>"]),
    (
        "",
        [
            " \n",
            "<p></p>",
            "<br>",
            "<ul><li> </li></ul>",
            "<table></table>",
            "<blockquote>&nbsp;</blockquote>",
        ],
    ),
]
STAYS = [
    "<p>a <strong>b</strong></p>",
    "<p>a<br><br>b</p>",
    "<p><br>a</p>",
    "<p>&nbsp;a&nbsp;</p>",
    "<blockquote>a</blockquote>",
    "<blockquote><p>a</p></blockquote>",
    "<ul><li><p>a</p><p>b</p></li></ul>",
    '<table><caption>a</caption><thead><tr><th scope="col">b</th></tr></thead></table>',
    '<p><a href="https://a.example/?a=1&amp;b=2" title="a&gt;b" rel="noopener noreferrer nofollow">x</a></p>',
    "<p>1 &lt; 2 &gt; 0</p>",
]


@pytest.mark.parametrize(("form", "others"), ALIKE)
def test_other_ways_of_laying_out_are_stored_alike(form, others):
    assert clean(form) == form
    for other in others:
        assert clean(other) == comparable(other) == form


@pytest.mark.parametrize("text", STAYS)
def test_what_makes_a_difference_stays(text):
    assert clean(text) == text


def test_words_never_run_into_each_other():
    assert plain_text("<p>một<b> </b>hai<i>\n</i>ba</p>") == plain_text("<p>một hai ba</p>")
    assert clean("<p>một<b> </b>hai</p>") == "<p>một hai</p>"
    assert clean("một<h3></h3>hai") == "<p>một</p><p>hai</p>"


@pytest.mark.parametrize("tags", ["<b>", "<blockquote>", "<ul><li>", "<b><p>", "<i><b><u>", "<h2><b>"])
def test_what_lies_too_deep_keeps_its_words(tags):
    cleaned = clean(tags * 3000 + "chữ")
    assert plain_text(cleaned) == "chữ" and clean(cleaned) == cleaned
    assert cleaned.count("</") <= 2 * DEEPEST


NAMES = re.findall(
    r"\w+", "p h2 h3 strong b i em u s sub sup ul ol li blockquote table thead tbody tr td th caption a"
)
word = st.sampled_from(
    ["chữ", "x", " ", "\n", "&nbsp;", "&amp;", "&lt;", "“a”", '"', "<br>", "<hr>", "<br> "]
)
markup = st.recursive(
    word,
    lambda inner: st.builds(
        lambda name, parts: f"<{name}>{''.join(parts)}</{name}>",
        st.sampled_from(NAMES),
        st.lists(inner, max_size=4),
    ),
    max_leaves=16,
)


@given(st.lists(markup, max_size=5).map("".join))
@example("<h2><hr>a</h2>")
@example("<b><ul><li>a</b><br>b</ul>")
def test_the_one_form_is_reached_at_once_and_kept(text):
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert [cleaned.count(word) for word in ("chữ", "“a”", "&amp;")] == [
        text.count(word) for word in ("chữ", "“a”", "&amp;")
    ]


@given(st.lists(markup, max_size=5).map("".join), st.sampled_from(["\n", "\n\t", "  \n"]))
def test_white_space_between_blocks_is_none(text, space):
    cleaned = clean(text)
    loose = cleaned
    for name in ("p", "li", "ul", "ol", "table", "tr", "td", "h2", "blockquote"):
        loose = loose.replace(f"</{name}>", f"</{name}>{space}")
    assert clean(loose) == cleaned
