"""What a backup says of itself. A folder without a manifest is no backup; one whose manifest does not fit is not touched."""

import hashlib
import os
import tomllib
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec
from django.conf import settings

NAME = "manifest.json"
SEAL = "manifest.json.sha256"  # in the form of sha256sum, which checks it with -c
FORMAT = "diem-tin-backup-1"
FOLDERS = ("database", "rows", "media")
CHUNK = 1024 * 1024


class BackupError(Exception):
    """Why there is no backup, or why it is not restored: a Vietnamese sentence for the operator."""


class Stored(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file: its size in bytes and its SHA-256."""

    bytes: int
    sha256: str


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One table: how many rows, and the last key that was given out where the database counts them (0 for none)."""

    rows: int
    last_key: int


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole. `files` are paths below the backup; `missing` are files that the database knows and nobody has."""

    format: Literal["diem-tin-backup-1"]
    version: str
    made_at: datetime
    vendor: Literal["sqlite", "postgresql"]
    server: str
    migrations: list[tuple[str, str]]
    tables: dict[str, Table]
    files: dict[str, Stored]
    missing: list[str]


@cache
def software_version() -> str:
    """The version of this software."""
    text = (Path(settings.BASE_DIR) / "pyproject.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)["project"]["version"]


def measure(path: Path) -> Stored:
    """Size and SHA-256 of a file, read in pieces. Raises OSError."""
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while piece := file.read(CHUNK):
            digest.update(piece)
            size += len(piece)
    return Stored(size, digest.hexdigest())


def write(folder: Path, manifest: Manifest) -> None:
    """Write the manifest last, and whole: only then the folder is a backup."""
    data = msgspec.json.format(msgspec.json.encode(manifest, order="sorted"), indent=1)
    seal = f"{hashlib.sha256(data).hexdigest()}  {NAME}\n"
    (folder / SEAL).write_text(seal, encoding="ascii")
    unfinished = folder / f"{NAME}.unfinished"
    unfinished.write_bytes(data)
    # Everything is on the disk before the manifest says that it is.
    os.sync()
    unfinished.replace(folder / NAME)
    os.sync()


def read(folder: Path) -> Manifest:
    """The manifest of a backup. Raises BackupError where it is missing, damaged, or not ours."""
    try:
        data = (folder / NAME).read_bytes()
        seal = (folder / SEAL).read_text(encoding="ascii", errors="replace").split()
    except OSError as error:
        raise BackupError(
            f"“{folder}” không phải một bản sao lưu hoàn chỉnh: không đọc được {NAME} và {SEAL}."
        ) from error
    if not seal or seal[0] != hashlib.sha256(data).hexdigest():
        raise BackupError(f"{NAME} không khớp với {SEAL}: bản sao lưu đã bị hỏng hoặc bị sửa.")
    try:
        manifest = msgspec.json.decode(data, type=Manifest)
    except (msgspec.DecodeError, RecursionError) as error:
        raise BackupError(f"{NAME} không phải của một bản sao lưu Điểm tin ({FORMAT}): {error}") from error
    for name in manifest.files:
        if not safe(name):
            raise BackupError(f"{NAME} có tên tệp không hợp lệ: “{name[:100]}”.")
    return manifest


def safe(name: str) -> bool:
    """Whether a name in the manifest stays inside the backup's own folders."""
    parts = name.split("/")
    plain = not any(part in ("", ".", "..") for part in parts) and not set(name) & {"\\", "\x00"}
    return plain and len(parts) > 1 and parts[0] in FOLDERS


def verify(folder: Path, manifest: Manifest) -> list[str]:
    """What is wrong with the files, one sentence each; nothing where every one is what the manifest says."""
    wanted = {f"rows/{label}.jsonl.gz" for label in manifest.tables}
    faults = [f"thiếu trong manifest: {name}" for name in sorted(wanted - manifest.files.keys())]
    root = folder.resolve()
    for name, stored in manifest.files.items():
        path = root / name
        try:
            if os.path.realpath(path) != str(path):
                faults.append(f"không phải tệp thường: {name}")
            elif (found := measure(path)) != stored:
                size = f" ({found.bytes} byte, phải là {stored.bytes})" if found.bytes != stored.bytes else ""
                faults.append(f"sai nội dung: {name}{size}")
        except OSError:
            faults.append(f"không đọc được: {name}")
    return faults
