"""A worker that is killed loses no task: what it had in hand goes back into the queue, a few times at most."""

import logging
import threading
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from diemtin import heartbeat
from diemtin.models import WorkerHeartbeat
from issues.scheduling import publish_due_issues

pytestmark = pytest.mark.django_db
LONG_AGO = timedelta(minutes=5)


def task(status: str, *workers: str, ago: timedelta = LONG_AGO, **values) -> DBTaskResult:
    """A task as its workers left it."""
    row = DBTaskResult.objects.get(pk=publish_due_issues.enqueue().id)
    started = timezone.now() - ago
    finished = started if status == "FAILED" else None
    values |= {"status": status, "worker_ids": list(workers), "started_at": started, "finished_at": finished}
    DBTaskResult.objects.filter(pk=row.pk).update(**values)
    row.refresh_from_db()
    return row


def last_beat(worker: str, ago: timedelta) -> None:
    """Make a worker's last sign of life so old."""
    heartbeat.beat(worker)
    WorkerHeartbeat.objects.filter(pk=worker).update(beat_at=timezone.now() - ago)


def test_what_a_dead_worker_had_in_hand_goes_back(queue):
    row = task("RUNNING", "dead")
    last_beat("dead", timedelta(seconds=61))
    assert heartbeat.reap() == (1, 0)
    row.refresh_from_db()
    assert row.status == "READY" and row.worker_ids == ["dead"]
    assert list(DBTaskResult.objects.ready()) == [row], "and the next worker takes it"
    assert heartbeat.reap() == (0, 0)


def test_what_a_living_worker_has_in_hand_stays_with_it_however_long(queue):
    row = task("RUNNING", "alive", ago=timedelta(hours=1))
    last_beat("alive", timedelta(seconds=59))
    assert heartbeat.reap() == (0, 0)
    row.refresh_from_db()
    assert row.status == "RUNNING"


def test_what_has_just_begun_and_what_is_over_stays(queue):
    rows = [task("RUNNING", "unknown", ago=timedelta(seconds=50)), task("SUCCESSFUL", "unknown")]
    assert heartbeat.reap() == (0, 0)
    for row in rows:
        before = row.status
        row.refresh_from_db()
        assert row.status == before


def test_what_takes_every_worker_along_is_given_up_with_a_reason(queue):
    row = task("RUNNING", "a", "b", "c")
    assert heartbeat.reap() == (0, 1)
    row.refresh_from_db()
    assert (row.status, row.exception_class_path, bool(row.finished_at)) == ("FAILED", heartbeat.LOST, True)


@pytest.mark.parametrize("path", heartbeat.INTERRUPTIONS)
def test_a_worker_that_is_stopped_in_the_middle_did_not_fail(queue, path):
    row = task("FAILED", "stopped", exception_class_path=path)
    again = task("FAILED", "a", "b", "c", exception_class_path=path)
    assert heartbeat.reap() == (1, 0)
    row.refresh_from_db()
    again.refresh_from_db()
    assert (row.status, row.exception_class_path, again.status) == ("READY", "", "FAILED")


def test_a_task_that_failed_by_itself_stays_failed(queue):
    row = task("FAILED", "a", exception_class_path="builtins.ValueError")
    assert heartbeat.reap() == (0, 0)
    row.refresh_from_db()
    assert row.status == "FAILED"


def test_a_task_that_was_taken_meanwhile_is_left_alone(queue, monkeypatch):
    row = task("RUNNING", "dead")
    seen = heartbeat.left_behind()
    now = timezone.now()
    DBTaskResult.objects.filter(pk=row.pk).update(worker_ids=["dead", "alive"], started_at=now)
    monkeypatch.setattr(heartbeat, "left_behind", lambda: seen)
    assert heartbeat.reap() == (0, 0)
    row.refresh_from_db()
    assert row.status == "RUNNING" and row.started_at == now


def test_a_worker_without_a_fresh_sign_of_life_is_not_alive_and_forgotten_after_a_day():
    assert not heartbeat.alive()
    last_beat("a", timedelta(minutes=2))
    last_beat("b", timedelta(seconds=5))
    assert [worker.pk for worker in heartbeat.alive()] == ["b"]
    WorkerHeartbeat.objects.update(beat_at=timezone.now() - timedelta(days=2))
    heartbeat.reap()
    assert not WorkerHeartbeat.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_worker_beats_while_it_works_and_leaves_no_trace(queue, monkeypatch):
    seen = []
    monkeypatch.setattr("issues.scheduling.publish_due", lambda: seen.append(heartbeat.alive().count()) or [])
    row = DBTaskResult.objects.get(pk=publish_due_issues.enqueue().id)
    # The thread's own connection would be another database where that is in memory.
    monkeypatch.setattr(heartbeat.Pulse, "once", lambda self: None)
    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)
    row.refresh_from_db()
    assert (row.status, seen) == ("SUCCESSFUL", [1]) and not WorkerHeartbeat.objects.exists()


def test_a_database_that_does_not_answer_does_not_end_the_pulse(monkeypatch, caplog):
    beats, both = [], threading.Event()

    def beat(worker):
        beats.append(worker)
        if len(beats) == 2:
            raise heartbeat.OperationalError("server closed the connection unexpectedly")
        if len(beats) == 3:
            both.set()

    monkeypatch.setattr(heartbeat, "beat", beat)
    monkeypatch.setattr(heartbeat, "reap", lambda: (0, 0))
    monkeypatch.setattr(heartbeat, "EVERY", 0.01)
    with heartbeat.Pulse("a", logging.getLogger("test")):
        assert both.wait(5)
    assert "did not reach the database" in caplog.text
