"""Who put an issue's articles in which order, when: one row for each change of the order."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from issues.models.issue import Issue
from news import fields


class Arrangement(models.Model):
    """An order as somebody left it: articles' keys by section, and in words what was changed. Never changed itself."""

    issue = models.ForeignKey(Issue, models.CASCADE, related_name="arrangements", verbose_name="số")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người xếp"
    )
    at = models.DateTimeField("lúc", default=timezone.now)
    words = fields.TextField("thay đổi")
    order = models.JSONField("thứ tự")

    class Meta:
        verbose_name = "lần xếp tin"
        verbose_name_plural = "nhật ký xếp tin"
        default_permissions = ()
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.issue}: {self.words}"
