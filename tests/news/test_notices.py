"""Telling people: whom, never the one who acted; the inbox, which is everybody's own; how one wants to be told."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from news import notices
from news.models import Mail, Notice, User
from news.models.notice import Kind
from news.models.user import Delivery
from tests.make import make_article
from tests.news.admin_forms import said, text_of

INBOX = "/quan-tri/news/notice/"
PREFERENCES = f"{INBOX}cach-nhan/"
ROLES = ("writer", "editor", "chief", "administrator")


def told(person, **changes) -> Notice:
    """One notice to somebody, from nobody."""
    values = {"subject": "Có việc", "url": "/quan-tri/news/article/", "actor": None} | changes
    (notice,) = notices.tell(Kind.RETURNED, to=[person], **values)
    return notice


def test_each_person_is_told_once_and_the_actor_never(writer, editor):
    made = notices.tell(
        Kind.RETURNED, actor=editor, to=[writer, writer, editor, None], subject="Tin bị trả lại"
    )
    assert [(n.recipient, n.actor, n.read_at) for n in made] == [(writer, editor, None)]
    assert list(Notice.objects.all()) == made


def test_whoever_left_or_may_not_see_the_thing_is_not_told(writer, editor, other_writer, administrator):
    User.objects.filter(pk=other_writer.pk).update(is_active=False)
    stranger = User.objects.create_user("la", is_staff=True)
    people = [writer, other_writer, stranger, editor, administrator]
    assert {n.recipient for n in notices.tell(Kind.RETURNED, actor=None, to=people, subject="a")} == {
        writer,
        editor,
        administrator,
    }
    assert [n.recipient for n in notices.tell(Kind.TO_REVIEW, actor=None, to=people, subject="a")] == [editor]
    assert notices.tell(Kind.ISSUE_TO_APPROVE, actor=None, to=people, subject="a") == []


def test_nothing_is_told_of_what_did_not_happen(writer):
    with pytest.raises(RuntimeError), transaction.atomic():
        told(writer)
        raise RuntimeError
    assert not Notice.objects.exists()


def test_words_are_stored_on_one_line_composed_and_cut(writer):
    notice = told(writer, subject="a\r\nBcc: x@y.example\x00\x1b " + "tie\u0302\u0301ng " * 60, text="b\x00c")
    assert "\n" not in notice.subject and "\r" not in notice.subject and notice.subject.isprintable()
    notice.refresh_from_db()
    assert len(notice.subject) <= 200 and notice.subject.endswith("…") and "tiếng" in notice.subject
    assert notice.text == "bc"


def test_those_with_the_role_are_meant_and_else_who_may_do_everything(editor, chief):
    owner = User.objects.create_superuser("chu", password="pw")
    assert notices.holding("issues.approve_issue") == [chief]
    User.objects.filter(pk=chief.pk).update(is_active=False)
    assert notices.holding("issues.approve_issue") == [owner]


@pytest.mark.parametrize("role", ROLES)
def test_everybody_has_an_inbox_of_their_own(role, request, client, newsroom, second_editor):
    person = request.getfixturevalue(role)
    mine, other = told(person, subject="Của tôi"), told(second_editor, subject="Của người khác")
    client.force_login(person)
    page = text_of(client.get(INBOX))
    assert "Của tôi" in page and "Của người khác" not in page
    for name in ("read", "open"):
        assert client.post(reverse(f"admin:news_notice_{name}", args=[other.pk])).status_code == 404
        assert client.get(reverse(f"admin:news_notice_{name}", args=[mine.pk])).status_code == 405
    assert Notice.objects.unread().count() == 2
    assert client.get(f"{INBOX}tat-ca-da-doc/").status_code == client.post(INBOX).status_code == 405


@pytest.mark.parametrize(
    "page", [INBOX, PREFERENCES, f"{INBOX}tat-ca-da-doc/", f"{INBOX}1/mo/", f"{INBOX}1/da-doc/"]
)
def test_nobody_else_has_one(page, client, writer):
    told(writer)
    anonymous = (client.get(page), client.post(page))
    client.force_login(User.objects.create_user("doc-gia"))
    for response in (*anonymous, client.get(page), client.post(page)):
        assert response.status_code == 302 and "/login/" in response.url
    assert Notice.objects.unread().count() == 1


def test_one_is_read_by_a_button_and_opened_by_another(client, writer):
    first, second = told(writer), told(writer)
    client.force_login(writer)
    assert client.post(f"{INBOX}{first.pk}/da-doc/", {"chua-doc": "1"}).url == f"{INBOX}?chua-doc=1"
    assert [n.pk for n in Notice.objects.unread()] == [second.pk]
    assert client.post(f"{INBOX}{second.pk}/mo/").url == "/quan-tri/news/article/"
    assert not Notice.objects.unread().exists()
    read_at = Notice.objects.get(pk=first.pk).read_at
    client.post(f"{INBOX}{first.pk}/da-doc/")
    assert Notice.objects.get(pk=first.pk).read_at == read_at


@pytest.mark.parametrize("url", ["https://xau.example/", "//xau.example/", "javascript:alert(1)", ""])
def test_a_notice_leads_nowhere_else(url, client, writer):
    notice = told(writer, url=url)
    client.force_login(writer)
    assert client.post(f"{INBOX}{notice.pk}/mo/").url == INBOX


def test_all_are_read_that_were_on_the_page(client, writer, editor):
    told(writer), told(editor)
    client.force_login(writer)
    newest = client.get(INBOX).context["newest"]
    later = told(writer)
    response = client.post(f"{INBOX}tat-ca-da-doc/", {"newest": newest})
    assert "1 thông báo" in said(response)[0]
    assert {n.recipient for n in Notice.objects.unread()} == {writer, editor}
    assert Notice.objects.unread().filter(pk=later.pk).exists()
    for bad in ("", "x", "9" * 30, "-1"):
        assert client.post(f"{INBOX}tat-ca-da-doc/", {"newest": bad}).status_code == 403
    assert Notice.objects.unread().filter(pk=later.pk).exists()


def test_the_header_counts_with_one_query_however_many_there_are(
    client, writer, django_assert_max_num_queries, django_assert_num_queries
):
    client.force_login(writer)
    counts = []
    for _ in range(2):
        for _ in range(40):
            told(writer)
        with django_assert_num_queries(1):
            count = notices.unread(writer)
        with django_assert_max_num_queries(12) as queries:
            page = text_of(client.get(INBOX))
        counts.append(len(queries))
        assert count == Notice.objects.count() and f'<span class="count">{count}<' in page
    assert counts[0] == counts[1]
    assert "Trang 1 / 3" in page and "Trang 3 / 3" in text_of(client.get(INBOX, {"p": "3"}))


def test_words_of_others_are_escaped(client, writer, editor):
    article = make_article(writer, headline="<script>alert(1)</script>")
    told(
        writer,
        actor=editor,
        article=article,
        subject=f"Trả lại {article}",
        text="<img src=x onerror=alert(2)>",
    )
    client.force_login(writer)
    page = text_of(client.get(INBOX))
    assert "<script>alert" not in page and "<img src=x" not in page and "&lt;script&gt;" in page


@pytest.mark.parametrize("role", ROLES)
def test_each_chooses_for_oneself(role, request, client, newsroom, second_editor):
    person = request.getfixturevalue(role)
    client.force_login(person)
    assert client.get(PREFERENCES).status_code == 200
    for choice in Delivery.values:
        assert client.post(PREFERENCES, {"delivery": choice}).status_code == 302
        assert User.objects.get(pk=person.pk).delivery == choice
    assert client.post(PREFERENCES, {"delivery": "pigeon"}).status_code == 200
    assert User.objects.get(pk=person.pk).delivery == Delivery.values[-1]
    assert User.objects.get(pk=second_editor.pk).delivery == Delivery.AT_ONCE


def test_without_an_address_there_is_only_the_inbox(writer, editor):
    User.objects.filter(pk=editor.pk).update(email="binh@diemtin.example", delivery=Delivery.DAILY)
    assert told(writer).delivery == Delivery.INBOX
    assert told(editor).delivery == Delivery.DAILY


def test_what_waits_follows_the_choice(writer):
    User.objects.filter(pk=writer.pk).update(email="an@diemtin.example", delivery=Delivery.DAILY)
    told(writer)
    notices.choose(writer, Delivery.INBOX)
    assert not Notice.objects.to_mail(Delivery.DAILY).exists() and notices.unread(writer) == 1


def test_what_was_read_long_ago_is_forgotten_and_nothing_else(writer):
    def read(days: int, **mail) -> Notice:
        notice, at = told(writer), timezone.now() - timedelta(days=days)
        mail = Mail.objects.create(recipient=writer, **mail) if mail else None
        Notice.objects.filter(pk=notice.pk).update(read_at=at, created_at=at, mail=mail)
        return notice

    long_ago = timezone.now() - timedelta(days=190)
    old, mailed, failed = (
        read(190),
        read(190, sent_at=long_ago),
        read(190, error="Máy chủ thư không trả lời."),
    )
    unread, recent = told(writer), read(100)
    Notice.objects.filter(pk=unread.pk).update(created_at=long_ago)
    out = StringIO()
    call_command("prune_notices", stdout=out)
    assert out.getvalue() == "Đã xóa 2 thông báo đã đọc.\n"
    assert set(Notice.objects.all()) == {failed, unread, recent} and {old, mailed}.isdisjoint(
        Notice.objects.all()
    )
    assert list(Mail.objects.all()) == list(Mail.objects.failed()), "a mail goes with the last of its notices"
    call_command("prune_notices", days=90, stdout=out)
    assert set(Notice.objects.all()) == {failed, unread}


@pytest.mark.parametrize("days", [0, -1, 10**9])
def test_a_number_of_days_that_makes_no_sense_deletes_nothing(days, writer):
    told(writer)
    notices.mark_read(Notice.objects.all())
    with pytest.raises(CommandError, match="Số ngày"):
        call_command("prune_notices", days=days)
    assert Notice.objects.count() == 1
