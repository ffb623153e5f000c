"""What a process and all that it started cost: wall-clock time, processor time, peak of memory.

Linux only: samples /proc every 50 ms. Memory is the sum over all processes of RSS, and of PSS (shared pages are divided
among those that share them), which is the fairer one and is looked at every fourth time, as it costs more to read.
"""

import os
import threading
import time
from dataclasses import dataclass
from pathlib import Path

EVERY = 0.05  # seconds
PSS_EVERY = 4  # samples
TICK = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True)
class Cost:
    """Seconds of wall-clock and of processor time, bytes at the peak."""

    wall: float
    cpu: float
    rss: int
    pss: int


class Meter:
    """Measures what runs within `with Meter(pid) as meter`; afterwards `meter.cost` tells.

    `pid` leads a session of its own. It may be set later where the process does not exist yet. Processor time is that
    which was used since the beginning of the block, less what a process used in its last moments.
    """

    def __init__(self, pid: int = 0):
        self.pid, self.rss, self.pss = pid, 0, 0
        self.before: dict[int, float] = times(pid) if pid else {}
        self.after: dict[int, float] = {}
        self.done = threading.Event()
        self.thread = threading.Thread(target=self.sample, daemon=True)

    def __enter__(self):
        self.start = time.perf_counter()
        self.thread.start()
        return self

    def __exit__(self, *_):
        wall = time.perf_counter() - self.start
        self.done.set()
        self.thread.join()
        self.look(with_pss=True)
        cpu = sum(used - self.before.get(pid, 0) for pid, used in self.after.items())
        self.cost = Cost(wall, cpu, self.rss, self.pss)

    def sample(self) -> None:
        """Look until it is over."""
        count = 0
        while not self.done.wait(EVERY):
            count += 1
            self.look(with_pss=count % PSS_EVERY == 0)

    def look(self, with_pss: bool) -> None:
        """One sample."""
        if not self.pid:
            return
        used = times(self.pid)
        self.after |= used
        self.rss = max(self.rss, sum(map(resident, used)))
        if with_pss:
            self.pss = max(self.pss, sum(map(proportional, used)))


def times(leader: int) -> dict[int, float]:
    """Seconds of processor time of each living process of a session and of what those started."""
    found, parents = {}, {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit() and (fields := stat(folder)):
            parents[int(folder.name)] = int(fields[1]), int(fields[3])
            found[int(folder.name)] = (int(fields[11]) + int(fields[12])) / TICK
    family = {pid for pid, (_, session) in parents.items() if session == leader or pid == leader}
    while more := {pid for pid, (parent, _) in parents.items() if parent in family} - family:
        family |= more
    return {pid: found[pid] for pid in family}


def stat(folder: Path) -> list[str]:
    """The fields of /proc/…/stat from the state on; none where the process is gone."""
    try:
        return (folder / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def resident(pid: int) -> int:
    """Bytes of RSS, 0 where the process is gone."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE
    except OSError:
        return 0


def proportional(pid: int) -> int:
    """Bytes of PSS, 0 where the process is gone."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)
