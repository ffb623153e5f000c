"""Articles with their pictures, key figures and the log of their statuses."""

from django.apps import apps
from django.conf import settings
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from simple_history.models import HistoricalRecords

from news import fields
from news.models.category import Category
from news.models.kept import KeptRows
from news.models.source import Source
from news.pictures import PictureField
from news.richtext import RichTextField, word_count
from news.searching import search_key
from news.signature import bands, headline_key, link_key, signature
from news.statuslog import StatusChange
from news.text import squeeze

# What follows from the text, or is kept in a log of its own, is no part of a version.
DERIVED = ["status", "word_count", "headline_key", "link_key", "search_key", "signature"]


class ArticleStatus(models.TextChoices):
    """Where an article stands. Changes only through news.workflow."""

    DRAFT = "draft", "Bản thảo"
    REVIEW = "review", "Chờ duyệt"
    APPROVED = "approved", "Đã duyệt"
    PUBLISHED = "published", "Đã xuất bản"
    WITHDRAWN = "withdrawn", "Đã thu hồi"
    DROPPED = "dropped", "Đã bỏ"


class ArticleQuerySet(models.QuerySet):
    """Named questions about articles."""

    def placeable(self):
        """Articles that may be placed in an issue: in review or approved."""
        return self.filter(status__in=[ArticleStatus.REVIEW, ArticleStatus.APPROVED])

    def editable_by(self, user):
        """Articles whose text this person may open for editing, freezing by an issue aside."""
        drafts = Q(status=ArticleStatus.DRAFT)
        if user.has_perm("news.edit_any_article"):
            return self.filter(drafts | Q(status=ArticleStatus.REVIEW))
        return self.filter(drafts, author=user)

    def awaiting(self, user):
        """Articles that wait for this person's judgement, the most urgent first: in review, never saved by them, and
        either asked of them by name or of nobody in particular."""
        if not (user.is_active and user.has_perm("news.review_article")):
            return self.none()
        asked = (
            apps.get_model("news", "ReviewRequest").objects.filter(article=models.OuterRef("pk")).waiting()
        )
        # Whoever left, or has saved the text since, can no longer judge it: then it waits for everybody again.
        wrote = self.model.contributors.through.objects.filter(
            article=models.OuterRef("article"), user=models.OuterRef("reviewer")
        )
        able = asked.filter(~models.Exists(wrote), reviewer__is_active=True)
        mine = asked.filter(reviewer=user)
        waiting = self.filter(models.Exists(mine) | ~models.Exists(able), status=ArticleStatus.REVIEW)
        due = models.Subquery(mine.values("due")[:1])
        return (
            waiting.exclude(contributors=user)
            .annotate(asked_of_me=models.Exists(mine), due=due)
            .order_by("-asked_of_me", models.F("due").asc(nulls_last=True), "updated_at", "pk")
        )

    def returned_to(self, user):
        """This person's drafts that somebody sent back."""
        return self.filter(author=user, status=ArticleStatus.DRAFT).filter(sent_back())

    def drafts_of(self, user):
        """This person's drafts that nobody sent back."""
        return self.filter(author=user, status=ArticleStatus.DRAFT).exclude(sent_back())


def sent_back() -> Exists:
    """Whether a step ever led back to a draft: what is a draft now was then sent back last."""
    return Exists(ArticleStatusChange.objects.filter(article=OuterRef("pk"), to_status=ArticleStatus.DRAFT))


class Article(models.Model):
    """One short digest. The headline is stored as typed and printed in capitals; the date may be missing (a finding)."""

    headline = fields.CharField("tiêu đề", max_length=400)
    toc_title = fields.CharField(
        "tiêu đề ở mục lục",
        max_length=200,
        blank=True,
        help_text="Ngắn hơn tiêu đề; để trống thì mục lục in tiêu đề.",
    )
    news_date = models.DateField("ngày đăng tin", null=True, blank=True)
    source = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, related_name="articles", verbose_name="nguồn tin"
    )
    link = models.URLField("liên kết tới bài gốc", max_length=1000, blank=True)
    category = models.ForeignKey(
        Category,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
        verbose_name="chuyên mục đề nghị",
    )
    body = RichTextField("nội dung", blank=True)
    word_count = models.PositiveIntegerField("số chữ", default=0, editable=False)
    # Kept beside the text when it is saved, so that looking through the archive is a look-up.
    headline_key = models.CharField(
        max_length=400, blank=True, default="", db_default="", editable=False, db_index=True
    )
    link_key = models.CharField(
        max_length=1000, blank=True, default="", db_default="", editable=False, db_index=True
    )
    search_key = models.TextField(blank=True, default="", db_default="", editable=False)
    signature = models.BinaryField(blank=True, default=b"", db_default=b"", editable=False)
    status = models.CharField(
        "trạng thái", max_length=10, choices=ArticleStatus, default=ArticleStatus.DRAFT, editable=False
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="articles",
        verbose_name="người viết",
    )
    contributors = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        blank=True,
        editable=False,
        related_name="contributions",
        verbose_name="những người đã sửa",
        help_text="Tất cả những người từng lưu nội dung; không ai trong số họ được duyệt tin này.",
    )
    version = models.PositiveIntegerField("phiên bản", default=0, editable=False)
    created_at = models.DateTimeField("tạo lúc", auto_now_add=True)
    updated_at = models.DateTimeField("sửa lúc", auto_now=True)

    objects = ArticleQuerySet.as_manager()
    history = HistoricalRecords(verbose_name="phiên bản của tin", excluded_fields=DERIVED, bases=[KeptRows])

    class Meta:
        verbose_name = "tin"
        verbose_name_plural = "tin"
        ordering = ["-updated_at", "-pk"]
        permissions = [
            ("edit_any_article", "Sửa tin của người khác"),
            ("submit_article", "Gửi duyệt tin"),
            ("review_article", "Duyệt hoặc trả lại tin"),
            ("reopen_article", "Mở lại tin đã duyệt"),
            ("drop_article", "Bỏ tin"),
            ("publish_article", "Xuất bản tin cùng với số"),
            ("withdraw_article", "Thu hồi tin cùng với số"),
        ]
        indexes = [
            models.Index(fields=["status", "-updated_at"], name="article_status_updated"),
            models.Index(fields=["news_date"], name="article_news_date"),
            models.Index(fields=["-updated_at", "-id"], name="article_newest_first"),
        ]
        constraints = [
            models.CheckConstraint(name="article_status_known", condition=Q(status__in=ArticleStatus.values)),
            models.CheckConstraint(name="article_headline_present", condition=~Q(headline="")),
        ]

    def __str__(self):
        return self.headline

    def save(self, *args, **kwargs):
        """Store the headline on one line, and beside the text its word count and what it is recognised by."""
        self.headline = squeeze(self.headline)
        self.toc_title = squeeze(self.toc_title)
        self.word_count = word_count(self.body)
        self.headline_key, self.link_key = headline_key(self.headline), link_key(self.link)
        self.search_key = search_key(self.headline, self.toc_title, self.link)
        self.signature = signature(self.body)
        super().save(*args, **kwargs)
        self.store_bands()

    def store_bands(self):
        """Write the bands of the signature where they differ from those that are stored."""
        wanted, stored = set(bands(self.signature)), set(self.bands.values_list("value", flat=True))
        if wanted == stored:
            return
        with transaction.atomic():
            self.bands.filter(value__in=stored - wanted).delete()
            rows = [ArticleBand(article=self, value=value) for value in sorted(wanted - stored)]
            ArticleBand.objects.bulk_create(rows, ignore_conflicts=True)


class ArticleBand(models.Model):
    """A piece of a body's signature: two bodies that share one are candidates for near-duplicates."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="bands")
    value = models.BigIntegerField(db_index=True)

    class Meta:
        verbose_name = "dấu vân nội dung"
        verbose_name_plural = "dấu vân nội dung"
        constraints = [models.UniqueConstraint(fields=["article", "value"], name="article_band_once")]

    def __str__(self):
        return f"{self.article_id}: {self.value}"


class Picture(models.Model):
    """A picture of an article, in order. Caption, credit and alt text may be missing: findings, not errors."""

    article = models.ForeignKey(Article, models.PROTECT, related_name="pictures", verbose_name="tin")
    position = models.PositiveSmallIntegerField("thứ tự", default=1)
    image = PictureField("ảnh", width_field="width", height_field="height", max_length=120)
    width = models.PositiveIntegerField(editable=False, default=0)
    height = models.PositiveIntegerField(editable=False, default=0)
    # The whole picture and the piece of it that is `image`, see news.cropping; without a name `image` is the whole one.
    original = models.CharField(max_length=120, blank=True, default="", db_default="", editable=False)
    original_width = models.PositiveIntegerField(editable=False, default=0, db_default=0)
    original_height = models.PositiveIntegerField(editable=False, default=0, db_default=0)
    crop_left = models.PositiveIntegerField("cắt từ trái", default=0, db_default=0, blank=True)
    crop_top = models.PositiveIntegerField("cắt từ trên", default=0, db_default=0, blank=True)
    crop_width = models.PositiveIntegerField("khung rộng", default=0, db_default=0, blank=True)
    crop_height = models.PositiveIntegerField("khung cao", default=0, db_default=0, blank=True)
    caption = fields.CharField("chú thích", max_length=300, blank=True)
    credit = fields.CharField("tác giả, nguồn ảnh", max_length=120, blank=True)
    alt = fields.CharField("mô tả cho người không nhìn thấy ảnh", max_length=300, blank=True)

    class Meta:
        verbose_name = "ảnh"
        verbose_name_plural = "ảnh"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["article", "position"], name="picture_position_once"),
            models.CheckConstraint(
                name="picture_crop_has_both_sides",
                condition=Q(crop_width=0, crop_height=0) | Q(crop_width__gt=0, crop_height__gt=0),
            ),
        ]

    def __str__(self):
        return self.caption or self.alt or f"Ảnh {self.position}"

    @property
    def whole(self) -> tuple[str, int, int]:
        """Name and size of the picture that `image` is cut from; its own where nothing was cut."""
        if self.original:
            return self.original, self.original_width, self.original_height
        return self.image.name, self.width, self.height


class KeyFigure(models.Model):
    """A figure worth showing large: `98,97%` and what it counts."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="key_figures", verbose_name="tin")
    position = models.PositiveSmallIntegerField("thứ tự", default=1)
    value = fields.CharField("con số", max_length=40)
    label = fields.CharField("ý nghĩa", max_length=200)

    class Meta:
        verbose_name = "con số nổi bật"
        verbose_name_plural = "con số nổi bật"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["article", "position"], name="key_figure_position_once")
        ]

    def __str__(self):
        return f"{self.value} {self.label}"


class ArticleStatusChange(StatusChange):
    """One row for each step of an article."""

    article = models.ForeignKey(Article, models.PROTECT, related_name="status_changes", verbose_name="tin")

    class Meta(StatusChange.Meta):
        verbose_name = "bước của tin"
        verbose_name_plural = "nhật ký trạng thái của tin"
