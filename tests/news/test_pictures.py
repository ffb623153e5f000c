"""Pictures are opened within limits, decoded and re-encoded; what cannot be used is refused in plain words."""

import io
import struct
import warnings

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from news import pictures
from news.models import Picture
from news.pictures import PRINT, WEB, PictureFormField, PictureRefused, clean_picture, rendition_name
from tests.make import make_article, picture_bytes


def opened(picture):
    """The stored bytes as an image."""
    return Image.open(io.BytesIO(picture.data))


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "BMP", "TIFF"])
def test_usual_formats_become_jpeg(form):
    picture = clean_picture(picture_bytes((300, 200), form=form))
    assert opened(picture).format == "JPEG" and (picture.width, picture.height) == (300, 200)


def test_metadata_is_dropped_and_the_picture_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by 90 degrees
    exif[0x010F] = "Máy ảnh"
    picture = clean_picture(picture_bytes((300, 200), exif=exif, comment=b"secret"))
    assert (picture.width, picture.height) == (200, 300)
    assert not opened(picture).getexif() and b"secret" not in picture.data


def test_transparency_becomes_white_paper():
    buffer = io.BytesIO()
    Image.new("RGBA", (10, 10), (255, 0, 0, 0)).save(buffer, "PNG")
    assert opened(clean_picture(buffer.getvalue())).getpixel((5, 5)) == (255, 255, 255)


def test_code_hidden_behind_a_picture_is_gone():
    picture = clean_picture(picture_bytes() + b"<script>alert(1)</script>")
    assert b"script" not in picture.data


def test_large_pictures_are_made_as_large_as_print_needs():
    assert clean_picture(picture_bytes((5000, 2500))).width == pictures.MAX_SIDE


def animated():
    """A GIF of two frames."""
    buffer = io.BytesIO()
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    frames[0].save(buffer, "GIF", save_all=True, append_images=frames[1:])
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "trống"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG"),
        (b"<?xml version='1.0'?><svg/>", "SVG"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", "HEIC"),
        (b"not a picture at all", "Không mở được"),
        (b"%PDF-1.7 also not", "Không mở được"),
        (picture_bytes()[:400], "hỏng"),
        # Colours of different depths: correct AVIF, which libavif does not implement.
        (picture_bytes(form="AVIF").replace(b"\x03\x08\x08\x08", b"\x03\x08\x0a\x08"), "hỏng"),
        (b"\xff\xd8" + b"x" * (pictures.MAX_BYTES + 1), "MB"),
        (picture_bytes((8000, 6000), form="PNG"), "triệu điểm"),
        (picture_bytes((20000, 10000), form="PNG"), "triệu điểm"),
    ],
)
def test_what_cannot_be_used_is_refused_with_a_sentence(data, words):
    with pytest.raises(PictureRefused, match=words):
        clean_picture(data)


def test_what_pillow_only_warns_of_is_refused_where_warnings_are_errors_too():
    bitmap = bytearray(picture_bytes(form="BMP"))
    bitmap[18:26] = struct.pack("<ii", 10_000, 10_000)
    with warnings.catch_warnings(), pytest.raises(PictureRefused, match="triệu điểm"):
        warnings.simplefilter("error")
        clean_picture(bytes(bitmap))


def test_a_moving_picture_is_refused():
    with pytest.raises(PictureRefused, match="động"):
        clean_picture(animated())


def test_the_form_shows_the_sentence():
    with pytest.raises(ValidationError, match="SVG"):
        PictureFormField().clean(SimpleUploadedFile("a.jpg", b"<svg/>"))


def test_a_picture_is_stored_once_under_its_content_with_its_renditions(newsroom):
    article = make_article()
    for position in (1, 2):
        picture = Picture(article=article, position=position)
        picture.image.save("../../etc/passwd", ContentFile(picture_bytes((2000, 1000))))
    first, second = article.pictures.all()
    assert first.image.name == second.image.name and first.image.name.startswith("pictures/")
    assert (first.width, first.height) == (2000, 1000)
    for width in (WEB, PRINT):
        with default_storage.open(rendition_name(first.image.name, width)) as file:
            assert Image.open(file).width == width


def test_no_way_round_the_form_stores_foreign_bytes(newsroom):
    picture = Picture(article=make_article(), position=1)
    with pytest.raises(PictureRefused):
        picture.image.save("a.jpg", ContentFile(b"<svg onload=alert(1)>"))
