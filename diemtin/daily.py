"""Jobs that run once a day, on whichever machine is first: each is a row that one of them claims (ScheduledRun).

A job that failed, or whose machine died in the middle, is claimed again by the next timer; each may be run twice.
"""

import logging
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.db.models.functions import Now

from diemtin.models import ScheduledRun

JOBS = (
    "send_digest",
    "empty_bin",
    "prune_notices",
    "prune_renderings",
    "prune_db_task_results",
    "clearsessions",
)
KEPT = timedelta(days=90)  # rows of earlier days
PAUSE = timedelta(minutes=5)  # after a failure
LOST = timedelta(hours=1)  # no job takes as long
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Outcome:
    """What became of a job: run here, with an error where it failed; or left to whoever has run it, or is at it."""

    name: str
    ran: bool
    error: str = ""


def run(today: date, jobs: tuple[str, ...] = JOBS) -> list[Outcome]:
    """Run what has not been run today. May be called at any time, on several machines at once."""
    outcomes = [perform(name, today) if claim(name, today) else Outcome(name, ran=False) for name in jobs]
    ScheduledRun.objects.filter(day__lt=today - KEPT).delete()
    return outcomes


def claim(name: str, day: date) -> bool:
    """Take a job in hand; False where it is done, or in somebody's hands."""
    try:
        with transaction.atomic():
            ScheduledRun.objects.create(name=name, day=day, started_at=Now())
            return True
    except IntegrityError:
        pass
    failed = ~Q(error="") & Q(started_at__lt=Now() - PAUSE)
    open_ones = ScheduledRun.objects.filter(name=name, day=day, finished_at__isnull=True)
    again = open_ones.filter(failed | Q(started_at__lt=Now() - LOST))
    return bool(again.update(started_at=Now(), attempts=F("attempts") + 1, error=""))


def perform(name: str, day: date) -> Outcome:
    """Run a claimed job, and write down how it ended."""
    row = ScheduledRun.objects.filter(name=name, day=day)
    try:
        call_command(name)
    except Exception as error:
        # One job in trouble keeps none of the others from running.
        logger.exception("The daily job %s failed.", name)
        row.update(error=f"{type(error).__name__}: {error}"[:1000])
        return Outcome(name, ran=True, error=str(error) or type(error).__name__)
    row.update(finished_at=Now())
    return Outcome(name, ran=True)
