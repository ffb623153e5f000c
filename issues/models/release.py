"""What went, or is about to go, out; and the corrections that make the next release."""

from functools import cached_property

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from issues.edition import Edition, from_json
from issues.models.issue import Issue
from news import fields
from news.models import Article


class ReleaseQuerySet(models.QuerySet):
    """Named questions about releases."""

    def out(self):
        """Releases that went out, also those withdrawn since."""
        return self.filter(published_at__isnull=False)

    def public(self):
        """For each issue the newest release that is out and not withdrawn."""
        newest = (
            Release.objects.out().filter(issue=models.OuterRef("issue")).order_by("-number").values("pk")[:1]
        )
        return self.filter(pk=models.Subquery(newest), withdrawn_at__isnull=True)

    def newest_of(self, year: int, number: int) -> "Release | None":
        """What the public address of an issue answers with: its newest release that went out, withdrawn or not."""
        return self.out().filter(issue__year=year, issue__number=number).order_by("-number").first()


class Release(models.Model):
    """The edition as JSON, its hash, its PDF, who submitted and approved it. Never changed, only published or withdrawn."""

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="releases", verbose_name="số")
    number = models.PositiveSmallIntegerField("bản phát hành")
    edition_json = models.TextField(editable=False)
    sha256 = models.CharField("mã băm nội dung", max_length=64, editable=False)
    pdf = models.FileField("PDF", upload_to="releases/", editable=False)
    pdf_sha256 = models.CharField("mã băm PDF", max_length=64, editable=False)
    pages = models.PositiveSmallIntegerField("số trang", editable=False)
    pdf_bytes = models.PositiveIntegerField("cỡ tệp PDF", null=True, editable=False)
    # On which page of the PDF each article begins, by its key; nothing for a PDF that does not say so.
    page_numbers = models.JSONField(default=dict, db_default={}, editable=False)
    cover = models.CharField(max_length=120, blank=True, editable=False)
    article_count = models.PositiveSmallIntegerField("số tin", editable=False)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người gửi"
    )
    submitted_at = models.DateTimeField("gửi lúc", default=timezone.now)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="người duyệt"
    )
    approved_at = models.DateTimeField("duyệt lúc", null=True)
    published_at = models.DateTimeField("xuất bản lúc", null=True)
    withdrawn_at = models.DateTimeField("thu hồi lúc", null=True)
    withdrawal_reason = fields.TextField("lý do thu hồi", blank=True)

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        verbose_name = "bản phát hành"
        verbose_name_plural = "bản phát hành"
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["issue", "number"], name="release_number_once"),
            models.CheckConstraint(
                name="release_published_was_approved",
                condition=Q(published_at__isnull=True)
                | Q(approved_by__isnull=False, approved_at__isnull=False),
            ),
            models.CheckConstraint(
                name="release_withdrawn_was_published",
                condition=Q(withdrawn_at__isnull=True) | Q(published_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.issue}, bản {self.number}"

    @cached_property
    def edition(self) -> Edition:
        """The edition that this release put out."""
        return from_json(self.edition_json)


class ReleasePicture(models.Model):
    """Which pictures a release shows: a picture is public while a public release shows it."""

    release = models.ForeignKey(Release, models.PROTECT, related_name="pictures")
    name = models.CharField(max_length=120, db_index=True)

    class Meta:
        verbose_name = "ảnh của bản phát hành"
        verbose_name_plural = "ảnh của bản phát hành"
        constraints = [models.UniqueConstraint(fields=["release", "name"], name="release_picture_once")]

    def __str__(self):
        return self.name


class Correction(models.Model):
    """A dated public note on a published issue or one of its articles; it made a release."""

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="corrections", verbose_name="số")
    article = models.ForeignKey(
        Article, models.PROTECT, null=True, blank=True, related_name="corrections", verbose_name="tin"
    )
    release = models.OneToOneField(
        Release, models.PROTECT, related_name="correction", verbose_name="bản phát hành"
    )
    date = models.DateField("ngày")
    note = fields.TextField("nội dung đính chính")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người đính chính"
    )
    created_at = models.DateTimeField("lúc", default=timezone.now)

    class Meta:
        verbose_name = "đính chính"
        verbose_name_plural = "đính chính"
        ordering = ["date", "pk"]
        constraints = [models.CheckConstraint(name="correction_says_something", condition=~Q(note=""))]

    def __str__(self):
        return f"{self.date:%d/%m/%Y}: {self.note[:60]}"
