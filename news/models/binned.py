"""What people deleted, for as long as it can be had back."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from news import fields


class BinnedQuerySet(models.QuerySet):
    """Named questions about the bin."""

    def expired(self):
        """What may go for good."""
        return self.filter(until__lt=timezone.now())

    def for_user(self, user):
        """What this person may bring back: the kinds of rows that they may delete."""
        kinds = self.order_by().values_list("kind", flat=True).distinct()
        return self.filter(kind__in=[kind for kind in kinds if user.has_perm(right_of(kind))])


def right_of(kind: str) -> str:
    """The permission to delete rows of a kind: `issues.HouseForm` -> `issues.delete_houseform`."""
    app, _, name = kind.partition(".")
    return f"{app}.delete_{name.lower()}"


class Binned(models.Model):
    """One row that somebody deleted, with the rows that went with it. `kind` is the model's label; `rows` are as Django
    serializes them, the deleted row first. Written and read by `news.binning`."""

    kind = models.CharField(max_length=60)
    kind_name = models.CharField("loại", max_length=80)
    key = models.CharField(max_length=60)
    name = fields.CharField("tên", max_length=200)
    rows = models.JSONField()
    deleted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người xóa"
    )
    deleted_at = models.DateTimeField("xóa lúc", default=timezone.now)
    until = models.DateTimeField("giữ đến", db_index=True)

    objects = BinnedQuerySet.as_manager()

    class Meta:
        verbose_name = "thứ đã xóa"
        verbose_name_plural = "thùng rác"
        ordering = ["-deleted_at", "-pk"]
        default_permissions = ()

    def __str__(self):
        return f"{self.kind_name} “{self.name}”"
