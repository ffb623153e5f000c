"""Pictures: opened within limits, decoded and re-encoded, so that nothing but pixels is ever stored.

A picture's name is the SHA-256 of its bytes: an edition that names a picture names exactly those pixels. Beside each
picture stand smaller renditions for screens and print, made at upload.
"""

import hashlib
import io
import struct
from dataclasses import dataclass
from functools import cached_property

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import models
from PIL import Image, ImageOps, UnidentifiedImageError, features

MAX_BYTES = 20 * 1024 * 1024
MAX_PIXELS = 40_000_000  # a small file can hold gigabytes of pixels
TOO_MANY_PIXELS = f"Ảnh có quá {MAX_PIXELS // 10**6} triệu điểm. Hãy thu nhỏ ảnh rồi tải lên lại."
MAX_SIDE = 2480  # A4 at 300 dots an inch: more is never printed
SMALL, WEB, PRINT = 360, 960, 1500  # widths of the renditions, in pixels
RENDITIONS = {
    SMALL: 76,
    WEB: 80,
    PRINT: 74,
}  # their quality: in print, dots are so small that nobody sees what more would show
AVIF = {"quality": 60, "speed": 8}  # for screens: half the bytes of the JPEG beside it
# What Pillow's decoders raise on damaged data: struct.error and IndexError for broken headers, RuntimeError for an AVIF with
# parts that libavif does not know.
BROKEN = (OSError, ValueError, SyntaxError, EOFError, IndexError, RuntimeError, struct.error)
TOO_MANY = (Image.DecompressionBombError, Image.DecompressionBombWarning)  # pixels, by what Pillow raises
FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF", "TIFF", "BMP")
SVG_MARKS = (b"<svg", b"<?xml", b"<!doctype svg")
HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1")


class PictureRefused(ValueError):
    """The file cannot be used as a picture; the message says why and what to do, in Vietnamese."""


@dataclass(frozen=True)
class CleanPicture:
    """A re-encoded picture: JPEG bytes, their size in pixels, and a name made of their SHA-256."""

    data: bytes
    width: int
    height: int

    @property
    def name(self) -> str:
        digest = hashlib.sha256(self.data).hexdigest()
        return f"pictures/{digest[:2]}/{digest[:40]}.jpg"

    @cached_property
    def renditions(self) -> tuple[tuple[str, bytes], ...]:
        """Names and bytes of the smaller versions: JPEG for print and every screen, AVIF for those that know it."""
        image = Image.open(io.BytesIO(self.data))
        made = []
        for width, quality in RENDITIONS.items():
            smaller = shrunk(image, max(width, width * image.height // image.width))
            made.append((rendition_name(self.name, width), jpeg(smaller, quality)))
            if features.check("avif"):
                made.append((rendition_name(self.name, width, ".avif"), avif(smaller)))
        return tuple(made)


def refuse_by_signature(data: bytes) -> None:
    """Refuse what Pillow would not open, in words that help: empty, too large, SVG, HEIC."""
    if not data:
        raise PictureRefused("Tệp ảnh trống. Hãy chọn lại ảnh.")
    if len(data) > MAX_BYTES:
        raise PictureRefused(
            f"Ảnh nặng {len(data) / 2**20:.0f} MB, quá {MAX_BYTES // 2**20} MB. Hãy thu nhỏ ảnh rồi tải lên lại."
        )
    start = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(SVG_MARKS) or b"<svg" in start:
        raise PictureRefused("Không nhận ảnh SVG vì có thể chứa mã lệnh. Hãy xuất ảnh ra PNG hoặc JPEG.")
    if data[4:8] == b"ftyp" and data[8:12] in HEIC_BRANDS and b"avif" not in data[8:40]:
        raise PictureRefused("Không nhận ảnh HEIC của điện thoại. Hãy lưu ảnh thành JPEG rồi tải lên lại.")


def decode(data: bytes) -> Image.Image:
    """The pixels of one frame, upright, sRGB without transparency. Raises PictureRefused."""
    refuse_by_signature(data)
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            width, height = image.size
            if width * height > MAX_PIXELS:
                raise PictureRefused(TOO_MANY_PIXELS)
            # Phones write a JPEG with a second, smaller view behind it (MPO); its first frame is the picture.
            if image.format != "MPO" and getattr(image, "n_frames", 1) > 1:
                raise PictureRefused(
                    "Không nhận ảnh động hoặc ảnh nhiều trang. Hãy lưu một khung hình thành JPEG hoặc PNG."
                )
            upright = ImageOps.exif_transpose(image)
            upright.load()
    except PictureRefused:
        raise
    except TOO_MANY as error:
        raise PictureRefused(TOO_MANY_PIXELS) from error
    except UnidentifiedImageError as error:
        raise PictureRefused("Không mở được tệp này như một ảnh. Hãy dùng JPEG, PNG hoặc WebP.") from error
    except BROKEN as error:
        raise PictureRefused("Tệp ảnh bị hỏng hoặc thiếu dữ liệu. Hãy tải lại ảnh gốc.") from error
    return flatten(upright)


def flatten(image: Image.Image) -> Image.Image:
    """RGB on white paper, whatever the mode was."""
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
        paper = Image.new("RGBA", image.size, "white")
        return Image.alpha_composite(paper, image).convert("RGB")
    return image.convert("RGB")


def encode(image: Image.Image, max_side: int, quality: int) -> CleanPicture:
    """The picture as JPEG, no side longer than max_side pixels, without any metadata."""
    image = shrunk(image, max_side)
    return CleanPicture(jpeg(image, quality), *image.size)


def shrunk(image: Image.Image, max_side: int) -> Image.Image:
    """A copy, no side longer than max_side pixels, without any metadata."""
    image = image.copy()
    image.thumbnail((max_side, max_side), Image.Resampling.LANCZOS)
    # Pillow copies comments and profiles from `info` into the new file.
    image.info = {}
    return image


def jpeg(image: Image.Image, quality: int) -> bytes:
    """The picture as JPEG."""
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=quality, optimize=True, progressive=True)
    return buffer.getvalue()


def avif(image: Image.Image) -> bytes:
    """The picture as AVIF."""
    buffer = io.BytesIO()
    image.save(buffer, "AVIF", **AVIF)
    return buffer.getvalue()


def clean_picture(data: bytes) -> CleanPicture:
    """The picture that is stored for an upload. Raises PictureRefused with a sentence for the user."""
    return encode(decode(data), MAX_SIDE, quality=90)


def rendition_name(name: str, width: int, suffix: str = "") -> str:
    """The name of a smaller version: `pictures/ab/abc….jpg` -> `pictures/ab/abc…-960.jpg`."""
    stem, dot, ending = name.rpartition(".")
    return f"{stem}-{width}{suffix or dot + ending}"


def store(picture: CleanPicture, storage) -> str:
    """Save a picture and its renditions under names made of its content, once; return the name."""
    if not storage.exists(picture.name):
        for name, data in picture.renditions:
            storage.save(name, ContentFile(data))
        storage.save(picture.name, ContentFile(picture.data))
    return picture.name


class CleanUpload(ContentFile):
    """A clean picture on its way from the form to the field, so that it is encoded once."""

    def __init__(self, picture: CleanPicture):
        super().__init__(picture.data, name=picture.name)
        self.picture = picture


def prepare_upload(upload) -> CleanPicture | PictureRefused:
    """The clean picture of an uploaded file with its renditions, or why there is none. Worked out once for each upload:
    the admin asks before it opens its transaction, the form field asks again."""
    if not hasattr(upload, "prepared_picture"):
        try:
            upload.prepared_picture = clean_picture(upload.read(MAX_BYTES + 1))
            # Made now, stored with the row.
            _ = upload.prepared_picture.renditions
        except PictureRefused as refused:
            upload.prepared_picture = refused
    return upload.prepared_picture


class PictureFormField(forms.FileField):
    """An upload that becomes a clean picture, or an error that says what to do."""

    widget = forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/avif"})

    def clean(self, data, initial=None):
        """Decode and re-encode a new upload; leave a kept or cleared file alone."""
        upload = super().clean(data, initial)
        if (
            not upload
            or upload is initial
            or not hasattr(upload, "chunks")
            or getattr(upload, "_committed", False)
        ):
            return upload
        if upload.size > MAX_BYTES:
            raise ValidationError(f"Ảnh nặng {upload.size / 2**20:.0f} MB, quá {MAX_BYTES // 2**20} MB.")
        picture = prepare_upload(upload)
        if isinstance(picture, PictureRefused):
            raise ValidationError(str(picture))
        return CleanUpload(picture)


class PictureFieldFile(models.fields.files.ImageFieldFile):
    """Saves under a name made of the content, renditions beside it."""

    def save(self, name, content, save=True):
        """Re-encode whatever comes, so that no way round the form stores foreign bytes."""
        picture = getattr(content, "picture", None) or clean_picture(content.read())
        self.name = store(picture, self.storage)
        setattr(self.instance, self.field.attname, self.name)
        setattr(self.instance, self.field.width_field, picture.width)
        setattr(self.instance, self.field.height_field, picture.height)
        self._committed = True
        if save:
            self.instance.save()


class PictureField(models.ImageField):
    """A picture that went through `clean_picture`."""

    attr_class = PictureFieldFile

    def formfield(self, **kwargs):
        """The form field that cleans an upload. How long its name was does not matter: it is not kept."""
        return super().formfield(**{"form_class": PictureFormField, "max_length": None, **kwargs})
