"""The links of invitations, and the letter that carries one. Who invites whom is `joining`'s affair.

A link is signed (Django's token generator) over the person's row and the invitation's: it runs out, works once, and
no longer works when the invitation is renewed or revoked.
"""

from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from news.models import Invitation, User

NOT_DELIVERED = ("console", "filebased", "dummy")


class InvitationTokens(PasswordResetTokenGenerator):
    """Tokens of invitations. One for a new password is none for an invitation, and the other way round."""

    key_salt = "news.invitations.InvitationTokens"

    def _make_hash_value(self, user, timestamp):
        invitation = user.invitation
        state = f"{invitation.pk}|{invitation.renewed_at.isoformat()}|{invitation.is_open}"
        return f"{super()._make_hash_value(user, timestamp)}|{state}"

    def check_token(self, user, token):
        """Whether the token opens this person's invitation now."""
        invitation = Invitation.objects.open().filter(person=user).first() if user else None
        return invitation is not None and super().check_token(user, token)


tokens = InvitationTokens()


def mail_reaches_people() -> bool:
    """Whether mail leaves this machine; where it does not, the link is handed on by the administrator."""
    return settings.EMAIL_BACKEND.split(".")[-2] not in NOT_DELIVERED


def days_valid() -> int:
    """How many days a link works."""
    return max(1, settings.PASSWORD_RESET_TIMEOUT // (24 * 3600))


def link(person: User) -> str:
    """The absolute address at which this person accepts."""
    uid = urlsafe_base64_encode(force_bytes(person.pk))
    path = reverse("admin:news_user_accept", args=[uid, tokens.make_token(person)])
    return f"{settings.SITE_URL}{path}"


def letter(person: User) -> str:
    """The text of the mail, empty where there is nothing to accept any more. Made when it is sent: no link is ever stored."""
    invitation = Invitation.objects.open().filter(person=person).select_related("invited_by").first()
    if invitation is None:
        return ""
    values = {
        "person": person,
        "roles": ", ".join(group.name.lower() for group in person.groups.all()),
        "inviter": invitation.invited_by,
        "link": link(person),
        "days": days_valid(),
        "name": settings.SITE_NAME,
    }
    return render_to_string("news/mail/invitation.txt", values)
