"""`run_daily`: what is to be done once a day. For a timer on every machine; the first one to come does each job."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from diemtin import daily


class Command(BaseCommand):
    """Mails of the day, and throwing away what is no longer needed; run more often, it does what had failed."""

    help = "Chạy các việc hằng ngày (thư tổng hợp, dọn dẹp), mỗi việc một lần dù có nhiều máy."

    def handle(self, **options):
        """Run them, say which; fail with what failed."""
        outcomes = daily.run(timezone.localdate())
        for outcome in outcomes:
            if not outcome.error:
                self.stdout.write(f"{outcome.name}: {'xong' if outcome.ran else 'hôm nay đã có máy chạy'}")
        failed = [f"{outcome.name}: {outcome.error}" for outcome in outcomes if outcome.error]
        if failed:
            raise CommandError("\n".join(failed))
