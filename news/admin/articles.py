"""Articles: the list, and the form in the order of the work."""

from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.db.models import Q
from django.utils.html import format_html

from news import editing, quoting
from news.admin.bulk import BulkApproveMixin
from news.admin.locked import LockedAdmin, VersionedForm
from news.admin.ordered import OrderedForm, OrderedFormSet
from news.admin.reviewing import CommentForm, ReviewMixin
from news.admin.steps import StepsMixin
from news.admin.widgets import SECURE_LINKS, PictureWidget, status_badge, thumbnail
from news.models import Article, Category, KeyFigure, Picture, Source
from news.models.category import SUMMARY_SLUG
from news.pictures import PictureField, prepare_upload
from news.searching import matching
from news.workflow import APPROVE, ARTICLE_TRANSITIONS, RETURN, SUBMIT


class ArticleForm(VersionedForm):
    """The text of an article; outlets that are no longer used are offered only where they stand already."""

    related_rows = ("key_figures", "pictures")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "source" in self.fields:
            in_use = Q(active=True) | Q(pk=self.instance.source_id)
            self.fields["source"].queryset = Source.objects.filter(in_use)

    def lock(self, version: int):
        """The questions that every save asks."""
        editing.lock_for_editing(self.instance, self.user, version)


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
    fields = (("image", "order"), ("caption", "credit"), "alt")
    view_fields = ("shown", "caption", "credit", "alt")
    readonly_fields = ("shown",)
    formfield_overrides = {PictureField: {"widget": PictureWidget(attrs={"accept": "image/*"})}}
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


class SectionFilter(admin.RelatedFieldListFilter):
    """By proposed section; nothing is ever proposed for the summary."""

    def field_choices(self, field, request, model_admin):
        """The sections that hold articles."""
        return [(c.pk, str(c)) for c in Category.objects.exclude(slug=SUMMARY_SLUG)]


class WhoseFilter(admin.SimpleListFilter):
    """Whose articles."""

    title = "người viết"
    parameter_name = "cua"

    def lookups(self, request, model_admin):
        """Mine or others'."""
        return (("toi", "Tin của tôi"), ("khac", "Tin của người khác"))

    def queryset(self, request, queryset):
        """The articles of that author."""
        if self.value() == "toi":
            return queryset.filter(author=request.user)
        return queryset.exclude(author=request.user) if self.value() == "khac" else queryset


@admin.register(Article)
class ArticleAdmin(ReviewMixin, BulkApproveMixin, StepsMixin, LockedAdmin):
    """Articles."""

    actions = ("approve_chosen",)

    form = ArticleForm
    prepare_uploads = {"image": prepare_upload}
    transitions = ARTICLE_TRANSITIONS
    binds_version = True
    step_of_new = SUBMIT
    list_display = ("status_shown", "headline", "source", "date_shown", "category", "author")
    list_display_links = ("headline",)
    list_filter = (
        "status",
        ("category", SectionFilter),
        WhoseFilter,
        "news_date",
        ("source", admin.RelatedOnlyFieldListFilter),
    )
    list_select_related = ("source", "category", "author")
    list_per_page = 50
    search_fields = ("headline",)
    search_help_text = "Tìm trong tiêu đề, nguồn, liên kết; không cần gõ dấu."
    show_facets = admin.ShowFacets.NEVER
    formfield_overrides = SECURE_LINKS
    inlines = (KeyFigureInline, PictureInline)
    text_fields = ("link", "source", "news_date", "headline", "toc_title", "category")

    @admin.display(description="trạng thái", ordering="status")
    def status_shown(self, article):
        """The status as a coloured word."""
        return status_badge(article)

    @admin.display(description="ngày", ordering="news_date")
    def date_shown(self, article):
        """The news day, short."""
        return article.news_date and f"{article.news_date:%d/%m/%Y}"

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

    def edit_refusal(self, request, obj):
        """As every save asks."""
        return editing.refusal(obj, request.user)

    def bring_back(self, obj, record, user, version):
        """An old version's text, as every save."""
        return editing.restore(obj, record, user, version)

    def get_search_results(self, request, queryset, search_term):
        """Without marks and case, alike on both databases."""
        return matching(queryset, search_term), False

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

    def save_model(self, request, obj, form, change):
        """Through the one function that saves a text; opening a page and saving it unchanged makes nobody an author."""
        if not change or form.changes_something:
            editing.save_text(obj, request.user, form.cleaned_data.get("seen_version"))

    def save_related(self, request, form, formsets, change):
        """A change of pictures or key figures alone is a change of the article too."""
        super().save_related(request, form, formsets, change)
        if change and not form.changes_something and any(formset.has_changed() for formset in formsets):
            editing.touch(form.instance, request.user)
