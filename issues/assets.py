"""The pictures that a page to print asks for, out of the storage. None is opened here: the press decodes them."""

from django.core.exceptions import SuspiciousOperation
from django.core.files.storage import default_storage

from issues.edition import Edition
from issues.printing import RenderError
from news.pictures import PRINT, WEB, rendition_name

# A column of 83 mm needs 960 dots for 290 to the inch; wider pictures get the larger rendition.
RENDITIONS = {"picture": PRINT, "column": WEB}


def addresses(edition: Edition, html: str) -> dict[str, str]:
    """Which pictures of the edition the page asks for: address -> how a message to the editor calls the picture."""
    labels = picture_labels(edition)
    known = {f"asset:{kind}/{name}": label for kind in RENDITIONS for name, label in labels.items()}
    return {address: label for address, label in known.items() if address in html}


def picture_labels(edition: Edition) -> dict[str, str]:
    """Each picture of the edition, and how a message to the editor calls it."""
    labels = {p.name: f"ảnh của tin “{a.headline}”" for a in edition.articles for p in a.pictures}
    return labels | ({edition.cover.name: "ảnh bìa"} if edition.cover else {})


def collected(asked: dict[str, str]) -> dict[str, bytes]:
    """The bytes of each address, at print size. Raises RenderError where a picture is lost."""
    found = {}
    for address, label in asked.items():
        kind, _, name = address.removeprefix("asset:").partition("/")
        found[address] = stored_picture(name, RENDITIONS[kind], label)
    return found


def stored_picture(name: str, width: int, label: str) -> bytes:
    """The rendition of a stored picture, or the picture where it has none. Raises RenderError."""
    rendition = rendition_name(name, width)
    try:
        with default_storage.open(rendition if default_storage.exists(rendition) else name) as file:
            return file.read()
    except (OSError, SuspiciousOperation) as error:
        raise RenderError(f"Không tìm thấy {label} trong kho ảnh. Hãy tải ảnh đó lên lại.") from error
