"""Making a backup: complete or none, private, consistent while people work."""

import gzip
import os
import subprocess
import threading
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection

from issues.backup import files, manifest, native, rows, saving
from issues.backup.manifest import BackupError
from news.models import Picture, Source
from tests.keeping.filled import upload
from tests.make import make_article, make_source


def back_up(folder, *arguments):
    """Through the command."""
    call_command("backup", folder, *arguments)
    return manifest.read(folder)


def test_nobody_else_may_read_it(little, tmp_path):
    back_up(tmp_path / "b")
    paths = [tmp_path / "b", *(tmp_path / "b").rglob("*")]
    assert {oct(p.stat().st_mode & 0o777) for p in paths if p.is_dir()} == {"0o700"}
    assert {oct(p.stat().st_mode & 0o777) for p in paths if p.is_file()} == {"0o600"}


def test_the_manifest_names_everything_that_is_there(little, tmp_path):
    made = back_up(tmp_path / "b")
    there = {str(p.relative_to(tmp_path / "b")) for p in (tmp_path / "b").rglob("*") if p.is_file()}
    assert there == made.files.keys() | {manifest.NAME, manifest.SEAL}
    assert manifest.verify(tmp_path / "b", made) == []
    assert made.tables["news.picture"].rows == 1 and made.vendor == connection.vendor
    assert f"media/{little.image.name}" in made.files and not made.missing


def test_a_folder_with_something_in_it_is_left_alone(little, tmp_path):
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "luong.xlsx").write_bytes(b"x")
    with pytest.raises(CommandError, match="không trống"):
        back_up(tmp_path / "b")
    assert [p.name for p in (tmp_path / "b").iterdir()] == ["luong.xlsx"]


def test_an_earlier_backup_is_not_written_over(little, tmp_path):
    made = back_up(tmp_path / "b")
    with pytest.raises(CommandError, match="không trống"):
        back_up(tmp_path / "b")
    assert manifest.read(tmp_path / "b") == made


def test_a_backup_is_not_put_among_the_files(little, settings):
    with pytest.raises(CommandError, match="MEDIA_ROOT"):
        back_up(Path(settings.MEDIA_ROOT) / "saved")
    assert not default_storage.exists("saved")


def test_where_nothing_can_be_written_that_is_told(little, tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(CommandError, match="Không sao lưu được"):
        back_up(tmp_path / "file" / "b")


def test_two_at_once_into_one_folder_do_not_undo_each_other(little, tmp_path, monkeypatch):
    monkeypatch.setattr(saving, "refuse_place", lambda folder: None)
    made = back_up(tmp_path / "b")
    with pytest.raises(CommandError, match="Không sao lưu được"):
        back_up(tmp_path / "b")
    assert manifest.verify(tmp_path / "b", made) == [] and manifest.read(tmp_path / "b") == made


def test_with_a_lost_file_there_is_no_backup(little, tmp_path):
    default_storage.delete(little.image.name)
    with pytest.raises(CommandError, match=little.image.name):
        back_up(tmp_path / "b")
    assert not (tmp_path / "b").exists()


def test_the_rest_is_saved_where_that_is_asked_for_and_the_loss_is_named(little, tmp_path):
    default_storage.delete(little.image.name)
    assert back_up(tmp_path / "b", "--without-lost").missing == [little.image.name]


def test_a_backup_that_fails_half_way_leaves_nothing_behind(little, tmp_path, monkeypatch):
    def full(*arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files, "save_one", full)
    (tmp_path / "b").mkdir()
    with pytest.raises(CommandError, match="No space left"):
        back_up(tmp_path / "b")
    assert list((tmp_path / "b").iterdir()) == []


def test_unchanged_files_are_stored_once_for_two_backups(little, tmp_path):
    back_up(tmp_path / "a")
    default_storage.save("pictures/new.txt", ContentFile(b"new"))
    made = back_up(tmp_path / "b", "--previous", tmp_path / "a")
    shared = f"media/{little.image.name}"
    assert (tmp_path / "a" / shared).stat().st_ino == (tmp_path / "b" / shared).stat().st_ino
    assert manifest.verify(tmp_path / "b", made) == [] and "media/pictures/new.txt" in made.files


def test_a_copy_that_went_bad_is_not_carried_on(little, tmp_path):
    made = back_up(tmp_path / "a")
    name = f"media/{little.image.name}"
    (tmp_path / "a" / name).write_bytes(b"\0" * made.files[name].bytes)
    again = back_up(tmp_path / "b", "--previous", tmp_path / "a")
    assert manifest.verify(tmp_path / "b", again) == []


def test_a_file_that_is_still_being_uploaded_is_left_out(little, tmp_path, monkeypatch):
    real = files.known_names

    def meanwhile(*arguments):
        known = real(*arguments)
        path = default_storage.path(default_storage.save("pictures/half.jpg", ContentFile(b"half")))
        os.utime(path, (2**32, 2**32))
        return known

    monkeypatch.setattr(files, "known_names", meanwhile)
    assert "media/pictures/half.jpg" not in back_up(tmp_path / "b").files


def test_rows_are_written_as_they_are_stored(little, tmp_path):
    """Also what today's rules would clean away."""
    Source.objects.filter(pk=make_source().pk).update(site="https://a.example/\u0065\u0301")
    back_up(tmp_path / "b")
    found = list(rows.lines(tmp_path / "b" / "rows" / "news.source.jsonl.gz"))
    assert any("https://a.example/\u0065\u0301" in row for row in found)
    assert set(found[0]) == {field.attname for field in Source._meta.concrete_fields}


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite's rows are read from its own copy.")
def test_dump_and_rows_show_one_moment_while_people_work(little, tmp_path, monkeypatch):
    real = saving.save_table

    def work():
        Source.objects.get_or_create(name="Báo Đến Sau")
        connection.close()

    def meanwhile(*arguments):
        thread = threading.Thread(target=work)
        thread.start()
        thread.join(20)
        return real(*arguments)

    monkeypatch.setattr(saving, "save_table", meanwhile)
    back_up(tmp_path / "b")
    assert Source.objects.filter(name="Báo Đến Sau").exists()
    with gzip.open(tmp_path / "b" / "rows" / "news.source.jsonl.gz", "rt") as lines:
        assert "Báo Đến Sau" not in lines.read()
    dump = [native.tool("pg_restore"), "--file=-", tmp_path / "b" / "database" / "postgresql.dump"]
    sql = subprocess.run(dump, capture_output=True, text=True, check=True).stdout
    assert "news_source" in sql and "Báo Đến Sau" not in sql


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite needs no program.")
def test_without_the_servers_tools_the_remedy_is_named(little, tmp_path, monkeypatch):
    monkeypatch.setattr(native, "DEBIAN", tmp_path)
    monkeypatch.setattr(native.shutil, "which", lambda name: None)
    with pytest.raises(CommandError, match="postgresql-client-"):
        back_up(tmp_path / "b")
    assert not (tmp_path / "b").exists()


def test_pictures_of_one_article_and_what_they_are_cut_from_are_counted_on(little, tmp_path):
    whole = upload((1, 2, 3)).picture
    Picture.objects.create(article=make_article(), image=little.image, original=whole.name)
    with pytest.raises(BackupError, match=whole.name):
        saving.back_up(tmp_path / "b", say=lambda line: None)
