"""One outlet, one spelling: in the source lines of an issue, between source line and text, and slips in a name."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from issues.edition import Edition, EditionArticle
from issues.preflight.context import Context
from issues.preflight.findings import HINT, WARNING, Finding, Repair, about, check
from issues.preflight.passages import occurrence, passages
from news import outlets
from news.text import fold

KIND = re.compile(
    r"^(?:báo(?: điện tử)?|tạp chí(?: điện tử)?|tc|trang(?: tin)?|đài|cổng ttđt) ", re.IGNORECASE
)
# How the name of an outlet begins; a slip here is one whatever follows.
BEGINNINGS = (
    "Tạp chí",
    "Thời báo",
    "Đài Phát thanh",
    "Đài Truyền hình",
    "Cổng thông tin",
    "Báo điện tử",
    "Truyền hình",
)
SHORTEST, LONG = 6, 14  # letters of a name in which one, or two, may be wrong


def names_of(context: Context) -> dict[str, str]:
    """Every known spelling, in small letters -> the outlet's own name. What the newsroom says goes before what the
    project brings; an outlet that is only a name (an import makes such) says nothing about spelling."""
    found: dict[str, str] = {}
    for outlet in context.outlets:
        if outlet.aliases:
            for name in (outlet.name, *outlet.aliases):
                found.setdefault(name.casefold(), outlet.name)
    for outlet in outlets.known():
        for name in (outlet.name, *outlet.aliases):
            found.setdefault(name.casefold(), outlet.name)
    return found


def identity(name: str, known: Mapping[str, str]) -> str:
    """What two spellings of one outlet have in common."""
    return fold(known.get(name.casefold(), name)).replace(" ", "")


@check
def variants(edition: Edition, context: Context) -> Iterator[Finding]:
    """One outlet under several spellings in the source lines: every article that has not the preferred one."""
    known = names_of(context)
    counts = Counter(article.source for article in edition.articles if article.source)
    groups: dict[str, list[str]] = {}
    for name in counts:
        groups.setdefault(identity(name, known), []).append(name)
    for article in edition.articles:
        group = groups.get(identity(article.source, known), [])
        best = preferred(group, counts, known)
        if len(group) > 1 and article.source != best:
            yield other_spelling(article, best, ", ".join(f"{name} ({counts[name]})" for name in group))


def preferred(group: list[str], counts: Counter, known: Mapping[str, str]) -> str:
    """The outlet's own name where it is used, else the spelling used most."""
    own = {known.get(name.casefold()) for name in group}
    return max(group, key=lambda name: (name in own, counts[name]), default="")


def other_spelling(article: EditionArticle, best: str, spellings: str) -> Finding:
    """One article with another spelling than the rest."""
    message = f"Một nguồn được ghi nhiều cách trong số này: {spellings}. Hãy thống nhất là “{best}”."
    repair = Repair("source", article.source, best)
    return about(
        article, "source-variant", WARNING, message, field="source", quote=article.source, repair=repair
    )


@check
def mentions(edition: Edition, context: Context) -> Iterator[Finding]:
    """A text that writes its own source otherwise than the source line does, small and capital letters."""
    for article in edition.articles:
        name = article.source
        if len(name.split()) < 3 and not KIND.match(name):
            continue
        pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
        for passage in passages(article.body):
            for match in pattern.finditer(passage.text):
                # "báo" in small letters is the common word, whatever follows.
                if match.group()[1:] != name[1:] and match.group()[0] == name[0]:
                    yield mention(article, passage, match)


def mention(article: EditionArticle, passage, match: re.Match) -> Finding:
    """One such place."""
    written = match.group()
    message = f"Trong bài viết “{written}”, dòng nguồn ghi “{article.source}”. Hãy thống nhất một cách viết tên nguồn."
    place = occurrence(passage.text, written, match.start())
    repair = Repair("body", written, article.source, passage.number, place)
    return about(
        article,
        "source-variant",
        WARNING,
        message,
        field="body",
        paragraph=passage.number,
        quote=written,
        repair=repair,
    )


@check
def slips(edition: Edition, context: Context) -> Iterator[Finding]:
    """A source that is a letter or two away from a known outlet."""
    known = names_of(context)
    used = Counter(article.source.casefold() for article in edition.articles)
    trusted = {**known, **{n: n for n, count in used.items() if count > 2 and n not in known}}
    meant = {
        name: meant_by(name, trusted)
        for name in dict.fromkeys(a.source for a in edition.articles if a.source)
    }
    own = {outlet.name for outlet in context.outlets if outlet.aliases}
    for article in edition.articles:
        right = meant.get(article.source)
        if right and article.source not in own:
            message = (
                f"Tên nguồn “{article.source}” có lẽ viết nhầm “{right}”. Hãy kiểm tra và chọn đúng nguồn."
            )
            repair = Repair("source", article.source, right)
            yield about(
                article, "source-typo", WARNING, message, field="source", quote=article.source, repair=repair
            )


def meant_by(name: str, known: Mapping[str, str]) -> str:
    """The known spelling that a name is a slip of; empty where it is known itself or near none."""
    low = name.casefold()
    if low in known or len(low) < SHORTEST:
        return ""
    near = {other: distance(low, other, allowed(low)) for other in known if digits(other) == digits(low)}
    best = min(
        (other for other in near if near[other] <= allowed(low)), key=lambda o: (near[o], o), default=""
    )
    if best:
        return spelled(best, known)
    for beginning in BEGINNINGS:
        head = low[: len(beginning)]
        if head != beginning.casefold() and distance(head, beginning.casefold(), 1) == 1:
            return beginning + name[len(beginning) :]
    return ""


def spelled(low: str, known: Mapping[str, str]) -> str:
    """A known spelling as it is written: the outlet's own name or the alias with its capitals."""
    own = known[low]
    aliases = (alias for outlet in outlets.known() for alias in outlet.aliases)
    return next((name for name in (own, *aliases) if name.casefold() == low), own)


def allowed(name: str) -> int:
    """How many letters of a name may be wrong."""
    return 2 if len(name) >= LONG else 1


def digits(name: str) -> str:
    """The digits in a name: channels differ by them."""
    return "".join(c for c in name if c.isdigit())


def distance(one: str, other: str, most: int) -> int:
    """How many letters have to be changed, added or dropped; `most + 1` where it is more than that."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    row = list(range(len(other) + 1))
    for n, letter in enumerate(one, 1):
        last, row[0] = row[0], n
        for k, c in enumerate(other, 1):
            last, row[k] = row[k], min(row[k] + 1, row[k - 1] + 1, last + (letter != c))
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


@check
def other_official_name(edition: Edition, context: Context) -> Iterator[Finding]:
    """A source printed under a spelling that the list of outlets knows as another one: worth a hint, no more."""
    own = {outlet.name for outlet in context.outlets if outlet.aliases}
    known = names_of(context)
    told = set()
    for article in edition.articles:
        name = article.source
        official = known.get(name.casefold(), name)
        if official != name and name not in own | told:
            told.add(name)
            message = f"“{name}” có trong danh sách nguồn với tên “{official}”. Hãy gộp hai nguồn."
            yield about(article, "source-alias", HINT, message, field="source", quote=name)
