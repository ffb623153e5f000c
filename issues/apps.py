"""Issues: assembling, approving, publishing, the public archive."""

from django.apps import AppConfig


class IssuesConfig(AppConfig):
    """Issues, from assembly to the public archive."""

    name = "issues"
    verbose_name = "Số phát hành"

    def ready(self):
        from issues import freezing, outlets, search_rows, stale, telling

        freezing.connect()
        outlets.connect()
        telling.connect()
        stale.connect()
        search_rows.connect()
