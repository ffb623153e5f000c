"""A backup that is not what it says is refused in words, before anything is touched."""

import gzip
import hashlib
import shutil
from pathlib import Path

import msgspec
import pytest
from django.core.management import CommandError, call_command

from issues.backup import manifest
from tests.database import everything
from tests.keeping.filled import all_files
from tests.keeping.machines import machine

ROWS = "rows/news.category.jsonl.gz"


@pytest.fixture
def folder(little, tmp_path) -> Path:
    """A sound backup."""
    call_command("backup", tmp_path / "saved")
    return tmp_path / "saved"


def rewrite(folder: Path, change) -> None:
    """Change the manifest as somebody would who knows how it is sealed."""
    data = msgspec.json.decode((folder / manifest.NAME).read_bytes())
    change(data)
    seal(folder, msgspec.json.encode(data))


def seal(folder: Path, data: bytes) -> None:
    """A manifest with a seal that fits."""
    (folder / manifest.NAME).write_bytes(data)
    (folder / manifest.SEAL).write_text(f"{hashlib.sha256(data).hexdigest()}  {manifest.NAME}\n")


def flip(path: Path) -> None:
    """One bit in the middle of a file."""
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))


def a_picture(folder: Path) -> Path:
    """Some stored picture."""
    return next((folder / "media").rglob("*.jpg"))


def a_dump(folder: Path) -> Path:
    """What the database's own tool wrote."""
    return next((folder / "database").iterdir())


def truncate(path: Path) -> None:
    """Cut a file's end off."""
    path.write_bytes(path.read_bytes()[:-100])


def link_away(path: Path) -> None:
    """Have a name lead somewhere else, to the same bytes."""
    path.rename(path.with_suffix(".moved"))
    path.symlink_to(path.with_suffix(".moved"))


def name_file(name: str):
    """Put another file's name into the manifest."""
    return lambda data: data["files"].update({name: {"bytes": 1, "sha256": "0" * 64}})


BROKEN = {
    "a flipped bit": (lambda f: flip(a_picture(f)), "sai nội dung: media/pictures"),
    "a missing file": (lambda f: a_picture(f).unlink(), "không đọc được: media/pictures"),
    "a truncated dump": (lambda f: truncate(a_dump(f)), "sai nội dung: database/"),
    "truncated rows": (lambda f: truncate(f / ROWS), f"sai nội dung: {ROWS}"),
    "no manifest": (lambda f: (f / manifest.NAME).unlink(), "không phải một bản sao lưu hoàn chỉnh"),
    "a manifest that was touched": (lambda f: flip(f / manifest.NAME), "bị hỏng hoặc bị sửa"),
    "no JSON": (lambda f: seal(f, b"\xff{"), "không phải của một bản sao lưu"),
    "deep JSON": (lambda f: seal(f, b"[" * 100_000), "không phải của một bản sao lưu"),
    "a foreign manifest": (lambda f: seal(f, b'{"format":"x","files":{}}'), "không phải của một bản sao lưu"),
    "a way out": (lambda f: rewrite(f, name_file("media/../../../etc/passwd")), "tên tệp không hợp lệ"),
    "an absolute name": (lambda f: rewrite(f, name_file("/etc/passwd")), "tên tệp không hợp lệ"),
    "another folder": (lambda f: rewrite(f, name_file("elsewhere/x")), "tên tệp không hợp lệ"),
    "a backslash": (lambda f: rewrite(f, name_file("media\\..\\x")), "tên tệp không hợp lệ"),
    "a link": (lambda f: link_away(a_picture(f)), "không phải tệp thường"),
    "a newer version": (
        lambda f: rewrite(f, lambda d: d["migrations"].append(["news", "9999_of_tomorrow"])),
        "phiên bản Điểm tin mới hơn",
    ),
    "a table too few": (lambda f: rewrite(f, lambda d: d["tables"].pop("news.article")), "không khớp"),
    "rows too few": (lambda f: rewrite(f, lambda d: d["files"].pop(ROWS)), f"thiếu trong manifest: {ROWS}"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_it_is_refused_and_nothing_changes(folder, settings, name):
    change, words = BROKEN[name]
    change(folder)
    rows, files = everything(), all_files(Path(settings.MEDIA_ROOT))
    with pytest.raises(CommandError, match=words):
        call_command("restore", folder)
    assert everything() == rows and all_files(Path(settings.MEDIA_ROOT)) == files


def test_a_newsroom_that_is_at_work_is_not_restored_over(folder, settings):
    rows = everything()
    with pytest.raises(CommandError, match="không trống"):
        call_command("restore", folder)
    assert everything() == rows


def damage_rows(folder: Path) -> None:
    """An article of an author who is nobody, with checksums that fit."""
    path = folder / "rows" / "news.article.jsonl.gz"
    lines = [msgspec.json.decode(line) for line in gzip.decompress(path.read_bytes()).splitlines()]
    lines[1][lines[0].index("author_id")] = 987_654
    path.write_bytes(gzip.compress(b"\n".join(msgspec.json.encode(line) for line in lines)))
    stored = manifest.measure(path)
    fact = {"bytes": stored.bytes, "sha256": stored.sha256}
    rewrite(folder, lambda data: data["files"].update({"rows/news.article.jsonl.gz": fact}))


@pytest.mark.parametrize("vendor", [pytest.param("sqlite", marks=pytest.mark.slow), "postgresql"])
def test_rows_come_all_or_not_at_all_and_it_can_be_tried_again(folder, tmp_path, vendor):
    bad = shutil.copytree(folder, tmp_path / "bad")
    damage_rows(bad)
    with machine(vendor, tmp_path / "m") as other:
        done = other.manage("restore", bad)
        assert done.returncode == 1 and "không nhất quán" in done.stderr, done.stderr
        with other.database() as using:
            assert not any(everything(using, without=()).values())
        done = other.manage("restore", folder)
        assert done.returncode == 0, done.stderr


def test_another_file_under_the_same_name_is_not_written_over(folder, tmp_path):
    with machine("sqlite", tmp_path / "m") as other:
        name = a_picture(folder).relative_to(folder / "media")
        (other.media / name).parent.mkdir(parents=True)
        (other.media / name).write_bytes(b"other")
        done = other.manage("restore", folder)
        assert done.returncode == 1 and str(name) in done.stderr and "Chưa có gì thay đổi" in done.stderr
        assert (other.media / name).read_bytes() == b"other"
        assert len(all_files(other.media)) == 1
