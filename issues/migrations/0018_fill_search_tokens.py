"""Fill SQLite's new table for search, in portions: whoever writes meanwhile waits for one of them."""

from django.db import migrations, transaction

AT_ONCE = 500
ROWS = """
SELECT id, headline_exact, headline_folded, body_exact, body_folded, keys FROM issues_searchrow
WHERE id > %s ORDER BY id LIMIT %s
"""


def fill(apps, schema_editor):
    connection = schema_editor.connection
    last = -1
    while connection.vendor == "sqlite" and last is not None:
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            cursor.execute(ROWS, [last, AT_ONCE])
            rows = [(key, tokens(*words)) for key, *words in cursor.fetchall()]
            # A migration that was stopped begins anew.
            cursor.executemany("DELETE FROM issues_searchrow_tokens WHERE rowid = %s", [row[:1] for row in rows])
            cursor.executemany("INSERT INTO issues_searchrow_tokens (rowid, tokens) VALUES (%s, %s)", rows)
        last = rows[-1][0] if rows else None


def tokens(headline_exact, headline_folded, body_exact, body_folded, keys):
    """What `issues.search_rows.tokens` gave when this was written."""
    parts = (
        *(lettered("a", headline_exact), lettered("b", headline_folded)),
        *(lettered("c", headline_exact), "x", lettered("c", body_exact)),
        *(lettered("d", headline_folded), "x", lettered("d", body_folded)),
    )
    return " ".join((*parts, keys))


def lettered(letter, text):
    return " ".join(letter + word for word in text.split())


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("issues", "0017_search_tokens_of_sqlite")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
