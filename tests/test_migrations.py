"""The rules for migrations (docs/operations.md, "Upgrades"): the version before goes on reading and writing while they are
applied, and after going back to it."""

from datetime import date

import pytest
from django.apps import apps
from django.db import models
from django.db.migrations import operations
from django.db.migrations.loader import MigrationLoader
from django.db.models import NOT_PROVIDED

OURS = ("news", "issues", "diemtin")
# Before the rules: their columns were given the default in the database later (`…_defaults_of_…`).
WITHOUT_DEFAULT = {
    ("news", "0002_article_signatures"),
    ("news", "0003_source_sort_key"),
    ("news", "0005_notices_invitations"),
    ("news", "0007_article_search_key"),
    ("news", "0008_crop_of_pictures"),
    ("issues", "0005_print_layout"),
    ("issues", "0008_public_shelf"),
    ("issues", "0011_addresses_of_sources_and_summaries"),
}
# Before the rules: built while writers waited.
INDEXED = {
    ("news", "0002_article_signatures"),
    ("news", "0003_source_sort_key"),
    ("news", "0007_article_search_key"),
    ("issues", "0007_arrangements_and_publish_time"),
}
# Before the rules. The last two change nothing in the database.
SEVERAL_TABLES = {
    ("issues", "0005_print_layout"),
    ("issues", "0012_protect_what_hangs_on_issues"),
    ("news", "0013_bin"),
}
# A second step, which takes away what no version that still runs knows of: name it here with the first one.
SECOND_STEPS: dict[tuple[str, str], tuple[str, str]] = {}
FIELDS = (operations.AddField, operations.AlterField, operations.RemoveField)
TAKING_AWAY = (
    operations.RemoveField,
    operations.RenameField,
    operations.DeleteModel,
    operations.RenameModel,
    operations.AlterModelTable,
)


def own_migrations():
    """Each migration after the first ones, whose tables are all new."""
    found = sorted(MigrationLoader(None).disk_migrations.items())
    return [(key, made) for key, made in found if key[0] in OURS and not getattr(made, "initial", False)]


def on_old_tables(migration, *kinds):
    """Its operations of some kinds on tables that were there before it."""
    new = {o.name.lower() for o in migration.operations if isinstance(o, operations.CreateModel)}
    for operation in migration.operations:
        if isinstance(operation, kinds) and getattr(operation, "model_name", "").lower() not in new:
            yield operation


def needs_a_value(field: models.Field) -> bool:
    """Whether a row that does not name the column is refused."""
    return not (field.null or field.many_to_many or field.db_default is not NOT_PROVIDED or field.generated)


MIGRATIONS = pytest.mark.parametrize(("key", "migration"), own_migrations(), ids=lambda v: str(v))


@MIGRATIONS
def test_a_new_column_has_a_default_in_the_database_or_may_be_empty(key, migration):
    """Else every row of the version before, which does not know the column, is refused."""
    bad = [o for o in on_old_tables(migration, operations.AddField) if needs_a_value(o.field)]
    if key in WITHOUT_DEFAULT:
        assert bad
        for operation in bad:
            now = apps.get_model(key[0], operation.model_name)._meta.get_field(operation.name)
            assert not needs_a_value(now), f"{operation.model_name}.{operation.name}: db_default went missing"
        return
    assert not bad, f"{key}: give {[o.name for o in bad]} db_default beside default, or null=True"


@MIGRATIONS
def test_one_table_is_changed_at_a_time(key, migration):
    """A migration that holds one table and waits for the next stands in a circle with whoever uses both: PostgreSQL then ends
    one of the two, and that may be the version which serves."""
    changing = (*FIELDS, operations.AddIndex, operations.AddConstraint, operations.RemoveConstraint)
    tables = {o.model_name for o in on_old_tables(migration, *changing)}
    assert len(tables) < 2 or key in SEVERAL_TABLES, f"{key}: a migration for each of {sorted(tables)}"


@MIGRATIONS
def test_nothing_is_taken_away_or_renamed_in_one_step(key, migration):
    taking = [type(o).__name__ for o in migration.operations if isinstance(o, TAKING_AWAY)]
    assert not taking or key in SECOND_STEPS, (
        f"{key}: {taking}. One version stops using it, the next takes it away: name both in SECOND_STEPS."
    )


@MIGRATIONS
def test_an_index_on_a_table_that_is_there_keeps_nobody_waiting(key, migration):
    """CREATE INDEX CONCURRENTLY on PostgreSQL, in a migration of its own with `atomic = False`: RunPython that asks for the
    vendor, as issues 0010, beside SeparateDatabaseAndState."""
    adds = [
        o.model_name
        for o in on_old_tables(migration, operations.AddField, operations.AddIndex)
        if isinstance(o, operations.AddIndex) or o.field.db_index or o.field.unique
    ]
    assert not adds or key in INDEXED, f"{key}: {adds}"


@MIGRATIONS
def test_a_column_does_not_become_obligatory_in_one_step(key, migration):
    """The version before may still store nothing in it."""
    state = MigrationLoader(None).project_state(key, at_end=False)
    for operation in on_old_tables(migration, operations.AlterField):
        before = state.models[key[0], operation.model_name].fields[operation.name]
        assert not (before.null and needs_a_value(operation.field)), f"{key}: {operation.name}"


@pytest.mark.django_db
def test_the_first_version_can_still_store_its_rows():
    """So whoever has to go back can. Its columns are all there, and what it does not know is not asked of it."""
    found = MigrationLoader(None).project_state([("news", "0001_initial"), ("issues", "0002_initial")]).apps
    person = found.get_model("news", "User").objects.create(username="cu")
    source = found.get_model("news", "Source").objects.create(name="Báo Cũ", key="bao cu", slug="bao-cu")
    article = found.get_model("news", "Article").objects.create(
        headline="Tin cũ", author=person, source=source
    )
    picture = {"image": "pictures/cu.jpg", "width": 640, "height": 480}
    found.get_model("news", "Picture").objects.create(article=article, **picture)
    days = {"first_day": date(2026, 2, 27), "last_day": date(2026, 3, 5)}
    issue = found.get_model("issues", "Issue").objects.create(number=8, year=2026, **days)
    found.get_model("issues", "Release").objects.create(
        issue=issue,
        number=1,
        edition_json="{}",
        sha256="0" * 64,
        pages=1,
        article_count=1,
        submitted_by=person,
    )
    assert apps.get_model("news.Picture").objects.get(article__headline="Tin cũ").original == ""
    assert apps.get_model("issues.Release").objects.get(issue__number=8).page_numbers == {}
