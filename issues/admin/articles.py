"""Articles, seen from the issues: in which one each of them stands."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html

from issues.models import Placement
from news.admin.articles import ArticleAdmin
from news.models import Article

admin.site.unregister(Article)


class PlacedFilter(admin.SimpleListFilter):
    """Whether an article stands in an issue."""

    title = "vị trí trong số"
    parameter_name = "so"

    def lookups(self, request, model_admin):
        """Placed or not."""
        return (("chua", "Chưa vào số nào"), ("roi", "Đã vào số"))

    def queryset(self, request, queryset):
        """The articles that do, or do not."""
        if self.value() not in ("chua", "roi"):
            return queryset
        return queryset.filter(placement__isnull=self.value() == "chua")


@admin.register(Article)
class PlacedArticleAdmin(ArticleAdmin):
    """Articles with their issue."""

    change_form_template = "admin/news/article/change_form.html"
    list_display = (*ArticleAdmin.list_display, "issue_shown")
    list_select_related = (*ArticleAdmin.list_select_related, "placement__issue")
    list_filter = (*ArticleAdmin.list_filter[:3], PlacedFilter, *ArticleAdmin.list_filter[3:])

    @admin.display(description="số")
    def issue_shown(self, article):
        """The issue that the article stands in, to follow."""
        placement = getattr(article, "placement", None)
        if placement is None:
            return "–"
        url = reverse("admin:issues_issue_change", args=[placement.issue_id])
        return format_html('<a href="{}">{}</a>', url, placement.issue.label)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        """The form says where the article stands."""
        if obj is not None:
            context["placement"] = (
                Placement.objects.filter(article=obj).select_related("issue", "category").first()
            )
        return super().render_change_form(request, context, add, change, form_url, obj)
