"""`prune_renderings [--days 30]`: delete old PDFs that no release needs. For a timer, once a week."""

from django.core.management.base import BaseCommand

from issues import renderings


class Command(BaseCommand):
    """Renderings are kept so that an unchanged issue is there at once; they can always be made again."""

    help = "Xóa các bản PDF dựng đã lâu mà không bản phát hành nào dùng."

    def add_arguments(self, parser):
        parser.add_argument(
            "--days", type=int, default=renderings.KEPT_DAYS, metavar="NGÀY", help="mặc định: 30"
        )

    def handle(self, days, **options):
        """Delete them and say how many."""
        self.stdout.write(f"Đã xóa {renderings.prune(days)} bản dựng cũ.")
