"""What the editor sends back for a text that nobody touched is what is stored."""

import random
import re

import pytest

from issues.demo.markup import to_html
from news import editing, richtext
from news.models import Article
from tests.make import make_article

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SEND_BACK = """async (text) => {
  const editor = CKEDITOR.instances.id_body;
  await new Promise((done) => editor.setData(text, { callback: done }));
  return editor.getData();
}"""
DEMO = (
    "Một đoạn.\n\n## Mục\n\n- một\n- hai\n\n> “Lời trích.”\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nĐoạn cuối."
)
TEXTS = [
    to_html(DEMO),
    richtext.from_paragraphs(["“Ngoặc” \"thẳng\" 'đơn' & < > – — …", "Cách cứng 5\xa0km", "a b"]),
    "<ul><li><p>một</p></li><li>hai<ul><li>ba</li></ul></li></ul><ol><li>x<br>y</li></ol>",
    "<blockquote>trần</blockquote><blockquote><p>đoạn</p><p>hai</p></blockquote><hr>",
    "<h2>a</h2><h3><i>b</i></h3><h4>c</h4><p>H<sub>2</sub>O m<sup>2</sup> <u>u</u> <s>s</s></p>",
    '<p><a href="https://a.example/?a=1&amp;b=2" title="t">l</a>, <b>đậm <i>nghiêng</i></b><br><br>x</p>',
    "<table><caption>c</caption><thead><tr><th>a</th></tr></thead><tbody><tr><td><p>b</p></td></tr><tr><td></td></tr></tbody></table>",
]
NAMES = re.findall(
    r"\w+", "p p h2 h3 strong b i em u s sub sup br hr ul ol li li blockquote a table tr td th caption"
)
WORDS = ["chữ", "một", " ", "  ", "\n", "&nbsp;", "&amp;", "&lt;", "x", "\t", ".", "“a”", '"', "'"]


def any_markup(chance: random.Random) -> str:
    """Elements and words as they fall."""
    parts, still_open = [], []
    for _ in range(chance.randrange(4, 25)):
        kind = chance.random()
        if kind < 0.35:
            name = chance.choice(NAMES)
            parts.append(f"<{name}>")
            still_open += [] if name in ("br", "hr") else [name]
        elif kind < 0.55 and still_open:
            parts.append(f"</{still_open.pop()}>")
        else:
            parts.append(chance.choice(WORDS))
    return "".join(parts)


@pytest.fixture
def form(visit, writer):
    """The form of an article, its editor ready."""
    page = visit("an")
    open_form(page, make_article(author=writer))
    return page


def open_form(page, article) -> None:
    """An article's form with its editor."""
    page.goto(f"/quan-tri/news/article/{article.pk}/change/")
    page.wait_for_function("() => CKEDITOR.instances.id_body?.status === 'ready'")


def test_any_text_comes_back_as_it_is_stored(form):
    chance = random.Random(44)
    for text in (*TEXTS, *(any_markup(chance) for _ in range(150))):
        stored = richtext.clean(text)
        assert richtext.clean(form.evaluate(SEND_BACK, stored)) == stored


@pytest.mark.parametrize("laid_out", ["stored now", "stored long ago"])
def test_a_new_headline_changes_the_headline_alone(laid_out, visit, writer):
    article = editing.save_text(Article(headline="Một", body=to_html(DEMO)), writer)
    if laid_out == "stored long ago":
        loose = article.body.replace("><", ">\n<").replace("<p>Một đoạn.", "<p>\n<b>Một</b>  đoạn.")
        Article.objects.update(body=loose)
        article.history.update(body=loose)
    page = visit("an")
    open_form(page, article)
    page.fill("#id_headline", "Hai")
    page.click("input[name=_save]")
    page.wait_for_selector(".messagelist .success")
    address = f"/quan-tri/news/article/{article.pk}/"
    page.goto(f"{address}so-sanh/")
    assert page.locator(".difference h2").all_inner_texts() == ["Tiêu đề"]
    page.goto(f"{address}history/")
    assert page.locator("#change-history li strong").all_inner_texts() == ["Tiêu đề:"]
    if laid_out == "stored now":
        assert len(set(article.history.values_list("body", flat=True))) == 1


def test_two_people_who_change_other_things_do_not_clash_over_the_text(visit, writer, editor):
    article = editing.save_text(Article(headline="Một", body=to_html(DEMO)), writer)
    mine, theirs = visit("an"), visit("binh")
    for page, field in ((mine, "#id_headline"), (theirs, "#id_toc_title")):
        open_form(page, article)
        page.fill(field, "Mới")
    theirs.click("input[name=_save]")
    theirs.wait_for_selector(".messagelist .success")
    mine.click("input[name=_save]")
    mine.wait_for_selector(".conflict")
    assert [text.split("\n")[0] for text in mine.locator(".clash h3").all_inner_texts()] == [
        "Tiêu đề chỉ bạn sửa",
        "Tiêu đề ở mục lục chỉ bản mới nhất sửa",
    ]
