"""The log of statuses: who took which step when, and why. Rows are written by the workflow and never changed."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from news import fields


class StatusChange(models.Model):
    """What every step of an article or an issue leaves behind."""

    transition = models.CharField("bước", max_length=20)
    from_status = models.CharField("từ", max_length=10)
    to_status = models.CharField("đến", max_length=10)
    note = fields.TextField("ghi chú", blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người thực hiện"
    )
    at = models.DateTimeField("lúc", default=timezone.now)

    class Meta:
        abstract = True
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.at:%d/%m/%Y %H:%M} {self.user}: {self.from_status} → {self.to_status}"
