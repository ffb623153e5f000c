"""Letting an error pass: only the chief, with a reason, for the text as it stands.

A waiver is bound to the finding's key, which is made of the finding and the text in question: when that text changes
the waiver holds no longer. It is no part of the edition and so not of its hash.
"""

from django.db import transaction

from issues.inspection import Marked
from issues.models import Issue, Waiver
from issues.models.issue import IssueStatus, Origin
from issues.preflight.findings import ERROR
from news.text import stored
from news.workflow import Refused

OPEN = (IssueStatus.DRAFT, IssueStatus.REVIEW)
LONGEST_REASON = 1000


def refusal(issue: Issue, user) -> str | None:
    """Why this person may not let errors of this issue pass now, or None."""
    if not (user.is_active and user.has_perm("issues.waive_issue")):
        return "Chỉ tổng biên tập được bỏ qua lỗi chặn duyệt."
    if issue.origin == Origin.ARCHIVE:
        return "Số cũ nhập lại: không lỗi nào chặn duyệt nên không cần bỏ qua."
    if issue.status not in OPEN:
        return (
            f"Số {issue.label} đang ở trạng thái “{issue.get_status_display()}”; chỉ bỏ qua lỗi khi số đang làm "
            "hoặc chờ duyệt."
        )
    return None


def lock(issue: Issue, user) -> Issue:
    """The issue's row, locked until the transaction ends. Raises Refused where this person may not decide now."""
    current = Issue.objects.select_for_update().get(pk=issue.pk)
    if reason := refusal(current, user):
        raise Refused(reason)
    return current


def waive(issue: Issue, marked: Marked, user, reason: str) -> Waiver:
    """Let one error pass. Raises Refused."""
    reason = stored(reason or "").strip()
    finding = marked.finding
    if finding.severity != ERROR:
        raise Refused("Chỉ lỗi chặn duyệt mới cần bỏ qua; cảnh báo và gợi ý không chặn.")
    if not reason:
        raise Refused("Hãy ghi lý do bỏ qua.")
    if len(reason) > LONGEST_REASON:
        raise Refused(f"Lý do dài quá {LONGEST_REASON} chữ cái. Hãy viết ngắn lại.")
    with transaction.atomic():
        lock(issue, user)
        waiver, created = Waiver.objects.get_or_create(
            issue=issue,
            fingerprint=marked.key,
            defaults={
                "article_id": finding.article,
                "code": finding.code,
                "quote": finding.quote,
                "reason": reason,
                "user": user,
            },
        )
    if not created:
        raise Refused(f"{waiver.user} đã bỏ qua lỗi này rồi.")
    return waiver


def take_back(waiver: Waiver, user) -> None:
    """The error blocks again. Raises Refused."""
    with transaction.atomic():
        lock(waiver.issue, user)
        Waiver.objects.filter(pk=waiver.pk).delete()
