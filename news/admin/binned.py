"""Deleting in the admin goes into the bin; the bin's page, from which things come back."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, path, reverse
from django.utils import timezone

from news import binning
from news.models import Binned
from news.models.binned import right_of
from news.workflow import Refused

A_PAGE = 50


class BinnedDeletion:
    """Rows are deleted one at a time, where nothing hangs on them, and stay in the bin for 30 days."""

    def has_delete_permission(self, request, obj=None):
        """Who may delete this row now. Asked once for each row: the admin asks dozens of times."""
        if not super_right(self, request):
            return False
        answers = request.__dict__.setdefault("_bin_refusals", {})
        if obj is not None and obj.pk not in answers:
            answers[obj.pk] = binning.refusal(obj, request.user)
        return obj is None or answers[obj.pk] is None

    def get_actions(self, request):
        """Not many at once: what hangs on each is looked at."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def delete_view(self, request, object_id, extra_context=None):
        """The confirm page. What came to hang on the row meanwhile is told."""
        try:
            return super().delete_view(request, object_id, extra_context)
        except Refused as refused:
            self.message_user(request, str(refused), messages.ERROR)
            return HttpResponseRedirect(
                reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")
            )

    def delete_model(self, request, obj):
        """Into the bin."""
        binned = binning.throw_away(obj, request.user)
        until = f"{timezone.localtime(binned.until):%d/%m/%Y}"
        self.message_user(request, f"Có thể lấy lại từ thùng rác đến hết ngày {until}.", messages.INFO)


def super_right(model_admin, request) -> bool:
    """Whether the person deletes rows of this kind at all."""
    return request.user.is_active and request.user.has_perm(right_of(model_admin.opts.label))


@admin.register(Binned)
class BinAdmin(admin.ModelAdmin):
    """The bin: each person sees what they may bring back."""

    def get_urls(self):
        """The list and the one thing that can be done."""
        wrap = self.admin_site.admin_view
        return [
            path("", wrap(self.listed), name="news_binned_changelist"),
            path("<int:object_id>/khoi-phuc/", wrap(self.bring_back), name="news_binned_bring_back"),
        ]

    def has_module_permission(self, request):
        """Who may delete anything that is binned."""
        return request.user.is_active and any(super_right(a, request) for a in self.binned_admins())

    def binned_admins(self):
        """The pages whose rows are deleted into the bin."""
        return [a for a in self.admin_site._registry.values() if isinstance(a, BinnedDeletion)]

    def has_view_permission(self, request, obj=None):
        """As for the page."""
        return self.has_module_permission(request)

    def has_add_permission(self, request):
        """By deleting only."""
        return False

    def has_change_permission(self, request, obj=None):
        """Never."""
        return False

    def has_delete_permission(self, request, obj=None):
        """By time only."""
        return False

    def listed(self, request):
        """What was deleted lately, newest first."""
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        if not self.has_module_permission(request):
            raise PermissionDenied
        rows = Binned.objects.for_user(request.user).select_related("deleted_by").defer("rows")
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "Thùng rác",
            "paged": Paginator(rows, A_PAGE).get_page(request.GET.get("p")),
            "days": binning.KEPT.days,
        }
        return TemplateResponse(request, "admin/news/binned/list.html", context)

    def bring_back(self, request, object_id):
        """Put one thing back, by POST, and go to it."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not self.has_module_permission(request):
            raise PermissionDenied
        # A key beyond the database's integers names no row.
        if object_id >= 2**63 or not Binned.objects.for_user(request.user).filter(pk=object_id).exists():
            raise Http404
        try:
            row = binning.bring_back(object_id, request.user)
        except Refused as refused:
            self.message_user(request, str(refused), messages.ERROR)
            return HttpResponseRedirect(reverse("admin:news_binned_changelist"))
        self.message_user(request, f"Đã khôi phục {row._meta.verbose_name} “{row}”.", messages.SUCCESS)
        return HttpResponseRedirect(page_of(row))


def page_of(row) -> str:
    """Where a row is seen; rows that have no page of their own are on that of what they belong to."""
    try:
        return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])
    except NoReverseMatch:
        return reverse("admin:news_binned_changelist")
