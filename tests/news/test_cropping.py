"""The piece that is printed is cut out of a whole picture that is kept; what is stored is named by its own bytes."""

import hashlib
import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from PIL import Image

from news import cropping
from news.cropping import WHOLE, Box, cropped, prepare_picture
from news.models import Picture
from news.pictures import PRINT, WEB, PictureRefused, rendition_name
from tests.make import make_article, picture_bytes
from tests.news.admin_forms import change_url, filled_in, text_of

WORDS = {"pictures-0-alt": "Phao đo sóng ngoài khơi", "pictures-0-credit": "Trạm Sóng"}
BOX = {
    "pictures-0-crop_left": "100",
    "pictures-0-crop_top": "40",
    "pictures-0-crop_width": "300",
    "pictures-0-crop_height": "200",
}
NO_BOX = dict.fromkeys(BOX, "")


def two_colours(size=(800, 400)) -> bytes:
    """Left half red, right half blue."""
    image = Image.new("RGB", size, "red")
    image.paste("blue", (size[0] // 2, 0, *size))
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


@pytest.fixture
def article(writer):
    """A draft of An's."""
    return make_article(author=writer)


@pytest.fixture
def upload(client, writer, article):
    """Send the form with a picture."""
    client.force_login(writer)

    def send(data=None, **changes):
        form = filled_in(client.get(change_url(article)), **(WORDS | changes))
        file = {"pictures-0-image": SimpleUploadedFile("a.png", data, "image/png")} if data else {}
        return client.post(change_url(article), form | file)

    return send


def pixels(name: str) -> Image.Image:
    """A stored picture."""
    with default_storage.open(name) as file:
        return Image.open(io.BytesIO(file.read())).convert("RGB")


def test_an_upload_is_cut_and_the_whole_picture_kept(upload, article):
    assert upload(two_colours(), **BOX | {"pictures-0-crop_left": "450"}).status_code == 302
    picture = article.pictures.get()
    assert (picture.width, picture.height) == (300, 200)
    assert pixels(picture.image.name).getpixel((5, 5))[2] > 200
    assert (picture.original_width, picture.original_height) == (800, 400)
    assert picture.original.startswith("originals/") and pixels(picture.original).size == (800, 400)
    with default_storage.open(picture.image.name) as file:
        assert hashlib.sha256(file.read()).hexdigest()[:40] in picture.image.name


def test_the_piece_can_be_cut_anew_and_given_up(upload, article):
    upload(two_colours(), **BOX)
    before = article.pictures.get()
    assert upload(**BOX | {"pictures-0-crop_left": "480"}).status_code == 302
    after = article.pictures.get()
    assert after.image.name != before.image.name and after.original == before.original
    assert pixels(after.image.name).getpixel((5, 5))[2] > 200
    # What an earlier release names is still there.
    assert default_storage.exists(before.image.name)
    assert upload(**NO_BOX).status_code == 302
    whole = article.pictures.get()
    assert (whole.width, whole.height) == (800, 400) and whole.crop_width == 0
    article.refresh_from_db()
    assert article.version == 3


def test_a_picture_that_was_never_cut_is_its_own_original(upload, article):
    picture = Picture(article=article, position=1)
    picture.image.save("a.jpg", ContentFile(two_colours()))
    name = picture.image.name
    assert picture.whole == (name, 800, 400)
    assert upload(**BOX).status_code == 302
    picture.refresh_from_db()
    assert picture.original == name and (picture.width, picture.height) == (300, 200)
    assert upload(**NO_BOX).status_code == 302
    picture.refresh_from_db()
    assert picture.image.name == name


def test_saving_words_alone_leaves_the_pixels_alone(upload, article):
    upload(two_colours(), **BOX)
    before = article.pictures.get().image.name
    assert upload(**{"pictures-0-caption": "Hai màu"}).status_code == 302
    assert article.pictures.get().image.name == before


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"pictures-0-crop_left": "700"}, "nằm ngoài ảnh"),
        ({"pictures-0-crop_height": "10"}, "quá nhỏ"),
        ({"pictures-0-crop_width": "99999999"}, "30000"),
        ({"pictures-0-crop_left": "-3"}, "0"),
        ({"pictures-0-crop_left": "x"}, ""),
    ],
)
def test_a_box_that_cannot_be_is_refused_and_nothing_stored(change, words, upload, article):
    upload(two_colours(), **BOX)
    before = article.pictures.values().get()
    response = upload(**BOX | change)
    assert response.status_code == 200 and words in text_of(response)
    assert article.pictures.values().get() == before


def test_a_box_outside_an_upload_is_refused(upload, article):
    assert "nằm ngoài ảnh" in text_of(upload(two_colours(), **BOX | {"pictures-0-crop_top": "300"}))
    assert not article.pictures.exists()


@pytest.mark.parametrize("missing", ["alt", "credit"])
def test_a_new_picture_needs_its_words(missing, upload, article):
    response = upload(two_colours(), **{f"pictures-0-{missing}": "  "})
    assert response.status_code == 200 and "Hãy " in text_of(response) and not article.pictures.exists()


def test_words_may_stay_missing_but_are_not_taken_away(upload, article):
    picture = Picture(article=article, position=1, alt="Có sẵn")
    picture.image.save("a.jpg", ContentFile(two_colours()))
    assert upload(**{"pictures-0-credit": "", "pictures-0-caption": "Mới"}).status_code == 302
    response = upload(**{"pictures-0-alt": "", "pictures-0-credit": ""})
    assert response.status_code == 200 and "mô tả ảnh" in text_of(response)


def test_a_lost_original_is_told(upload, article):
    upload(two_colours(), **BOX)
    default_storage.delete(article.pictures.get().original)
    cropped.cache_clear()
    assert "Không đọc được ảnh gốc" in text_of(upload(**BOX | {"pictures-0-crop_left": "90"}))


def test_limits_of_the_whole_picture():
    wide = SimpleUploadedFile("a.png", picture_bytes((cropping.LONGEST_SIDE + 1, 10), form="PNG"))
    assert isinstance(prepare_picture(wide), PictureRefused)
    assert isinstance(prepare_picture(SimpleUploadedFile("a.png", b"<svg/>")), PictureRefused)


def test_the_original_has_pixels_and_nothing_else():
    upload = SimpleUploadedFile("a.jpg", picture_bytes((300, 200), comment=b"secret") + b"<script>")
    prepare_picture(upload)
    data = upload.prepared_original.data
    assert b"secret" not in data and b"script" not in data


def test_the_database_knows_no_box_with_one_side(upload, article):
    upload(two_colours())
    with pytest.raises(IntegrityError), transaction.atomic():
        article.pictures.update(crop_width=10)


def test_screens_get_avif_beside_the_jpeg(upload, article):
    upload(two_colours((2000, 1000)))
    name = article.pictures.get().image.name
    for width in (WEB, PRINT):
        shown = pixels(rendition_name(name, width, ".avif"))
        assert shown.width == width and pixels(rendition_name(name, width)).size == shown.size
    assert WHOLE.whole and not Box(0, 0, 5, 5).whole


def original_url(article, key) -> str:
    """Where the whole picture is drawn on."""
    return f"/quan-tri/news/article/{article.pk}/anh-goc/{key}/"


@pytest.mark.parametrize(
    ("role", "status"),
    [("writer", 200), ("other_writer", 200), ("editor", 200), ("chief", 200), ("administrator", 403)],
)
def test_who_may_see_the_whole_picture(role, status, request, upload, client, article):
    upload(two_colours((2400, 1200)), **BOX)
    client.force_login(request.getfixturevalue(role))
    response = client.get(original_url(article, article.pictures.get().pk))
    assert response.status_code == status
    if status == 200:
        assert Image.open(io.BytesIO(response.content)).width == cropping.SHOWN_SIDE
        assert "no-store" in response["Cache-Control"]


def test_the_whole_picture_has_no_other_address(upload, client, article, writer):
    upload(two_colours(), **BOX)
    picture = article.pictures.get()
    other = make_article(author=writer)
    assert client.get(original_url(other, picture.pk)).status_code == 404
    assert client.get(original_url(article, 1 << 64)).status_code == 404
    assert client.post(original_url(article, picture.pk)).status_code == 405
    assert client.get(f"/anh/{picture.original}").status_code == 404
    client.logout()
    assert client.get(original_url(article, picture.pk)).status_code == 302
    default_storage.delete(picture.original)
    client.force_login(writer)
    assert client.get(original_url(article, picture.pk)).status_code == 404
