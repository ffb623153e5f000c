"""The steps of an issue. Like those of an article they go through the one door, `news.workflow.apply`."""

from django.db import transaction
from django.dispatch import Signal

from issues.models.issue import IssueStatus as S
from news.workflow import Transition, apply

# Sent with issue=, user=, transition= and note=, in the transaction of the step; user=None where the clock acts.
issue_moved = Signal()


def has_release(issue, user) -> str | None:
    """Approval and publication are of a stored release."""
    if issue.release is None:
        return f"Số {issue.label} chưa có bản phát hành nào được gửi duyệt."
    return None


def four_eyes(issue, user) -> str | None:
    """Nobody approves an issue that they submitted or imported."""
    if reason := has_release(issue, user):
        return reason
    if issue.release.submitted_by_id == user.pk:
        return "Bạn là người gửi số này nên không được duyệt; cần một người khác duyệt."
    if issue.imported_by_id == user.pk:
        return "Bạn là người nhập số này nên không được duyệt; cần một người khác duyệt."
    return None


def has_time(issue, user) -> str | None:
    """There must be a time to take back."""
    return None if issue.publish_at else f"Số {issue.label} chưa được hẹn giờ xuất bản."


SUBMIT = Transition("submit", "Gửi duyệt", (S.DRAFT,), S.REVIEW, "issues.submit_issue")
RETURN = Transition(
    "return",
    "Trả lại",
    (S.REVIEW,),
    S.DRAFT,
    "issues.approve_issue",
    needs_note=True,
    note_label="Cần sửa gì",
)
APPROVE = Transition("approve", "Duyệt", (S.REVIEW,), S.APPROVED, "issues.approve_issue", rule=four_eyes)
PUBLISH = Transition(
    "publish", "Xuất bản", (S.APPROVED,), S.PUBLISHED, "issues.publish_issue", rule=has_release
)
# A time for publication is no status of its own: the issue stays approved, the log says who set which time.
SCHEDULE = Transition(
    "schedule",
    "Hẹn giờ xuất bản",
    (S.APPROVED,),
    S.APPROVED,
    "issues.publish_issue",
    rule=has_release,
)
UNSCHEDULE = Transition(
    "unschedule", "Bỏ hẹn giờ", (S.APPROVED,), S.APPROVED, "issues.publish_issue", rule=has_time
)
# Written by the clock when the time came and publication was refused; nobody can take it.
MISSED = Transition(
    "missed", "Đến giờ nhưng chưa xuất bản được", (), S.APPROVED, "issues.publish_issue", alone=False
)
REOPEN = Transition(
    "reopen",
    "Mở lại",
    (S.APPROVED, S.WITHDRAWN),
    S.DRAFT,
    "issues.reopen_issue",
    needs_note=True,
    note_label="Lý do mở lại",
)
WITHDRAW = Transition(
    "withdraw",
    "Thu hồi",
    (S.PUBLISHED,),
    S.WITHDRAWN,
    "issues.withdraw_issue",
    needs_note=True,
    note_label="Lý do thu hồi (công chúng sẽ đọc được)",
)

ISSUE_TRANSITIONS = (SUBMIT, RETURN, APPROVE, PUBLISH, SCHEDULE, UNSCHEDULE, MISSED, REOPEN, WITHDRAW)


@transaction.atomic
def move(transition: Transition, issue, user, note: str = "", **values):
    """Take an issue's step through the one door, and say that it was taken. Raises Refused; returns issue, updated."""
    apply(transition, issue, user, note, **values)
    issue_moved.send(sender=type(issue), issue=issue, user=user, transition=transition, note=note)
    return issue
