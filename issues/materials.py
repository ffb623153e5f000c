"""What e-books and exported pages are made from: this project's styles and fonts, and the edition's own pictures.

A file that is missing or damaged stops the work: a book with a hole in it must never go out.
"""

import io

from django.contrib.staticfiles import finders
from PIL import Image, ImageFile

from issues import assets
from issues.printing import RenderError
from news.pictures import BROKEN, MAX_PIXELS, TOO_MANY

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")


def static_file(name: str) -> bytes:
    """A file of static/. Raises RenderError where the installation lacks it."""
    path = finders.find(name)
    if path is None:
        raise RenderError(f"Bản cài đặt thiếu tệp static/{name}. Hãy báo quản trị.")
    with open(path, "rb") as file:
        return file.read()


def stored_picture(name: str, width: int, label: str) -> tuple[bytes, str]:
    """(bytes, content type) of the rendition of a stored picture, or of the picture where it has none. Raises RenderError."""
    data = assets.stored_picture(name, width, label)
    return data, content_type(data, label)


def content_type(data: bytes, label: str) -> str:
    """The type of a picture that decodes to its end. Raises RenderError."""
    # WeasyPrint, wherever it is imported, lets half a picture pass for a whole one.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            if image.width * image.height > MAX_PIXELS:
                raise RenderError(f"Kích thước {label} quá lớn. Hãy thu nhỏ ảnh rồi tải lên lại.")
            found = Image.MIME[image.format]
            # A JPEG is read to its end at an eighth of the size: damage shows, time does not.
            image.draft("RGB", (image.width // 8, image.height // 8))
            image.load()
    except (*BROKEN, *TOO_MANY) as error:
        raise RenderError(f"Không đọc được {label}: tệp bị hỏng. Hãy tải ảnh đó lên lại.") from error
    return found
