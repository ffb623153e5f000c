"""The files below the storage, into a backup and out of it."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import models

from issues.backup.manifest import CHUNK, BackupError, Manifest, Stored, measure
from issues.shelf import RENDITION

# Columns besides the file fields that name stored files. PDFs that were made and are in no release can be made again.
NAMED = {"issues.releasepicture": "name", "news.picture": "original"}
LISTED = 20  # names in one message


def stored_names(folder: str = "") -> Iterator[str]:
    """The names of all files in the storage."""
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in sorted(files):
        yield f"{folder}{name}"
    for name in sorted(folders):
        yield from stored_names(f"{folder}{name}/")


def known_names(tables: dict[str, type], using: str) -> set[str]:
    """The names of the files that the database counts on."""
    names = set()
    for label, model in tables.items():
        columns = [f.attname for f in model._meta.concrete_fields if isinstance(f, models.FileField)]
        for column in [*columns, *([NAMED[label]] if label in NAMED else [])]:
            rows = model._base_manager.using(using).order_by().values_list(column, flat=True)
            names.update(rows.distinct().iterator(chunk_size=2000))
    return names - {"", None}


def save(folder: Path, known: set[str], started, previous: "Previous | None") -> dict[str, Stored]:
    """Copy all files below `folder/media/`; those that the database knows and nobody has are simply not there.

    What was uploaded after the moment of the database, and is unknown to it, may still be half written: it is left out.
    """
    kept = {}
    for name in stored_names():
        path = folder / "media" / name
        try:
            if not wanted(name, known, started):
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            kept[f"media/{name}"] = save_one(name, path, previous)
        except FileNotFoundError:
            path.unlink(missing_ok=True)  # deleted while we were reading: old renderings are
    return kept


def wanted(name: str, known: set[str], started) -> bool:
    """Whether a file belongs to the moment of the database."""
    return (
        name in known
        or RENDITION.sub(".jpg", name) in known
        or default_storage.get_modified_time(name) <= started
    )


def save_one(name: str, path: Path, previous: "Previous | None") -> Stored:
    """Copy one file; where an earlier backup has the same bytes, they are stored once for both."""
    if previous and (same := previous.share(name, path)):
        return same
    digest, size = hashlib.sha256(), 0
    with default_storage.open(name, "rb") as source, path.open("wb") as target:
        for piece in source.chunks(CHUNK):
            digest.update(piece)
            size += len(piece)
            target.write(piece)
    return Stored(size, digest.hexdigest())


class Previous:
    """An earlier backup on the same disk, with which unchanged files are shared by hard links."""

    def __init__(self, folder: Path, manifest: Manifest):
        self.folder, self.files = folder, manifest.files

    def share(self, name: str, path: Path) -> Stored | None:
        """Link the earlier copy where it still has the bytes of the file; None where there is nothing to share."""
        known = self.files.get(f"media/{name}")
        if known is None or digest_of(name) != known.sha256:
            return None
        earlier = self.folder / "media" / name
        try:
            # A copy that went bad on the disk must not be carried on.
            if measure(earlier) != known:
                return None
            os.link(earlier, path)
        except OSError:
            return None
        return known


def digest_of(name: str) -> str:
    """The SHA-256 of a stored file."""
    digest = hashlib.sha256()
    with default_storage.open(name, "rb") as file:
        for piece in file.chunks(CHUNK):
            digest.update(piece)
    return digest.hexdigest()


def media(manifest: Manifest) -> Iterator[tuple[str, Stored]]:
    """The stored files of a backup under their own names."""
    return ((n.removeprefix("media/"), s) for n, s in manifest.files.items() if n.startswith("media/"))


@contextmanager
def trouble_told() -> Iterator[None]:
    """A storage that does not answer, or is full, is a sentence for the operator."""
    try:
        yield
    except OSError as error:
        raise BackupError(
            f"Kho tệp đích không đọc hoặc ghi được: {error}. Chưa dòng nào được nạp."
        ) from error


@trouble_told()
def refuse_others(manifest: Manifest) -> None:
    """Raise BackupError where the storage has another file under a name of the backup."""
    others = [
        name
        for name, stored in media(manifest)
        if default_storage.exists(name) and digest_of(name) != stored.sha256
    ]
    if others:
        raise BackupError(f"Kho tệp đích đã có tệp khác cùng tên: {listed(others)}. Chưa có gì thay đổi.")


@trouble_told()
def restore(folder: Path, manifest: Manifest) -> int:
    """Copy the files of a backup into the storage; those that are there already stay. Returns how many were copied."""
    copied = 0
    for name, _ in media(manifest):
        if default_storage.exists(name):
            continue
        with (folder / "media" / name).open("rb") as file:
            if default_storage.save(name, File(file)) != name:
                raise BackupError(f"Kho tệp đích không nhận tên “{name}”. Cơ sở dữ liệu chưa thay đổi.")
        copied += 1
    return copied


def listed(names: list[str]) -> str:
    """Names in one line, not too many."""
    more = f" và {len(names) - LISTED} tệp nữa" if len(names) > LISTED else ""
    return ", ".join(names[:LISTED]) + more
