"""Articles, seen from the issues: in which one each of them stands."""

from django.contrib import admin
from django.urls import path, reverse
from django.utils.html import format_html

from issues import places
from issues.admin_views import checking
from issues.admin_views.places import shown, sought
from issues.assembly import edition_article
from issues.checking import check_stored
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

    def get_urls(self):
        """The check of what is typed stands before the admin's own catch-all address."""

        def view(request, object_id=None):
            return checking.view(self, request, object_id)

        wrapped = self.admin_site.admin_view(view)
        return [
            path("add/kiem-tra/", wrapped, name=self.url_name("check_new")),
            path("<path:object_id>/kiem-tra/", wrapped, name=self.url_name("check")),
            *super().get_urls(),
        ]

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        """The form says where the article stands, and what was found in it."""
        if obj is not None:
            placement = Placement.objects.filter(article=obj).select_related("issue", "category").first()
            context |= {"placement": placement, "sought": sought(request, obj)}
        if self.may_write(request, obj):
            context["checked"] = self.checked(obj, context.get("placement"))
            context["check_url"] = self.page("check", obj) if obj else reverse("admin:news_article_check_new")
        return super().render_change_form(request, context, add, change, form_url, obj)

    def step_context(self, request, transition, obj):
        """Who judges an article sees where it stands."""
        return super().step_context(request, transition, obj) | {"where": places.where([obj.pk]).get(obj.pk)}

    def checked(self, article, placement) -> list:
        """What was found in the text as it is stored; nothing in a new one."""
        if article is None:
            return []
        issue = placement.issue if placement else None
        found = check_stored(edition_article(article), issue)
        return [shown(m, found.edition, issue) for m in found.marked if not m.waiver]
