"""What the form proposes to somebody who writes: the title in the contents, and the outlet that a link belongs to."""

from django.core.cache import cache

from news import richtext
from news.models import Source
from news.titles import contents_title

NAMES = "proposing:outlet-names"
REMEMBERED = 600  # seconds


def title_for(headline: str, body: str) -> str:
    """The contents title for a headline; `body` is rich text, which shows what is a name."""
    return contents_title(headline, richtext.plain_text(body), outlet_names())


def outlet_names() -> list[str]:
    """The outlets as they are spelled."""
    return cache.get_or_set(NAMES, lambda: list(Source.objects.values_list("name", flat=True)), REMEMBERED)


def source_for(link: str) -> Source | None:
    """The outlet that a link belongs to."""
    return Source.objects.at(link)
