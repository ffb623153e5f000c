"""Two web nodes and two workers on one PostgreSQL, one Redis and one bucket; one of each is killed while an issue goes out."""

import os
import socket
import subprocess
import sys
from contextlib import closing
from urllib.parse import urlsplit, urlunsplit

import psycopg2
import pytest
from django.conf import settings
from django.db import connection

REDIS = os.environ.get("TEST_REDIS_URL_OF_MACHINES", "redis://127.0.0.1:6379/13")
POSTGRES = os.environ.get("DATABASE_URL", "")
if not POSTGRES.startswith("postgres"):
    POSTGRES = "postgres://postgres@127.0.0.1:5432/postgres"


def redis_answers() -> bool:
    """Whether a Redis server is there."""
    where = urlsplit(REDIS)
    with socket.socket() as probe:
        probe.settimeout(2)
        return probe.connect_ex((where.hostname, where.port or 6379)) == 0


@pytest.fixture
def database():
    """The address of an empty database of this test's own."""
    try:
        server = psycopg2.connect(POSTGRES, connect_timeout=3)
    except psycopg2.OperationalError:
        pytest.skip(f"KHÔNG có PostgreSQL ({urlsplit(POSTGRES).hostname}): nhiều máy không được kiểm thử.")
    name = f"diemtin_machines_{os.getpid()}"
    with closing(server):
        server.autocommit = True
        with server.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {name}")
            yield urlunsplit(urlsplit(POSTGRES)._replace(path=f"/{name}"))
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.mark.skipif(
    connection.vendor != "sqlite", reason="It brings its own database: run once, with SQLite's suite."
)
def test_an_issue_goes_out_while_a_node_and_a_worker_are_killed(database):
    if not redis_answers():
        pytest.skip(f"KHÔNG có Redis ở {REDIS}: nhiều máy không được kiểm thử.")
    drill = [sys.executable, "-m", "tests.drills.machines", database, REDIS]
    done = subprocess.run(drill, cwd=settings.BASE_DIR, capture_output=True, text=True, timeout=400)
    print(done.stdout, done.stderr)
    assert done.returncode == 0, done.stdout + done.stderr
