"""A whole database at a glance, to see that nothing in it has changed."""

from django.apps import apps

# Being signed in, and having looked at a page, is no change of the newsroom's.
FLEETING = {"sessions.Session", "news.Presence"}


def everything(using: str = "default", without=FLEETING) -> dict[str, list]:
    """Every row of every table, as Django reads it."""
    models = apps.get_models(include_auto_created=True)
    return {
        model._meta.label: list(model._base_manager.using(using).order_by("pk").values_list())
        for model in models
        if model._meta.managed and model._meta.label not in without
    }
