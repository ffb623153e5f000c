"""Finding issues for the newsroom: by number, or by words of theme and trend summary."""

from issues.labels import parse_label
from news.searching import contains
from news.text import fold


def matching(issues, words: str):
    """The issues of a queryset with that number (`8/2026`, `8`), or in whose titles all words occur."""
    try:
        number, year = parse_label(words)
    except ValueError:
        pass
    else:
        return issues.filter(pk__in=issues.model.objects.holding(year, number).values("pk"))
    wanted = fold(words).split()
    if not wanted:
        return issues
    rows = issues.order_by().values_list("pk", "number", "last_number", "year", "theme", "trends_title")
    found = [pk for pk, *values in rows if contains(wanted, [str(v) for v in values if v])]
    return issues.filter(pk__in=found)
