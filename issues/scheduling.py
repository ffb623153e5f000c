"""Publishing at a set time. The issue's row holds the time and who set it; that alone decides.

Two alarm clocks look at it: a task that the worker runs at that time, and `manage.py publish_due` for a timer. Either may
be missing, late, or ring twice on two machines: each publishes what is due through `publishing.publish`, as the person who
set the time and with the rights that they have then, and the one door lets one of them through. What is refused stays
due, is written in the issue's log, is told once, and is tried again.
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from issues import publishing, workflow
from issues.models import Issue
from issues.models.issue import IssueStatus
from news.text import stored
from news.workflow import Refused

FIELD = "%Y-%m-%dT%H:%M"  # what a field `datetime-local` holds
FARTHEST = timedelta(days=366)
AGAIN = timedelta(minutes=5)  # after a refusal
CHANGED = "Giờ hẹn của số này vừa được người khác đổi. Hãy tải lại trang rồi xem lại."
NO_CLOCK = "Tiến trình chạy nền có thể chưa hoạt động: hãy báo quản trị, hoặc xuất bản ngay."
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Outcome:
    """What became of an issue that was due; `refusal` is empty where it was published."""

    issue: Issue
    refusal: str = ""


def read_time(text: str) -> datetime:
    """The time of a field `datetime-local`, in the newsroom's zone. Raises Refused."""
    try:
        return timezone.make_aware(datetime.strptime(text.strip(), FIELD))
    except ValueError as error:
        raise Refused("Hãy điền ngày và giờ xuất bản.") from error


def said(at: datetime) -> str:
    """A time in words: `06:30 ngày 30/11/2026`."""
    return f"{timezone.localtime(at):%H:%M ngày %d/%m/%Y}"


def schedule(issue: Issue, user, at: datetime, note: str = "") -> Issue:
    """Have an approved issue published at a time, or at another one than before. Raises Refused."""
    now = timezone.now()
    if at <= now:
        raise Refused(f"{said(at).capitalize()} đã qua. Hãy chọn một giờ sắp tới, hoặc xuất bản ngay.")
    if at > now + FARTHEST:
        raise Refused("Chỉ hẹn được trong vòng một năm tới.")
    words = f"Hẹn {said(at)}. {stored(note or '').strip()}".strip()
    with transaction.atomic():
        refuse_changed(issue)
        workflow.move(workflow.SCHEDULE, issue, user, words, publish_at=at, publish_by=user)
        ring_at(at)
    return issue


def unschedule(issue: Issue, user, note: str = "") -> Issue:
    """Take the time back; the issue stays approved. Raises Refused."""
    with transaction.atomic():
        refuse_changed(issue)
        return workflow.move(workflow.UNSCHEDULE, issue, user, note, **publishing.NO_TIME)


def refuse_changed(issue: Issue) -> None:
    """Raise Refused where the time is no longer the one that the person saw. Call inside a transaction."""
    current = Issue.objects.select_for_update().get(pk=issue.pk)
    if current.status == issue.status and current.publish_at != issue.publish_at:
        raise Refused(CHANGED)


def ring_at(at: datetime) -> None:
    """Have the worker look at that time. Without a queue that can wait, `publish_due` on a timer is the only clock."""
    if publish_due_issues.get_backend().supports_defer:
        # Robust: the time is stored, and the timer sees it too.
        transaction.on_commit(lambda: publish_due_issues.using(run_after=at).enqueue(), robust=True)


@task()
def publish_due_issues() -> int:
    """What the worker does when the time has come; comes back later for what was refused. Returns how many went out."""
    outcomes = publish_due()
    if any(outcome.refusal for outcome in outcomes):
        ring_at(timezone.now() + AGAIN)
    return sum(not outcome.refusal for outcome in outcomes)


def publish_due() -> list[Outcome]:
    """Publish what is due. May be run at any time, by several at once."""
    due = Issue.objects.due(timezone.now()).select_related("release", "publish_by")
    return [outcome for issue in due if (outcome := publish(issue))]


def publish(issue: Issue) -> Outcome | None:
    """Publish one due issue; None where somebody else did so, or changed its time, in this very moment."""
    at, user = issue.publish_at, issue.publish_by
    try:
        publishing.publish(issue, user, f"Theo giờ hẹn {said(at)}.", at=at)
    except Refused as refused:
        if not Issue.objects.filter(pk=issue.pk, status=IssueStatus.APPROVED, publish_at=at).exists():
            return None
        tell(issue, user, str(refused))
        return Outcome(issue, str(refused))
    logger.info("Số %s đã được xuất bản theo giờ hẹn.", issue.label)
    return Outcome(issue)


@transaction.atomic
def tell(issue: Issue, user, reason: str) -> None:
    """Say why it could not be published: in the server's log each time, in the issue's where the reason is a new one, and
    to people once for each time that was set."""
    logger.error("Số %s đến giờ nhưng chưa xuất bản được: %s", issue.label, reason)
    # Two clocks that ring together write one row.
    Issue.objects.select_for_update().get(pk=issue.pk)
    since = reasons(issue)
    if reason in since[:1]:
        return
    issue.status_changes.create(
        user=user,
        transition=workflow.MISSED.name,
        from_status=IssueStatus.APPROVED,
        to_status=IssueStatus.APPROVED,
        note=reason,
    )
    if not since:
        step = {"user": None, "transition": workflow.MISSED, "note": reason}
        workflow.issue_moved.send(sender=Issue, issue=issue, **step)


def reasons(issue: Issue) -> list[str]:
    """Why it could not be published at the time that was set last, the newest reason first."""
    found = []
    for transition, note in issue.status_changes.values_list("transition", "note"):
        if transition != workflow.MISSED.name:
            break
        found.append(note)
    return found


def missed(issue: Issue) -> str:
    """Why the issue is still not out although its time has come; empty where it is not so."""
    late = timezone.now() - issue.publish_at if issue.publish_at else timedelta(0)
    if late <= timedelta(0):
        return ""
    return next(iter(reasons(issue)), NO_CLOCK if late > AGAIN else "")
