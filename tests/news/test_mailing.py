"""Mail: once to each person, at once or once a day; a server in trouble breaks nothing and is tried again."""

import unicodedata
from datetime import date, timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail as outbox
from django.core.mail import EmailMessage
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from news import mailing, notices, tasks, workflow
from news.mailing import Outcome
from news.models import Article, Mail, Notice, User
from news.models.notice import Kind
from news.models.user import Delivery
from tests.make import make_article
from tests.news.together import at_once, together

TODAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def address(settings):
    """Where mails lead."""
    settings.SITE_URL, settings.SITE_NAME = "https://diemtin.example", "Điểm tin"


def wants(person, delivery) -> User:
    """The person, with an address and a wish."""
    User.objects.filter(pk=person.pk).update(email=f"{person.username}@diemtin.example", delivery=delivery)
    person.refresh_from_db()
    return person


def told(person, subject="Tin bị trả lại", **values) -> Notice:
    """One notice."""
    values = {"url": "/quan-tri/news/article/5/change/", "text": "Thiếu nguồn."} | values
    (notice,) = notices.tell(Kind.RETURNED, actor=None, to=[person], subject=subject, **values)
    return notice


@pytest.fixture
def broken(monkeypatch):
    """A mail server that hangs up."""

    def hang_up(self, fail_silently=False):
        raise SMTPServerDisconnected("Connection unexpectedly closed")

    monkeypatch.setattr(EmailMessage, "send", hang_up)


def test_at_once_is_after_the_commit(writer, django_capture_on_commit_callbacks):
    wants(writer, Delivery.AT_ONCE)
    with django_capture_on_commit_callbacks(execute=True):
        told(writer)
        assert not outbox.outbox
    (message,) = outbox.outbox
    assert (message.to, message.subject) == (["an@diemtin.example"], "[Điểm tin] Tin bị trả lại")
    assert "https://diemtin.example/quan-tri/news/article/5/change/\n" in message.body
    assert (
        "Thiếu nguồn." in message.body
        and "https://diemtin.example/quan-tri/news/notice/cach-nhan/" in message.body
    )
    assert unicodedata.is_normalized("NFC", message.body + message.subject)
    assert message.extra_headers["Auto-Submitted"] == "auto-generated" and type(message) is EmailMessage


def test_what_happens_together_is_one_mail(writer, django_capture_on_commit_callbacks):
    wants(writer, Delivery.AT_ONCE)
    with django_capture_on_commit_callbacks(execute=True):
        for number in range(3):
            told(writer, f"Việc thứ {number}")
    (message,) = outbox.outbox
    assert message.subject == "[Điểm tin] 3 thông báo mới"
    places = [message.body.index(f"{number + 1}. Việc thứ {number}") for number in range(3)]
    assert places == sorted(places)


@pytest.mark.parametrize("delivery", [Delivery.INBOX, Delivery.DAILY])
def test_who_does_not_want_mail_at_once_gets_none(delivery, writer, django_capture_on_commit_callbacks):
    wants(writer, delivery)
    with django_capture_on_commit_callbacks(execute=True):
        told(writer)
    assert not outbox.outbox and Notice.objects.unread().count() == 1


@pytest.mark.parametrize("words", ["a\nBcc: x@y.example", "a\r\n\r\n<b>b</b>", "a\u2028Bcc: x@y.example"])
def test_no_words_become_a_header(words, writer, django_capture_on_commit_callbacks):
    wants(writer, Delivery.AT_ONCE)
    with django_capture_on_commit_callbacks(execute=True):
        told(writer, words)
    (message,) = outbox.outbox
    sent = message.message()
    assert sent["Bcc"] is None and message.recipients() == ["an@diemtin.example"]
    assert "\n" not in message.subject and "\u2028" not in message.subject


def test_an_address_that_is_none_is_an_error_to_see(writer):
    wants(writer, Delivery.AT_ONCE)
    User.objects.filter(pk=writer.pk).update(email="an@diemtin.example\nBcc: x@y.example")
    told(User.objects.get(pk=writer.pk))
    mail = mailing.pack(writer.pk)
    assert mailing.send(mail) is Outcome.FAILED and not outbox.outbox
    assert Mail.objects.failed().get().error


def test_once_a_day_is_one_mail_on_however_many_runs(writer, editor):
    wants(writer, Delivery.DAILY), wants(editor, Delivery.DAILY)
    told(writer, "Một"), told(writer, "Hai"), told(editor, "Ba")
    assert mailing.send_daily(TODAY) == 2
    told(writer, "Bốn")
    assert mailing.send_daily(TODAY) == 0 and len(outbox.outbox) == 2
    to_writer = next(m for m in outbox.outbox if m.to == ["an@diemtin.example"])
    assert to_writer.subject == "[Điểm tin] 2 thông báo, ngày 02/03/2026"
    assert mailing.send_daily(TODAY + timedelta(days=1)) == 1
    assert "Bốn" in outbox.outbox[-1].body and "Một" not in outbox.outbox[-1].body


def test_what_was_read_is_not_mailed_once_a_day(writer):
    wants(writer, Delivery.DAILY)
    told(writer)
    notices.mark_read(Notice.objects.all())
    assert mailing.send_daily(TODAY) == 0 and not Mail.objects.exists()


def test_the_command_sends_and_says_so(writer, capsys):
    wants(writer, Delivery.DAILY)
    told(writer)
    call_command("send_digest")
    call_command("send_digest")
    assert capsys.readouterr().out.splitlines()[0].startswith("Đã gửi 1 thư trong ngày")
    assert len(outbox.outbox) == 1 and Mail.objects.get().day == timezone.localdate()


def test_a_server_in_trouble_breaks_no_step(writer, editor, broken, django_capture_on_commit_callbacks):
    wants(writer, Delivery.AT_ONCE)
    article = make_article(writer, "review")
    with django_capture_on_commit_callbacks(execute=True):
        workflow.apply(workflow.RETURN, article, editor, "Thiếu nguồn.")
    assert Article.objects.get().status == "draft"
    mail = Mail.objects.get()
    assert (mail.attempts, mail.sent_at, mail.claimed_at) == (1, None, None)
    assert "Connection unexpectedly closed" in mail.error and Notice.objects.get().mail == mail


def test_a_queue_in_trouble_breaks_no_step(writer, editor, monkeypatch, django_capture_on_commit_callbacks):
    wants(writer, Delivery.AT_ONCE)

    def full(*args):
        raise RuntimeError("queue full")

    monkeypatch.setattr(type(tasks.mail_notices), "enqueue", full)
    article = make_article(writer, "review")
    with django_capture_on_commit_callbacks(execute=True):
        workflow.apply(workflow.RETURN, article, editor, "Thiếu nguồn.")
    assert Article.objects.get().status == "draft" and Notice.objects.count() == 1
    Notice.objects.update(created_at=timezone.now() - timedelta(hours=1))
    assert mailing.send_remaining() == 1 and len(outbox.outbox) == 1


def test_what_failed_is_sent_again_and_only_once(writer, monkeypatch):
    wants(writer, Delivery.AT_ONCE)
    told(writer)
    mail = mailing.pack(writer.pk)
    with monkeypatch.context() as patch:
        patch.setattr(EmailMessage, "send", refuse)
        assert mailing.send(mail) is Outcome.FAILED
    assert mailing.send_remaining() == 1
    mail.refresh_from_db()
    assert (mail.attempts, mail.error, bool(mail.sent_at)) == (2, "", True)
    assert mailing.send_remaining() == 0 and mailing.send(mail) is Outcome.NOTHING and len(outbox.outbox) == 1


def refuse(self, fail_silently=False):
    """As a server that is not there."""
    raise ConnectionRefusedError(111, "Connection refused")


def test_what_failed_waits_longer_each_time_and_then_rests(writer, broken, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    wants(writer, Delivery.AT_ONCE)
    told(writer)
    mail = mailing.pack(writer.pk)
    for _ in range(len(mailing.PAUSES) + 1):
        assert tasks.send(mail) is False
    waits = DBTaskResult.objects.filter(task_path="news.tasks.send_mail").order_by("run_after")
    minutes = [round((row.run_after - timezone.now()).total_seconds() / 60) for row in waits]
    assert minutes == list(mailing.PAUSES)
    assert mailing.send_remaining() == 0
    mail.refresh_from_db()
    assert mail.attempts == len(mailing.PAUSES) + 1 and mail.error


def test_a_mail_in_somebodys_hands_is_left_until_they_are_gone(writer):
    wants(writer, Delivery.AT_ONCE)
    told(writer)
    mail = mailing.pack(writer.pk)
    assert mailing.claim(mail) and not mailing.claim(mail)
    assert mailing.send(mail) is Outcome.NOTHING and mailing.send_remaining() == 0
    Mail.objects.update(claimed_at=timezone.now() - mailing.CLAIM - timedelta(seconds=1))
    assert mailing.send_remaining() == 1


def test_who_left_meanwhile_gets_no_mail(writer):
    wants(writer, Delivery.AT_ONCE)
    notice = told(writer)
    mail = mailing.pack(writer.pk)
    User.objects.filter(pk=writer.pk).update(is_active=False)
    assert mailing.send(Mail.objects.get(pk=mail.pk)) is Outcome.NOTHING
    notice.refresh_from_db()
    assert not outbox.outbox and not Mail.objects.exists() and notice.delivery == Delivery.INBOX


def test_failed_mail_is_seen_by_the_administrator_and_by_the_recipient(client, writer, administrator, broken):
    wants(writer, Delivery.AT_ONCE)
    told(writer)
    mailing.send(mailing.pack(writer.pk))
    client.force_login(administrator)
    people = client.get("/quan-tri/news/user/").content.decode()
    assert "Có thư không gửi được" in people and f">{writer}</a> (1)" in people
    page = client.get(f"/quan-tri/news/user/{writer.pk}/change/").content.decode()
    assert "Connection unexpectedly closed" in page
    client.force_login(writer)
    assert "chưa gửi được (đã thử 1 lần)" in client.get("/quan-tri/news/notice/").content.decode()


@pytest.mark.parametrize("role", ["writer", "editor", "chief", "administrator"])
def test_the_administrator_has_sent_again_what_rests(
    role, request, client, writer, django_capture_on_commit_callbacks
):
    wants(writer, Delivery.AT_ONCE)
    told(writer)
    mail = mailing.pack(writer.pk)
    Mail.objects.update(attempts=len(mailing.PAUSES) + 1, error="Connection refused")
    client.force_login(request.getfixturevalue(role))
    url, allowed = f"/quan-tri/news/user/{writer.pk}/gui-lai-thu/", role == "administrator"
    assert client.get(url).status_code == 405
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(url).status_code == (302 if allowed else 403)
    mail.refresh_from_db()
    assert bool(mail.sent_at) is allowed and len(outbox.outbox) == allowed


@together
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("delivery", [Delivery.DAILY, Delivery.AT_ONCE])
def test_two_nodes_send_once(delivery, writer, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    wants(writer, delivery)
    told(writer), told(writer)
    if delivery == Delivery.DAILY:
        at_once(*[lambda: mailing.send_daily(TODAY)] * 4)
    else:
        at_once(*[lambda: tasks.mail_notices.func(writer.pk)] * 4)
    assert len(outbox.outbox) == 1 and Mail.objects.get().attempts == 1


@together
@pytest.mark.django_db(transaction=True)
def test_two_workers_send_one_mail_once(writer, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    wants(writer, Delivery.AT_ONCE)
    told(writer)
    mail = mailing.pack(writer.pk)
    outcomes = at_once(*[lambda: mailing.send(Mail.objects.get(pk=mail.pk))] * 4)
    assert outcomes.count(Outcome.SENT) == 1 and len(outbox.outbox) == 1
