"""Files that are two things at once, or another thing than they say, and names that are more than names."""

import io
import struct
import time
import zipfile
import zlib

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image, PngImagePlugin

from issues.models.issue import Origin
from news.pictures import PictureRefused, clean_picture
from tests.make import make_article, make_issue, pdf_bytes, picture_bytes
from tests.news.admin_forms import change_url, filled_in

SCRIPT = b"<script>alert(1)</script>"


def zipped() -> bytes:
    """An archive with a program in it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.html", SCRIPT)
    return buffer.getvalue()


def with_text() -> bytes:
    """A PNG with a script in its texts."""
    info = PngImagePlugin.PngInfo()
    info.add_itxt("Comment", SCRIPT.decode())
    return picture_bytes((20, 20), form="PNG", pnginfo=info)


def gif(comment: bytes) -> bytes:
    """A GIF with a comment, whose first letters are a variable's name to JavaScript."""
    buffer = io.BytesIO()
    Image.new("P", (20, 20)).save(buffer, "GIF", comment=comment)
    return buffer.getvalue()


TWO_THINGS = {
    "picture and archive": picture_bytes((20, 20)) + zipped(),
    "picture and PDF": picture_bytes((20, 20)) + pdf_bytes(),
    "picture and page": picture_bytes((20, 20), form="WEBP") + SCRIPT,
    "picture with a comment": picture_bytes((20, 20), comment=b"*/alert(1)//" + SCRIPT),
    "picture with a script as text": with_text(),
    "GIF and JavaScript": gif(b"*/=alert(1);//" + SCRIPT),
    "picture with a profile": picture_bytes((20, 20), icc_profile=b"x" * 128 + SCRIPT),
}


@pytest.mark.parametrize("what", TWO_THINGS)
def test_of_a_file_that_is_two_things_only_pixels_are_left(what):
    picture = clean_picture(TWO_THINGS[what])
    for data in (picture.data, *(data for _, data in picture.renditions)):
        assert not any(mark in data for mark in (b"script", b"alert", b"PK\x03\x04", b"%PDF", b"<svg"))
    assert picture.data.startswith(b"\xff\xd8") and picture.data.endswith(b"\xff\xd9")


@pytest.mark.parametrize(
    "data",
    [
        zipped() + picture_bytes(),
        pdf_bytes() + picture_bytes(),
        SCRIPT + picture_bytes(),
        b"\xff\xfe<\x00s\x00v\x00g\x00 \x00o\x00n\x00l\x00o\x00a\x00d\x00=\x00x\x00>\x00",
        b"\n\n<!-- -->" * 60 + b"<svg onload=alert(1)>",
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
        b"id=ImageMagick  width=9  height=9\x0c\n:\x1a",
        b"#define a_width 9\n#define a_height 9\nstatic char a_bits[] = { 0 };",
        b"8BPS\x00\x01" + bytes(60),
    ],
)
def test_what_only_ends_in_a_picture_or_is_drawn_by_a_program_is_refused(data):
    with pytest.raises(PictureRefused):
        clean_picture(data)


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few kilobytes that claims and holds these many black pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    packer = zlib.compressobj(9)
    row, at_once = bytes(1 + width // 8), min(height, 10_000)
    blocks = [row * at_once] * (height // at_once) + [row * (height % at_once)]
    packed = b"".join(map(packer.compress, blocks)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


@pytest.mark.parametrize("size", [(60_000, 60_000), (2**31 - 1, 1), (1, 50_000_000), (9000, 9000)])
def test_a_small_file_of_very_many_pixels_is_refused_before_it_unfolds(size):
    data = (
        bomb(*size)
        if size[0] * size[1] < 10**8
        else bomb(8, 8)[:16] + struct.pack(">II", *size) + bomb(8, 8)[24:]
    )
    start = time.process_time()
    with pytest.raises(PictureRefused):
        clean_picture(data)
    assert time.process_time() - start < 5


def test_a_text_that_unfolds_to_very_much_is_refused():
    """Compressed texts in a PNG are unfolded when it is opened."""
    info = PngImagePlugin.PngInfo()
    for n in range(12):
        info.add_text(f"a{n}", "x" * 8_000_000, zip=True)
    with pytest.raises(PictureRefused):
        clean_picture(picture_bytes((20, 20), form="PNG", pnginfo=info))


NAMES = (
    "Số 8 – Điểm tin tuần đầu tháng Ba (bản in).pdf",
    "../../../etc/passwd",
    "..\\..\\so.pdf",
    'so".pdf\r\nSet-Cookie: a=b',
    "<img src=x onerror=alert(1)>.pdf",
    "ổ" * 200 + ".pdf",
    "so.pdf.exe",
    ".htaccess",
    "so.html",
    "\u202efdp.exe",
)


@pytest.mark.django_db
@pytest.mark.parametrize("name", NAMES)
def test_an_original_is_stored_and_sent_under_a_safe_name_whatever_it_was_called(client, editor, name):
    issue = make_issue(origin=Origin.ARCHIVE)
    client.force_login(editor)
    # Past what the test client would make of the name.
    upload = SimpleUploadedFile("a.pdf", pdf_bytes(), "text/html")
    upload._name = name
    response = client.post(
        change_url(issue), filled_in(client.get(change_url(issue))) | {"original_pdf": upload}
    )
    issue.refresh_from_db()
    if not issue.original_pdf:
        assert response.status_code == 200
        return
    stored = issue.original_pdf.name
    assert stored.startswith("originals/") and stored.count("/") == 1 and len(stored) <= 100
    assert not set(stored) & set("\\\"'<>\r\n;&") and ".." not in stored
    assert default_storage.exists(stored)
    sent = client.get(reverse("admin:issues_issue_original", args=[issue.pk]))
    assert sent["Content-Type"] == "application/pdf" and sent["X-Content-Type-Options"] == "nosniff"
    assert sent["Content-Disposition"] == 'inline; filename="diem-tin-so-9-2026.pdf"'


@pytest.mark.django_db
@pytest.mark.parametrize("name", [*NAMES, "a.svg", "a.php"])
def test_a_picture_is_stored_under_its_content_whatever_it_was_called(client, writer, name):
    article = make_article(author=writer)
    client.force_login(writer)
    upload = SimpleUploadedFile("a.jpg", picture_bytes((30, 20)), "image/svg+xml")
    upload._name = name
    data = filled_in(
        client.get(change_url(article)), **{"pictures-0-alt": "Phao", "pictures-0-credit": "Trạm"}
    ) | {"pictures-0-image": upload}
    response = client.post(change_url(article), data)
    assert response.status_code == 302, [
        f.errors for f in response.context["inline_admin_formsets"][0].formset.forms
    ]
    stored = article.pictures.get().image.name
    assert stored.startswith("pictures/") and stored.endswith(".jpg") and stored.isascii()
    sent = client.get(reverse("picture", args=[stored]))
    assert sent["Content-Type"] == "image/jpeg" and sent["X-Content-Type-Options"] == "nosniff"
