"""Issues and the places of articles in them."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from simple_history.models import HistoricalRecords

from issues.labels import label
from news import fields
from news.models import Article, Category
from news.models.category import SUMMARY_SLUG
from news.pictures import PictureField
from news.richtext import RichTextField
from news.statuslog import StatusChange


class IssueStatus(models.TextChoices):
    """Where an issue stands. Changes only through the workflow."""

    DRAFT = "draft", "Đang làm"
    REVIEW = "review", "Chờ duyệt"
    APPROVED = "approved", "Đã duyệt"
    PUBLISHED = "published", "Đã xuất bản"
    WITHDRAWN = "withdrawn", "Đã thu hồi"


IN_WORK = (IssueStatus.DRAFT, IssueStatus.REVIEW, IssueStatus.APPROVED)
LATELY = 12  # issues
ADVICE = {
    IssueStatus.REVIEW: "Hãy trả lại số kèm ghi chú trước.",
    IssueStatus.APPROVED: "Hãy mở lại số kèm ghi chú trước.",
    IssueStatus.PUBLISHED: "Muốn sửa, tổng biên tập dùng đính chính hoặc thu hồi số.",
    IssueStatus.WITHDRAWN: "Muốn làm lại, tổng biên tập mở lại số kèm ghi chú.",
}


def advice(status: str) -> str:
    """What comes before anything in an issue of this status can be changed; nothing for a draft."""
    return ADVICE.get(status, "")


class Origin(models.TextChoices):
    """Made here, or a back issue that was printed before."""

    NEWSROOM = "newsroom", "Tòa soạn"
    ARCHIVE = "archive", "Số cũ nhập lại"


class PrintLayout(models.TextChoices):
    """How an issue is set in print."""

    MAGAZINE = "magazine", "Tạp chí (hai cột, nhiều ảnh)"
    COMPACT = "compact", "Gọn (một cột, ít ảnh)"


class IssueQuerySet(models.QuerySet):
    """Named questions about issues."""

    def published(self):
        """What the public may see, newest first."""
        return self.filter(status=IssueStatus.PUBLISHED).order_by("-year", "-number")

    def lately(self):
        """The last twelve issues that are out."""
        return self.published()[:LATELY]

    def in_work(self):
        """What is not out yet, newest first."""
        return self.filter(status__in=IN_WORK).order_by("-year", "-number")

    def to_approve_by(self, user):
        """Issues in review that this person may approve: neither submitted nor imported by them."""
        if not user.has_perm("issues.approve_issue"):
            return self.none()
        waiting = self.filter(status=IssueStatus.REVIEW, release__isnull=False)
        return waiting.exclude(release__submitted_by=user).exclude(imported_by=user)

    def to_publish_by(self, user):
        """Approved issues, where this person may publish and no time is set that will see to it."""
        if not user.has_perm("issues.publish_issue"):
            return self.none()
        waiting = self.filter(status=IssueStatus.APPROVED, release__isnull=False)
        return waiting.exclude(publish_at__gt=timezone.now())

    def due(self, now):
        """What was to be published by now and is not, the longest overdue first."""
        return self.filter(status=IssueStatus.APPROVED, publish_at__lte=now).order_by("publish_at", "pk")

    def holding(self, year: int, number: int, last: int | None = None):
        """The issues that have that number, or one up to `last`; a double issue has all of its span."""
        last = last or number
        span = Q(number__range=(number, last)) | Q(number__lt=number, last_number__gte=number)
        return self.filter(span, year=year)

    def overlapping(self, issue: "Issue") -> "Issue | None":
        """Another issue that has one of this one's numbers."""
        others = self.holding(issue.year, issue.number, issue.last_number)
        return others.exclude(pk=issue.pk).first()


class Issue(models.Model):
    """One number of the digest. Text and pictures of the trend summary are its own; articles stand in it by Placement."""

    number = models.PositiveSmallIntegerField("số", validators=[MinValueValidator(1), MaxValueValidator(999)])
    last_number = models.PositiveSmallIntegerField(
        "đến số",
        null=True,
        blank=True,
        help_text="Chỉ điền với số ghép, ví dụ số 5–6.",
        validators=[MaxValueValidator(999)],
    )
    year = models.PositiveSmallIntegerField(
        "năm", validators=[MinValueValidator(1990), MaxValueValidator(2199)]
    )
    first_day = models.DateField("từ ngày")
    last_day = models.DateField("đến ngày")
    theme = fields.CharField("dòng chủ đề trên bìa", max_length=200, blank=True)
    layout = models.CharField(
        "kiểu trình bày bản in",
        max_length=10,
        choices=PrintLayout,
        default=PrintLayout.MAGAZINE,
        db_default=PrintLayout.MAGAZINE,
    )
    page_notice = fields.CharField(
        "ghi chú in trên mọi trang", max_length=80, blank=True, help_text="Ví dụ: Nội dung minh họa."
    )
    cover = PictureField(
        "ảnh bìa", width_field="cover_width", height_field="cover_height", max_length=120, blank=True
    )
    cover_width = models.PositiveIntegerField(editable=False, null=True)
    cover_height = models.PositiveIntegerField(editable=False, null=True)
    cover_caption = fields.CharField("chú thích ảnh bìa", max_length=300, blank=True)
    cover_credit = fields.CharField("tác giả, nguồn ảnh bìa", max_length=120, blank=True)
    cover_alt = fields.CharField("mô tả ảnh bìa", max_length=300, blank=True)
    trends_title = fields.CharField("tiêu đề bài tổng kết xu hướng", max_length=300, blank=True)
    trends_body = RichTextField("bài tổng kết xu hướng", blank=True)
    podcast_title = fields.CharField("tên podcast", max_length=200, blank=True)
    podcast_url = models.URLField("địa chỉ podcast", max_length=500, blank=True)
    origin = models.CharField(
        "nguồn gốc", max_length=10, choices=Origin, default=Origin.NEWSROOM, editable=False
    )
    original_pdf = models.FileField(
        "PDF gốc",
        upload_to="originals/",
        blank=True,
        help_text="Chỉ với số cũ: bản PDF đã phát hành, công chúng sẽ nhận đúng bản này.",
    )
    status = models.CharField(
        "trạng thái", max_length=10, choices=IssueStatus, default=IssueStatus.DRAFT, editable=False
    )
    published_at = models.DateTimeField("xuất bản lúc", null=True, blank=True, editable=False)
    publish_at = models.DateTimeField("hẹn xuất bản lúc", null=True, blank=True, editable=False)
    publish_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="người hẹn giờ",
    )
    release = models.ForeignKey(
        "issues.Release",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="bản phát hành",
    )
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="người nhập",
    )
    version = models.PositiveIntegerField("phiên bản", default=0, editable=False)
    created_at = models.DateTimeField("tạo lúc", auto_now_add=True)
    updated_at = models.DateTimeField("sửa lúc", auto_now=True)
    articles = models.ManyToManyField(Article, through="Placement", related_name="issues")

    objects = IssueQuerySet.as_manager()
    # What the steps change is in their own log.
    history = HistoricalRecords(
        verbose_name="phiên bản của số",
        excluded_fields=["status", "published_at", "publish_at", "publish_by", "release", "articles"],
    )

    class Meta:
        verbose_name = "số"
        verbose_name_plural = "số"
        ordering = ["-year", "-number"]
        permissions = [
            ("assemble_issue", "Xếp tin vào số"),
            ("submit_issue", "Gửi duyệt số"),
            ("approve_issue", "Duyệt hoặc trả lại số"),
            ("reopen_issue", "Mở lại số"),
            ("publish_issue", "Xuất bản số"),
            ("correct_issue", "Đính chính số đã xuất bản"),
            ("withdraw_issue", "Thu hồi số"),
            ("import_issue", "Nhập số cũ"),
            ("waive_issue", "Bỏ qua lỗi chặn duyệt kèm lý do"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "number"],
                name="issue_number_once_a_year",
                violation_error_message="Năm này đã có số mang số thứ tự đó.",
            ),
            models.CheckConstraint(
                name="issue_days_in_order",
                condition=Q(last_day__gte=F("first_day")),
                violation_error_message="“Đến ngày” phải không sớm hơn “từ ngày”.",
            ),
            models.CheckConstraint(
                name="issue_numbers_in_order",
                condition=Q(last_number__isnull=True) | Q(last_number__gt=F("number")),
                violation_error_message="“Đến số” phải lớn hơn “số”.",
            ),
            models.CheckConstraint(name="issue_status_known", condition=Q(status__in=IssueStatus.values)),
            models.CheckConstraint(name="issue_layout_known", condition=Q(layout__in=PrintLayout.values)),
            models.CheckConstraint(
                name="issue_published_has_date_and_release",
                condition=~Q(status=IssueStatus.PUBLISHED)
                | Q(published_at__isnull=False, release__isnull=False),
            ),
            models.CheckConstraint(
                name="issue_publish_time_of_an_approved_one",
                condition=Q(publish_at__isnull=True, publish_by__isnull=True)
                | Q(publish_at__isnull=False, publish_by__isnull=False, status=IssueStatus.APPROVED),
            ),
            models.CheckConstraint(
                name="issue_original_pdf_of_archive",
                condition=Q(original_pdf="") | Q(origin=Origin.ARCHIVE),
                violation_error_message="PDF gốc chỉ dành cho số cũ nhập lại.",
            ),
        ]

    def __str__(self):
        return f"Số {self.label}"

    def get_absolute_url(self):
        """The public page."""
        return reverse("issue", args=[self.year, self.number])

    @property
    def label(self) -> str:
        """`8/2026`, or `5–6/2026` for a double issue."""
        return label(self.number, self.last_number, self.year)

    def clean(self):
        """A double issue's numbers are nobody else's. (The database holds the first number; the span is held here.)"""
        if self.number is None or self.year is None:
            return
        if other := Issue.objects.overlapping(self):
            raise ValidationError({"number": f"Trùng với số {other.label} đã có."})


class Placement(models.Model):
    """One article in one issue, in a section, at a position: the truth about section and order."""

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="placements", verbose_name="số")
    article = models.OneToOneField(Article, models.PROTECT, related_name="placement", verbose_name="tin")
    category = models.ForeignKey(Category, models.PROTECT, related_name="+", verbose_name="chuyên mục")
    position = models.PositiveSmallIntegerField("vị trí", validators=[MinValueValidator(1)])

    class Meta:
        verbose_name = "vị trí"
        verbose_name_plural = "vị trí"
        ordering = ["category__order", "position"]
        constraints = [
            models.UniqueConstraint(fields=["issue", "category", "position"], name="placement_position_once"),
            models.CheckConstraint(name="placement_not_in_summary", condition=~Q(category=SUMMARY_SLUG)),
        ]

    def __str__(self):
        return f"{self.issue}, {self.category_id} {self.position}: {self.article}"


class IssueStatusChange(StatusChange):
    """One row for each step of an issue."""

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="status_changes", verbose_name="số")

    class Meta(StatusChange.Meta):
        verbose_name = "bước của số"
        verbose_name_plural = "nhật ký trạng thái của số"
