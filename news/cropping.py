"""Cropping an article's picture: the box is kept beside the whole picture, so that it can be drawn anew at any time.

What is printed is the piece, under a name made of its own bytes. The whole picture stays in `originals/`, which no public
address reaches; like every stored picture it is re-encoded, so that nothing but pixels is kept.
"""

import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.core.exceptions import SuspiciousOperation
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from news.pictures import (
    BROKEN,
    MAX_BYTES,
    MAX_SIDE,
    TOO_MANY,
    CleanPicture,
    PictureRefused,
    clean_picture,
    decode,
    encode,
)

LONGEST_SIDE = 30_000  # pixels: JPEG holds twice as many
LEAST_SIDE = 40  # pixels of a piece
SHOWN_SIDE = 1500  # pixels of the picture that a person draws the box on
QUALITY = 95
LOST = "Không đọc được ảnh gốc trong kho ảnh. Hãy tải ảnh đó lên lại."
FIELDS = ("crop_left", "crop_top", "crop_width", "crop_height")


@dataclass(frozen=True)
class Box:
    """A piece of a picture, in pixels of the whole one; without width and height it is the whole picture."""

    left: int = 0
    top: int = 0
    width: int = 0
    height: int = 0

    @property
    def whole(self) -> bool:
        """Whether nothing is cut off."""
        return not (self.width and self.height)

    def of(self, image: Image.Image) -> Image.Image:
        """The piece. Raises PictureRefused where the box does not lie within the picture."""
        if self.whole:
            return image
        right, bottom = self.left + self.width, self.top + self.height
        if right > image.width or bottom > image.height:
            raise PictureRefused(
                f"Khung cắt nằm ngoài ảnh; ảnh gốc rộng {image.width}, cao {image.height} điểm. Hãy kéo lại khung."
            )
        if min(self.width, self.height) < LEAST_SIDE:
            raise PictureRefused(f"Khung cắt quá nhỏ; mỗi cạnh cần ít nhất {LEAST_SIDE} điểm.")
        return image.crop((self.left, self.top, right, bottom))


WHOLE = Box()


def box_typed(data: Mapping, prefix: str) -> Box:
    """The box of a form's values as they were sent; what is no number is none."""
    return box_of(*(number(data.get(f"{prefix}-{name}", "")) for name in FIELDS))


def box_of(left: int | None, top: int | None, width: int | None, height: int | None) -> Box:
    """The box of four numbers, any of which may be missing."""
    return Box(left or 0, top or 0, width, height) if width and height else WHOLE


def number(text: str) -> int:
    """A typed number, 0 where it is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0


@dataclass(frozen=True)
class Original:
    """A whole picture as it is kept: JPEG bytes and their size in pixels."""

    data: bytes
    width: int
    height: int

    @property
    def name(self) -> str:
        """Its place in the storage, made of its bytes."""
        digest = hashlib.sha256(self.data).hexdigest()
        return f"originals/{digest[:2]}/{digest[:40]}.jpg"


def original_of(image: Image.Image) -> Original:
    """The whole picture, to keep. Raises PictureRefused."""
    if max(image.size) > LONGEST_SIDE:
        raise PictureRefused(f"Cạnh ảnh dài quá {LONGEST_SIDE} điểm. Hãy thu nhỏ ảnh rồi tải lên lại.")
    image.info = {}
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=QUALITY)
    return Original(buffer.getvalue(), *image.size)


def keep(original: Original) -> str:
    """Store a whole picture, once; return its name."""
    if not default_storage.exists(original.name):
        default_storage.save(original.name, ContentFile(original.data))
    return original.name


def prepare_picture(upload) -> CleanPicture | PictureRefused:
    """The piece of an uploaded picture, with its renditions, and the whole one beside it, or why there is none.

    Worked out once for each upload, before anything is locked; `upload.crop_box` may name the piece.
    """
    if not hasattr(upload, "prepared_picture"):
        try:
            image = decode(upload.read(MAX_BYTES + 1))
            piece = encode(getattr(upload, "crop_box", WHOLE).of(image), MAX_SIDE, quality=90)
            upload.prepared_original = original_of(image)
            _ = piece.renditions
            upload.prepared_picture = piece
        except PictureRefused as refused:
            upload.prepared_picture = refused
    return upload.prepared_picture


# Worked out before the transaction, used within it.
@lru_cache(maxsize=8)
def cropped(name: str, box: Box) -> CleanPicture:
    """The piece of a stored picture, with its renditions. Raises PictureRefused."""
    data = read(name)
    if box.whole and not name.startswith("originals/"):
        try:
            with Image.open(io.BytesIO(data)) as image:
                return CleanPicture(data, *image.size)
        except (*BROKEN, *TOO_MANY) as error:
            raise PictureRefused(LOST) from error
    piece = clean_picture(data) if box.whole else encode(box.of(decode(data)), MAX_SIDE, quality=90)
    _ = piece.renditions
    return piece


def read(name: str) -> bytes:
    """The bytes of a stored picture. Raises PictureRefused."""
    try:
        with default_storage.open(name) as file:
            return file.read()
    except (OSError, SuspiciousOperation) as error:
        raise PictureRefused(LOST) from error


def to_draw_on(name: str) -> bytes:
    """A stored picture, no larger than a screen. Raises PictureRefused."""
    try:
        with Image.open(io.BytesIO(read(name))) as image:
            # JPEG is decoded at half or a quarter of its size, in a fraction of the time.
            image.draft("RGB", (SHOWN_SIDE, SHOWN_SIDE))
            return encode(image.convert("RGB"), SHOWN_SIDE, quality=80).data
    except (*BROKEN, *TOO_MANY) as error:
        raise PictureRefused(LOST) from error
