"""A whole database at a glance, to see that nothing in it has changed."""

from django.apps import apps

# Being signed in, and having looked at a page, is no change of the newsroom's.
FLEETING = {"sessions.Session", "news.Presence"}


def everything(using: str = "default", without=FLEETING) -> dict[str, list]:
    """Every row of every table, as Django reads it."""
    models = apps.get_models(include_auto_created=True)
    return {
        model._meta.label: rows(model, using)
        for model in models
        if model._meta.managed and model._meta.label not in without
    }


def rows(model, using: str) -> list[tuple]:
    """Every row of a table; bytes are bytes, whatever the database's driver makes of them."""
    found = model._base_manager.using(using).order_by("pk").values_list()
    return [tuple(bytes(v) if isinstance(v, memoryview) else v for v in row) for row in found]
