"""The masthead: one row, so its list is its form."""

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.urls import reverse

from issues.models import Masthead
from news.admin.widgets import SECURE_LINKS

COLOURS = ("colour", "accent")


@admin.register(Masthead)
class MastheadAdmin(admin.ModelAdmin):
    """What stands on every issue."""

    fieldsets = (
        (None, {"fields": ("name", "slogan", "authority", "publisher")}),
        ("Liên hệ", {"fields": ("address", ("phone", "email"), "site", "facebook")}),
        ("Giấy phép", {"fields": ("licence", "responsible", ("periodicity", "print_run"))}),
        (
            "Trang in",
            {
                "fields": (
                    ("page_width", "page_height", "page_limit"),
                    ("width_limit", "height_limit"),
                    ("colour", "accent"),
                )
            },
        ),
    )

    formfield_overrides = SECURE_LINKS

    def has_add_permission(self, request):
        """Only while there is none."""
        return super().has_add_permission(request) and not Masthead.objects.exists()

    def has_delete_permission(self, request, obj=None):
        """Every issue needs one."""
        return False

    def changelist_view(self, request, extra_context=None):
        """Straight to the form."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        if Masthead.objects.exists():
            return HttpResponseRedirect(reverse("admin:issues_masthead_change", args=[1]))
        if self.has_add_permission(request):
            return HttpResponseRedirect(reverse("admin:issues_masthead_add"))
        return super().changelist_view(request, extra_context)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Colours are picked."""
        if db_field.name in COLOURS:
            kwargs["widget"] = forms.TextInput(attrs={"type": "color"})
        return super().formfield_for_dbfield(db_field, request, **kwargs)
