"""The article form's check while somebody writes: the form's values in, findings out as JSON. Nothing is stored."""

from dataclasses import replace

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponseNotAllowed, JsonResponse

from issues.admin_views.pages import require
from issues.admin_views.places import Shown, shown
from issues.assembly import edition_article
from issues.checking import check_article, check_stored
from issues.edition import EditionArticle
from issues.models import Issue
from news import richtext
from news.admin.articles import ArticleAdmin
from news.models import Article, Source
from news.text import squeeze

NEW = 0  # the key of an article that is not stored yet
LONGEST_BODY = 40_000  # letters; a digest has a tenth of that


def view(model_admin: ArticleAdmin, request, object_id=None):
    """GET: the stored text. POST: the text as typed in the form; for a new article POST only."""
    article = model_admin.get_or_404(request, object_id) if object_id is not None else None
    if request.method == "POST":
        require(request, "news.change_article" if article else "news.add_article")
        found = check_article(typed(request.POST, article), issue_of(article))
    elif article:
        found = check_stored(edition_article(article), issue_of(article))
    else:
        return HttpResponseNotAllowed(["POST"])
    response = JsonResponse(
        {"findings": [as_json(shown(m, found.edition, None)) for m in found.marked if not m.waiver]}
    )
    response["Cache-Control"] = "no-store"
    return response


def issue_of(article: Article | None) -> Issue | None:
    """The issue that the article stands in."""
    return Issue.objects.filter(placements__article=article).first() if article else None


def typed(data, article: Article | None) -> EditionArticle:
    """The article as the form's values would print it; pictures and key figures are the stored ones."""
    printed = edition_article(article) if article else blank()
    headline = squeeze(data.get("headline", ""))[:400]
    body = richtext.clean(data.get("body", "")[:LONGEST_BODY])
    return replace(
        printed,
        headline=headline,
        toc_title=squeeze(data.get("toc_title", ""))[:200] or headline,
        news_date=typed_day(data.get("news_date", "")),
        source=outlet(data.get("source", "")),
        link=data.get("link", "").strip()[:1000],
        body=body,
        word_count=richtext.word_count(body),
    )


def blank() -> EditionArticle:
    """An article of which nothing is known."""
    return EditionArticle(
        id=NEW,
        **dict.fromkeys(("slug", "headline", "toc_title", "source", "link", "body"), ""),
        news_date=None,
        word_count=0,
        pictures=(),
        key_figures=(),
    )


def typed_day(text: str):
    """The day as the form would read it, None where it would not."""
    try:
        return forms.DateField(required=False, localize=True).clean(text)
    except ValidationError:
        return None


def outlet(key: str) -> str:
    """The name of the outlet that was chosen."""
    if not (key.isascii() and key.isdigit() and len(key) < 19):
        return ""
    return Source.objects.filter(pk=int(key)).values_list("name", flat=True).first() or ""


def as_json(found: Shown) -> dict:
    """A finding for the page's script."""
    finding = found.finding
    return {
        "code": finding.code,
        "severity": finding.severity,
        "severity_name": found.severity,
        "kind": found.kind,
        "message": finding.message,
        "field": finding.field,
        "place": found.place.name,
        "paragraph": finding.paragraph,
        "quote": finding.quote,
        "old": finding.repair.old if finding.repair else None,
        "new": finding.repair.new if finding.repair else None,
    }
