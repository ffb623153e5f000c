"""`send_digest`: one mail to everybody who wants one a day, and once more what could not be sent. For a timer, daily;
run more often it does no harm."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from news import mailing


class Command(BaseCommand):
    """Each person gets one such mail a day at most, however often and on however many machines this runs."""

    help = "Gửi thư tổng hợp thông báo trong ngày; gửi lại những thư chưa gửi được."

    def handle(self, **options):
        """Send, and say how many went out."""
        again = mailing.send_remaining()
        daily = mailing.send_daily(timezone.localdate())
        self.stdout.write(f"Đã gửi {daily} thư trong ngày, {again} thư trước đó chưa gửi được.")
