"""Who has which row open now. Rows run out by themselves: nothing here is a lock."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class PresenceQuerySet(models.QuerySet):
    """Named questions about who is there."""

    def now(self):
        """Those whose page was heard of lately."""
        return self.filter(until__gt=timezone.now())


class Presence(models.Model):
    """One person with one row open. `kind` is the model's label: articles and issues of other apps stand here too."""

    kind = models.CharField(max_length=40)
    row = models.BigIntegerField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    editing = models.BooleanField("đang sửa", default=False)
    since = models.DateTimeField("từ lúc", default=timezone.now)
    until = models.DateTimeField("đến lúc", db_index=True)

    objects = PresenceQuerySet.as_manager()

    class Meta:
        verbose_name = "người đang mở"
        verbose_name_plural = "những người đang mở"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["kind", "row", "user"], name="presence_once")]

    def __str__(self):
        return f"{self.user}: {self.kind} {self.row}"
