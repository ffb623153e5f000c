"""Cleaned rich text as XHTML that keeps to HTML's content model. Pure.

A browser forgives a paragraph within a heading; an e-book reader may refuse the whole chapter. So the text is parsed
as browsers parse it, built anew from what may stand where, and written as XML.
"""

import re
from collections.abc import Iterable, Iterator
from ipaddress import AddressValueError, IPv4Address
from urllib.parse import quote, urlsplit, urlunsplit
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from tinyhtml5.parser import HTMLParser

# What XML 1.0 allows in a document (section 2.2), turned round.
FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
INLINE = {"strong", "em", "b", "i", "u", "s", "sub", "sup", "a"}
HEADINGS = {"h2", "h3", "h4"}
GROUPS = {"thead", "tbody", "tfoot"}
SCOPES = {"row", "col", "rowgroup", "colgroup"}
MOST_SPAN = 1000  # HTML's own limit of colspan
LOWEST = 6  # there is no h7
URL_SAFE = "/%:@!$&'()*+,;=~?"
STRAY_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")
MAIL = re.compile(r"mailto:[^@\s]+@[^@\s]+", re.IGNORECASE)


def allowed(text: str) -> str:
    """The text without the characters that no XML document may contain."""
    return FORBIDDEN.sub("", text)


def xhtml(markup: str, top: int) -> str:
    """The rich text as XHTML for a place in a flow; its highest headings get the level `top`, and none is skipped."""
    parsed = HTMLParser(namespace_html_elements=False).parse_fragment(allowed(markup), container="div")
    built = list(blocks(parsed))
    nest_headings(built, top)
    return "\n".join(ElementTree.tostring(block, encoding="unicode") for block in built)


def link(address: str) -> str:
    """The address as a valid absolute URL of the web or of a mailbox, or nothing."""
    address = allowed(address).strip()
    if MAIL.fullmatch(address):
        return f"mailto:{escaped(address[7:])}"
    try:
        parts = urlsplit(address)
        port = f":{parts.port}" if parts.port else ""
        host = (parts.hostname or "").encode("idna").decode()
    except ValueError:  # also UnicodeError, for a host that cannot be written
        return ""
    if parts.scheme not in ("http", "https") or "@" in parts.netloc or not valid_host(host):
        return ""
    rest = (escaped(part) for part in (parts.path, parts.query, parts.fragment))
    return urlunsplit((parts.scheme, host + port, *rest))


def escaped(part: str) -> str:
    """A part of an address in the characters that one may contain."""
    return quote(STRAY_PERCENT.sub("%25", part), safe=URL_SAFE)


def valid_host(host: str) -> bool:
    """Whether a browser would look this host up. One that ends in a number must be an IPv4 address."""
    if not re.fullmatch(r"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*\.?", host):
        return False
    if re.search(r"(?:^|\.)(?:\d+|0[xX][0-9A-Fa-f]*)\.?\Z", host):
        try:
            IPv4Address(host)
        except AddressValueError:
            return False
    return True


def content(node: Element) -> Iterator[str | Element]:
    """Words and elements of a node in order. A reference such as `&#2;` is a forbidden character only now."""
    if node.text:
        yield allowed(node.text)
    for child in node:
        # A comment's tag is a function.
        if isinstance(child.tag, str):
            yield child
        if child.tail:
            yield allowed(child.tail)


def element(tag: str, items: Iterable[str | Element], attributes: dict[str, str] | None = None) -> Element:
    """A new element of words and new elements."""
    made = Element(tag, attributes or {})
    for item in items:
        if not isinstance(item, str):
            item.tail = None
            made.append(item)
        elif len(made):
            made[-1].tail = (made[-1].tail or "") + item
        else:
            made.text = (made.text or "") + item
    return made


def is_inline(item: str | Element) -> bool:
    """Whether this may stand within a paragraph."""
    return isinstance(item, str) or all(part.tag in INLINE or part.tag == "br" for part in item.iter("*"))


def blocks(node: Element, around: tuple[Element, ...] = ()) -> Iterator[Element]:
    """The blocks of a flow; loose words become paragraphs. `around` are inline elements that blocks have burst."""
    loose: list[str | Element] = []
    for item in content(node):
        if is_inline(item):
            loose.append(item)
            continue
        yield from paragraph(loose, around)
        loose = []
        yield from blocks(item, (*around, item)) if item.tag in INLINE else block(item, around)
    yield from paragraph(loose, around)


def paragraph(loose: list[str | Element], around: tuple[Element, ...]) -> Iterator[Element]:
    """A paragraph of these words, where there are any."""
    made = element("p", wrapped(phrasing(loose), around))
    if "".join(made.itertext()).strip():
        yield made


def phrasing(items: Iterable[str | Element]) -> Iterator[str | Element]:
    """The items without blocks: of a block its words stay, apart from those before."""
    for item in items:
        if isinstance(item, str):
            yield item
        elif item.tag == "br":
            yield Element("br")
        elif item.tag in INLINE:
            yield from inline(item, phrasing(content(item)))
        else:
            yield " "
            yield from phrasing(content(item))


def inline(model: Element, items: Iterable[str | Element]) -> list[str | Element]:
    """The items within an element like `model`; just the items where that is a link that leads nowhere."""
    items = list(items)
    if model.tag != "a":
        return [element(model.tag, items)]
    if not (address := link(model.get("href", ""))):
        return items
    # A link within a link is none.
    for nested in [part for item in items if not isinstance(item, str) for part in item.iter("a")]:
        nested.tag, nested.attrib = "span", {}
    title = {"title": allowed(model.attrib["title"])} if model.get("title") else {}
    return [element("a", items, {"href": address, **title})]


def wrapped(items: Iterable[str | Element], around: tuple[Element, ...]) -> Iterable[str | Element]:
    """The items within all of these inline elements, the last innermost."""
    for model in reversed(around):
        items = inline(model, items)
    return items


def block(item: Element, around: tuple[Element, ...]) -> Iterator[Element]:
    """One block as it may stand in a flow; what is no block gives its content."""
    if item.tag in HEADINGS:
        made = element(item.tag, wrapped(phrasing(content(item)), around))
        yield from [made] if "".join(made.itertext()).strip() else ()
    elif item.tag in ("ul", "ol"):
        yield from listed(item.tag, content(item), around)
    elif item.tag == "li":
        yield from listed("ul", [item], around)
    elif item.tag == "blockquote":
        quoted = list(blocks(item, around))
        yield from [element("blockquote", quoted)] if quoted else ()
    elif item.tag == "table":
        yield from table(item, around)
    elif item.tag == "hr":
        yield Element("hr")
    else:
        # A parser in quirks mode leaves a table within its paragraph.
        yield from blocks(item, around)


def listed(tag: str, items: Iterable[str | Element], around: tuple[Element, ...]) -> Iterator[Element]:
    """A list; what stands in it outside an item becomes one."""
    filled = (i if not isinstance(i, str) and i.tag == "li" else element("li", [i]) for i in items)
    made = [element("li", flowing(i, around)) for i in filled if "".join(i.itertext()).strip()]
    if made:
        yield element(tag, made)


def flowing(node: Element, around: tuple[Element, ...]) -> Iterable[str | Element]:
    """The content of a list item or a cell: plain words as they are, else blocks."""
    items = list(content(node))
    return wrapped(phrasing(items), around) if all(map(is_inline, items)) else blocks(node, around)


def table(item: Element, around: tuple[Element, ...]) -> Iterator[Element]:
    """A table: caption, head, body, in this order. Further captions become paragraphs, further heads rows."""
    captions = item.findall("caption")
    parts = [element("caption", wrapped(phrasing(content(c)), around)) for c in captions[:1]]
    groups = [part for part in item if part.tag in GROUPS] or [item]
    heads = [group for group in groups if group.tag == "thead"][:1]
    bodies = [group for group in groups if group not in heads]
    for tag, members in (("thead", heads), ("tbody", bodies)):
        rows = [row(tr, tag, around) for group in members for tr in group.findall("tr") if len(tr)]
        parts += [element(tag, rows)] if rows else []
    for caption in captions[1:]:
        yield from blocks(caption, around)
    if any(part.tag != "caption" for part in parts):
        yield element("table", parts)


def row(item: Element, group: str, around: tuple[Element, ...]) -> Element:
    """A row of cells; a head's cells say that they stand over columns."""
    cells = []
    for cell in item:
        attributes = spans(cell)
        if cell.tag == "th":
            scope = cell.get("scope", "col" if group == "thead" else "")
            attributes |= {"scope": scope} if scope in SCOPES else {}
        # A head's cell may hold no headings.
        items = wrapped(phrasing(content(cell)), around) if cell.tag == "th" else flowing(cell, around)
        cells.append(element(cell.tag, items, attributes))
    return element("tr", cells)


def spans(cell: Element) -> dict[str, str]:
    """The cell's spans where they are numbers that mean something."""
    typed = {name: cell.get(name, "") for name in ("colspan", "rowspan")}
    numbers = {name: value for name, value in typed.items() if re.fullmatch("[0-9]{1,4}", value)}
    return {name: str(int(value)) for name, value in numbers.items() if 1 < int(value) <= MOST_SPAN}


def nest_headings(built: list[Element], top: int) -> None:
    """Renumber the headings in place: the highest `top`, each one below at most one level deeper."""
    above: list[tuple[int, int]] = []  # levels as typed and as set
    for heading in (part for block in built for part in block.iter() if part.tag in HEADINGS):
        typed = int(heading.tag[1])
        while above and above[-1][0] >= typed:
            above.pop()
        level = min(above[-1][1] + 1 if above else top, LOWEST)
        above.append((typed, level))
        heading.tag = f"h{level}"
