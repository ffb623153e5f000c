"""manage.py rebuild_archive"""

from django.core.management.base import BaseCommand

from issues import shelving


class Command(BaseCommand):
    """Make what the public reads anew from the releases, issue by issue; may be run again, while readers read."""

    help = (
        "Dựng lại các trang công khai và dữ liệu tìm kiếm từ các bản phát hành; chạy lại cũng không mất gì."
    )

    def handle(self, *args, **options):
        self.stdout.write(f"Đã dựng lại {shelving.rebuild()} số đang phát hành.")
