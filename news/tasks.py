"""Background tasks of the newsroom: mail. They run in `manage.py db_worker`.

Each may be run twice: a worker that is killed in the middle leaves its task to another one (diemtin/heartbeat.py). A mail goes
out once, because whoever sends it claims its row; one that a dead worker had in hand is looked at again when the claim
lapses. Killed between the server's yes and the row, it goes out a second time, under the same Message-ID.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from news import mailing
from news.models import Mail, User


@task()
def mail_notices(person_id: int) -> bool:
    """Send somebody what waits for them, as one mail. Returns whether one went out."""
    mail = mailing.pack(person_id) or mailing.left_packed(person_id)
    return mail is not None and send(mail)


@task()
def send_mail(mail_id: int) -> bool:
    """Send one mail, or send it again. Returns whether it went out."""
    mail = Mail.objects.unsent().filter(pk=mail_id).first()
    return mail is not None and send(mail)


def send(mail: Mail) -> bool:
    """Send a mail; where that fails, have it tried again later. Returns whether it went out."""
    outcome = mailing.send(mail)
    if outcome is mailing.Outcome.FAILED:
        try_again(mail)
    elif outcome is mailing.Outcome.NOTHING:
        look_again(mail)
    return outcome is mailing.Outcome.SENT


def try_again(mail: Mail) -> None:
    """Have a mail that failed sent after a pause. Where the queue cannot wait, `send_digest` sends it."""
    mail.refresh_from_db(fields=["attempts"])
    if pause := mailing.pause_after(mail.attempts):
        send_at(mail, timezone.now() + timedelta(minutes=pause))


def look_again(mail: Mail) -> None:
    """Look at a mail again that somebody else has in hand: they may be dead."""
    current = Mail.objects.unsent().filter(pk=mail.pk, claimed_at__isnull=False).first()
    if current:
        send_at(current, current.claimed_at + mailing.CLAIM)


def send_at(mail: Mail, at: datetime) -> None:
    """Have a mail sent at a time, where the queue can wait."""
    if send_mail.get_backend().supports_defer:
        send_mail.using(run_after=at).enqueue(mail.pk)


def mail_soon(person: User) -> None:
    """Have somebody's notices mailed, once what they tell about is saved."""
    # Robust: a queue in trouble must not turn a step that is stored into an error page.
    transaction.on_commit(lambda: mail_notices.enqueue(person.pk), robust=True)


def send_soon(mail: Mail) -> None:
    """Have a mail sent, once its row is saved."""
    transaction.on_commit(lambda: send_mail.enqueue(mail.pk), robust=True)


def send_failed_again(person: User) -> int:
    """Have everything tried once more that could not be sent to somebody, also what is no longer tried. Returns how many."""
    mails = list(Mail.objects.failed().filter(recipient=person))
    Mail.objects.failed().filter(pk__in=[mail.pk for mail in mails]).update(attempts=0)
    for mail in mails:
        send_soon(mail)
    return len(mails)
