"""Lists of articles over many issues, newest first, a page at a time. Each page holds whole issues and says before which
issue the next one begins: however long the archive, a page asks for its own rows only."""

import re
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Q, QuerySet

from issues.models import PublicArticle, PublicIssue

ARTICLES, SUMMARIES = 60, 12
MARK = re.compile(r"([1-9][0-9]{0,2})-(199[0-9]|20[0-9]{2}|21[0-9]{2})")
# What a list shows of an article, and of the issue around it.
SHOWN = ("issue", "year", "number", "slug", "headline", "news_date", "source_name", "teaser", "section")
SHOWN_OF_ISSUE = (
    "issue__year",
    "issue__number",
    "issue__last_number",
    "issue__first_day",
    "issue__last_day",
    "issue__cover",
)
Place = tuple[int, int]


@dataclass(frozen=True)
class Page:
    """Some issues, newest first, each with its articles in printed order (none where issues alone are listed); `older` is
    the mark of the page that follows, or empty."""

    groups: list[tuple[PublicIssue, list[PublicArticle]]]
    older: str


def place(mark: str) -> Place | None:
    """(year, number) of a mark like `47-2026`; None for anything else."""
    found = MARK.fullmatch(mark)
    return found and (int(found[2]), int(found[1]))


def mark(issue: PublicIssue) -> str:
    """`47-2026`."""
    return f"{issue.number}-{issue.year}"


def before(rows: QuerySet, end: Place | None) -> QuerySet:
    """The rows of issues that came out before this one."""
    if end is None:
        return rows
    year, number = end
    # The first condition says the same again, in a way that lets databases begin there in their index.
    return rows.filter(Q(year__lt=year) | Q(year=year, number__lt=number), year__lte=year)


def of_section(slug: str, end: Place | None = None) -> Page:
    """The articles of a section."""
    return page(PublicArticle.objects.filter(section=slug), end)


def of_source(source_id: int, end: Place | None = None) -> Page:
    """The articles that an outlet had first."""
    return page(PublicArticle.objects.filter(source=source_id), end)


def page(articles: QuerySet, end: Place | None) -> Page:
    """Whole issues of about `ARTICLES` articles. One query; a second where one issue alone has more than that."""
    wanted = articles.select_related("issue").only(*SHOWN, *SHOWN_OF_ISSUE)
    rows = list(before(wanted, end)[: ARTICLES + 1])
    cut = len(rows) > ARTICLES
    groups = [list(group) for _, group in groupby(rows, key=lambda article: article.issue_id)]
    if cut and len(groups) > 1:
        groups.pop()
    elif cut:
        first = rows[0].issue
        groups = [list(wanted.filter(issue=first))]
        cut = before(articles, (first.year, first.number)).exists()
    found = [(group[0].issue, group) for group in groups]
    return Page(found, mark(found[-1][0]) if cut else "")


def summaries(end: Place | None = None) -> Page:
    """The issues that have a trend summary. One query."""
    issues = PublicIssue.objects.exclude(trends_teaser="").defer("front_json", "page_numbers")
    found = list(before(issues, end)[: SUMMARIES + 1])
    shown = found[:SUMMARIES]
    return Page([(issue, []) for issue in shown], mark(shown[-1]) if len(found) > SUMMARIES else "")
