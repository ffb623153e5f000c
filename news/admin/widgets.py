"""How pictures and statuses look in the admin."""

from django import forms
from django.db import models
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html

from news.pictures import WEB, rendition_name

# An address typed without its protocol.
SECURE_LINKS = {models.URLField: {"assume_scheme": "https"}}


def picture_url(name: str) -> str:
    """Where the staff sees a picture: files are never served from their folder."""
    return reverse("picture", args=[rendition_name(name, WEB)])


def thumbnail(file, alt: str = "", words: str = "Chưa có ảnh"):
    """The picture, small; or words where there is none."""
    if not file:
        return words
    return format_html(
        '<img class="thumbnail" src="{}" alt="{}" loading="lazy">', picture_url(file.name), alt
    )


def status_badge(obj):
    """The status as a coloured word."""
    return format_html('<span class="status status-{}">{}</span>', obj.status, obj.get_status_display())


class PictureWidget(forms.ClearableFileInput):
    """The stored picture with the field for another one."""

    template = "admin/widgets/picture.html"

    def context_of(self, value) -> dict:
        """What a widget of another kind shows besides."""
        return {}

    def render(self, name, value, attrs=None, renderer=None):
        """The widget; the stored picture is shown through the view that knows who may see it."""
        context = self.get_context(name, value, attrs)
        stored = (
            value if value and getattr(value, "_committed", False) and getattr(value, "name", "") else None
        )
        context["src"] = picture_url(stored.name) if stored else ""
        return render_to_string(self.template, context | self.context_of(stored))
