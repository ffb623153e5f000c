"""The row of pieces -> blocks: the trends and one block for each article, with its source."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from issues.backissue.days import Day, leading_day, trailing_day
from issues.backissue.headlines import Habits, continues, habits, headline_text, is_headline
from issues.backissue.pieces import Piece
from issues.backissue.regions import is_trends_title
from issues.backissue.sources import SourceMark, name_alone, real_link
from issues.backissue.words import ends_sentence, fold, is_capitals, word_count


@dataclass
class Block:
    """An article (or the trends) while it is put together."""

    heads: list[Piece] = field(default_factory=list)
    day: Day | None = None
    headline: str = ""
    is_trends: bool = False
    sources: list[SourceMark] = field(default_factory=list)
    texts: list[Piece] = field(default_factory=list)
    named: tuple[str, ...] = ()

    @property
    def line(self) -> int:
        """The line of the headline."""
        return self.heads[0].line.number if self.heads else (self.texts[0].line.number if self.texts else 0)

    @property
    def source(self) -> str | None:
        """The source as printed; several are set side by side."""
        return ", ".join(mark.name for mark in self.sources if mark.name) or None

    @property
    def link(self) -> str | None:
        """The first real address printed with the source or the headline."""
        links = (mark.link or real_link(mark.line.links) for mark in self.sources)
        return next((link for link in links if link), None) or next(
            (real_link(p.line.links) for p in self.heads if real_link(p.line.links)), None
        )


@dataclass
class Cutting:
    """The state of the cut: the blocks so far, a source that waits for its headline, sources nobody owns."""

    pieces: list[Piece]
    custom: Habits
    listed: Callable[[str], bool]
    known: frozenset[str]
    blocks: list[Block] = field(default_factory=lambda: [Block(is_trends=True)])
    waiting: list[SourceMark] = field(default_factory=list)
    orphans: list[SourceMark] = field(default_factory=list)


def cut_blocks(pieces: list[Piece], listed: Callable[[str], bool]) -> Cutting:
    """Cuts the pieces into blocks; the first holds what stands above the first article (the trends).

    `listed(text)` tells whether the contents page names a line.
    """
    known = frozenset(fold(p.source.name) for p in pieces if p.source and p.source.name)
    cutting = Cutting(pieces, habits(pieces), listed, known)
    i = 0
    while i < len(pieces):
        i = _step(cutting, i)
    cutting.orphans += cutting.waiting
    return cutting


def _step(cutting: Cutting, i: int) -> int:
    piece, current = cutting.pieces[i], cutting.blocks[-1]
    if piece.source:
        return _take_source(cutting, i)
    if _opens_trends(piece, cutting):
        return _open(cutting, i, trends=True)
    waits = bool(current.heads) and not current.sources and not current.is_trends
    if is_headline(cutting.pieces, i, cutting.custom, cutting.listed, waits, current.is_trends):
        return _open(cutting, i, trends=False)
    alone = None
    if current.heads and not current.is_trends and not current.sources:
        alone = name_alone(piece.line, cutting.known)
    if alone and (not current.texts or not alone.line.links):
        current.sources.append(alone)
    else:
        current.texts.append(piece)
    return i + 1


def _opens_trends(piece: Piece, cutting: Cutting) -> bool:
    begun = any(block.is_trends and block.heads for block in cutting.blocks)
    heading = is_capitals(piece.text) or piece.line.level > 0
    return not begun and heading and not leading_day(piece.text)[0] and is_trends_title(piece.line)


def _open(cutting: Cutting, i: int, trends: bool) -> int:
    heads = [cutting.pieces[i]]
    j = i + 1
    while j < len(cutting.pieces) and cutting.pieces[j].text and continues(cutting.pieces, j, heads):
        heads.append(cutting.pieces[j])
        j += 1
    text = headline_text(heads)
    day, headline = (None, text) if trends else leading_day(text)
    if not day and not trends:
        day, headline = trailing_day(text)
    named = tuple(name for p in heads for name in p.heads)
    block = Block(heads, day, headline.strip(), trends, named=named)
    if trends and not cutting.blocks[-1].heads:
        block.texts = cutting.blocks.pop().texts
    block.sources, cutting.waiting = cutting.waiting, []
    cutting.blocks.append(block)
    return j


def _take_source(cutting: Cutting, i: int) -> int:
    mark, used = _named(cutting, i)
    current = cutting.blocks[-1]
    after = i + 1 + used
    just_sourced = bool(current.sources) and i > 0 and cutting.pieces[i - 1].source is not None
    if current.heads and not current.is_trends and (not current.sources or just_sourced):
        current.sources.append(mark)
    elif after < len(cutting.pieces) and _heads_without_source(cutting, after):
        cutting.waiting.append(mark)
    else:
        cutting.orphans.append(mark)
    return after


def _named(cutting: Cutting, i: int) -> tuple[SourceMark, int]:
    """The mark at `i` with its name, which may stand on the next line; and how many more pieces that took."""
    mark = cutting.pieces[i].source
    if mark.name or i + 1 >= len(cutting.pieces) or cutting.pieces[i + 1].source:
        return mark, 0
    nxt = cutting.pieces[i + 1]
    alone = name_alone(nxt.line, cutting.known)
    if not alone and word_count(nxt.text) <= 8 and not ends_sentence(nxt.text) and not is_capitals(nxt.text):
        alone = SourceMark(nxt.line, nxt.text, real_link(nxt.line.links))
    if not alone and word_count(nxt.text) == 1 and not leading_day(nxt.text)[0]:
        alone = SourceMark(nxt.line, nxt.text, real_link(nxt.line.links))
    if not alone:
        return mark, 0
    line = replace(mark.line, span=mark.line.span + nxt.line.span, links=mark.line.links + nxt.line.links)
    return SourceMark(line, alone.name, mark.link or alone.link), 1


def _heads_without_source(cutting: Cutting, i: int) -> bool:
    return is_headline(cutting.pieces, i, cutting.custom, cutting.listed, False, False) and not any(
        p.source for p in cutting.pieces[i + 1 : i + 3]
    )
