"""What each database searches in: vectors with one GIN index on PostgreSQL, an FTS5 table on SQLite.

PostgreSQL makes the vectors itself from the columns. One index over all of them, because only within one index are
conditions on several columns met without collecting all rows of each. SQLite's table is written by issues/search_rows.py.
"""

from django.db import migrations

POSTGRESQL = """
ALTER TABLE issues_searchrow
  ADD COLUMN headline_exact_vector tsvector GENERATED ALWAYS AS (to_tsvector('simple', headline_exact)) STORED,
  ADD COLUMN headline_folded_vector tsvector GENERATED ALWAYS AS (to_tsvector('simple', headline_folded)) STORED,
  ADD COLUMN exact_vector tsvector
    GENERATED ALWAYS AS (to_tsvector('simple', headline_exact) || to_tsvector('simple', body_exact)) STORED,
  ADD COLUMN folded_vector tsvector
    GENERATED ALWAYS AS (to_tsvector('simple', headline_folded) || to_tsvector('simple', body_folded)) STORED,
  ADD COLUMN key_numbers integer[] GENERATED ALWAYS AS (string_to_array(keys, ' ')::integer[]) STORED;
CREATE INDEX issues_searchrow_words ON issues_searchrow
  USING gin (headline_exact_vector, headline_folded_vector, exact_vector, folded_vector, key_numbers)
  WITH (fastupdate = off);
"""
# Marks stay: `remove_diacritics 0`; the columns are folded already where they are to be.
SQLITE = """
CREATE VIRTUAL TABLE issues_searchrow_words USING fts5(
  headline_exact, headline_folded, body_exact, body_folded, keys, tokenize = "unicode61 remove_diacritics 0"
)
"""


def make_index(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL)
    else:
        schema_editor.execute(SQLITE)


def drop_index(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX issues_searchrow_words")
        for column in ("headline_exact_vector", "headline_folded_vector", "exact_vector", "folded_vector", "key_numbers"):
            schema_editor.execute(f"ALTER TABLE issues_searchrow DROP COLUMN {column}")
    else:
        schema_editor.execute("DROP TABLE issues_searchrow_words")


class Migration(migrations.Migration):
    dependencies = [("issues", "0009_search")]
    operations = [migrations.RunPython(make_index, drop_index)]
