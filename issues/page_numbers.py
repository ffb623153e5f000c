"""On which page each article of a PDF begins, as the PDF itself says: the contents on the screen and on paper agree."""

import io
import re

from pypdf import PdfReader
from pypdf.errors import PyPdfError

# templates/issues/print: each article's first part carries this as its id.
ARTICLE = re.compile(r"tin-([1-9][0-9]{0,17})\Z")
# What pypdf raises on files that other programs wrote.
BROKEN = (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError)


def page_numbers(data: bytes) -> dict[str, int]:
    """Article keys (as text, for JSON) with their page numbers from 1; empty where the PDF names no articles."""
    try:
        reader = PdfReader(io.BytesIO(data))
        named = ((ARTICLE.match(name), place) for name, place in reader.named_destinations.items())
        found = {match[1]: reader.get_destination_page_number(place) for match, place in named if match}
    except BROKEN:
        return {}
    return {key: page + 1 for key, page in found.items() if page is not None and page >= 0}
