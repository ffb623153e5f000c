"""The tables as a database's own migrations made them, whatever the code says today: so that a backup of an older version
is read and restored as what it was, and then brought forward by the migrations."""

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from issues.backup.manifest import BackupError

Node = tuple[str, str]
# Rows that the migrations themselves make.
MADE_BY_MIGRATIONS = (Permission._meta.db_table, ContentType._meta.db_table)


def applied() -> list[Node]:
    """The migrations that the database has. Raises BackupError where this code does not know one of them."""
    loader = MigrationLoader(connection)
    nodes = sorted(loader.applied_migrations)
    refuse_unknown(loader, nodes)
    return nodes


def refuse_unknown(loader: MigrationLoader, nodes: list[Node]) -> None:
    """Raise BackupError where migrations are unknown: a newer version made them."""
    unknown = [f"{app}.{name}" for app, name in nodes if (app, name) not in loader.disk_migrations]
    if unknown:
        raise BackupError(
            "Dữ liệu thuộc một phiên bản Điểm tin mới hơn hoặc khác phiên bản đang cài "
            f"(không biết các bước migrate: {', '.join(unknown[:5])}). Hãy cài đúng phiên bản đó rồi làm lại."
        )


def models_at(nodes: list[Node]) -> dict[str, type]:
    """The models of all tables at these migrations, by label, also those between two models."""
    loader = MigrationLoader(connection)
    refuse_unknown(loader, nodes)
    found = loader.project_state(list(nodes)).apps.get_models(include_auto_created=True)
    own = [m for m in found if m._meta.managed and not m._meta.proxy and not m._meta.swapped]
    return {model._meta.label_lower: model for model in sorted(own, key=lambda m: m._meta.label_lower)}


def filled() -> list[str]:
    """The tables of this software in which somebody has stored something."""
    there = set(connection.introspection.table_names())
    loader = MigrationLoader(connection)
    models = models_at(list(loader.disk_migrations))
    names = {m._meta.db_table for m in models.values()} - set(MADE_BY_MIGRATIONS)
    return sorted(name for name in names & there if has_rows(name))


def has_rows(table: str) -> bool:
    """Whether a table has any row."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {connection.ops.quote_name(table)} LIMIT 1")
        return cursor.fetchone() is not None


def bring_to(nodes: list[Node]) -> None:
    """Migrate an empty database to exactly these migrations. Raises BackupError where it is beyond them already."""
    executor = MigrationExecutor(connection)
    refuse_unknown(executor.loader, nodes)
    if set(executor.loader.applied_migrations) - set(nodes):
        raise BackupError(
            "Cơ sở dữ liệu đích đã được migrate tới một bản mới hơn bản sao lưu. Hãy tạo một cơ sở dữ liệu trống, "
            "chưa migrate, rồi khôi phục lại; lệnh này tự migrate."
        )
    executor.migrate(last_of_each_app(executor.loader, nodes))


def last_of_each_app(loader: MigrationLoader, nodes: list[Node]) -> list[Node]:
    """Those that no other one of the same app builds on: the targets of the migration."""
    chosen = set(nodes)
    built_on = {
        parent.key
        for node in chosen
        for parent in loader.graph.node_map[node].parents
        if parent.key[0] == node[0]
    }
    return sorted(chosen - built_on)
