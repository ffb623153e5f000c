"""PDFs by edition: kept ones at once, others made once, however many ask for them at the same time."""

import time
from datetime import timedelta

from django.conf import settings
from django.core.files.storage import default_storage
from django.utils import timezone

from issues import pdf, renderer, rendering_work
from issues.edition import Edition, sha256, to_json
from issues.models import Rendering
from issues.models.rendering import OPEN, RenderingStatus
from issues.printing import RenderError
from issues.tasks import render_later

FORGOTTEN = timedelta(minutes=2)  # after so long in the queue, a rendering is put there again
LOOK = 0.3  # seconds between two looks at somebody else's work
KEPT_DAYS = 30
WAITED = "Chờ PDF quá lâu. Hãy làm lại sau ít phút; nếu còn lặp lại, hãy báo quản trị."


def key(edition: Edition, layout: str, part: str) -> dict[str, str]:
    """What tells one rendering from every other one."""
    return {
        "sha256": sha256(edition),
        "layout": layout or edition.layout,
        "part": part,
        "format": "pdf",
        "renderer": renderer.version(),
    }


def find(edition: Edition, layout: str = "", part: str = "") -> Rendering | None:
    """The rendering of an edition, however it stands. One query."""
    return Rendering.objects.filter(**key(edition, layout, part)).defer("edition_json").first()


def kept(rendering: Rendering | None) -> pdf.Pdf | None:
    """The PDF of a finished rendering; None where its file is lost or changed."""
    if rendering is None or rendering.status != RenderingStatus.DONE:
        return None
    data = rendering_work.read(rendering.file, rendering.pdf_sha256)
    return None if data is None else pdf.Pdf(data, rendering.pages)


def cached(edition: Edition, layout: str = "", part: str = "") -> pdf.Pdf | None:
    """The PDF of an edition, if it is at hand. One query, no press."""
    return kept(find(edition, layout, part))


def row(edition: Edition, layout: str, part: str, user) -> tuple[Rendering, bool]:
    """The rendering of an edition, made as a waiting one where there is none; and whether it was made."""
    values = {"edition_json": to_json(edition), "requested_by": user}
    return Rendering.objects.get_or_create(**key(edition, layout, part), defaults=values)


def request(edition: Edition, layout: str = "", part: str = "", user=None) -> Rendering:
    """Have the PDF made in the background: joins whoever asked before, starts anew what failed, was cancelled or lost."""
    rendering, made = row(edition, layout, part, user)
    if made or (not in_good_hands(rendering) and put_back(rendering, edition, user)):
        render_later(rendering)
    rendering.refresh_from_db()
    return rendering


def in_good_hands(rendering: Rendering) -> bool:
    """Whether the PDF is there, being made, or waits and has not been forgotten."""
    idle = timezone.now() - rendering.heartbeat
    if rendering.status == RenderingStatus.QUEUED:
        return idle < FORGOTTEN
    if rendering.status == RenderingStatus.RUNNING:
        return idle < rendering_work.STALE
    return kept(rendering) is not None


def put_back(rendering: Rendering, edition: Edition, user) -> bool:
    """Make it wait again, as it was seen; False where somebody was faster."""
    seen = Rendering.objects.filter(
        pk=rendering.pk, status=rendering.status, claim=rendering.claim, heartbeat=rendering.heartbeat
    )
    return bool(
        seen.update(
            status=RenderingStatus.QUEUED,
            claim="",
            heartbeat=timezone.now(),
            stage="",
            page=0,
            error="",
            requested_by=user,
            cancelled_by=None,
            edition_json=to_json(edition),
        )
    )


def wait_again(rendering_id: int) -> bool:
    """Make a rendering that failed wait as it was asked for. The caller has its task put in the queue. False where it is
    not failed any more."""
    failed = Rendering.objects.filter(pk=rendering_id, status=RenderingStatus.FAILED).exclude(edition_json="")
    return bool(failed.update(status=RenderingStatus.QUEUED, heartbeat=timezone.now(), claim="", error=""))


def obtain(edition: Edition, layout: str = "", part: str = "", user=None) -> pdf.Pdf:
    """The PDF now: kept, or made here, or awaited from whoever is making it. Needs no worker. Raises RenderError.

    Takes seconds: call it outside any transaction.
    """
    startable = [s for s in RenderingStatus if s != RenderingStatus.RUNNING]
    deadline = time.monotonic() + settings.RENDER_SECONDS + rendering_work.STALE.total_seconds()
    while time.monotonic() < deadline:
        rendering, _ = row(edition, layout, part, user)
        if found := kept(rendering):
            return found
        if rendering.status not in startable and rendering.status not in OPEN:
            raise RenderError(rendering.error or rendering_work.CANCELLED)
        if name := rendering_work.claim(rendering, edition, *startable):
            return rendering_work.perform(rendering, name, edition)
        # Somebody is at work. How that ends counts for us too: the same pages would fail again.
        startable = [RenderingStatus.QUEUED]
        time.sleep(LOOK)
    raise RenderError(WAITED)


def may_cancel(rendering: Rendering, user) -> bool:
    """Those who asked for it, and those who submit issues."""
    return user.is_active and (rendering.requested_by_id == user.pk or user.has_perm("issues.submit_issue"))


def cancel(rendering: Rendering, user) -> bool:
    """Stop a rendering that waits or is being made: its process is killed within a second. False where it is over."""
    return bool(
        Rendering.objects.filter(pk=rendering.pk, status__in=OPEN).update(
            status=RenderingStatus.CANCELLED,
            claim="",
            cancelled_by=user,
            edition_json="",
            stage="",
            page=0,
            heartbeat=timezone.now(),
        )
    )


def prune(days: int = KEPT_DAYS) -> int:
    """Delete renderings that are in no release and on which nobody has worked for so many days, with their files. Returns
    how many."""
    old = Rendering.objects.unreleased().filter(heartbeat__lt=timezone.now() - timedelta(days=days))
    pruned = list(old.only("file"))
    for rendering in pruned:
        rendering.delete()
        # Two editions may have the same pages.
        if rendering.file and not Rendering.objects.filter(file=rendering.file).exists():
            default_storage.delete(rendering.file)
    return len(pruned)
