"""Placing articles in an issue: in, up and down, to another section, out.

Every change rewrites positions in two passes: SQLite checks uniqueness row by row, so no row may stand for a moment
where another one still is.
"""

from django.db import transaction
from django.db.models import F

from issues.models import Issue, Placement
from issues.models.issue import IssueStatus, advice
from news.models import Article, Category
from news.models.category import SUMMARY_SLUG
from news.workflow import Refused

ASIDE = 10_000  # more than an issue ever holds


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


def order_of(issue: Issue, category: Category) -> list[int]:
    """Keys of the articles in a section, in order."""
    return list(
        Placement.objects.filter(issue=issue, category=category)
        .order_by("position")
        .values_list("article_id", flat=True)
    )


def order_around(placement: Placement) -> list[int]:
    """The order of the section in which an article stands. Raises Refused where it does not stand there any more."""
    order = order_of(placement.issue, placement.category)
    if placement.article_id not in order:
        raise Refused("Tin này vừa được chuyển đi nơi khác. Hãy tải lại trang.")
    return order


def write_order(issue: Issue, category: Category, article_ids: list[int]) -> None:
    """Make a section hold these articles at 1, 2, 3, … Call inside a transaction, with the issue locked."""
    Placement.objects.filter(issue=issue, category=category).update(position=F("position") + ASIDE)
    for position, article_id in enumerate(article_ids, 1):
        Placement.objects.filter(issue=issue, article_id=article_id).update(
            position=position, category=category
        )


def place(issue: Issue, article: Article, category: Category, user) -> Placement:
    """Put an article at the end of a section. Raises Refused."""
    if category.slug == SUMMARY_SLUG:
        raise Refused(f"Không xếp tin vào “{category.name}”: phần này in từ bài tổng kết của số.")
    with transaction.atomic():
        lock(issue, user)
        current = Article.objects.select_for_update().get(pk=article.pk)
        if not Article.objects.placeable().filter(pk=article.pk).exists():
            raise Refused(
                f"Chỉ xếp được tin chờ duyệt hoặc đã duyệt; tin này đang là “{current.get_status_display()}”."
            )
        taken = Placement.objects.filter(article=article).select_related("issue").first()
        if taken:
            raise Refused(
                f"Tin này đã nằm trong số {taken.issue.label}. Muốn dùng lại, hãy chép thành tin mới."
            )
        position = len(order_of(issue, category)) + 1
        return Placement.objects.create(issue=issue, article=article, category=category, position=position)


def take_out(placement: Placement, user) -> None:
    """Take an article out of an issue that is a draft; it keeps its status. Raises Refused."""
    with transaction.atomic():
        lock(placement.issue, user)
        left = [pk for pk in order_around(placement) if pk != placement.article_id]
        Placement.objects.filter(pk=placement.pk).delete()
        write_order(placement.issue, placement.category, left)


def move(placement: Placement, user, steps: int) -> None:
    """Move an article within its section: -1 is one place up, +1 one down; no further than the ends. Raises Refused."""
    with transaction.atomic():
        lock(placement.issue, user)
        order = order_around(placement)
        old = order.index(placement.article_id)
        order.insert(max(0, min(len(order) - 1, old + steps)), order.pop(old))
        write_order(placement.issue, placement.category, order)


def move_to_section(placement: Placement, user, category: Category) -> None:
    """Move an article to the end of another section of the same issue. Raises Refused."""
    if category.slug == SUMMARY_SLUG:
        raise Refused(f"Không xếp tin vào “{category.name}”: phần này in từ bài tổng kết của số.")
    with transaction.atomic():
        lock(placement.issue, user)
        left = [pk for pk in order_around(placement) if pk != placement.article_id]
        if category == placement.category:
            return
        write_order(placement.issue, category, [*order_of(placement.issue, category), placement.article_id])
        write_order(placement.issue, placement.category, left)
