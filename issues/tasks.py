"""Background tasks of issues. They run in `manage.py db_worker`; one that fails is logged with its traceback.

Each may be run twice: a worker that is killed in the middle leaves its task to another one (diemtin/heartbeat.py).

Pictures have no task here. They are decoded and their renditions made in the request that uploads them (news/pictures.py):
that takes a second or two, the form must say at once what is wrong with a file, and an article that is saved never names
pictures that are not there yet.
"""

import logging
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from issues import purging, rendering_work
from issues.assembly import assemble
from issues.linkcheck import check_links, links_of
from issues.models import Issue, Rendering
from issues.models.rendering import RenderingStatus
from issues.printing import RenderError

logger = logging.getLogger(__name__)


@task()
def check_issue_links(issue_id: int) -> int:
    """Check the links of an issue as it stands now. Returns how many were asked; none where the issue is gone."""
    issue = Issue.objects.filter(pk=issue_id).first()
    return check_links(links_of(assemble(issue))) if issue else 0


def check_links_later(issue: Issue) -> None:
    """Have an issue's links checked in the background, once what is being saved is saved."""
    # Robust: a queue in trouble must not turn a submission that is stored into an error page.
    transaction.on_commit(lambda: check_issue_links.enqueue(issue.pk), robust=True)


PURGE_PAUSES = (1, 5, 15, 60)  # minutes until a CDN that did not answer is told again


@task()
def purge_addresses(paths: list[str], attempt: int = 0) -> int:
    """Have the CDN forget what changed; where it does not answer, again after a pause. Returns how many requests it took.
    Raises PurgeFailed after the last attempt only: until then there is nothing for anybody to do."""
    try:
        return purging.purge(paths)
    except purging.PurgeFailed as failed:
        if attempt >= len(PURGE_PAUSES):
            raise
        logger.warning("The CDN is told again later: %s", failed)
        later = timezone.now() + timedelta(minutes=PURGE_PAUSES[attempt])
        purge_addresses.using(run_after=later).enqueue(paths, attempt + 1)
        return 0


def purge_later(paths: list[str]) -> None:
    """Have the CDN forget some paths, once what changed is saved."""
    if paths:
        transaction.on_commit(lambda: purge_addresses.enqueue(paths), robust=True)


@task()
def render_edition(rendering_id: int) -> str:
    """Make the PDF of a rendering that waits. Returns how the row stands then; empty where it is gone. Raises RenderError
    where there is no PDF: those who look after background work see it too."""
    status = rendering_work.run(rendering_id)
    if status == RenderingStatus.FAILED:
        raise RenderError(Rendering.objects.values_list("error", flat=True).get(pk=rendering_id))
    return status


def render_later(rendering: Rendering) -> None:
    """Have a rendering made in the background, once its row is saved."""
    # Robust: the row waits, and whoever asks for it again puts it in the queue again.
    transaction.on_commit(lambda: render_edition.enqueue(rendering.pk), robust=True)
