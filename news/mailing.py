"""Mail: packed from notices that wait, sent once, tried again where the server was in trouble.

Whatever wants to send a mail claims its row first, by compare-and-set; several workers, nodes and timers may run.
"""

from datetime import date, timedelta
from email.utils import parseaddr
from enum import Enum

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.template.loader import render_to_string
from django.utils import timezone

from news import invitations
from news.models import Mail, Notice
from news.models.user import Delivery
from news.text import nfc, squeeze

# Minutes until a mail that failed is tried again; after the last one it stays, with its error, for people to see.
PAUSES = (5, 15, 60, 240, 720)
# A worker that died with a mail in hand: the others take it over after this.
CLAIM = timedelta(minutes=15)


class Outcome(Enum):
    """What came of sending a mail: out; in trouble, to be tried again; somebody else's, or nothing to say any more."""

    SENT = "sent"
    FAILED = "failed"
    NOTHING = "nothing"


def pause_after(attempts: int) -> int | None:
    """Minutes to wait after so many attempts, or None where there will be no further one."""
    return PAUSES[attempts - 1] if 0 < attempts <= len(PAUSES) else None


def pack(person_id: int, day: date | None = None) -> Mail | None:
    """Put what waits for somebody in one mail: what is to be told at once, or with `day` what is told once a day.

    None where nothing waits, or the day's mail has been made. What was read meanwhile is not mailed once a day.
    """
    delivery = Delivery.DAILY if day else Delivery.AT_ONCE
    waiting = Notice.objects.to_mail(delivery).filter(recipient=person_id)
    waiting = waiting.unread() if day else waiting
    if not waiting.exists():
        return None
    try:
        with transaction.atomic():
            mail = Mail.objects.create(recipient_id=person_id, day=day)
            if waiting.update(mail=mail):
                return mail
            mail.delete()
    except IntegrityError:
        # Another node makes today's mail, or has made it: what came since then goes into tomorrow's.
        pass
    return None


def left_packed(person_id: int) -> Mail | None:
    """A mail to somebody that was packed and that nobody has tried to send: whoever packed it died. None where there is
    none."""
    untried = Mail.objects.unsent().filter(recipient=person_id, attempts=0, notices__isnull=False)
    return untried.order_by("pk").first()


def claim(mail: Mail) -> bool:
    """Take a mail in hand: False where somebody else has it, or it went out."""
    free = Q(claimed_at__isnull=True) | Q(claimed_at__lt=timezone.now() - CLAIM)
    rows = Mail.objects.unsent().filter(free, pk=mail.pk)
    return bool(rows.update(claimed_at=timezone.now(), attempts=F("attempts") + 1))


def send(mail: Mail) -> Outcome:
    """Send a mail that nobody else is sending."""
    if not claim(mail):
        return Outcome.NOTHING
    row = Mail.objects.filter(pk=mail.pk)
    try:
        message = compose(mail)
        if message is None:
            drop(mail)
            return Outcome.NOTHING
        message.send()
    except (OSError, ValueError) as error:
        # The server, the network, or an address that is none: told in the admin, and tried again.
        row.update(claimed_at=None, error=squeeze(f"{type(error).__name__}: {error}")[:300])
        return Outcome.FAILED
    row.update(claimed_at=None, error="", sent_at=timezone.now())
    return Outcome.SENT


def drop(mail: Mail) -> None:
    """Forget a mail that nobody is to get any more; its notices stay in the inbox."""
    mail.notices.update(delivery=Delivery.INBOX, mail=None)
    mail.delete()


def compose(mail: Mail) -> EmailMessage | None:
    """The message, or None: the person left or has no address, or the invitation is no longer open."""
    person, notices = mail.recipient, list(mail.notices.select_related("actor"))
    if notices:
        subject, body = subject_of(mail, notices), body_of(mail, notices)
    else:
        subject, body = f"Mời bạn vào tòa soạn {settings.SITE_NAME}", invitations.letter(person)
    if not person.email or not body or not (person.is_active or not notices):
        return None
    return EmailMessage(
        subject=squeeze(f"[{settings.SITE_NAME}] {subject}"),
        body=nfc(body),
        to=[person.email],
        headers={"Auto-Submitted": "auto-generated", "Message-ID": message_id(mail)},
    )


def message_id(mail: Mail) -> str:
    """The same however often a mail is sent: mail servers drop what they have under it already (RFC 5322, 3.6.4)."""
    return f"<{mail.pk}.{mail.created_at:%Y%m%d%H%M%S%f}@{parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition('@')[2]}>"


def subject_of(mail: Mail, notices: list[Notice]) -> str:
    """What happened, or how much."""
    if mail.day:
        return f"{len(notices)} thông báo, ngày {mail.day:%d/%m/%Y}"
    return notices[0].subject if len(notices) == 1 else f"{len(notices)} thông báo mới"


def body_of(mail: Mail, notices: list[Notice]) -> str:
    """All of the notices, oldest first, with the addresses of what they are about."""
    values = {"mail": mail, "notices": notices[::-1], "site": settings.SITE_URL, "name": settings.SITE_NAME}
    return render_to_string("news/mail/notices.txt", values)


def send_daily(today: date) -> int:
    """Send everybody who wants one mail a day today's, if there is something to tell. Returns how many went out."""
    waiting = Notice.objects.to_mail(Delivery.DAILY).unread().filter(recipient__is_active=True)
    people = waiting.order_by("recipient").values_list("recipient", flat=True).distinct()
    mails = [pack(person, today) for person in people]
    return sum(send(mail) is Outcome.SENT for mail in mails if mail)


def send_remaining() -> int:
    """Send what should have gone out long ago: mails that failed or whose worker died, notices that no worker packed.
    Returns how many went out."""
    now = timezone.now()
    old = Notice.objects.to_mail(Delivery.AT_ONCE).filter(
        created_at__lt=now - CLAIM, recipient__is_active=True
    )
    for person in old.order_by("recipient").values_list("recipient", flat=True).distinct():
        pack(person)
    due = Mail.objects.unsent().filter(attempts__lte=len(PAUSES))
    return sum(send(mail) is Outcome.SENT for mail in due.select_related("recipient"))
