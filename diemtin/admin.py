"""The newsroom's admin site: its name, its navigation, its first page."""

from functools import wraps

from django.contrib.admin import AdminSite
from django.http import QueryDict

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

    def each_context(self, request):
        """Every page has the navigation, and how many notices are unread."""
        context = super().each_context(request)
        pages = navigation(context["available_apps"], request.path)
        return context | {"navigation": pages, "unread_notices": unread(request.user)}

    def index(self, request, extra_context=None):
        """The desk."""
        return super().index(request, {**desk.context(request.user), **(extra_context or {})})


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
