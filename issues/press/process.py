"""The owner's side of the press: one child at most, started when there is a job, one job at a time, killed cleanly.

A press belongs to the process that made it: a forked copy starts a child of its own.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import weakref
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import msgspec

from issues.press.messages import Channel, Closed, Failed, Job, Printed, Progress, Start

ROOT = Path(__file__).resolve().parent.parent.parent
BEAT = 0.4  # seconds at most between two looks at the clock and calls of `watch`
# No secret of the web server's environment is handed on. The seed is: pages are to come out alike with every one.
ENVIRONMENT = ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "PYTHONHASHSEED")
TOO_LONG = "Dựng PDF quá lâu (hơn {} giây) nên đã dừng. Hãy tìm tin dài bất thường hoặc bảng quá lớn, rút ngắn rồi làm lại."
DIED = "Tiến trình dựng PDF dừng đột ngột ({}). Hãy làm lại; nếu còn lặp lại, hãy báo quản trị."
NOT_STARTED = "Không khởi động được tiến trình dựng PDF. Hãy báo quản trị xem nhật ký của máy chủ."
BUSY = "Tiến trình dựng PDF đang bận việc khác. Hãy thử lại sau ít phút."
Watch = Callable[[Progress], None]


class PressError(Exception):
    """There is no PDF; the message is a Vietnamese sentence."""


@dataclass(frozen=True)
class Setup:
    """What a child is started with: folder of style and fonts and what version they are, pixels that a picture may have.
    What a job may take: seconds (wall clock and processor), address space in bytes. When a child makes way for a fresh one:
    jobs done, resident bytes, idle seconds."""

    static: Path
    version: str
    max_pixels: int
    seconds: int
    memory: int
    resident: int = 2**30
    jobs: int = 20
    idle: float = 600


class Child:
    """A running press, with its folder for temporary files."""

    def __init__(self, setup: Setup):
        self.setup = setup
        self.folder = tempfile.mkdtemp(prefix="diemtin-press-")
        bounds = (setup.max_pixels, setup.memory, setup.resident, setup.jobs, setup.idle)
        start = Start(str(setup.static), *bounds)
        environment = {name: os.environ[name] for name in ENVIRONMENT if name in os.environ}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "issues.press.child", msgspec.json.encode(start).decode()],
            cwd=ROOT,
            env=environment | {"TMPDIR": self.folder},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
            start_new_session=True,
        )
        self.channel = Channel(self.process.stdout.fileno(), self.process.stdin.fileno())
        # Reaped whenever it ends, also between jobs: no zombie, no folder is left.
        self.burial = threading.Thread(target=self.bury, name="press-burial", daemon=True)
        self.burial.start()

    def bury(self) -> None:
        """Wait for the end of the process, then remove its folder."""
        self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def end(self) -> int:
        """Kill the process and whatever it started, and return how it ended. May be called of a dead one."""
        if self.process.returncode is None:
            # It may have ended by itself just now.
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
        self.close()
        self.burial.join()
        return self.process.returncode

    def ended(self) -> int:
        """How the process, which closed its end, ended."""
        self.burial.join(timeout=5)
        return self.end()

    def close(self) -> None:
        """Close our ends of the pipes: a child that lives ends by itself."""
        self.process.stdin.close()
        self.process.stdout.close()


class Press:
    """Prints pages, one after another, in a child that it starts when it needs one."""

    def __init__(self):
        self.child: Child | None = None
        self.lock = threading.Lock()
        PRESSES.add(self)

    def print(self, setup: Setup, job: Job, watch: Watch | None = None, seconds: float = 0) -> Printed:
        """The job's PDF. `watch` is called at least twice a second with the progress; what it raises kills the job and is
        passed on. `seconds` may make the limit shorter. Raises PressError."""
        seconds = min(seconds or setup.seconds, setup.seconds)
        self.take(watch, seconds)
        try:
            answer = self.attempt(setup, job, watch, seconds) or self.attempt(setup, job, watch, seconds)
        # Whatever it is, the child is at work on something that nobody wants any more.
        except BaseException:
            self.drop()
            raise
        finally:
            self.lock.release()
        if not isinstance(answer, Printed):
            raise PressError(answer.message if answer else NOT_STARTED)
        return answer

    def take(self, watch: Watch | None, seconds: float) -> None:
        """Wait for our turn. Raises PressError where it does not come in so many seconds."""
        deadline = time.monotonic() + seconds
        while not self.lock.acquire(timeout=BEAT):
            if time.monotonic() > deadline:
                raise PressError(BUSY)
            if watch:
                watch(Progress("read"))

    def attempt(self, setup: Setup, job: Job, watch: Watch | None, seconds: float) -> Printed | Failed | None:
        """The child's answer, or None where it was gone before it took the job: it may have ended while idle."""
        child = self.ready(setup)
        progress, deadline = None, time.monotonic() + seconds
        try:
            child.channel.send(job)
            while True:
                message = child.channel.receive(BEAT)
                if isinstance(message, Printed | Failed):
                    return self.answered(message)
                progress = message or progress
                if time.monotonic() > deadline:
                    raise PressError(TOO_LONG.format(round(seconds)))
                if watch:
                    watch(progress or Progress("read"))
        except Closed as closed:
            code = child.ended()
            self.child = None
            if progress is None:
                return None
            raise PressError(cause(code, seconds)) from closed

    def answered(self, answer: Printed | Failed) -> Printed | Failed:
        """The answer; after the last one of a child, the next job gets a fresh one."""
        if answer.last:
            self.child.close()
            self.child = None
        return answer

    def ready(self, setup: Setup) -> Child:
        """A child set up like this, started where there is none. Raises PressError."""
        if self.child and (self.child.process.returncode is not None or self.child.setup != setup):
            self.drop()
        if self.child is None:
            try:
                self.child = Child(setup)
            except OSError as error:
                raise PressError(NOT_STARTED) from error
        return self.child

    def warm(self, setup: Setup) -> None:
        """Have a child start, so that the first job need not wait for it. Does not wait."""
        if self.lock.acquire(blocking=False):
            try:
                self.ready(setup)
            finally:
                self.lock.release()

    def drop(self) -> None:
        """End the child, if there is one."""
        if self.child:
            self.child.end()
            self.child = None

    def stop(self) -> None:
        """End the child between jobs."""
        with self.lock:
            self.drop()

    def forget(self) -> None:
        """In a forked copy: the child is another process's. Our copies of its pipes would keep it from noticing its
        owner's end."""
        self.lock = threading.Lock()
        if self.child:
            self.child.close()
            self.child = None


PRESSES: weakref.WeakSet[Press] = weakref.WeakSet()
os.register_at_fork(after_in_child=lambda: [press.forget() for press in list(PRESSES)])


def cause(code: int, seconds: float) -> str:
    """Why a child ended in the middle of a job, in words."""
    if code == -signal.SIGXCPU:
        return TOO_LONG.format(round(seconds))
    return DIED.format(f"tín hiệu {-code}" if code < 0 else f"mã {code}")
