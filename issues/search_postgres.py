"""Candidates on PostgreSQL: vectors of the `simple` configuration and numbers in one GIN index, newest years first.

GIN gives rows in no order and all of them. So the archive is asked in spans of years, the newest first, each narrowed by
the years' numbers within the index: what is in most articles is found in one year, and what is rare costs little anywhere.
"""

from itertools import chain
from typing import NamedTuple

from django.db import connection

from issues.search_query import ALL, ANYWHERE, HEADLINE, NEAR, SOME, Query, Term, Tier, in_a_row
from issues.search_rows import NUMBERS, PLACES, TABLE, pair_keys, stand, year_key, year_of

YOUNG = 20  # the issue up to which a year alone says little
MOST_YEARS = 24  # beyond them the years' numbers narrow nothing down
ROOM, FEW = 1.3, 100


class Span(NamedTuple):
    """Years to ask together (none: all), below a stand; `oldest` is the archive's first stand."""

    years: tuple[int, ...]
    below: int
    oldest: int


def first_span(year: int | None) -> Span | None:
    """The year that is asked for, or the newest one, with the one before it while it is young. At most one query."""
    if year:
        return Span((year,), stand(year + 1, 0, 0), stand(year + 1, 0, 0))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT min(id), max(id) FROM {TABLE}")
        oldest, newest = cursor.fetchone()
    if newest is None:
        return None
    last = year_of(newest)
    years = (last, last - 1) if newest < stand(last, YOUNG, 0) else (last,)
    return Span(years, stand(last + 1, 0, 0), oldest)


def next_span(span: Span, busiest: int, most: int) -> Span | None:
    """As many older years as will give `most` matches, where the last span's gave `busiest`; None where it was the last."""
    first = min(span.years, default=0)
    if not span.years or year_of(span.oldest) >= first:
        return None
    below = stand(first, 0, 0)
    # What is rare of late is asked for in all other years at once.
    length = int(ROOM * max(most, FEW) * len(span.years) / busiest) + 1 if busiest else MOST_YEARS + 1
    return Span(
        tuple(range(first - 1, first - 1 - length, -1)) if length <= MOST_YEARS else (), below, span.oldest
    )


def ask(query: Query, tiers: list[tuple[int, Tier]], filters, span, limit: int) -> list[tuple]:
    """(number of the tier, stand, article, section, outlet's key) of the newest matches of each tier. One query."""
    parts, values = [], []
    for number, tier in tiers:
        condition, given = matching(query, tier)
        narrowed, more = within(filters, span)
        # The sum keeps the planner from walking the table by its key in the hope of early matches.
        parts.append(
            f"(SELECT {number}, id, article_id, section, source_key FROM {TABLE} "
            f"WHERE ({condition}) AND {narrowed} ORDER BY id + 0 DESC LIMIT {limit})"
        )
        values += [*given, *more]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), values)
        return cursor.fetchall()


def count(query: Query, tiers: list[Tier], filters, span, limit: int) -> list[tuple]:
    """(section, outlet's key, year, amount) of the newest so many that match in one of these ways. One query."""
    conditions, values = zip(*(matching(query, tier) for tier in tiers), strict=True)
    narrowed, more = within(filters, span)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT section, source_key, id / {NUMBERS * PLACES}, count(*) FROM (SELECT id, section, source_key FROM {TABLE} "
            f"WHERE ({' OR '.join(conditions)}) AND {narrowed} ORDER BY id + 0 DESC LIMIT {limit}) AS newest GROUP BY 1, 2, 3",
            [*chain.from_iterable(values), *more],
        )
        return cursor.fetchall()


def true_matches(query: Query, stands: list[int]) -> set[int]:
    """Those among some candidates in which the phrases stand as they were quoted: what the numbers of pairs leave open, and
    what costs too much to read for all candidates. At most one query."""
    quoted = any(len(term.words) > 2 for term in query.terms)
    if not quoted or not stands:
        return set(stands)
    condition, values = matching(query, Tier(ANYWHERE, False, ALL), whole=True)
    with connection.cursor() as cursor:
        # The candidates first: the planner would rather read the phrase in the whole archive.
        cursor.execute(
            f"WITH candidates AS MATERIALIZED (SELECT * FROM {TABLE} WHERE id = ANY(%s)) "
            f"SELECT id FROM candidates WHERE {condition}",
            [stands, *values],
        )
        return {row[0] for row in cursor.fetchall()}


def matching(query: Query, tier: Tier, whole: bool = False) -> tuple[str, list]:
    """The condition of one way to match, with its values; `whole`: phrases are read, not only their pairs."""
    parts = []
    for terms in query.alternatives:
        wanted, given = one_of(terms, tier, whole)
        avoided, more = avoiding(terms, tier, query.without)
        parts.append((" AND ".join([wanted, *avoided]), [*given, *more]))
    return " OR ".join(f"({part})" for part, _ in parts), [value for _, given in parts for value in given]


def avoiding(terms: tuple[Term, ...], tier: Tier, without: tuple[Term, ...]) -> tuple[list[str], list[str]]:
    """The conditions that keep out what is not wanted, with their values."""
    conditions, values = [], []
    for term in without:
        column = vector(ANYWHERE, term.marked)
        unwanted = phrase(term.words if term.marked else term.folded)
        if term.marked and not tier.exact:
            conditions.append(f"NOT {column} @@ websearch_to_tsquery('simple', %s)")
            values.append(unwanted)
        else:
            # With what is wanted beside it: a negation alone is a walk through the whole index.
            wanted = [word for t in terms for word in (t.words if term.marked else t.folded)]
            conditions.append(f"{column} @@ websearch_to_tsquery('simple', %s)")
            values.append(f"{' '.join(phrase((word,)) for word in wanted)} -{unwanted}")
    return conditions, values


def one_of(terms: tuple[Term, ...], tier: Tier, whole: bool) -> tuple[str, list]:
    """The condition of one alternative."""
    row = Term(in_a_row(terms))
    near = tier.how == NEAR and len(row.words) > 1
    # Headlines are short and read at once; in texts the numbers of pairs say what stands side by side.
    phrases = [row] if near and tier.where == HEADLINE else terms
    texts = [term.words if tier.exact else term.folded for term in phrases]
    if tier.where != HEADLINE and not whole:
        texts = [(word,) for text in texts for word in text]
    condition = f"{vector(tier.where, tier.exact)} @@ websearch_to_tsquery('simple', %s)"
    values: list = [" ".join(map(phrase, texts))]
    needed = [number for term in terms for number in pair_keys(term.folded)]
    needed += pair_keys(row.folded) if near else []
    if needed:
        condition, values = f"{condition} AND key_numbers @> %s::integer[]", [*values, needed]
    if tier.how == SOME and len(row.words) > 1:
        condition, values = (
            f"{condition} AND key_numbers && %s::integer[]",
            [*values, pair_keys(row.folded)],
        )
    return f"({condition})", values


def phrase(words: tuple[str, ...]) -> str:
    """Words side by side, as `websearch_to_tsquery` reads them; words hold no quotes."""
    return f'"{" ".join(words)}"'


def vector(where: str, exact: bool) -> str:
    """The column to look in."""
    return f"{'headline_' if where == HEADLINE else ''}{'exact' if exact else 'folded'}_vector"


def within(filters, span) -> tuple[str, list]:
    """The condition of filters and years, with its values."""
    parts, values = ["id < %s"], [span.below]
    if span.years:
        parts.append("key_numbers && %s::integer[]")
        values.append([year_key(year) for year in span.years])
    if filters.section:
        parts.append("key_numbers @> %s::integer[] AND section = %s")
        values += [[filters.section_key], filters.section]
    if filters.source:
        parts.append("key_numbers && %s::integer[] AND source_key = ANY(%s)")
        values += [filters.outlet_keys, list(filters.source_keys)]
    return " AND ".join(parts), values


def articles_having(keys: set[int], years: range, limit: int) -> dict[int, list[tuple[int, int]]]:
    """For each number the (stand, article) of these years that have it, at most so many, in no order. One query."""
    found: dict[int, list[tuple[int, int]]] = {}
    with connection.cursor() as cursor:
        # Thousands of look-ups in one statement: each is an index scan, whatever the planner thinks of a limit.
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL jit = off")
        cursor.execute(
            f"SELECT key, found.id, found.article_id FROM unnest(%s::integer[]) AS key CROSS JOIN LATERAL (SELECT id, "
            f"article_id FROM {TABLE} WHERE key_numbers @> ARRAY[key] AND key_numbers && %s::integer[] LIMIT %s) AS found",
            [sorted(keys), [year_key(year) for year in years], limit],
        )
        for key, *other in cursor.fetchall():
            found.setdefault(key, []).append(tuple(other))
        cursor.execute("SET LOCAL enable_seqscan TO DEFAULT; SET LOCAL jit TO DEFAULT")
    return found
