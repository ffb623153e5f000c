"""How a press ends: cancelled, too slow, too large, killed, idle, used up, with its owner; nothing is left behind."""

import gc
import itertools
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings

from issues.press.process import PressError
from tests.issues.pressing import SETUP, SLOW, Stop, alive, gone, job


def descriptors() -> set[str]:
    """The pipes that this process has open."""
    gc.collect()
    links = {fd: fd.readlink() for fd in Path("/proc/self/fd").iterdir() if fd.exists()}
    return {f"{fd.name} {target}" for fd, target in links.items() if "pipe:" in str(target)}


def test_cancelling_kills_the_child_and_leaves_nothing_behind(press):
    before, seen = descriptors(), []

    def watch(progress):
        seen.append(press.child)
        if progress.stage == "layout":
            raise Stop

    with pytest.raises(Stop):
        press.print(SETUP, job(SLOW), watch=watch)
    child = seen[-1]
    assert press.child is None and child.process.returncode == -signal.SIGKILL
    assert not alive(child.process.pid) and not Path(child.folder).exists() and descriptors() == before
    assert press.print(SETUP, job()).pages == 2


def test_watch_is_called_twice_a_second_while_nothing_is_told(press):
    calls = []

    def watch(progress):
        calls.append((time.monotonic(), progress))
        if len([p for _, p in calls if p.stage == "layout"]) > 4:
            raise Stop

    with pytest.raises(Stop):
        press.print(SETUP, job(SLOW), watch=watch)
    times = [at for at, progress in calls if progress.stage == "layout"]
    assert max(b - a for a, b in itertools.pairwise(times)) < 1


def test_a_job_that_takes_too_long_is_ended(press):
    press.warm(SETUP)
    started = time.monotonic()
    with pytest.raises(PressError, match=r"quá lâu \(hơn 2 giây\)"):
        press.print(SETUP, job(SLOW), seconds=2)
    assert time.monotonic() - started < 5
    assert press.child is None and press.print(SETUP, job()).pages == 2


def test_processor_time_is_bounded_for_each_job_anew(press):
    for _ in range(3):
        press.print(SETUP, job(seconds=1))
    with pytest.raises(PressError, match="quá lâu"):
        press.print(SETUP, job(SLOW, seconds=1))
    assert press.print(SETUP, job(seconds=1)).pages == 2


def test_a_job_that_takes_too_much_memory_is_ended(press):
    small = replace(SETUP, memory=430 * 2**20)
    assert press.print(small, job()).pages == 2
    with pytest.raises(PressError, match="nhiều bộ nhớ hơn"):
        press.print(small, job("<p>x</p>" * 100_000))
    assert press.print(small, job()).pages == 2


def test_a_child_killed_in_the_middle_of_a_job_is_an_error_and_the_next_job_works(press):
    def kill(progress):
        if progress.stage == "layout":
            os.kill(press.child.process.pid, signal.SIGKILL)

    with pytest.raises(PressError, match=r"dừng đột ngột \(tín hiệu 9\)"):
        press.print(SETUP, job(SLOW), watch=kill)
    assert press.print(SETUP, job()).pages == 2


def test_a_child_killed_between_jobs_is_replaced_without_a_word(press):
    press.print(SETUP, job())
    os.kill(press.child.process.pid, signal.SIGKILL)
    assert press.print(SETUP, job()).pages == 2


def test_an_idle_child_ends_and_is_reaped(press):
    press.print(replace(SETUP, idle=0.2), job())
    child = press.child
    assert gone(child.process.pid)
    child.burial.join(2)
    assert child.process.returncode == 0 and not Path(child.folder).exists()
    assert press.print(replace(SETUP, idle=0.2), job()).pages == 2


@pytest.mark.parametrize(("change", "children"), [({"jobs": 2}, 2), ({"resident": 1}, 3), ({}, 1)])
def test_a_child_makes_way_for_a_fresh_one(change, children, press):
    pids = []
    for _ in range(3):
        press.print(replace(SETUP, **change), job(), watch=lambda p: pids.append(press.child.process.pid))
    distinct = list(dict.fromkeys(pids))
    assert len(distinct) == children
    assert all(gone(pid) for pid in distinct[:-1])


def test_another_style_or_other_limits_need_another_child(press):
    press.print(SETUP, job())
    pid = press.child.process.pid
    press.print(replace(SETUP, version="2"), job())
    assert press.child.process.pid != pid and gone(pid)


OWNER = """
import sys
import django
django.setup()
from issues.press.process import Press
from tests.issues.pressing import SETUP, SLOW, job
press = Press()
press.warm(SETUP)
print(press.child.process.pid, press.child.folder, flush=True)
press.print(SETUP, job(SLOW if sys.argv[1] == "busy" else "<p>x</p>"))
print("printed", flush=True)
sys.stdin.read()
"""


@pytest.mark.parametrize("state", ["busy", "idle"])
def test_when_its_owner_is_killed_the_child_goes_too(state):
    owner = subprocess.Popen(
        [sys.executable, "-c", OWNER, state],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "diemtin.settings"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    pid, folder = owner.stdout.readline().split()
    if state == "idle":
        owner.stdout.readline()
    else:
        time.sleep(2)
    assert alive(int(pid)) and Path(folder).exists()
    owner.kill()
    owner.communicate()
    assert gone(int(pid)) and not Path(folder).exists()


def test_a_forked_copy_has_no_child_and_takes_none_away(press):
    press.print(SETUP, job())
    pid = press.child.process.pid
    copy = os.fork()
    if not copy:
        os._exit(0 if press.child is None and not press.lock.locked() else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(copy, 0)[1]) == 0
    press.print(SETUP, job())
    assert press.child.process.pid == pid
