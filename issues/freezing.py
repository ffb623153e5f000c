"""Articles that stand in an issue follow its state: frozen with it, published and withdrawn only with it.

Connected to the guard of `news.signals`, so that `news` need not know about issues.
"""

from issues.models.issue import IssueStatus, Placement, advice
from news import signals
from news.models import Article
from news.workflow import APPROVE, DROP, PUBLISH, RESTORE, WITHDRAW

# Steps that an article takes only together with its issue, and the status that the issue must have reached.
WITH_ISSUE = {
    PUBLISH.name: IssueStatus.PUBLISHED,
    WITHDRAW.name: IssueStatus.WITHDRAWN,
    RESTORE.name: IssueStatus.DRAFT,
}


def guard(sender, article, user, transition, **kwargs) -> str | None:
    """Why the article may not be edited (transition None) or take the step, or None."""
    placement = Placement.objects.select_related("issue").filter(article=article).first()
    issue = placement and placement.issue
    name = transition and transition.name
    if name in WITH_ISSUE:
        if issue is None or issue.status != WITH_ISSUE[name]:
            return f"Bước “{transition.label}” của tin chỉ diễn ra cùng với số chứa nó."
        return None
    if issue is None:
        return None
    if name == DROP.name:
        return f"Tin đang nằm trong số {issue.label}; hãy lấy tin ra khỏi số trước khi bỏ."
    # While the chief reads, another person may still approve a single article; nothing else moves.
    if issue.status == IssueStatus.DRAFT or (issue.status == IssueStatus.REVIEW and name == APPROVE.name):
        return None
    return (
        f"Tin nằm trong số {issue.label}, số đang ở trạng thái “{issue.get_status_display()}” nên không sửa được. "
        f"{advice(issue.status)}"
    )


def connect() -> None:
    """Called once, when the app is ready."""
    signals.article_guard.connect(guard, sender=Article, dispatch_uid="issues.freezing")
