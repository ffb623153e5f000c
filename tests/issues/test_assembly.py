"""The edition: complete, frozen, canonical, and loaded in a constant number of queries."""

import dataclasses
import json
import unicodedata
from datetime import date

import pytest
from django.core.files.base import ContentFile

from issues.assembly import assemble
from issues.edition import from_json, sha256, to_json, with_article
from issues.models import Issue, Masthead
from news.models import KeyFigure, Picture, Source
from tests.make import make_article, make_issue, make_placed_issue, pdf_bytes, picture_bytes, place_directly

pytestmark = pytest.mark.usefixtures("newsroom")


def full_issue(articles: int = 3) -> Issue:
    """An issue whose articles have pictures and key figures."""
    issue = make_placed_issue(articles, trends_title="Tuần của biển", trends_body="<p>Ba chuyển động.</p>")
    for article in issue.articles.all():
        picture = Picture(article=article, position=1, caption="Trạm", credit="Báo", alt="Một trạm phao")
        picture.image.save("a.jpg", ContentFile(picture_bytes()))
        KeyFigure.objects.create(article=article, position=1, value="98%", label="hồ sơ trực tuyến")
    return issue


def test_everything_that_is_printed_is_in_it():
    issue = full_issue()
    edition = assemble(issue)
    assert [s.slug for s in edition.sections] == ["trends", "domestic", "focus", "haiphong"]
    assert [s.numeral for s in edition.sections] == ["I", "II", "III", "IV"]
    assert [len(s.articles) for s in edition.sections] == [0, 1, 1, 1]
    article = edition.articles[0]
    assert article.pictures[0].width == 640 and article.key_figures[0].value == "98%"
    assert edition.masthead.name == Masthead.objects.get().name
    assert edition.label == "9/2026" and edition.trends_title == "Tuần của biển"
    assert article.toc_title == article.headline, "without a shorter title the contents print the headline"


def test_the_number_of_queries_does_not_grow(django_assert_num_queries):
    small, large = full_issue(2), make_placed_issue(30, number=10)
    for issue in (small, large):
        issue = Issue.objects.get(pk=issue.pk)
        with django_assert_num_queries(7):
            assemble(issue)


def test_canonical_json_is_the_same_text_for_the_same_edition():
    edition = assemble(full_issue())
    text = to_json(edition)
    assert from_json(text) == edition and to_json(from_json(text)) == text
    assert list(json.loads(text)) == sorted(json.loads(text)) and ": " not in text[:200]
    assert text == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize("change", ["headline", "order", "source", "masthead", "picture"])
def test_whatever_is_printed_changes_the_hash(change, editor):
    issue = full_issue(4)
    before = sha256(assemble(issue))
    assert sha256(assemble(Issue.objects.get(pk=issue.pk))) == before
    article = issue.articles.first()
    if change == "headline":
        type(article).objects.filter(pk=article.pk).update(headline="Khác")
    elif change == "order":
        first, second = issue.placements.filter(category="domestic")
        type(first).objects.filter(pk=first.pk).update(position=9)
        type(second).objects.filter(pk=second.pk).update(position=1)
    elif change == "source":
        Source.objects.filter(name="Báo Sóng Biển").update(name="Tên khác")
    elif change == "masthead":
        Masthead.objects.update(licence="Giấy phép số 1")
    elif change == "picture":
        Picture.objects.update(caption="Khác")
    assert sha256(assemble(Issue.objects.get(pk=issue.pk))) != before


def test_an_edition_is_frozen():
    edition = assemble(full_issue())
    with pytest.raises(dataclasses.FrozenInstanceError):
        edition.number = 1
    changed = with_article(edition, dataclasses.replace(edition.articles[0], headline="Khác"))
    assert changed.articles[0].headline == "Khác" != edition.articles[0].headline


def test_an_attached_original_is_named_by_its_content():
    issue = make_issue(origin="archive")
    issue.original_pdf.save("goc.pdf", ContentFile(pdf_bytes("một")))
    first = assemble(issue).original_pdf
    issue.original_pdf.save("goc.pdf", ContentFile(pdf_bytes("hai")))
    assert len(first) == 64 and assemble(issue).original_pdf != first


def test_an_article_without_date_source_and_picture_is_assembled():
    issue = make_issue()
    place_directly(issue, make_article(news_date=None, source=None, link="", category=None), "haiphong")
    article = assemble(issue).articles[0]
    assert (article.news_date, article.source, article.link, article.pictures) == (None, "", "", ())


def test_days_survive_the_json():
    edition = from_json(
        to_json(assemble(make_issue(first_day=date(2025, 12, 30), last_day=date(2026, 1, 5))))
    )
    assert (edition.first_day, edition.last_day) == (date(2025, 12, 30), date(2026, 1, 5))
