"""Where articles stand: in which issue, section and place. For forms, reading pages and lists."""

from dataclasses import dataclass

from issues.models import Issue, Placement


@dataclass(frozen=True)
class Where:
    """The place of one article; `place` counts from 1 within the section."""

    issue: Issue
    section: str
    place: int

    def __str__(self):
        return f"Số {self.issue.label}, {self.section}, tin thứ {self.place}"


def where(article_ids) -> dict[int, Where]:
    """The places of those of the articles that stand in an issue: one query, whatever their number."""
    rows = Placement.objects.filter(article__in=article_ids).select_related("issue", "category")
    rows = rows.defer("issue__trends_body")
    return {row.article_id: Where(row.issue, row.category.name, row.position) for row in rows}
