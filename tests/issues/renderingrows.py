"""Rows of renderings, asked for or left by somebody."""

from datetime import timedelta

from django.utils import timezone

from issues import renderings
from issues.models import Rendering


def asked(commit, value, user=None, **options) -> Rendering:
    """A request, committed."""
    with commit(execute=True):
        return renderings.request(value, user=user, **options)


def waiting(value, **values) -> Rendering:
    """A row as somebody else's work has left it."""
    rendering, _ = renderings.row(value, "", "", None)
    Rendering.objects.filter(pk=rendering.pk).update(**values)
    return Rendering.objects.get(pk=rendering.pk)


def ago(seconds: float):
    """A time."""
    return timezone.now() - timedelta(seconds=seconds)
