"""What preflight keeps: the house's spellings, what a chief waived, and what became of links."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from issues.models.issue import Issue
from news import fields
from news.models import Article


class HouseForm(models.Model):
    """One way to write a term, and the spellings that an issue should not mix with it. Editors may add their own."""

    preferred = fields.CharField("cách viết của tòa soạn", max_length=80, unique=True)
    variants = fields.TextField("cách viết khác, mỗi dòng một cách")
    note = fields.CharField("ghi chú", max_length=200, blank=True)

    class Meta:
        verbose_name = "cách viết thống nhất"
        verbose_name_plural = "cách viết thống nhất"
        ordering = ["preferred"]

    def __str__(self):
        return self.preferred


class Waiver(models.Model):
    """A blocking finding that a chief let pass, with the reason. It belongs to the text it was given for: `fingerprint`
    is made of the finding and that text, so that it lapses when the text changes."""

    issue = models.ForeignKey(Issue, models.CASCADE, related_name="waivers", verbose_name="số")
    article = models.ForeignKey(
        Article, models.CASCADE, null=True, blank=True, related_name="waivers", verbose_name="tin"
    )
    code = models.CharField("mã", max_length=40)
    quote = fields.TextField("trích", blank=True)
    fingerprint = models.CharField(max_length=64, editable=False)
    reason = fields.TextField("lý do")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người bỏ qua"
    )
    at = models.DateTimeField("lúc", default=timezone.now)

    class Meta:
        verbose_name = "lỗi được bỏ qua"
        verbose_name_plural = "lỗi được bỏ qua"
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(fields=["issue", "fingerprint"], name="waiver_once"),
            models.CheckConstraint(name="waiver_has_a_reason", condition=~Q(reason="")),
        ]

    def __str__(self):
        return f"{self.code}: {self.reason}"


class LinkCheck(models.Model):
    """What an address answered when it was last asked. `status` is the HTTP status, None where no answer came."""

    url = models.URLField("liên kết", max_length=1000, unique=True)
    status = models.PositiveSmallIntegerField("mã trả lời", null=True)
    final_url = models.TextField("địa chỉ cuối", blank=True)
    error = fields.CharField("lỗi", max_length=200, blank=True)
    checked_at = models.DateTimeField("kiểm tra lúc", default=timezone.now)

    class Meta:
        verbose_name = "kết quả kiểm tra liên kết"
        verbose_name_plural = "kết quả kiểm tra liên kết"
        ordering = ["-checked_at"]

    def __str__(self):
        return f"{self.url}: {self.status or self.error}"
