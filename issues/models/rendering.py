"""PDFs that were made, are being made or could not be made: the renderer's memory and its queue."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from issues.models.issue import PrintLayout
from issues.models.release import Release


class RenderingStatus(models.TextChoices):
    """Where a rendering stands."""

    QUEUED = "queued", "Đang chờ"
    RUNNING = "running", "Đang dựng"
    DONE = "done", "Đã xong"
    FAILED = "failed", "Bị lỗi"
    CANCELLED = "cancelled", "Đã hủy"


class Stage(models.TextChoices):
    """What the press is doing; the values are those of `issues.press.messages.STAGES`."""

    READ = "read", "Đọc trang"
    LAYOUT = "layout", "Dàn trang"
    DRAW = "draw", "Vẽ trang"
    WRITE = "write", "Ghi tệp"


OPEN = (RenderingStatus.QUEUED, RenderingStatus.RUNNING)


class RenderingQuerySet(models.QuerySet):
    """Named questions about renderings."""

    def unreleased(self):
        """Those whose PDF is in no release."""
        released = Release.objects.filter(pdf_sha256=models.OuterRef("pdf_sha256"))
        return self.exclude(models.Exists(released))


class Rendering(models.Model):
    """One PDF of one edition: there is one row for an edition, layout, part, format and version of the renderer.

    Whoever asks for the same joins it. The row is claimed by compare-and-set: `claim` names who is at work, `heartbeat` is
    their last sign of life. The edition stands in the row until there is a PDF of it.
    """

    sha256 = models.CharField("mã băm nội dung", max_length=64)
    layout = models.CharField("kiểu trình bày", max_length=10, choices=PrintLayout)
    part = models.CharField("phần", max_length=80, blank=True)
    format = models.CharField("định dạng", max_length=10, default="pdf")
    renderer = models.CharField("phiên bản trình dựng", max_length=16)
    status = models.CharField(
        "trạng thái", max_length=10, choices=RenderingStatus, default=RenderingStatus.QUEUED
    )
    stage = models.CharField("bước", max_length=10, choices=Stage, blank=True)
    page = models.PositiveSmallIntegerField("đang ở trang", default=0)
    pages = models.PositiveSmallIntegerField("số trang", default=0)
    file = models.CharField("tệp", max_length=120, blank=True)
    pdf_sha256 = models.CharField("mã băm PDF", max_length=64, blank=True, db_index=True)
    error = models.TextField("lỗi", blank=True)
    edition_json = models.TextField(blank=True, editable=False)
    claim = models.CharField(max_length=32, blank=True, editable=False)
    heartbeat = models.DateTimeField("hoạt động lúc", default=timezone.now)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="người yêu cầu"
    )
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="người hủy"
    )
    created_at = models.DateTimeField("tạo lúc", default=timezone.now)

    objects = RenderingQuerySet.as_manager()

    class Meta:
        verbose_name = "bản dựng"
        verbose_name_plural = "bản dựng"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["sha256", "layout", "part", "format", "renderer"], name="rendering_once"
            ),
            models.CheckConstraint(
                name="rendering_status_known", condition=Q(status__in=RenderingStatus.values)
            ),
            models.CheckConstraint(
                name="rendering_done_has_file",
                condition=~Q(status=RenderingStatus.DONE) | (~Q(file="") & ~Q(pdf_sha256="")),
            ),
            models.CheckConstraint(
                name="rendering_running_is_claimed",
                condition=~Q(status=RenderingStatus.RUNNING) | ~Q(claim=""),
            ),
            models.CheckConstraint(
                name="rendering_open_has_edition", condition=~Q(status__in=OPEN) | ~Q(edition_json="")
            ),
        ]

    def __str__(self):
        return f"{self.sha256[:12]} {self.layout} {self.part}".strip()

    @property
    def is_open(self) -> bool:
        """Whether it waits or is being worked on."""
        return self.status in OPEN
