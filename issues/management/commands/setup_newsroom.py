"""manage.py setup_newsroom"""

from django.core.management.base import BaseCommand

from issues import newsroom


class Command(BaseCommand):
    """Make the four groups with their permissions, the four sections and the masthead; may be run again."""

    help = "Tạo bốn nhóm quyền, bốn chuyên mục và măng sét; chạy lại cũng không mất gì."

    def handle(self, *args, **options):
        newsroom.setup()
        self.stdout.write("Đã thiết lập tòa soạn: 4 nhóm quyền, 4 chuyên mục, măng sét.")
