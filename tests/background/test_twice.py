"""Every task may run twice, as happens when its worker is killed: what it does is done once."""

from datetime import timedelta

import pytest
from django.core import mail as outbox
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from issues import linkcheck, pdf, publishing, purging, renderings, scheduling
from issues.models import Issue, LinkCheck, Release, Rendering
from issues.scheduling import publish_due_issues
from issues.tasks import check_issue_links, purge_addresses, render_edition
from news import mailing
from news.models import Mail, Notice
from news.models.notice import Kind
from news.models.user import Delivery
from news.tasks import mail_notices, send_mail
from tests.issues.editions import edition
from tests.make import make_placed_issue

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(writer):
    """Somebody with an address, who is to be told something at once."""
    writer.email = "an@diemtin.example"
    writer.save()
    Notice.objects.create(
        recipient=writer, kind=Kind.RETURNED, subject="Tin bị trả lại", delivery=Delivery.AT_ONCE
    )
    return writer


def killed(*args, **kwargs):
    """The worker is killed here."""
    raise SystemExit


def test_notices_are_mailed_once(told):
    assert mail_notices.call(told.pk) is True
    assert mail_notices.call(told.pk) is False
    assert len(outbox.outbox) == 1 and Mail.objects.count() == 1


def test_what_a_killed_worker_had_packed_is_sent_by_the_next_one(told, monkeypatch):
    with monkeypatch.context() as patched, pytest.raises(SystemExit):
        patched.setattr(mailing, "send", killed)
        mail_notices.call(told.pk)
    assert Mail.objects.unsent().count() == 1 and not outbox.outbox
    assert mail_notices.call(told.pk) is True
    assert len(outbox.outbox) == 1 and not Mail.objects.unsent().exists()


def test_a_mail_that_a_killed_worker_had_in_hand_is_looked_at_again_when_the_claim_lapses(
    told, monkeypatch, queue
):
    mail = mailing.pack(told.pk)
    with monkeypatch.context() as patched, pytest.raises(SystemExit):
        patched.setattr(mailing, "compose", killed)
        send_mail.call(mail.pk)
    assert send_mail.call(mail.pk) is False and not outbox.outbox, "somebody may be sending it just now"
    again = DBTaskResult.objects.get()
    assert again.task_path == "news.tasks.send_mail"
    assert timedelta(minutes=14) < again.run_after - timezone.now() <= mailing.CLAIM
    Mail.objects.update(claimed_at=timezone.now() - mailing.CLAIM - timedelta(seconds=1))
    assert send_mail.call(mail.pk) is True and send_mail.call(mail.pk) is False
    assert len(outbox.outbox) == 1


def test_a_mail_keeps_its_message_id(told):
    mail = mailing.pack(told.pk)
    first, second = mailing.compose(mail), mailing.compose(Mail.objects.get())
    assert first.message()["Message-ID"] == second.message()["Message-ID"]
    assert first.message()["Message-ID"].startswith(f"<{mail.pk}.")


def test_an_issue_is_published_once(editor, chief, fake_pdf):
    issue = make_placed_issue()
    publishing.submit(issue, editor)
    publishing.approve(issue, chief, issue.release.sha256)
    scheduling.schedule(issue, chief, timezone.now() + timedelta(minutes=5))
    Issue.objects.update(publish_at=timezone.now() - timedelta(seconds=1))
    assert publish_due_issues.call() == 1
    assert publish_due_issues.call() == 0
    assert issue.status_changes.filter(transition="publish").count() == Release.objects.count() == 1


def test_a_pdf_is_made_once(monkeypatch, fake_pdf):
    made, render = [], pdf.render
    monkeypatch.setattr(pdf, "render", lambda *a, **o: made.append(1) or render(*a, **o))
    rendering, _ = renderings.row(edition(), "", "", None)
    assert render_edition.call(rendering.pk) == render_edition.call(rendering.pk) == "done"
    assert len(made) == 1 and Rendering.objects.count() == 1


def test_a_link_has_one_result(monkeypatch):
    asked = []

    def ask(url, fetch, pause):
        asked.append(url)
        return linkcheck.Result(url, 200, url)

    monkeypatch.setattr(linkcheck, "ask", ask)
    monkeypatch.setattr(linkcheck, "is_reserved", lambda url: False)
    issue = make_placed_issue()
    assert (check_issue_links.call(issue.pk), check_issue_links.call(issue.pk)) == (3, 0)
    assert len(asked) == len(set(asked)) == LinkCheck.objects.count() == 3


def test_a_cdn_may_be_told_twice(monkeypatch):
    told = []
    monkeypatch.setattr(purging, "post", told.append)
    assert purge_addresses.call(["/"]) == purge_addresses.call(["/"]) == 1
    assert told[0] == told[1]
