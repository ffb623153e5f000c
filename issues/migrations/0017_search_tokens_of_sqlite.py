"""On SQLite, what search reads in one FTS5 table in which each word says by its first letter where it stands.

A column of FTS5 shares its lists with all others: to find a word in headlines, every text that has it was walked through.
The table of before stays for the version of before; a later migration takes it away.
"""

from django.db import migrations

TABLE = "issues_searchrow_tokens"
# Marks stay: `remove_diacritics 0`; the tokens are folded already where they are to be. Nothing is ranked by their number.
SQLITE = f"""
CREATE VIRTUAL TABLE {TABLE} USING fts5(tokens, tokenize = "unicode61 remove_diacritics 0", columnsize = 0)
"""
ROWS = """
SELECT id, headline_exact, headline_folded, body_exact, body_folded, keys FROM issues_searchrow ORDER BY id
"""
AT_ONCE = 500


def make_table(apps, schema_editor):
    if schema_editor.connection.vendor != "sqlite":
        return
    schema_editor.execute(SQLITE)
    with schema_editor.connection.cursor() as rows, schema_editor.connection.cursor() as written:
        rows.execute(ROWS)
        while found := rows.fetchmany(AT_ONCE):
            written.executemany(
                f"INSERT INTO {TABLE} (rowid, tokens) VALUES (%s, %s)", [(key, tokens(*row)) for key, *row in found]
            )


def tokens(headline_exact, headline_folded, body_exact, body_folded, keys):
    """What `issues.search_rows.tokens` gave when this was written."""
    parts = (
        *(lettered("a", headline_exact), lettered("b", headline_folded)),
        *(lettered("c", headline_exact), "c", lettered("c", body_exact)),
        *(lettered("d", headline_folded), "d", lettered("d", body_folded)),
    )
    return " ".join((*parts, keys))


def lettered(letter, text):
    return " ".join(letter + word for word in text.split())


def drop_table(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(f"DROP TABLE {TABLE}")


class Migration(migrations.Migration):
    dependencies = [("issues", "0016_defaults_of_releases")]
    operations = [migrations.RunPython(make_table, drop_table)]
