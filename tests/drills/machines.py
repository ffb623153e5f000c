"""`python -m tests.drills.machines`: an issue goes out of two web nodes and two workers, while one of each is killed. They
share one PostgreSQL, one Redis and one bucket, which the drill starts itself; nothing else.

The editor has the PDF made (the worker at it is killed, the other one makes it), submits at one node; the chief approves at
the other one and publishes at the first, which is killed meanwhile. The other node shows it at the next request; nothing is
lost, nothing twice. Exit 1 where that is not so.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager, suppress
from email import message_from_bytes
from pathlib import Path

from tests.drills import nodes
from tests.drills.cluster import Cluster
from tests.drills.s3 import bucket, free_port, wait_for_port

ARTICLES = 6
PAGE, PDF = "/so/2026/9/", "/so/2026/9/diem-tin.pdf"


class Machines:
    """Two web nodes and two workers. A node has its files in no folder; all its state is shared."""

    def __init__(self, folder: str, env: dict):
        self.folder, self.log = Path(folder), open(f"{folder}/log", "ab")  # noqa: SIM115 (the processes keep it)
        self.ports = free_port(), free_port()
        self.web = [nodes.start_web(env, port, self.log) for port in self.ports]
        self.workers = [nodes.start_worker(env, self.log) for _ in self.ports]
        self.a, self.b = (f"http://127.0.0.1:{port}" for port in self.ports)
        for base in (self.a, self.b):
            nodes.wait_until(lambda base=base: nodes.answers(base), 60, base)

    def stop(self) -> None:
        """Kill whatever is left."""
        for process in (*self.web, *self.workers):
            nodes.kill(process)
        self.log.close()


@contextmanager
def redis(folder: str):
    """The address of a Redis server of the drill's own."""
    port = free_port()
    command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", folder]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        wait_for_port(port)
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        server.kill()
        server.wait()


def main() -> int:
    """The drill; returns the exit status."""
    folder, cluster = tempfile.mkdtemp(prefix="diemtin-machines-"), Cluster()
    try:
        with bucket() as s3, redis(folder) as cache:
            env = nodes.environment(folder, cluster.url, CACHE_URL=cache, **s3)
            os.environ.update(env)
            issue = prepare()
            machines = Machines(folder, env)
            try:
                faults = drill(machines, issue)
                if faults:
                    print(Path(folder, "log").read_text()[-6000:])
            finally:
                machines.stop()
    finally:
        cluster.remove()
        shutil.rmtree(folder, ignore_errors=True)
    print("Faults:", "; ".join(faults) or "none")
    return 1 if faults else 0


def prepare():
    """Tables, newsroom, people with addresses, and a draft issue."""
    import django

    django.setup()
    from django.core.management import call_command

    from news.models import User
    from news.models.user import Role
    from tests.conftest import person
    from tests.make import make_placed_issue

    call_command("migrate", verbosity=0)
    call_command("setup_newsroom", verbosity=0)
    person("binh", "Phạm Hòa Bình", Role.EDITOR)
    person("chi", "Nguyễn Lan Chi", Role.CHIEF)
    for user in User.objects.all():
        User.objects.filter(pk=user.pk).update(email=f"{user.username}@diemtin.example")
    return make_placed_issue(ARTICLES)


def drill(machines: Machines, issue) -> list[str]:
    """All of it; returns what is wrong."""
    from django.urls import reverse

    from news.models import User

    editor, chief = (nodes.sign_in(User.objects.get(username=name)) for name in ("binh", "chi"))

    def step(base, session, name, **data):
        return nodes.fetch(base, reverse("admin:issues_issue_step", args=[issue.pk, name]), session, data)[0]

    killed = pdf_while_a_worker_is_killed(machines, issue, editor)
    faults = [] if killed else ["no worker was at work when it was to be killed"]
    if nodes.fetch(machines.b, PAGE)[0] != 404 or PAGE.encode() in nodes.fetch(machines.b, "/")[1]:
        faults.append("shown before it was published")
    step(machines.a, editor, "submit", seen="draft", note="")
    issue.refresh_from_db()
    if issue.status != "review":
        return [*faults, f"submitted at one node, but it is {issue.status}"]
    step(machines.b, chief, "approve", seen="review", note="", expected_sha256=issue.release.sha256)
    # The publication is begun at the first node, which does not live to see its end.
    begun = threading.Thread(
        target=lambda: suppressed(lambda: step(machines.a, chief, "publish", seen="approved", note=""))
    )
    begun.start()
    time.sleep(0.15)
    nodes.kill(machines.web[0])
    begun.join()
    issue.refresh_from_db()
    print("After the kill of a web node the issue is", issue.status)
    if issue.status == "approved":
        step(machines.b, chief, "publish", seen="approved", note="")
    return [*faults, *seen_at(machines.b, issue), *once(machines, issue)]


def suppressed(act) -> None:
    """Whoever is killed meanwhile owes no answer."""
    with suppress(nodes.Unreachable):
        act()


def pdf_while_a_worker_is_killed(machines: Machines, issue, session: str) -> bool:
    """Have the PDF made, kill the worker that is at it, and wait for the other one's. False where none was at it."""
    from django.urls import reverse
    from django_tasks_db.models import DBTaskResult

    from diemtin.models import WorkerHeartbeat
    from issues.models import Rendering

    nodes.fetch(machines.a, reverse("admin:issues_issue_rendering", args=[issue.pk]), session, {})
    nodes.wait_until(lambda: Rendering.objects.exclude(status="queued").exists(), 40, "the PDF is begun")
    task = DBTaskResult.objects.filter(task_path="issues.tasks.render_edition").get()
    at_work = WorkerHeartbeat.objects.filter(pk=task.worker_ids[-1]).first()
    victim = next((w for w in machines.workers if at_work and w.pid == at_work.pid), None)
    running = Rendering.objects.filter(status="running").exists()
    if victim:
        nodes.kill(victim)
    nodes.wait_until(
        lambda: Rendering.objects.filter(status="done").exists(), 90, "the PDF of the other worker"
    )
    task.refresh_from_db()
    print(f"The PDF was made by worker {len(task.worker_ids)} of 2")
    return bool(victim and running)


def seen_at(base: str, issue) -> list[str]:
    """What the public does not see of the issue at the node that lives, at the very next request."""
    issue.refresh_from_db()
    pdf = nodes.fetch(base, PDF)[1]
    seen = {
        "page": nodes.fetch(base, PAGE)[0] == 200,
        "list": PAGE.encode() in nodes.fetch(base, "/")[1],
        "archive": PAGE.encode() in nodes.fetch(base, "/luu-tru/2026/")[1],
        "PDF": hashlib.sha256(pdf).hexdigest() == issue.release.pdf_sha256,
    }
    return [f"not seen at the other node: {name}" for name, is_seen in seen.items() if not is_seen]


def once(machines: Machines, issue) -> list[str]:
    """What is lost or doubled, once the worker that lives has done all that waits."""
    from django_tasks_db.models import DBTaskResult

    from issues.models import PublicArticle, PublicIssue, Release
    from news.models import Mail, Notice

    def waits():
        return DBTaskResult.objects.ready().count() + DBTaskResult.objects.running().count()

    nodes.wait_until(lambda: not waits(), 60, "tasks")
    counted = {
        "releases": (Release.objects.count(), 1),
        "issues on the shelf": (PublicIssue.objects.count(), 1),
        "articles on the shelf": (PublicArticle.objects.count(), ARTICLES),
        "publications in the log": (issue.status_changes.filter(transition="publish").count(), 1),
        "tasks that failed": (DBTaskResult.objects.failed().count(), 0),
        "notices without mail": (Notice.objects.filter(mail__isnull=True).count(), 0),
        "mails that did not go out": (Mail.objects.unsent().count(), 0),
        "mails on the wire": (len(mails := sent(machines.folder)), Mail.objects.count()),
        "different mails": (len(set(mails)), len(mails)),
        "files on the nodes": (len([*machines.folder.glob("media/**/*")]), 0),
    }
    print(f"{len(mails)} mails, {DBTaskResult.objects.count()} tasks")
    return [f"{name}: {is_} instead of {want}" for name, (is_, want) in counted.items() if is_ != want]


def sent(folder: Path) -> list[str]:
    """The Message-IDs of all mails that went out."""
    parts = [part for file in folder.glob("mail/*") for part in file.read_bytes().split(b"-" * 79)]
    return [message_from_bytes(part.strip())["Message-ID"] for part in parts if b"Message-ID" in part]


if __name__ == "__main__":
    sys.exit(main())
