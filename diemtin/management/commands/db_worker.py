"""`db_worker`: works off background tasks, as django-tasks-db does, and gives signs of life meanwhile.

A worker that is killed in the middle of a task leaves it marked as running for ever; here the others put it back into the
queue (diemtin/heartbeat.py).
"""

import os

from django.utils.autoreload import DJANGO_AUTORELOAD_ENV
from django_tasks_db.management.commands import db_worker

from diemtin.heartbeat import Pulse


class Command(db_worker.Command):
    """The package's worker with a pulse."""

    help = "Chạy các việc nền (dựng PDF, kiểm tra liên kết, gửi thư, xuất bản theo giờ hẹn)."

    def handle(self, *, worker_id, reload, batch, **options):
        """Work until told to stop."""
        # With --reload this process only watches the files; the one it starts does the work.
        if reload and not batch and os.environ.get(DJANGO_AUTORELOAD_ENV) != "true":
            return super().handle(worker_id=worker_id, reload=reload, batch=batch, **options)
        with Pulse(worker_id, db_worker.logger):
            return super().handle(worker_id=worker_id, reload=reload, batch=batch, **options)
