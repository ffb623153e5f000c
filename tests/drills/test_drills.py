"""Drills with real processes that are killed: several machines, and each part of one machine. They start their own servers."""

import shutil
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

from tests.drills.cluster import programs

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="They bring their own database: run once."),
    pytest.mark.skipif(
        not programs(),
        reason="KHÔNG có PostgreSQL (apt-get install postgresql): phần này không được kiểm thử.",
    ),
]


def run(*arguments: str) -> None:
    """Run a drill; what it says is shown where it fails."""
    command = [sys.executable, "-m", *arguments]
    done = subprocess.run(command, cwd=settings.BASE_DIR, capture_output=True, text=True, timeout=900)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.skipif(
    not shutil.which("redis-server"),
    reason="KHÔNG có Redis (apt-get install redis-server): nhiều máy không được kiểm thử.",
)
def test_an_issue_goes_out_while_a_node_and_a_worker_are_killed():
    run("tests.drills.machines")


def test_nothing_is_left_half_done_by_a_kill():
    run("tests.drills.kill", "7")
