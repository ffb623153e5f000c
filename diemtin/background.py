"""Background work as people look after it: what waits, runs and failed, in words; trying again, and letting go.

Frozen values in a constant number of queries; addresses and buttons are made where they are shown.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.admin.models import CHANGE, DELETION, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max

from diemtin import heartbeat
from diemtin.heartbeat import ATTEMPTS, FAILED, LOST, READY, RUNNING
from diemtin.models import WorkerHeartbeat
from issues import renderings
from issues.edition import from_json
from issues.models import Issue, Rendering
from issues.models.rendering import RenderingStatus
from news.models import Mail, User
from news.workflow import Refused

PERMISSION = "diemtin.manage_background"
SHOWN = 50  # rows of each list
RENDER = "issues.tasks.render_edition"
NAMES = {
    RENDER: "Dựng PDF",
    "issues.tasks.check_issue_links": "Kiểm tra liên kết",
    "issues.tasks.purge_addresses": "Báo CDN xóa trang cũ",
    "issues.scheduling.publish_due_issues": "Xuất bản số đến giờ hẹn",
    "news.tasks.mail_notices": "Gửi thông báo",
    "news.tasks.send_mail": "Gửi thư",
}
REASONS = {
    LOST: f"Tiến trình chạy nền dừng đột ngột {ATTEMPTS} lần khi đang làm việc này, có thể vì thiếu bộ nhớ. "
    "Hãy báo quản trị trước khi chạy lại.",
    "builtins.SystemExit": "Tiến trình chạy nền bị dừng giữa chừng.",
    "builtins.KeyboardInterrupt": "Tiến trình chạy nền bị dừng giữa chừng.",
    "django.db.utils.OperationalError": "Cơ sở dữ liệu không trả lời.",
    "django.db.utils.InterfaceError": "Cơ sở dữ liệu không trả lời.",
}
# Errors whose own words are meant for people, and what stands before them.
SPEAKING = {"issues.printing.RenderError": "", "issues.purging.PurgeFailed": "CDN không nhận yêu cầu: "}
UNFORESEEN = "Lỗi ngoài dự kiến ({}). Hãy báo quản trị xem nhật ký của máy chủ."
GONE = "Việc này không còn bị lỗi, hoặc đã có người cho chạy lại. Hãy xem lại danh sách."


@dataclass(frozen=True)
class Row:
    """A task in words: what it is, since (or until) when, how far it is or why it failed, how often it was begun."""

    id: UUID
    name: str
    at: datetime
    detail: str = ""
    attempts: int = 0
    worker: str = ""


@dataclass(frozen=True)
class Counts:
    """How many tasks wait, run and failed."""

    waiting: int
    running: int
    failed: int


@dataclass(frozen=True)
class Overview:
    """All there is to look after, and the workers that are alive. The lists hold the first rows of what is counted."""

    counts: Counts
    running: tuple[Row, ...]
    failed: tuple[Row, ...]
    waiting: tuple[Row, ...]
    planned: tuple[Row, ...]
    workers: tuple[WorkerHeartbeat, ...]


def counts() -> Counts:
    """How many tasks wait, run and failed. One query."""
    by = {status: Count("pk", filter=Q(status=status)) for status in (READY, RUNNING, FAILED)}
    found = DBTaskResult.objects.order_by().aggregate(**by)
    return Counts(found[READY], found[RUNNING], found[FAILED])


def overview() -> Overview:
    """What there is to look after. A constant number of queries."""
    tasks, now = DBTaskResult.objects.all(), timezone.now()
    later = Q(run_after__gt=now) & ~Q(run_after=get_date_max())
    running = list(tasks.filter(status=RUNNING).order_by("started_at")[:SHOWN])
    failed = list(tasks.filter(status=FAILED).order_by("-finished_at")[:SHOWN])
    waiting = list(tasks.filter(~later, status=READY).order_by("enqueued_at")[:SHOWN])
    planned = list(tasks.filter(later, status=READY).order_by("run_after")[:SHOWN])
    workers = {worker.pk: worker for worker in heartbeat.alive()}
    about = Subjects([*running, *failed, *waiting, *planned])
    return Overview(
        counts(),
        tuple(running_row(task, about, workers) for task in running),
        tuple(row(task, about, task.finished_at, reason(task)) for task in failed),
        tuple(row(task, about, task.enqueued_at) for task in waiting),
        tuple(row(task, about, task.run_after) for task in planned),
        tuple(workers.values()),
    )


def row(task: DBTaskResult, about: "Subjects", at: datetime, detail: str = "", worker: str = "") -> Row:
    """A task in words."""
    return Row(task.pk, about.name(task), at, detail, len(task.worker_ids), worker)


def running_row(task: DBTaskResult, about: "Subjects", workers: dict) -> Row:
    """A task that runs: how far it is, and on which worker; one of a dead worker is put back within a minute."""
    worker = workers.get(task.worker_ids[-1] if task.worker_ids else "")
    detail = about.progress(task) if worker else "Tiến trình đã mất liên lạc; việc sẽ được giao lại."
    return row(task, about, task.started_at, detail, str(worker or ""))


def first_argument(task: DBTaskResult):
    """What a task is about: nearly always a key."""
    return next(iter(task.args_kwargs.get("args", ())), None)


class Subjects:
    """What the tasks of a page are about, looked up together. Four queries at most."""

    def __init__(self, tasks: list[DBTaskResult]):
        def keys(*paths):
            found = [first_argument(task) for task in tasks if task.task_path in paths]
            return [key for key in found if isinstance(key, int)]

        self.renderings = Rendering.objects.in_bulk(keys(RENDER))
        self.issues = Issue.objects.in_bulk(keys("issues.tasks.check_issue_links"))
        self.people = User.objects.in_bulk(keys("news.tasks.mail_notices"))
        self.mails = Mail.objects.select_related("recipient").in_bulk(keys("news.tasks.send_mail"))

    def name(self, task: DBTaskResult) -> str:
        """What a task does, to whom or what."""
        path, key = task.task_path, first_argument(task)
        words = NAMES.get(path, task.task_name)
        if path == RENDER and (rendering := self.renderings.get(key)):
            label = from_json(rendering.edition_json).label if rendering.edition_json else ""
            return f"{words} số {label}" if label else words
        if path == "issues.tasks.check_issue_links" and (issue := self.issues.get(key)):
            return f"{words} của số {issue.label}"
        if path == "news.tasks.mail_notices" and (person := self.people.get(key)):
            return f"{words} cho {person}"
        if path == "news.tasks.send_mail" and (mail := self.mails.get(key)):
            return f"{words} cho {mail.recipient}"
        if path == "issues.tasks.purge_addresses" and isinstance(key, list):
            return f"{words}: {len(key)} địa chỉ"
        return words

    def progress(self, task: DBTaskResult) -> str:
        """How far a task is, where it says so."""
        rendering = self.renderings.get(first_argument(task)) if task.task_path == RENDER else None
        if not rendering or rendering.status != RenderingStatus.RUNNING:
            return ""
        return f"{rendering.get_stage_display()}{f', trang {rendering.page}' if rendering.page else ''}"


def reason(task: DBTaskResult) -> str:
    """Why a task failed, in a sentence for people."""
    path = task.exception_class_path
    if path in SPEAKING:
        _, _, said = (task.traceback.strip().splitlines() or [""])[-1].partition(": ")
        if said:
            return f"{SPEAKING[path]}{said}"
    return REASONS.get(path) or UNFORESEEN.format(path.rpartition(".")[2] or "không rõ")


def try_again(task_id: UUID, user) -> str:
    """Put a failed task back into the queue, as if it had never begun. Returns its name; raises Refused."""
    with transaction.atomic():
        task = failed_task(task_id)
        if task.task_path == RENDER:
            renderings.wait_again(first_argument(task))
        DBTaskResult.objects.filter(pk=task.pk).update(
            status=READY,
            worker_ids=[],
            started_at=None,
            finished_at=None,
            run_after=get_date_max(),
            exception_class_path="",
            traceback="",
        )
        return logged(task, user, CHANGE, "Cho chạy lại")


def let_go(task_id: UUID, user) -> str:
    """Take a failed task off the list for good. Returns its name; raises Refused."""
    with transaction.atomic():
        task = failed_task(task_id)
        name = logged(task, user, DELETION, "Bỏ khỏi danh sách")
        task.delete()
        return name


def failed_task(task_id: UUID) -> DBTaskResult:
    """A failed task, locked until the transaction ends. Raises Refused."""
    task = DBTaskResult.objects.select_for_update().filter(pk=task_id, status=FAILED).first()
    if task is None:
        raise Refused(GONE)
    return task


def logged(task: DBTaskResult, user, flag: int, act: str) -> str:
    """Write who did what to a task, and why it had failed. Returns its name."""
    name = Subjects([task]).name(task)
    LogEntry.objects.create(
        user=user,
        content_type=ContentType.objects.get_for_model(DBTaskResult),
        object_id=str(task.pk),
        object_repr=name[:200],
        action_flag=flag,
        change_message=f"{act}: {name}. {reason(task)}",
    )
    return name
