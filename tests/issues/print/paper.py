"""A printed PDF as its judges see it: letters with their boxes, pictures, tags in reading order, links, bookmarks.

Lengths are points (72 to the inch) from the top left corner of the page. Pages are counted from 1, as they are printed.
What the structure tree does not name (running heads, page numbers, thumb index) is furniture, not content.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import pdfplumber
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from tests.issues.reading import outline


class Letter(NamedTuple):
    """One glyph: its characters, page, box, base line and size; `mark` is its number in the page's marked content."""

    text: str
    page: int
    x0: float
    x1: float
    top: float
    bottom: float
    base: float
    size: float
    upright: bool
    mark: int | None


class Box(NamedTuple):
    """A rectangle on a page, of a picture or a link."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float

    def holds(self, letter: Letter, slack: float = 1) -> bool:
        """Does the middle of a letter lie within?"""
        x, y = (letter.x0 + letter.x1) / 2, (letter.top + letter.bottom) / 2
        within = self.x0 - slack <= x <= self.x1 + slack and self.top - slack <= y <= self.bottom + slack
        return letter.page == self.page and within


class Leaf(NamedTuple):
    """A piece of content as the structure tree names it: page, number, roles from the outermost, key of its element's
    nearest heading."""

    page: int
    mark: int
    roles: tuple[str, ...]
    heading: int | None


class Link(NamedTuple):
    """A link: its box, and either the page and name that it leads to (page 0: nowhere) or an address."""

    box: Box
    page: int
    name: str
    address: str


@dataclass(frozen=True)
class Sheet:
    """A page: its size, its letters in the order in which they are drawn, its pictures."""

    number: int
    width: float
    height: float
    letters: tuple[Letter, ...]
    pictures: tuple[Box, ...]


@dataclass(frozen=True, eq=False)
class Paper:
    """The whole file. Compared by identity: a hash over all letters would cost more than what is kept by it."""

    sheets: tuple[Sheet, ...]
    leaves: tuple[Leaf, ...]
    links: tuple[Link, ...]
    bookmarks: tuple[tuple[int, str, int], ...]
    data: bytes = field(repr=False)

    @cached_property
    def reader(self) -> PdfReader:
        """The file as pypdf reads it."""
        return PdfReader(io.BytesIO(self.data))

    @cached_property
    def named(self) -> dict[tuple[int, int], Leaf]:
        """The leaf of (page, mark)."""
        return {(leaf.page, leaf.mark): leaf for leaf in self.leaves}

    @cached_property
    def read(self) -> tuple[Letter, ...]:
        """The letters of the content, in the order of the structure tree."""
        drawn = {}
        for letter in self.drawn:
            drawn.setdefault((letter.page, letter.mark), []).append(letter)
        return tuple(letter for leaf in self.leaves for letter in drawn.get((leaf.page, leaf.mark), ()))

    @cached_property
    def drawn(self) -> tuple[Letter, ...]:
        """The letters of the content, in the order in which they are drawn."""
        return tuple(x for sheet in self.sheets for x in sheet.letters if (x.page, x.mark) in self.named)

    def content(self, sheet: Sheet) -> list[Letter]:
        """The letters of a page without its furniture."""
        return [letter for letter in sheet.letters if (letter.page, letter.mark) in self.named]


def paper_of(data: bytes) -> Paper:
    """Read a PDF."""
    reader = PdfReader(io.BytesIO(data))
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        sheets = tuple(sheet_of(page) for page in pdf.pages)
    marks = tuple((level, label, page + 1) for level, label, page in outline(reader))
    return Paper(sheets, tuple(leaves_of(reader)), tuple(links_of(reader)), marks, data)


def sheet_of(page) -> Sheet:
    """One page of pdfplumber's."""
    number, height = page.page_number, float(page.height)
    letters = tuple(letter_of(char, height) for char in page.chars)
    pictures = tuple(
        Box(number, *(float(image[side]) for side in ("x0", "top", "x1", "bottom")))
        for image in page.images
        if image["tag"] != "Artifact"
    )
    page.close()
    return Sheet(number, float(page.width), height, letters, pictures)


def letter_of(char: dict, height: float) -> Letter:
    """One of pdfplumber's characters. Its base line is where the text matrix puts it."""
    return Letter(
        text=char["text"],
        page=char["page_number"],
        **{side: float(char[side]) for side in ("x0", "x1", "top", "bottom", "size")},
        base=height - float(char["matrix"][5]),
        upright=char["upright"],
        mark=char["mcid"],
    )


def leaves_of(reader: PdfReader) -> Iterator[Leaf]:
    """All pieces of content in the order of the structure tree; none where there is no tree."""
    root = reader.trailer["/Root"].get("/StructTreeRoot")
    pages = {page.indirect_reference.idnum: number for number, page in enumerate(reader.pages, 1)}
    headings = iter(range(1, 1_000_000))

    def walk(node, page, roles, heading):
        if isinstance(node, int):
            yield Leaf(page, int(node), roles, heading)
            return
        if isinstance(node, ArrayObject):
            for kid in node:
                yield from walk(kid, page, roles, heading)
            return
        node = node.get_object() if isinstance(node, IndirectObject) else node
        if not isinstance(node, DictionaryObject):
            if isinstance(node, (int, ArrayObject)):
                yield from walk(node, page, roles, heading)
            return
        if "/Pg" in node:
            page = pages.get(node.raw_get("/Pg").idnum, 0)
        if node.get("/Type") == "/MCR":
            yield Leaf(page, int(node["/MCID"]), roles, heading)
        elif node.get("/Type") != "/OBJR" and "/K" in node:
            role = str(node.get("/S", ""))
            heading = next(headings) if role[:2] == "/H" and role[2:].isdigit() else heading
            yield from walk(node.raw_get("/K"), page, (*roles, role), heading)

    if root is not None and "/K" in root:
        yield from walk(root.raw_get("/K"), 0, (), None)


def links_of(reader: PdfReader) -> Iterator[Link]:
    """All links, page by page."""
    names = reader.named_destinations
    for number, page in enumerate(reader.pages, 1):
        height = float(page.mediabox.height)
        for reference in page.get("/Annots", ()):
            note = reference.get_object()
            if note["/Subtype"] != "/Link":
                continue
            x0, y0, x1, y1 = (float(side) for side in note["/Rect"])
            box = Box(number, min(x0, x1), height - max(y0, y1), max(x0, x1), height - min(y0, y1))
            action = note.get("/A", {})
            address = str(action.get("/URI", ""))
            goal = note.get("/Dest", action.get("/D", ""))
            yield Link(box, page_of(goal, names, reader), str(goal) if isinstance(goal, str) else "", address)


def page_of(goal, names: dict, reader: PdfReader) -> int:
    """The page of a destination, 0 where it leads nowhere."""
    if isinstance(goal, str):
        if goal not in names:
            return 0
        number = reader.get_destination_page_number(names[goal])
        return 0 if number is None or number < 0 else number + 1
    if isinstance(goal, ArrayObject) and goal:
        number = reader.get_page_number(goal[0].get_object())
        return 0 if number is None or number < 0 else number + 1
    return 0
