"""`backup DIR [--previous DIR] [--without-lost]`: the whole installation into a folder. For a timer, daily."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from issues.backup.manifest import BackupError
from issues.backup.saving import back_up


class Command(BaseCommand):
    """Database, files and a manifest with checksums; may run while people work. See docs/backup.md."""

    help = "Sao lưu toàn bộ: cơ sở dữ liệu, tệp và bản kê có mã kiểm tra, vào một thư mục mới."

    def add_arguments(self, parser):
        parser.add_argument("folder", metavar="THƯ_MỤC", type=Path, help="mới hoặc trống")
        parser.add_argument(
            "--previous",
            metavar="THƯ_MỤC",
            type=Path,
            help="một bản sao lưu trước trên cùng ổ đĩa: tệp không đổi được dùng chung, không chiếm thêm chỗ",
        )
        parser.add_argument(
            "--without-lost",
            action="store_true",
            help="vẫn sao lưu khi kho thiếu tệp mà cơ sở dữ liệu cần, và ghi rõ các tệp thiếu",
        )

    def handle(self, *, folder, previous, without_lost, **options):
        """Back up; say what was saved, or why there is no backup."""
        try:
            made = back_up(folder, previous, without_lost, self.stdout.write)
        except BackupError as error:
            raise CommandError(str(error)) from error
        size = sum(stored.bytes for stored in made.files.values())
        count = sum(table.rows for table in made.tables.values())
        self.stdout.write(
            f"Đã sao lưu {count} dòng, {len(made.files)} tệp, {size / 2**20:.1f} MB vào {folder}."
        )
        if made.missing:
            self.stderr.write(f"THIẾU {len(made.missing)} tệp: {', '.join(made.missing[:20])}")
