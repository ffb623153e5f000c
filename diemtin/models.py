"""What runs beside the web server: signs of life of the workers, and which scheduled job has run on which day."""

from django.db import models
from django.db.models import Q


class WorkerHeartbeat(models.Model):
    """A worker that runs, or ran until lately. `beat_at` is its last sign of life, by the database's clock."""

    worker_id = models.CharField("mã tiến trình", max_length=64, primary_key=True)
    host = models.CharField("máy", max_length=255)
    pid = models.PositiveIntegerField("số tiến trình")
    started_at = models.DateTimeField("bắt đầu lúc")
    beat_at = models.DateTimeField("hoạt động lúc", db_index=True)

    class Meta:
        verbose_name = "tiến trình chạy nền"
        verbose_name_plural = "tiến trình chạy nền"
        default_permissions = ()
        permissions = [("manage_background", "Xem việc chạy nền và chạy lại việc bị lỗi")]

    def __str__(self):
        return f"{self.host}:{self.pid}"


class ScheduledRun(models.Model):
    """One scheduled job on one day. Whoever runs it holds the row, so that of several machines one does."""

    name = models.CharField("việc", max_length=60)
    day = models.DateField("ngày")
    started_at = models.DateTimeField("bắt đầu lúc")
    finished_at = models.DateTimeField("xong lúc", null=True)
    attempts = models.PositiveSmallIntegerField("số lần chạy", default=1)
    error = models.TextField("lỗi", blank=True)

    class Meta:
        verbose_name = "việc hằng ngày"
        verbose_name_plural = "việc hằng ngày"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["name", "day"], name="scheduled_once_a_day"),
            models.CheckConstraint(
                name="scheduled_done_has_no_error", condition=Q(finished_at__isnull=True) | Q(error="")
            ),
        ]

    def __str__(self):
        return f"{self.name} {self.day:%d/%m/%Y}"
