"""What a PDF may load: the house's style and fonts, the pictures that came with the job, small inline pictures.

Everything else is refused, and a refusal stops the rendering: a page with a hole in it must never go out. Pictures are
decoded here and only here: whoever owns the press never opens one.
"""

import base64
import binascii
import io
import re
import struct
import warnings
from pathlib import Path
from urllib.parse import unquote

from PIL import Image, ImageFile
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

# WeasyPrint sets this for the whole process when it is imported; here half a picture is an error.
ImageFile.LOAD_TRUNCATED_IMAGES = False
# What Pillow only warns of is far beyond our own limit.
warnings.simplefilter("error", Image.DecompressionBombWarning)

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
STYLE = "css/print.css"
STATIC = {STYLE: "text/css; charset=utf-8"} | {f"fonts/{name}": "font/ttf" for name in FONTS}
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
INLINE = re.compile(r"data:(image/(?:png|jpeg|webp|gif));base64,([A-Za-z0-9+/=\s]+)")
INLINE_LIMIT = 200_000  # characters


class AssetRefused(Exception):
    """A resource that the PDF may not load, or cannot; the message is a Vietnamese sentence."""


class Fetcher(URLFetcher):
    """Serves what `load` allows and refuses the rest.

    A refusal raises FatalURLFetchingError, which WeasyPrint passes on (any other exception only drops the resource),
    and is kept in `refusals` for the places where WeasyPrint swallows even that.
    """

    def __init__(self):
        super().__init__(timeout=1, allowed_protocols=("asset", "data"), allow_redirects=False)
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
        raise AssetRefused(
            f"Nội dung của số đòi tải “{url[:80]}”, trong khi bản in chỉ dùng ảnh có trong số. "
            "Hãy xóa phần đó khỏi bài viết."
        )


class HouseFetcher(Fetcher):
    """Serves `asset:static/…`: print style and fonts, read once when the press starts and never for a job, so that no
    issue can add to the fonts of the next one."""

    def __init__(self, static: Path):
        super().__init__()
        self.static = static

    def load(self, url: str) -> tuple[bytes, str]:
        """A file on the list. Raises AssetRefused for others and where the installation lacks it."""
        name = unquote(url).removeprefix("asset:static/")
        if name not in STATIC:
            return super().load(url)
        try:
            return (self.static / name).read_bytes(), STATIC[name]
        except OSError as error:
            raise AssetRefused(f"Bản cài đặt thiếu tệp static/{name} nên không in được PDF.") from error


class JobFetcher(Fetcher):
    """Serves the pictures of one job, by address, and small `data:` pictures. Each picture is decoded once."""

    def __init__(self, pictures: dict[str, bytes], labels: dict[str, str], max_pixels: int):
        super().__init__()
        self.pictures, self.labels, self.max_pixels = pictures, labels, max_pixels
        self.types: dict[str, str] = {}

    def load(self, url: str) -> tuple[bytes, str]:
        """(bytes, content type). Raises AssetRefused."""
        if url.startswith("data:"):
            data = inline_picture(url)
            return data, checked_type(data, "ảnh nhúng trong bài", self.max_pixels)
        address = unquote(url)
        if address not in self.pictures:
            return super().load(url)
        data = self.pictures[address]
        if address not in self.types:
            self.types[address] = checked_type(data, self.labels[address], self.max_pixels)
        return data, self.types[address]


def inline_picture(url: str) -> bytes:
    """The picture of a `data:` address. Raises AssetRefused for other data and for large ones."""
    match = INLINE.fullmatch(url) if len(url) <= INLINE_LIMIT else None
    if match is None:
        raise AssetRefused(
            "Bài viết chứa dữ liệu nhúng không phải là ảnh nhỏ. Hãy xóa phần đó khỏi bài viết."
        )
    try:
        return base64.b64decode(match[2])
    except binascii.Error as error:
        raise AssetRefused("Bài viết chứa ảnh nhúng bị hỏng. Hãy xóa ảnh đó khỏi bài viết.") from error


def checked_type(data: bytes, label: str, max_pixels: int) -> str:
    """The content type of a picture that decodes to its end. Raises AssetRefused."""
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            if image.width * image.height > max_pixels:
                raise AssetRefused(f"Kích thước {label} quá lớn. Hãy thu nhỏ ảnh rồi tải lên lại.")
            content_type = Image.MIME[image.format]
            # A JPEG is read to its end at an eighth of the size: damage shows, time does not.
            image.draft("RGB", (image.width // 8, image.height // 8))
            image.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise AssetRefused(f"Kích thước {label} quá lớn. Hãy thu nhỏ ảnh rồi tải lên lại.") from error
    except (OSError, ValueError, SyntaxError, IndexError, struct.error) as error:
        raise AssetRefused(f"Không đọc được {label}: tệp bị hỏng. Hãy tải ảnh đó lên lại.") from error
    return content_type
