"""manage.py reset_second_factor USER"""

from django.core.management.base import BaseCommand, CommandError

from diemtin.gate import acts, second_factor
from news.models import User


class Command(BaseCommand):
    """Take somebody's second factor away: the last way in, where nobody is left to do so in the admin. It is in the log."""

    help = "Xóa xác thực hai bước của một người: lần đăng nhập sau, họ cài lại."

    def add_arguments(self, parser):
        parser.add_argument("username", metavar="TÊN", help="tên đăng nhập")

    def handle(self, *args, username, **options):
        person = User.objects.filter(username=username).first()
        if person is None:
            raise CommandError(f"Không có ai tên đăng nhập là “{username}”.")
        if not second_factor.remove(person):
            raise CommandError(f"{person} không có xác thực hai bước; không có gì để xóa.")
        acts.note(person, person, "Đã xóa xác thực hai bước bằng lệnh trên máy chủ.")
        self.stdout.write(f"Đã xóa xác thực hai bước của {person}; mọi phiên của họ đã kết thúc.")
