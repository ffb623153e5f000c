"""The list of articles, seen from the issues: where each of them stands, and what waits for the person who looks."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html

from issues.labels import in_address, of_address
from issues.models import Issue
from news.models import Category
from news.models.category import SUMMARY_SLUG

OFFERED = 8  # issues
# What waits for somebody: the address's word, the words on the page, the permission, and the rule.
ARTICLE_TASKS = {
    "duyet": ("Chờ tôi duyệt", "news.review_article", "awaiting"),
    "tra-lai": ("Bị trả lại cho tôi", "news.add_article", "returned_to"),
    "dang-viet": ("Tôi đang viết", "news.add_article", "drafts_of"),
}


class TaskFilter(admin.SimpleListFilter):
    """What waits for the person who looks."""

    title = "việc của tôi"
    parameter_name = "viec"
    tasks = ARTICLE_TASKS

    def lookups(self, request, model_admin):
        """What this person may do at all."""
        may = request.user.has_perm
        return [(name, words) for name, (words, permission, _) in self.tasks.items() if may(permission)]

    def queryset(self, request, queryset):
        """The rows that wait; the rule is the model's."""
        if self.value() not in dict(self.lookup_choices):
            return queryset
        return getattr(queryset, self.tasks[self.value()][2])(request.user)


class PlacedFilter(admin.SimpleListFilter):
    """Whether an article stands in an issue, and in which one: `roi`, `chua`, `12` for the last twelve, `48-2026`."""

    title = "số"
    parameter_name = "so"

    def lookups(self, request, model_admin):
        """Placed or not, the newest issues, and the one that the address names."""
        newest = Issue.objects.only("number", "last_number", "year").order_by("-year", "-number")[:OFFERED]
        named = {in_address(issue): str(issue) for issue in newest}
        if number := of_address(self.value()):
            named.setdefault(self.value(), f"Số {number[0]}/{number[1]}")
        fixed = (("chua", "Chưa vào số nào"), ("roi", "Đã vào số"), ("12", "12 số mới phát hành"))
        return [*fixed, *named.items()]

    def queryset(self, request, queryset):
        """The articles that stand there."""
        if self.value() in ("chua", "roi"):
            return queryset.filter(placement__isnull=self.value() == "chua")
        if self.value() == "12":
            return queryset.filter(placement__issue__in=Issue.objects.lately().values("pk"))
        number = of_address(self.value())
        if number is None:
            return queryset
        return queryset.filter(placement__issue__in=Issue.objects.holding(number[1], number[0]).values("pk"))


class PlacedSectionFilter(admin.SimpleListFilter):
    """By the section in which an article is placed, which need not be the proposed one."""

    title = "chuyên mục trong số"
    parameter_name = "muc"
    template = "admin/includes/folded_filter.html"

    def lookups(self, request, model_admin):
        """The sections that hold articles."""
        return [(c.pk, str(c)) for c in Category.objects.exclude(slug=SUMMARY_SLUG)]

    def queryset(self, request, queryset):
        """The articles placed there."""
        return queryset.filter(placement__category=self.value()) if self.value() else queryset


class PlacedList:
    """For the ModelAdmin of articles: the list's columns and filters that speak of issues."""

    def get_list_display(self, request):
        """With the place in the issue, before the last column."""
        *columns, last = super().get_list_display(request)
        return (*columns, "place_shown", last)

    def get_list_filter(self, request):
        """What waits comes first; where it stands, after the days."""
        first = super().get_list_filter(request)
        return (TaskFilter, *first[:4], PlacedFilter, PlacedSectionFilter, *first[4:])

    def get_list_select_related(self, request):
        """With the places."""
        return (*super().get_list_select_related(request), "placement__issue", "placement__category")

    @admin.display(description="số · vị trí")
    def place_shown(self, article):
        """The issue in which the article stands, to follow, with section and position."""
        placement = getattr(article, "placement", None)
        if placement is None:
            return "–"
        url = reverse("admin:issues_issue_change", args=[placement.issue_id])
        return format_html(
            '<a href="{}">{}</a> · {}.{}',
            url,
            placement.issue.label,
            placement.category.numeral,
            placement.position,
        )
