"""What stands on every issue: names, licence, person responsible, format, colours."""

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q

from news import fields

COLOUR = RegexValidator(r"^#[0-9a-fA-F]{6}\Z", "Màu viết dạng #rrggbb, ví dụ #0b2545.")


class Masthead(models.Model):
    """One row. An edition takes a copy, so that a later change never rewrites what went out."""

    name = fields.CharField("tên ấn phẩm", max_length=120, default="Điểm tin Khoa học Công nghệ")
    slogan = fields.CharField("khẩu hiệu", max_length=200, blank=True)
    authority = fields.CharField("cơ quan chủ quản", max_length=200, blank=True)
    publisher = fields.CharField("đơn vị xuất bản", max_length=200, blank=True)
    address = fields.CharField("địa chỉ", max_length=300, blank=True)
    phone = fields.CharField("điện thoại", max_length=60, blank=True)
    email = models.EmailField("thư điện tử", blank=True)
    site = models.URLField("trang web", blank=True)
    facebook = models.URLField("Facebook", blank=True)
    licence = fields.CharField("giấy phép xuất bản", max_length=200, blank=True)
    responsible = fields.CharField("người chịu trách nhiệm xuất bản", max_length=120, blank=True)
    periodicity = fields.CharField("kỳ hạn", max_length=80, default="Hằng tuần")
    print_run = fields.CharField("số lượng in", max_length=80, blank=True)
    page_width = models.PositiveSmallIntegerField(
        "chiều rộng trang (mm)", default=210, validators=[MinValueValidator(120), MaxValueValidator(420)]
    )
    page_height = models.PositiveSmallIntegerField(
        "chiều cao trang (mm)", default=297, validators=[MinValueValidator(160), MaxValueValidator(594)]
    )
    page_limit = models.PositiveSmallIntegerField(
        "số trang nhiều nhất", default=64, validators=[MinValueValidator(4)]
    )
    # A bản tin under the press law of 2016 had at most 64 pages of 19 × 27 cm; the law of 2026 leaves it to the licence.
    width_limit = models.PositiveSmallIntegerField(
        "chiều rộng nhiều nhất (mm)",
        null=True,
        blank=True,
        help_text="Theo giấy phép; để trống nếu không giới hạn.",
    )
    height_limit = models.PositiveSmallIntegerField(
        "chiều cao nhiều nhất (mm)",
        null=True,
        blank=True,
        help_text="Theo giấy phép; để trống nếu không giới hạn.",
    )
    colour = models.CharField("màu chính", max_length=7, default="#0b2545", validators=[COLOUR])
    accent = models.CharField("màu nhấn", max_length=7, default="#c4202e", validators=[COLOUR])

    class Meta:
        verbose_name = "măng sét"
        verbose_name_plural = "măng sét"
        constraints = [models.CheckConstraint(name="masthead_single", condition=Q(pk=1))]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        """There is one masthead."""
        self.pk = 1
        super().save(*args, **kwargs)

    @classmethod
    def current(cls) -> "Masthead":
        """The masthead, or its defaults where none has been set up."""
        return cls.objects.first() or cls(pk=1)
