"""What holds for every input: no exception, no 5xx, not long."""

import contextlib
import time

from django.db import transaction

SECONDS = 8.0  # in processor time, for one input; nothing that a person sends may take longer


@contextlib.contextmanager
def in_time(seconds: float = SECONDS):
    """Fails where what is done inside takes too long."""
    start = time.process_time()
    yield
    taken = time.process_time() - start
    assert taken < seconds, f"took {taken:.1f} s"


@contextlib.contextmanager
def taken_back():
    """Whatever is stored inside is gone afterwards: each input meets the same rows."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def fine(response) -> int:
    """The status, which is the visitor's fault at worst."""
    if response.streaming:
        b"".join(response.streaming_content)
    assert response.status_code < 500, response.status_code
    return response.status_code
