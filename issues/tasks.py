"""Background tasks of issues. They run in `manage.py db_worker`; one that fails is logged with its traceback."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from issues import purging, rendering_work
from issues.assembly import assemble
from issues.linkcheck import check_links, links_of
from issues.models import Issue, Rendering


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
    """Have the CDN forget what changed; where it does not answer, again after a pause. Returns how many requests it took."""
    try:
        return purging.purge(paths)
    except purging.PurgeFailed:
        if attempt < len(PURGE_PAUSES):
            later = timezone.now() + timedelta(minutes=PURGE_PAUSES[attempt])
            purge_addresses.using(run_after=later).enqueue(paths, attempt + 1)
        raise


def purge_later(paths: list[str]) -> None:
    """Have the CDN forget some paths, once what changed is saved."""
    if paths:
        transaction.on_commit(lambda: purge_addresses.enqueue(paths), robust=True)


@task()
def render_edition(rendering_id: int) -> str:
    """Make the PDF of a rendering that waits. Returns how the row stands then; empty where it is gone."""
    return rendering_work.run(rendering_id)


def render_later(rendering: Rendering) -> None:
    """Have a rendering made in the background, once its row is saved."""
    # Robust: the row waits, and whoever asks for it again puts it in the queue again.
    transaction.on_commit(lambda: render_edition.enqueue(rendering.pk), robust=True)
