"""What a book says about itself, and how its files are packed: EPUB 3.3 with EPUB Accessibility 1.1. Pure."""

import io
import re
import uuid
import zipfile
from datetime import UTC, datetime, time, timedelta

from issues.edition import Edition, EditionMasthead
from issues.templatetags.print_tags import week

CONTAINER = b"""<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip file can name
PACKED_ALREADY = (".jpg", ".png", ".webp", ".gif")
CLAIM = "EPUB Accessibility 1.1 - WCAG 2.1 Level AA"
FEATURES = (
    "alternativeText",
    "displayTransformability",
    "readingOrder",
    "structuralNavigation",
    "tableOfContents",
    "unlocked",
)
CONTRAST = 4.5  # WCAG 2.1, 1.4.3: text against its ground
DESCRIBED = "Mọi ảnh đều có lời mô tả"
BORROWED = "Ảnh chưa có lời mô tả riêng dùng chú thích hoặc tiêu đề tin thay thế"


def metadata(edition: Edition) -> dict:
    """What the package document says of the book."""
    conforming = conforms(edition)
    theme = f". {edition.theme}" if edition.theme else ""
    return {
        "identifier": identifier(edition),
        "modified": modified(edition),
        "description": f"Số {edition.label}, tuần từ {week(edition)}{theme}",
        "features": FEATURES,
        "claim": CLAIM if conforming else "",
        "summary": summary(edition, conforming),
    }


def identifier(edition: Edition) -> str:
    """The same for every release of an issue, so that a corrected book takes the place of the one before."""
    name = f"{edition.masthead.site or edition.masthead.name}#{edition.year}/{edition.number}"
    return uuid.uuid5(uuid.NAMESPACE_URL, name).urn


def modified(edition: Edition) -> str:
    """When the text last changed, by what the edition knows; each correction is later than the one before."""
    day = max([edition.last_day, *(correction.date for correction in edition.corrections)])
    moment = datetime.combine(day, time(), tzinfo=UTC) + timedelta(seconds=len(edition.corrections))
    return moment.isoformat().replace("+00:00", "Z")


def conforms(edition: Edition) -> bool:
    """Whether the publisher may claim WCAG 2.1 AA: all that depends on this edition's own content.

    Every picture has words of its own, tables have heads, the house's colours can be read on white. Somebody must stand
    behind the claim: the publisher.
    """
    bodies = [edition.trends_body, *(article.body for article in edition.articles)]
    headless = any("<table" in body and not re.search(r"<th[ >]", body) for body in bodies)
    worded = all(picture.alt.strip() for picture in edition.pictures)
    return bool(edition.masthead.publisher.strip()) and worded and not headless and readable(edition.masthead)


def summary(edition: Edition, conforming: bool) -> str:
    """For people who choose books by it."""
    worded = all(picture.alt.strip() for picture in edition.pictures)
    claim = " Ấn phẩm đáp ứng WCAG 2.1 mức AA." if conforming else ""
    return (
        "Toàn bộ nội dung là văn bản, đọc được bằng trình đọc màn hình theo đúng thứ tự, có mục lục và các cấp tiêu đề; "
        f"người đọc tự chọn phông, cỡ chữ và màu. {DESCRIBED if worded else BORROWED}. "
        f"Không có âm thanh, hình động hay hiệu ứng nhấp nháy.{claim}"
    )


def readable(masthead: EditionMasthead) -> bool:
    """Whether both colours of the house have enough contrast to white."""
    return all(1.05 / (luminance(colour) + 0.05) >= CONTRAST for colour in (masthead.colour, masthead.accent))


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb` as WCAG 2.1 defines it."""
    shares = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def zipped(files: dict[str, bytes]) -> bytes:
    """The files as an EPUB container: `mimetype` first and stored, no time but the earliest, the order as given."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        put(archive, "mimetype", b"application/epub+zip", zipfile.ZIP_STORED)
        put(archive, "META-INF/container.xml", CONTAINER)
        for name, data in files.items():
            stored = name.endswith(PACKED_ALREADY)
            put(archive, f"EPUB/{name}", data, zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def put(archive: zipfile.ZipFile, name: str, data: bytes, method: int = zipfile.ZIP_DEFLATED) -> None:
    """One file, without anything that depends on machine or moment."""
    entry = zipfile.ZipInfo(name, EARLIEST)
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, data, method, compresslevel=9)
