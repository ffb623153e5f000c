"""Placing articles in an issue: in, up and down, to another section, out; or the whole order at once.

Every change is a change of the whole order, with the issue's row locked, and leaves a row in its log. Positions are
rewritten in two passes: SQLite checks uniqueness row by row, so no row may stand for a moment where another one still is.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import F

from issues.models import Arrangement, Issue, Placement
from issues.models.issue import IssueStatus, advice
from issues.orders import Order, all_of, appended, changes, described, sections_of, without
from news.models import Article, Category
from news.models.article import ArticleStatus
from news.models.category import SUMMARY_SLUG
from news.workflow import Refused

ASIDE = 10_000  # more than an issue ever holds
LOOKED_AT = 20  # rows of the log
MOVED_AWAY = "Tin này vừa được chuyển đi nơi khác. Hãy tải lại trang."


class Overtaken(Refused):
    """Somebody else changed the order meanwhile; `current` is the order as it stands, `log` what was done to it."""

    def __init__(self, words: str, current: Order, log: tuple[Arrangement, ...]):
        super().__init__(words)
        self.current, self.log = current, log


@dataclass(frozen=True)
class Week:
    """What became of a week's articles: those that were placed, and those that no section was proposed for."""

    placed: tuple[Article, ...]
    without_section: tuple[Article, ...]


def refusal(issue: Issue, user) -> str | None:
    """Why this person may not arrange this issue now, or None."""
    if not (user.is_active and user.has_perm("issues.assemble_issue")):
        return "Bạn không có quyền xếp tin vào số."
    if issue.status != IssueStatus.DRAFT:
        return (
            f"Số {issue.label} đang ở trạng thái “{issue.get_status_display()}” nên không xếp lại được. "
            f"{advice(issue.status)}"
        )
    return None


def lock(issue: Issue, user) -> Issue:
    """The issue's row, locked until the transaction ends. Raises Refused where it may not be arranged."""
    current = Issue.objects.select_for_update().get(pk=issue.pk)
    if reason := refusal(current, user):
        raise Refused(reason)
    return current


def order_of(issue: Issue) -> Order:
    """The articles of an issue by section, in the sections' order."""
    order = {}
    rows = Placement.objects.filter(issue=issue).order_by("category__order", "position")
    for slug, key in rows.values_list("category_id", "article_id"):
        order.setdefault(slug, []).append(key)
    return order


def change(issue: Issue, user, compute: Callable[[Order], Order]) -> Order:
    """Replace the order by what `compute` makes of it, as one change of this person's. Raises Refused, nothing changed."""
    with transaction.atomic():
        lock(issue, user)
        before = order_of(issue)
        after = compute(before)
        if after != before:
            refuse_sections(after)
            take_in(issue, [key for key in all_of(after) if key not in sections_of(before)])
            write(issue, after)
            record(issue, user, before, after)
    return after


def refuse_sections(order: Order) -> None:
    """Raise Refused where something stands in a section that holds no articles, or that there is not."""
    names = dict(Category.objects.values_list("slug", "name"))
    for slug in order:
        if slug not in names:
            raise Refused("Không có chuyên mục như vậy. Hãy tải lại trang rồi làm lại.")
        if slug == SUMMARY_SLUG:
            raise Refused(f"Không xếp tin vào “{names[slug]}”: phần này in từ bài tổng kết của số.")


def take_in(issue: Issue, keys: list[int]) -> None:
    """Ask of each article that is new in the issue whether it may stand there; they stay locked. Raises Refused."""
    if not keys:
        return
    rows = Article.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")
    found = list(rows)
    if len(found) < len(keys):
        raise Refused("Có tin không còn trong kho. Hãy tải lại trang rồi làm lại.")
    taken = Placement.objects.filter(article__in=keys).select_related("issue", "article").first()
    if taken:
        raise Refused(
            f"Tin “{taken.article}” đã nằm trong số {taken.issue.label}. Muốn dùng lại, hãy chép thành tin mới."
        )
    for article in found:
        if article.status not in (ArticleStatus.REVIEW, ArticleStatus.APPROVED):
            raise Refused(
                f"Chỉ xếp được tin chờ duyệt hoặc đã duyệt; tin “{article}” đang là “{article.get_status_display()}”."
            )


def write(issue: Issue, order: Order) -> None:
    """Make the rows say this order; those that say it already are left alone. A constant number of queries but for SQLite's
    short statements."""
    rows = Placement.objects.filter(issue=issue)
    rows.exclude(article__in=all_of(order)).delete()
    known, moved, new = {row.article_id: row for row in rows}, [], []
    for slug, keys in order.items():
        for position, key in enumerate(keys, 1):
            row = known.get(key) or Placement(issue=issue, article_id=key)
            if row.pk is None:
                new.append(row)
            elif (row.category_id, row.position) != (slug, position):
                moved.append(row)
            row.category_id, row.position = slug, position
    rows.filter(pk__in=[row.pk for row in moved]).update(position=F("position") + ASIDE)
    Placement.objects.bulk_update(moved, ["category", "position"])
    Placement.objects.bulk_create(new)


def record(issue: Issue, user, before: Order, after: Order) -> None:
    """The row of the log."""
    done = changes(before, after)
    headlines = dict(Article.objects.filter(pk__in=done.all).values_list("pk", "headline"))
    Arrangement.objects.create(issue=issue, user=user, words=described(done, headlines), order=after)


def arrange(issue: Issue, order: Order, seen: Order, user) -> Order:
    """Make the whole order this one, where it still is as it was `seen`; articles in it that were in none come in, those that
    are not in it go out. Refused as a whole: Overtaken where somebody changed it meanwhile, Refused for other reasons."""

    def compute(before: Order) -> Order:
        if before != seen:
            raise overtaken(issue, before, seen)
        return order

    return change(issue, user, compute)


def overtaken(issue: Issue, current: Order, seen: Order) -> Overtaken:
    """What was done since the order was `seen`, and by whom: the rows of the log after the one that left it so."""
    log = list(issue.arrangements.select_related("user")[:LOOKED_AT])
    known = next((n for n, row in enumerate(log) if row.order == seen), 1)
    log = log[:known]
    by = ", ".join(dict.fromkeys(str(row.user) for row in log)) or "Có người"
    done = changes(seen, current)
    headlines = dict(Article.objects.filter(pk__in=done.all).values_list("pk", "headline"))
    return Overtaken(
        f"{by} vừa xếp lại số {issue.label}: {described(done, headlines)}. Thứ tự của bạn chưa được lưu.",
        current,
        tuple(log),
    )


def place(issue: Issue, article: Article, category: Category, user) -> Placement:
    """Put an article at the end of a section. Raises Refused."""

    def compute(before: Order) -> Order:
        if article.pk in sections_of(before):
            raise Refused(f"Tin này đã nằm trong số {issue.label}.")
        return appended(before, category.slug, article.pk)

    change(issue, user, compute)
    return Placement.objects.get(issue=issue, article=article)


def of_the_week(issue: Issue, with_review: bool = False):
    """Articles of the issue's days that stand in no issue: approved ones, on demand also those in review; the oldest first."""
    statuses = [ArticleStatus.APPROVED, *([ArticleStatus.REVIEW] if with_review else [])]
    days = (issue.first_day, issue.last_day)
    rows = Article.objects.filter(status__in=statuses, placement__isnull=True, news_date__range=days)
    return rows.order_by("news_date", "pk")


def place_week(issue: Issue, user, with_review: bool = False) -> Week:
    """Put the week's articles in the sections that were proposed for them, each after the last one that is not younger; what
    stands there keeps its order. Raises Refused."""
    found = list(of_the_week(issue, with_review))
    fitting = [a for a in found if a.category_id and a.category_id != SUMMARY_SLUG]
    rest = [a for a in found if a not in fitting]

    def compute(before: Order) -> Order:
        days = dict(Article.objects.filter(pk__in=all_of(before)).values_list("pk", "news_date"))
        after = before
        for article in fitting:
            if article.pk not in sections_of(after):
                days[article.pk] = article.news_date
                keys = by_date(after.get(article.category_id, []), article.pk, days)
                after = after | {article.category_id: keys}
        return after

    change(issue, user, compute)
    return Week(tuple(fitting), tuple(rest))


def by_date(keys: list[int], key: int, days: dict[int, date | None]) -> list[int]:
    """The keys with one more, after the last one of which the day is not later."""
    places = [n for n, other in enumerate(keys, 1) if days[other] and days[other] <= days[key]]
    at = max(places, default=0)
    return [*keys[:at], key, *keys[at:]]


def take_out(placement: Placement, user) -> None:
    """Take an article out of an issue that is a draft; it keeps its status. Raises Refused."""
    change(placement.issue, user, lambda before: without(still(before, placement), placement.article_id))


def still(order: Order, placement: Placement) -> Order:
    """The order. Raises Refused where the article does not stand any more where it was seen."""
    if placement.article_id not in order.get(placement.category_id, []):
        raise Refused(MOVED_AWAY)
    return order


def move(placement: Placement, user, steps: int) -> None:
    """Move an article within its section: -1 is one place up, +1 one down; no further than the ends. Raises Refused."""

    def compute(before: Order) -> Order:
        keys = list(still(before, placement)[placement.category_id])
        old = keys.index(placement.article_id)
        keys.insert(max(0, min(len(keys) - 1, old + steps)), keys.pop(old))
        return before | {placement.category_id: keys}

    change(placement.issue, user, compute)


def move_to_section(placement: Placement, user, category: Category) -> None:
    """Move an article to the end of another section of the same issue. Raises Refused."""

    def compute(before: Order) -> Order:
        rest = without(still(before, placement), placement.article_id)
        same = category.slug == placement.category_id
        return before if same else appended(rest, category.slug, placement.article_id)

    change(placement.issue, user, compute)
