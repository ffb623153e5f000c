"""The newsroom's first page: what `issues.desk` tells, each count with the list that it counts."""

from dataclasses import dataclass
from functools import cache
from urllib.parse import urlencode

from django.contrib.auth.models import Group
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from issues import desk, desk_changes, desk_chart
from issues.labels import in_address
from issues.models import Issue, Masthead
from issues.proposing import next_issue
from issues.wording import weekday
from news.models import Article, Category, Source, User
from news.models.category import Layout
from news.models.user import Role

# What every issue prints and a reader may ask for.
ASKED_FOR = ("licence", "responsible", "address", "phone", "email", "site")


@dataclass(frozen=True)
class Linked:
    """A number and the list that has exactly so many rows; nothing leads to an empty one."""

    count: int
    url: str

    def __str__(self):
        return format_html('<a href="{}">{}</a>', self.url, self.count) if self.url else str(self.count)


@cache
def address(model: str) -> str:
    """The address of a list; the page has hundreds of links to the same few."""
    return reverse(f"admin:{model}_changelist")


def linked(count: int, model: str, query: dict) -> Linked:
    """A number of rows of a list."""
    return Linked(count, f"{address(model)}?{urlencode(query)}" if count else "")


def articles(count: int, **query) -> Linked:
    """A number of articles."""
    return linked(count, "news_article", query)


def issues(count: int, **query) -> Linked:
    """A number of issues."""
    return linked(count, "issues_issue", query)


def context(user) -> dict:
    """What the first page shows this person: only what they may see in the lists as well."""
    today = timezone.localdate()
    page = {
        "today": today,
        "right_now": timezone.now(),
        "weekday": weekday(today),
        "waiting": waiting(user),
        **upkeep(user),
    }
    reads_articles, reads_issues = user.has_perm("news.view_article"), user.has_perm("issues.view_issue")
    if reads_articles and reads_issues:
        page |= week(user, today) | {"chart": sources()}
    if reads_articles:
        page["holders"] = held()
    return page | {"changes": desk_changes.changes(user)}


def waiting(user) -> list[dict]:
    """What this person can act on, each list with its address and the form that its rows lead to."""
    groups = [
        {"list": group, "model": "issues_issue", "all": issues(group.count, viec=group.name)}
        for group in desk.issues_waiting(user)
    ]
    groups += [
        {"list": group, "model": "news_article", "all": articles(group.count, viec=group.name)}
        for group in desk.articles_waiting(user)
    ]
    for group in groups:
        group["change"] = f"admin:{group['model']}_change"
    return groups


def week(user, today) -> dict:
    """The issue in work with its sections; the others in work; where there is none, what the next one will be."""
    in_work = list(Issue.objects.in_work()[: desk.WORKED_ON])
    work = desk.work(in_work, today)
    if work is None:
        is_new = not (Issue.objects.exists() or Article.objects.exists())
        return {"work": None, "next_issue": next_issue(today), "is_new": is_new}
    return {
        "work": work,
        "days_left": days_left(work.days_left),
        "section_rows": [section_row(work, row) for row in work.sections],
        "total": articles(work.total, so=in_address(work.issue)),
        "totals_before": [
            articles(n, so=in_address(issue))
            for issue, n in zip(work.before, work.totals_before, strict=True)
        ],
        "dated": articles(work.dated, ngay=f"{work.issue.first_day}_{work.issue.last_day}"),
        "others_in_work": in_work[1:],
        "all_in_work": issues(Issue.objects.in_work().count(), viec="dang-lam"),
    }


def days_left(days: int) -> str:
    """How long there is, in words."""
    if days < 0:
        return f"quá ngày cuối {-days} ngày"
    return f"còn {days} ngày" if days else "hôm nay là ngày cuối"


def section_row(work: desk.Work, row: desk.SectionCount) -> dict:
    """A section with the lists of what stands in it, now and in the issues before."""
    slug = row.section.pk
    return {
        "row": row,
        "gauge": gauge(row),
        "now": articles(row.count, so=in_address(work.issue), muc=slug),
        "before": [
            articles(n, so=in_address(issue), muc=slug)
            for issue, n in zip(work.before, row.before, strict=True)
        ],
    }


def gauge(row: desk.SectionCount) -> dict:
    """Lengths of a thousand for a small drawing: the articles that stand there, from where and how far it is enough."""
    low, most = row.section.quota_min, row.section.quota_max
    whole = max(row.count, low, most or 0, 1)
    filled, start, end = (round(1000 * n / whole) for n in (row.count, low, whole if most is None else most))
    return {"filled": filled, "start": start, "width": end - start}


def sources() -> dict:
    """The chart with the tables behind it, whose numbers are links."""
    chart = desk_chart.chart(Category.objects.exclude(layout=Layout.SUMMARY))
    slugs = [section.pk for section in chart.sections]
    return {
        "drawing": chart,
        "legend": [(n % desk_chart.PATTERNS + 1, section) for n, section in enumerate(chart.sections)],
        "outlets": [
            (
                outlet.name,
                [
                    articles(n, so="12", muc=slug, **by(outlet))
                    for n, slug in zip(outlet.counts, slugs, strict=True)
                ],
                articles(outlet.total, so="12", **by(outlet)),
            )
            for outlet in chart.outlets
        ],
        "totals": [articles(n, so="12", muc=slug) for n, slug in zip(chart.totals, slugs, strict=False)],
        "total": articles(chart.total, so="12"),
        "by_issue": [
            (
                issue,
                [articles(n, so=in_address(issue), muc=slug) for n, slug in zip(counts, slugs, strict=True)],
                articles(sum(counts), so=in_address(issue)),
            )
            for issue, counts in reversed(chart.by_issue)
        ],
    }


def by(outlet: desk_chart.Outlet) -> dict:
    """The part of an address that means an outlet."""
    known = outlet.source is not None
    return {"source__id__exact": outlet.source} if known else {"source__isnull": "True"}


def held() -> list[dict]:
    """Who holds what."""
    return [
        {
            "person": holder.person,
            "draft": articles(holder.draft, status__exact="draft", **of(holder)),
            "review": articles(holder.review, status__exact="review", **of(holder)),
            "approved": articles(holder.approved, status__exact="approved", so="chua", **of(holder)),
        }
        for holder in desk.holders()
    ]


def of(holder: desk.Holder) -> dict:
    """The part of an address that means an author."""
    return {"author__id__exact": holder.person.pk} if holder.person else {"author__isnull": "True"}


def upkeep(user) -> dict:
    """What an administrator looks after: people by role, outlets, and what the masthead does not say yet."""
    page = {}
    if user.has_perm("news.change_user"):
        page["people"] = people()
        used = Source.objects.filter(active=True).count()
        page["sources"] = linked(used, "news_source", {"active__exact": 1})
    if user.has_perm("issues.change_masthead"):
        masthead = Masthead.current()
        page["masthead"] = masthead
        page["unsaid"] = [
            masthead._meta.get_field(name).verbose_name for name in ASKED_FOR if not getattr(masthead, name)
        ]
    return page


def people() -> list[tuple[str, Linked]]:
    """How many active people there are in each role, and how many of them never signed in."""
    here = {"is_active__exact": 1}
    groups = Group.objects.filter(name__in=Role.labels).order_by("pk")
    groups = groups.annotate(n=Count("user", filter=Q(user__is_active=True)))
    strangers = User.objects.filter(is_active=True, last_login=None).count()
    return [
        *(
            (group.name, linked(group.n, "news_user", here | {"groups__id__exact": group.pk}))
            for group in groups
        ),
        ("Chưa đăng nhập lần nào", linked(strangers, "news_user", here | {"last_login__isnull": "True"})),
    ]
