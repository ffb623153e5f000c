"""Issues: the list, the form, the steps, and the addresses of the pages that issues have besides."""

from dataclasses import asdict

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Count
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from issues import editing, proposing, publishing, scheduling, waiving, workflow
from issues.admin.finding import matching
from issues.admin.issue_list import IssueTaskFilter
from issues.admin_views import (
    assembly,
    correction,
    documents,
    importing,
    preflight,
    rendering,
    standing,
    timing,
    web_preview,
)
from issues.admin_views.places import shown, sought
from issues.inspection import inspect
from issues.models import Issue
from issues.models.issue import IssueStatus, Origin, PrintLayout
from issues.originals import refusal_of_upload
from news.admin.binned import BinnedDeletion
from news.admin.locked import LockedAdmin, VersionedForm
from news.admin.steps import StepsMixin
from news.admin.widgets import SECURE_LINKS, PictureWidget, status_badge, thumbnail
from news.pictures import PictureField, prepare_upload

STEPS = {
    workflow.SUBMIT: publishing.submit,
    workflow.RETURN: publishing.return_,
    workflow.PUBLISH: publishing.publish,
    workflow.UNSCHEDULE: scheduling.unschedule,
    workflow.WITHDRAW: publishing.withdraw,
    workflow.REOPEN: publishing.reopen,
}
NUMBER = ("number", "last_number", "year")
NUMBERS = (
    None,
    {"fields": (NUMBER, ("first_day", "last_day"), "theme", ("layout", "page_notice"))},
)
PODCAST = ("Podcast", {"fields": ("podcast_title", "podcast_url")})
COVER = ("cover_caption", "cover_credit", "cover_alt")


class OriginalWidget(forms.ClearableFileInput):
    """The attached PDF, through the view that knows who may see it."""

    def render(self, name, value, attrs=None, renderer=None):
        """The widget."""
        context = self.get_context(name, value, attrs)
        if value and getattr(value, "_committed", False) and value.name:
            context["href"] = reverse("admin:issues_issue_original", args=[value.instance.pk])
        return render_to_string("admin/widgets/original.html", context)


class IssueForm(VersionedForm):
    """The issue's own fields."""

    def lock(self, version: int):
        """The questions that every save asks."""
        editing.lock_for_editing(self.instance, self.user, version)

    def clean_original_pdf(self):
        """A new file must be a readable PDF."""
        upload = self.cleaned_data.get("original_pdf")
        if not isinstance(upload, UploadedFile):
            return upload
        if reason := refusal_of_upload(upload):
            raise forms.ValidationError(reason)
        return upload


@admin.register(Issue)
class IssueAdmin(BinnedDeletion, StepsMixin, LockedAdmin):
    """Issues."""

    form = IssueForm
    prepare_uploads = {"cover": prepare_upload, "original_pdf": refusal_of_upload}
    transitions = workflow.ISSUE_TRANSITIONS
    change_form_template = "admin/issues/issue/change_form.html"
    change_list_template = "admin/issues/issue/change_list.html"
    list_display = ("label_shown", "status_shown", "days", "article_count", "theme", "origin", "published_at")
    list_filter = (IssueTaskFilter, "status", "year", "origin")
    list_per_page = 50
    list_max_show_all = 50
    show_full_result_count = False
    ordering = ("-year", "-number")
    search_fields = ("number",)
    search_help_text = "Tìm theo số (ví dụ 8/2026), chủ đề hoặc tiêu đề bài tổng kết."
    show_facets = admin.ShowFacets.NEVER
    formfield_overrides = SECURE_LINKS | {
        PictureField: {"widget": PictureWidget(attrs={"accept": "image/*"})}
    }

    def get_urls(self):
        """The pages beside the form; each asks for its own permission."""
        wrap = self.admin_site.admin_view
        pages = (
            ("<path:object_id>/xep-tin/", assembly.view, "assembly"),
            ("<path:object_id>/xep-tin/tinh-hinh/", standing.view, "standing"),
            ("<path:object_id>/xem-thu-web/", web_preview.view, "web_preview"),
            ("<path:object_id>/soat-loi/", preflight.view, "preflight"),
            ("<path:object_id>/dinh-chinh/", correction.view, "correction"),
            ("<path:object_id>/xem-thu.pdf", rendering.preview, "preview"),
            ("<path:object_id>/dung-pdf/", rendering.start, "rendering"),
            ("<path:object_id>/dung-pdf/<int:rendering>/", rendering.progress, "rendering_progress"),
            ("<path:object_id>/dung-pdf/<int:rendering>/huy/", rendering.cancel, "rendering_cancel"),
            ("<path:object_id>/ban-goc.pdf", documents.original, "original"),
            ("<path:object_id>/ban-phat-hanh/<int:number>.pdf", documents.release, "release"),
            ("nhap-so-cu/", importing.view, "import"),
        )
        own = [path(route, wrap(self.bound(view)), name=self.url_name(name)) for route, view, name in pages]
        return [*own, *super().get_urls()]

    def bound(self, view):
        """A page's function with this admin as its first argument."""
        return lambda request, **kwargs: view(self, request, **kwargs)

    def get_queryset(self, request):
        """With the number of articles, which the list shows."""
        return super().get_queryset(request).annotate(placed=Count("placements"))

    @admin.display(description="số", ordering="number")
    def label_shown(self, issue):
        """Number and year."""
        return issue.label

    @admin.display(description="trạng thái", ordering="status")
    def status_shown(self, issue):
        """The status as a coloured word, and when it is to be published."""
        badge = status_badge(issue)
        if not issue.publish_at:
            return badge
        return format_html("{} <small>hẹn {}</small>", badge, scheduling.said(issue.publish_at))

    @admin.display(description="tuần", ordering="first_day")
    def days(self, issue):
        """First and last day."""
        return f"{issue.first_day:%d/%m} – {issue.last_day:%d/%m/%Y}"

    @admin.display(description="số tin", ordering="placed")
    def article_count(self, issue):
        """How many articles stand in it."""
        return issue.placed

    @admin.display(description="ảnh bìa")
    def cover_shown(self, issue):
        """The cover, small."""
        return thumbnail(issue.cover, issue.cover_alt)

    @admin.display(description="bài tổng kết xu hướng")
    def trends_shown(self, issue):
        """The text as it reads. It was cleaned when it was saved, by `news.richtext`."""
        return format_html('<div class="rich-text">{}</div>', mark_safe(issue.trends_body))

    @admin.display(description="PDF gốc")
    def original_shown(self, issue):
        """The attached PDF, to open."""
        if not issue.original_pdf:
            return "–"
        return format_html('<a href="{}">Mở PDF gốc</a>', self.page("original", issue))

    def edit_refusal(self, request, obj):
        """As every save asks."""
        return editing.refusal(obj, request.user)

    def bring_back(self, obj, record, user, version):
        """An old version's fields, as every save."""
        return editing.restore(obj, record, user, version)

    def get_search_results(self, request, queryset, search_term):
        """By number, or by words without marks and case."""
        return matching(queryset, search_term), False

    def writes(self, request, obj) -> bool:
        """Whether the page shows fields to write in."""
        return self.has_add_permission(request) if obj is None else self.has_change_permission(request, obj)

    def get_fieldsets(self, request, obj=None):
        """Numbers and days, cover, trend summary, podcast; for a back issue its original PDF."""
        writes = self.writes(request, obj)
        cover, trends, original = (
            ("cover", "trends_body", "original_pdf")
            if writes
            else ("cover_shown", "trends_shown", "original_shown")
        )
        fieldsets = [
            NUMBERS,
            ("Ảnh bìa", {"fields": (cover, *COVER)}),
            ("Tổng kết xu hướng", {"fields": ("trends_title", trends)}),
            PODCAST,
        ]
        if obj and obj.origin == Origin.ARCHIVE:
            fieldsets.append(("Bản in gốc", {"fields": (original,)}))
        return [*fieldsets, (None, {"fields": ("seen_version",)})] if writes else fieldsets

    def get_readonly_fields(self, request, obj=None):
        """What stands in place of fields when the page is for reading. An issue that ever went out keeps its number."""
        if not self.writes(request, obj):
            return flatten_fieldsets(self.get_fieldsets(request, obj))
        return NUMBER if obj and obj.releases.out().exists() else ()

    def get_changeform_initial_data(self, request):
        """A new issue follows the last one."""
        proposal = proposing.next_issue(timezone.localdate(), double="ghep" in request.GET)
        return asdict(proposal) | super().get_changeform_initial_data(request)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """The attached PDF has its own widget."""
        if db_field.name == "original_pdf":
            kwargs["widget"] = OriginalWidget(attrs={"accept": "application/pdf"})
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def save_model(self, request, obj, form, change):
        """Through the one function that saves an issue's fields."""
        if not change or form.changes_something:
            editing.save_issue(obj, request.user, form.cleaned_data.get("seen_version"))

    def take_step(self, request, transition, obj, data):
        """An issue's steps take its articles and its release along. Approval is of the release that was on the page."""
        if transition == workflow.APPROVE:
            publishing.approve(obj, request.user, request.POST.get("expected_sha256", ""), data["note"])
        elif transition == workflow.SCHEDULE:
            timing.schedule(obj, request.user, request.POST, data["note"])
        else:
            STEPS[transition](obj, request.user, data["note"])

    def step_context(self, request, transition, obj):
        """What is submitted, approved or published: what blocks, what was let pass; the release's facts and headlines."""
        if transition == workflow.SUBMIT:
            found = self.found(request, obj)
            pdf = rendering.submit_state(self, request, obj, found["edition"])
            slow = not found["blocking"] and bool(pdf) and pdf["rendering"]["status"] != "done"
            return {"facts": "admin/issues/issue/submit_facts.html", "slow": slow, **found, **pdf}
        if transition == workflow.WITHDRAW:
            return {"facts": "admin/issues/issue/withdraw_facts.html", "released": obj.release}
        released = (workflow.APPROVE, workflow.PUBLISH, workflow.SCHEDULE)
        if transition not in released or obj.release is None:
            return {"facts": "admin/includes/step_facts.html"}
        found = self.found(request, obj, obj.release.edition) if transition == workflow.APPROVE else {}
        return {
            **found,
            **(timing.context(obj) if transition == workflow.SCHEDULE else {}),
            "facts": "admin/issues/issue/release_facts.html",
            "release": obj.release,
            "release_url": self.page("release", obj, obj.release.number),
            "sections": [s for s in obj.release.edition.sections if s.articles],
            "expected_sha256": obj.release.sha256 if transition == workflow.APPROVE else "",
        }

    def found(self, request, issue, edition=None) -> dict:
        """What blocks a step and what was let pass, as its confirm page lists it."""
        inspection = inspect(issue, edition)
        return {
            "edition": inspection.edition,
            "blocking": [shown(m, inspection.edition, issue) for m in inspection.blocking],
            "waived": [shown(m, inspection.edition, issue) for m in inspection.waived],
            "may_waive": waiving.refusal(issue, request.user) is None,
            "panel": self.page("preflight", issue),
        }

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        """Links to the issue's other pages, and what went out so far."""
        if obj is not None:
            user = request.user
            context |= {
                "sought": sought(request, obj),
                "missed": scheduling.missed(obj),
                "counts": inspect(obj).counts if obj.status in waiving.OPEN else None,
                "can_assemble": user.has_perm("issues.assemble_issue"),
                "can_see_releases": documents.may_see(user),
                "other_layout": next(pair for pair in PrintLayout.choices if pair[0] != obj.layout),
                "can_correct": publishing.may_correct(obj, user) is None,
                "is_public": obj.status == IssueStatus.PUBLISHED,
                "releases": obj.releases.select_related("submitted_by", "approved_by").defer("edition_json"),
                "corrections": obj.corrections.select_related("article", "created_by"),
            }
        elif add:
            last = proposing.last_issue()
            context |= {
                "last": last,
                "proposed": proposing.sections_after(last),
                "double": "ghep" in request.GET,
            }
        return super().render_change_form(request, context, add, change, form_url, obj)
