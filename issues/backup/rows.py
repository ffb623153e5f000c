"""Rows as lines of JSON, exactly as they are stored: nothing is cleaned, normalised or dated anew on the way back."""

import copy
import gzip
import itertools
from collections.abc import Iterator
from pathlib import Path

import msgspec
from django.db import DatabaseError, connection, models

from issues.backup.manifest import BackupError

AT_ONCE = 200  # rows; an edition has some hundred kilobytes


def path_of(folder: Path, label: str) -> Path:
    """The file of a table."""
    return folder / "rows" / f"{label}.jsonl.gz"


def columns(model) -> list[str]:
    """The columns that a table has, as the model calls them."""
    return [field.attname for field in model._meta.concrete_fields]


def save(model, path: Path, using: str) -> int:
    """Write a table to a file, streamed. Returns how many rows."""
    encoder, count = msgspec.json.Encoder(order="sorted"), 0
    stored = model._base_manager.using(using).order_by("pk").values_list(*columns(model))
    with path.open("wb") as raw, gzip.GzipFile("", "wb", 6, raw, mtime=0) as file:
        file.write(encoder.encode(columns(model)) + b"\n")
        for row in stored.iterator(chunk_size=AT_ONCE):
            file.write(encoder.encode(row) + b"\n")
            count += 1
    return count


def lines(path: Path) -> Iterator[list]:
    """The lines of a table's file: first the names of the columns, then the rows."""
    with gzip.open(path, "rb") as file:
        for line in file:
            yield msgspec.json.decode(line, type=list)


def load(model, path: Path) -> int:
    """Put the rows of a file into an empty table. Returns how many. Raises BackupError naming the table."""
    count = 0
    try:
        found = lines(path)
        names = next(found)
        if set(names) != set(columns(model)):
            raise BackupError(f"Bảng {model._meta.label}: các cột không khớp với bản sao lưu.")
        by_column = {field.attname: stock(field) for field in model._meta.concrete_fields}
        fields = [by_column[name] for name in names]
        size = batch_size(len(names))
        while batch := list(itertools.islice(found, size)):
            insert(model, names, [as_stored(fields, row) for row in batch])
            count += len(batch)
    except (DatabaseError, ValueError, TypeError, OSError, EOFError, StopIteration) as error:
        raise BackupError(f"Không nạp được bảng {model._meta.label}: {str(error).strip()[:500]}") from error
    return count


def stock(field):
    """Django's own field behind a column: the project's fields clean and normalise what they store, and what is restored
    was stored already."""
    while field.remote_field:
        field = field.target_field
    kind = getattr(models, field.get_internal_type(), type(field))
    if isinstance(field, kind) and type(field) is not kind:
        field = copy.copy(field)
        field.__class__ = kind
    return field


def as_stored(fields: list, row: list) -> list:
    """The values of a line as the database takes them. Raises ValueError where there are too few or too many."""
    pairs = zip(fields, row, strict=True)
    return [field.get_db_prep_save(field.to_python(value), connection) for field, value in pairs]


def batch_size(width: int) -> int:
    """How many rows go into one statement."""
    limit = connection.features.max_query_params
    return max(1, min(AT_ONCE, limit // width)) if limit else AT_ONCE


def insert(model, names: list[str], values: list[list]) -> None:
    """Write rows with one statement."""
    quote = connection.ops.quote_name
    by_name = {field.attname: quote(field.column) for field in model._meta.concrete_fields}
    row = f"({', '.join(['%s'] * len(names))})"
    sql = (
        f"INSERT INTO {quote(model._meta.db_table)} ({', '.join(by_name[name] for name in names)}) "
        f"VALUES {', '.join([row] * len(values))}"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, list(itertools.chain.from_iterable(values)))


def count(model) -> int:
    """How many rows a table has."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(model._meta.db_table)}")
        return cursor.fetchone()[0]
