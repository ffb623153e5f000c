"""The drill: fill, back up, destroy, restore, compare every row and every byte."""

import shutil
import sqlite3
import subprocess
from pathlib import Path

import pytest
from django.db import connection

from issues.backup import native
from tests.database import everything
from tests.keeping.filled import all_files
from tests.keeping.machines import machine

OURS = ("news.", "issues.")


@pytest.mark.parametrize("vendor", ["sqlite", "postgresql"])
def test_what_was_destroyed_comes_back_to_the_last_byte(saved, settings, tmp_path, vendor):
    """From the database of this run to each of the two."""
    rows, files = everything(without=()), all_files(Path(settings.MEDIA_ROOT))
    assert not [label for label, found in rows.items() if label.startswith(OURS) and not found]
    assert len(files) > 10
    shutil.rmtree(settings.MEDIA_ROOT)
    with machine(vendor, tmp_path / "restored") as other:
        done = other.manage("restore", saved)
        assert done.returncode == 0, done.stderr
        with other.database() as using:
            restored = everything(using, without=())
        for label, found in rows.items():
            assert comparable(label, restored[label]) == comparable(label, found), label
        assert all_files(other.media) == files
        proved = other.manage("verify_archive")
        assert proved.returncode == 0, proved.stderr
        new = "from news.models import Source; Source.objects.create(name='Báo Mới'); print('MADE')"
        assert "MADE" in other.manage("shell", "-c", new).stdout, "keys go on after those that are there"
        again = other.manage("restore", saved)
        assert again.returncode == 1 and "không trống" in again.stderr


def comparable(label: str, rows: list[tuple]) -> list[tuple]:
    """Rows of a table; what is related is found anew, so that its rows have other keys."""
    return [row[1:] for row in rows] if label == "issues.RelatedArticle" else rows


def test_the_servers_own_dump_holds_the_same(saved, tmp_path):
    """The second way back, without this software."""
    rows = everything(without=())
    with machine(connection.vendor, tmp_path / "own") as other:
        if connection.vendor == "postgresql":
            dump = saved / "database" / "postgresql.dump"
            command = [
                native.tool("pg_restore"),
                "--no-owner",
                "--exit-on-error",
                "--dbname",
                other.url,
                str(dump),
            ]
            subprocess.run(command, check=True, capture_output=True)
        else:
            shutil.copy(saved / "database" / "db.sqlite3", tmp_path / "own" / "db.sqlite3")
        with other.database() as using:
            assert everything(using, without=()) == rows


@pytest.mark.slow
def test_an_older_backup_is_loaded_as_what_it_was_and_brought_forward(tmp_path):
    """A database that never saw the newest migrations, with this code."""
    with machine("sqlite", tmp_path / "old") as old, machine("sqlite", tmp_path / "new") as new:
        for app, name in (("issues", "0007"), ("news", "0008")):
            assert old.manage("migrate", app, name).returncode == 0
        with sqlite3.connect(tmp_path / "old" / "db.sqlite3") as raw:
            raw.execute(
                "INSERT INTO issues_linkcheck (url, final_url, error, checked_at) VALUES ('https://a.example', '', '', ?)",
                ["2026-03-02 01:02:03.000004"],
            )
        assert old.manage("backup", tmp_path / "saved").returncode == 0
        done = new.manage("restore", tmp_path / "saved")
        assert done.returncode == 0, done.stderr
        assert new.manage("migrate", "--check").returncode == 0
        with sqlite3.connect(tmp_path / "new" / "db.sqlite3") as raw:
            found = raw.execute("SELECT url, checked_at FROM issues_linkcheck").fetchall()
        assert found == [("https://a.example", "2026-03-02 01:02:03.000004")]
        # A database that is beyond the backup is left alone.
        refused = new.manage("restore", tmp_path / "saved")
        assert refused.returncode == 1 and "không trống" in refused.stderr
