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


def remember(source: Source, old: str, **rest) -> None:
    """Have an outlet's former address lead to it."""
    FormerSourceSlug.objects.update_or_create(slug=old, defaults={"source": source})
    # Where it came back to an address that it had before, that is no former one any more.
    FormerSourceSlug.objects.filter(slug=source.slug).delete()


def follow_merge(source: Source, merged: list[Source], **rest) -> None:
    """Have the addresses and the public articles of outlets that go belong to the one that stays."""
    FormerSourceSlug.objects.filter(source__in=merged).update(source=source)
    for gone in merged:
        remember(source, gone.slug)
    PublicArticle.objects.filter(source__in=merged).update(source=source)


def connect() -> None:
    """Called once, when the app is ready."""
    signals.source_moved.connect(remember, sender=Source, dispatch_uid="issues.outlets.moved")
    signals.sources_merged.connect(follow_merge, sender=Source, dispatch_uid="issues.outlets.merged")
