"""Rich text as a list of blocks, each with its words in runs of one dress.

Reads what `news.richtext.clean` lets through; whatever is not in its list of elements is taken as plain text.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

from issues.composition.breaking import SPACES
from issues.edition import EditionPicture

PARAGRAPH, ITEM, QUOTE, TABLE, RULE, PICTURE = "p", "li", "blockquote", "table", "hr", "img"
HEADINGS = ("h2", "h3", "h4")
INLINE = ("strong", "em", "b", "i", "u", "s", "sub", "sup")
LISTS = ("ul", "ol")
NO_LINK = SafeString("<span>")
LINE_BREAK = "\n"  # within words: a line that the writer began
IGNORED = ("script", "style")


@dataclass(frozen=True)
class Run:
    """Words in one dress: `tags` are the opening tags around them, outermost first; `forced` starts a new line."""

    text: str
    tags: tuple[SafeString, ...] = ()
    forced: bool = False

    @property
    def names(self) -> frozenset[str]:
        """The names of the elements around the words."""
        return frozenset(tag[1:].partition(" ")[0].rstrip(">") for tag in self.tags)


def words_of(runs: Iterable[Run]) -> str:
    """The words alone, lines that the writer began apart."""
    return "".join((LINE_BREAK if run.forced else "") + run.text for run in runs)


@dataclass(frozen=True)
class Cell:
    """A cell of a table: its words, how many columns and rows it spans, whether it is a heading."""

    runs: tuple[Run, ...]
    span: int = 1
    rows: int = 1
    heading: bool = False


@dataclass(frozen=True)
class Block:
    """One block. `kind`: p, h2–h4, li, blockquote, table, hr. An item knows its list: `ordered`, `number`, `depth` (from 0),
    `list` (which list of the text it belongs to). A table has a caption in `runs`, and its `rows`; the first `heads` of
    them are repeated where it is broken. A picture is put into the text by the composition: no text has any."""

    kind: str
    runs: tuple[Run, ...] = ()
    ordered: bool = False
    number: int = 0
    depth: int = 0
    list: int = 0
    rows: tuple[tuple[Cell, ...], ...] = ()
    heads: int = 0
    picture: EditionPicture | None = None

    @property
    def text(self) -> str:
        """The words alone."""
        return words_of(self.runs)


def blocks_of(body: str) -> list[Block]:
    """The blocks of a cleaned rich text, in order."""
    reader = Reader()
    reader.feed(body)
    reader.close()
    reader.end_block()
    return reader.blocks


@dataclass
class Table:
    """A table while it is read."""

    rows: list[list[Cell]] = field(default_factory=list)
    caption: tuple[Run, ...] = ()
    heads: int = 0
    nested: int = 0  # how many tables are open within its cells


class Reader(HTMLParser):
    """Collects blocks while the parser walks through the text."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.runs: list[Run] = []
        self.tags: list[tuple[str, SafeString]] = []
        self.block = PARAGRAPH
        self.lists: list[tuple[str, int, int]] = []  # name, key, items so far
        self.list_count = 0
        self.table: Table | None = None
        self.cell: dict | None = None
        self.forced = False
        self.ignored = 0

    def handle_starttag(self, name, attributes):
        """An element begins."""
        values = {key: value or "" for key, value in attributes}
        if name in IGNORED:
            self.ignored += 1
        elif name == "br":
            self.forced = True
        elif name in INLINE:
            self.tags.append((name, format_html("<{}>", name)))
        elif name == "a":
            address = values.get("href", "")
            self.tags.append((name, format_html('<a href="{}">', address) if is_safe(address) else NO_LINK))
        elif self.table is not None:
            self.start_in_table(name, values)
        elif name in (PARAGRAPH, *HEADINGS, ITEM, QUOTE, TABLE, RULE, *LISTS):
            self.start_block(name)

    def start_block(self, name: str) -> None:
        """A block begins. A paragraph within an item or a quotation goes on in it, on a new line."""
        if name == PARAGRAPH and self.block in (ITEM, QUOTE):
            self.forced = bool(self.runs)
            return
        self.end_block()
        if name in LISTS:
            if not self.lists:
                self.list_count += 1
            self.lists.append((name, self.list_count, 0))
        elif name == TABLE:
            self.table = Table()
        elif name == RULE:
            self.blocks.append(Block(RULE))
        else:
            self.block = name
            if name == ITEM and self.lists:
                kind, key, count = self.lists[-1]
                self.lists[-1] = (kind, key, count + 1)

    def start_in_table(self, name: str, values: dict[str, str]) -> None:
        """A row, a cell or the caption begins. What stands in a table within a cell becomes lines of that cell."""
        if name == TABLE:
            self.table.nested += 1
        if self.table.nested:
            self.forced = self.forced or bool(self.runs)
        elif name == "tr":
            self.table.rows.append([])
        elif name in ("td", "th"):
            self.runs, self.forced = [], False
            spans = {key: whole(values.get(key)) for key in ("colspan", "rowspan")}
            self.cell = {"span": spans["colspan"], "rows": spans["rowspan"], "heading": name == "th"}
        elif name == "caption":
            self.runs, self.forced = [], False
        elif self.runs:
            self.forced = True

    def handle_endtag(self, name):
        """An element ends."""
        if name in IGNORED:
            self.ignored = max(0, self.ignored - 1)
        elif name in INLINE or name == "a":
            self.close_tag(name)
        elif self.table is not None:
            self.end_in_table(name)
        elif name in LISTS:
            self.end_block()
            if self.lists:
                self.lists.pop()
        elif name in (PARAGRAPH, *HEADINGS, ITEM, QUOTE) and (
            name == self.block or self.block not in (ITEM, QUOTE)
        ):
            self.end_block()

    def close_tag(self, name: str) -> None:
        """Forget the innermost open element of that name."""
        for place in range(len(self.tags) - 1, -1, -1):
            if self.tags[place][0] == name:
                del self.tags[place]
                return

    def end_in_table(self, name: str) -> None:
        """A cell, the caption, the head or the table ends."""
        if self.table.nested:
            self.table.nested -= name == TABLE
            self.forced = self.forced or bool(self.runs)
        elif name in ("td", "th") and self.cell is not None:
            if not self.table.rows:
                self.table.rows.append([])
            self.table.rows[-1].append(Cell(self.taken(), **self.cell))
            self.cell = None
        elif name == "caption":
            self.table.caption = self.taken()
        elif name == "thead":
            self.table.heads = sum(1 for row in self.table.rows if row)
        elif name == TABLE:
            rows = tuple(tuple(row) for row in self.table.rows if row)
            heads = min(self.table.heads, len(rows) - 1) if rows else 0
            if rows:
                self.blocks.append(Block(TABLE, self.table.caption, rows=rows, heads=heads))
            elif self.table.caption:
                self.blocks.append(Block(PARAGRAPH, self.table.caption))
            self.table = None

    def handle_data(self, data):
        """Words."""
        if self.ignored or (not data.strip() and not self.runs):
            return
        self.runs.append(Run(SPACES.sub(" ", data), tuple(tag for _, tag in self.tags), self.forced))
        self.forced = False

    def taken(self) -> tuple[Run, ...]:
        """The runs so far, which then begin anew."""
        runs, self.runs, self.forced = tuple(self.runs), [], False
        return runs

    def end_block(self) -> None:
        """Store the block that was being read, where it has words."""
        runs, kind, self.block = self.taken(), self.block, PARAGRAPH
        if not any(run.text.strip() for run in runs):
            return
        block = Block(kind, runs)
        if kind == ITEM and self.lists:
            name, key, count = self.lists[-1]
            block = replace(block, ordered=name == "ol", number=count, depth=len(self.lists) - 1, list=key)
        self.blocks.append(block)


def is_safe(address: str) -> bool:
    """Whether print may lead there; what was cleaned when it was saved never leads elsewhere."""
    return address.lower().startswith(("http://", "https://", "mailto:"))


def whole(value: str | None) -> int:
    """A span as a number from 1 to 20."""
    return min(max(int(value), 1), 20) if value and value.isascii() and value.isdigit() else 1


def dressed(runs: list[tuple[str, tuple[SafeString, ...]]]) -> SafeString:
    """Markup of words with the tags around them, neighbours in the same dress together."""
    parts: list[str] = []
    open_tags: tuple[SafeString, ...] = ()
    for text, tags in runs:
        shared = 0
        while shared < min(len(open_tags), len(tags)) and open_tags[shared] == tags[shared]:
            shared += 1
        parts += [closing(tag) for tag in reversed(open_tags[shared:])]
        parts += [*tags[shared:], escape(text).replace(LINE_BREAK, "<br>")]
        open_tags = tags
    parts += [closing(tag) for tag in reversed(open_tags)]
    return joined(parts)


def joined(parts: Iterable[str]) -> SafeString:
    """Markup put together. Only for parts that are markup: escaped, or built by format_html."""
    return SafeString("".join(parts))


def closing(tag: SafeString) -> str:
    """`</a>` for `<a href="…">`."""
    return f"</{tag[1:].partition(' ')[0].rstrip('>')}>"
