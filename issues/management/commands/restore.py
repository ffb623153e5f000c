"""`restore DIR`: a backup into an empty installation, on either database."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from issues.backup.manifest import BackupError
from issues.backup.restoring import restore


class Command(BaseCommand):
    """Looks at everything before it touches anything; migrates by itself. See docs/backup.md."""

    help = "Khôi phục một bản sao lưu vào bản cài đặt trống (đã hoặc chưa migrate), SQLite hay PostgreSQL đều được."
    # The tables that checks may ask for are not there yet.
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("folder", metavar="THƯ_MỤC", type=Path, help="bản sao lưu")

    def handle(self, *, folder, **options):
        """Restore; say what came back, or why nothing did."""
        try:
            found = restore(folder, self.stdout.write)
        except BackupError as error:
            raise CommandError(str(error)) from error
        count = sum(table.rows for table in found.tables.values())
        self.stdout.write(f"Đã khôi phục {count} dòng và {len(found.files)} tệp. Hãy chạy verify_archive.")
        if found.missing:
            self.stderr.write(
                f"Bản sao lưu vốn đã thiếu {len(found.missing)} tệp: {', '.join(found.missing[:20])}"
            )
