"""What WeasyPrint is given for an issue, as files: the same page for any other program that prints HTML.

Pure: reads the edition and the same files that the PDF is made from; what it may not load is refused as there.
"""

import re
from dataclasses import dataclass
from html import escape, unescape
from urllib.parse import quote, unquote

from issues.assets import RENDITIONS, picture_labels
from issues.edition import Edition
from issues.materials import static_file, stored_picture
from issues.printing import RenderError, html

STYLE = "asset:static/css/print.css"
STATIC = re.compile(r"css/[\w-]+\.css|fonts/[\w-]+\.ttf")
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
    page = MARKUP.sub(lambda match: shelf.relative(match[0]), page)
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
        self.labels = picture_labels(edition)
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
        """Fetch one address; return the file's path in the folder. Raises RenderError."""
        path = file_path(address)
        if path not in self.files:
            self.files[path] = b""  # a style sheet that names itself comes to an end
            self.files[path] = self.load(unquote(address))
        return path

    def load(self, address: str) -> bytes:
        """What stands at `asset:static/…`, `asset:picture/…` or `asset:column/…`. Raises RenderError."""
        kind, _, name = address.removeprefix("asset:").partition("/")
        if kind in RENDITIONS and name in self.labels:
            return stored_picture(name, RENDITIONS[kind], self.labels[name])[0]
        if kind == "static" and STATIC.fullmatch(name):
            data = static_file(name)
            return self.style(data) if name.endswith(".css") else data
        raise RenderError(f"Trang in đòi tải “{address[:80]}”, trong khi bản in chỉ dùng ảnh có trong số.")

    def style(self, data: bytes) -> bytes:
        """A style sheet with the fonts that it loads, beside it in the folder."""
        return CSS_ADDRESS.sub(lambda match: match[1] + quote(self.take(match[2])), data.decode()).encode()


def file_path(address: str) -> str:
    """`asset:static/css/print.css` -> `print.css`, `asset:column/pictures/ab/c.jpg` -> `column/c.jpg`."""
    kind, _, name = unquote(address).removeprefix("asset:").partition("/")
    last = name.rpartition("/")[2]
    if kind != "static":
        return f"{kind}/{last}"
    return name if name.startswith("fonts/") else last
