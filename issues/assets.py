"""What a PDF may load: this project's print style and fonts, the edition's own pictures, small inline pictures.

Everything else is refused, and a refusal stops the rendering: a page with a hole in it must never go out.
"""

import base64
import binascii
import io
import re
import struct
from urllib.parse import unquote

from django.contrib.staticfiles import finders
from django.core.exceptions import SuspiciousOperation
from django.core.files.storage import default_storage
from PIL import Image, ImageFile
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from issues.edition import Edition
from news.pictures import MAX_PIXELS, PRINT, WEB, rendition_name

# WeasyPrint sets this for the whole process when it is imported; here half a picture is an error, also at upload.
ImageFile.LOAD_TRUNCATED_IMAGES = False

FONTS = {
    "BeVietnamPro_400Regular.ttf",
    "BeVietnamPro_400Regular_Italic.ttf",
    "BeVietnamPro_500Medium.ttf",
    "BeVietnamPro_600SemiBold.ttf",
    "BeVietnamPro_700Bold.ttf",
    "BeVietnamPro_800ExtraBold.ttf",
    "SourceSerif4_400Regular.ttf",
    "SourceSerif4_400Regular_Italic.ttf",
    "SourceSerif4_600SemiBold.ttf",
    "SourceSerif4_700Bold.ttf",
}
STATIC = {"css/print.css": "text/css; charset=utf-8"} | {f"fonts/{name}": "font/ttf" for name in FONTS}
# A column of 83 mm needs 960 dots for 290 to the inch; wider pictures get the larger rendition.
RENDITIONS = {"picture": PRINT, "column": WEB}
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
INLINE = re.compile(r"data:(image/(?:png|jpeg|webp|gif));base64,([A-Za-z0-9+/=\s]+)")
INLINE_LIMIT = 200_000  # characters


class AssetRefused(Exception):
    """A resource that the PDF may not load, or cannot; the message is a Vietnamese sentence."""


class AssetFetcher(URLFetcher):
    """Serves `asset:static/…`, `asset:picture/…`, `asset:column/…` and small `data:` pictures; refuses the rest.

    A refusal raises FatalURLFetchingError, which WeasyPrint passes on (any other exception only drops the resource),
    and is kept in `refusals` for the places where WeasyPrint swallows even that.
    """

    def __init__(self, edition: Edition):
        super().__init__(timeout=1, allowed_protocols=("asset", "data"), allow_redirects=False)
        self.pictures = picture_labels(edition)
        self.refusals: list[str] = []

    def fetch(self, url, headers=None):
        """The response for one address, with its content type."""
        try:
            body, content_type = self.load(url)
        except AssetRefused as error:
            self.refusals.append(str(error))
            raise FatalURLFetchingError(str(error)) from error
        return URLFetcherResponse(url, body, {"Content-Type": content_type})

    def load(self, url: str) -> tuple[bytes, str]:
        """(bytes, content type). Raises AssetRefused."""
        if url.startswith("data:"):
            return inline_picture(url)
        scheme, _, path = unquote(url).partition(":")
        kind, _, name = path.partition("/")
        if scheme == "asset" and kind == "static" and name in STATIC:
            return static_file(name), STATIC[name]
        if scheme == "asset" and kind in RENDITIONS and name in self.pictures:
            return stored_picture(name, RENDITIONS[kind], self.pictures[name])
        raise AssetRefused(
            f"Nội dung của số đòi tải “{url[:80]}”, trong khi bản in chỉ dùng ảnh có trong số. "
            "Hãy xóa phần đó khỏi bài viết."
        )


def picture_labels(edition: Edition) -> dict[str, str]:
    """Each picture of the edition, and how a message to the editor calls it."""
    labels = {p.name: f"ảnh của tin “{a.headline}”" for a in edition.articles for p in a.pictures}
    return labels | ({edition.cover.name: "ảnh bìa"} if edition.cover else {})


def static_file(name: str) -> bytes:
    """A file of static/. Raises AssetRefused where the installation lacks it."""
    path = finders.find(name)
    if path is None:
        raise AssetRefused(f"Bản cài đặt thiếu tệp static/{name} nên không in được PDF.")
    with open(path, "rb") as file:
        return file.read()


def stored_picture(name: str, width: int, label: str) -> tuple[bytes, str]:
    """The rendition of a stored picture, or the picture where it has none. Raises AssetRefused."""
    rendition = rendition_name(name, width)
    try:
        with default_storage.open(rendition if default_storage.exists(rendition) else name) as file:
            data = file.read()
    except (OSError, SuspiciousOperation) as error:
        raise AssetRefused(f"Không tìm thấy {label} trong kho ảnh. Hãy tải ảnh đó lên lại.") from error
    return checked_picture(data, label)


def inline_picture(url: str) -> tuple[bytes, str]:
    """The picture of a `data:` address. Raises AssetRefused for other data and for large ones."""
    match = INLINE.fullmatch(url) if len(url) <= INLINE_LIMIT else None
    if match is None:
        raise AssetRefused(
            "Bài viết chứa dữ liệu nhúng không phải là ảnh nhỏ. Hãy xóa phần đó khỏi bài viết."
        )
    try:
        data = base64.b64decode(match[2])
    except binascii.Error as error:
        raise AssetRefused("Bài viết chứa ảnh nhúng bị hỏng. Hãy xóa ảnh đó khỏi bài viết.") from error
    return checked_picture(data, "ảnh nhúng trong bài")


def checked_picture(data: bytes, label: str) -> tuple[bytes, str]:
    """The bytes and content type of a picture that decodes to its end. Raises AssetRefused."""
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            if image.width * image.height > MAX_PIXELS:
                raise AssetRefused(f"Kích thước {label} quá lớn. Hãy thu nhỏ ảnh rồi tải lên lại.")
            content_type = Image.MIME[image.format]
            # A JPEG is read to its end at an eighth of the size: damage shows, time does not.
            image.draft("RGB", (image.width // 8, image.height // 8))
            image.load()
    except (
        OSError,
        ValueError,
        SyntaxError,
        IndexError,
        struct.error,
        Image.DecompressionBombError,
    ) as error:
        raise AssetRefused(f"Không đọc được {label}: tệp bị hỏng. Hãy tải ảnh đó lên lại.") from error
    return data, content_type
