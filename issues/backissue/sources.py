"""The source of an article: "[Chi tiết: Báo X](#)" in all the ways it is printed."""

import re
from dataclasses import dataclass

from issues.backissue.lines import CLOSE, LONGEST, OPEN, Line
from issues.backissue.words import ends_sentence, fold, word_count

_LABEL = r"(?:xem\s+)?chi\s+ti[êếềe]́?t(?:\s+xem)?(?:\s+t[ạa]i)?"
_AT_START = re.compile(rf"[{OPEN}(\[\s]*{_LABEL}\s*(?=[:{OPEN}{CLOSE}]|$)", re.I)
_AS_LINK = re.compile(rf"[(\[]?[{OPEN}(\[]\s*{_LABEL}\s*(?=[:{CLOSE}])", re.I)
_AT_END = re.compile(r"(?:Chi tiết|CHI TIẾT)\s*:(?=[^:]{2,80}$)")
_AGAIN = re.compile(rf"[\s:{OPEN}{CLOSE}(\[]*{_LABEL}\s*:", re.I)
_ORIGIN = re.compile(r"\(?(?:nguồn(?:\s+tin)?|theo)\s*:\s*", re.I)
_ORNAMENT = re.compile(r"[▶►➔➤→➢»>\s]+$")


@dataclass(frozen=True)
class SourceMark:
    """A source line; `name` is None where "Chi tiết:" stands alone and the name follows on the next line."""

    line: Line
    name: str | None
    link: str | None
    explicit: bool = True


def split_source(line: Line) -> tuple[Line | None, SourceMark | None, Line | None]:
    """A line -> what stands before its source, the source, what stands after it."""
    if len(line.marked) > LONGEST:
        return line, None, None
    found = _AT_START.match(line.marked) or _AS_LINK.search(line.marked) or _AT_END.search(line.marked)
    if not found or (not found.start() and not _plausible(line, found.end())):
        return line, None, None
    name, after = _name_and_rest(line.marked[found.end() :])
    mark = SourceMark(line, name or None, real_link(line.links))
    return _part(line, line.marked[: found.start()]), mark, _part(line, after)


def _plausible(line: Line, end: int) -> bool:
    """A paragraph may begin with the words "Chi tiết"; a source is short or a link."""
    return OPEN in line.marked or (word_count(line.marked) <= 16 and not line.marked.rstrip().endswith("."))


def _name_and_rest(text: str) -> tuple[str, str]:
    again = _AGAIN.match(text)
    while again:
        text = text[again.end() :]
        again = _AGAIN.match(text)
    head, close, rest = text.partition(CLOSE)
    while close and re.match(rf"\s*(?:[,;/&+]|và)?\s*{OPEN}", rest):
        middle, close, rest = rest.partition(CLOSE)
        head += middle
    if not close:
        head, rest = text, ""
    if not _clean(head) and OPEN in rest:
        return _name_and_rest(rest.lstrip(" :"))
    if not _clean(head) and word_count(rest) <= 10:
        return _clean(rest), ""
    return _clean(head), rest


def _clean(name: str) -> str:
    name = " ".join(name.replace(OPEN, "").replace(CLOSE, "").split())
    name = _ORNAMENT.sub("", name).strip(" :;,[]▶►➔➤")
    return (
        name[1:-1].strip()
        if name.startswith("(") and name.endswith(")")
        else name.rstrip(")")
        if (name.count(")") > name.count("("))
        else name
    )


def _part(line: Line, marked: str) -> Line | None:
    part = line.with_text(_ORNAMENT.sub("", marked).strip(" " + OPEN + CLOSE if CLOSE not in marked else " "))
    return part if any(c.isalnum() for c in part.text) else None


def real_link(links: tuple[str, ...]) -> str | None:
    """The first address of a line that leads somewhere ("#" leads nowhere)."""
    return next((link for link in links if link.lower().startswith(("http://", "https://"))), None)


def name_alone(line: Line, known: frozenset[str] = frozenset()) -> SourceMark | None:
    """A line that is nothing but the name of an outlet: a short link, or a name known from other articles."""
    text = _clean(line.text)
    whole_link = line.marked.startswith(OPEN) and _ORNAMENT.sub("", line.marked).rstrip(") ").endswith(CLOSE)
    stated = _ORIGIN.match(text)
    if not text or word_count(text) > 12 or line.bullet or ends_sentence(text):
        return None
    if whole_link and not text.lower().startswith(("http", "www.")):
        return SourceMark(line, text, real_link(line.links), explicit=False)
    if stated:
        return SourceMark(line, _clean(text[stated.end() :]) or None, real_link(line.links), explicit=False)
    if fold(text.strip("()")) in known:
        return SourceMark(line, text.strip("()"), real_link(line.links), explicit=False)
    return None
