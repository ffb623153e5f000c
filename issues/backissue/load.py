"""A back issue's values -> rows, in one transaction; a second run changes nothing.

An imported issue has origin `archive` and arrives as a draft, its articles with it, without author. Where the issue
exists already nothing is written and the differences are listed.
"""

from dataclasses import dataclass, replace

from django.db import transaction

from issues.backissue.differences import differences
from issues.backissue.fitting import losses, printed_source
from issues.backissue.rows import create_article, create_issue
from issues.backissue.values import BackArticle, BackIssue, Problem
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


def resolve_sources(back: BackIssue) -> tuple[dict[str, Source], list[Problem]]:
    """Known outlets by their printed names, and a problem for each article whose spelling is not the outlet's own or
    whose outlet is unknown."""
    names = dict.fromkeys(name for item in back.articles if (name := printed_source(item)))
    found = {name: source for name in names if (source := Source.objects.resolve(name))}
    problems = []
    for item in back.articles:
        name = printed_source(item)
        if not name:
            continue
        if name not in found:
            problems.append(unknown_outlet(item, name))
        elif found[name].name != name:
            problems.append(other_spelling(item, name, found[name]))
    return found, problems


def unknown_outlet(item: BackArticle, name: str) -> Problem:
    """An outlet that the newsroom does not know yet."""
    message = f"Nguồn “{name}” chưa có trong danh sách và được tạo mới; hãy kiểm tra tên, hoặc gộp làm cách viết khác."
    return Problem("new-source", message, item.line, item.headline, name)


def other_spelling(item: BackArticle, name: str, source: Source) -> Problem:
    """An outlet under another of its spellings."""
    message = f"Nguồn in là “{name}”, được hiểu là “{source.name}”."
    return Problem("source-variant", message, item.line, item.headline, name)


def unknown(back: BackIssue, found: dict[str, Source]) -> tuple[str, ...]:
    """Printed names of unknown outlets, one spelling each, in order of appearance."""
    names = {}
    for item in back.articles:
        name = printed_source(item)
        if name and name not in found:
            names.setdefault(fold(name), name)
    return tuple(names.values())


def with_problems(back: BackIssue, report: LoadReport) -> BackIssue:
    """The back issue with everything that was found, for the report."""
    return replace(back, problems=report.problems)
