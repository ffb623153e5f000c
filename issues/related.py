"""Which articles tell of the same: found when an issue goes out, by what they have in common that is rare.

What an article is about stands in its headline, and in the pairs of words that its body repeats. Of these the archive's
rare ones count, the rarer the more. Looked for once, at publication, so that a page reads a list of at most four.
"""

from collections import Counter, defaultdict
from math import log

from django.db import connection

from issues import search_postgres, search_sqlite
from issues.models import PublicArticle, PublicIssue, RelatedArticle, SearchRow
from issues.search_rows import name_keys, pair_keys, stand

MOST = 4  # articles
ASKED = 24  # numbers of pairs that are looked up for an article
COMMON = 150  # articles: a pair that more of them have tells nothing
SHARE, LEAST = 20, 10  # in a small archive it is the twentieth part, or ten
SMALLEST = 30  # articles: an archive that has fewer counts as one of so many
YEARS = 10  # that are looked through
ALIKE = 5.0  # the least that two articles must have in common: in a large archive two pairs that two dozen articles have


# What a list of related articles shows of each. Written out: composing it takes longer than finding the rows.
RELATED = f"""
    SELECT a.id, a.issue_id, a.year, a.number, a.slug, a.headline, a.news_date, a.source_name, a.teaser, i.last_number
    FROM {RelatedArticle._meta.db_table} r
    JOIN {PublicArticle._meta.db_table} a ON a.id = r.other_id
    JOIN {PublicIssue._meta.db_table} i ON i.issue_id = a.issue_id
    WHERE r.article_id = %s ORDER BY r.rank
"""


def of(article: PublicArticle) -> list[PublicArticle]:
    """The public articles that tell of the same, the closest first, at most four, with their issues. One query."""
    rows = list(PublicArticle.objects.raw(RELATED, [article.pk]))
    for row in rows:
        row.issue = PublicIssue(
            issue_id=row.issue_id, year=row.year, number=row.number, last_number=row.last_number
        )
    return rows


def issues_showing(issue_id: int) -> list[tuple[int, int]]:
    """(year, number) of other issues whose articles lead to this issue's: their pages change with it. One query."""
    rows = RelatedArticle.objects.filter(other__issue=issue_id).exclude(article__issue=issue_id)
    shown = rows.order_by("article__year", "article__number")
    return list(shown.values_list("article__year", "article__number").distinct())


def relate(shelved: PublicIssue) -> None:
    """Find what the issue's articles have in common with the archive. Call inside the transaction in which it goes out,
    after its search rows are written. What other articles say of these is left alone."""
    rows = list(SearchRow.objects.filter(article__issue=shelved))
    telling = {row.article_id: telling_keys(row) for row in rows}
    asked = {key for keys in telling.values() for key in keys}
    backend = search_postgres if connection.vendor == "postgresql" else search_sqlite
    years = range(shelved.year, shelved.year - YEARS, -1)
    having = backend.articles_having(asked, years, COMMON + 1)
    # An article leads to what was there when it came out: a correction years later changes its text, not its time.
    last = stand(shelved.year, shelved.number, 0)
    earlier = {key: [other for other in others if other[0] <= last] for key, others in having.items()}
    size = SearchRow.objects.filter(pk__lte=last)[: COMMON * SHARE].count()
    RelatedArticle.objects.filter(article__issue=shelved).delete()
    RelatedArticle.objects.bulk_create(
        RelatedArticle(article_id=article, other_id=other, rank=rank)
        for article, keys in telling.items()
        for rank, other in enumerate(closest(article, keys, earlier, size), 1)
    )


def telling_keys(row: SearchRow) -> list[int]:
    """The numbers that may say what an article is about: of its headline's pairs and names, then of those that it repeats."""
    headline, body = row.headline_folded.split(), row.body_folded.split()
    repeated = Counter(pair_keys(body) + name_keys(body))
    often = [key for key, times in repeated.most_common(ASKED) if times > 1]
    return list(dict.fromkeys(pair_keys(headline) + name_keys(headline) + often))[:ASKED]


def closest(article: int, keys: list[int], having: dict[int, list[tuple[int, int]]], size: int) -> list[int]:
    """The articles that share most with this one, at most four, in an archive of so many; of equals the newer one."""
    common = min(COMMON, max(LEAST, size // SHARE))
    measure = min(2 * COMMON, max(SMALLEST, size))
    shared: dict[tuple[int, int], float] = defaultdict(float)
    for key in keys:
        others = having.get(key, ())
        if len(others) <= common:
            for other in others:
                shared[other] += log(measure / len(others))
    ranked = sorted(shared.items(), key=lambda item: (-item[1], -item[0][0]))
    alike = [other for (_, other), weight in ranked if weight >= ALIKE and other != article]
    return alike[:MOST]
