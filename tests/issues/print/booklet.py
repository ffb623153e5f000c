"""A plain, correct booklet of an edition, and the same booklet broken: what the judges themselves are judged by.

It has nothing of the real templates: judges must understand any correct PDF.
"""

import io
from collections.abc import Callable

from django.contrib.staticfiles import finders
from django.utils.html import format_html, format_html_join
from pypdf import PdfReader, PdfWriter
from weasyprint import HTML

from issues.edition import Edition, EditionArticle

FACES = (("Diemtin Sans", "BeVietnamPro_700Bold.ttf"), ("Diemtin Serif", "SourceSerif4_400Regular.ttf"))
STYLE = """
@page { size: 148mm 210mm; margin: 20mm 15mm; @bottom-center { content: counter(page); font: 8pt Diemtin Sans } }
body { font: 10pt/14pt Diemtin Serif } h1, h2 { font: 13pt/18pt Diemtin Sans; margin: 0 }
section { break-before: page } h1 { bookmark-level: 1 } h2 { bookmark-level: 2; text-transform: uppercase }
h2, h2 + p { break-after: avoid }
.cover h1 { bookmark-level: none } .contents a::after { content: " … " target-counter(attr(href), page) }
p { margin: 0 0 2mm; orphans: 2; widows: 2 } table { font-size: 8pt }
"""


def booklet(edition: Edition, css: str = "", change: Callable[[str], str] = str) -> bytes:
    """The booklet with more style, and with its markup changed."""
    faces = "".join(
        f"@font-face {{ font-family: {family}; src: url(file://{finders.find(f'fonts/{name}')}) }}"
        for family, name in FACES
    )
    page = change(markup(edition)).replace("<style></style>", f"<style>{faces}{STYLE}{css}</style>")
    return HTML(string=page).write_pdf(pdf_variant="pdf/ua-1")


def markup(edition: Edition) -> str:
    """Cover, contents, sections, imprint."""
    filled = [section for section in edition.sections if section.articles]
    sections = format_html_join(
        "\n",
        "<section><h1>{}. {}</h1>{}</section>",
        (
            (s.numeral, s.name, format_html_join("", "{}", ((body_of(a),) for a in s.articles)))
            for s in filled
        ),
    )
    entries = format_html_join(
        "\n", '<p><a href="#tin-{}">{}</a></p>', ((a.id, a.toc_title) for a in edition.articles)
    )
    return format_html(
        '<html lang="vi"><head><title>{0}</title><style></style></head><body><div class="cover"><h1>{0}</h1></div>'
        '<section class="contents"><h1>Mục lục</h1>{1}</section>{2}'
        "<section><h1>Thông tin xuất bản</h1><p>{3}</p></section></body></html>",
        edition.masthead.name,
        entries,
        sections,
        edition.masthead.publisher,
    )


def body_of(article: EditionArticle) -> str:
    """One article."""
    head = format_html(
        '<article id="tin-{}"><h2>{}</h2><p><a href="{}">{}</a></p>',
        article.id,
        article.headline,
        article.link,
        article.source,
    )
    # The bodies of these tests are clean markup, as bodies are.
    return Raw(f"{head}{article.body}</article>")


class Raw(str):
    """Markup that format_html takes as it is."""

    def __html__(self) -> str:
        return str(self)


def rewritten(data: bytes, change: Callable[[PdfWriter], None]) -> bytes:
    """A PDF with its objects changed."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    change(writer)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()
