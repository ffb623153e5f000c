"""Telling people what concerns them: in their inbox always, by mail as each of them chose.

A notice is stored in the transaction of what it tells about: either both are there or neither. Mail goes out after
the commit, in the background, and can fail without anything else failing.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from news import tasks
from news.models import Mail, Notice, User
from news.models.notice import Kind
from news.models.user import Delivery
from news.text import squeeze, stored

BACKEND = "django.contrib.auth.backends.ModelBackend"
# Without this right the thing itself could not be opened, or nothing be done about it.
RIGHTS = {
    Kind.TO_REVIEW: "news.review_article",
    Kind.REVIEW_ASKED: "news.review_article",
    Kind.ISSUE_TO_APPROVE: "issues.approve_issue",
    Kind.ISSUE_RETURNED: "issues.view_issue",
    Kind.ISSUE_APPROVED: "issues.view_issue",
    Kind.ISSUE_SCHEDULED: "issues.view_issue",
    Kind.ISSUE_UNSCHEDULED: "issues.view_issue",
    Kind.ISSUE_MISSED: "issues.view_issue",
    Kind.ISSUE_PUBLISHED: "issues.view_issue",
    Kind.ISSUE_REOPENED: "issues.view_issue",
    Kind.ISSUE_WITHDRAWN: "issues.view_issue",
}
OTHERWISE = "news.view_article"
KEPT_DAYS = 180  # after they were read
# Notices that ask for a judgement, and are of no use once somebody gave it.
QUESTIONS = (Kind.TO_REVIEW, Kind.REVIEW_ASKED, Kind.ISSUE_TO_APPROVE)


def tell(kind: str, *, actor, to, article=None, subject: str, text: str = "", url: str = "") -> list[Notice]:
    """Tell these people, each of them once; never the one who acted, nor whoever left or may not see the thing.

    `url` is an address of this site, from its root. Returns the notices.
    """
    words = {"subject": one_line(subject), "text": stored(text), "url": url}
    with transaction.atomic():
        notices = Notice.objects.bulk_create(
            Notice(
                recipient=person,
                actor=actor,
                kind=kind,
                article=article,
                delivery=person.delivery if person.email else Delivery.INBOX,
                **words,
            )
            for person in concerned(kind, actor, to)
        )
        for notice in notices:
            if notice.delivery == Delivery.AT_ONCE:
                tasks.mail_soon(notice.recipient)
    return notices


def concerned(kind: str, actor, to):
    """Those of `to` (people, or None among them) who are to be told: active, with the right, not the actor."""
    wanted = {person.pk for person in to if person is not None} - {actor and actor.pk}
    if not wanted:
        return User.objects.none()
    right = RIGHTS.get(kind, OTHERWISE)
    return User.objects.with_perm(right, backend=BACKEND).filter(pk__in=wanted).order_by("pk")


def holding(right: str) -> list[User]:
    """Active people whose role gives them this right; where nobody's does, those who may do everything."""
    by_role = User.objects.with_perm(right, backend=BACKEND, include_superusers=False)
    return list(by_role or User.objects.with_perm(right, backend=BACKEND))


def one_line(text: str) -> str:
    """A subject: one line of printable characters, cut to what fits. It becomes a header of a mail."""
    line = "".join(char for char in squeeze(text) if char.isprintable())
    return line if len(line) <= 200 else f"{line[:199].rstrip()}…"


def unread(user) -> int:
    """How many notices this person has not read: one query, which an index answers."""
    return Notice.objects.unread().filter(recipient=user).count() if user.is_authenticated else 0


def mark_read(notices) -> int:
    """Mark a queryset's notices as read. Returns how many were not."""
    return notices.unread().update(read_at=timezone.now())


def settle(url: str) -> int:
    """What somebody was asked to judge is judged: the others need not look any more. Returns how many were asked."""
    return mark_read(Notice.objects.filter(url=url, kind__in=QUESTIONS))


@transaction.atomic
def prune(days: int = KEPT_DAYS) -> int:
    """Delete notices that were read longer ago than so many days, and mails that carried nothing else. Returns how many
    notices. What nobody has read stays, however old."""
    before = timezone.now() - timedelta(days=days)
    count, _ = Notice.objects.forgettable(before).delete()
    Mail.objects.forgettable(before).delete()
    return count


@transaction.atomic
def choose(user, delivery: str) -> None:
    """Tell this person in another way from now on; what still waits to be mailed follows."""
    User.objects.filter(pk=user.pk).update(delivery=delivery)
    waiting = Notice.objects.filter(recipient=user, mail__isnull=True).exclude(delivery=Delivery.INBOX)
    waiting.update(delivery=delivery)
