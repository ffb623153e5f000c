"""The archive as a witness: in how many earlier texts a pair of syllables stands, in one query however many pairs."""

import html
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from functools import lru_cache
from itertools import pairwise

from django.db.models import Q

from issues.models import Issue, Placement
from issues.models.issue import IssueStatus, Origin
from issues.preflight.words_syllables import key, runs
from news.models import Article
from news.models.article import ArticleStatus
from news.richtext import BLOCK

TAG = re.compile(r"<[^<>]*>")
NEWEST = 400  # articles: what is older adds time and little evidence


def pairs_in_archive(issue: Issue, wanted: Collection[str]) -> dict[str, int]:
    """How many of the newest articles of other issues hold each wanted pair ("kiện toàn"); what none holds is left out.
    One query, none where nothing is wanted."""
    return counted(bodies(issue), wanted) if wanted else {}


def bodies(issue: Issue) -> Iterable[str]:
    """The bodies of the newest articles of other issues that were printed and not withdrawn. The newest are found by their
    keys: sorting the archive's bodies would take most of the time."""
    printed = Q(issue__status=IssueStatus.PUBLISHED) | Q(issue__origin=Origin.ARCHIVE)
    newest = (
        Placement.objects.filter(printed)
        .exclude(issue=issue.pk)
        .exclude(issue__status=IssueStatus.WITHDRAWN)
        .exclude(article__status=ArticleStatus.WITHDRAWN)
        .order_by("-issue__first_day", "pk")
        .values("article")[:NEWEST]
    )
    return Article.objects.filter(pk__in=newest).order_by().values_list("body", flat=True)


def counted(markups: Iterable[str], wanted: Collection[str]) -> dict[str, int]:
    """In how many of the texts each wanted pair stands, however its tone is placed and its i is written."""
    names = defaultdict(list)
    for name in wanted:
        names[tuple(map(key, name.split(" ")))].append(name)
    counts = Counter()
    for markup in markups:
        counts.update(name for pair in keyed_pairs(markup) & names.keys() for name in names[pair])
    return dict(counts)


# The newest articles of the archive are asked again and again, and hardly ever change.
@lru_cache(maxsize=NEWEST + 100)
def keyed_pairs(markup: str) -> frozenset[tuple[str, str]]:
    """The pairs of neighbours in a text, as keys."""
    text = html.unescape(TAG.sub("", BLOCK.sub("\n", markup)))
    return frozenset((a.key, b.key) for run in runs(text) for a, b in pairwise(run))
