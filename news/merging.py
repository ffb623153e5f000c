"""Merging outlets that are one: articles move, the losing names become other spellings of the winner.

Articles move in one statement, not one by one: their texts do not change, so that nobody becomes a contributor, no
version is made, and 20,000 articles take a second. Their old versions follow, because an outlet that is gone could
not be restored; that it happened, and what the outlet was called, is in the winner's log. Releases are frozen values
with the name that was printed: they never change.
"""

from dataclasses import dataclass

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import Count

from news import signals
from news.models import Article, Source, SourceAlias
from news.workflow import Refused


@dataclass(frozen=True)
class Merged:
    """What came of it: the outlet that stays, how many articles moved, the names that became other spellings."""

    winner: Source
    articles: int
    names: tuple[str, ...]


def may_merge(user) -> bool:
    """Whether this person merges outlets."""
    return user.is_active and user.has_perm("news.merge_source")


def merge(winner_id: int, loser_ids, user) -> Merged:
    """Merge outlets into one, all or nothing. Raises Refused."""
    if not may_merge(user):
        raise Refused("Bạn không có quyền gộp nguồn tin.")
    losing = set(loser_ids) - {winner_id}
    if not losing:
        raise Refused("Hãy chọn ít nhất hai nguồn khác nhau.")
    with transaction.atomic():
        hold_articles()
        sources = lock(losing | {winner_id})
        winner, losers = sources.pop(winner_id), list(sources.values())
        refuse_clash(winner, losers)
        moved = Article.objects.filter(source__in=losers).update(source=winner)
        Article.history.filter(source__in=losers).update(source=winner)
        signals.sources_merged.send(Source, source=winner, merged=losers)
        names = tuple(take_names(winner, losers))
        take_facts(winner, losers)
        write_log(winner, moved, names, user)
    return Merged(winner, moved, names)


def hold_articles() -> None:
    """Wait for whoever is saving an article, and have others wait: none may end up with an outlet that is gone."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE news_article IN EXCLUSIVE MODE")


def lock(ids: set[int]) -> dict[int, Source]:
    """The outlets by key, locked. Raises Refused where one is gone: somebody merged it meanwhile."""
    rows = Source.objects.select_for_update().filter(pk__in=ids).order_by("pk")
    sources = {source.pk: source for source in rows}
    if sources.keys() != ids:
        raise Refused("Một trong các nguồn đã chọn không còn nữa: có người vừa gộp. Hãy tải lại danh sách.")
    return sources


def refuse_clash(winner: Source, losers: list[Source]) -> None:
    """Raise Refused where a name that would become the winner's belongs to a third outlet."""
    ours = [winner, *losers]
    spelled = SourceAlias.objects.filter(source__in=losers).values_list("key", flat=True)
    keys = {source.key for source in losers} | set(spelled)
    other = Source.objects.filter(key__in=keys).exclude(pk__in=[s.pk for s in ours]).first()
    alias = SourceAlias.objects.filter(key__in=keys).exclude(source__in=ours).select_related("source").first()
    if other or alias:
        name, owner = (other.name, other) if other else (alias.name, alias.source)
        raise Refused(
            f"Không gộp được: tên “{name}” đang thuộc về nguồn “{owner}”. Hãy sửa ở nguồn đó trước."
        )


def take_names(winner: Source, losers: list[Source]) -> list[str]:
    """Make the losers' names and other spellings the winner's, and the losers go. Returns the names that are new."""
    SourceAlias.objects.filter(source__in=losers, key=winner.key).delete()
    SourceAlias.objects.filter(source__in=losers).update(source=winner)
    known = set(winner.aliases.values_list("key", flat=True)) | {winner.key}
    names = {loser.key: loser.name for loser in losers if loser.key not in known}
    Source.objects.filter(pk__in=[loser.pk for loser in losers]).delete()
    for name in names.values():
        SourceAlias.objects.create(source=winner, name=name)
    return list(names.values())


def take_facts(winner: Source, losers: list[Source]) -> None:
    """What the winner does not know yet it has from the losers: site, feed, that it is in use."""
    for name in ("site", "feed"):
        known = (getattr(source, name) for source in (winner, *losers))
        setattr(winner, name, next(filter(None, known), ""))
    winner.active = any(source.active for source in (winner, *losers))
    winner.save()


def write_log(winner: Source, moved: int, names: tuple[str, ...], user) -> None:
    """Who merged what, in the winner's log."""
    words = ", ".join(f"“{name}”" for name in names) or "các cách viết đã biết"
    LogEntry.objects.create(
        user=user,
        content_type=ContentType.objects.get_for_model(Source),
        object_id=str(winner.pk),
        object_repr=winner.name[:200],
        action_flag=CHANGE,
        change_message=f"Đã gộp {words} vào đây; {moved} tin chuyển sang.",
    )


def seen(ids) -> list[Source]:
    """The outlets that are to be merged, those with most articles first; each with `article_count`."""
    rows = Source.objects.filter(pk__in=ids).annotate(article_count=Count("articles"))
    return list(rows.prefetch_related("aliases").order_by("-article_count", "sort_key"))
