"""`migrate`: as Django does, and without standing in the way of the version that still serves.

To change a table, PostgreSQL waits for whoever is at work on it, and everybody who comes later waits behind. Here nobody waits
for long: a step that does not get its lock within a moment is taken back whole and tried again a little later. The moment
is shorter than the one after which PostgreSQL looks for deadlocks (`deadlock_timeout`, 1 s) and ends one of two: it is
always the migration that gives way.
"""

import time
from contextlib import contextmanager

from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import OperationalError, connections

MOMENT = 500  # milliseconds
NOT_TO_BE_HAD = ("55P03", "40P01")  # PostgreSQL's codes: lock_not_available, deadlock_detected
PAUSES = (1, 2, 3, 5, 5, 10, 10, 15, 15, 20)  # seconds between attempts
GIVEN_UP = (
    "Có việc khác giữ bảng quá lâu (một bản sao lưu đang chạy, hay một giao dịch bị bỏ quên). Bước đang dở đã được hoàn lại, "
    "phần mềm vẫn chạy bình thường. Hãy chờ việc đó xong rồi chạy lại migrate."
)
AGAIN = "Bảng đang được dùng; {pause} giây nữa thử lại."


class Command(migrate.Command):
    """Django's `migrate`, which gives way."""

    def handle(self, *args, **options):
        """Migrate; every step is whole or not there. Raises CommandError where a table is never free."""
        with gives_way(connections[options["database"]]):
            for pause in PAUSES:
                try:
                    return super().handle(*args, **options)
                except OperationalError as error:
                    if not waited(error):
                        raise
                self.stderr.write(AGAIN.format(pause=pause))
                time.sleep(pause)
        raise CommandError(GIVEN_UP)


@contextmanager
def gives_way(connection):
    """On PostgreSQL no statement waits for a lock for longer than a moment; SQLite has one lock for all, and its own time."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, false)", [f"{MOMENT}ms"])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET lock_timeout")


def waited(error: OperationalError) -> bool:
    """Whether a lock was not to be had in time."""
    return getattr(error.__cause__, "pgcode", "") in NOT_TO_BE_HAD
