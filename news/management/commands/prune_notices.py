"""`prune_notices [--days 180]`: delete notices that were read long ago. For a timer, once a week."""

from django.core.management.base import BaseCommand, CommandError

from news import notices


class Command(BaseCommand):
    """What nobody has read stays, however old it is. What was done to articles and issues is in their own logs."""

    help = "Xóa các thông báo đã đọc từ lâu; thông báo chưa đọc được giữ lại."

    def add_arguments(self, parser):
        parser.add_argument(
            "--days", type=int, default=notices.KEPT_DAYS, metavar="NGÀY", help="mặc định: 180"
        )

    def handle(self, days, **options):
        """Delete them and say how many. Raises CommandError where the number of days makes no sense."""
        if not 1 <= days <= 36_500:
            raise CommandError("Số ngày phải từ 1 đến 36500.")
        self.stdout.write(f"Đã xóa {notices.prune(days)} thông báo đã đọc.")
