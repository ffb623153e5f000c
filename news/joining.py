"""People come in by invitation: an administrator gives name, address and role; the invited person sets the password.

Until the invitation is accepted the account is switched off.
"""

from django.db import transaction
from django.utils import timezone

from news import tasks
from news.invitations import mail_reaches_people
from news.models import Invitation, Mail, User
from news.text import fold
from news.workflow import Refused

USED = "Lời mời này đã được dùng, đã bị hủy hoặc đã được thay bằng lời mời mới."


def free_username(first_name: str, email: str) -> str:
    """A user name that nobody has: the given name without marks, else the address's first part, else with a number."""
    base = fold(first_name).replace(" ", "") or fold(email.partition("@")[0]).replace(" ", "") or "nguoi"
    base = base[:100]
    taken = set(User.objects.filter(username__startswith=base).values_list("username", flat=True))
    return next(
        name for name in (base, *(f"{base}{n}" for n in range(2, len(taken) + 3))) if name not in taken
    )


@transaction.atomic
def invite(person: User, user) -> Invitation:
    """Ask somebody in whose row was just made, or ask again: older links die. Raises Refused where they are in already."""
    invitation, new = Invitation.objects.get_or_create(person=person, defaults={"invited_by": user})
    if not new:
        rows = Invitation.objects.filter(pk=invitation.pk, accepted_at__isnull=True)
        if not rows.update(renewed_at=timezone.now(), revoked_at=None, invited_by=user):
            raise Refused(f"{person} đã nhận lời mời; không cần mời lại.")
        invitation.refresh_from_db()
    if person.email and mail_reaches_people():
        tasks.send_soon(Mail.objects.create(recipient=person))
    return invitation


def revoke(person: User) -> None:
    """Take an invitation back. Raises Refused where it was accepted or taken back before."""
    if not Invitation.objects.open().filter(person=person).update(revoked_at=timezone.now()):
        raise Refused("Lời mời đã được nhận hoặc đã hủy trước đó.")


@transaction.atomic
def accept(person: User, password: str) -> None:
    """Set the password and switch the account on. Raises Refused where the link was used meanwhile."""
    seen = person.invitation.renewed_at
    rows = Invitation.objects.open().filter(person=person, renewed_at=seen)
    if not rows.update(accepted_at=timezone.now()):
        raise Refused(USED)
    person.set_password(password)
    person.is_active = True
    person.save(update_fields=["password", "is_active"])
