"""On SQLite, an FTS5 table in which each word says by its first letter where it stands.

A column of FTS5 shares its lists with all others: to find a word in headlines, every text that has it was walked through.
The table of before stays for the version of before; a later migration takes it away.
"""

from django.db import migrations

# Marks stay: `remove_diacritics 0`; the tokens are folded already where they are to be. Nothing is ranked by their number.
SQLITE = """
CREATE VIRTUAL TABLE issues_searchrow_tokens
USING fts5(tokens, tokenize = "unicode61 remove_diacritics 0", columnsize = 0)
"""


def make_table(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(SQLITE)


def drop_table(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TABLE issues_searchrow_tokens")


class Migration(migrations.Migration):
    dependencies = [("issues", "0016_defaults_of_releases")]
    operations = [migrations.RunPython(make_table, drop_table)]
