"""The database as its own tool writes it, and a view of that same moment for whoever reads rows beside it."""

import os
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection, connections, transaction

from issues.backup.manifest import BackupError

COPY = "backup-copy"  # the alias of the SQLite copy while its rows are read
DEBIAN = Path("/usr/lib/postgresql")
TOOL_MISSING = (
    "Không tìm thấy {tool} phiên bản {major} trở lên, hợp với máy chủ PostgreSQL {major}. "
    "Hãy cài gói postgresql-client-{major} rồi làm lại."
)


@contextmanager
def moment(folder: Path) -> Iterator[str]:
    """Write the database below `folder/database/`, and give the alias under which the same moment can be read; people go
    on working. Raises BackupError."""
    if connection.vendor == "postgresql":
        with postgresql_moment(folder / "database" / "postgresql.dump"):
            yield connection.alias
    else:
        with sqlite_moment(folder / "database" / "db.sqlite3"):
            yield COPY


@contextmanager
def postgresql_moment(path: Path) -> Iterator[None]:
    """One snapshot, which pg_dump and this connection look at alike."""
    with transaction.atomic(durable=True):
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            cursor.execute("SELECT pg_export_snapshot()")
            snapshot = cursor.fetchone()[0]
        options = [
            "--format=custom",
            "--no-owner",
            "--no-privileges",
            f"--snapshot={snapshot}",
            f"--file={path}",
        ]
        run("pg_dump", options)
        # A dump that its own tool cannot read is none.
        execute([tool("pg_restore"), "--list", str(path)], {})
        yield


@contextmanager
def sqlite_moment(path: Path) -> Iterator[None]:
    """A copy by SQLite's online backup, closed before anybody measures it; the rows are read from the copy."""
    connection.ensure_connection()
    copy = sqlite3.connect(path)
    try:
        connection.connection.backup(copy)
        # Without a log beside it, the copy is one file.
        copy.execute("PRAGMA journal_mode=DELETE")
        answer = copy.execute("PRAGMA integrity_check(1)").fetchone()[0]
    except sqlite3.Error as error:
        raise BackupError(f"Không sao chép được cơ sở dữ liệu SQLite: {error}") from error
    finally:
        copy.close()
    if answer != "ok":
        raise BackupError(f"Cơ sở dữ liệu SQLite bị hỏng: {answer}")
    reader = connection.copy(COPY)
    reader.settings_dict["NAME"] = str(path)
    reader.settings_dict["OPTIONS"]["init_command"] = "PRAGMA query_only=ON;"
    connections[COPY] = reader
    try:
        yield
    finally:
        reader.close()
        del connections[COPY]


def server() -> str:
    """What the database calls itself."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version")
            return f"PostgreSQL {cursor.fetchone()[0]}"
    return f"SQLite {sqlite3.sqlite_version}"


def tool(name: str) -> str:
    """The path of one of PostgreSQL's programs, of the server's version or the nearest newer one. Raises BackupError."""
    major = connection.pg_version // 10000
    found = sorted(DEBIAN.glob(f"*/bin/{name}"), key=lambda path: int(re.sub(r"\D", "", path.parts[4]) or 0))
    named = shutil.which(name)
    for path in [*map(str, found), *([named] if named else [])]:
        if version_of(path) >= major:
            return path
    raise BackupError(TOOL_MISSING.format(tool=name, major=major))


def version_of(path: str) -> int:
    """The major version of a program; 0 where it does not say."""
    try:
        said = subprocess.run(
            [path, "--version"], capture_output=True, text=True, timeout=20, check=True
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return 0
    match = re.search(r"(\d+)(?:\.\d+)*", said)
    return int(match[1]) if match else 0


def run(name: str, options: list[str]) -> None:
    """Run one of PostgreSQL's programs on this database; the password goes by the environment, where nobody lists it."""
    arguments, environment = connection.client.settings_to_cmd_args_env(connection.settings_dict, options)
    execute([tool(name), *arguments[1:]], environment or {})


def execute(command: list[str], environment: dict) -> None:
    """Run a program to its end. Raises BackupError with its own words where it fails."""
    try:
        subprocess.run(command, env=os.environ | environment, capture_output=True, text=True, check=True)
    except subprocess.CalledProcessError as error:
        raise BackupError(f"{Path(command[0]).name} báo lỗi: {error.stderr.strip()[-500:]}") from error
