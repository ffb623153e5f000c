"""`verify_archive`: is what was published still what was approved? For a timer, before each backup."""

from django.core.management.base import BaseCommand, CommandError

from issues.verifying import faults


class Command(BaseCommand):
    """One line for each fault; exit 1 where there is one."""

    help = "Kiểm tra kho: mọi PDF, nội dung và ảnh đã xuất bản còn đúng như khi được duyệt."

    def handle(self, **options):
        """Look at everything, tell what is wrong as it is found."""
        count = 0
        for fault in faults():
            self.stdout.write(fault)
            count += 1
        if count:
            raise CommandError(f"Kho có {count} lỗi.")
        self.stdout.write("Kho nguyên vẹn: mọi bản đã phát hành đúng như khi được duyệt.")
