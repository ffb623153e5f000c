"""The original PDF of a back issue: what the public gets instead of a rendering."""

import io

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from issues.active_pdf import activity

MAX_BYTES = 100 * 1024 * 1024
MOST_PAGES = 2000


class OriginalRefused(ValueError):
    """The file cannot be used as an issue's original; the message says why, in Vietnamese."""


def stored_bytes(issue) -> bytes:
    """The attached original of an issue. Raises OriginalRefused where the stored file is lost."""
    try:
        with issue.original_pdf.storage.open(issue.original_pdf.name, "rb") as file:
            return file.read()
    except OSError as error:
        raise OriginalRefused(
            f"Không đọc được PDF gốc của số {issue.label} trong kho. Hãy đính kèm lại tệp."
        ) from error


def refusal_of_upload(upload) -> str:
    """Why an uploaded file cannot be an original, or an empty string. Worked out once for each upload: the admin asks
    before it opens its transaction, the form asks again."""
    if not hasattr(upload, "refused_original"):
        upload.refused_original = ""
        try:
            count_pages(upload.read(MAX_BYTES + 1))
        except OriginalRefused as refused:
            upload.refused_original = str(refused)
        upload.seek(0)
    return upload.refused_original


def count_pages(data: bytes) -> int:
    """The number of pages. Raises OriginalRefused where it is no readable, unlocked PDF of at most 100 MB, or does more than
    show pages."""
    if len(data) > MAX_BYTES:
        raise OriginalRefused(f"Tệp nặng {len(data) / 2**20:.0f} MB, quá {MAX_BYTES // 2**20} MB.")
    if not data.startswith(b"%PDF-"):
        raise OriginalRefused("Tệp này không phải PDF.")
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            raise OriginalRefused("Tệp PDF có mật khẩu. Hãy lưu lại bản không khóa.")
        pages = len(reader.pages)
        does = activity(reader)
    except OriginalRefused:
        raise
    # pypdf raises its own errors and, on damaged files, whatever its parser runs into.
    except (
        PyPdfError,
        ValueError,
        TypeError,
        KeyError,
        IndexError,
        AttributeError,
        RecursionError,
        OSError,
    ) as error:
        raise OriginalRefused("Tệp PDF bị hỏng, không đọc được. Hãy xuất lại tệp.") from error
    if does:
        # The public gets these very bytes.
        raise OriginalRefused(f"Tệp PDF có {does}, không chỉ có trang in. Hãy in lại thành PDF thường.")
    if not isinstance(pages, int) or pages < 1:
        raise OriginalRefused("Tệp PDF không có trang nào.")
    if pages > MOST_PAGES:
        raise OriginalRefused(f"Tệp PDF có hơn {MOST_PAGES} trang: đây không phải một số điểm tin.")
    return pages
