"""Search in the public archive: one interface for both databases.

What is looked at is bounded, so that an archive of ten times the size costs no more: a page and those before it are found, ten
pages at most, the best way to match after the other (`issues.search_query.tiers`) and of each the newest; where there are
more, the newest five hundred are counted.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

import msgspec
from django.db import connection
from django.utils.safestring import SafeString

from issues import search_postgres, search_sqlite
from issues.addresses import story_path
from issues.labels import label
from issues.models import PublicArticle
from issues.search_query import Query, Tier, loose_tiers, parse, tiers, widest_tiers
from issues.search_rows import outlet_key, section_key, year_of
from issues.search_snippets import marked, snippet
from news.models import Source, SourceAlias

MOST = 500  # articles that are counted
PAGE, PAGES = 20, 10
REACHED = PAGE * PAGES
FEWEST = 2 * PAGE  # articles that are looked for
ENOUGH = FEWEST - 1  # articles, beside which those with the words far apart are left out
YEAR = re.compile(r"[12][0-9]{3}")
BEST, NEWEST = "", "moi"


@dataclass(frozen=True)
class Filters:
    """What a search is narrowed to; nothing where a value is empty. `source_keys` are all spellings of the outlet's name."""

    section: str = ""
    source: Source | None = None
    source_keys: frozenset[str] = frozenset()
    year: int | None = None

    def __bool__(self):
        return bool(self.section or self.source or self.year)

    @property
    def section_key(self) -> int:
        """The number that the section's articles have."""
        return section_key(self.section)

    @property
    def outlet_keys(self) -> list[int]:
        """The numbers of which the outlet's articles have one."""
        return [outlet_key(name) for name in sorted(self.source_keys)]

    @property
    def key_groups(self) -> list[list[int]]:
        """Numbers of which an article has one of each group."""
        return [*([[self.section_key]] if self.section else []), *([self.outlet_keys] if self.source else [])]

    def allow(self, section: str, source_key: str) -> bool:
        """Whether an article of this section and outlet is wanted."""
        return self.section in ("", section) and (self.source is None or source_key in self.source_keys)


class Candidate(NamedTuple):
    """A match: its stand in the archive, its article, and what it is counted under; `tier` 0 is the best."""

    tier: int
    stand: int
    article: int
    section: str
    source_key: str


class Outlet(NamedTuple):
    """A source, as results are narrowed to it."""

    slug: str
    name: str
    sort_key: str


class Hit(NamedTuple):
    """An article that was found: its key and address, the words marked in headline and snippet, and where it stands."""

    article: int
    path: str
    headline: SafeString
    snippet: SafeString
    news_date: date | None
    source_name: str
    issue: str
    place: int


class Body(msgspec.Struct):
    """Of an article's JSON what a snippet is made of."""

    body: str


@dataclass(frozen=True)
class Found:
    """A page of what was found. Counts are of the newest five hundred: `more` says that there may be others."""

    hits: tuple[Hit, ...] = ()
    total: int = 0
    more: bool = False
    page: int = 1
    pages: int = 0
    sections: Counter = field(default_factory=Counter)
    sources: tuple[tuple[Outlet, int], ...] = ()
    years: Counter = field(default_factory=Counter)

    @property
    def first(self) -> int:
        """The number of the page's first hit."""
        return (self.page - 1) * PAGE + 1

    @property
    def reached(self) -> int:
        """How many can be looked at, page after page."""
        return min(self.total, REACHED)

    @property
    def beyond(self) -> bool:
        """Whether there are others beyond the last page."""
        return self.more or self.total > REACHED


def filters(sections: Iterable[str], section: str = "", source: str = "", year: str = "") -> Filters:
    """The filters that an address names: one of the sections' slugs, an outlet's slug, a year. What does not exist filters
    nothing. At most two queries."""
    outlet = Source.objects.filter(slug=source[:80]).first() if source and "\x00" not in source else None
    spelled = SourceAlias.objects.filter(source=outlet).values_list("key", flat=True) if outlet else ()
    return Filters(
        section if section in sections else "",
        outlet,
        frozenset({outlet.key, *spelled}) if outlet else frozenset(),
        int(year) if YEAR.fullmatch(year) else None,
    )


def search(text: str, chosen: Filters = Filters(), order: str = BEST, page: int = 1) -> Found:
    """A page of what is found, the best or the newest first. Any text will do; the number of queries is bounded."""
    query = parse(text)
    if not query:
        return Found()
    span = backend().first_span(chosen.year)
    most = depth(query, page)
    candidates, beyond = reached(query, chosen, order, most, REACHED, span)
    amounts = counted(query, chosen, span) if beyond and 0 < len(candidates) <= most else Counter()
    if amounts.total() < len(candidates):  # words far apart are only looked at
        amounts = amounts_of(candidates)
    pages = -(-len(candidates) // PAGE) + (beyond and len(candidates) == most < REACHED)
    page = max(1, min(page, pages))
    return Found(
        hits(query, candidates[(page - 1) * PAGE : page * PAGE]),
        amounts.total(),
        beyond and amounts.total() in (len(candidates), MOST),
        page,
        pages,
        added_up(amounts, 0),
        outlets(added_up(amounts, 1)),
        added_up(amounts, 2),
    )


def depth(query: Query, page: int) -> int:
    """How many have to be found for a page. Of quoted phrases some may turn out not to match."""
    if any(len(term.words) > 2 for term in query.terms):
        return REACHED
    return max(FEWEST, min(page, PAGES) * PAGE)


def finds(text: str, chosen: Filters = Filters()) -> bool:
    """Whether anything is found."""
    query = parse(text)
    return bool(query and reached(query, chosen, BEST, 1, 1, backend().first_span(chosen.year))[0])


def amounts_of(candidates: list[Candidate]) -> Counter:
    """How many there are of each section, outlet and year together."""
    return Counter((c.section, c.source_key, year_of(c.stand)) for c in candidates)


def counted(query: Query, chosen: Filters, span) -> Counter:
    """The same of the newest matches, so many at most."""
    amounts: Counter = Counter()
    database, ways = backend(), widest_tiers(query)
    while span and amounts.total() < MOST:
        before = amounts.total()
        for *where, amount in database.count(query, ways, chosen, span, MOST - before):
            amounts[tuple(where)] += amount
        span = database.next_span(span, amounts.total() - before, MOST)
    return amounts


def added_up(amounts: Counter, place: int) -> Counter:
    """The amounts of each section (0), outlet (1) or year (2)."""
    total: Counter = Counter()
    for where, amount in amounts.items():
        total[where[place]] += amount
    return total


def reached(
    query: Query, chosen: Filters, order: str, most: int, loosely: int, span
) -> tuple[list[Candidate], bool]:
    """The first so many candidates in order, `loosely` where some have the words far apart, and whether there are more;
    `span` is the archive's first one."""
    groups = [widest_tiers(query)] if order == NEWEST else tiers(query)
    loose = loose_tiers(query)
    found: dict[int, Candidate] = {}
    number = 0
    for group in [*groups, loose]:
        if len(found) > (min(ENOUGH, most - 1) if group is loose else most):
            break
        most = loosely if group is loose else most
        look(query, list(enumerate(group, number)), chosen, order, most, found, span)
        number += len(group)
    by_stand = order == NEWEST
    ranked = sorted(found.values(), key=lambda c: (0 if by_stand else c.tier, -c.stand))
    stands = [candidate.stand for candidate in ranked[:most]]
    true = backend().true_matches(query, stands)
    return [candidate for candidate in ranked[:most] if candidate.stand in true], len(ranked) > most


def backend():
    """The module that knows this database."""
    return search_postgres if connection.vendor == "postgresql" else search_sqlite


def look(query, ways: list[tuple[int, Tier]], chosen, order, most: int, found: dict, span) -> None:
    """Add the matches of some ways, one span of the archive after the other, until there are more than `most`."""
    database = backend()
    while span and ways:
        rows = [Candidate._make(row) for row in database.ask(query, ways, chosen, span, most + 1)]
        for candidate in rows:
            known = found.get(candidate.stand)
            if known is None or candidate.tier < known.tier:
                found[candidate.stand] = candidate
        ways = ways if order == NEWEST else still_asked(ways, found, most)
        asked = {number for number, _ in ways}
        held = Counter(candidate.tier for candidate in rows if candidate.tier in asked)
        span = database.next_span(span, max(held.values(), default=0), most)
        if order == NEWEST and span and sum(stand >= span.below for stand in found) > most:
            return


def still_asked(ways: list[tuple[int, Tier]], found: dict, most: int) -> list[tuple[int, Tier]]:
    """The ways of which older articles may still come before those that are found, the best first."""
    held = Counter(candidate.tier for candidate in found.values())
    for place, (number, _) in enumerate(ways):
        if sum(amount for tier, amount in held.items() if tier <= number) > most:
            return ways[:place]
    return ways


def hits(query: Query, candidates: list[Candidate]) -> tuple[Hit, ...]:
    """The candidates as they are shown. One query."""
    fields = (
        "pk",
        "slug",
        "headline",
        "news_date",
        "source_name",
        "year",
        "number",
        "issue__last_number",
        "place",
    )
    rows = PublicArticle.objects.filter(pk__in=[c.article for c in candidates]).order_by()
    articles = {row.pk: row for row in rows.values_list(*fields, "article_json", named=True)}
    return tuple(hit(query, articles[c.article]) for c in candidates if c.article in articles)


def hit(query: Query, row) -> Hit:
    """An article's row as it is shown."""
    body = msgspec.json.decode(row.article_json, type=Body).body
    return Hit(
        row.pk,
        story_path(row),
        marked(query, row.headline),
        snippet(query, body),
        row.news_date,
        row.source_name,
        label(row.number, row.issue__last_number, row.year),
        row.place,
    )


def outlets(counted: Counter) -> tuple[tuple[Outlet, int], ...]:
    """Outlets with their counts, most first, by the names that were printed. Two queries."""
    if not counted:
        return ()
    fields = ("key", "slug", "name", "sort_key")
    named = {key: Outlet(*rest) for key, *rest in Source.objects.filter(key__in=counted).values_list(*fields)}
    if unknown := counted.keys() - named.keys():
        spelled = SourceAlias.objects.filter(key__in=unknown).values_list(
            "key", *(f"source__{f}" for f in fields[1:])
        )
        named |= {key: Outlet(*rest) for key, *rest in spelled}
    totals: Counter = Counter()
    for key, amount in counted.items():
        if key in named:
            totals[named[key]] += amount
    return tuple(sorted(totals.items(), key=lambda item: (-item[1], item[0].sort_key)))
