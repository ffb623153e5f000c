"""Articles, seen from the issues: in which one each of them stands."""

from django.contrib import admin
from django.urls import path, reverse

from issues.admin.article_list import PlacedList
from issues.admin_views import checking
from issues.admin_views.places import shown, sought
from issues.assembly import edition_article
from issues.checking import check_stored
from issues.models import Placement
from news.admin.articles import ArticleAdmin
from news.models import Article

admin.site.unregister(Article)


@admin.register(Article)
class PlacedArticleAdmin(PlacedList, ArticleAdmin):
    """Articles with their issue."""

    change_form_template = "admin/news/article/change_form.html"

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

    def checked(self, article, placement) -> list:
        """What was found in the text as it is stored; nothing in a new one."""
        if article is None:
            return []
        issue = placement.issue if placement else None
        found = check_stored(edition_article(article), issue)
        return [shown(m, found.edition, issue) for m in found.marked if not m.waiver]
