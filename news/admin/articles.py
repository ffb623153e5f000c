"""Articles: the form in the order of the work."""

from functools import partial

from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.db.models import Q
from django.urls import path, reverse
from django.utils.html import format_html

from news import editing, kept_rows, quoting
from news.admin import originals, proposing
from news.admin.adding import AddsRows
from news.admin.article_list import ArticleList
from news.admin.bulk import BulkApproveMixin
from news.admin.drafts import NEW, kept_here
from news.admin.locked import LockedAdmin, VersionedForm
from news.admin.picture_form import prepare_crops
from news.admin.reviewing import CommentForm, ReviewMixin
from news.admin.rows import KeyFigureInline, PictureInline
from news.admin.steps import StepsMixin
from news.admin.widgets import SECURE_LINKS, thumbnail
from news.cropping import prepare_picture
from news.models import Article, Category, Source
from news.models.category import SUMMARY_SLUG
from news.proposing import title_for
from news.workflow import APPROVE, ARTICLE_TRANSITIONS, RETURN, SUBMIT


class ArticleForm(VersionedForm):
    """The text of an article; outlets that are no longer used are offered only where they stand already."""

    related_rows = ("key_figures", "pictures")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "source" in self.fields:
            in_use = Q(active=True) | Q(pk=self.instance.source_id)
            self.fields["source"].queryset = Source.objects.filter(in_use)
        if "toc_title" in self.fields and self.instance.pk and not self.instance.toc_title:
            self.fields["toc_title"].help_text = format_html(
                "{} Đề nghị: <b>{}</b>", self.fields["toc_title"].help_text, self.proposed_title()
            )

    def proposed_title(self) -> str:
        """The contents title for the stored headline: for those whose browser cannot ask for it."""
        return title_for(self.instance.headline, self.instance.body)

    def lock(self, version: int):
        """The questions that every save asks."""
        editing.lock_for_editing(self.instance, self.user, version)


@admin.register(Article)
class ArticleAdmin(ArticleList, AddsRows, ReviewMixin, BulkApproveMixin, StepsMixin, LockedAdmin):
    """Articles."""

    actions = ("approve_chosen",)

    form = ArticleForm
    prepare_uploads = {"image": prepare_picture}
    transitions = ARTICLE_TRANSITIONS
    binds_version = True
    step_of_new = SUBMIT
    formfield_overrides = SECURE_LINKS
    inlines = (PictureInline, KeyFigureInline)
    text_fields = ("link", "source", "news_date", "headline", "toc_title", "category")

    def get_urls(self):
        """What is asked while somebody writes stands before the admin's own catch-all address."""
        original = self.admin_site.admin_view(partial(originals.view, self))
        return [
            *self.writing_urls("de-nghi", "propose", proposing.view),
            path("<path:object_id>/anh-goc/<int:picture>/", original, name=self.url_name("original")),
            *super().get_urls(),
        ]

    def writing_urls(self, address: str, name: str, view) -> list:
        """The addresses of a view that the form asks, for a new article and for one that is stored."""
        wrapped = self.admin_site.admin_view(partial(view, self))
        return [
            path(f"add/{address}/", wrapped, name=self.url_name(f"{name}_new")),
            path(f"<path:object_id>/{address}/", wrapped, name=self.url_name(name)),
        ]

    def writing_page(self, name: str, obj) -> str:
        """Where the form of this article, or of a new one, asks."""
        if obj is not None:
            return self.page(name, obj)
        return reverse(f"{self.admin_site.name}:{self.url_name(name)}_new")

    @admin.display(description="nội dung")
    def body_shown(self, article):
        """The text as it reads, with what open comments are about marked in it. It was cleaned when it was saved."""
        commented = article.comments.unresolved().exclude(quote="")
        return format_html('<div class="rich-text">{}</div>', quoting.marked_body(article, commented))

    @admin.display(description="liên kết tới bài gốc")
    def link_shown(self, article):
        """The link, to follow where a browser may."""
        if not article.link.startswith(("https://", "http://")):
            return article.link or "–"
        return format_html('<a href="{0}" rel="noopener noreferrer">{0}</a>', article.link)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """The form. Pictures are cut before the row is locked."""
        if request.method == "POST" and (
            self.has_change_permission(request) or self.has_add_permission(request)
        ):
            prepare_crops(object_id, request.POST, request.FILES)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def edit_refusal(self, request, obj):
        """As every save asks."""
        return editing.refusal(obj, request.user)

    def bring_back(self, obj, record, user, version):
        """An old version's text, as every save."""
        return editing.restore(obj, record, user, version)

    def get_fieldsets(self, request, obj=None):
        """In the order of the work; to read, the text as it reads."""
        if self.may_write(request, obj):
            return [(None, {"fields": (*self.text_fields, "body", "seen_version")})]
        shown = tuple("link_shown" if name == "link" else name for name in self.text_fields)
        return [(None, {"fields": (*shown, "body_shown")})]

    def get_readonly_fields(self, request, obj=None):
        """What stands in place of fields when the page is for reading."""
        return () if self.may_write(request, obj) else flatten_fieldsets(self.get_fieldsets(request, obj))

    def may_write(self, request, obj) -> bool:
        """Whether the page shows fields to write in."""
        return self.has_add_permission(request) if obj is None else self.has_change_permission(request, obj)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """No section that nothing is placed in."""
        if db_field.name == "category":
            kwargs["queryset"] = Category.objects.exclude(slug=SUMMARY_SLUG)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def read_context(self, article) -> dict:
        """All of an article as it reads."""
        return {
            "headline": quoting.marked_line(article.headline, article.comments.unresolved()),
            "link": self.link_shown(article),
            "body": self.body_shown(article),
            "figures": list(article.key_figures.all()),
            "pictures": [
                (picture, thumbnail(picture.image, picture.alt)) for picture in article.pictures.all()
            ],
        }

    def step_context(self, request, transition, obj):
        """Who judges an article reads it, with its comments, on the page where the judgement is given."""
        if transition not in (APPROVE, RETURN):
            return {}
        facts = {"facts": "admin/news/article/read.html", "comment_form": CommentForm()}
        return facts | self.read_context(obj) | self.threads(request, obj)

    def response_add(self, request, obj, post_url_continue=None):
        """What was kept of a new article in the browser is stored now."""
        return kept_here(super().response_add(request, obj, post_url_continue), NEW)

    def response_change(self, request, obj):
        """The same for one that was stored before."""
        return kept_here(super().response_change(request, obj), str(obj.pk))

    def save_model(self, request, obj, form, change):
        """Through the one function that saves a text; opening a page and saving it unchanged makes nobody an author."""
        if not change or form.changes_something:
            editing.save_text(obj, request.user, form.cleaned_data.get("seen_version"))

    def save_related(self, request, form, formsets, change):
        """A change of pictures or key figures alone is a change of the article too; one beside the text is of its
        version."""
        super().save_related(request, form, formsets, change)
        if not any(formset.has_changed() for formset in formsets):
            return
        if change and not form.changes_something:
            editing.touch(form.instance, request.user)
        else:
            kept_rows.keep(form.instance)
