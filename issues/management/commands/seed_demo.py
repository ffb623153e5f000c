"""manage.py seed_demo"""

from django.core.management.base import BaseCommand

from issues.demo import seed


class Command(BaseCommand):
    """Fill an empty installation with the demo newsroom; where somebody has worked already, nothing is written."""

    help = "Tạo tòa soạn minh họa: 4 người, 25 nguồn tin, 3 số đã xuất bản, 1 số đang làm."

    def handle(self, *args, **options):
        if seed.exists():
            self.stdout.write("Kho đã có dữ liệu; giữ nguyên, không tạo nội dung minh họa.")
            return
        seed.seed(self.stdout.write)
        self.stdout.write("Đã tạo tòa soạn minh họa.")
