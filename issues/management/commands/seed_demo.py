"""manage.py seed_demo [--migrate] [--serve ADDRESS]"""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from issues.demo import seed


class Command(BaseCommand):
    """Fill an empty installation with the demo newsroom; where somebody has worked already, nothing is written.

    Refused outside debug: the passwords of the four people are known to everybody.
    """

    help = "Tạo tòa soạn minh họa: 4 người, 25 nguồn tin, 3 số đã xuất bản, 1 số đang làm."

    def add_arguments(self, parser):
        parser.add_argument("--migrate", action="store_true", help="cập nhật cơ sở dữ liệu trước")

        parser.add_argument("--serve", metavar="ĐỊA CHỈ", help="rồi chạy máy chủ thử ở địa chỉ này")

    def handle(self, *args, migrate, serve, **options):
        if not settings.DEBUG:
            raise CommandError(
                "Tòa soạn minh họa có mật khẩu ai cũng biết nên chỉ tạo ở chế độ gỡ lỗi (DEBUG)."
            )
        if migrate:
            call_command("migrate", verbosity=0)
        if seed.exists():
            self.stdout.write("Kho đã có dữ liệu; giữ nguyên, không tạo nội dung minh họa.")
        else:
            seed.seed(self.stdout.write)
            self.stdout.write("Đã tạo tòa soạn minh họa.")
        for username, role in seed.logins():
            self.stdout.write(f"  Đăng nhập thử: {username:<8}{seed.PASSWORD}   ({role})")
        if serve:
            # In the same process: starting Django once more would double the wait.
            call_command("runserver", serve, use_reloader=False, skip_checks=True)
