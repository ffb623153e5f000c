"""Approving several articles of the list at once: each through the one door, one line for each refusal."""

from dataclasses import dataclass

from django.contrib import admin, messages
from django.contrib.admin import helpers
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse

from news.models import Article
from news.workflow import APPROVE, Refused, apply, refusal

# The list's longest page: what a person can be said to have read.
MOST = 50
NOT_SEEN = "chưa có trên trang xác nhận; hãy chọn lại"


@dataclass(frozen=True)
class Candidate:
    """One of the chosen articles, and why it cannot be approved, or None."""

    article: Article
    reason: str | None


class BulkApproveMixin:
    """For the admin of articles: an action of the list, with a page to confirm it."""

    def get_actions(self, request):
        """For who may judge articles."""
        actions = super().get_actions(request)
        if request.user.has_perm(APPROVE.permission):
            return actions
        return {name: action for name, action in actions.items() if name != "approve_chosen"}

    def changelist_view(self, request, extra_context=None):
        """Who may not judge articles is refused; the stock list would show itself without a word."""
        asked = request.POST.get("action") == "approve_chosen"
        if asked and not request.user.has_perm(APPROVE.permission):
            raise PermissionDenied
        return super().changelist_view(request, extra_context)

    @admin.action(description="Duyệt các tin đã chọn…")
    def approve_chosen(self, request, queryset):
        """First the page to confirm, then the approvals."""
        articles = list(queryset.select_related("source", "category", "author").order_by("pk")[: MOST + 1])
        if len(articles) > MOST:
            self.message_user(
                request, f"Mỗi lần duyệt nhiều nhất {MOST} tin; hãy chọn ít hơn.", messages.WARNING
            )
            return None
        if "confirmed" in request.POST:
            return self.approve_each(request, articles)
        return self.confirm_page(request, articles)

    def confirm_page(self, request, articles: list[Article]) -> TemplateResponse:
        """Each article to read, or why it cannot be approved."""
        chosen = [Candidate(article, refusal(APPROVE, article, request.user)) for article in articles]
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "Duyệt nhiều tin",
            "ready": [(c.article, self.body_shown(c.article)) for c in chosen if c.reason is None],
            "refused": [c for c in chosen if c.reason],
            "checkbox": helpers.ACTION_CHECKBOX_NAME,
        }
        return TemplateResponse(request, "admin/news/article/approve_many.html", context)

    def approve_each(self, request, articles: list[Article]) -> HttpResponseRedirect:
        """Each in a transaction of its own: what is refused keeps nobody else back."""
        reasons = {article: self.approve_one(request, article) for article in articles}
        done = [article for article, reason in reasons.items() if reason is None]
        if done:
            self.message_user(request, f"Đã duyệt {len(done)} tin.", messages.SUCCESS)
        for article, reason in reasons.items():
            if reason:
                self.message_user(request, f"Không duyệt “{article}”: {reason}", messages.ERROR)
        return HttpResponseRedirect(request.get_full_path())

    def approve_one(self, request, article: Article) -> str | None:
        """Approve the version that stood on the confirm page. Returns why not, or None."""
        seen = request.POST.get(f"seen-{article.pk}", "")
        if not (seen.isascii() and seen.isdigit() and len(seen) < 10):
            return NOT_SEEN
        # The page offered only what was in review; a status that has moved on is told by the door.
        article.status = APPROVE.sources[0]
        try:
            apply(APPROVE, article, request.user, seen_version=int(seen))
        except Refused as refused:
            return str(refused)
        return None
