"""From rows to the edition: everything that an issue prints, loaded once, in a constant number of queries."""

import hashlib
from dataclasses import fields

from django.db.models import OuterRef, Subquery

from issues.edition import (
    Edition,
    EditionArticle,
    EditionCorrection,
    EditionErratum,
    EditionFigure,
    EditionMasthead,
    EditionPicture,
    EditionSection,
)
from issues.models import Correction, Issue, Masthead, Placement, Release
from issues.models.issue import IssueStatus, Origin
from issues.originals import stored_bytes
from news.models import Article, Category
from news.text import slugify


def assemble(issue: Issue) -> Edition:
    """The edition of an issue as it stands now: seven queries for an issue with articles, whatever their number;
    one more where a newer correction is looked for.

    Raises OriginalRefused where an attached original PDF cannot be read.
    """
    masthead = Masthead.current()
    return Edition(
        number=issue.number,
        last_number=issue.last_number,
        year=issue.year,
        first_day=issue.first_day,
        last_day=issue.last_day,
        origin=issue.origin,
        theme=issue.theme,
        page_notice=issue.page_notice,
        cover=cover(issue),
        trends_title=issue.trends_title,
        trends_body=issue.trends_body,
        podcast_title=issue.podcast_title,
        podcast_url=issue.podcast_url,
        original_pdf=original_digest(issue),
        sections=sections(issue),
        masthead=EditionMasthead(**{f.name: getattr(masthead, f.name) for f in fields(EditionMasthead)}),
        layout=issue.layout,
        errata=errata(issue),
        corrections=tuple(
            EditionCorrection(c.date, c.note, c.article_id) for c in issue.corrections.order_by("date", "pk")
        ),
    )


def sections(issue: Issue) -> tuple[EditionSection, ...]:
    """All sections in order, each with its articles in order."""
    placements = (
        Placement.objects.filter(issue=issue)
        .select_related("article__source")
        .prefetch_related("article__pictures", "article__key_figures")
        .order_by("position")
    )
    placed = {}
    for placement in placements:
        placed.setdefault(placement.category_id, []).append(edition_article(placement.article))
    return tuple(
        EditionSection(c.slug, c.numeral, c.name, c.kicker, c.layout, tuple(placed.get(c.slug, ())))
        for c in Category.objects.all()
    )


def edition_article(article: Article) -> EditionArticle:
    """One article as it is printed."""
    return EditionArticle(
        id=article.pk,
        slug=slugify(article.toc_title or article.headline),
        headline=article.headline,
        toc_title=article.toc_title or article.headline,
        news_date=article.news_date,
        source=article.source.name if article.source else "",
        link=article.link,
        body=article.body,
        word_count=article.word_count,
        pictures=tuple(
            EditionPicture(p.image.name, p.width, p.height, p.caption, p.credit, p.alt)
            for p in article.pictures.all()
        ),
        key_figures=tuple(EditionFigure(f.value, f.label) for f in article.key_figures.all()),
    )


def cover(issue: Issue) -> EditionPicture | None:
    """The cover picture, where there is one."""
    if not issue.cover:
        return None
    size = (issue.cover_width or 0, issue.cover_height or 0)
    return EditionPicture(issue.cover.name, *size, issue.cover_caption, issue.cover_credit, issue.cover_alt)


def errata(issue: Issue) -> tuple[EditionErratum, ...]:
    """Corrections of other issues since the last one was submitted: the readers of the paper have not seen them. A back issue
    has none, nor has one that is older than the newest that is out."""
    if issue.origin == Origin.ARCHIVE:
        return ()
    others = Issue.objects.published().exclude(pk=issue.pk).order_by("-first_day")
    # A correction makes a release too, which the readers of the paper never see.
    submitted = Release.objects.out().filter(issue=OuterRef("pk"), correction=None).order_by("-number")
    last = others.annotate(submitted=Subquery(submitted.values("submitted_at")[:1])).first()
    if last is None or last.first_day > issue.first_day or last.submitted is None:
        return ()
    found = (
        Correction.objects.filter(issue__status=IssueStatus.PUBLISHED, created_at__gt=last.submitted)
        .exclude(issue=issue)
        .select_related("issue", "article")
        .order_by("date", "pk")
    )
    return tuple(
        EditionErratum(c.issue.label, c.date, c.article.headline if c.article else "", c.note) for c in found
    )


def original_digest(issue: Issue) -> str:
    """SHA-256 of the attached original PDF, or an empty string. Raises OriginalRefused where the file is lost."""
    return hashlib.sha256(stored_bytes(issue)).hexdigest() if issue.original_pdf else ""
