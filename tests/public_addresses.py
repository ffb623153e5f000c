"""Every address of the public archive, taken from its URL patterns."""

from collections.abc import Iterator

from django.urls import URLResolver
from django.urls.converters import StringConverter

from issues.urls import urlpatterns


def walk(
    patterns=urlpatterns, start: str = "/", converters=()
) -> Iterator[tuple[str, str, dict[str, StringConverter]]]:
    """(name, route with its `<converter:argument>`s, converters by argument) of every pattern, includes among them."""
    for pattern in patterns:
        route = start + str(pattern.pattern)
        found = {**dict(converters), **pattern.pattern.converters}
        if isinstance(pattern, URLResolver):
            yield from walk(pattern.url_patterns, route, found)
        else:
            yield pattern.name, route, found


ADDRESSES = tuple(walk())


def filled(route: str, values: dict[str, object]) -> str:
    """A route with values, as they are, for its arguments."""
    for argument, value in values.items():
        start, end = route.index("<"), route.index(">")
        assert route[start:end].endswith(f":{argument}")
        route = f"{route[:start]}{value}{route[end + 1 :]}"
    return route
