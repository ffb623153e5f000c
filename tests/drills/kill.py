"""`python -m tests.drills.kill [ROUNDS]`: kill -9 of web server, worker and database while an issue is published or imported.

Each round prepares an approved issue or the text of a back issue, has it published (over HTTP, or by the worker at a set
time) or imported over HTTP, kills one of the three after a random moment, starts it again, and looks: is all as before,
or all done? Then the step is done again where it was not, and must succeed. Exit 1 where anything is half done.
"""

import os
import random
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections import Counter

from tests.drills import nodes
from tests.drills.cluster import Cluster
from tests.drills.s3 import free_port

# What is done, by whom, and who is killed meanwhile.
ROUNDS = (
    ("publish", "web"),
    ("publish", "database"),
    ("publish at a set time", "worker"),
    ("publish at a set time", "database"),
    ("import", "web"),
    ("import", "database"),
    ("import", "worker"),
)
YEAR = 2026


class Installation:
    """The processes of the drill, and how each is killed and started again."""

    def __init__(self, folder: str, cluster: Cluster, env: dict):
        self.cluster, self.env, self.port = cluster, env, free_port()
        self.log = open(f"{folder}/log", "ab")  # noqa: SIM115 (the processes keep it)
        self.base = f"http://127.0.0.1:{self.port}"
        self.web = self.worker = None

    def start(self) -> None:
        """Start what is not running, as a service manager would."""
        if self.cluster.process.poll() is not None:
            self.cluster.start()
        if self.web is None or self.web.poll() is not None:
            self.web = nodes.start_web(self.env, self.port, self.log, workers=2)
        if self.worker is None or self.worker.poll() is not None:
            self.worker = nodes.start_worker(self.env, self.log)
        nodes.wait_until(lambda: nodes.answers(self.base), 60, "the web server")
        nodes.wait_until(lambda: beats(self.worker.pid), 60, "the worker")

    def kill(self, victim: str) -> None:
        """SIGKILL."""
        if victim == "database":
            self.cluster.kill()
        else:
            nodes.kill(getattr(self, victim))

    def stop(self) -> None:
        """End everything that was started here."""
        for process in (self.web, self.worker):
            if process:
                nodes.kill(process)
        self.log.close()


def main(rounds: int) -> int:
    """Run so many rounds; returns the exit status."""
    folder = tempfile.mkdtemp(prefix="diemtin-drill-")
    cluster = Cluster()
    env = nodes.environment(folder, cluster.url)
    os.environ.update(env)
    here = Installation(folder, cluster, env)
    try:
        from tests.drills import issue_rounds

        issue_rounds.prepare()
        here.start()
        outcomes, broken = Counter(), []
        for number in range(1, rounds + 1):
            act, victim = ROUNDS[(number - 1) % len(ROUNDS)]
            outcome, faults = one_round(here, issue_rounds.Round(number, act, here.base), victim)
            outcomes[act, victim, outcome] += 1
            broken += faults
            print(f"{number:4} {act:22} kill {victim:9} {outcome}", *faults, sep="  ", flush=True)
        broken += issue_rounds.whole()
        report(outcomes, broken, issue_rounds.taken_over())
        return 1 if broken else 0
    finally:
        here.stop()
        cluster.remove()
        shutil.rmtree(folder, ignore_errors=True)


def beats(pid: int) -> bool:
    """Whether the worker has begun to look for tasks."""
    from tests.drills import issue_rounds

    return issue_rounds.has_beaten(pid)


def one_round(here: Installation, this, victim: str) -> tuple[str, list[str]]:
    """Act, kill in the middle, start again, look, finish. Returns what the kill left behind, and what is wrong."""
    this.prepare()
    acting = threading.Thread(target=this.act)
    acting.start()
    time.sleep(this.delay(random.random()))
    here.kill(victim)
    acting.join()
    here.start()
    outcome, faults = this.look()
    this.finish()
    after, still = this.look()
    if after != "done":
        still.append(f"not done at the second attempt: {after}")
    return outcome, [*faults, *still]


def report(outcomes: Counter, broken: list[str], taken_over: int) -> None:
    """Print how often each outcome occurred."""
    print()
    for (act, victim, outcome), count in sorted(outcomes.items()):
        print(f"{count:4} × {act}, kill -9 {victim}: {outcome}")
    totals = Counter()
    for (_, _, outcome), count in outcomes.items():
        totals[outcome] += count
    print("Total:", ", ".join(f"{outcome} {count}" for outcome, count in sorted(totals.items())))
    print("Tasks that a second worker finished:", taken_over)
    print("Half done:", "; ".join(broken) or "none")


if __name__ == "__main__":
    # Ended from outside, it still takes its cluster and its processes along.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 50))
