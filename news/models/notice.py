"""What people are told, in their inbox and by mail. Mails are rows too, so that one that failed is seen and sent again."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from news import fields
from news.models.article import Article
from news.models.user import Delivery


class Kind(models.TextChoices):
    """What a notice is about. Who is told what stands in `issues.telling`."""

    TO_REVIEW = "to_review", "Tin chờ duyệt"
    REVIEW_ASKED = "review_asked", "Nhờ duyệt"
    COMMENTED = "commented", "Nhận xét"
    RETURNED = "returned", "Tin bị trả lại"
    APPROVED = "approved", "Tin được duyệt"
    REOPENED = "reopened", "Tin được mở lại"
    DROPPED = "dropped", "Tin bị bỏ"
    HANDED_OVER = "handed_over", "Bàn giao"
    ISSUE_TO_APPROVE = "issue_to_approve", "Số chờ duyệt"
    ISSUE_RETURNED = "issue_returned", "Số bị trả lại"
    ISSUE_APPROVED = "issue_approved", "Số được duyệt"
    ISSUE_SCHEDULED = "issue_scheduled", "Số được hẹn giờ"
    ISSUE_UNSCHEDULED = "issue_unscheduled", "Số bỏ hẹn giờ"
    ISSUE_MISSED = "issue_missed", "Số lỡ giờ xuất bản"
    ISSUE_PUBLISHED = "issue_published", "Số đã xuất bản"
    ISSUE_REOPENED = "issue_reopened", "Số được mở lại"
    ISSUE_WITHDRAWN = "issue_withdrawn", "Số bị thu hồi"


class MailQuerySet(models.QuerySet):
    """Named questions about mails."""

    def unsent(self):
        """Mails that have not gone out, also those that are no longer tried."""
        return self.filter(sent_at__isnull=True)

    def failed(self):
        """Mails that were tried and have not gone out."""
        return self.unsent().exclude(error="")

    def forgettable(self, before):
        """Mails that went out before that time and of whose notices none is left."""
        return self.filter(sent_at__lt=before, notices__isnull=True)


class Mail(models.Model):
    """One mail to one person: notices, those of a day (with `day`), or an invitation (without notices)."""

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="mails", verbose_name="người nhận"
    )
    day = models.DateField("thư trong ngày", null=True, blank=True)
    created_at = models.DateTimeField("tạo lúc", default=timezone.now)
    # Whoever sends it holds it for a while: two workers never send the same mail.
    claimed_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField("số lần gửi", default=0)
    sent_at = models.DateTimeField("gửi lúc", null=True)
    error = fields.CharField("lỗi", max_length=300, blank=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        verbose_name = "thư"
        verbose_name_plural = "thư"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "day"], name="mail_one_a_day", condition=Q(day__isnull=False)
            )
        ]
        indexes = [
            models.Index(fields=["recipient"], name="mail_unsent", condition=Q(sent_at__isnull=True)),
        ]

    def __str__(self):
        return f"{self.created_at:%d/%m/%Y %H:%M} {self.recipient}"


class NoticeQuerySet(models.QuerySet):
    """Named questions about notices."""

    def unread(self):
        """Notices that their recipient has not read."""
        return self.filter(read_at__isnull=True)

    def forgettable(self, before):
        """Notices that were read before that time and are in no mail that has yet to go out."""
        return self.filter(read_at__lt=before).filter(Q(mail=None) | Q(mail__sent_at__isnull=False))

    def to_mail(self, delivery: str):
        """Notices that wait to be put in a mail of that kind."""
        return self.filter(delivery=delivery, mail__isnull=True)


class Notice(models.Model):
    """One thing that one person is told. How it is delivered is what they had chosen when it happened."""

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="notices", verbose_name="người nhận"
    )
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="người thực hiện"
    )
    kind = models.CharField("loại", max_length=30, choices=Kind)
    subject = fields.CharField("tiêu đề", max_length=200)
    text = fields.TextField("nội dung", blank=True)
    url = models.CharField("địa chỉ", max_length=300, blank=True)
    article = models.ForeignKey(
        Article, models.CASCADE, null=True, blank=True, related_name="notices", verbose_name="tin"
    )
    created_at = models.DateTimeField("lúc", default=timezone.now)
    read_at = models.DateTimeField("đọc lúc", null=True)
    delivery = models.CharField("cách báo", max_length=10, choices=Delivery)
    mail = models.ForeignKey(
        Mail, models.SET_NULL, null=True, related_name="notices", verbose_name="thư đã báo"
    )

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "thông báo"
        verbose_name_plural = "thông báo"
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["recipient", "-created_at"], name="notice_inbox"),
            models.Index(fields=["recipient"], name="notice_unread", condition=Q(read_at__isnull=True)),
            models.Index(
                fields=["recipient", "delivery"], name="notice_to_mail", condition=Q(mail__isnull=True)
            ),
        ]

    def __str__(self):
        return self.subject
