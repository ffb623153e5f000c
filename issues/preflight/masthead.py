"""What the masthead has to say of a publication, where it is printed."""

from collections.abc import Iterator

from issues.edition import Edition
from issues.preflight.context import Context
from issues.preflight.findings import WARNING, Finding, check
from issues.preflight.record import ARCHIVE

ASKED = (
    ("publisher", "đơn vị xuất bản"),
    ("licence", "giấy phép xuất bản"),
    ("responsible", "người chịu trách nhiệm xuất bản"),
    ("periodicity", "kỳ hạn"),
)


@check
def imprint(edition: Edition, context: Context) -> Iterator[Finding]:
    """The lines that are empty. A back issue keeps the masthead that it was printed with."""
    if edition.origin == ARCHIVE:
        return
    lacking = [name for field, name in ASKED if not getattr(edition.masthead, field).strip()]
    if lacking:
        message = f"Măng sét chưa có: {', '.join(lacking)}. Hãy điền ở trang Măng sét."
        yield Finding("masthead-incomplete", WARNING, message, field="masthead", quote=", ".join(lacking))
