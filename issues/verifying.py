"""Whether the archive is still what was approved: texts, PDFs and pictures against their hashes, the shelf against the
releases. One release is in hand at a time, however large the archive."""

import hashlib
from collections.abc import Iterator

import msgspec
from django.core.exceptions import SuspiciousOperation
from django.core.files.storage import default_storage

from issues import shelving
from issues.models import Release
from news import stored_pictures

CHUNK = 1024 * 1024


def faults() -> Iterator[str]:
    """What is wrong, one Vietnamese line each; nothing where all is well. Also releases that were corrected or withdrawn
    since are looked at, pictures only where the public sees them."""
    public = set(Release.objects.public().values_list("pk", flat=True))
    out = Release.objects.out().select_related("issue").order_by("issue__year", "issue__number", "number")
    for release in out.iterator(chunk_size=1):
        found = [*text_faults(release), *pdf_faults(release)]
        if release.pk in public:
            found += picture_faults(release)
        yield from (f"Số {release.issue.label}, bản {release.number}: {fault}" for fault in found)
    if not shelving.is_whole():
        yield "Kệ công khai không khớp với các bản phát hành. Hãy chạy rebuild_archive."


def text_faults(release: Release) -> Iterator[str]:
    """Whether the edition is the one that was approved."""
    if hashlib.sha256(release.edition_json.encode()).hexdigest() != release.sha256:
        yield "nội dung không còn khớp với mã băm đã duyệt."


def pdf_faults(release: Release) -> Iterator[str]:
    """Whether the PDF is the one that was approved, byte by byte."""
    digest = hashlib.sha256()
    try:
        with default_storage.open(release.pdf.name, "rb") as file:
            for piece in file.chunks(CHUNK):
                digest.update(piece)
    except (OSError, SuspiciousOperation, ValueError):
        yield f"không đọc được PDF {release.pdf.name} trong kho."
        return
    if digest.hexdigest() != release.pdf_sha256:
        yield f"PDF {release.pdf.name} không còn khớp với mã kiểm tra đã duyệt."


def picture_faults(release: Release) -> Iterator[str]:
    """Whether every picture that the edition shows is known as public, is there, and is named after its bytes."""
    try:
        shown = {picture.name for picture in release.edition.pictures}
    except msgspec.DecodeError:
        yield "không đọc được nội dung của bản phát hành."
        return
    known = set(release.pictures.values_list("name", flat=True))
    for name in sorted(shown - known):
        yield f"ảnh {name} không có trong danh sách ảnh công khai."
    for name in sorted(shown):
        if fault := stored_pictures.fault_of(name):
            yield f"ảnh {name} {fault}"
