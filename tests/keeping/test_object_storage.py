"""Backups of files in a bucket, and into one: from S3 to a folder and back, with everything that is approved still the same."""

import io
import os
from pathlib import Path

import environ
import pytest
from django.conf import settings as project
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from diemtin.storage import store
from issues.backup import files, manifest
from issues.models import Release
from tests.database import everything
from tests.drills.s3 import bucket
from tests.keeping.filled import all_files
from tests.keeping.machines import machine
from tests.keeping.test_drill import comparable

pytestmark = pytest.mark.slow


@pytest.fixture
def s3():
    """The environment of an empty bucket."""
    with bucket() as environment:
        yield environment


@pytest.fixture
def objects(s3, settings, monkeypatch):
    """The files of this process lie in the bucket; those of others do not."""
    with monkeypatch.context() as patched:
        for name, value in s3.items():
            patched.setenv(name, value)
        made = store(environ.Env())
    settings.STORAGES = settings.STORAGES | {"default": made}


def contents() -> dict[str, bytes]:
    """The bytes of every file of this process's storage."""
    found = {}
    for name in files.stored_names():
        with default_storage.open(name) as file:
            found[name] = file.read()
    return found


def proved() -> str:
    """What `verify_archive` says in this process."""
    out = io.StringIO()
    call_command("verify_archive", stdout=out)
    return out.getvalue()


def test_from_a_bucket_to_a_folder(objects, saved, tmp_path):
    rows, stored = everything(without=()), contents()
    assert len(stored) > 10 and not all_files(Path(project.MEDIA_ROOT)), "nothing lies in a folder"
    assert "nguyên vẹn" in proved()
    with machine("sqlite", tmp_path / "restored") as other:
        done = other.manage("restore", saved)
        assert done.returncode == 0, done.stderr
        assert all_files(other.media) == stored
        with other.database() as using:
            restored = everything(using, without=())
        for label, found in rows.items():
            assert comparable(label, restored[label]) == comparable(label, found), label
        told = other.manage("verify_archive")
        assert told.returncode == 0, told.stderr


def test_from_a_folder_to_a_bucket(saved, s3, monkeypatch, settings, tmp_path):
    stored = all_files(Path(settings.MEDIA_ROOT))
    assert len(stored) > 10 and "nguyên vẹn" in proved()
    for name, value in s3.items():
        monkeypatch.setenv(name, value)
    with machine("sqlite", tmp_path / "restored") as other:
        done = other.manage("restore", saved)
        assert done.returncode == 0, done.stderr
        told = other.manage("verify_archive")
        assert told.returncode == 0, told.stderr
        assert not all_files(other.media)
        again = other.manage("backup", tmp_path / "again")
        assert again.returncode == 0, again.stderr
    media = {n: s for n, s in manifest.read(tmp_path / "again").files.items() if n.startswith("media/")}
    assert media == {n: s for n, s in manifest.read(saved).files.items() if n.startswith("media/")}
    settings.STORAGES = settings.STORAGES | {"default": store(environ.Env())}
    assert contents() == stored


def test_a_second_backup_of_a_bucket_shares_what_has_not_changed(objects, saved, tmp_path):
    call_command("backup", tmp_path / "second", previous=saved)
    found = manifest.read(tmp_path / "second")
    assert manifest.verify(tmp_path / "second", found) == []
    shared = [n for n in found.files if n.startswith("media/")]
    assert shared and all(os.path.samefile(saved / n, tmp_path / "second" / n) for n in shared)


def test_what_is_lost_or_changed_in_a_bucket_is_told(objects, busy, tmp_path):
    release = Release.objects.public().first()
    name = release.pdf.name
    default_storage.delete(name)
    with pytest.raises(CommandError, match="lỗi"):
        proved()
    with pytest.raises(CommandError, match=name):
        call_command("backup", tmp_path / "b")
    default_storage.save(name, io.BytesIO(b"%PDF-1.7 another"))
    out = io.StringIO()
    with pytest.raises(CommandError, match="lỗi"):
        call_command("verify_archive", stdout=out)
    assert "không còn khớp với mã kiểm tra" in out.getvalue()


def test_a_bucket_that_has_something_else_is_left_alone(saved, s3, monkeypatch, settings, tmp_path):
    for name, value in s3.items():
        monkeypatch.setenv(name, value)
    settings.STORAGES = settings.STORAGES | {"default": store(environ.Env())}
    taken = next(n for n, _ in files.media(manifest.read(saved)))
    default_storage.save(taken, io.BytesIO(b"another"))
    with machine("sqlite", tmp_path / "restored") as other:
        done = other.manage("restore", saved)
        assert done.returncode == 1 and taken in done.stderr and "Chưa có gì thay đổi" in done.stderr
    assert contents() == {taken: b"another"}


def test_what_is_deleted_while_the_backup_is_made_is_left_out(objects, busy, tmp_path, monkeypatch):
    """As old renderings are: listed, and gone when somebody asks how old they are."""
    default_storage.save("renderings/old.pdf", io.BytesIO(b"%PDF-1.7 old"))
    real = files.wanted

    def meanwhile(name, *arguments):
        if name == "renderings/old.pdf":
            default_storage.delete(name)
        return real(name, *arguments)

    monkeypatch.setattr(files, "wanted", meanwhile)
    call_command("backup", tmp_path / "b")
    assert "media/renderings/old.pdf" not in manifest.read(tmp_path / "b").files


def test_a_bucket_that_does_not_answer_is_told_in_words(objects, saved, s3, settings, tmp_path, monkeypatch):
    away = s3 | {"MEDIA_S3_ENDPOINT": "http://127.0.0.1:9"}
    for name, value in away.items():
        monkeypatch.setenv(name, value)
    settings.STORAGES = settings.STORAGES | {"default": store(environ.Env())}
    with pytest.raises(CommandError, match="Không sao lưu được"):
        call_command("backup", tmp_path / "b")
    assert not (tmp_path / "b").exists()
    with pytest.raises(CommandError, match="lỗi"):
        proved()
    with machine("sqlite", tmp_path / "restored") as other:
        done = other.manage("restore", saved)
        assert done.returncode == 1 and "Kho tệp đích không đọc hoặc ghi được" in done.stderr
        assert "Traceback" not in done.stderr
