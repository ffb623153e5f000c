"""A back issue's values -> rows, in one transaction; a second run changes nothing.

An imported issue has origin `archive` and arrives as a draft, its articles with it, without author. Where the issue
exists already nothing is written and the differences are listed.
"""

from dataclasses import dataclass, replace

from django.db import transaction

from issues.backissue.differences import differences
from issues.backissue.fitting import losses, printed_source
from issues.backissue.outlets import resolve_sources, unknown
from issues.backissue.rows import create_article, create_issue
from issues.backissue.values import BackIssue, Problem
from issues.models import Issue, Placement
from news.models import Category, Source
from news.text import fold
from news.workflow import Refused


@dataclass(frozen=True)
class LoadReport:
    """What loading did, or would do: the issue (None in a preview of a new one), all problems, what differs from an
    issue that exists already, and the outlets that were unknown."""

    issue: Issue | None
    created: bool
    problems: tuple[Problem, ...]
    differences: tuple[str, ...] = ()
    new_sources: tuple[str, ...] = ()


def preview(back: BackIssue) -> LoadReport:
    """What `load` would do. Reads the database, writes nothing."""
    existing = find(back)
    if existing:
        return LoadReport(existing, False, back.problems, differences(back, existing))
    found, problems = resolve_sources(back)
    return LoadReport(
        None, False, (*back.problems, *problems, *losses(back)), new_sources=unknown(back, found)
    )


@transaction.atomic
def load(back: BackIssue, user=None) -> LoadReport:
    """Write the issue, unless its number exists. `user` is remembered as the one who imported it.

    Raises Refused where the newsroom has not been set up.
    """
    if not Category.objects.exists():
        raise Refused("Tòa soạn chưa được thiết lập. Hãy chạy: manage.py setup_newsroom")
    existing = find(back)
    if existing:
        return LoadReport(existing, False, back.problems, differences(back, existing))
    found, problems = resolve_sources(back)
    new = unknown(back, found)
    created = {fold(name): Source.objects.create(name=name) for name in new}
    issue = create_issue(back, user)
    positions = {}
    for item in back.articles:
        name = printed_source(item)
        article = create_article(item, found.get(name) or created.get(fold(name)), user)
        positions[item.section] = positions.get(item.section, 0) + 1
        Placement.objects.create(
            issue=issue, article=article, category_id=item.section, position=positions[item.section]
        )
    return LoadReport(issue, True, (*back.problems, *problems, *losses(back)), new_sources=new)


def find(back: BackIssue) -> Issue | None:
    """The issue of that number, if there is one; a double issue is found by each of its numbers."""
    return Issue.objects.holding(back.year, back.number, back.last_number).first()


def with_problems(back: BackIssue, report: LoadReport) -> BackIssue:
    """The back issue with everything that was found, for the report."""
    return replace(back, problems=report.problems)
