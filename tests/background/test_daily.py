"""Daily jobs run once a day, however many machines there are; what failed, or died, is run again."""

import os
import subprocess
import sys
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from diemtin import daily
from diemtin.models import ScheduledRun

TODAY = date(2026, 3, 2)


@pytest.fixture
def calls(monkeypatch):
    """The commands that were called; each fails while it stands in `calls.broken`."""

    class Calls(list):
        broken = set()

    calls = Calls()

    def call(name):
        calls.append(name)
        if name in calls.broken:
            raise CommandError("Máy chủ thư không trả lời.")

    monkeypatch.setattr(daily, "call_command", call)
    return calls


@pytest.mark.django_db
def test_each_job_runs_once_a_day(calls):
    assert [o.ran for o in daily.run(TODAY)] == [True] * len(daily.JOBS)
    assert [o.ran for o in daily.run(TODAY)] == [False] * len(daily.JOBS)
    assert calls == list(daily.JOBS)
    daily.run(TODAY + timedelta(days=1))
    assert len(calls) == 2 * len(daily.JOBS)


@pytest.mark.django_db
def test_what_failed_keeps_no_other_from_running_and_is_run_again_after_a_pause(calls):
    calls.broken = {"send_digest"}
    first, *others = daily.run(TODAY)
    assert "không trả lời" in first.error and all(o.ran and not o.error for o in others)
    calls.broken = set()
    assert not daily.run(TODAY)[0].ran, "not at once"
    row = ScheduledRun.objects.filter(name="send_digest")
    row.update(started_at=timezone.now() - timedelta(minutes=6))
    assert daily.run(TODAY)[0].ran and calls.count("send_digest") == 2
    assert row.get().attempts == 2 and row.get().finished_at and not row.get().error


@pytest.mark.django_db
def test_what_died_in_the_middle_is_run_again_after_an_hour(calls):
    assert daily.claim("send_digest", TODAY) and not daily.claim("send_digest", TODAY)
    ScheduledRun.objects.update(started_at=timezone.now() - timedelta(minutes=61))
    assert daily.claim("send_digest", TODAY) and not daily.claim("send_digest", TODAY)


@pytest.mark.django_db
def test_the_command_runs_the_real_jobs_and_says_so(capsys, queue):
    call_command("run_daily")
    call_command("run_daily")
    said = capsys.readouterr().out
    assert all(f"{name}: xong" in said and f"{name}: hôm nay đã có máy chạy" in said for name in daily.JOBS)


@pytest.mark.django_db
def test_the_command_fails_with_what_failed(calls):
    calls.broken = {"prune_renderings"}
    with pytest.raises(CommandError, match="prune_renderings: Máy chủ thư không trả lời"):
        call_command("run_daily")


MACHINE = """
import sys, django
django.setup()
from django.conf import settings
settings.DATABASES["default"]["NAME"] = sys.argv[1]
from datetime import date
from diemtin import daily
daily.call_command = lambda name: None
print("ready", flush=True)
sys.stdin.readline()
jobs = tuple(f"job-{n}" for n in range(40))
print(*[o.name for o in daily.run(date(2026, 3, 2), jobs) if o.ran], flush=True)
"""


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite in memory is one process's own.")
@pytest.mark.django_db(transaction=True)
def test_of_two_machines_at_the_same_time_one_runs_each_job():
    machines = [
        subprocess.Popen(
            [sys.executable, "-c", MACHINE, connection.settings_dict["NAME"]],
            cwd=settings.BASE_DIR,
            env=os.environ | {"DJANGO_SETTINGS_MODULE": "diemtin.settings"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    for machine in machines:
        assert machine.stdout.readline() == "ready\n"
    for machine in machines:
        machine.stdin.write("go\n")
        machine.stdin.flush()
    ran = [name for machine in machines for name in machine.communicate(timeout=60)[0].split()]
    assert sorted(ran) == sorted(f"job-{n}" for n in range(40))
