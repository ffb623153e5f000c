"""One article checked while it is written: the same checks, on the words as they stand in the form.

Where the article stands in an issue, it is checked among the others of that issue; else as an issue of its own.
"""

from dataclasses import replace

from django.db.models import Q
from django.utils import timezone

from issues.edition import Edition, EditionArticle, EditionMasthead, EditionSection, with_article
from issues.inspection import Inspection, Marked, as_it_stands, inspect, key_of, marked
from issues.models import HouseForm, Issue, Placement
from issues.models.issue import IssueStatus, Origin
from issues.preflight import load_context
from issues.preflight.context import Context, House
from issues.preflight.findings import Finding
from issues.preflight.pairs import pairs_in_archive
from issues.preflight.run import run
from issues.preflight.words import wanted_pairs
from news.models import Article, ArticleBand
from news.models.article import ArticleStatus
from news.signature import bands, headline_key, link_key, signature

WORDS = "name slogan authority publisher address phone email site facebook licence responsible periodicity print_run"
NO_MASTHEAD = EditionMasthead(
    **dict.fromkeys((*WORDS.split(), "colour", "accent"), ""),
    **dict.fromkeys(("page_width", "page_height", "page_limit"), 0),
)


def check_article(article: EditionArticle, issue: Issue | None) -> Inspection:
    """What is found on an article as it is typed, which need not be what is stored. Writes nothing."""
    if issue is None:
        edition = alone(article)
        findings = own(run(edition, context_alone(edition, article)), article)
        return Inspection(edition, tuple(Marked(f, key_of(f, article)) for f in findings))
    edition = with_article(as_it_stands(issue), article)
    context = replace(load_context.context_of(issue, edition), pages=False)
    return marked(issue, edition, own(run(edition, context), article))


def own(findings: tuple[Finding, ...], article: EditionArticle) -> tuple[Finding, ...]:
    """Those of the article itself."""
    return tuple(f for f in findings if f.article == article.id)


def check_stored(article: EditionArticle, issue: Issue | None) -> Inspection:
    """What is found on an article as it is stored."""
    if issue is None:
        return check_article(article, None)
    inspection = inspect(issue)
    return replace(inspection, marked=inspection.of_article(article.id))


def alone(article: EditionArticle) -> Edition:
    """An issue of this article only, of the day that the article names."""
    day = article.news_date or timezone.localdate()
    return Edition(
        number=1,
        last_number=None,
        year=day.year,
        first_day=day,
        last_day=day,
        origin=Origin.NEWSROOM,
        **dict.fromkeys(
            ("theme", "page_notice", "trends_title", "trends_body", "podcast_title", "podcast_url"), ""
        ),
        cover=None,
        original_pdf="",
        sections=(EditionSection("", "", "", "", "list", (article,)),),
        masthead=NO_MASTHEAD,
        corrections=(),
    )


def newsroom_context(edition: Edition) -> Context:
    """What the newsroom knows of an edition that is no issue of its own yet: outlets, house spellings, what its archive
    says of doubtful words."""
    forms = HouseForm.objects.all()
    return Context(
        outlets=tuple(load_context.outlets()),
        house=tuple(House(form.preferred, load_context.lines(form.variants)) for form in forms),
        pairs=pairs_in_archive(Issue(), wanted_pairs(edition)),
    )


def context_alone(edition: Edition, article: EditionArticle) -> Context:
    """What the checks may know of an article that stands in no issue yet."""
    return replace(
        newsroom_context(edition),
        earlier=tuple(load_context.earlier_article(placement) for placement in same_story(article)),
        links=load_context.links(edition),
    )


def same_story(article: EditionArticle):
    """Where articles stand that share the link, the headline or a piece of the text. Sub-queries look up the indexed
    columns, each on its own: joined, they would go through the whole archive."""
    banded = ArticleBand.objects.filter(value__in=bands(signature(article.body)))
    same = Q(article__in=banded.values("article"))
    if key := headline_key(article.headline):
        same |= Q(article__in=Article.objects.filter(headline_key=key).values("pk"))
    if key := link_key(article.link):
        same |= Q(article__in=Article.objects.filter(link_key=key).values("pk"))
    return (
        Placement.objects.filter(same)
        .exclude(article=article.id)
        .exclude(issue__status=IssueStatus.WITHDRAWN)
        .exclude(article__status__in=[ArticleStatus.WITHDRAWN, ArticleStatus.DROPPED])
        .select_related("article", "issue")
        .order_by("-issue__first_day", "pk")[:20]
    )
