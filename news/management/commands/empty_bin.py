"""`empty_bin`: let go of what was deleted more than 30 days ago. For a timer, daily."""

from django.core.management.base import BaseCommand

from news import binning


class Command(BaseCommand):
    """Nothing goes before its time, however often this runs."""

    help = "Xóa hẳn những gì đã nằm trong thùng rác quá 30 ngày."

    def handle(self, **options):
        """Empty it and say how many."""
        self.stdout.write(f"Đã xóa hẳn {binning.empty()} mục quá hạn trong thùng rác.")
