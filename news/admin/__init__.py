"""The newsroom's desk: articles, sources, sections, people. It displays and calls; what is allowed is decided elsewhere."""

from news.admin import articles, binned, notices, people, sources

__all__ = ["articles", "binned", "notices", "people", "sources"]
