"""Carrying out repairs: each is a save of the text like any other, by the person who pressed the button, through the
same questions; it can be taken back as long as nothing was saved since.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from issues import editing as issue_editing
from issues.edition import Edition
from issues.models import Issue
from issues.preflight.findings import Finding
from issues.preflight.repair import apply, repaired
from news import editing
from news.models import Article, Source
from news.workflow import Refused

REASON, UNDONE = "Sửa tự động: ", "Hoàn tác: "
ARTICLE_TEXT = ("headline", "toc_title", "link", "body")
ISSUE_TEXT = ("trends_title", "trends_body", "podcast_url")
STALE = "Nội dung vừa được sửa sau khi soát; hãy xem lại danh sách lỗi."
NOTHING = "Không còn gì để sửa ở đây."


@dataclass(frozen=True)
class Outcome:
    """What was done: places mended, texts saved, and why others were skipped."""

    places: int = 0
    texts: int = 0
    skipped: tuple[str, ...] = ()

    def __add__(self, other: "Outcome") -> "Outcome":
        return Outcome(self.places + other.places, self.texts + other.texts, (*self.skipped, *other.skipped))


@dataclass(frozen=True)
class Step:
    """A person's last repair in an issue: its reason, its moment, and the versions that it left."""

    reason: str
    at: datetime
    records: tuple

    @property
    def name(self) -> str:
        """What the button that undoes it carries, so that an old page undoes nothing newer."""
        return self.at.isoformat()


@transaction.atomic
def repair(issue: Issue, edition: Edition, findings: Iterable[Finding], user) -> Outcome:
    """Carry out the findings' repairs, text by text, all in one transaction. `edition` is what they were found in; a
    text that has changed since, or may not be edited, is skipped with the reason."""
    moment, outcome = timezone.now(), Outcome()
    printed = {article.id: article for article in edition.articles}
    wanted = sorted((f for f in findings if f.repair), key=lambda f: f.article or 0)
    for article_id, group in groupby(wanted, key=lambda f: f.article):
        group = list(group)
        try:
            if article_id is None:
                places = repair_issue(issue, edition, group, user, moment)
            else:
                places = repair_article(printed[article_id], group, user, moment)
        except Refused as refused:
            outcome += Outcome(skipped=(f"{group[0].headline or issue}: {refused}",))
        else:
            outcome += Outcome(places, 1)
    return outcome


def repair_article(printed, findings: list[Finding], user, moment: datetime) -> int:
    """Save one article with its repairs; how many places changed. Raises Refused."""
    article = editing.lock_for_editing(Article(pk=printed.id), user)
    before = {name: getattr(article, name) for name in ARTICLE_TEXT}
    before["source"] = article.source.name if article.source else ""
    for finding in findings:
        name = finding.repair.field
        if before.get(name) != getattr(printed, name, None):
            raise Refused(STALE)
    changes = changed(before, findings)
    if "source" in changes:
        changes["source_id"] = outlet(changes.pop("source"), article.source).pk
    put(article, changes, REASON + findings[0].code, moment)
    editing.save_text(article, user)
    return count(before, findings)


def repair_issue(issue: Issue, edition: Edition, findings: list[Finding], user, moment: datetime) -> int:
    """Save the issue's own text with its repairs; how many places changed. Raises Refused."""
    current = issue_editing.lock_for_editing(issue, user)
    before = {name: getattr(current, name) for name in ISSUE_TEXT}
    if any(before.get(f.repair.field) != getattr(edition, f.repair.field, None) for f in findings):
        raise Refused(STALE)
    put(current, changed(before, findings), REASON + findings[0].code, moment)
    issue_editing.save_issue(current, user)
    return count(before, findings)


def changed(before: dict[str, str], findings: list[Finding]) -> dict[str, str]:
    """The fields that the repairs change, with their new text. Raises Refused where there is nothing to change."""
    after = repaired(before, findings)
    changes = {name: text for name, text in after.items() if text != before[name]}
    if not changes:
        raise Refused(NOTHING)
    return changes


def count(before: dict[str, str], findings: list[Finding]) -> int:
    """How many of the repairs found their place."""
    repairs = {f.repair for f in findings if f.repair.field in before}
    return sum(apply(before[r.field], r) != before[r.field] for r in repairs)


def outlet(name: str, now: Source | None) -> Source:
    """The outlet that a repair names. Raises Refused where there is none such, or it stands there already."""
    source = Source.objects.resolve(name)
    if source is None:
        raise Refused(f"Nguồn “{name}” chưa có trong danh sách nguồn. Hãy thêm nguồn, rồi sửa lại.")
    if source == now:
        raise Refused(NOTHING)
    return source


def put(row, values: dict, reason: str, moment: datetime) -> None:
    """Give a row new values and its next version a reason. Raises Refused where a value does not fit its field."""
    for name, value in values.items():
        setattr(row, name, value)
    others = {f.name for f in row._meta.fields if f.attname not in values}
    try:
        row.clean_fields(exclude=others)
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error
    row._change_reason = reason
    row._history_date = moment


def last_repair(issue: Issue, user) -> Step | None:
    """This person's last repair in an issue, unless it was undone already or everything was saved since."""
    versions = [
        Article.history.filter(id__in=issue.placements.values("article")),
        Issue.history.filter(id=issue.pk),
    ]
    own = [v.filter(history_user=user, history_change_reason__startswith=REASON) for v in versions]
    undone = [v.filter(history_user=user, history_change_reason__startswith=UNDONE) for v in versions]
    last = newest(own)
    if last is None or ((undo := newest(undone)) and undo.history_date > last.history_date):
        return None
    at, reason = last.history_date, last.history_change_reason
    records = [row for v in own for row in v.filter(history_date=at, history_change_reason=reason)]
    now = versions_now(records)
    kept = tuple(row for row in records if row.version == now.get((type(row), row.id)))
    return Step(reason, at, kept) if kept else None


def newest(groups: list):
    """The newest record of several histories, or None."""
    rows = [row for group in groups if (row := group.order_by("-history_date", "-history_id").first())]
    return max(rows, key=lambda row: row.history_date, default=None)


def versions_now(records: list) -> dict[tuple[type, int], int]:
    """Today's version of each row that has a record here, by kind of record and key."""
    versions = {}
    for kind in {type(record) for record in records}:
        keys = [record.id for record in records if type(record) is kind]
        rows = kind.instance_type.objects.filter(pk__in=keys).values_list("pk", "version")
        versions |= {(kind, pk): version for pk, version in rows}
    return versions


@transaction.atomic
def undo(issue: Issue, user, name: str) -> Outcome:
    """Take this person's last repair back: the version before it becomes a new version. Raises Refused where `name` is
    not that repair; a text that was saved since is skipped with the reason."""
    step = last_repair(issue, user)
    if step is None or step.name != name:
        raise Refused("Lần sửa này không còn hoàn tác được: nội dung đã được lưu lại sau đó.")
    moment, outcome = timezone.now(), Outcome()
    for record in step.records:
        try:
            restore(record, user, moment)
        except Refused as refused:
            outcome += Outcome(skipped=(f"{getattr(record, 'headline', issue)}: {refused}",))
        else:
            outcome += Outcome(1, 1)
    return outcome


def restore(record, user, moment: datetime) -> None:
    """Save the version before a record as a new one. Raises Refused."""
    before = record.prev_record
    if before is None:
        raise Refused("Không có bản trước đó.")
    is_article = record.instance_type is Article
    door, save, names = (
        (editing, editing.save_text, (*ARTICLE_TEXT, "source_id"))
        if is_article
        else (issue_editing, issue_editing.save_issue, ISSUE_TEXT)
    )
    row = door.lock_for_editing(record.instance_type(pk=record.id), user, record.version)
    put(row, {name: getattr(before, name) for name in names}, UNDONE + record.history_change_reason, moment)
    save(row, user)
