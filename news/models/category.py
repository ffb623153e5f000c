"""The sections of an issue."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from news import fields

NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
SUMMARY_SLUG = "trends"


class Layout(models.TextChoices):
    """How a section is printed."""

    SUMMARY = "summary", "Bài tổng kết của số"
    LIST = "list", "Danh sách tin"
    FEATURE = "feature", "Bài nổi bật"


class Category(models.Model):
    """A section, in fixed order; its slug is its key, so that constraints can name it.

    The summary section is printed from the issue's own fields: nothing is ever placed in it, which the database
    holds through the slug (a constraint cannot look into another table).
    """

    slug = models.SlugField("mã", primary_key=True, max_length=30)
    name = fields.CharField("tên chuyên mục", max_length=80, unique=True)
    kicker = fields.CharField("dòng giới thiệu", max_length=160, blank=True)
    order = models.PositiveSmallIntegerField("thứ tự", unique=True, validators=[MinValueValidator(1)])
    layout = models.CharField("cách trình bày", max_length=10, choices=Layout, default=Layout.LIST)
    quota_min = models.PositiveSmallIntegerField("số tin ít nhất", default=0)
    quota_max = models.PositiveSmallIntegerField("số tin nhiều nhất", null=True, blank=True)

    class Meta:
        verbose_name = "chuyên mục"
        verbose_name_plural = "chuyên mục"
        ordering = ["order"]
        constraints = [
            models.CheckConstraint(
                name="category_summary_is_the_trends",
                condition=Q(slug=SUMMARY_SLUG, layout=Layout.SUMMARY)
                | (~Q(slug=SUMMARY_SLUG) & ~Q(layout=Layout.SUMMARY)),
                violation_error_message="Chỉ chuyên mục Tổng kết xu hướng có cách trình bày “bài tổng kết”.",
            ),
            models.CheckConstraint(
                name="category_quota_in_order",
                condition=Q(quota_max__isnull=True) | Q(quota_max__gte=models.F("quota_min")),
                violation_error_message="Số tin nhiều nhất phải không nhỏ hơn số tin ít nhất.",
            ),
        ]

    def __str__(self):
        return f"{self.numeral}. {self.name}"

    @property
    def numeral(self) -> str:
        """The roman number in print; sections beyond the tenth print as digits."""
        return NUMERALS[self.order - 1] if 1 <= self.order <= len(NUMERALS) else str(self.order)
