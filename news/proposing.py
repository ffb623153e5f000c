"""What the form proposes to somebody who writes: the title in the contents, and the outlet that a link belongs to."""

from django.core.cache import cache

from news import richtext
from news.capitals import frequent_names
from news.models import Article, Source
from news.titles import contents_title

NAMES = "proposing:names"
REMEMBERED = 1800  # seconds
LATEST = 150  # articles whose names are known


def title_for(headline: str, body: str) -> str:
    """The contents title for a headline; `body` is rich text, which shows what is a name."""
    return contents_title(headline, richtext.plain_text(body), names())


def names() -> list[str]:
    """The outlets as they are spelled, and what the newsroom's latest articles write as names again and again."""
    return cache.get_or_set(NAMES, find_names, REMEMBERED)


def find_names() -> list[str]:
    """As above, from the database."""
    bodies = Article.objects.order_by("-pk").values_list("body", flat=True)[:LATEST]
    found = frequent_names(richtext.plain_text(body) for body in bodies)
    return [*found, *Source.objects.values_list("name", flat=True)]


def source_for(link: str) -> Source | None:
    """The outlet that a link belongs to."""
    return Source.objects.at(link)
