"""Files are decoded before the form's transaction: it holds the row, on SQLite the whole database."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from issues import originals
from issues.models.issue import Origin
from news import cropping, pictures
from news.models import Picture
from tests.make import make_article, make_issue, pdf_bytes, picture_bytes
from tests.news.admin_forms import change_url, filled_in, text_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def watched(monkeypatch):
    """Names of what is slow, each with whether it was done inside a transaction."""
    done = []

    def watch(module, name):
        real = getattr(module, name)

        def watching(*args, **kwargs):
            done.append((name, connection.in_atomic_block))
            return real(*args, **kwargs)

        monkeypatch.setattr(module, name, watching)

    for module in (pictures, cropping):
        watch(module, "decode")
        watch(module, "encode")
    watch(pictures, "avif")
    watch(cropping, "original_of")
    cropping.cropped.cache_clear()
    watch(originals, "count_pages")
    return done


def picture(data: bytes = b"") -> SimpleUploadedFile:
    """An upload, real unless told otherwise."""
    return SimpleUploadedFile("a.jpg", data or picture_bytes((2000, 1500)), "image/jpeg")


def test_an_articles_picture_is_decoded_once_before_the_transaction(client, writer, watched):
    article = make_article(author=writer)
    client.force_login(writer)
    words = {"pictures-0-alt": "Phao", "pictures-0-credit": "Trạm"}
    data = filled_in(client.get(change_url(article)), **words) | {"pictures-0-image": picture()}
    assert client.post(change_url(article), data).status_code == 302
    assert article.pictures.get().width == 2000
    # The picture itself, the whole one beside it, its renditions.
    assert sorted(watched) == [("avif", False)] * len(pictures.RENDITIONS) + [
        (n, False) for n in ("decode", "encode", "original_of")
    ]


def test_a_stored_picture_is_cut_anew_before_the_transaction(client, writer, watched):
    article = make_article(author=writer)
    client.force_login(writer)
    Picture(article=article, position=1).image.save("a.jpg", picture())
    watched.clear()
    box = {f"pictures-0-crop_{side}": "100" for side in ("left", "top", "width", "height")}
    assert (
        client.post(change_url(article), filled_in(client.get(change_url(article))) | box).status_code == 302
    )
    assert article.pictures.get().width == 100
    assert {name for name, _ in watched} == {"decode", "encode", "avif"}
    assert not [name for name, inside in watched if inside]


def test_so_is_an_issues_cover_and_its_attached_original(client, editor, watched):
    issue = make_issue(origin=Origin.ARCHIVE)
    client.force_login(editor)
    files = {"cover": picture(), "original_pdf": SimpleUploadedFile("so.pdf", pdf_bytes(), "application/pdf")}
    assert client.post(change_url(issue), filled_in(client.get(change_url(issue))) | files).status_code == 302
    issue.refresh_from_db()
    assert issue.cover_width == 2000 and issue.original_pdf.size == len(pdf_bytes())
    assert {name for name, _ in watched} == {"decode", "encode", "avif", "count_pages"}
    assert not [name for name, inside in watched if inside]


def test_a_file_that_is_no_picture_is_an_error_beside_its_field(client, writer, watched):
    article = make_article(author=writer)
    client.force_login(writer)
    data = filled_in(client.get(change_url(article))) | {"pictures-0-image": picture(b"no picture")}
    response = client.post(change_url(article), data)
    assert response.status_code == 200 and "Không mở được tệp này như một ảnh" in text_of(response)
    assert watched == [("decode", False)] and not article.pictures.exists()


def test_who_may_not_write_makes_nobody_decode(client, administrator, watched):
    article = make_article()
    client.force_login(administrator)
    stored = Picture(article=article, position=1)
    stored.image.save("a.jpg", picture())
    watched.clear()
    data = {"pictures-0-image": picture(), "pictures-1-id": str(stored.pk)}
    data |= {f"pictures-1-crop_{side}": "100" for side in ("left", "top", "width", "height")}
    assert client.post(change_url(article), data).status_code == 403
    assert watched == []
