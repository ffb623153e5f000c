"""The newsroom's desk: people, sources, sections, articles."""

from django.apps import AppConfig


class NewsConfig(AppConfig):
    """People, sources, sections and articles."""

    name = "news"
    verbose_name = "Tin bài"
