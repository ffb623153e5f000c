"""The rows of an article's form: its pictures and key figures."""

from django.contrib import admin

from news.admin.ordered import OrderedForm, OrderedFormSet
from news.admin.picture_form import ArticlePictureWidget, PictureForm
from news.admin.widgets import thumbnail
from news.cropping import FIELDS
from news.models import Article, KeyFigure, Picture
from news.pictures import PictureField

ACCEPTED = "image/jpeg,image/png,image/webp,image/avif"


class FollowsArticle:
    """Rows under an article may be changed when the article may."""

    formset = OrderedFormSet
    form = OrderedForm
    extra = 1
    view_fields = ()

    def article_open(self, request, article) -> bool:
        """Whether the article's own form may be edited now."""
        return article is None or self.admin_site.get_model_admin(Article).has_change_permission(
            request, article
        )

    def has_add_permission(self, request, obj=None):
        """As the article."""
        return super().has_add_permission(request, obj) and self.article_open(request, obj)

    def has_change_permission(self, request, obj=None):
        """As the article."""
        return super().has_change_permission(request, obj) and self.article_open(request, obj)

    def has_delete_permission(self, request, obj=None):
        """As the article."""
        return super().has_delete_permission(request, obj) and self.article_open(request, obj)

    def get_fields(self, request, obj=None):
        """To read: without the numbers, and the picture itself in place of its field."""
        return self.fields if self.has_change_permission(request, obj) else self.view_fields


class PictureInline(FollowsArticle, admin.StackedInline):
    """Pictures with their words."""

    model = Picture
    form = PictureForm
    fields = (("image", "order"), FIELDS, "alt", "caption", "credit")
    view_fields = ("shown", "caption", "credit", "alt")
    readonly_fields = ("shown",)
    formfield_overrides = {PictureField: {"widget": ArticlePictureWidget(attrs={"accept": ACCEPTED})}}
    verbose_name_plural = "Ảnh"

    @admin.display(description="ảnh")
    def shown(self, picture):
        """The picture, small."""
        return thumbnail(picture.image, picture.alt)


class KeyFigureInline(FollowsArticle, admin.TabularInline):
    """Figures worth showing large."""

    model = KeyFigure
    fields = ("order", "value", "label")
    view_fields = ("value", "label")
    verbose_name_plural = "Con số nổi bật"
