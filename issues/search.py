"""Search in the public archive: one interface for both databases.

What is looked at is bounded, so that an archive of ten times the size costs no more: the first ten pages are found, the best
way to match after the other (`issues.search_query.tiers`) and of each the newest; where there are more, the newest thousand
are counted.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db import connection
from django.utils.safestring import SafeString

from issues import search_postgres, search_sqlite
from issues.models import PublicArticle
from issues.search_query import Query, Tier, loose_tiers, parse, tiers, widest_tiers
from issues.search_rows import outlet_key, section_key, year_of
from issues.search_snippets import marked, snippet
from news.models import Source, SourceAlias

MOST = 1000  # articles that are counted
ENOUGH = 40  # articles, beside which those with the words far apart are left out
PAGE, PAGES = 20, 10
REACHED = PAGE * PAGES
REST = 99  # the tier of what is only counted
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


@dataclass(frozen=True)
class Hit:
    """An article that was found, with the words marked in headline and snippet."""

    article: PublicArticle
    headline: SafeString
    snippet: SafeString


@dataclass(frozen=True)
class Found:
    """A page of what was found. Counts are of the candidates: `more` says that there are others beyond them."""

    hits: tuple[Hit, ...] = ()
    total: int = 0
    more: bool = False
    page: int = 1
    pages: int = 0
    sections: Counter = field(default_factory=Counter)
    sources: tuple[tuple[Source, int], ...] = ()
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
    candidates, more = gather(query, chosen, order)
    pages = min(-(-len(candidates) // PAGE), PAGES)
    page = max(1, min(page, pages))
    return Found(
        hits(query, candidates[(page - 1) * PAGE : page * PAGE]),
        len(candidates),
        more,
        page,
        pages,
        Counter(c.section for c in candidates),
        outlets(Counter(c.source_key for c in candidates)),
        Counter(year_of(c.stand) for c in candidates),
    )


def finds(text: str, chosen: Filters = Filters()) -> bool:
    """Whether anything is found."""
    query = parse(text)
    return bool(query and reached(query, chosen, BEST, most=1)[0])


def gather(query: Query, chosen: Filters, order: str) -> tuple[list[Candidate], bool]:
    """Candidates in order, and whether there are more. Those that can be looked at come first, in their order; the others
    are only counted."""
    if not query:
        return [], False
    first, more = reached(query, chosen, order, REACHED)
    if not more:
        return first, False
    counted: dict[int, Candidate] = {}
    look(query, [(REST, tier) for tier in widest_tiers(query)], chosen, NEWEST, MOST, counted)
    shown = {candidate.stand for candidate in first}
    others = sorted((c for c in counted.values() if c.stand not in shown), key=lambda c: -c.stand)
    return (first + others)[:MOST], len(first) + len(others) > MOST or not others


def reached(query: Query, chosen: Filters, order: str, most: int) -> tuple[list[Candidate], bool]:
    """The first so many candidates in order, and whether there are more."""
    groups = [widest_tiers(query)] if order == NEWEST else tiers(query)
    loose = loose_tiers(query)
    found: dict[int, Candidate] = {}
    number = 0
    for group in [*groups, loose]:
        if len(found) > (min(ENOUGH, most - 1) if group is loose else most):
            break
        look(query, list(enumerate(group, number)), chosen, order, most, found)
        number += len(group)
    by_stand = order == NEWEST
    ranked = sorted(found.values(), key=lambda c: (0 if by_stand else c.tier, -c.stand))
    stands = [candidate.stand for candidate in ranked[:most]]
    true = backend().true_matches(query, stands)
    return [candidate for candidate in ranked[:most] if candidate.stand in true], len(ranked) > most


def backend():
    """The module that knows this database."""
    return search_postgres if connection.vendor == "postgresql" else search_sqlite


def look(query, ways: list[tuple[int, Tier]], chosen, order, most: int, found: dict) -> None:
    """Add the matches of some ways, one span of the archive after the other, until there are more than `most`."""
    database = backend()
    span = database.first_span(chosen.year)
    while span and ways:
        rows = [Candidate(*row) for row in database.ask(query, ways, chosen, span, most + 1)]
        for candidate in rows:
            known = found.get(candidate.stand)
            if known is None or candidate.tier < known.tier:
                found[candidate.stand] = candidate
        ways = still_asked(ways, found, order, most)
        asked = {number for number, _ in ways}
        held = Counter(candidate.tier for candidate in rows if candidate.tier in asked)
        span = database.next_span(span, max(held.values(), default=0), most)


def still_asked(ways: list[tuple[int, Tier]], found: dict, order: str, most: int) -> list[tuple[int, Tier]]:
    """The ways of which older articles may still come before those that are found."""
    if order == NEWEST:
        return ways if len(found) <= most else []
    held = Counter(candidate.tier for candidate in found.values())
    for place, (number, _) in enumerate(ways):
        if sum(amount for tier, amount in held.items() if tier <= number) > most:
            return ways[:place]
    return ways


def hits(query: Query, candidates: list[Candidate]) -> tuple[Hit, ...]:
    """The candidates as they are shown. One query."""
    rows = PublicArticle.objects.select_related("issue").defer(
        "issue__front_json", "issue__page_numbers", "teaser"
    )
    articles = rows.in_bulk([c.article for c in candidates])
    shown = [articles[c.article] for c in candidates if c.article in articles]
    return tuple(Hit(a, marked(query, a.headline), snippet(query, a.printed)) for a in shown)


def outlets(counted: Counter) -> tuple[tuple[Source, int], ...]:
    """Outlets with their counts, most first, by the names that were printed. Two queries."""
    if not counted:
        return ()
    named = {source.key: source for source in Source.objects.filter(key__in=counted)}
    spelled = SourceAlias.objects.filter(key__in=counted.keys() - named.keys()).select_related("source")
    named |= {alias.key: alias.source for alias in spelled}
    totals, sources = Counter(), {source.pk: source for source in named.values()}
    for key, amount in counted.items():
        if key in named:
            totals[named[key].pk] += amount
    ranked = sorted(totals.items(), key=lambda item: (-item[1], sources[item[0]].sort_key))
    return tuple((sources[pk], amount) for pk, amount in ranked)
