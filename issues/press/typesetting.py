"""A page as PDF, by WeasyPrint, with the house's style and fonts that are read once: the same bytes for the same page."""

import contextlib
import logging
import re
from collections.abc import Callable
from pathlib import Path

from weasyprint import CSS, HTML
from weasyprint.css.counters import CounterStyle
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError

from issues.press.fetching import STYLE, AssetRefused, HouseFetcher, JobFetcher
from issues.press.messages import Job, Printed, Progress
from issues.press.structure import name_contents

STEP = re.compile(r"Step (\d)(?:.*Page (\d+))?")
STAGE_OF_STEP = {"5": "layout", "6": "draw", "7": "write"}
# ISO 14289-1 (PDF/UA-1) clause 5 wants this mark; ISO 19005-3 (PDF/A-3) 6.6.2.3 wants the mark's schema described.
UA_MARK = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""
END_OF_RDF = b"</rdf:RDF>"


class Teller(logging.Handler):
    """Passes WeasyPrint's steps on as Progress."""

    def __init__(self, tell: Callable[[Progress], None]):
        super().__init__()
        self.tell = tell

    def emit(self, record):
        """`Step 5 - Creating layout - Page 7` and the like."""
        if match := STEP.match(record.getMessage()):
            self.tell(Progress(STAGE_OF_STEP.get(match[1], "read"), int(match[2] or 0)))


class Holes(logging.Handler):
    """Keeps what WeasyPrint could not load or draw and would leave out with no more than a line in the log."""

    def __init__(self):
        super().__init__(logging.ERROR)
        self.found: list[str] = []

    def emit(self, record):
        """`Failed to load image at …` and the like."""
        if record.msg.startswith("Failed to"):
            self.found.append(record.getMessage())


@contextlib.contextmanager
def listening(name: str, level: int, handler: logging.Handler):
    """A logger's records reach this handler for a while."""
    logger = logging.getLogger(name)
    logger.setLevel(level)
    logger.addHandler(handler)
    try:
        yield handler
    finally:
        logger.removeHandler(handler)


class House:
    """The house's print style, parsed, and its fonts, loaded."""

    def __init__(self, static: Path, max_pixels: int):
        self.max_pixels = max_pixels
        self.fonts, self.counters = FontConfiguration(), CounterStyle()
        fetcher = HouseFetcher(static)
        style = {"font_config": self.fonts, "counter_style": self.counters}
        try:
            self.style = CSS(url=f"asset:static/{STYLE}", url_fetcher=fetcher, **style)
        except FatalURLFetchingError as error:
            raise AssetRefused(str(error)) from error

    def printed(self, job: Job, tell: Callable[[Progress], None]) -> Printed:
        """The job's PDF, telling meanwhile how far it is. Raises AssetRefused."""
        with (
            listening("weasyprint.progress", logging.INFO, Teller(tell)),
            listening("weasyprint", logging.ERROR, Holes()) as holes,
        ):
            printed = self.rendered(job)
        if holes.found:
            raise AssetRefused(f"Trang in thiếu một hình vì không vẽ được: {holes.found[0][:200]}")
        return printed

    def rendered(self, job: Job) -> Printed:
        """The job's PDF: PDF/A-3a that is PDF/UA-1 too, unless it is a draft. Raises AssetRefused."""
        fetcher = JobFetcher(job.pictures, job.labels, self.max_pixels)
        counters = CounterStyle(self.counters)  # what one page adds must not reach the next
        try:
            # A base address makes WeasyPrint ask for relative addresses too, which the fetcher then refuses.
            page = HTML(string=job.html, url_fetcher=fetcher, base_url="asset:")
            kind = {} if job.draft else {"pdf_variant": "pdf/a-3a"}
            document = page.render(self.fonts, counters, stylesheets=[self.style], **kind)
            finisher = None if job.draft else finish
            pdf = document.write_pdf(finisher=finisher, pdf_identifier=job.identifier.encode(), **kind)
        except FatalURLFetchingError as error:
            raise AssetRefused(str(error)) from error
        if fetcher.refusals:
            raise AssetRefused(fetcher.refusals[0])
        return Printed(pdf, len(document.pages))


def finish(document, pdf) -> None:
    """What a tagged PDF needs besides what WeasyPrint writes."""
    mark_ua(pdf)
    name_contents(pdf)


def mark_ua(pdf) -> None:
    """Say in the metadata of a tagged PDF/A that it is PDF/UA-1 as well: WeasyPrint writes one of the two only."""
    [metadata] = [o for o in pdf.objects if getattr(o, "extra", {}).get("Type") == "/Metadata"]
    [content] = metadata.stream
    if content.count(END_OF_RDF) != 1:
        raise RuntimeError("the metadata have no place for the mark of PDF/UA")
    metadata.stream = [content.replace(END_OF_RDF, UA_MARK + END_OF_RDF)]
