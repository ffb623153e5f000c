"""Other installations: a database of their own, a storage of their own, and manage.py in a process of its own."""

import os
import runpy
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import environ
import psycopg2
import pytest
from django.db import connections
from django.db.utils import load_backend

from diemtin.environment import SQLITE_OPTIONS

ROOT = Path(__file__).resolve().parent.parent.parent
ALIAS = "other"


@dataclass(frozen=True)
class Machine:
    """Where an installation keeps its things."""

    url: str
    folder: Path

    @property
    def media(self) -> Path:
        """Its storage."""
        return self.folder / "media"

    def manage(self, *arguments: str) -> subprocess.CompletedProcess:
        """Run manage.py there."""
        environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST", "DJANGO_SETTINGS"))}
        own = {
            "DATABASE_URL": self.url,
            "MEDIA_ROOT": str(self.media),
            "CACHE_URL": f"filecache://{self.folder}/c",
        }
        return subprocess.run(
            [sys.executable, "manage.py", *map(str, arguments)],
            cwd=ROOT,
            env=environment | own,
            capture_output=True,
            text=True,
            timeout=500,
        )

    @contextmanager
    def database(self):
        """The alias under which its database can be read here."""
        own = environ.Env.db_url_config(self.url)
        options = SQLITE_OPTIONS if self.url.startswith("sqlite") else {}
        settings = connections["default"].settings_dict | {"OPTIONS": options} | own
        connections[ALIAS] = load_backend(own["ENGINE"]).DatabaseWrapper(settings, ALIAS)
        try:
            yield ALIAS
        finally:
            connections[ALIAS].close()
            del connections[ALIAS]


def postgres() -> str:
    """The address of a server on which databases may be made. Skips where there is none."""
    found = runpy.run_path(str(ROOT / "deploy" / "find_postgres.py"))
    url = next((u for u in found["CANDIDATES"] if u.startswith("postgres") and found["answers"](u)), "")
    if not url:
        pytest.skip("KHÔNG KIỂM THỬ ĐƯỢC với PostgreSQL: không có máy chủ nào trả lời.")
    return url


@contextmanager
def machine(vendor: str, folder: Path):
    """A bare machine with an empty database."""
    folder.mkdir()
    if vendor == "sqlite":
        yield Machine(f"sqlite:///{folder}/db.sqlite3", folder)
        return
    server = postgres()
    name = f"diemtin_keeping_{os.getpid()}_{folder.name}"
    with on_server(server) as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')
    try:
        yield Machine(urlsplit(server)._replace(path=f"/{name}").geturl(), folder)
    finally:
        with on_server(server) as cursor:
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@contextmanager
def on_server(url: str):
    """A cursor outside any transaction."""
    connection = psycopg2.connect(url)
    connection.autocommit = True
    try:
        yield connection.cursor()
    finally:
        connection.close()
