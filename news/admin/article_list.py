"""The list of articles: its columns, and by what it is narrowed down."""

import re
from datetime import date, timedelta

from django.contrib import admin
from django.db.models import Exists, OuterRef, Prefetch, prefetch_related_objects
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from news.admin.widgets import status_badge
from news.models import Article, Category, ReviewRequest, User
from news.models.category import SUMMARY_SLUG
from news.searching import matching
from news.text import sort_key

FOLDED = "admin/includes/folded_filter.html"
HEAVY = ("body", "search_key", "signature", "headline_key", "link_key")
SPAN = re.compile(r"(\d{4}-\d\d-\d\d)_(\d{4}-\d\d-\d\d)", re.ASCII)


class SectionFilter(admin.RelatedFieldListFilter):
    """By proposed section; nothing is ever proposed for the summary."""

    def field_choices(self, field, request, model_admin):
        """The sections that hold articles."""
        return [(c.pk, str(c)) for c in Category.objects.exclude(slug=SUMMARY_SLUG)]


class UsedFilter(admin.RelatedFieldListFilter):
    """By what articles point to, as outlets and authors; of these the ones that some article points to."""

    template = FOLDED

    def field_choices(self, field, request, model_admin):
        """In the order of the alphabet. Each is looked up in the index: the articles are not gone through."""
        some = Article.objects.filter(**{field.name: OuterRef("pk")})
        rows = field.remote_field.model.objects.filter(Exists(some)).order_by()
        return sorted(((row.pk, str(row)) for row in rows), key=lambda choice: sort_key(choice[1]))


class WhoseFilter(admin.SimpleListFilter):
    """Whose articles."""

    title = "của ai"
    parameter_name = "cua"

    def lookups(self, request, model_admin):
        """Mine or others'."""
        return (("toi", "Tin của tôi"), ("khac", "Tin của người khác"))

    def queryset(self, request, queryset):
        """The articles of that author."""
        if self.value() == "toi":
            return queryset.filter(author=request.user)
        return queryset.exclude(author=request.user) if self.value() == "khac" else queryset


class ReviewerFilter(admin.SimpleListFilter):
    """Who was asked by name to review, and has not answered yet."""

    title = "người được nhờ duyệt"
    parameter_name = "nho"
    template = FOLDED

    def lookups(self, request, model_admin):
        """Those of whom an answer is awaited; nothing where nobody was asked."""
        asked = User.objects.filter(Exists(ReviewRequest.objects.waiting().filter(reviewer=OuterRef("pk"))))
        people = sorted(((str(person.pk), str(person)) for person in asked), key=lambda p: sort_key(p[1]))
        return [("qua-han", "Đã quá hạn"), *people] if people else []

    def queryset(self, request, queryset):
        """The articles that wait for that person, or longer than was asked."""
        waiting = ReviewRequest.objects.waiting().filter(article=OuterRef("pk"))
        if self.value() == "qua-han":
            return queryset.filter(Exists(waiting.filter(due__lt=timezone.localdate())))
        known = self.value() in dict(self.lookup_choices)
        return queryset.filter(Exists(waiting.filter(reviewer=self.value()))) if known else queryset


class DayFilter(admin.SimpleListFilter):
    """By the day of the news: named weeks, or any span of days as `2026-11-23_2026-11-29`."""

    title = "ngày đăng tin"
    parameter_name = "ngay"

    def lookups(self, request, model_admin):
        """Named spans, and the one that the address has."""
        named = [
            ("hom-nay", "Hôm nay"),
            ("tuan-nay", "Tuần này"),
            ("tuan-truoc", "Tuần trước"),
            ("khong", "Chưa có ngày"),
        ]
        if span := span_of(self.value() or ""):
            named.insert(0, (self.value(), f"{span[0]:%d/%m} – {span[1]:%d/%m/%Y}"))
        return named

    def queryset(self, request, queryset):
        """The articles of those days."""
        if self.value() == "khong":
            return queryset.filter(news_date=None)
        span = span_of(self.value() or "") or named_span(self.value(), timezone.localdate())
        return queryset.filter(news_date__range=span) if span else queryset


def span_of(words: str) -> tuple[date, date] | None:
    """The two days of an address's span; None where it names none."""
    match = SPAN.fullmatch(words)
    try:
        return match and (date.fromisoformat(match[1]), date.fromisoformat(match[2]))
    except ValueError:
        return None


def named_span(name: str | None, today: date) -> tuple[date, date] | None:
    """First and last day of a span that has a name; weeks begin on Monday."""
    monday = today - timedelta(days=today.weekday())
    spans = {
        "hom-nay": (today, today),
        "tuan-nay": (monday, monday + timedelta(days=6)),
        "tuan-truoc": (monday - timedelta(days=7), monday - timedelta(days=1)),
    }
    return spans.get(name)


def waits_for(request: ReviewRequest) -> str:
    """Of whom a review is awaited, and until when, in words."""
    if request.due is None:
        return f"chờ {request.reviewer}"
    words = "quá hạn" if request.overdue else "hạn"
    return f"chờ {request.reviewer}, {words} {request.due:%d/%m}"


class ArticleList:
    """For the ModelAdmin of articles: how they are listed."""

    list_display = (
        "headline",
        "category_shown",
        "date_shown",
        "source",
        "status_shown",
        "author",
        "saved_at",
    )
    list_display_links = ("headline",)
    list_filter = (
        "status",
        ("category", SectionFilter),
        WhoseFilter,
        DayFilter,
        ReviewerFilter,
        ("author", UsedFilter),
        ("source", UsedFilter),
    )
    list_select_related = ("source", "category", "author")
    list_per_page = 50
    list_max_show_all = 50
    search_fields = ("headline",)
    search_help_text = "Tìm trong tiêu đề, nguồn, liên kết; không cần gõ dấu."
    show_facets = admin.ShowFacets.NEVER
    change_list_template = "admin/news/article/change_list.html"
    # The list says how many rows it shows; counting all others as well would be a pass through the table.
    show_full_result_count = False

    def get_changelist_instance(self, request):
        """The page's keys are found first: a sort that carried whole rows along would take most of the time. The list
        needs no bodies, which are most of what an article weighs."""
        changelist = super().get_changelist_instance(request)
        keys = list(changelist.result_list.select_related(None).values_list("pk", flat=True))
        found = changelist.queryset.order_by().defer(*HEAVY).in_bulk(keys)
        asked = ReviewRequest.objects.waiting().select_related("reviewer")
        prefetch_related_objects(list(found.values()), Prefetch("review_requests", asked, to_attr="asked"))
        changelist.result_list = [found[key] for key in keys if key in found]
        return changelist

    def get_search_results(self, request, queryset, search_term):
        """Without marks and case, alike on both databases."""
        return matching(queryset, search_term), False

    @admin.display(description="trạng thái", ordering="status")
    def status_shown(self, article):
        """The status as a coloured word, and who was asked to review until when."""
        asked = format_html_join(
            "",
            '<small class="asked{}">{}</small>',
            ((" overdue" if request.overdue else "", waits_for(request)) for request in article.asked),
        )
        return format_html("{}{}", status_badge(article), asked)

    @admin.display(description="chuyên mục", ordering="category__order")
    def category_shown(self, article):
        """The proposed section."""
        return article.category.name if article.category else "–"

    @admin.display(description="ngày đăng", ordering="news_date")
    def date_shown(self, article):
        """The news day, short."""
        return article.news_date and f"{article.news_date:%d/%m/%Y}"

    @admin.display(description="sửa lúc", ordering="updated_at")
    def saved_at(self, article):
        """When it was last saved, short: the time of today, else the day."""
        at = timezone.localtime(article.updated_at)
        return f"{at:%H:%M}" if at.date() == timezone.localdate() else f"{at:%d/%m/%Y}"
