"""What is said about an article before it is approved: comments on its words, and who is asked to review it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from news import fields
from news.models.article import Article


class CommentQuerySet(models.QuerySet):
    """Named questions about comments."""

    def unresolved(self):
        """Comments that still ask for something; answers never do."""
        return self.filter(parent=None, resolved_at=None)

    def threads(self):
        """Comments with their answers and people, oldest first."""
        comments = self.filter(parent=None).select_related("author", "resolved_by")
        return comments.prefetch_related(
            models.Prefetch("answers", ArticleComment.objects.select_related("author"))
        )


class ArticleComment(models.Model):
    """A remark on an article, on a quoted passage or on the whole; or, with a parent, an answer to one."""

    article = models.ForeignKey(Article, models.PROTECT, related_name="comments", verbose_name="tin")
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="answers", verbose_name="trả lời cho"
    )
    quote = fields.TextField("đoạn trích", blank=True)
    # 0 for the headline, then the paragraphs of the body from 1: where the passage stood when it was quoted.
    paragraph = models.PositiveSmallIntegerField("đoạn", null=True, blank=True)
    text = fields.TextField("nhận xét")
    version = models.PositiveIntegerField("viết cho phiên bản", default=0)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người nhận xét"
    )
    created_at = models.DateTimeField("lúc", default=timezone.now)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người giải quyết",
    )
    resolved_at = models.DateTimeField("giải quyết lúc", null=True, blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = "nhận xét"
        verbose_name_plural = "nhận xét"
        ordering = ["created_at", "pk"]
        default_permissions = ("add", "change")
        indexes = [models.Index(fields=["article", "resolved_at"], name="comment_article_resolved")]
        constraints = [
            models.CheckConstraint(name="comment_text_present", condition=~Q(text="")),
            models.CheckConstraint(
                name="comment_resolved_by_somebody",
                condition=Q(resolved_by=None, resolved_at=None)
                | Q(resolved_by__isnull=False, resolved_at__isnull=False),
            ),
            models.CheckConstraint(
                name="comment_answer_has_no_state",
                condition=Q(parent=None) | Q(quote="", paragraph=None, resolved_at=None),
            ),
        ]

    def __str__(self):
        return self.text[:80]


class RequestQuerySet(models.QuerySet):
    """Named questions about requests for a review."""

    def waiting(self):
        """Requests that nobody has answered by a judgement."""
        return self.filter(done_at=None)

    def finish(self, user) -> int:
        """Mark as done what still waits. Returns how many."""
        return self.waiting().update(done_at=timezone.now(), done_by=user)


class ReviewRequest(models.Model):
    """Somebody asked by name to judge an article, by a day where one was given."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="review_requests", verbose_name="tin")
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="review_requests", verbose_name="người duyệt"
    )
    due = models.DateField("hạn duyệt", null=True, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người nhờ"
    )
    asked_at = models.DateTimeField("nhờ lúc", default=timezone.now)
    done_at = models.DateTimeField("xong lúc", null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người làm xong",
    )

    objects = RequestQuerySet.as_manager()

    class Meta:
        verbose_name = "lời nhờ duyệt"
        verbose_name_plural = "lời nhờ duyệt"
        ordering = ["due", "asked_at", "pk"]
        default_permissions = ("add",)
        constraints = [
            models.UniqueConstraint(
                fields=["article", "reviewer"],
                condition=Q(done_at=None),
                name="review_requested_once_at_a_time",
            )
        ]

    def __str__(self):
        return f"{self.reviewer}: {self.article}"

    @property
    def overdue(self) -> bool:
        """Whether the day is past and the article still waits."""
        return self.done_at is None and self.due is not None and self.due < timezone.localdate()
