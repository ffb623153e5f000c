"""Restoring a backup into an empty installation, on either database."""

from collections.abc import Callable
from pathlib import Path

from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from issues import baking, shelving
from issues.backup import files, keys, manifest, rows, schema
from issues.backup.manifest import BackupError, Manifest


def restore(folder: Path, say: Callable = print) -> Manifest:
    """Load a backup. Raises BackupError with the reason; the rows come all or not at all.

    Everything is looked at before anything is touched: the manifest, every checksum, the version, whether the database is
    empty and the storage has nothing else under the same names. Then files, then rows in one transaction, then what has
    changed in the software since.
    """
    found = manifest.read(folder)
    say(f"Bản sao lưu lúc {found.made_at:%d/%m/%Y %H:%M} UTC, phiên bản {found.version}, {found.server}.")
    say(f"Kiểm tra {len(found.files)} tệp…")
    if faults := manifest.verify(folder, found):
        raise BackupError(
            f"Bản sao lưu bị hỏng ({len(faults)} lỗi): {files.listed(faults)}. Chưa có gì thay đổi."
        )
    tables = schema.models_at(found.migrations)
    refuse_unlike(found, tables)
    refuse_filled()
    files.refuse_others(found)
    schema.bring_to(found.migrations)
    say("Chép tệp…")
    files.restore(folder, found)
    say("Nạp từng bảng…")
    with transaction.atomic(durable=True):
        load(folder, found, tables)
    say("Dựng lại phần công khai…")
    bring_forward()
    return found


def refuse_unlike(found: Manifest, tables: dict[str, type]) -> None:
    """Raise BackupError where the backup has not exactly the tables of its own migrations."""
    if unlike := sorted(found.tables.keys() ^ tables.keys()):
        raise BackupError(
            f"Các bảng trong bản sao lưu không khớp với phiên bản của nó: {', '.join(unlike[:5])}."
        )


def refuse_filled() -> None:
    """Raise BackupError where somebody has stored something in the database."""
    if tables := schema.filled():
        raise BackupError(
            f"Cơ sở dữ liệu đích không trống (bảng {', '.join(tables[:5])} đã có dữ liệu). Chỉ khôi phục vào một bản cài "
            "đặt trống. Chưa có gì thay đổi."
        )


def load(folder: Path, found: Manifest, tables: dict[str, type]) -> None:
    """Put every row where it was. Call inside a transaction. Raises BackupError."""
    refuse_filled_since(tables)
    for label, model in tables.items():
        loaded = rows.load(model, rows.path_of(folder, label))
        if loaded != found.tables[label].rows or rows.count(model) != loaded:
            raise BackupError(
                f"Bảng {label}: nạp được {loaded} dòng, bản sao lưu ghi {found.tables[label].rows} dòng."
            )
        keys.go_on_after(model, found.tables[label].last_key)
    try:
        connection.check_constraints()
    except DatabaseError as error:
        raise BackupError(f"Dữ liệu trong bản sao lưu không nhất quán: {str(error).strip()[:500]}") from error


def refuse_filled_since(tables: dict[str, type]) -> None:
    """What the migrations made goes, as the backup has its own; where people have begun to work meanwhile, nothing does."""
    people = tables["news.user"]._meta.db_table
    if schema.has_rows(people):
        raise BackupError("Có người vừa bắt đầu làm việc trên cơ sở dữ liệu đích. Các dòng chưa được nạp.")
    with connection.cursor() as cursor:
        for model in tables.values():
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")


def bring_forward() -> None:
    """What a newer version of the software has besides, and what is made of the rows."""
    ContentType.objects.clear_cache()
    call_command("migrate", interactive=False, verbosity=0)
    shelving.rebuild()
    baking.clear()
    cache.clear()
