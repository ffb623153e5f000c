"""Which outlets a back issue names: the known ones, the unknown ones, and what there is to say about spellings."""

from collections import Counter

from issues.backissue.fitting import printed_source
from issues.backissue.values import BackArticle, BackIssue, Problem
from news.models import Source
from news.text import fold


def resolve_sources(back: BackIssue) -> tuple[dict[str, Source], list[Problem]]:
    """Known outlets by their printed names, and what there is to say about each article's outlet: unknown, printed in
    several spellings in this issue, or known under another name."""
    names = Counter(name for item in back.articles if (name := printed_source(item)))
    found = {name: source for name in names if (source := Source.objects.resolve(name))}
    spellings = {}
    for name, source in found.items():
        spellings.setdefault(source.pk, []).append(name)
    problems = []
    for item in back.articles:
        name = printed_source(item)
        if name and name not in found:
            problems.append(unknown_outlet(item, name))
        elif name and len(same := spellings[found[name].pk]) > 1 and name != preferred(same, names, found):
            problems.append(mixed_spelling(item, name, [f"{n} ({names[n]})" for n in same], found[name]))
        elif name and name != found[name].name and contradicted(item, name, found[name]):
            problems.append(mixed_spelling(item, name, [name, f"trong bài: {found[name].name}"], found[name]))
        elif name and not known_spelling(name, found[name]):
            problems.append(misspelled(item, name, found[name]))
        elif name and name != found[name].name:
            problems.append(other_spelling(item, name, found[name]))
    return found, problems


def contradicted(item: BackArticle, name: str, source: Source) -> bool:
    """Does the text write its outlet's own name, where the source line has other capitals?"""
    return fold(name) == source.key and any(source.name in paragraph.text for paragraph in item.paragraphs)


def known_spelling(name: str, source: Source) -> bool:
    """Is this one of the outlet's spellings, capitals aside? (Resolving looks at no marks.)"""
    names = (source.name, *(alias.name for alias in source.aliases.all()))
    return name.casefold() in {known.casefold() for known in names}


def misspelled(item: BackArticle, name: str, source: Source) -> Problem:
    """An outlet's name with other marks than any of its spellings has."""
    message = f"Nguồn in là “{name}”, có lẽ viết nhầm “{source.name}”."
    return Problem("source-typo", message, item.line, item.headline, name)


def preferred(same: list[str], names: Counter, found: dict[str, Source]) -> str:
    """Of the spellings of one outlet, its own name, else the one printed most."""
    return max(same, key=lambda name: (name == found[name].name, names[name]))


def mixed_spelling(item: BackArticle, name: str, same: list[str], source: Source) -> Problem:
    """An outlet that this issue spells in several ways."""
    message = f"Số này ghi nguồn “{source.name}” nhiều cách: {', '.join(same)}. Ở tin này là “{name}”."
    return Problem("source-variant", message, item.line, item.headline, name)


def unknown_outlet(item: BackArticle, name: str) -> Problem:
    """An outlet that the newsroom does not know yet."""
    message = f"Nguồn “{name}” chưa có trong danh sách và được tạo mới; hãy kiểm tra tên, hoặc gộp làm cách viết khác."
    return Problem("new-source", message, item.line, item.headline, name)


def other_spelling(item: BackArticle, name: str, source: Source) -> Problem:
    """An outlet under another of its known spellings: nothing to do."""
    message = f"Nguồn in là “{name}”, được hiểu là “{source.name}”."
    return Problem("source-alias", message, item.line, item.headline, name)


def unknown(back: BackIssue, found: dict[str, Source]) -> tuple[str, ...]:
    """Printed names of unknown outlets, one spelling each, in order of appearance."""
    names = {}
    for item in back.articles:
        name = printed_source(item)
        if name and name not in found:
            names.setdefault(fold(name), name)
    return tuple(names.values())
