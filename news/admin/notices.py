"""One's own notices: the inbox, and how one wants to be told. Nobody sees another person's."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.http import url_has_allowed_host_and_scheme

from news import notices
from news.models import Notice
from news.models.notice import Kind
from news.models.user import Delivery

A_PAGE = 30
# Notices that ask for something to be done.
ASKING = (Kind.TO_REVIEW, Kind.REVIEW_ASKED, Kind.RETURNED, Kind.ISSUE_TO_APPROVE, Kind.ISSUE_RETURNED)


class DeliveryForm(forms.Form):
    """How one wants to be told."""

    delivery = forms.ChoiceField(label="Cách nhận", choices=Delivery, widget=forms.RadioSelect)


@admin.register(Notice)
class NoticeAdmin(admin.ModelAdmin):
    """The inbox. Notices are made by what happens, not by hand."""

    def get_urls(self):
        """The inbox and its pages; none of the stock ones."""
        pages = (
            ("", self.inbox, "changelist"),
            ("tat-ca-da-doc/", self.all_read, "all_read"),
            ("cach-nhan/", self.preferences, "preferences"),
            ("<int:pk>/da-doc/", self.one_read, "read"),
            ("<int:pk>/mo/", self.opened, "open"),
        )
        wrap = self.admin_site.admin_view
        return [path(route, wrap(view), name=f"news_notice_{name}") for route, view, name in pages]

    def has_module_permission(self, request):
        """Everybody on the staff has an inbox."""
        return request.user.is_active and request.user.is_staff

    def has_view_permission(self, request, obj=None):
        """One's own."""
        return self.has_module_permission(request) and (obj is None or obj.recipient_id == request.user.pk)

    def has_add_permission(self, request):
        """Never by hand."""
        return False

    def has_change_permission(self, request, obj=None):
        """Never by hand."""
        return False

    def has_delete_permission(self, request, obj=None):
        """What was told is kept."""
        return False

    def own(self, request):
        """The person's notices."""
        return Notice.objects.filter(recipient=request.user)

    def own_or_404(self, request, pk: int) -> Notice:
        """One of the person's notices, by POST."""
        # A key beyond the database's integers names no row.
        notice = self.own(request).filter(pk=pk).first() if pk < 2**63 else None
        if notice is None:
            raise Http404
        return notice

    def page(self, request, template: str, **values) -> TemplateResponse:
        """One of the pages."""
        context = {**self.admin_site.each_context(request), "opts": self.opts, **values}
        return TemplateResponse(request, f"admin/news/notice/{template}.html", context)

    def inbox(self, request):
        """What one was told, newest first; with `?chua-doc=1` what one has not read."""
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        rows = self.own(request).select_related("actor", "mail")
        only_unread = request.GET.get("chua-doc") == "1"
        rows = rows.unread() if only_unread else rows
        paginator = Paginator(rows.order_by(*Notice._meta.ordering), A_PAGE)
        paged = paginator.get_page(request.GET.get("p"))
        newest = self.own(request).order_by("-pk").values_list("pk", flat=True).first()
        values = {"paged": paged, "only_unread": only_unread, "newest": newest, "loud": ASKING}
        return self.page(request, "inbox", title="Thông báo", **values)

    def back(self, request) -> HttpResponseRedirect:
        """To the list that the button stood in."""
        query = "?chua-doc=1" if request.POST.get("chua-doc") == "1" else ""
        return HttpResponseRedirect(f"{reverse('admin:news_notice_changelist')}{query}")

    def all_read(self, request):
        """Mark everything as read that was there when the page was made."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        newest = request.POST.get("newest", "")
        if not (newest.isascii() and newest.isdigit() and int(newest) < 2**63):
            raise PermissionDenied
        count = notices.mark_read(self.own(request).filter(pk__lte=int(newest)))
        self.message_user(request, f"Đã đánh dấu {count} thông báo là đã đọc.", messages.SUCCESS)
        return self.back(request)

    def one_read(self, request, pk):
        """Mark one as read."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        notices.mark_read(self.own(request).filter(pk=self.own_or_404(request, pk).pk))
        return self.back(request)

    def opened(self, request, pk):
        """Mark one as read and go to what it is about."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        notice = self.own_or_404(request, pk)
        notices.mark_read(self.own(request).filter(pk=notice.pk))
        inside = url_has_allowed_host_and_scheme(notice.url, allowed_hosts=None)
        return HttpResponseRedirect(notice.url) if inside else self.back(request)

    def preferences(self, request):
        """How one wants to be told."""
        form = DeliveryForm(
            request.POST if request.method == "POST" else None, initial={"delivery": request.user.delivery}
        )
        if request.method == "POST" and form.is_valid():
            notices.choose(request.user, form.cleaned_data["delivery"])
            self.message_user(request, "Đã lưu cách nhận thông báo.", messages.SUCCESS)
            return HttpResponseRedirect(reverse("admin:news_notice_preferences"))
        return self.page(request, "preferences", title="Cách nhận thông báo", form=form)
