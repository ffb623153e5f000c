"""Making a backup, while people work."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone

from issues.backup import files, keys, manifest, native, rows, schema
from issues.backup.manifest import FOLDERS, FORMAT, BackupError, Manifest, Stored, Table, measure

PRIVATE = 0o077
UNFINISHED = (
    "“{folder}” không trống. Mỗi bản sao lưu cần một thư mục mới (ví dụ đặt tên theo ngày); thư mục sao lưu dở dang thì "
    "hãy xóa đi."
)


def back_up(
    folder: Path, previous: Path | None = None, without_lost: bool = False, say: Callable = print
) -> Manifest:
    """Write the whole installation into a new or empty folder, readable for its owner only. Raises BackupError, and then
    leaves nothing behind.

    `previous` is an earlier backup on the same disk, with which unchanged files are shared. With `without_lost` files
    that the database knows and nobody has are named in the manifest; else they are an error.
    """
    earlier = files.Previous(previous, manifest.read(previous)) if previous else None
    refuse_place(folder)
    nodes = schema.applied()
    tables = schema.models_at(nodes)
    with private(folder):
        started = timezone.now()
        say("Cơ sở dữ liệu…")
        with native.moment(folder) as using:
            say("Từng bảng…")
            counts = {label: save_table(folder, label, model, using) for label, model in tables.items()}
            known = files.known_names(tables, using)
        say("Các tệp…")
        stored = files.save(folder, known, started, earlier)
        missing = sorted(known - {name.removeprefix("media/") for name in stored})
        if missing and not without_lost:
            raise BackupError(
                f"Kho tệp thiếu {len(missing)} tệp mà cơ sở dữ liệu cần: {files.listed(missing)}. Chưa có bản sao lưu. "
                "Hãy tìm lại các tệp đó, hoặc chạy với --without-lost để sao lưu phần còn lại và ghi rõ phần thiếu."
            )
        made = Manifest(
            format=FORMAT,
            version=manifest.software_version(),
            made_at=started,
            vendor=connection.vendor,
            server=native.server(),
            migrations=nodes,
            tables=counts,
            files=stored | measured(folder),
            missing=missing,
        )
        manifest.write(folder, made)
    return made


def refuse_place(folder: Path) -> None:
    """Raise BackupError where the folder has something in it, or is itself among the files to be saved."""
    if folder.resolve().is_relative_to(Path(settings.MEDIA_ROOT).resolve()):
        raise BackupError("Thư mục sao lưu nằm trong kho tệp (MEDIA_ROOT). Hãy chọn thư mục ở ngoài.")
    if folder.exists() and not folder.is_dir():
        raise BackupError(f"“{folder}” không phải thư mục.")
    if folder.exists() and any(folder.iterdir()):
        raise BackupError(UNFINISHED.format(folder=folder))


@contextmanager
def private(folder: Path) -> Iterator[None]:
    """The folder for its owner alone; emptied again where the work fails."""
    before, there = os.umask(PRIVATE), folder.exists()
    try:
        make(folder)
        try:
            yield
        except BaseException:
            clear(folder, there)
            raise
    except OSError as error:
        raise BackupError(f"Không sao lưu được: {error}") from error
    finally:
        os.umask(before)


def make(folder: Path) -> None:
    """The empty folders. Raises OSError, also where somebody else has just begun there: theirs is not touched."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(PRIVATE ^ 0o777)
    for name in FOLDERS:
        (folder / name).mkdir()


def clear(folder: Path, there: bool) -> None:
    """Take away what was written; also the folder where it was not there before."""
    for name in FOLDERS:
        shutil.rmtree(folder / name, ignore_errors=True)
    for name in (manifest.SEAL, manifest.NAME, f"{manifest.NAME}.unfinished"):
        with suppress(OSError):
            (folder / name).unlink()
    if not there:
        with suppress(OSError):
            folder.rmdir()


def save_table(folder: Path, label: str, model, using: str) -> Table:
    """Write one table."""
    return Table(rows.save(model, rows.path_of(folder, label), using), keys.last_key(model, using))


def measured(folder: Path) -> dict[str, Stored]:
    """Size and SHA-256 of what was written of the database."""
    paths = (path for name in ("database", "rows") for path in sorted((folder / name).iterdir()))
    return {f"{path.parent.name}/{path.name}": measure(path) for path in paths}
