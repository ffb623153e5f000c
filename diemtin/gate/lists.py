"""Two lists for administrators: what was done with people, roles, sources and masthead, and the wrong sign-ins that count now."""

from axes.models import AccessAttempt
from django.contrib import admin, messages
from django.contrib.admin.models import LogEntry
from django.urls import NoReverseMatch, path, reverse
from django.utils.html import format_html
from django.utils.timezone import localtime
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from diemtin.gate import acts, limits
from diemtin.gate.clients import browser, shortened
from news.models import User

# Articles and issues have a history and a log of their own.
ADMINISTRATIVE = (
    *("user", "source", "sourcealias", "category", "masthead", "houseform", "accessattempt", "group"),
    *("totpdevice", "staticdevice"),
)


class ListToRead(admin.ModelAdmin):
    """A list that nobody changes, for whoever looks after people."""

    change_list_template = "admin/gate/list.html"
    list_display_links = None
    show_facets = admin.ShowFacets.NEVER

    def get_urls(self):
        """The list alone; there is no form behind a row."""
        view = self.admin_site.admin_view(self.changelist_view)
        return [path("", view, name=f"{self.opts.app_label}_{self.opts.model_name}_changelist")]

    def has_view_permission(self, request, obj=None):
        """Who may change people."""
        return request.user.has_perm("news.change_user")

    def has_module_permission(self, request):
        """The same: who may look at no list sees no title of it."""
        return self.has_view_permission(request)

    def has_add_permission(self, request):
        """Nobody."""
        return False

    def has_change_permission(self, request, obj=None):
        """Nobody."""
        return False

    def has_delete_permission(self, request, obj=None):
        """Nobody."""
        return False


class KindFilter(admin.SimpleListFilter):
    """By what it was done with."""

    title = "đối tượng"
    parameter_name = "ve"

    def lookups(self, request, model_admin):
        """What there is."""
        kinds = (
            ("user", "người dùng"),
            ("source", "nguồn tin"),
            ("category", "chuyên mục"),
            ("masthead", "măng sét"),
        )
        return kinds

    def queryset(self, request, queryset):
        """The rows of this kind."""
        return queryset.filter(content_type__model=self.value()) if self.value() else queryset


class ActsAdmin(ListToRead):
    """What was done, newest first."""

    list_display = ("at", "who", "what", "words")
    list_filter = (KindFilter,)
    date_hierarchy = "action_time"
    search_fields = ("object_repr", "change_message", "user__username", "user__last_name", "user__first_name")
    list_per_page = 50
    list_select_related = ("user", "content_type")

    def get_queryset(self, request):
        """Of people, roles, sources, sections, masthead."""
        return super().get_queryset(request).filter(content_type__model__in=ADMINISTRATIVE)

    def changelist_view(self, request, extra_context=None):
        """The list."""
        return super().changelist_view(request, {"title": "Nhật ký quản trị", **(extra_context or {})})

    @admin.display(description="lúc", ordering="action_time")
    def at(self, entry):
        """When."""
        return f"{localtime(entry.action_time):%H:%M, %d/%m/%Y}"

    @admin.display(description="người làm", ordering="user__username")
    def who(self, entry):
        """By whom."""
        return str(entry.user)

    @admin.display(description="đối tượng")
    def what(self, entry):
        """With what, and the way there."""
        kind = entry.content_type.model_class()
        name = f"{kind._meta.verbose_name.capitalize()}: {entry.object_repr}" if kind else entry.object_repr
        try:
            address = reverse(
                f"admin:{entry.content_type.app_label}_{entry.content_type.model}_change",
                args=[entry.object_id],
            )
        except NoReverseMatch:
            return name
        return format_html('<a href="{}">{}</a>', address, name)

    @admin.display(description="việc")
    def words(self, entry):
        """What was done."""
        return entry.get_change_message() or entry.get_action_flag_display()


class AttemptsAdmin(ListToRead):
    """Wrong sign-ins that still count, and the button that forgets them."""

    list_display = ("at", "account", "address", "with_what", "failures_since_start")
    actions = ("unlock",)
    ordering = ("-attempt_time",)

    def get_queryset(self, request):
        """Only what still counts."""
        return super().get_queryset(request).filter(pk__in=limits.recent().values("pk"))

    def changelist_view(self, request, extra_context=None):
        """The list, with the names that are somebody's."""
        tried = limits.recent().values("username")
        self.known = set(User.objects.filter(username__in=tried).values_list("username", flat=True))
        return super().changelist_view(request, {"title": "Đăng nhập sai", **(extra_context or {})})

    @admin.display(description="lần cuối", ordering="attempt_time")
    def at(self, attempt):
        """When, last."""
        return f"{localtime(attempt.attempt_time):%H:%M, %d/%m/%Y}"

    @admin.display(description="tên đăng nhập", ordering="username")
    def account(self, attempt):
        """The account. What is nobody's name is not shown: people type their password there."""
        return attempt.username if attempt.username in self.known else "(không có tên này)"

    @admin.display(description="địa chỉ", ordering="ip_address")
    def address(self, attempt):
        """From where."""
        return shortened(attempt.ip_address)

    @admin.display(description="trình duyệt")
    def with_what(self, attempt):
        """With what."""
        return browser(attempt.user_agent)

    @admin.action(description="Mở khóa các dòng đã chọn")
    def unlock(self, request, queryset):
        """Forget them."""
        rows = list(queryset)
        names = {row.username for row in rows}
        for person in User.objects.filter(username__in=names):
            acts.note(request.user, person, "Đã mở khóa đăng nhập.")
        AccessAttempt.objects.filter(pk__in=[row.pk for row in rows]).delete()
        messages.success(request, f"Đã mở khóa {len(rows)} dòng.")


def register(site) -> None:
    """Put the two lists in the admin, and take out django-otp's pages, which show the secrets."""
    for model in (TOTPDevice, StaticDevice):
        site.unregister(model)
    site.register(LogEntry, ActsAdmin)
    site.register(AccessAttempt, AttemptsAdmin)
