"""An edition as a PDF: pages with true page numbers, bookmarks and tags, the same bytes for the same edition.

Pure: reads the edition, the stored pictures and this project's own style and fonts; no database, no network.
"""

from dataclasses import dataclass

from weasyprint import HTML
from weasyprint.urls import FatalURLFetchingError

from issues.assets import AssetFetcher
from issues.edition import Edition, sha256
from issues.printing import RenderError, html


@dataclass(frozen=True)
class Pdf:
    """A rendered issue and its number of pages."""

    data: bytes
    pages: int


def render(edition: Edition, layout: str = "", part: str = "") -> Pdf:
    """The issue as tagged PDF. Raises RenderError. Takes seconds: call it outside any transaction.

    `layout` is a value of PrintLayout (the edition's own where empty); `part` is empty for the whole issue, `muc:<slug>`
    for one section, `tin:<id>` for one article.
    """
    fetcher = AssetFetcher(edition)
    try:
        # A base address makes WeasyPrint ask for relative addresses too, which the fetcher then refuses.
        source = HTML(string=html(edition, layout, part), url_fetcher=fetcher, base_url="asset:")
        document = source.render(pdf_variant="pdf/ua-1")
        data = document.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=sha256(edition).encode())
    except FatalURLFetchingError as error:
        raise RenderError(str(error)) from error
    if fetcher.refusals:
        raise RenderError(fetcher.refusals[0])
    return Pdf(data, len(document.pages))
