"""An article as it will look on the printed page, as a page for the screen: the very composition that the PDF is made from.

Pure but for the addresses of static files: reads the article, the masthead, and where the article stands.
"""

import re
from dataclasses import fields, replace
from html import escape, unescape
from urllib.parse import unquote

from django.templatetags.static import static
from django.urls import reverse

from issues.checking import alone
from issues.composition.geometry import page_of
from issues.edition import Edition, EditionArticle, EditionMasthead, EditionSection
from issues.materials import static_file
from issues.models import Issue, Masthead
from issues.printing import html
from news.models import Category
from news.pictures import PRINT, rendition_name

ADDRESS = re.compile(r'(?<=")asset:(?:picture|column)/([^"]*)(?=")')
FONT = re.compile(r"asset:static/([\w/.-]+)")
# A page of its own that runs nothing and loads only this site's styles, fonts and pictures (a new one stands in the browser).
POLICY = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; font-src 'self'; img-src 'self' data: blob:; "
    "base-uri 'self'; form-action 'none'"
)
DEFAULT_SECTION = "domestic"


def preview(article: EditionArticle, issue: Issue | None, section: Category | None) -> str:
    """The page of the article, in the issue's layout and under its number where it stands in one. Raises RenderError."""
    edition = edition_of(article, issue, section)
    printed = html(edition, part=f"tin:{article.id}")
    printed = ADDRESS.sub(lambda match: picture_address(unquote(unescape(match[1]))), printed)
    return dressed(printed, edition)


def edition_of(article: EditionArticle, issue: Issue | None, section: Category | None) -> Edition:
    """An edition of this article only, under the masthead as it is."""
    masthead = Masthead.current()
    edition = replace(
        alone(article),
        masthead=EditionMasthead(**{f.name: getattr(masthead, f.name) for f in fields(EditionMasthead)}),
        sections=(section_with(article, section),),
    )
    if issue is None:
        return edition
    names = ("number", "last_number", "year", "first_day", "last_day", "page_notice", "layout")
    return replace(edition, **{name: getattr(issue, name) for name in names})


def section_with(article: EditionArticle, section: Category | None) -> EditionSection:
    """The section that the article is proposed for, else the first one that lists articles."""
    c = section or Category.objects.filter(slug=DEFAULT_SECTION).first() or Category(layout="list")
    return EditionSection(c.slug, c.numeral, c.name, c.kicker, c.layout, (article,))


def picture_address(name: str) -> str:
    """Where the staff sees a picture."""
    return escape(reverse("picture", args=[rendition_name(name, PRINT)]))


def dressed(printed: str, edition: Edition) -> str:
    """The page with its styles, and a ground that shows each sheet as a sheet of paper."""
    page = page_of(edition.masthead)
    sides = {
        "left": page.inner,
        "right": page.outer,
        "top": page.top,
        "bottom": page.bottom,
        "side": page.side,
    }
    measures = "".join(f"--{name}:{value:.2f}pt;" for name, value in sides.items())
    measures += f"--width:{page.width:.2f}pt;--height:{page.height:.2f}pt;"
    head = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}"><base target="_blank">'
    sheets = f'<link rel="stylesheet" href="{escape(static("css/preview.css"))}"><style>:root{{{measures}}}</style>'
    printed = printed.replace("<style>", f"{head}<style>{print_style()}</style><style>", 1)
    return printed.replace("</head>", f"{sheets}</head>", 1)


def print_style() -> str:
    """The style of the printed page, with fonts that a browser finds."""
    return FONT.sub(lambda match: static(match[1]), static_file("css/print.css").decode())
