"""Whether this process lives (`/healthz`) and whether it should be given work (`/readyz`).

Answered before anything else: a load balancer asks by address, over plain HTTP, and must not be redirected or refused. Both say
nothing about the content. `/readyz` looks into database, migrations, storage, cache and the workers of background tasks; it is
for the operator's own network (deploy/nginx/diemtin.conf lets no other in).
"""

import logging
import secrets
from collections.abc import Callable
from datetime import timedelta

from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Q
from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max

from diemtin import heartbeat
from diemtin.models import WorkerHeartbeat

logger = logging.getLogger("diemtin.health")
seen_applied: set[bool] = set()
SILENT = "silent"
WAITED = timedelta(minutes=10)  # a task that is due and has waited for so long: nobody works the queue


class Health:
    """The middleware that answers both questions, outermost of all."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path_info == "/healthz":
            return never_kept(HttpResponse("ok", content_type="text/plain"))
        if request.path_info == "/readyz":
            return never_kept(ready())
        return self.get_response(request)


def never_kept(response: HttpResponse) -> HttpResponse:
    """No cache between may answer in our place."""
    response["Cache-Control"] = "no-store"
    return response


def ready() -> JsonResponse:
    """`{"database": "ok", …}`; 503 where one of them is not, but for workers that fell silent: readers are served without."""
    found = {name: look(name, check) for name, check in CHECKS.items()}
    return JsonResponse(found, status=200 if set(found.values()) <= {"ok", SILENT} else 503)


def look(name: str, check: Callable[[], str]) -> str:
    """What a check says; what it raises is logged, not told."""
    try:
        return check() or "ok"
    except Exception:
        logger.exception("not ready: %s", name)
        return "failed"


def database() -> str:
    """The database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return ""


def migrations() -> str:
    """All of this version's migrations were applied. Once found true that does not change back while it runs."""
    if not seen_applied:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return "migrate"
        seen_applied.add(True)
    return ""


def storage() -> str:
    """A file can be written, read and deleted."""
    token = secrets.token_hex(8).encode()
    name = default_storage.save(f"readyz/{token.decode()}", ContentFile(token))
    try:
        with default_storage.open(name) as file:
            return "" if file.read() == token else "changed"
    finally:
        default_storage.delete(name)


def shared_cache() -> str:
    """The cache keeps what it is given."""
    token = secrets.token_hex(8)
    cache.set(f"readyz:{token}", token, 30)
    return "" if cache.get(f"readyz:{token}") == token else "forgets"


def worker() -> str:
    """Somebody works the queue: no task that is due has waited for long, and not all workers fell silent. One that was
    stopped in order has left no heartbeat behind."""
    then = timezone.now() - WAITED
    # A task without a time has the last one there is.
    late = Q(run_after__lt=then) | Q(run_after=get_date_max())
    if DBTaskResult.objects.ready().filter(late, enqueued_at__lt=then).exists():
        return "waiting"
    return SILENT if WorkerHeartbeat.objects.exists() and not heartbeat.alive().exists() else ""


CHECKS = {
    "database": database,
    "migrations": migrations,
    "storage": storage,
    "cache": shared_cache,
    "worker": worker,
}
