"""What a reader program finds in a PDF."""

import io
import re
from dataclasses import dataclass

from pypdf import PdfReader

from issues import pdf
from issues.edition import Edition


@dataclass(frozen=True)
class Printed:
    """A rendered edition and what a reader program finds in it."""

    edition: Edition
    pdf: pdf.Pdf
    reader: PdfReader
    pages: list[str]


def printed(value: Edition, part: str = "") -> Printed:
    """Render and read back."""
    rendered = pdf.render(value, part=part)
    reader = PdfReader(io.BytesIO(rendered.data))
    return Printed(value, rendered, reader, [page.extract_text() for page in reader.pages])


def tight(text: str) -> str:
    """The text without white space, as line breaks in print are not in the edition."""
    return re.sub(r"\s+", "", text)


def outline(reader: PdfReader) -> list[tuple[int, str, int]]:
    """(level, label, page) of every bookmark."""

    def walk(items, level):
        for item in items:
            if isinstance(item, list):
                yield from walk(item, level + 1)
            else:
                yield level, item.title, reader.get_destination_page_number(item)

    return list(walk(reader.outline, 1))


def links(reader: PdfReader) -> list[dict]:
    """All link annotations."""
    return [
        annotation.get_object()
        for page in reader.pages
        for annotation in page.get("/Annots", ())
        if annotation.get_object()["/Subtype"] == "/Link"
    ]
