"""The PDF loads this project's fonts and style and the edition's own pictures; everything else stops it."""

import base64
import io
from dataclasses import replace

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image
from weasyprint.urls import FatalURLFetchingError

from issues import assets
from issues.press.fetching import STATIC, HouseFetcher, JobFetcher
from issues.printing import RenderError
from news.pictures import MAX_PIXELS, PRINT, WEB, PictureRefused, clean_picture, rendition_name
from tests.issues.editions import article, edition, picture, sections
from tests.make import picture_bytes


@pytest.fixture
def shown():
    """A picture of the edition."""
    return picture((2000, 1400))


@pytest.fixture
def fetcher(shown):
    """The fetcher of a page that shows that picture in both sizes."""
    return fetcher_of(
        edition(sections([article("Tin có ảnh", pictures=(shown,))])),
        f"asset:picture/{shown.name} asset:column/{shown.name}",
    )


@pytest.fixture
def house():
    """The fetcher that reads the house's style and fonts when the press starts."""
    return HouseFetcher(settings.BASE_DIR / "static")


def fetcher_of(value, page: str) -> JobFetcher:
    """The fetcher of the job that prints this page of an edition."""
    asked = assets.addresses(value, page)
    return JobFetcher(assets.collected(asked), asked, MAX_PIXELS)


@pytest.mark.parametrize("name", sorted(STATIC))
def test_every_static_file_is_there_and_has_a_content_type(house, name):
    response = house.fetch(f"asset:static/{name}")
    assert response.content_type == STATIC[name].partition(";")[0]
    assert len(response.read()) > 1000


@pytest.mark.parametrize(("kind", "width"), [("picture", PRINT), ("column", WEB)])
def test_a_picture_comes_as_the_rendition_for_its_place(fetcher, shown, kind, width):
    response = fetcher.fetch(f"asset:{kind}/{shown.name}")
    assert response.content_type == "image/jpeg"
    assert response.read() == default_storage.open(rendition_name(shown.name, width)).read()


def test_without_a_rendition_the_picture_itself_is_printed(shown):
    default_storage.delete(rendition_name(shown.name, PRINT))
    address = f"asset:picture/{shown.name}"
    fetcher = fetcher_of(edition(cover=shown), address)
    assert fetcher.fetch(address).read() == default_storage.open(shown.name).read()


def test_only_what_the_page_asks_for_is_handed_over(shown):
    asked = assets.addresses(edition(cover=shown), f'<img src="asset:picture/{shown.name}">')
    assert asked == {f"asset:picture/{shown.name}": "ảnh bìa"}


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
    "static/css/print.css",
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


@pytest.mark.parametrize("address", [*REFUSED, "data:image/png;base64,iVBORw0KGgo="])
def test_the_house_reads_its_style_and_fonts_and_nothing_else(house, address):
    with pytest.raises(FatalURLFetchingError):
        house.fetch(address)


@pytest.mark.parametrize("name", sorted(STATIC))
def test_a_job_cannot_ask_for_the_fonts_again(fetcher, name):
    with pytest.raises(FatalURLFetchingError):
        fetcher.fetch(f"asset:static/{name}")


def test_a_file_that_the_installation_lacks_is_told(tmp_path):
    with pytest.raises(FatalURLFetchingError, match=r"thiếu tệp static/css/print\.css"):
        HouseFetcher(tmp_path).fetch("asset:static/css/print.css")


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
def test_a_damaged_picture_is_refused_and_its_article_named(shown, keep):
    break_files(shown.name, default_storage.open(shown.name).read()[:keep])
    value = edition(sections([article("Tin có ảnh", pictures=(shown,))]))
    address = f"asset:picture/{shown.name}"
    with pytest.raises(FatalURLFetchingError, match="Không đọc được ảnh của tin “Tin có ảnh”"):
        fetcher_of(value, address).fetch(address)


@pytest.mark.parametrize("side", [8000, 10_000, 20_000])
def test_a_picture_with_too_many_pixels_is_refused_without_decoding_it(shown, side, monkeypatch):
    bomb = io.BytesIO()
    Image.new("1", (side, side)).save(bomb, "PNG")
    break_files(shown.name, bomb.getvalue())
    monkeypatch.setattr(Image.Image, "load", lambda image: pytest.fail("decoded"))
    address = f"asset:picture/{shown.name}"
    with pytest.raises(FatalURLFetchingError, match="ảnh bìa quá lớn"):
        fetcher_of(edition(cover=shown), address).fetch(address)


def test_a_missing_picture_is_refused_and_the_cover_named(shown):
    cover = replace(shown, name="pictures/aa/missing.jpg")
    with pytest.raises(RenderError, match="Không tìm thấy ảnh bìa"):
        fetcher_of(edition(cover=cover), "asset:picture/pictures/aa/missing.jpg")


def test_a_name_that_leaves_the_storage_is_refused(shown):
    cover = replace(shown, name="../../../etc/passwd")
    with pytest.raises(RenderError, match="Không tìm thấy ảnh bìa"):
        fetcher_of(edition(cover=cover), "asset:picture/../../../etc/passwd")


def test_half_a_picture_is_still_refused_at_upload_once_weasyprint_is_loaded():
    data = Image.effect_noise((400, 300), 60).convert("RGB")
    buffer = io.BytesIO()
    data.save(buffer, "JPEG")
    with pytest.raises(PictureRefused):
        clean_picture(buffer.getvalue()[: len(buffer.getvalue()) // 2])
