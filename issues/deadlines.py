"""Everything over in time: a deadline that name resolution, TLS and every byte of an answer are held to."""

import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

import httpcore

TOO_SLOW = "Trang không trả lời kịp."


class FetchFailed(Exception):
    """Asked, but no usable answer came; str() is one Vietnamese sentence that says why."""


@dataclass(frozen=True)
class Deadline:
    """When the whole request must be over, by the monotonic clock."""

    end: float

    def left(self, at_most: float | None = None) -> float:
        """Seconds left, not more than `at_most`. Raises FetchFailed where there are none."""
        left = self.end - time.monotonic()
        if left <= 0:
            raise FetchFailed(TOO_SLOW)
        return left if at_most is None else min(left, at_most)


class TimedStream(httpcore.NetworkStream):
    """A stream whose every step ends by the deadline: a byte now and then does not keep it open."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline):
        self.stream, self.deadline = stream, deadline

    def read(self, max_bytes, timeout=None):
        """What has come."""
        return self.stream.read(max_bytes, self.deadline.left())

    def write(self, buffer, timeout=None):
        """Send all of it."""
        self.stream.write(buffer, self.deadline.left())

    def close(self):
        """Hang up."""
        self.stream.close()

    def start_tls(self, ssl_context, server_hostname=None, timeout=None):
        """The same over TLS."""
        stream = self.stream.start_tls(ssl_context, server_hostname, self.deadline.left())
        return TimedStream(stream, self.deadline)

    def get_extra_info(self, info):
        """What the stream beneath says."""
        return self.stream.get_extra_info(info)


def in_time(function: Callable, deadline: Deadline):
    """Call a function that knows no time-out (name resolution). Raises what it raises, or FetchFailed."""
    answers = queue.SimpleQueue()

    def run():
        try:
            answers.put((function(), None))
        except Exception as error:
            answers.put((None, error))

    # A thread of its own: one that hangs must not keep the process from ending.
    threading.Thread(target=run, daemon=True).start()
    try:
        result, error = answers.get(timeout=deadline.left())
    except queue.Empty:
        raise FetchFailed(TOO_SLOW) from None
    if error:
        raise error
    return result
