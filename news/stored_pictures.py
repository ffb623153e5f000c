"""Pictures in the storage: are they there, and are they still the pixels that were stored?"""

import hashlib
import io
from collections.abc import Iterable
from pathlib import PurePosixPath

from django.core.cache import cache
from django.core.exceptions import SuspiciousOperation
from django.core.files.storage import default_storage
from PIL import Image

from news.pictures import BROKEN, MAX_PIXELS, PRINT, TOO_MANY, WEB, rendition_name

REMEMBERED = 600  # seconds that a sound picture is taken to be sound
LOST = "không còn trong kho ảnh. Hãy tải ảnh đó lên lại."
DAMAGED = "bị hỏng trong kho ảnh. Hãy tải ảnh đó lên lại."
TOO_LARGE = f"có quá {MAX_PIXELS // 10**6} triệu điểm. Hãy thu nhỏ ảnh rồi tải lên lại."


def faults(names: Iterable[str]) -> dict[str, str]:
    """What is wrong with each of these stored pictures (the end of a Vietnamese sentence); sound ones are left out."""
    keys = {f"picture-sound:{hashlib.sha256(name.encode()).hexdigest()}": name for name in names}
    known = cache.get_many(keys)
    found = {name: fault_of(name) for key, name in sorted(keys.items()) if key not in known}
    sound = {key: True for key, name in keys.items() if found.get(name) == ""}
    if sound:
        cache.set_many(sound, REMEMBERED)
    return {name: fault for name, fault in found.items() if fault}


def fault_of(name: str) -> str:
    """What is wrong with one stored picture, or an empty string.

    A picture is named by the SHA-256 of its bytes, so damage shows without decoding it; its renditions are decoded at an
    eighth of their size.
    """
    try:
        data = stored(name)
    except (OSError, SuspiciousOperation):
        return LOST
    try:
        if pixels(data) > MAX_PIXELS:
            return TOO_LARGE
        if not hashlib.sha256(data).hexdigest().startswith(PurePosixPath(name).stem):
            return DAMAGED
        for rendition in (rendition_name(name, width) for width in (WEB, PRINT)):
            if default_storage.exists(rendition):
                decode_small(stored(rendition))
    except TOO_MANY:
        return TOO_LARGE
    except BROKEN:
        return DAMAGED
    return ""


def stored(name: str) -> bytes:
    """The bytes of a stored file. Raises OSError or SuspiciousOperation."""
    with default_storage.open(name) as file:
        return file.read()


def pixels(data: bytes) -> int:
    """How many pixels a picture says that it has; nothing is decoded."""
    with Image.open(io.BytesIO(data)) as image:
        return image.width * image.height


def decode_small(data: bytes) -> None:
    """Read a picture to its end. Raises one of BROKEN."""
    with Image.open(io.BytesIO(data)) as image:
        if image.width * image.height > MAX_PIXELS:
            raise ValueError("too many pixels")
        image.draft("RGB", (image.width // 8, image.height // 8))
        image.load()
