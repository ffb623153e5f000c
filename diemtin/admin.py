"""The newsroom's admin site: its name, its navigation, its first page."""

from functools import wraps

from django.contrib.admin import AdminSite
from django.http import HttpResponseRedirect, QueryDict
from django.urls import path

from diemtin import background_page
from diemtin.gate import entrance, own_pages, people_pages, sign_ins
from issues.admin_views import desk
from news.notices import unread

# The order of the work; what a person may not see is left out.
NAVIGATION = ("Article", "Issue", "Source", "Category", "Masthead", "User", "Binned")


class NewsroomSite(AdminSite):
    """The newsroom's admin."""

    site_header = "Điểm tin"
    site_title = "Tòa soạn Điểm tin"
    index_title = "Bàn làm việc"
    enable_nav_sidebar = False

    def admin_view(self, view, cacheable=False):
        """A page for the staff."""

        @wraps(view)
        def careful(request, *args, **kwargs):
            if "%00" in request.META.get("QUERY_STRING", ""):
                request.GET = without_nul(request.GET)
            return view(request, *args, **kwargs)

        return super().admin_view(careful, cacheable)

    def get_urls(self):
        """The pages of signing in before all others; those beside models."""
        before = [
            path("hai-buoc/", own_pages.code, name="second_factor"),
            path("hai-buoc/cai-dat/", own_pages.set_up, name="second_factor_setup"),
            path("hai-buoc/thoi/", own_pages.leave, name="second_factor_leave"),
        ]
        pages = (
            ("viec-nen/", background_page.page, "background"),
            ("tai-khoan/", own_pages.account, "account"),
            ("tai-khoan/ket-thuc-phien/", own_pages.end_others, "account_end_sessions"),
            ("tai-khoan/hai-buoc/", own_pages.change_second_factor, "account_second_factor"),
            ("news/user/<int:object_id>/dang-nhap/", people_pages.sign_in_page, "news_user_sign_ins"),
            ("news/user/<int:object_id>/mo-khoa/", people_pages.unlock, "news_user_unlock"),
            (
                "news/user/<int:object_id>/xoa-hai-buoc/",
                people_pages.reset_second_factor,
                "news_user_reset_second_factor",
            ),
            (
                "news/user/<int:object_id>/ket-thuc-phien/",
                people_pages.end_sessions,
                "news_user_end_sessions",
            ),
        )
        inside = [path(route, self.admin_view(view), name=name) for route, view, name in pages]
        return [*before, *inside, *super().get_urls()]

    def login(self, request, extra_context=None):
        """The sign-in page; whose password was right is led on to the second factor."""
        if request.method == "GET" and (where := entrance.next_door(request)):
            return HttpResponseRedirect(where)
        return super().login(request, extra_context)

    def password_change(self, request, extra_context=None):
        """Django's; the list of sign-ins knows the session under its new key."""
        with sign_ins.same_sign_in(request, request.user):
            return super().password_change(request, extra_context)

    def each_context(self, request):
        """Every page has the navigation, and how many notices are unread."""
        context = super().each_context(request)
        pages = navigation(context["available_apps"], request.path)
        return context | {"navigation": pages, "unread_notices": unread(request.user)}

    def index(self, request, extra_context=None):
        """The desk."""
        shown = {**desk.context(request.user), **background_page.on_desk(request.user)}
        return super().index(request, {**shown, **(extra_context or {})})


def without_nul(query: QueryDict) -> QueryDict:
    """A page's query without NUL characters: PostgreSQL takes none, and no name or word here has one."""
    clean = QueryDict(mutable=True)
    for name, values in query.lists():
        clean.setlist(name.replace("\x00", ""), [value.replace("\x00", "") for value in values])
    return clean


def navigation(apps: list[dict], here: str) -> list[dict]:
    """The pages of the top row: name, url, and whether the person is there now."""
    models = {m["object_name"]: m for app in apps for m in app["models"] if m.get("admin_url")}
    return [
        {"name": models[name]["name"], "url": url, "current": here.startswith(url)}
        for name in NAVIGATION
        if name in models and (url := models[name]["admin_url"])
    ]
