"""The last keys that were given out: a key that is gone is not given out again, also after a restore."""

from django.db import connection, connections, models


def counted(model) -> bool:
    """Whether the database gives out the keys of a table."""
    return isinstance(model._meta.pk, models.AutoField)


def last_key(model, using: str) -> int:
    """The last key that was given out; 0 for none, or where the database does not count."""
    if not counted(model):
        return 0
    database = connections[using]
    with database.cursor() as cursor:
        if database.vendor == "postgresql":
            cursor.execute(
                f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {sequence(cursor, model)}"
            )
        else:
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [model._meta.db_table])
        found = cursor.fetchone()
    return found[0] if found else 0


def sequence(cursor, model) -> str:
    """The name of a table's sequence in PostgreSQL, quoted."""
    table = connection.ops.quote_name(model._meta.db_table)
    cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [table, model._meta.pk.column])
    return cursor.fetchone()[0]


def go_on_after(model, key: int) -> None:
    """Have the next key come after this one and after every one that is there."""
    if not counted(model):
        return
    table, column = (connection.ops.quote_name(n) for n in (model._meta.db_table, model._meta.pk.column))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT max({column}) FROM {table}")
        last = max(key, cursor.fetchone()[0] or 0)
        if connection.vendor == "postgresql":
            name = sequence(cursor, model)
            cursor.execute("SELECT setval(%s, %s, %s)", [name, max(last, 1), last > 0])
        else:
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [model._meta.db_table])
            if last:
                cursor.execute(
                    "INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [model._meta.db_table, last]
                )
