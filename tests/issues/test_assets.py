"""The PDF loads this project's fonts and style and the edition's own pictures; everything else stops it."""

import base64
import io
from dataclasses import replace

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image
from weasyprint.urls import FatalURLFetchingError

from issues.assets import STATIC, AssetFetcher
from news.pictures import PRINT, WEB, PictureRefused, clean_picture, rendition_name
from tests.issues.editions import article, edition, picture, sections
from tests.make import picture_bytes


@pytest.fixture
def shown():
    """A picture of the edition."""
    return picture((2000, 1400))


@pytest.fixture
def fetcher(shown):
    """The fetcher of an edition that shows that picture."""
    return AssetFetcher(edition(sections([article("Tin có ảnh", pictures=(shown,))])))


@pytest.mark.parametrize("name", sorted(STATIC))
def test_every_static_file_is_there_and_has_a_content_type(fetcher, name):
    response = fetcher.fetch(f"asset:static/{name}")
    assert response.content_type == STATIC[name].partition(";")[0]
    assert len(response.read()) > 1000


@pytest.mark.parametrize(("kind", "width"), [("picture", PRINT), ("column", WEB)])
def test_a_picture_comes_as_the_rendition_for_its_place(fetcher, shown, kind, width):
    response = fetcher.fetch(f"asset:{kind}/{shown.name}")
    assert response.content_type == "image/jpeg"
    assert response.read() == default_storage.open(rendition_name(shown.name, width)).read()


def test_without_a_rendition_the_picture_itself_is_printed(fetcher, shown):
    default_storage.delete(rendition_name(shown.name, PRINT))
    assert fetcher.fetch(f"asset:picture/{shown.name}").read() == default_storage.open(shown.name).read()


REFUSED = [
    "file:///etc/passwd",
    "http://example.org/a.png",
    "https://example.org/a.png",
    "ftp://example.org/a.png",
    "HTTP://example.org/a.png",
    "anh.png",
    "/etc/passwd",
    "asset:",
    "asset:static/",
    "asset:static/css/tokens.css",
    "asset:static/../manage.py",
    "asset:static/fonts/../../manage.py",
    "asset:static/fonts/%2e%2e/%2e%2e/manage.py",
    "asset:static//etc/passwd",
    "asset:picture/pictures/00/not-in-this-edition.jpg",
    "asset:picture/../../etc/passwd",
    "asset:other/css/print.css",
    "data:text/html,<p>x</p>",
    "data:image/svg+xml;base64,PHN2Zy8+",
    "data:image/png;base64,bm90IGEgcGljdHVyZQ==",
    "data:image/png;base64,A",
]


@pytest.mark.parametrize("address", REFUSED)
def test_everything_else_is_refused_fatally_in_vietnamese(fetcher, address):
    with pytest.raises(FatalURLFetchingError, match=r"Hãy (xóa|tải)"):
        fetcher.fetch(address)
    assert len(fetcher.refusals) == 1


def test_a_picture_of_another_issue_is_refused(fetcher):
    other = picture(colour=(1, 2, 3))
    with pytest.raises(FatalURLFetchingError):
        fetcher.fetch(f"asset:picture/{other.name}")


def test_a_small_inline_picture_is_served_and_a_large_one_refused(fetcher):
    small = "data:image/png;base64," + base64.b64encode(picture_bytes((4, 4), form="PNG")).decode()
    assert fetcher.fetch(small).content_type == "image/png"
    large = "data:image/png;base64," + "A" * 300_000
    with pytest.raises(FatalURLFetchingError, match="ảnh nhỏ"):
        fetcher.fetch(large)


def break_files(name: str, data: bytes) -> None:
    """Put other bytes in the place of a picture and its renditions."""
    for stored in (name, rendition_name(name, PRINT), rendition_name(name, WEB)):
        default_storage.delete(stored)
        default_storage.save(stored, ContentFile(data))


@pytest.mark.parametrize("keep", [0, 10, 2000, -400])
def test_a_damaged_picture_is_refused_and_its_article_named(fetcher, shown, keep):
    break_files(shown.name, default_storage.open(shown.name).read()[:keep])
    with pytest.raises(FatalURLFetchingError, match="Không đọc được ảnh của tin “Tin có ảnh”"):
        fetcher.fetch(f"asset:picture/{shown.name}")


def test_a_picture_with_too_many_pixels_is_refused(fetcher, shown):
    bomb = io.BytesIO()
    Image.new("1", (8000, 8000)).save(bomb, "PNG")
    break_files(shown.name, bomb.getvalue())
    with pytest.raises(FatalURLFetchingError, match="quá lớn"):
        fetcher.fetch(f"asset:picture/{shown.name}")


def test_a_missing_picture_is_refused_and_the_cover_named(shown):
    cover = replace(shown, name="pictures/aa/missing.jpg")
    with pytest.raises(FatalURLFetchingError, match="Không tìm thấy ảnh bìa"):
        AssetFetcher(edition(cover=cover)).fetch("asset:picture/pictures/aa/missing.jpg")


def test_a_name_that_leaves_the_storage_is_refused(shown):
    cover = replace(shown, name="../../../etc/passwd")
    with pytest.raises(FatalURLFetchingError, match="Không tìm thấy ảnh bìa"):
        AssetFetcher(edition(cover=cover)).fetch("asset:picture/../../../etc/passwd")


def test_half_a_picture_is_still_refused_at_upload_once_weasyprint_is_loaded():
    data = Image.effect_noise((400, 300), 60).convert("RGB")
    buffer = io.BytesIO()
    data.save(buffer, "JPEG")
    with pytest.raises(PictureRefused):
        clean_picture(buffer.getvalue()[: len(buffer.getvalue()) // 2])
