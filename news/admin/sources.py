"""Outlets with their other spellings, and the sections of an issue."""

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet
from django.http import HttpResponseRedirect
from django.urls import path, reverse

from news import binning, merging
from news.admin import merging as merging_page
from news.admin.adding import AddsRows
from news.admin.binned import BinnedDeletion
from news.admin.widgets import SECURE_LINKS
from news.models import Category, Source, SourceAlias
from news.text import fold


class NothingDeleted:
    """Rows that printed issues speak of stay; what is no longer used is switched off."""

    def has_delete_permission(self, request, obj=None):
        """Never."""
        return False


class AliasFormSet(BaseInlineFormSet):
    """The spellings of one outlet, typed on one page: each of them once, marks and case aside."""

    def clean(self):
        """No spelling twice, none that is the outlet's own name."""
        super().clean()
        seen = {fold(self.instance.name): f"tên nguồn “{self.instance.name}”"}
        kept = [f for f in self.forms if not getattr(f, "cleaned_data", {}).get("DELETE")]
        for form in kept:
            name = getattr(form, "cleaned_data", {}).get("name")
            if not name:
                continue
            if not fold(name):
                form.add_error("name", "Hãy viết ít nhất một chữ cái hoặc chữ số.")
            elif before := seen.get(fold(name)):
                form.add_error("name", f"Trùng với {before}: dấu và chữ hoa không làm thành cách viết khác.")
            seen.setdefault(fold(name), f"cách viết “{name}” ở trên")
        if any(form.errors for form in kept):
            raise ValidationError("Hãy xem lại các cách viết được đánh dấu.")

    def save(self, commit=True):
        """Spellings may be traded between rows: what changes is put aside first, as each key stands only once. What is
        deleted goes into the bin before that, as it was."""
        for form in self.deleted_forms:
            if form.instance.pk:
                binning.throw_away(form.instance, self.user)
        for form in self.initial_forms:
            if form.has_changed() and form not in self.deleted_forms:
                SourceAlias.objects.filter(pk=form.instance.pk).update(key=f" {form.instance.pk}")
        return super().save(commit)

    def delete_existing(self, obj, commit=True):
        """It is in the bin already."""


class AliasInline(admin.TabularInline):
    """Other spellings."""

    model = SourceAlias
    formset = AliasFormSet
    fields = ("name",)
    extra = 1
    verbose_name_plural = "Các cách viết khác"

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """In a table of rows the column's heading is no label of the field."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "name":
            field.widget.attrs["aria-label"] = "Cách viết khác"
        return field


@admin.register(Source)
class SourceAdmin(BinnedDeletion, AddsRows, admin.ModelAdmin):
    """Outlets."""

    list_display = ("name_shown", "site_shown", "spellings", "active")
    list_filter = ("active",)
    list_per_page = 100
    search_fields = ("name",)
    search_help_text = "Tìm theo tên hoặc cách viết khác; không cần gõ dấu."
    fields = ("name", "site", "feed", "active")
    inlines = (AliasInline,)
    show_facets = admin.ShowFacets.NEVER
    formfield_overrides = SECURE_LINKS
    actions = ("merge_chosen",)

    def get_urls(self):
        """The page that merges stands before the admin's own catch-all address."""
        view = self.admin_site.admin_view(lambda request: merging_page.view(self, request))
        return [path("gop/", view, name="news_source_merge"), *super().get_urls()]

    def save_formset(self, request, form, formset, change):
        """The spellings know who deletes them."""
        formset.user = request.user
        super().save_formset(request, form, formset, change)

    def has_merge_permission(self, request):
        """For the action: who may merge sees it."""
        return merging.may_merge(request.user)

    @admin.action(description="Gộp các nguồn đã chọn…", permissions=["merge"])
    def merge_chosen(self, request, queryset):
        """On to the page that shows what would move."""
        chosen = ",".join(str(pk) for pk in queryset.order_by("pk").values_list("pk", flat=True))
        return HttpResponseRedirect(f"{reverse('admin:news_source_merge')}?nguon={chosen}")

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

    @admin.display(description="tên nguồn", ordering="sort_key")
    def name_shown(self, source):
        """The name; sorted, it follows the Vietnamese alphabet."""
        return source.name

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
