"""What the newsroom's first page tells: the issue in work, what waits for a person, who holds what, what was done last.

Queries that give frozen values, a constant number of them whatever there is; addresses are made where it is shown.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from issues.models import Issue, Placement
from news.models import Article, ArticleStatusChange, Category, User
from news.models.article import ArticleStatus
from news.models.category import Layout

SHOWN = 6  # rows of a list before "all of them"
COMPARED = 4  # earlier issues
WORKED_ON = 3  # issues
PEOPLE = 12


@dataclass(frozen=True)
class SectionCount:
    """How many articles stand in a section of an issue, and stood there in the issues before, newest first."""

    section: Category
    count: int
    before: tuple[int, ...]

    @property
    def missing(self) -> int:
        """How many articles are needed yet."""
        return max(0, self.section.quota_min - self.count)

    @property
    def surplus(self) -> int:
        """How many articles are too many."""
        most = self.section.quota_max
        return 0 if most is None else max(0, self.count - most)


@dataclass(frozen=True)
class Work:
    """An issue in work; `days_left` counts to its last day, 0 on that day, negative after it; `dated` articles have a
    day within it."""

    issue: Issue
    days_left: int
    sections: tuple[SectionCount, ...]
    before: tuple[Issue, ...]
    dated: int

    @property
    def total(self) -> int:
        """Articles that stand in it."""
        return sum(row.count for row in self.sections)

    @property
    def totals_before(self) -> tuple[int, ...]:
        """Articles that stood in each of the issues before."""
        return tuple(sum(row.before[n] for row in self.sections) for n in range(len(self.before)))


@dataclass(frozen=True)
class Waiting:
    """What waits for somebody: `name` is the list's task, `count` of all, of which the first rows are here."""

    name: str
    title: str
    count: int
    rows: tuple


@dataclass(frozen=True)
class Holder:
    """How many articles somebody has in each of the states before publication; approved: those that stand nowhere."""

    person: User | None
    draft: int
    review: int
    approved: int


def work(issues: list[Issue], today: date) -> Work | None:
    """The newest of the issues in work, compared with the last issues that are out. Four queries."""
    if not issues:
        return None
    issue = issues[0]
    before = tuple(Issue.objects.published().exclude(pk=issue.pk)[:COMPARED])
    counts = placed([issue, *before])
    rows = tuple(
        SectionCount(section, counts[issue.pk, section.pk], tuple(counts[b.pk, section.pk] for b in before))
        for section in Category.objects.exclude(layout=Layout.SUMMARY)
    )
    dated = Article.objects.filter(news_date__range=(issue.first_day, issue.last_day)).count()
    return Work(issue, (issue.last_day - today).days, rows, before, dated)


def placed(issues: list[Issue]) -> dict[tuple[int, str], int]:
    """How many articles stand in each section of each issue; 0 where none does. One query."""
    rows = Placement.objects.filter(issue__in=issues).values_list("issue", "category")
    found = {(issue, slug): n for issue, slug, n in rows.annotate(n=Count("pk")).order_by()}
    return defaultdict(int, found)


def articles_waiting(user) -> tuple[Waiting, ...]:
    """Articles on which this person can act: to review, sent back, being written. Two queries each."""
    groups = []
    if user.has_perm("news.review_article"):
        rows = Article.objects.awaiting(user)
        groups.append(listed("duyet", "Tin chờ tôi duyệt", rows))
    if user.has_perm("news.add_article"):
        groups.append(
            with_notes(listed("tra-lai", "Tin bị trả lại cho tôi", Article.objects.returned_to(user)))
        )
        groups.append(listed("dang-viet", "Tin tôi đang viết", Article.objects.drafts_of(user)))
    return tuple(group for group in groups if group.count)


def listed(name: str, title: str, rows) -> Waiting:
    """The number of articles and the first of them."""
    first = rows.select_related("author", "source").defer("body", "signature", "search_key")[:SHOWN]
    return Waiting(name, title, rows.count(), tuple(first))


def with_notes(group: Waiting) -> Waiting:
    """Each article with the step that sent it back, as `sent_back`. One query."""
    steps = ArticleStatusChange.objects.filter(article__in=group.rows, to_status=ArticleStatus.DRAFT)
    last = {step.article_id: step for step in steps.select_related("user").order_by("at", "pk")}
    for article in group.rows:
        article.sent_back = last.get(article.pk)
    return group


def issues_waiting(user) -> tuple[Waiting, ...]:
    """Issues that this person may approve, and those that may go out. Two queries each."""
    groups = []
    for name, title, permission, rows in (
        ("duyet", "Số chờ tôi duyệt", "issues.approve_issue", Issue.objects.to_approve_by(user)),
        ("xuat-ban", "Số chờ tôi xuất bản", "issues.publish_issue", Issue.objects.to_publish_by(user)),
    ):
        if user.has_perm(permission):
            first = rows.select_related("release__submitted_by")[:SHOWN]
            groups.append(Waiting(name, title, rows.count(), tuple(first)))
    return tuple(group for group in groups if group.count)


def holders() -> tuple[Holder, ...]:
    """Who has articles that are not out yet, who has most first; without an author those that were imported. Three
    queries."""
    open_ones = Article.objects.filter(status__in=(ArticleStatus.DRAFT, ArticleStatus.REVIEW))
    free = Article.objects.filter(status=ArticleStatus.APPROVED, placement__isnull=True)
    counts = defaultdict(dict)
    for rows in (open_ones, free):
        for author, status, n in rows.order_by().values_list("author", "status").annotate(n=Count("pk")):
            counts[author][status] = n
    people = User.objects.in_bulk([pk for pk in counts if pk])
    states = (ArticleStatus.DRAFT, ArticleStatus.REVIEW, ArticleStatus.APPROVED)
    found = [Holder(people.get(pk), *(by.get(s, 0) for s in states)) for pk, by in counts.items()]
    found.sort(key=lambda h: (-(h.draft + h.review + h.approved), str(h.person)))
    return tuple(found[:PEOPLE])
