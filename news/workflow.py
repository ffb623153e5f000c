"""The one door: every change of status of an article or an issue goes through `apply`.

A transition is a value: where it may start, where it leads, who may take it, and what else must hold. `apply` checks
permission and rules on the locked row, compares and sets the status, and writes the log row, in one transaction. A
refusal is `Refused` with a sentence for the user, and leaves everything as it was.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.db import models, transaction

from news import signals
from news.models.article import ArticleStatus
from news.text import stored


class Refused(Exception):
    """Not allowed, or no longer possible; str() is one Vietnamese sentence that says why."""


def no_rule(obj, user) -> str | None:
    """No further rule."""
    return None


def no_trace(obj, user) -> None:
    """Nothing else is written."""


@dataclass(frozen=True)
class Transition:
    """One step. `rule(obj, user)` returns a reason against it, or None. `alone` is False where the step is taken only
    together with another one (an article's publication with its issue's), so that no button shows for it. `then` writes
    what belongs to the step, in its transaction."""

    name: str
    label: str
    sources: tuple[str, ...]
    target: str
    permission: str
    needs_note: bool = False
    note_label: str = "Ghi chú"
    rule: Callable[[models.Model, models.Model], str | None] = no_rule
    alone: bool = True
    then: Callable[[models.Model, models.Model], None] = no_trace


def may_touch(article, user) -> str | None:
    """Writers take the steps of their own articles only."""
    if article.author_id == user.pk or user.has_perm("news.edit_any_article"):
        return None
    return "Tin này của người khác; chỉ người viết hoặc thư ký biên tập được thực hiện bước này."


def four_eyes(article, user) -> str | None:
    """Nobody approves an article whose text they ever saved."""
    if article.contributors.filter(pk=user.pk).exists():
        return f"Bạn đã từng sửa nội dung tin “{article}” nên không được duyệt; cần một người khác duyệt."
    return None


def no_open_comment(article, user) -> str | None:
    """What somebody has remarked on is settled before anybody approves it."""
    if count := article.comments.unresolved().count():
        return f"Tin “{article}” còn {count} nhận xét chưa giải quyết; hãy giải quyết hết rồi mới duyệt."
    return None


def approvable(article, user) -> str | None:
    """Read by another pair of eyes, and nothing left to settle."""
    return four_eyes(article, user) or no_open_comment(article, user)


def judged(article, user) -> None:
    """A judgement answers every request for one."""
    article.review_requests.finish(user)


S = ArticleStatus
SUBMIT = Transition("submit", "Gửi duyệt", (S.DRAFT,), S.REVIEW, "news.submit_article", rule=may_touch)
RETURN = Transition(
    "return",
    "Trả lại",
    (S.REVIEW,),
    S.DRAFT,
    "news.review_article",
    needs_note=True,
    note_label="Cần sửa gì",
    then=judged,
)
APPROVE = Transition(
    "approve", "Duyệt", (S.REVIEW,), S.APPROVED, "news.review_article", rule=approvable, then=judged
)
REOPEN = Transition(
    "reopen",
    "Mở lại",
    (S.APPROVED,),
    S.DRAFT,
    "news.reopen_article",
    needs_note=True,
    note_label="Lý do mở lại",
)
DROP = Transition(
    "drop",
    "Bỏ tin",
    (S.DRAFT,),
    S.DROPPED,
    "news.drop_article",
    needs_note=True,
    note_label="Lý do bỏ",
    rule=may_touch,
)
PUBLISH = Transition("publish", "Xuất bản", (S.APPROVED,), S.PUBLISHED, "news.publish_article", alone=False)
WITHDRAW = Transition(
    "withdraw", "Thu hồi", (S.PUBLISHED,), S.WITHDRAWN, "news.withdraw_article", alone=False
)
# When a withdrawn issue is reopened, its articles come back as what they were before publication.
RESTORE = Transition("restore", "Khôi phục", (S.WITHDRAWN,), S.APPROVED, "news.reopen_article", alone=False)

# Sent with its issue: for the article the same step, but whoever approves the issue is asked about the whole of it.
SUBMIT_TOGETHER = replace(SUBMIT, alone=False)

ARTICLE_TRANSITIONS = (SUBMIT, RETURN, APPROVE, REOPEN, DROP, PUBLISH, WITHDRAW, RESTORE)


def refusal(transition: Transition, obj, user) -> str | None:
    """Why this person may not take this step from where the object stands, or None. Notes are asked for later."""
    if not (user.is_active and user.has_perm(transition.permission)):
        return f"Bạn không có quyền “{transition.label}” {obj._meta.verbose_name} này."
    if obj.status not in transition.sources:
        return f"Không thể “{transition.label}” khi {obj._meta.verbose_name} đang ở trạng thái “{obj.get_status_display()}”."
    if reason := transition.rule(obj, user):
        return reason
    return signals.veto(obj, user, transition) if obj._meta.label == "news.Article" else None


def allowed(transitions, obj, user) -> list[Transition]:
    """The steps this person may take now: what the interface shows as buttons."""
    return [t for t in transitions if t.alone and refusal(t, obj, user) is None]


def apply(transition: Transition, obj, user, note: str = "", seen_version: int | None = None, **values):
    """Take one step. Raises Refused; returns obj, updated.

    `seen_version` is the version that the person read, where they decide about a text; `values` are further columns
    that change with the status.
    """
    note = stored(note or "").strip()
    with transaction.atomic():
        current = type(obj)._default_manager.select_for_update().get(pk=obj.pk)
        if current.status != obj.status:
            raise Refused(stale(current))
        if seen_version is not None and current.version != seen_version:
            raise Refused(
                f"Nội dung {obj._meta.verbose_name} vừa được sửa. Hãy đọc lại bản mới rồi quyết định."
            )
        if reason := refusal(transition, current, user):
            raise Refused(reason)
        if transition.needs_note and not note:
            raise Refused(f"Hãy ghi rõ: {transition.note_label.lower()}.")
        # Compare and set: where the database has no row locks, the status itself is the lock.
        rows = type(obj)._default_manager.filter(pk=obj.pk, status=obj.status)
        if not rows.update(status=transition.target, **values):
            raise Refused(stale(current))
        obj.status_changes.create(
            user=user,
            transition=transition.name,
            from_status=obj.status,
            to_status=transition.target,
            note=note,
        )
        transition.then(current, user)
        announce(transition, obj, user, note)
    obj.status = transition.target
    for name, value in values.items():
        setattr(obj, name, value)
    return obj


def announce(transition: Transition, obj, user, note: str) -> None:
    """Tell whoever listens, in the transaction of the step: what is rolled back is no news."""
    if obj._meta.label == "news.Article":
        signals.article_moved.send(type(obj), article=obj, user=user, transition=transition, note=note)


def stale(current) -> str:
    """What to tell somebody who acts on a status that is no longer true."""
    last = current.status_changes.select_related("user").first()
    by = f" {last.user} vừa chuyển" if last else " Có người vừa chuyển"
    name = current._meta.verbose_name
    return f"Trạng thái đã thay đổi:{by} {name} này sang “{current.get_status_display()}”. Hãy tải lại trang rồi xem lại."
