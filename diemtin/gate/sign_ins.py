"""Sign-ins and their sessions: who came in when, from where, with what; and how sessions are ended.

The rows are django-axes's; they are kept for 90 days.
"""

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from axes.models import AccessLog
from django.contrib.auth import update_session_auth_hash
from django.db.models import F
from django.utils.timezone import now

from diemtin.gate.clients import browser, shortened
from news.models import User

KEPT = timedelta(days=90)
SHOWN = 30


@dataclass(frozen=True)
class SignIn:
    """One sign-in as it is shown: when, from where, with what, when it ended, and whether it is the one on the screen."""

    at: datetime
    address: str
    browser: str
    ended: datetime | None
    is_here: bool


def hashed(session) -> str:
    """What the rows keep of a session's key."""
    return sha256((session.session_key or "").encode()).hexdigest()


def newest(person: User, session=None) -> list[SignIn]:
    """The person's last sign-ins, newest first; with a session, the one it belongs to is marked."""
    here = hashed(session) if session else ""
    # A user name that somebody else had before: what was earlier is not this person's.
    rows = AccessLog.objects.filter(username=person.username, attempt_time__gte=person.date_joined)
    return [
        SignIn(
            row.attempt_time,
            shortened(row.ip_address),
            browser(row.user_agent),
            row.logout_time,
            row.session_hash == here,
        )
        for row in rows.order_by("-attempt_time")[:SHOWN]
    ]


def forget_old(person: User) -> None:
    """Drop what is older than 90 days."""
    AccessLog.objects.filter(username=person.username, attempt_time__lt=now() - KEPT).delete()


def end_all(person: User) -> None:
    """End every session of this person, on whichever machine."""
    User.objects.filter(pk=person.pk).update(session_round=F("session_round") + 1)
    person.refresh_from_db(fields=["session_round"])
    AccessLog.objects.filter(username=person.username, logout_time=None).update(logout_time=now())


def end_others(request, person: User) -> None:
    """End every session of this person but the one of this request."""
    with same_sign_in(request, person):
        end_all(person)
        update_session_auth_hash(request, person)


@contextmanager
def same_sign_in(request, person: User):
    """While something gives the session a new key: its row in the list goes with it and is open, all others are ended."""
    before = hashed(request.session)
    yield
    after = hashed(request.session)
    if after != before:
        others = AccessLog.objects.filter(username=person.username, logout_time=None)
        others.exclude(session_hash=before).update(logout_time=now())
        AccessLog.objects.filter(session_hash=before).update(session_hash=after, logout_time=None)
