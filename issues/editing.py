"""Saving an issue's own fields: only while it is a draft, and never over somebody's newer version."""

from django.db import transaction

from issues.models import Issue
from issues.models.issue import IssueStatus, advice
from news import versions
from news.editing import Overtaken, overtaken, restored_from
from news.workflow import Refused


def refusal(issue: Issue, user) -> str | None:
    """Why this person may not edit this issue now, or None."""
    if not (user.is_active and user.has_perm("issues.change_issue")):
        return "Bạn không có quyền sửa số."
    if issue.status != IssueStatus.DRAFT:
        return (
            f"Số {issue.label} đang ở trạng thái “{issue.get_status_display()}” nên không sửa được. "
            f"{advice(issue.status)}"
        )
    return None


def lock_for_editing(issue: Issue, user, version: int | None = None) -> Issue:
    """The row, locked until the transaction ends. Raises Refused where it may not be edited or is newer than `version`."""
    current = Issue.objects.select_for_update().get(pk=issue.pk)
    if reason := refusal(current, user):
        raise Refused(reason)
    if version is not None and current.version != version:
        raise Overtaken(overtaken(current))
    return current


def renumbering(current: Issue, wanted: Issue) -> str | None:
    """An issue that ever went out keeps its number: its addresses are known. Why the new number is refused, or None."""
    names = ("year", "number", "last_number")
    if all(getattr(current, name) == getattr(wanted, name) for name in names):
        return None
    if current.releases.out().exists():
        return f"Số {current.label} đã từng phát hành nên giữ nguyên số và năm."
    return None


def save_issue(issue: Issue, user, version: int | None = None) -> Issue:
    """Save the issue's fields as this person's, version + 1. Raises Refused."""
    with transaction.atomic():
        if issue.pk is None:
            if not (user.is_active and user.has_perm("issues.add_issue")):
                raise Refused("Bạn không có quyền lập số mới.")
            issue.version = 1
        else:
            current = lock_for_editing(issue, user, version)
            if reason := renumbering(current, issue):
                raise Refused(reason)
            issue.version = current.version + 1
        if other := Issue.objects.overlapping(issue):
            raise Refused(f"Trùng với số {other.label} đã có.")
        issue._history_user = user
        issue.save()
    return issue


def restore(issue: Issue, record, user, version: int) -> list[str]:
    """Save an old version's fields as a new version, on top of the newest that the person saw. Raises Refused.

    Returns the labels of what could not be brought back. Articles and their order are kept in no version: they stay.
    """
    with transaction.atomic():
        current = lock_for_editing(issue, user, version)
        if file := versions.lost_file(current, record):
            raise Refused(f"Không khôi phục được: tệp của {file} không còn trong kho. Chưa có gì thay đổi.")
        lost = versions.bring_back(current, record)
        current._change_reason = restored_from(record)
        save_issue(current, user, version)
    return lost
