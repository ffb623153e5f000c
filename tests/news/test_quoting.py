"""Quoted passages: found through inline markup, marked without changing the text, and honest when they are gone."""

import re

import pytest

from news import quoting, richtext
from news.models import ArticleComment
from tests.make import make_article

BODY = (
    "<p>Phao <strong>gửi số</strong> liệu &amp; mỗi giờ.</p>\n<p>Mỗi giờ một lần.</p>"
    "<ul><li>Hai &lt;ba&gt;</li></ul><table><tbody><tr><td>Năm</td><td>2026</td></tr></tbody></table>"
)


@pytest.mark.parametrize(
    ("quote", "paragraph", "place"),
    [
        ("gửi số liệu & mỗi", None, 1),
        ("gửi  số\nliệu", None, 1),
        ("giờ", 2, 2),
        ("giờ", None, 1),
        ("giờ. Mỗi giờ", None, 1),
        ("Hai <ba>", None, 3),
        ("Năm 2026", None, 4),
        ("Phao", 3, 1),
        ("Trạm đo", None, 0),
        ("giờ", 0, 1),
        ("không có", None, None),
        ("strong", None, None),
    ],
)
def test_where_a_passage_stands(quote, paragraph, place):
    assert quoting.locate("Trạm đo sóng", BODY, quote, paragraph) == place


@pytest.mark.parametrize("quote", ["gửi số liệu & mỗi", "giờ. Mỗi giờ một", "Hai <ba>", "2026", "Phao"])
def test_marking_changes_no_word(quote):
    marked = quoting.marked(BODY, quoting.find(BODY, quote), "doan-7")
    assert richtext.blocks(marked) == richtext.blocks(BODY)
    inside = "".join(richtext.plain_text(m) for m in re.findall(r"<mark[^>]*>(.*?)</mark>", marked))
    assert inside.replace(" ", "") == quote.replace(" ", "") and marked.count('id="doan-7"') == 1
    assert richtext.clean_marked(marked).count("<mark") == marked.count("<mark")


def test_marks_may_overlap(db):
    article = make_article(body=BODY)
    comments = [
        ArticleComment(pk=pk, article=article, quote=quote, paragraph=1)
        for pk, quote in ((1, "gửi số liệu"), (2, "liệu & mỗi giờ"))
    ]
    marked = quoting.marked_body(article, comments)
    assert 'id="doan-1"' in marked and 'id="doan-2"' in marked
    assert richtext.blocks(marked) == richtext.blocks(article.body)


def test_marking_lets_nothing_in(db):
    article = make_article(body="<p>Một</p>")
    article.body = '<p onclick="x()">Một<script>alert(1)</script></p>'
    marked = quoting.marked_body(article, [ArticleComment(pk=1, quote="Một", paragraph=1)])
    assert "onclick" not in marked and "<script" not in marked and "<mark" in marked


def test_a_headline_is_escaped_and_marked():
    comment = ArticleComment(pk=3, quote="<b>đo</b>", paragraph=0)
    line = quoting.marked_line("Phao <b>đo</b> sóng", [comment])
    assert line == 'Phao <mark id="doan-3">&lt;b&gt;đo&lt;/b&gt;</mark> sóng'
    assert quoting.marked_line("Phao <i>", []) == "Phao &lt;i&gt;"


@pytest.mark.parametrize(
    ("quote", "paragraph", "standing"),
    [
        ("", None, quoting.WHOLE),
        ("Mỗi giờ một lần", 2, quoting.STANDS),
        ("Mỗi giờ một lần", 1, quoting.ELSEWHERE),
        ("Mỗi ngày một lần", 2, quoting.CHANGED),
    ],
)
def test_whether_a_passage_still_stands(quote, paragraph, standing, db):
    article = make_article(body=BODY)
    assert quoting.standing(ArticleComment(quote=quote, paragraph=paragraph), article) == standing
