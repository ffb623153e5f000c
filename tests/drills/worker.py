"""`python -m tests.drills.worker`: the project's worker with a clock that runs fast."""

import os
from datetime import timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "diemtin.settings")


def main() -> None:
    """Beat every half second; who has not for four seconds is dead."""
    django.setup()
    from django.core.management import call_command

    from diemtin import heartbeat
    from issues import rendering_work

    heartbeat.EVERY = 0.5
    heartbeat.DEAD = rendering_work.STALE = timedelta(seconds=4)
    call_command("db_worker", interval=0.2, startup_delay=False, reload=False)


if __name__ == "__main__":
    main()
