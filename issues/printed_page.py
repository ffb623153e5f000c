"""What WeasyPrint is given for an issue, as files: the same page for any other program that prints HTML.

Pure: reads the edition and, through the PDF's own fetcher, what the page loads.
"""

import re
from dataclasses import dataclass
from html import escape, unescape
from urllib.parse import quote, unquote

from issues.assets import AssetFetcher, AssetRefused
from issues.edition import Edition
from issues.printing import RenderError, html

STYLE = "asset:static/css/print.css"
# Text has no `<` of its own, so what these find is markup; a `title` that looks like an address stays as it is.
MARKUP = re.compile(r"<style[^<>]*>.*?</style>|<[a-z][^<>]*>", re.DOTALL | re.IGNORECASE)
ATTRIBUTE = re.compile(r"""(?<=\s)((?:src|href)=["'])(asset:[^"']*)""")
CSS_ADDRESS = re.compile(r"""(url\(["']?)(asset:[^"')\s]+)""")


@dataclass(frozen=True)
class PrintedPage:
    """A page of HTML and the files beside it, by their paths in a folder of their own."""

    html: str
    files: dict[str, bytes]


def printed_page(edition: Edition, folder: str, layout: str = "") -> PrintedPage:
    """The page that loads its files from `folder`, a name beside it. Raises RenderError as the PDF does."""
    shelf = Shelf(edition, quote(folder))
    page = with_style(html(edition, layout))
    try:
        page = MARKUP.sub(lambda match: shelf.relative(match[0]), page)
    except AssetRefused as error:
        raise RenderError(str(error)) from error
    return PrintedPage(page, shelf.files)


def with_style(page: str) -> str:
    """The page with a link to the print style, also where the press applies that by itself. The page's own style wins."""
    if STYLE in page:
        return page
    place = re.search(r"<style|</head>", page, re.IGNORECASE)
    return f'{page[: place.start()]}<link rel="stylesheet" href="{STYLE}">\n{page[place.start() :]}'


class Shelf:
    """Fetches what markup and styles name, once each, and writes the addresses of the copies."""

    def __init__(self, edition: Edition, folder: str):
        self.fetcher = AssetFetcher(edition)
        self.folder = folder
        self.files: dict[str, bytes] = {}

    def relative(self, markup: str) -> str:
        """A tag or a style element with its addresses made relative to the page."""
        pattern = CSS_ADDRESS if markup[:6].lower() == "<style" else ATTRIBUTE
        done = pattern.sub(
            lambda m: m[1] + escape(f"{self.folder}/{quote(self.take(unescape(m[2])))}"), markup
        )
        # A style attribute may name a picture too.
        return CSS_ADDRESS.sub(lambda m: m[1] + f"{self.folder}/{quote(self.take(unescape(m[2])))}", done)

    def take(self, address: str) -> str:
        """Fetch one address; return the file's path in the folder. Raises AssetRefused."""
        path = file_path(address)
        if path not in self.files:
            self.files[path] = b""  # a style sheet that names itself comes to an end
            data, content_type = self.fetcher.load(address)
            self.files[path] = self.style(data) if content_type.startswith("text/css") else data
        return path

    def style(self, data: bytes) -> bytes:
        """A style sheet with the fonts that it loads, beside it in the folder."""
        found = CSS_ADDRESS.sub(lambda match: match[1] + quote(self.take(match[2])), data.decode())
        return found.encode()


def file_path(address: str) -> str:
    """`asset:static/css/print.css` -> `print.css`, `asset:column/pictures/ab/c.jpg` -> `column/c.jpg`."""
    kind, _, name = unquote(address).removeprefix("asset:").partition("/")
    last = name.rpartition("/")[2]
    if kind != "static":
        return f"{kind}/{last}"
    return name if name.startswith("fonts/") else last
