"""Outlets in the public archive: who has a page, and where a page is that moved."""

from django.db.models import Exists, OuterRef

from issues.models import FormerSourceSlug, PublicArticle
from news import signals
from news.models import Source


def public() -> list[Source]:
    """The outlets of which the public may read something, in the alphabet's order. One probe of an index for each outlet."""
    return list(Source.objects.filter(Exists(PublicArticle.objects.filter(source=OuterRef("pk")))))


def find(slug: str) -> Source | None:
    """The outlet that lives at this address, or moved away from it."""
    here = Source.objects.filter(slug=slug).first()
    if here:
        return here
    former = FormerSourceSlug.objects.select_related("source").filter(slug=slug).first()
    return former and former.source


def moved(source: Source, old: str, **rest) -> None:
    """Have an outlet's former address lead to it."""
    lead(source, [old])


def follow_merge(source: Source, merged: list[Source], **rest) -> None:
    """Have the addresses and the public articles of outlets that go belong to the one that stays."""
    FormerSourceSlug.objects.filter(source__in=merged).update(source=source)
    lead(source, [gone.slug for gone in merged])
    PublicArticle.objects.filter(source__in=merged).update(source=source)


def lead(source: Source, slugs: list[str]) -> None:
    """Have these addresses lead to the outlet; one that it has itself again leads nowhere else any more. Two queries."""
    former = [FormerSourceSlug(slug=slug, source=source) for slug in slugs]
    FormerSourceSlug.objects.bulk_create(
        former, update_conflicts=True, unique_fields=["slug"], update_fields=["source"]
    )
    FormerSourceSlug.objects.filter(slug=source.slug).delete()


def connect() -> None:
    """Called once, when the app is ready."""
    signals.source_moved.connect(moved, sender=Source, dispatch_uid="issues.outlets.moved")
    signals.sources_merged.connect(follow_merge, sender=Source, dispatch_uid="issues.outlets.merged")
