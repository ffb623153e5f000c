"""The search page: a form that works without JavaScript, what was found, and what else to ask."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.shortcuts import render
from django.urls import reverse

from issues import shelf
from issues.answers import public_page
from issues.kept_pages import kept_answer
from issues.limits import limited
from issues.search import BEST, NEWEST, Filters, Found, filters, search
from issues.search_query import LONGEST, parse
from issues.search_suggestions import suggestions
from issues.views.finding import general_context
from news.text import squeeze

SHOWN = 8  # years and outlets beside the results
CHOICES = 60  # outlets in the form
ORDERS = (("Khớp nhất", BEST), ("Mới nhất", NEWEST))


@public_page
def search_page(request):
    """The form alone, or what is found."""
    text = squeeze(request.GET.get("q", "").replace("\x00", " "))[:LONGEST].strip()
    return results(request, text) if parse(text) else render(request, "issues/search.html", empty_context())


@limited("search", "SEARCHES_PER_MINUTE")
def results(request, text: str):
    """A page of what is found for a text; the same question is answered once, until the archive changes."""
    given = [request.GET.get(name, "") for name in ("muc", "nguon", "nam", "xep", "trang")]
    return kept_answer(("search", text, *given), lambda: found_now(request, text))


def found_now(request, text: str):
    """The page of what is found now."""
    context, given = empty_context(), request.GET
    sections = {slug: name for slug, name, _ in context["in_sections"]}
    chosen = filters(sections, given.get("muc", ""), given.get("nguon", ""), given.get("nam", ""))
    order = NEWEST if given.get("xep") == NEWEST else BEST
    found = search(text, chosen, order, page_number(given.get("trang", "")))
    asked = Asked(text, chosen, order, sections)
    context |= {
        **choices(found, asked, context["years"]),
        "query": text,
        "chosen": chosen,
        "order": order,
        "found": found,
        "narrowed": narrowed(asked),
        "beside": beside(asked, found),
        "orders": [(label, each == order, asked.address(order=each)) for label, each in ORDERS],
        "before": asked.address(page=found.page - 1) if found.page > 1 else "",
        "after": asked.address(page=found.page + 1) if found.page < found.pages else "",
        "suggestions": [] if found.total else suggested(asked),
    }
    return render(request, "issues/search.html", context)


@dataclass(frozen=True)
class Asked:
    """What was asked, as it stands in an address; `sections` are names by slug."""

    text: str
    filters: Filters
    order: str
    sections: dict[str, str]

    def address(self, text: str = "", order: str | None = None, page: int = 1, **filters) -> str:
        """The address of this search with something changed: `section`, `source` or `year` among the filters."""
        kept = {name: getattr(self.filters, name) for name in ("section", "source", "year")} | filters
        values = {
            "q": text or self.text,
            "muc": kept["section"],
            "nguon": kept["source"].slug if kept["source"] else "",
            "nam": kept["year"] or "",
            "xep": self.order if order is None else order,
            "trang": page if page > 1 else "",
        }
        return f"{reverse('search')}?{urlencode({name: value for name, value in values.items() if value})}"


def page_number(text: str) -> int:
    """The page that is asked for; the first one for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 1


def empty_context() -> dict:
    """What the page needs without a question."""
    context = general_context()
    named = [(s.slug, s.name, 0) for s in context["sections"] or () if s.layout != "summary"]
    return {
        **context,
        "here": "search",
        "in_sections": named,
        "years": [(year, year, 0) for year in shelf.years()],
        "longest": LONGEST,
    }


def choices(found: Found, asked: Asked, years: list[tuple[int, int, int]]) -> dict:
    """The form's lists, with counts."""
    sources = [(source.slug, source.name, amount) for source, amount in found.sources[:CHOICES]]
    chosen = asked.filters.source
    if chosen and chosen.slug not in {slug for slug, _, _ in sources}:
        sources.insert(0, (chosen.slug, chosen.name, 0))
    return {
        "in_sections": [(slug, name, found.sections[slug]) for slug, name in asked.sections.items()],
        "years": [(year, year, found.years[year]) for year, _, _ in years],
        "sources": sources,
    }


def in_words(chosen: Filters, sections: dict[str, str]) -> str:
    """The filters in words."""
    source, year = chosen.source, chosen.year
    parts = (sections.get(chosen.section), source and source.name, year and f"năm {year}")
    return ", ".join(part for part in parts if part)


def narrowed(asked: Asked) -> list[tuple[str, str]]:
    """(name, address without it) of each filter that is set."""
    chosen = asked.filters
    each = ({"section": chosen.section}, {"source": chosen.source}, {"year": chosen.year})
    without = ({"section": ""}, {"source": None}, {"year": None})
    named = [
        (in_words(Filters(**alone), asked.sections), asked.address(**no))
        for alone, no in zip(each, without, strict=True)
    ]
    return [(name, address) for name, address in named if name]


def beside(asked: Asked, found: Found) -> list[tuple[str, list[tuple]]]:
    """Groups of (name, count, address) that narrow the results down; none for what is narrowed down already."""
    sections = [
        (name, found.sections[slug], asked.address(section=slug))
        for slug, name in asked.sections.items()
        if found.sections[slug]
    ]
    years = [
        (str(y), found.years[y], asked.address(year=y)) for y in sorted(found.years, reverse=True)[:SHOWN]
    ]
    sources = [
        (source.name, amount, asked.address(source=source)) for source, amount in found.sources[:SHOWN]
    ]
    chosen = asked.filters
    groups = (
        ("Chuyên mục", sections, chosen.section),
        ("Năm", years, chosen.year),
        ("Nguồn tin", sources, chosen.source),
    )
    return [(title, links) for title, links, is_set in groups if len(links) > 1 and not is_set]


def suggested(asked: Asked) -> list[tuple[str, str, str, str]]:
    """(why, words, filters in words, address) of other searches."""
    return [
        (
            each.why,
            each.text,
            in_words(each.filters, asked.sections),
            asked.address(
                each.text, section=each.filters.section, source=each.filters.source, year=each.filters.year
            ),
        )
        for each in suggestions(asked.text, asked.filters)
    ]
