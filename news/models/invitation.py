"""Invitations: how people come in. Each person has one at most; asking again renews it."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class InvitationQuerySet(models.QuerySet):
    """Named questions about invitations."""

    def open(self):
        """Invitations that can still be accepted, their time aside."""
        return self.filter(accepted_at__isnull=True, revoked_at__isnull=True)


class Invitation(models.Model):
    """That somebody was asked in. The link is not stored: it is signed over this row and the person's."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="invitation", verbose_name="người được mời"
    )
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người mời"
    )
    renewed_at = models.DateTimeField("mời lúc", default=timezone.now)
    accepted_at = models.DateTimeField("nhận lời lúc", null=True)
    revoked_at = models.DateTimeField("hủy lúc", null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = "lời mời"
        verbose_name_plural = "lời mời"

    def __str__(self):
        return f"{self.person}: {self.renewed_at:%d/%m/%Y}"

    @property
    def is_open(self) -> bool:
        """Whether it can still be accepted, its time aside."""
        return self.accepted_at is None and self.revoked_at is None
