"""An issue in one of its formats, as files: a failed export leaves what was there before."""

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from issues import epub, renderings
from issues.composition import compose
from issues.contents_text import contents
from issues.edition import Edition
from issues.models.issue import PrintLayout
from issues.printed_page import PrintedPage, printed_page

MARK = "print.css"  # every folder of an exported page has it


def pdf_bytes(edition: Edition, layout: str) -> tuple[bytes, str]:
    """The PDF, the kept one where there is one, and what to say of it. Raises RenderError."""
    rendered = renderings.obtain(edition, layout)
    return rendered.data, f"{rendered.pages} trang"


def epub_bytes(edition: Edition, layout: str) -> tuple[bytes, str]:
    """The e-book, which has no layout, and what to say of it. Raises RenderError."""
    return epub.render(edition).data, f"{len(edition.articles)} tin"


def text_bytes(edition: Edition, layout: str) -> tuple[bytes, str]:
    """The contents as plain text, with the pages of the printed issue where they are composed, and what to say of it."""
    composes = (layout or edition.layout) == PrintLayout.MAGAZINE
    pages = compose(edition).headline_pages if composes else {}
    return contents(edition, pages).encode(), f"{len(edition.articles)} tin"


# The formats that are one file; `html` is a page with a folder beside it.
SINGLE: dict[str, Callable[[Edition, str], tuple[bytes, str]]] = {
    "pdf": pdf_bytes,
    "epub": epub_bytes,
    "txt": text_bytes,
}
HTML = "html"
FORMATS = (*SINGLE, HTML)


def write_page(path: Path, edition: Edition, layout: str) -> tuple[int, str]:
    """The page that the PDF is made from, with its folder. Returns bytes written and what to say of them.

    Raises RenderError, and OSError where it cannot be written.
    """
    folder = path.with_name(f"{path.stem}_files")
    page = printed_page(edition, folder.name, layout)
    put_page(path, folder, page)
    size = len(page.html.encode()) + sum(map(len, page.files.values()))
    return size, f"{len(page.files)} tệp trong {folder.name}"


def put(path: Path, data: bytes) -> None:
    """Write a file whole or not at all. Raises OSError."""
    path = path.resolve()
    if path.exists() and not path.is_file():
        # A device takes bytes and must not be replaced; a folder refuses.
        path.write_bytes(data)
        return
    work = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        work.write_bytes(data)
        work.replace(path)
    finally:
        work.unlink(missing_ok=True)


def put_page(path: Path, folder: Path, page: PrintedPage) -> None:
    """Write page and folder, both or neither; the folder of an earlier export makes room. Raises OSError."""
    if folder.exists() and not (folder / MARK).is_file():
        raise FileExistsError(
            0, f"thư mục {folder.name} đã có và không phải của một lần xuất trước", str(folder)
        )
    work = Path(tempfile.mkdtemp(prefix=f".{path.name}.", dir=path.parent))
    try:
        for name, data in page.files.items():
            target = work / "new" / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        swap(work, folder)
        try:
            put(path, page.html.encode())
        except OSError:
            swap_back(work, folder)
            raise
    finally:
        shutil.rmtree(work, ignore_errors=True)


def swap(work: Path, folder: Path) -> None:
    """The new folder takes the place of the old, which waits in `work`."""
    if folder.exists():
        folder.rename(work / "old")
    try:
        (work / "new").rename(folder)
    except OSError:
        swap_back(work, folder)
        raise


def swap_back(work: Path, folder: Path) -> None:
    """The old folder, or none, stands again where it stood."""
    if folder.exists():
        folder.rename(work / "failed")
    if (work / "old").exists():
        (work / "old").rename(folder)
