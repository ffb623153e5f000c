"""The newest changes of the newsroom: steps that were taken and texts that were saved, newest first, runs of the same as
one. Two queries for articles and two for issues."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from issues.models import Issue, IssueStatusChange
from issues.workflow import ISSUE_TRANSITIONS
from news.models import Article, ArticleStatusChange, User
from news.workflow import ARTICLE_TRANSITIONS

SHOWN = 10
LOOKED_AT = 50  # rows of each kind: an issue that is submitted takes its articles along
WHO = ("last_name", "first_name", "username")
LABEL = ("number", "last_number", "year")
SAVED = {"+": "viết", "~": "sửa"}


@dataclass(frozen=True)
class Change:
    """Somebody did something to an article or an issue (`model`, `pk`), and the same to `more` others right before."""

    at: datetime
    who: User | None
    did: str
    model: str
    pk: int
    about: str
    note: str = ""
    more: int = 0


def changes(user) -> tuple[Change, ...]:
    """The newest changes of what this person may see."""
    found = []
    if user.has_perm("news.view_article"):
        found += [*article_steps(), *article_versions()]
    if user.has_perm("issues.view_issue"):
        found += [*issue_steps(), *issue_versions()]
    found.sort(key=lambda change: change.at, reverse=True)
    return tuple(collapsed(found))[:SHOWN]


def article_steps() -> Iterable[Change]:
    """Steps of articles, without those that they take only together with their issue."""
    labels = {t.name: t.label.lower() for t in ARTICLE_TRANSITIONS if t.alone}
    steps = ArticleStatusChange.objects.filter(transition__in=labels).order_by("-pk")
    for step in lean(steps, "user", "at", "transition", "note", "article__headline"):
        about = step.article.headline
        yield Change(
            step.at, step.user, labels[step.transition], "article", step.article_id, about, step.note
        )


def lean(rows, who: str, *names: str):
    """The first of the rows with who did it, and no more columns than are told: bodies are large."""
    related = {who, *(name.partition("__")[0] for name in names if "__" in name)}
    return rows.select_related(*related).only(*names, *(f"{who}__{part}" for part in WHO))[:LOOKED_AT]


def issue_steps() -> Iterable[Change]:
    """Steps of issues."""
    labels = {t.name: t.label.lower() for t in ISSUE_TRANSITIONS}
    steps = IssueStatusChange.objects.order_by("-pk")
    for step in lean(steps, "user", "at", "transition", "note", *(f"issue__{name}" for name in LABEL)):
        did = labels.get(step.transition, step.transition)
        yield Change(step.at, step.user, did, "issue", step.issue_id, str(step.issue), step.note)


def article_versions() -> Iterable[Change]:
    """Saved versions of articles."""
    versions = Article.history.order_by("-history_id")
    for version in lean(versions, "history_user", "id", "headline", "history_date", "history_type"):
        did = SAVED.get(version.history_type, "")
        yield Change(version.history_date, version.history_user, did, "article", version.id, version.headline)


def issue_versions() -> Iterable[Change]:
    """Saved versions of issues."""
    versions = Issue.history.order_by("-history_id")
    for version in lean(versions, "history_user", "id", "history_date", "history_type", *LABEL):
        did = SAVED.get(version.history_type, "")
        about = f"Số {Issue.label.fget(version)}"
        yield Change(version.history_date, version.history_user, did, "issue", version.id, about)


def collapsed(found: Iterable[Change]) -> Iterable[Change]:
    """What one person did to several things in a row as one change; saving the same thing again is no news."""
    run, things = None, set()
    for change in found:
        if run and (change.who, change.did, change.model) == (run.who, run.did, run.model):
            things.add(change.pk)
            continue
        if run:
            yield replace(run, more=len(things) - 1)
        run, things = change, {change.pk}
    if run:
        yield replace(run, more=len(things) - 1)
