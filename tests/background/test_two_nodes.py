"""Two nodes whose timers ring at the same moment: each scheduled job does each thing once. Real processes, on PostgreSQL."""

import os
import subprocess
import sys
from datetime import timedelta
from email import message_from_bytes

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from issues import publishing, renderings
from issues.models import Issue, PublicIssue, Rendering
from issues.scheduling import publish_due_issues
from news.models import Mail, Notice, User
from news.models.notice import Kind
from news.models.user import Delivery
from tests.issues.editions import edition
from tests.make import make_placed_issue

pytestmark = [
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite in memory is one process's own."),
    pytest.mark.django_db(transaction=True),
]
NODE = """
import sys, django
django.setup()
from django.conf import settings
settings.DATABASES["default"]["NAME"] = sys.argv[1]
from django.core.management import call_command
print("ready", flush=True)
sys.stdin.readline()
for command in sys.argv[2:]:
    call_command(command)
"""


def on_two_nodes(tmp_path, *commands: str) -> str:
    """Run the commands on both at the same moment. Returns what they said."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "diemtin.settings",
        "MEDIA_ROOT": str(settings.MEDIA_ROOT),
        "CACHE_URL": f"filecache://{tmp_path}/cache",
        "EMAIL_URL": f"filemail://{tmp_path}/mail",
    }
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    command = [sys.executable, "-c", NODE, connection.settings_dict["NAME"], *commands]
    both = [subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment, **pipes) for _ in range(2)]
    for node in both:
        assert node.stdout.readline() == "ready\n"
    for node in both:
        node.stdin.write("go\n")
        node.stdin.flush()
    said = [node.communicate(timeout=120) for node in both]
    assert [node.returncode for node in both] == [0, 0], said
    return "".join(out for out, _ in said)


def test_what_is_due_is_published_once(tmp_path, editor, chief, fake_pdf):
    for number in (21, 22, 23):
        issue = make_placed_issue(number=number)
        publishing.submit(issue, editor)
        publishing.approve(issue, chief, issue.release.sha256)
    Issue.objects.update(publish_at=timezone.now() - timedelta(seconds=1), publish_by=chief)
    said = on_two_nodes(tmp_path, "publish_due")
    assert said.count("Đã xuất bản số") == 3 == PublicIssue.objects.count()
    for issue in Issue.objects.all():
        assert list(issue.status_changes.values_list("transition", flat=True)).count("publish") == 1
        assert "missed" not in issue.status_changes.values_list("transition", flat=True)


def test_the_days_mail_goes_out_once_and_the_old_goes(tmp_path, queue, writer, editor, chief):
    User.objects.update(delivery=Delivery.DAILY)
    for person in User.objects.all():
        User.objects.filter(pk=person.pk).update(email=f"{person.username}@diemtin.example")
        for n in range(3):
            Notice.objects.create(
                recipient=person, kind=Kind.RETURNED, subject=f"Tin {n}", delivery=Delivery.DAILY
            )
    long_ago = timezone.now() - timedelta(days=60)
    for layout in ("magazine", "compact"):
        row, _ = renderings.row(edition(), layout, "", None)
        name = default_storage.save(f"renderings/{layout}.pdf", ContentFile(b"%PDF-"))
        Rendering.objects.filter(pk=row.pk).update(
            status="done", file=name, pdf_sha256=layout, heartbeat=long_ago, edition_json=""
        )
    publish_due_issues.enqueue()
    DBTaskResult.objects.update(status="SUCCESSFUL", finished_at=long_ago)
    # Not through `run_daily`, which lets one node in only: the jobs themselves must stand it.
    on_two_nodes(tmp_path, "send_digest", "prune_renderings", "prune_db_task_results")
    mails = [
        message_from_bytes(part.strip())["To"]
        for file in (tmp_path / "mail").glob("*")
        for part in file.read_bytes().split(b"-" * 79)
        if b"Message-ID" in part
    ]
    assert sorted(mails) == sorted(f"{name}@diemtin.example" for name in ("an", "binh", "chi"))
    assert Mail.objects.count() == 3 and not Mail.objects.unsent().exists()
    assert not Rendering.objects.exists() and not DBTaskResult.objects.exists()
    assert not default_storage.exists("renderings/magazine.pdf")


def test_two_timers_run_each_daily_job_once(tmp_path):
    said = on_two_nodes(tmp_path, "run_daily")
    for job in ("send_digest", "prune_renderings", "prune_db_task_results", "clearsessions"):
        assert said.count(f"{job}: xong") == said.count(f"{job}: hôm nay đã có máy chạy") == 1
