"""`publish_due`: publish the issues of which the set time has come. For a timer, every minute; several may run at once."""

from django.core.management.base import BaseCommand, CommandError

from issues import scheduling


class Command(BaseCommand):
    """The second clock beside the worker: either is enough, both together do no harm."""

    help = "Xuất bản các số đã duyệt mà giờ hẹn đã đến."

    def handle(self, **options):
        """Publish, say what went out; fail with what could not."""
        outcomes = scheduling.publish_due()
        for outcome in outcomes:
            if not outcome.refusal:
                self.stdout.write(f"Đã xuất bản số {outcome.issue.label}.")
        refused = [f"Số {o.issue.label}: {o.refusal}" for o in outcomes if o.refusal]
        if refused:
            raise CommandError("\n".join(refused))
