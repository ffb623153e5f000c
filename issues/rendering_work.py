"""The work on one rendering: claimed by compare-and-set, watched, its PDF stored under the hash of its bytes.

Whoever works gives a sign of life with every progress that it writes; a row without one for a while may be claimed by
somebody else. Every write names the claim: one that was taken away, or cancelled, changes nothing and ends the work.
"""

import hashlib
import secrets
import time
from collections.abc import Callable
from datetime import timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db.models import Q
from django.utils import timezone

from issues import pdf
from issues.edition import Edition, from_json, to_json
from issues.models import Rendering
from issues.models.rendering import OPEN, RenderingStatus, Stage
from issues.press.messages import Progress
from issues.printing import RenderError

STALE = timedelta(seconds=30)
PAUSE = 0.5  # seconds between two writes of the progress
CANCELLED = "Việc dựng PDF đã bị hủy. Hãy dựng lại nếu cần."
UNFORESEEN = "Lỗi ngoài dự kiến khi dựng PDF. Hãy báo quản trị xem nhật ký của máy chủ."


class Cancelled(RenderError):
    """Somebody cancelled the rendering, or took it over."""


def stale() -> Q:
    """Rows on which nobody works any more although they say so."""
    return Q(status=RenderingStatus.RUNNING, heartbeat__lt=timezone.now() - STALE)


def claim(rendering: Rendering, edition: Edition, *statuses: str) -> str:
    """Take the rendering where it has one of these statuses or is stale. Returns what names the claim, or nothing."""
    name = secrets.token_hex(16)
    taken = Rendering.objects.filter(Q(status__in=statuses) | stale(), pk=rendering.pk).update(
        status=RenderingStatus.RUNNING,
        claim=name,
        heartbeat=timezone.now(),
        stage=Stage.READ,
        page=0,
        error="",
        cancelled_by=None,
        edition_json=to_json(edition),
    )
    return name if taken else ""


def write(rendering: Rendering, name: str, **values) -> bool:
    """Change the row, if the claim still holds."""
    mine = Rendering.objects.filter(pk=rendering.pk, status=RenderingStatus.RUNNING, claim=name)
    return bool(mine.update(heartbeat=timezone.now(), **values))


def watch(rendering: Rendering, name: str) -> Callable[[Progress], None]:
    """What writes the progress, twice a second at most, and raises Cancelled where the claim no longer holds."""
    last = time.monotonic()

    def tell(progress: Progress) -> None:
        nonlocal last
        if time.monotonic() - last < PAUSE:
            return
        last = time.monotonic()
        if not write(rendering, name, stage=progress.stage, page=progress.page):
            raise Cancelled(CANCELLED)

    return tell


def perform(rendering: Rendering, name: str, edition: Edition) -> pdf.Pdf:
    """Make the PDF of a claimed rendering, store it and say so in the row. Raises RenderError."""
    try:
        made = pdf.render(edition, rendering.layout, rendering.part, watch=watch(rendering, name))
        digest = hashlib.sha256(made.data).hexdigest()
        file = store(made.data, digest)
    except Cancelled:
        raise
    except RenderError as error:
        finish(rendering, name, status=RenderingStatus.FAILED, error=str(error))
        raise
    except Exception:
        finish(rendering, name, status=RenderingStatus.FAILED, error=UNFORESEEN)
        raise
    finish(
        rendering,
        name,
        status=RenderingStatus.DONE,
        edition_json="",
        file=file,
        pdf_sha256=digest,
        pages=made.pages,
    )
    return made


def finish(rendering: Rendering, name: str, **values) -> None:
    """The end of the work. The edition is kept where it failed, so that it can be tried again."""
    write(rendering, name, stage="", page=0, **values)


def store(data: bytes, digest: str) -> str:
    """Save a PDF under the hash of its bytes, once; a file there that is something else is replaced."""
    name = f"renderings/{digest[:2]}/{digest}.pdf"
    if read(name, digest) is not None:
        return name
    default_storage.delete(name)
    return default_storage.save(name, ContentFile(data))


def read(name: str, digest: str) -> bytes | None:
    """The bytes of a stored PDF, or None where it is lost or not what it was."""
    try:
        with default_storage.open(name) as file:
            data = file.read()
    except OSError:
        return None
    return data if hashlib.sha256(data).hexdigest() == digest else None


def run(rendering_id: int) -> str:
    """Do the work on a rendering that waits or was left; none where it is done, cancelled or in good hands. Returns the
    row's status."""
    rendering = Rendering.objects.filter(pk=rendering_id, status__in=OPEN).first()
    if rendering:
        edition = from_json(rendering.edition_json)
        name = claim(rendering, edition, RenderingStatus.QUEUED)
        try:
            if name:
                perform(rendering, name, edition)
        except RenderError:
            pass  # the row says why
    return Rendering.objects.filter(pk=rendering_id).values_list("status", flat=True).first() or ""
