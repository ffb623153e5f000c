"""Which workers are alive, and what happens to the tasks of those that are not.

A worker gives a sign of life every few seconds, from a thread of its own, whatever its task is doing; all times are the
database's, so that clocks may differ between machines. What a dead worker had in hand goes back into the queue, a few times
at most: a task that takes its worker along each time would otherwise do so for ever. Every task may be run twice.
"""

import os
import socket
import threading
from datetime import timedelta

from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.db.models.functions import Now
from django_tasks_db.models import DBTaskResult

from diemtin.models import WorkerHeartbeat

EVERY = 10  # seconds between two signs of life
DEAD = timedelta(seconds=60)  # without a sign of life
FORGOTTEN = timedelta(days=1)  # after which a dead worker's row goes
ATTEMPTS = 3  # workers that a task may take along
LOST = "diemtin.heartbeat.WorkerLost"
RUNNING, READY, FAILED = "RUNNING", "READY", "FAILED"
# A worker that is stopped hard, or loses the database, calls its task failed; the task did nothing wrong.
INTERRUPTIONS = (
    "builtins.SystemExit",
    "builtins.KeyboardInterrupt",
    *(f"{error.__module__}.{error.__qualname__}" for error in (OperationalError, InterfaceError)),
)


class WorkerLost(Exception):
    """The name of the reason for which a task that took several workers along is given up."""


def beat(worker_id: str) -> None:
    """Give a sign of life."""
    rows = WorkerHeartbeat.objects.filter(pk=worker_id)
    if not rows.update(beat_at=Now()):
        WorkerHeartbeat.objects.create(
            worker_id=worker_id, host=socket.gethostname(), pid=os.getpid(), started_at=Now(), beat_at=Now()
        )


def alive():
    """The workers with a fresh sign of life, oldest first."""
    return WorkerHeartbeat.objects.filter(beat_at__gte=Now() - DEAD).order_by("started_at", "pk")


def reap() -> tuple[int, int]:
    """Put back what dead workers had in hand, and give up what took several of them along. May be run by any number of
    workers at once. Returns how many tasks were put back and given up."""
    living = set(alive().values_list("pk", flat=True))
    back = given_up = 0
    for task in left_behind():
        if task.status == RUNNING and task.worker_ids and task.worker_ids[-1] in living:
            continue
        # As it was seen: somebody else may put it back, and a worker take it, in this very moment.
        seen = DBTaskResult.objects.filter(pk=task.pk, status=task.status, started_at=task.started_at)
        if len(task.worker_ids) < ATTEMPTS:
            back += seen.update(status=READY, finished_at=None, exception_class_path="", traceback="")
        elif task.status == RUNNING:
            given_up += seen.update(
                status=FAILED, finished_at=Now(), exception_class_path=LOST, traceback="", return_value=None
            )
    WorkerHeartbeat.objects.filter(beat_at__lt=Now() - FORGOTTEN).delete()
    return back, given_up


def left_behind() -> list[DBTaskResult]:
    """Tasks that started a while ago and still run, and those whose worker was stopped in the middle."""
    rows = DBTaskResult.objects.only("status", "started_at", "worker_ids").order_by("started_at")
    running = rows.filter(status=RUNNING, started_at__lt=Now() - DEAD)
    interrupted = rows.filter(
        status=FAILED, exception_class_path__in=INTERRUPTIONS, finished_at__gte=Now() - FORGOTTEN
    )
    return [*running, *(task for task in interrupted if len(task.worker_ids) < ATTEMPTS)]


class Pulse:
    """The signs of life of one worker, and its looking after the dead: a thread with a database connection of its own."""

    def __init__(self, worker_id: str, log):
        self.worker_id, self.log = worker_id, log
        self.over = threading.Event()
        self.thread = threading.Thread(target=self.go_on, name="heartbeat", daemon=True)

    def __enter__(self):
        # The first one before any task is taken: a task of a worker without heartbeat counts as left behind.
        beat(self.worker_id)
        self.thread.start()
        return self

    def __exit__(self, *exception):
        self.over.set()
        self.thread.join(timeout=EVERY)
        try:
            WorkerHeartbeat.objects.filter(pk=self.worker_id).delete()
        except (DatabaseError, InterfaceError):
            self.log.warning("The database does not answer; the heartbeat of %s will lapse.", self.worker_id)

    def go_on(self) -> None:
        """Beat and reap until the worker ends. A database that does not answer is asked again at the next beat."""
        try:
            while True:
                self.once()
                if self.over.wait(EVERY):
                    return
        finally:
            connection.close()

    def once(self) -> None:
        """One beat."""
        try:
            beat(self.worker_id)
            back, given_up = reap()
        except (DatabaseError, InterfaceError):
            self.log.exception("The heartbeat of %s did not reach the database.", self.worker_id)
            connection.close()
            return
        if back or given_up:
            self.log.warning("Tasks of dead workers: %d put back, %d given up.", back, given_up)
