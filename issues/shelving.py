"""Putting an issue on the public shelf and taking it off: the rows of `issues.models.public`, made from releases alone."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.db.models import F

from issues import related, search_rows, stale
from issues.edition import Edition, EditionArticle, to_json
from issues.models import Issue, PublicArticle, PublicIssue, Release
from issues.page_numbers import page_numbers
from issues.wording import first_words
from news.models import Source
from news.text import fold

TEASER_WORDS, TRENDS_WORDS = 40, 70
OUT_OF_THE_WAY = 10_000  # places


def put_out(release: Release) -> PublicIssue:
    """Have the public shelf show this release of its issue and nothing older. Call inside the transaction of the step.

    What stands there already is changed in place: other issues' articles may lead to it.
    """
    edition = release.edition
    history = Release.objects.out().filter(issue=release.issue_id, number__lte=release.number)
    history = list(history.order_by("number")) or [release]
    shelved = public_issue(release, edition, history[0])
    shelved.save()
    rows = articles(shelved, edition)
    changed = last_changes(history)
    for row in rows:
        row.updated_at = changed[row.pk]
    save_articles(shelved, rows)
    search_rows.replace(shelved, rows, edition)
    related.relate(shelved)
    stale.issue_changes(shelved)
    return shelved


def save_articles(shelved: PublicIssue, rows: list[PublicArticle]) -> None:
    """Store an issue's articles: those that stand there are changed, those that are no longer in it go."""
    standing = dict(shelved.articles.values_list("pk", "place"))
    shelved.articles.exclude(pk__in=[row.pk for row in rows]).delete()
    if any(standing.get(row.pk, row.place) != row.place for row in rows):
        # No two articles may stand in one place, not even for a moment.
        shelved.articles.update(place=F("place") + OUT_OF_THE_WAY)
    columns = [f.name for f in PublicArticle._meta.concrete_fields if not f.primary_key]
    PublicArticle.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["id"], update_fields=columns
    )


def public_issue(release: Release, edition: Edition, first: Release) -> PublicIssue:
    """The issue's row, not saved; `first` is the release with which it came out."""
    return PublicIssue(
        issue_id=release.issue_id,
        release=release,
        **{
            name: getattr(edition, name)
            for name in ("year", "number", "last_number", "first_day", "last_day")
        },
        theme=edition.theme,
        page_notice=edition.page_notice,
        cover=release.cover,
        article_count=release.article_count,
        pages=release.pages,
        pdf_bytes=release.pdf_bytes or 0,
        page_numbers=release.page_numbers,
        front_json=to_json(front(edition)),
        trends_title=edition.trends_title,
        trends_teaser=first_words(edition.trends_body, TRENDS_WORDS),
        published_at=first.published_at,
        updated_at=release.published_at,
    )


def last_changes(history: list[Release]) -> dict[int, datetime]:
    """When each article, its place aside, last changed in public, by key: the time of the first of the issue's releases
    (oldest first) that shows it and its corrections as the newest does."""
    seen: dict[int, tuple] = {}
    for release in history:
        for article in release.edition.articles:
            shown = (article, release.edition.corrections_of(article.id))
            if article.id not in seen or seen[article.id][0] != shown:
                seen[article.id] = (shown, release.published_at)
    return {pk: changed for pk, (_, changed) in seen.items()}


def take_off(issue_id: int) -> None:
    """Have the public shelf show nothing of an issue. Call inside the transaction of the step."""
    shelved = PublicIssue.objects.filter(pk=issue_id).first()
    if shelved:
        stale.issue_changes(shelved)
        shelved.delete()


def front(edition: Edition) -> Edition:
    """The edition without what takes room: bodies, key figures and pictures of articles, the summary's text."""
    sections = tuple(
        replace(s, articles=tuple(replace(a, body="", key_figures=(), pictures=()) for a in s.articles))
        for s in edition.sections
    )
    return replace(edition, sections=sections, trends_body="")


def articles(shelved: PublicIssue, edition: Edition) -> list[PublicArticle]:
    """The rows of an issue's articles, in printed order."""
    outlets = sources({article.source for article in edition.articles if article.source})
    placed = [(section.slug, article) for section in edition.sections for article in section.articles]
    return [
        public_article(shelved, section, place, article, outlets.get(fold(article.source)))
        for place, (section, article) in enumerate(placed, 1)
    ]


def public_article(
    shelved: PublicIssue, section: str, place: int, article: EditionArticle, source: int | None
) -> PublicArticle:
    """One article's row, not saved."""
    return PublicArticle(
        id=article.id,
        issue=shelved,
        year=shelved.year,
        number=shelved.number,
        place=place,
        slug=article.slug,
        section=section,
        source_id=source,
        source_name=article.source,
        headline=article.headline,
        news_date=article.news_date,
        teaser=first_words(article.body, TEASER_WORDS),
        picture=article.pictures[0].name if article.pictures else "",
        article_json=to_json(article),
        published_at=shelved.published_at,
        updated_at=shelved.updated_at,
    )


def sources(names: set[str]) -> dict[str, int]:
    """The outlets that are meant by names as printed, by the folded name. Two queries."""
    keys = {fold(name) for name in names}
    spelled = Source.objects.filter(aliases__key__in=keys).values_list("aliases__key", "pk")
    return dict(spelled) | dict(Source.objects.filter(key__in=keys).values_list("key", "pk"))


def rebuild() -> int:
    """Make the whole shelf anew from the releases, one issue at a time; returns how many issues stand on it.

    For an installation whose releases went out before there was a shelf, or after the rows' form changed.
    """
    public = Release.objects.public().select_related("issue")
    PublicIssue.objects.exclude(release__in=Release.objects.public()).delete()
    count = 0
    for release in public.order_by("issue__year", "issue__number").iterator(chunk_size=20):
        with transaction.atomic():
            # Whoever corrects or withdraws it just now finishes first.
            Issue.objects.select_for_update().get(pk=release.issue_id)
            if Release.objects.public().filter(pk=release.pk).exists():
                measure_pdf(release)
                put_out(release)
                count += 1
    return count


def measure_pdf(release: Release) -> None:
    """Note size and page numbers of a PDF that was stored before they were noted; a lost file changes nothing."""
    if release.pdf_bytes is not None:
        return
    try:
        with release.pdf.open("rb") as file:
            data = file.read()
    except OSError:
        return
    release.pdf_bytes, release.page_numbers = len(data), page_numbers(data)
    release.save(update_fields=["pdf_bytes", "page_numbers"])


def is_whole() -> bool:
    """Whether the shelf shows exactly what the releases say, and search reads all of it. Four queries at most."""
    shown = set(PublicIssue.objects.values_list("release_id", flat=True))
    unread = PublicArticle.objects.filter(search_row=None).exists()
    if unread or not search_rows.is_written():
        return False
    return shown == set(Release.objects.public().values_list("pk", flat=True))
