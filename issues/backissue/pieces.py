"""The body as a row of pieces: texts and sources, with what belongs to the page taken out."""

from dataclasses import dataclass, field

from issues.backissue.days import leading_day
from issues.backissue.heading import is_podcast
from issues.backissue.lines import Line
from issues.backissue.running import is_colophon, is_running, repeated, section_of
from issues.backissue.sources import SourceMark, split_source
from issues.backissue.words import ends_sentence, fold, is_capitals, word_count


@dataclass(frozen=True)
class Piece:
    """A line of text or a source; `heads` are the section names that stood on the page right above it."""

    line: Line
    source: SourceMark | None = None
    heads: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The words of a text; nothing for a source."""
        return "" if self.source else self.line.text


@dataclass
class Body:
    """The pieces in order, and the lines left out with the reason."""

    pieces: list[Piece] = field(default_factory=list)
    dropped: dict[int, str] = field(default_factory=dict)
    trends_head: str = ""
    podcast: str = ""


def read_body(lines: list[Line], cover: frozenset[str]) -> Body:
    """Cuts the body's lines into pieces; `cover` holds the cover's lines, folded: the last page repeats them."""
    body = Body()
    lines, tail = _without_colophon(lines)
    body.dropped.update((n, "imprint") for line in tail for n in line.span)
    known = repeated(_apart_from_sources(lines)) | cover
    heads: tuple[str, ...] = ()
    for line in lines:
        if _notice(line, body) or is_running(line, known):
            body.dropped.update((n, body.dropped.get(n, "page header")) for n in line.span)
            section = section_of(line.text)
            heads += (section,) if section else ()
            body.trends_head = body.trends_head or (line.text if section == "trends" else "")
            continue
        for piece in _cut(line):
            body.pieces.append(Piece(piece.line, piece.source, heads))
            heads = ()
    return body


def _apart_from_sources(lines: list[Line]) -> list[Line]:
    """The lines that are neither a source nor the name that follows an empty "Chi tiết:"."""
    marks = [split_source(line)[1] for line in lines]
    return [
        line
        for line, mark, above in zip(lines, marks, [None, *marks], strict=False)
        if not mark and not line.links and not (above and not above.name)
    ]


def _notice(line: Line, body: Body) -> bool:
    if leading_day(line.text[:40])[0] or not is_podcast(line.text) or split_source(line)[1]:
        return False
    body.podcast = body.podcast or line.text
    body.dropped.update((n, "podcast") for n in line.span)
    return True


def _cut(line: Line) -> list[Piece]:
    before, mark, after = split_source(line)
    if not mark:
        return [Piece(part) for part in _run_in(line)]
    return [
        *([Piece(part) for part in _run_in(before)] if before else []),
        Piece(line, mark),
        *([Piece(after)] if after else []),
    ]


def _run_in(line: Line) -> list[Line]:
    """A headline in capitals that runs straight on into its first sentence -> both."""
    if not leading_day(line.text[:40])[0] or word_count(line.text) < 20:
        return [line]
    words = line.text.split()
    count = next((i for i, word in enumerate(words) if any(c.islower() for c in word)), len(words))
    if count < 5 or len(words) - count < 12 or is_capitals(" ".join(words[count : count + 12])):
        return [line]
    return [line.with_text(" ".join(words[:count])), line.with_text(" ".join(words[count:]))]


def _without_colophon(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """Cuts the imprint off the end: from its first line on, where no prose and no source follows."""
    start = len(lines)
    for i in range(len(lines) - 1, max(-1, len(lines) - 40), -1):
        line = lines[i]
        if word_count(line.text[:2000]) > 30 or split_source(line)[1] or leading_day(line.text[:40])[0]:
            break
        if is_colophon(line.text):
            start = i
        elif ends_sentence(line.text) and word_count(line.text) > 12:
            break
    return lines[:start], lines[start:]


def cover_lines(lines: list[Line]) -> frozenset[str]:
    """The cover's short lines, folded: the back page repeats them."""
    short = (
        line for line in lines if not line.bullet and len(line.text) < 60 and not leading_day(line.text)[0]
    )
    return frozenset(fold(line.text) for line in short if 1 < word_count(line.text) <= 14)
