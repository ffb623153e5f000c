"""Rich text in one form: two texts that read and print alike are stored alike.

Editors lay the same text out in different ways: white space between blocks, `b` for `strong`, text outside any paragraph.
What is stored must not depend on that: else opening a text and saving it would be a change.

Works on what nh3 gives out, which is well formed. Text is left in its escaped form.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby

TOKEN = re.compile(r'<(/?)([a-z][a-z0-9]*)((?: [a-z]+="[^"]*")*)>|([^<]+|<)')
SPACE = re.compile(r"[ \t\n\r\f]+")
BLANK = re.compile(r"(?:[ \t\n\r\f\xa0]|&nbsp;)*")
VOID = {"br", "hr"}
SAME = {"b": "strong", "i": "em"}
INLINE = {"strong", "em", "u", "s", "sub", "sup", "a", "br"}
HEADINGS = {"h2", "h3", "h4"}
LISTS = {"ul", "ol"}
TABLE_PARTS = {"table", "thead", "tbody", "tr"}
DEEPEST = 30  # elements within each other; what stands deeper loses its element, not its words
CELLS = {"caption", "th", "td"}  # kept where they are empty: they hold a place


@dataclass(frozen=True)
class Element:
    """An element with its attributes as they are written, and what stands in it."""

    tag: str
    attributes: str = ""
    children: tuple["Node", ...] = ()

    def __str__(self):
        inner = "".join(map(str, self.children))
        return f"<{self.tag}{self.attributes}>" + ("" if self.tag in VOID else f"{inner}</{self.tag}>")


Node = Element | str


@dataclass
class Open:
    """An element that is being read."""

    tag: str
    attributes: str
    children: list[Node] = field(default_factory=list)


def tidied(markup: str) -> str:
    """Well-formed rich text in the form in which it is stored."""
    return "".join(map(str, arranged(parsed(markup), as_paragraph)))


def parsed(markup: str) -> tuple[Node, ...]:
    """The nodes of a well-formed text."""
    stack = [Open("", "")]
    for closing, tag, attributes, text in TOKEN.findall(markup):
        tag = SAME.get(tag, tag)
        if text:
            stack[-1].children.append(text)
        elif tag in VOID:
            stack[-1].children.append(Element(tag))
        elif not closing:
            stack.append(Open(tag, attributes))
        elif len(stack) > 1:
            done = stack.pop()
            element = Element(done.tag, done.attributes, tuple(done.children))
            bare = len(stack) > DEEPEST or is_dead_link(element)
            stack[-1].children += done.children if bare else [element]
    return tuple(stack[0].children)


def is_dead_link(element: Element) -> bool:
    """Is it a link that leads nowhere?"""
    return element.tag == "a" and ' href="' not in element.attributes


def is_inline(node: Node) -> bool:
    """Is it text, or an element within text that holds no block?"""
    return isinstance(node, str) or (node.tag in INLINE and all(map(is_inline, node.children)))


def as_paragraph(line: tuple[Node, ...]) -> tuple[Node, ...]:
    """A paragraph of text that stands outside any."""
    return (Element("p", children=line),)


def as_item(line: tuple[Node, ...]) -> tuple[Node, ...]:
    """An item of text that stands in a list outside any."""
    return (Element("li", children=line),)


def as_it_is(line: tuple[Node, ...]) -> tuple[Node, ...]:
    """Text that may stand where it stands."""
    return line


def arranged(nodes: Iterable[Node], wrap: Callable) -> tuple[Node, ...]:
    """Nodes in order: each stretch of text trimmed and wrapped, each block arranged in itself, nothing empty."""
    found: list[Node] = []
    for inline, group in groupby(with_items_in_lists(taken_apart(nodes)), is_inline):
        if inline:
            line = trimmed(group)
            found += wrap(line) if line else ()
        else:
            found += (block for node in group if (block := arranged_block(node)))
    return tuple(found)


def taken_apart(nodes: Iterable[Node]) -> Iterator[Node]:
    """The nodes, where blocks stand within a heading or a dress taken apart: `<b><p>a</p></b>` is `<p><b>a</b></p>`."""
    for node in nodes:
        if is_inline(node) or (node.tag not in INLINE | HEADINGS) or all(map(is_inline, node.children)):
            yield node
        elif node.tag in INLINE:
            yield from taken_apart(dressed(node, node.children))
        else:
            for inline, group in groupby(taken_apart(node.children), is_inline):
                inner = tuple(group)
                yield from (replace(node, children=inner),) if inline else inner


def dressed(dress: Element, nodes: Iterable[Node]) -> Iterator[Node]:
    """Each stretch of text among the nodes, and within the blocks among them, in a dress."""
    for inline, group in groupby(nodes, is_inline):
        if inline:
            yield replace(dress, children=tuple(group))
        else:
            for node in group:
                yield replace(node, children=tuple(dressed(dress, node.children)))


def with_items_in_lists(nodes: Iterable[Node]) -> Iterator[Node]:
    """The nodes; items that stand in a row outside any list are one."""
    for may_be_list, group in groupby(nodes, lambda node: is_item(node) or is_space(node)):
        group = list(group)
        yield from (
            [Element("ul", children=tuple(group))] if may_be_list and any(map(is_item, group)) else group
        )


def is_item(node: Node) -> bool:
    """Is it an item of a list?"""
    return isinstance(node, Element) and node.tag == "li"


def is_space(node: Node) -> bool:
    """Is it nothing but white space?"""
    return isinstance(node, str) and SPACE.fullmatch(node) is not None


def arranged_block(block: Element) -> Element | None:
    """A block arranged in itself, None where nothing is left of it."""
    if block.tag in VOID:
        return block
    if block.tag in LISTS:
        children = items(block.children)
    elif block.tag in TABLE_PARTS:
        parts = (node for node in block.children if isinstance(node, Element))
        children = tuple(part for node in parts if (part := arranged_block(node)))
    else:
        children = arranged(block.children, as_it_is)
    empty = not children and block.tag not in CELLS | TABLE_PARTS
    return None if empty or (block.tag == "table" and not children) else replace(block, children=children)


def items(nodes: Iterable[Node]) -> tuple[Node, ...]:
    """The items of a list; what stands outside an item becomes one."""
    found: list[Node] = []
    for node in nodes:
        if is_item(node):
            found += (item for item in (arranged_block(node),) if item)
        else:
            inner = arranged((node,), as_it_is)
            found += as_item(inner) if inner else ()
    return tuple(found)


def trimmed(nodes: Iterable[Node]) -> tuple[Node, ...]:
    """A stretch of text without white space at its ends, around line breaks and twice; without line breaks at its end,
    and nothing empty. A stretch of nothing but blanks is none."""
    line, _ = closed_up(nodes, True)
    line = without_end(line)
    return () if all(map(is_blank, line)) else line


def closed_up(nodes: Iterable[Node], after_space: bool) -> tuple[tuple[Node, ...], bool]:
    """The nodes without white space that follows white space (`after_space`: before the first one stands some, or the
    beginning of a line), and whether the last one ends with some."""
    found: list[Node] = []
    for node in nodes:
        if isinstance(node, str):
            text = SPACE.sub(" ", node)
            text = text[1:] if after_space and text.startswith(" ") else text
            found += [text] if text else []
            after_space = text.endswith(" ") if text else after_space
        elif node.tag == "br":
            found = [*without_space_at_end(found), node]
            after_space = True
        else:
            inner, after_space = closed_up(node.children, after_space)
            start, middle, end = without_breaks(inner)
            found = [*without_space_at_end(found), *start] if start else found
            bare = all(map(is_space, middle))
            found += [*(middle if bare else [replace(node, children=middle)]), *end]
    return tuple(found), after_space


def without_breaks(nodes: tuple[Node, ...]) -> tuple[tuple[Node, ...], ...]:
    """Line breaks at the start, what stands between, and line breaks at the end: those stand outside any dress."""
    breaks = [isinstance(node, Element) and node.tag == "br" for node in nodes]
    if all(breaks):
        return nodes, (), ()
    start, end = breaks.index(False), len(nodes) - breaks[::-1].index(False)
    return nodes[:start], nodes[start:end], nodes[end:]


def without_space_at_end(nodes: Iterable[Node]) -> tuple[Node, ...]:
    """The nodes without white space at their end."""
    return without_end(nodes, breaks=False)


def without_end(nodes: Iterable[Node], breaks: bool = True) -> tuple[Node, ...]:
    """The nodes without white space, and without line breaks, at their end."""
    found = list(nodes)
    while found:
        last = found.pop()
        if isinstance(last, str):
            kept: Node | None = last.rstrip(" ") or None
        elif last.tag == "br":
            kept = None if breaks else last
        else:
            inner = without_end(last.children, breaks)
            kept = replace(last, children=inner) if inner else None
        if kept:
            return (*found, kept)
    return ()


def is_blank(node: Node) -> bool:
    """Is there nothing to be seen?"""
    if isinstance(node, str):
        return BLANK.fullmatch(node) is not None
    return all(map(is_blank, node.children))
