"""Outlets with their other spellings, and the sections of an issue."""

from django.contrib import admin

from news.admin.widgets import SECURE_LINKS
from news.models import Category, Source, SourceAlias
from news.text import fold


class NothingDeleted:
    """Rows that printed issues speak of stay; what is no longer used is switched off."""

    def has_delete_permission(self, request, obj=None):
        """Never."""
        return False


class AliasInline(admin.TabularInline):
    """Other spellings."""

    model = SourceAlias
    fields = ("name",)
    extra = 1
    verbose_name_plural = "Các cách viết khác"


@admin.register(Source)
class SourceAdmin(NothingDeleted, admin.ModelAdmin):
    """Outlets."""

    list_display = ("name", "site_shown", "spellings", "active")
    list_filter = ("active",)
    list_per_page = 100
    search_fields = ("name",)
    search_help_text = "Tìm theo tên hoặc cách viết khác; không cần gõ dấu."
    fields = ("name", "site", "feed", "active")
    inlines = (AliasInline,)
    show_facets = admin.ShowFacets.NEVER
    formfield_overrides = SECURE_LINKS

    def get_queryset(self, request):
        """With the spellings, which the list shows."""
        return super().get_queryset(request).prefetch_related("aliases")

    def get_search_results(self, request, queryset, search_term):
        """By the folded name or another spelling's."""
        key = fold(search_term)
        if not key:
            return queryset, False
        named = SourceAlias.objects.filter(key__contains=key).values("source")
        return queryset.filter(key__contains=key) | queryset.filter(pk__in=named), False

    @admin.display(description="trang web", ordering="site")
    def site_shown(self, source):
        """The site without its protocol."""
        return source.site.removeprefix("https://").removeprefix("http://").rstrip("/") or "–"

    @admin.display(description="cách viết khác")
    def spellings(self, source):
        """The other spellings in one line."""
        return ", ".join(alias.name for alias in source.aliases.all()) or "–"


@admin.register(Category)
class CategoryAdmin(NothingDeleted, admin.ModelAdmin):
    """Sections."""

    list_display = ("__str__", "layout", "quota", "kicker")
    fields = ("name", "slug", "kicker", "order", "layout", ("quota_min", "quota_max"))

    def get_readonly_fields(self, request, obj=None):
        """The slug is the section's key: placements and printed issues name it."""
        return ("slug",) if obj else ()

    @admin.display(description="số tin")
    def quota(self, category):
        """From how many to how many articles."""
        if category.quota_max is None:
            return f"từ {category.quota_min}" if category.quota_min else "–"
        return f"{category.quota_min}–{category.quota_max}"
