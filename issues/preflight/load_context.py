"""From rows to the context: what checks know besides the edition, in a constant number of queries."""

from collections import defaultdict
from itertools import chain

from django.db.models import F, Q, QuerySet

from issues.edition import Edition
from issues.linkcheck import links_of
from issues.models import HouseForm, Issue, LinkCheck, Placement
from issues.models.issue import IssueStatus
from issues.preflight.context import Context, Earlier, House, Link, Outlet, Quota
from issues.preflight.pairs import pairs_in_archive
from issues.preflight.words import wanted_pairs
from news.models import Article, ArticleBand, Category, Source, SourceAlias
from news.models.article import ArticleStatus
from news.stored_pictures import faults


def context_of(issue: Issue, edition: Edition) -> Context:
    """What the checks of this issue may know: seven queries at most, whatever the size of issue and archive."""
    return Context(
        outlets=tuple(outlets()),
        house=tuple(House(form.preferred, lines(form.variants)) for form in HouseForm.objects.all()),
        earlier=tuple(earlier(issue)),
        quotas={c.slug: Quota(c.quota_min, c.quota_max) for c in Category.objects.all()},
        links=links(edition),
        pairs=pairs_in_archive(issue, wanted_pairs(edition)),
        picture_faults=faults({picture.name for picture in edition.pictures}),
        pages=True,
    )


def outlets():
    """Every outlet with its other spellings. Two queries for plain values: there are hundreds of them on every form."""
    spellings = defaultdict(list)
    for source, name in SourceAlias.objects.order_by("pk").values_list("source", "name"):
        spellings[source].append(name)
    for pk, name in Source.objects.values_list("pk", "name"):
        yield Outlet(name, tuple(spellings[pk]))


def lines(text: str) -> tuple[str, ...]:
    """The lines of a text that are not empty."""
    return tuple(line for part in text.splitlines() if (line := part.strip()))


def links(edition: Edition) -> dict[str, Link]:
    """What the printed addresses answered when they were last asked."""
    return {
        found.url: Link(found.url, found.status, found.final_url, found.error, found.checked_at)
        for found in LinkCheck.objects.filter(url__in=links_of(edition))
    }


def earlier(issue: Issue):
    """Articles of earlier issues that share a link, a headline or a band of the signature with one of this issue."""
    placed = Placement.objects.filter(candidates(issue)).select_related("article", "issue").distinct()
    found = (
        placed.filter(issue__first_day__lt=issue.first_day)
        .exclude(issue=issue.pk)
        .exclude(issue__status=IssueStatus.WITHDRAWN)
        .exclude(article__status__in=[ArticleStatus.WITHDRAWN, ArticleStatus.DROPPED])
        .order_by("-issue__first_day", "pk")
    )
    return (earlier_article(placement) for placement in found)


def candidates(issue: Issue) -> Q:
    """Which placements may be of the same story. Sub-queries look up the indexed columns, so that no list of values
    travels to the database and the archive's size hardly counts."""
    own = Article.objects.filter(placement__issue=issue)
    values = ArticleBand.objects.filter(article__placement__issue=issue).values("value")
    same = chain(
        (own_values(own, name) for name in ("link_key", "headline_key")),
        [ArticleBand.objects.filter(value__in=values).annotate(found=F("article_id")).values("found")],
    )
    condition = Q()
    for ids in same:
        condition |= Q(article__in=ids)
    return condition


def own_values(own: QuerySet, name: str) -> QuerySet:
    """Articles that share one of this issue's keys."""
    keys = own.exclude(**{name: ""}).values(name)
    return Article.objects.filter(**{f"{name}__in": keys}).values("pk")


def earlier_article(placement: Placement) -> Earlier:
    """What a check needs of an earlier article."""
    article = placement.article
    return Earlier(
        article.pk,
        placement.issue.label,
        article.headline,
        article.headline_key,
        article.link_key,
        bytes(article.signature),
        article.news_date,
    )
