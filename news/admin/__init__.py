"""The newsroom's desk: articles, sources, sections, people. It displays and calls; what is allowed is decided elsewhere."""

from news.admin import articles, people, sources

__all__ = ["articles", "people", "sources"]
