"""The newsroom's admin site and its first page: the issues in work, and what waits for the person who looks."""

from functools import wraps

from django.contrib.admin import AdminSite
from django.db.models import Count
from django.http import QueryDict
from django.urls import NoReverseMatch, reverse

from issues.models import Issue, Placement
from issues.models.issue import IssueStatus
from issues.workflow import APPROVE as APPROVE_ISSUE
from issues.workflow import PUBLISH as PUBLISH_ISSUE
from news.models import Article, Category
from news.models.article import ArticleStatus
from news.models.category import Layout
from news.notices import unread
from news.workflow import refusal

IN_WORK = (IssueStatus.DRAFT, IssueStatus.REVIEW, IssueStatus.APPROVED)
SHOWN = 8
# The order of the work; what a person may not see is left out.
NAVIGATION = ("Article", "Issue", "Source", "Category", "Masthead", "User")


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
        return super().index(request, {**desk(request.user), **(extra_context or {})})


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


def desk(user) -> dict:
    """What the first page shows this person."""
    return {
        "issues_in_work": issues_in_work() if user.has_perm("issues.view_issue") else [],
        "waiting": [group for group in waiting(user) if group["rows"]],
    }


def issues_in_work() -> list[dict]:
    """Issues that are not out yet, each with its sections and how many articles stand in them."""
    issues = list(Issue.objects.filter(status__in=IN_WORK).order_by("-year", "-number")[:3])
    sections = Category.objects.exclude(layout=Layout.SUMMARY)
    counts = dict.fromkeys(((i.pk, c.pk) for i in issues for c in sections), 0)
    rows = Placement.objects.filter(issue__in=issues).values_list("issue", "category")
    counts |= {(issue, slug): n for issue, slug, n in rows.annotate(n=Count("pk")).order_by()}
    return [
        {
            "issue": issue,
            "sections": [(c, counts[issue.pk, c.pk], enough(c, counts[issue.pk, c.pk])) for c in sections],
            "total": sum(counts[issue.pk, c.pk] for c in sections),
        }
        for issue in issues
    ]


def enough(category: Category, count: int) -> bool:
    """Whether a section has as many articles as it should."""
    return count >= category.quota_min and (category.quota_max is None or count <= category.quota_max)


def waiting(user) -> list[dict]:
    """Lists of what waits for this person: title, rows, and the address of the whole list."""
    return [
        group("Số chờ tôi duyệt", issues_for(user, APPROVE_ISSUE), "issues_issue", "status__exact=review"),
        group(
            "Số chờ tôi xuất bản", issues_for(user, PUBLISH_ISSUE), "issues_issue", "status__exact=approved"
        ),
        group("Tin chờ tôi duyệt", articles_to_review(user), "news_article", "status__exact=review"),
        group(
            "Tin của tôi đang viết hoặc bị trả lại",
            my_drafts(user),
            "news_article",
            "cua=toi&status__exact=draft",
        ),
    ]


def group(title: str, rows: list, model: str, query: str) -> dict:
    """One list."""
    try:
        url = f"{reverse(f'admin:{model}_changelist')}?{query}"
    except NoReverseMatch:
        url = ""
    return {
        "title": title,
        "rows": rows[:SHOWN],
        "more": len(rows) > SHOWN,
        "url": url,
        "change": f"admin:{model}_change",
    }


def issues_for(user, transition) -> list[Issue]:
    """Issues on which this person may take this step now."""
    if not user.has_perm(transition.permission):
        return []
    issues = Issue.objects.filter(status__in=transition.sources).select_related("release")
    return [issue for issue in issues if refusal(transition, issue, user) is None]


def articles_to_review(user) -> list[Article]:
    """Articles in review that this person may judge: whose text they never saved."""
    if not user.has_perm("news.review_article"):
        return []
    articles = Article.objects.filter(status=ArticleStatus.REVIEW).exclude(contributors=user)
    return list(articles.select_related("author", "source").order_by("updated_at")[: SHOWN + 1])


def my_drafts(user) -> list[Article]:
    """This person's drafts, latest first, with the note where one was sent back."""
    drafts = Article.objects.filter(author=user, status=ArticleStatus.DRAFT)
    articles = list(
        drafts.select_related("author", "source").prefetch_related("status_changes__user")[: SHOWN + 1]
    )
    for article in articles:
        last = next(iter(article.status_changes.all()), None)
        article.sent_back = last if last and last.to_status == ArticleStatus.DRAFT else None
    return articles
