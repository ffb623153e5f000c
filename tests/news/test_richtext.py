"""Rich text: what comes in is cleaned when it is saved, and stays what was written otherwise."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.models import Article
from news.richtext import blocks, clean, from_paragraphs, word_count
from tests.make import make_article

PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '<a href="javascript:alert(1)">x</a>',
    '<a href="JaVaScRiPt&#58;alert(1)">x</a>',
    "<p onclick=alert(1)>x</p>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<iframe src=//evil.example></iframe>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    '<p style="background:url(javascript:alert(1))">x</p>',
    "<object data=data:text/html,x></object>",
    "<form action=//evil.example><input name=a></form>",
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    "<link rel=attachment href=file:///etc/passwd>",
    "<base href=//evil.example>",
]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_active_survives(payload):
    cleaned = clean(f"<p>Trước</p>{payload}<p>Sau</p>").lower()
    for bad in (
        "script",
        "onerror",
        "onclick",
        "onbegin",
        "javascript:",
        "<img",
        "<svg",
        "iframe",
        "style",
        "<form",
        "<input",
    ):
        assert bad not in cleaned
    for bad in ("<object", "<link", "<base", "data:text", "<math"):
        assert bad not in cleaned
    # An element that is never closed takes what follows with it, as it would in a browser.
    assert "trước" in cleaned and ("sau" in cleaned or "<style>" in payload)


def test_what_a_newsroom_writes_is_kept():
    text = (
        "<h2>Mục</h2><p>Đoạn <strong>đậm</strong>, <em>nghiêng</em>.</p><ul><li>một</li></ul>"
        '<blockquote><p>Trích.</p></blockquote><table><tbody><tr><td colspan="2">ô</td></tr></tbody></table>'
    )
    assert clean(text) == text


def test_tracked_deletions_and_empty_paragraphs_of_word_go():
    assert (
        clean("<p>Giữ <del>bỏ</del>lại.</p><p>&nbsp;</p><p></p><p><strong> </strong></p>")
        == "<p>Giữ lại.</p>"
    )


def test_decomposed_and_invisible_letters_are_mended():
    assert clean("<p>Nghi\u0323\u200b quye\u0302\u0301t</p>") == "<p>Nghị quyết</p>"


MARKS = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<a href='https://a.example/'>",
        "</a>",
        "<b>",
        ">",
        "<",
        "&#824;",
        "&#x338;",
        "\u0338",
        "&#8203;",
        "&lt;",
        "&amp;#824;",
        " onmouseover=alert(1) ",
        "&nbsp;",
        "a",
        "e\u0302",
        "&#770;",
        "\u0323",
        "<li>",
        "</li>",
        "<br>",
        "\x00",
    ]
)


@pytest.mark.parametrize("mark", ["&#824;", "&#x338;", "\u0338", "&amp;#824;", "&#8203;&#824;"])
@pytest.mark.parametrize("tag", ["<p>", "<a href='https://a.example/'>", "<b>"])
def test_a_combining_mark_does_not_open_a_tag_again(tag, mark):
    cleaned = clean(f"{tag}{mark} onmouseover=alert(1) style=x </p>sau")
    assert "sau" in cleaned and "≯" not in cleaned
    assert not re.search(r"<[^>]*onmouseover", cleaned)


def test_a_reference_to_an_invisible_character_is_dropped():
    assert clean("<p>a&#8203;b</p>") == "<p>ab</p>"


@given(st.one_of(st.text(), st.lists(MARKS).map("".join)))
def test_cleaning_is_idempotent_and_composed(text):
    cleaned = clean(text)
    assert clean(cleaned) == cleaned == unicodedata.normalize("NFC", cleaned)


def test_blocks_and_words():
    table = "<table><tbody><tr><td>sáu</td><td>bảy</td></tr></tbody></table>"
    body = f"<p>Một hai.</p><ul><li>ba</li><li>bốn &amp; năm</li></ul>{table}"
    assert blocks(body) == ["Một hai.", "ba", "bốn & năm", "sáu bảy"]
    assert word_count(body) == 8
    assert blocks(from_paragraphs(["a < b", "c"])) == ["a < b", "c"]


def test_a_body_is_cleaned_when_saved(newsroom):
    article = make_article(body="<p onclick=x>Nội dung</p><script>alert(1)</script>")
    assert Article.objects.get(pk=article.pk).body == article.body == "<p>Nội dung</p>"
    assert article.word_count == 2
