"""Candidates on SQLite: an FTS5 table of the same words, which gives matches newest first and stops when it has enough."""

from django.db import connection

from issues.search_query import ANYWHERE, HEADLINE, NEAR, SOME, Query, Term, Tier, in_a_row
from issues.search_rows import (
    EXACT,
    FOLDED,
    HEADLINE_EXACT,
    HEADLINE_FOLDED,
    NUMBERS,
    PLACES,
    TABLE,
    TOKENS,
    lettered,
    pair_keys,
    stand,
)

EVERYTHING = (0, 1 << 62)


def first_span(year: int | None) -> tuple[int, int]:
    """The stands to ask together: those of a year, or all."""
    return (stand(year, 0, PLACES - 1), stand(year + 1, 0, PLACES - 1)) if year else EVERYTHING


def next_span(span, busiest: int, most: int) -> None:
    """There is only one."""


def true_matches(query: Query, stands: list[int]) -> set[int]:
    """FTS5 has read the phrases already."""
    return set(stands)


def ask(query: Query, tiers: list[tuple[int, Tier]], filters, span, limit: int) -> list[tuple]:
    """(number of the tier, stand, article, section, outlet's key) of the newest matches of each tier. One query each."""
    found = []
    narrowed = list(filters.key_groups)
    for number, tier in tiers:
        match = matching(query, tier) + "".join(f" AND {keys(group, 'OR')}" for group in narrowed)
        with connection.cursor() as cursor:
            # What was deleted in a way that reached only the rows' own table is in no result.
            cursor.execute(
                f"SELECT %s, row.id, row.article_id, row.section, row.source_key FROM "
                f"(SELECT rowid AS stand FROM {TOKENS} WHERE {TOKENS} MATCH %s AND rowid BETWEEN %s AND %s "
                f"ORDER BY rowid DESC LIMIT %s) JOIN {TABLE} row ON row.id = stand",
                [number, match, *span, limit],
            )
            found += [row for row in cursor.fetchall() if filters.allow(row[3], row[4])]
    return found


def count(query: Query, tiers: list[Tier], filters, span, limit: int) -> list[tuple]:
    """(section, outlet's key, year, amount) of the newest so many that match in one of these ways. One query."""
    either = " OR ".join(f"({matching(query, tier, counted=True)})" for tier in tiers)
    match = f"({either})" + "".join(f" AND {keys(group, 'OR')}" for group in filters.key_groups)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT row.section, row.source_key, row.id / {NUMBERS * PLACES}, count(*) FROM (SELECT rowid AS stand FROM "
            f"{TOKENS} WHERE {TOKENS} MATCH %s AND rowid BETWEEN %s AND %s ORDER BY rowid DESC LIMIT %s) "
            f"JOIN {TABLE} row ON row.id = stand GROUP BY 1, 2, 3",
            [match, *span, limit],
        )
        return [row for row in cursor.fetchall() if filters.allow(row[0], row[1])]


def matching(query: Query, tier: Tier, counted: bool = False) -> str:
    """One way to match, in the language of FTS5. To count, the number of a pair says enough of two words: two pairs in two
    thousand million share one."""
    wanted = f"({' OR '.join(one_of(terms, tier, counted) for terms in query.alternatives)})"
    avoided = [phrase(t, ANYWHERE, t.marked) for t in query.without]
    return f"({wanted} NOT ({' OR '.join(avoided)}))" if avoided else wanted


def one_of(terms: tuple[Term, ...], tier: Tier, counted: bool) -> str:
    """One alternative."""
    row = Term(in_a_row(terms))
    near = tier.how == NEAR and len(row.words) > 1
    sought = [row] if near else terms
    # The pairs' numbers are rarer than the words, and narrow down what has to be read.
    paired = counted and tier.where == ANYWHERE and not tier.exact
    parts = [phrase(t, tier.where, tier.exact) for t in sought if not (paired and len(t.words) == 2)]
    needed = [number for term in terms for number in pair_keys(term.folded)]
    needed += pair_keys(row.folded) if near else []
    if needed:
        parts.append(keys(needed, "AND"))
    if tier.how == SOME and len(row.words) > 1:
        parts.append(keys(pair_keys(row.folded), "OR"))
    return f"({' AND '.join(parts)})"


def phrase(term: Term, where: str, exact: bool) -> str:
    """Words side by side, as they are stored; words hold no quotes."""
    letters = (HEADLINE_FOLDED, HEADLINE_EXACT) if where == HEADLINE else (FOLDED, EXACT)
    words = term.words if exact else term.folded
    return f'"{lettered(letters[exact], " ".join(words))}"'


def keys(numbers: list[int], joined: str) -> str:
    """All or one of the numbers."""
    quoted = (f'"{number}"' for number in numbers)
    return f"({f' {joined} '.join(quoted)})"


def articles_having(wanted: set[int], years: range, limit: int) -> dict[int, list[tuple[int, int]]]:
    """For each number the (stand, article) of the newest of these years that have it, at most so many. A query each."""
    span = (stand(min(years), 0, PLACES - 1), stand(max(years) + 1, 0, PLACES - 1))
    found = {}
    with connection.cursor() as cursor:
        for number in sorted(wanted):
            cursor.execute(
                f"SELECT row.id, row.article_id FROM (SELECT rowid AS stand FROM {TOKENS} WHERE {TOKENS} MATCH %s "
                f"AND rowid BETWEEN %s AND %s ORDER BY rowid DESC LIMIT %s) JOIN {TABLE} row ON row.id = stand",
                [keys([number], "OR"), *span, limit],
            )
            found[number] = cursor.fetchall()
    return found
