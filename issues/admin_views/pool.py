"""The articles that may still be placed, as a person filters them on the assembly desk."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Case, F, Value, When
from django.utils.dateparse import parse_date

from issues.orders import LARGEST
from news.models import Article, Source
from news.models.article import ArticleStatus
from news.searching import matching

PER_PAGE = 50
MOST_KEPT = 200
STATUSES = ((ArticleStatus.APPROVED, "Đã duyệt"), (ArticleStatus.REVIEW, "Chờ duyệt"))


@dataclass(frozen=True)
class Wanted:
    """What the address asks for: words, proposed section (its slug), days, source (its key), status."""

    words: str = ""
    section: str = ""
    since: date | None = None
    until: date | None = None
    source: int | None = None
    status: str = ""

    @property
    def any(self) -> bool:
        """Whether it asks for anything."""
        return self != Wanted()

    @property
    def narrow(self) -> bool:
        """Whether it asks for more than words."""
        return self != Wanted(self.words)

    @property
    def query(self) -> str:
        """The same as an address."""
        values = {
            "q": self.words,
            "muc": self.section,
            "tu": self.since and self.since.isoformat(),
            "den": self.until and self.until.isoformat(),
            "nguon": self.source,
            "tt": self.status,
        }
        return urlencode({name: value for name, value in values.items() if value})


def wanted(data, sections: set[str]) -> Wanted:
    """What an address asks for; what cannot be is left out."""
    status, section = data.get("tt", ""), data.get("muc", "")
    keys = whole_numbers([data.get("nguon", "")])
    return Wanted(
        data.get("q", "").strip(),
        section if section in sections else "",
        day(data.get("tu", "")),
        day(data.get("den", "")),
        keys[0] if keys else None,
        status if status in dict(STATUSES) else "",
    )


def day(text: str) -> date | None:
    """A day of a date field, or None."""
    try:
        return parse_date(text)
    except ValueError:
        return None


def whole_numbers(keys: list[str]) -> list[int]:
    """The keys that can be keys at all: larger ones overflow the database's integers."""
    numbers = [int(key) for key in keys if key.isascii() and key.isdigit() and len(key) < 20]
    return [number for number in numbers if 0 < number <= LARGEST]


def unplaced():
    """Articles that may be placed and stand nowhere yet."""
    return Article.objects.placeable().filter(placement__isnull=True)


def offered(request, sections: set[str]) -> dict:
    """What the left side of the desk shows, newest first. `them=3,1` brings these articles besides, in front: somebody has
    them in an order that is not saved yet."""
    asked = wanted(request.GET, sections)
    kept = whole_numbers(request.GET.get("them", "")[:4000].split(","))[:MOST_KEPT]
    found = unplaced().filter(pk__in=matching(filtered(unplaced(), asked), asked.words).values("pk"))
    if kept:
        found = found | unplaced().filter(pk__in=kept)
    first = Case(When(pk__in=kept, then=Value(0)), default=Value(1)) if kept else Value(1)
    ordered = found.order_by(first, F("news_date").desc(nulls_last=True), "-pk")
    rows = ordered.select_related("source", "category", "author").defer("body", "signature")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("p"))
    return {
        "page": page,
        "wanted": asked,
        "kept": set(kept),
        "statuses": STATUSES,
        "sources": list(
            Source.objects.filter(pk__in=unplaced().values("source")).order_by("sort_key", "name")
        ),
    }


def filtered(articles, asked: Wanted):
    """The articles of that section, those days, that source and status."""
    if asked.section:
        articles = articles.filter(category=asked.section)
    if asked.since:
        articles = articles.filter(news_date__gte=asked.since)
    if asked.until:
        articles = articles.filter(news_date__lte=asked.until)
    if asked.source:
        articles = articles.filter(source=asked.source)
    return articles.filter(status=asked.status) if asked.status else articles
