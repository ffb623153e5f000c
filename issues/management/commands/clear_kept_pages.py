"""manage.py clear_kept_pages"""

from django.core.cache import cache
from django.core.management.base import BaseCommand

from issues import baking


class Command(BaseCommand):
    """Forget every kept and baked public page: after an upgrade (baked pages do not know of it), or when in doubt."""

    help = "Xóa mọi trang công khai đang giữ sẵn (bộ nhớ đệm và tệp); trang được dựng lại khi có người đọc."

    def handle(self, *args, **options):
        baking.clear()
        cache.clear()
        # A page that was on its way while the files went.
        baking.clear()
        self.stdout.write("Đã xóa các trang giữ sẵn.")
