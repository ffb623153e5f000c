"""What WeasyPrint's tags leave unsaid: the contents is a table of contents, not any list (ISO 32000-1, 14.8.4.2)."""

from collections.abc import Iterator

import pydyf

NAMES = {"/L": "/TOC", "/LI": "/TOCI", "/LBody": "/Reference"}


def name_contents(pdf: pydyf.PDF) -> None:
    """Give the lists whose every item leads to a place in the same document the names of a contents."""
    objects = {item.number: item for item in pdf.objects}
    for item in pdf.objects:
        if kind(item) != "/L":
            continue
        entries = list(kids(item, objects))
        if entries and all(kind(e) == "/LI" and leads_inside(e, objects) for e in entries):
            rename(item, objects)


def kind(item) -> str:
    """The structure type of an element; empty for anything else."""
    is_element = isinstance(item, pydyf.Dictionary) and item.get("Type") == "/StructElem"
    return item["S"] if is_element else ""


def kids(element: pydyf.Dictionary, objects: dict) -> Iterator[pydyf.Dictionary]:
    """What an element consists of, pieces of text aside."""
    for kid in element["K"]:
        if isinstance(kid, bytes):
            yield objects[int(kid.split()[0])]


def leads_inside(element: pydyf.Dictionary, objects: dict) -> bool:
    """Whether a link to a place in this document is somewhere in the element."""
    for kid in kids(element, objects):
        if kid.get("Type") == "/OBJR":
            if "Dest" in objects[int(kid["Obj"].split()[0])]:
                return True
        elif leads_inside(kid, objects):
            return True
    return False


def rename(element: pydyf.Dictionary, objects: dict) -> None:
    """The names of a contents for a list, its items and their bodies."""
    element["S"] = NAMES[element["S"]]
    for kid in kids(element, objects):
        if kind(kid) in NAMES:
            rename(kid, objects)
