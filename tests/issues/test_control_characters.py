"""Control characters that people paste are stored nowhere: feeds, e-book and print are XML, which may contain none."""

import zipfile
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from issues import epub, publishing
from issues.backissue.load import load
from issues.backissue.parse import parse
from news import reviewing
from news.models import Article, Source
from news.richtext import clean
from news.text import nfc, squeeze, stored
from news.workflow import Refused
from tests.issues.backissue.printed import plain_issue
from tests.make import make_article, make_issue, make_placed_issue

KEPT = "\t\n\r"
CONTROLS = "".join(c for n in [*range(1, 0x20), *range(0x7F, 0xA0)] if (c := chr(n)) not in KEPT)
BAD = set(CONTROLS) | {"\ufffe", "\uffff"}


@given(st.text(st.one_of(st.characters(), st.sampled_from(CONTROLS + KEPT + "\u0301\u0338ea<>"))))
def test_what_is_stored_has_none_and_is_composed(text):
    for made in (stored(text), squeeze(text), clean(text)):
        assert not set(made) & BAD and "\x00" not in made and nfc(made) == made
    assert stored(stored(text)) == stored(text)
    assert [c for c in stored(text) if c in KEPT] == [c for c in text if c in KEPT]


def test_words_are_not_glued_together_and_letters_not_parted():
    """Word's soft line end is a control character; so is what stands between a letter and its mark in broken files."""
    assert stored("một\x0bhai\x0cba\x85bốn") == "một hai ba bốn"
    assert stored("ti\x02ê\x9fu \x1b[2J") == "tiêu [2J"
    assert stored("e\x01\u0301") == "é"


@pytest.mark.django_db
def test_fields_strip_them_whichever_way_text_comes():
    article = make_article(headline=f"Trạm{CONTROLS} đo", body=f"<p>Mưa{CONTROLS}&#1;&#x1F;</p>")
    article.refresh_from_db()
    assert not (set(article.headline) | set(article.body)) & BAD
    Article.objects.filter(pk=article.pk).update(headline="Tin\x01 mới")
    assert Article.objects.get(headline="Tin mới").pk == article.pk
    assert Article.objects.filter(headline="Tin \x02mới").exists()
    Source.objects.bulk_create([Source(name="Báo\x7f Mới", key="x", slug="x")])
    assert Source.objects.get(slug="x").name == "Báo Mới"
    issue = make_issue(theme="Biển\x0bvà trời", trends_body="<p>a\x03b</p>")
    assert issue.theme == "Biển và trời" and issue.trends_body == "<p>ab</p>"


@pytest.mark.django_db
def test_what_has_nothing_else_counts_as_empty(writer, editor):
    article = Article(headline="\x01\x02")
    with pytest.raises(ValidationError) as error:
        article.full_clean()
    assert "headline" in error.value.message_dict
    with pytest.raises(Refused, match="viết nhận xét"):
        reviewing.comment(make_article(author=writer), editor, "\x01\x1f")


@pytest.mark.django_db
def test_an_imported_issue_has_none(newsroom):
    text = plain_issue()
    place = text.rindex(". ")
    issue = load(parse(f"{text[:place]}\x01\x7f\x9f{text[place:]}")).issue
    for article in issue.articles.all():
        assert not (set(article.headline) | set(article.body)) & BAD


@pytest.mark.django_db
def test_feed_and_book_of_what_was_pasted_are_well_formed(client, editor, chief, fake_pdf):
    issue = make_placed_issue(theme=f"Biển{CONTROLS}")
    for article in issue.articles.all():
        article.headline, article.body = f"Tin{CONTROLS} {article.pk}", f"<p>Mưa{CONTROLS}</p>"
        article.save()
    publishing.submit(issue, editor)
    publishing.approve(issue, chief, issue.release.sha256)
    publishing.publish(issue, chief)
    assert "\\u00" not in issue.release.edition_json and not set(issue.release.edition_json) & BAD
    assert b"Tin" in etree.tostring(etree.fromstring(client.get("/tin.rss").content))
    with zipfile.ZipFile(BytesIO(epub.render(issue.release.edition).data)) as book:
        for name in book.namelist():
            if name.endswith((".xhtml", ".opf", ".ncx", ".xml")):
                etree.fromstring(book.read(name))
