"""An edition as a PDF: pages with true page numbers, bookmarks and tags, the same bytes for the same edition.

Reads the edition and its stored pictures; no database, no network. The pages are made here, the PDF in the press, a process
of its own that this one starts and keeps.
"""

import hashlib
from contextlib import suppress
from dataclasses import dataclass

from django.conf import settings

from issues import assets, renderer
from issues.edition import Edition, sha256
from issues.press.messages import Job
from issues.press.process import Press, PressError, Setup, Watch
from issues.printing import RenderError, html
from news.pictures import MAX_PIXELS

__all__ = ["Pdf", "RenderError", "press", "render", "setup", "warm"]
press = Press()


@dataclass(frozen=True)
class Pdf:
    """A rendered issue and its number of pages."""

    data: bytes
    pages: int


def render(
    edition: Edition, layout: str = "", part: str = "", watch: Watch | None = None, seconds: float = 0
) -> Pdf:
    """The issue as tagged PDF/A-3a, a part of it as a plain draft. Raises RenderError. Takes seconds: call it outside any
    transaction.

    `layout` is a value of PrintLayout (the edition's own where empty); `part` is empty for the whole issue, `muc:<slug>`
    for one section, `tin:<id>` for one article. `watch` is called at least twice a second with the progress; what it
    raises ends the rendering and is passed on. `seconds` may make the settings' limit shorter.
    """
    page = html(edition, layout, part)
    asked = assets.addresses(edition, page)
    job = Job(
        html=page[:],  # a plain str: templates give a kind of their own
        identifier=identifier(edition, layout or edition.layout, part),
        seconds=settings.RENDER_SECONDS,
        pictures=assets.collected(asked),
        labels=asked,
        draft=bool(part),
    )
    try:
        printed = press.print(setup(), job, watch, seconds)
    except PressError as error:
        raise RenderError(str(error)) from error
    return Pdf(printed.pdf, printed.pages)


def identifier(edition: Edition, layout: str, part: str) -> str:
    """What names the document in its ID, whoever made it and when."""
    return hashlib.sha256(f"{sha256(edition)} {layout} {part}".encode()).hexdigest()


def setup() -> Setup:
    """How the press is set up now: with another style or other limits another child is started."""
    memory = settings.RENDER_MEMORY_MB * 2**20
    return Setup(
        settings.BASE_DIR / "static", renderer.version(), MAX_PIXELS, settings.RENDER_SECONDS, memory
    )


def warm() -> None:
    """Have the press start, as somebody will want a PDF soon. Does not wait; a press that cannot start says so then."""
    with suppress(PressError):
        press.warm(setup())
