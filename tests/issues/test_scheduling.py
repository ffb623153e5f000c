"""Publishing at a set time: who sets it, what the clock does with it, what it does not do, and what is told."""

from datetime import datetime, timedelta
from io import StringIO

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from issues import publishing, scheduling
from issues.models import Issue, Release
from news.models import Article
from news.workflow import Refused
from tests.make import make_issue, make_placed_issue
from tests.news.admin_forms import change_url, said, text_of

pytestmark = pytest.mark.usefixtures("fake_pdf")


def step_url(issue, name: str) -> str:
    """The confirm page of a step."""
    return f"/quan-tri/issues/issue/{issue.pk}/buoc/{name}/"


@pytest.fixture
def issue(editor, chief):
    """An approved issue of three articles."""
    issue = make_placed_issue(3)
    publishing.submit(issue, editor)
    return publishing.approve(issue, chief, issue.release.sha256)


def in_hours(hours: float) -> datetime:
    """A time from now, without seconds."""
    return (timezone.now() + timedelta(hours=hours)).replace(second=0, microsecond=0)


def overdue(issue) -> Issue:
    """The issue as it will be when its time has come."""
    Issue.objects.filter(pk=issue.pk).update(publish_at=timezone.now() - timedelta(seconds=1))
    return Issue.objects.get(pk=issue.pk)


def test_at_its_time_exactly_the_approved_bytes_go_out(issue, chief, client):
    at, approved = in_hours(2), issue.release.pdf_sha256
    scheduling.schedule(issue, chief, at, "Đúng giờ mở cửa.")
    change = issue.status_changes.first()
    assert (change.transition, change.user, change.from_status, change.to_status) == (
        "schedule",
        chief,
        "approved",
        "approved",
    )
    assert change.note == f"Hẹn {scheduling.said(at)}. Đúng giờ mở cửa."
    assert scheduling.publish_due() == [] and client.get(issue.get_absolute_url()).status_code == 404
    overdue(issue)
    assert [o.refusal for o in scheduling.publish_due()] == [""]
    issue.refresh_from_db()
    assert (issue.status, issue.publish_at, issue.publish_by) == ("published", None, None)
    assert issue.status_changes.first().user == chief
    assert set(Article.objects.values_list("status", flat=True)) == {"published"}
    assert Release.objects.public().get().pdf_sha256 == approved
    assert client.get(issue.get_absolute_url()).status_code == 200
    assert scheduling.publish_due() == [], "once is enough"


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (lambda: timezone.now() - timedelta(minutes=1), "đã qua"),
        (timezone.now, "đã qua"),
        (lambda: timezone.now() + timedelta(days=400), "trong vòng một năm"),
        (lambda: timezone.make_aware(datetime(1, 1, 1)), "đã qua"),
        (lambda: timezone.make_aware(datetime(9999, 12, 31, 23, 59)), "trong vòng một năm"),
    ],
)
def test_times_that_make_no_sense_are_refused(at, words, issue, chief):
    with pytest.raises(Refused, match=words):
        scheduling.schedule(issue, chief, at())
    assert Issue.objects.get().publish_at is None and issue.status_changes.first().transition == "approve"


@pytest.mark.parametrize(
    "text", ["", "x", "2026-13-01T00:00", "2026-11-30", "2026-11-30T08:00Z", "\x00", "9" * 500]
)
def test_what_is_no_time_is_refused(text):
    with pytest.raises(Refused, match="Hãy điền ngày và giờ"):
        scheduling.read_time(text)


def test_a_typed_time_is_vietnams():
    assert scheduling.read_time("2026-11-30T06:30").isoformat() == "2026-11-30T06:30:00+07:00"


def test_the_time_is_changed_and_taken_back(issue, chief, second_chief):
    scheduling.schedule(issue, chief, in_hours(1))
    scheduling.schedule(issue, second_chief, in_hours(3))
    issue.refresh_from_db()
    assert (issue.publish_at, issue.publish_by) == (in_hours(3), second_chief)
    scheduling.unschedule(issue, chief, "Chờ ảnh mới.")
    issue.refresh_from_db()
    assert (issue.publish_at, issue.publish_by, issue.status) == (None, None, "approved")
    steps = list(issue.status_changes.values_list("transition", flat=True))
    assert steps[:3] == ["unschedule", "schedule", "schedule"]
    with pytest.raises(Refused, match="chưa được hẹn giờ"):
        scheduling.unschedule(issue, chief)


def test_a_time_that_somebody_changed_meanwhile_is_not_overwritten(issue, chief, second_chief):
    mine = Issue.objects.get()
    scheduling.schedule(issue, second_chief, in_hours(3))
    with pytest.raises(Refused, match="vừa được người khác đổi"):
        scheduling.schedule(mine, chief, in_hours(5))
    with pytest.raises(Refused, match="vừa được người khác đổi"):
        scheduling.unschedule(mine, chief)
    assert Issue.objects.get().publish_at == in_hours(3)


def test_reopening_takes_the_time_away(issue, chief):
    scheduling.schedule(issue, chief, in_hours(1))
    publishing.reopen(issue, chief, "Thiếu một tin.")
    assert Issue.objects.get().publish_at is None
    with pytest.raises(Refused, match="Hẹn giờ xuất bản"):
        scheduling.schedule(issue, chief, in_hours(1))


def test_a_time_belongs_to_an_approved_issue_and_to_somebody(issue, chief):
    for values in (
        {"publish_at": in_hours(1)},
        {"publish_by": chief},
        {"publish_at": in_hours(1), "publish_by": chief, "status": "draft"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Issue.objects.filter(pk=issue.pk).update(**values)


def test_rights_are_those_of_the_hour_not_of_the_day_before(issue, chief, second_chief, caplog):
    scheduling.schedule(issue, chief, in_hours(1))
    chief.groups.clear()
    overdue(issue)
    for _ in range(3):
        assert "Bạn không có quyền" in scheduling.publish_due()[0].refusal
    issue = Issue.objects.get()
    assert issue.status == "approved" and "chưa xuất bản được" in caplog.text
    rows = issue.status_changes.filter(transition="missed")
    assert rows.count() == 1, "the same reason is written once"
    assert scheduling.missed(issue) == rows.get().note
    publishing.publish(issue, second_chief)
    assert scheduling.missed(issue) == ""


def test_without_any_clock_the_page_says_so(issue, chief, client):
    scheduling.schedule(issue, chief, in_hours(1))
    assert scheduling.missed(overdue(issue)) == "", "the clocks get some minutes"
    Issue.objects.update(publish_at=timezone.now() - timedelta(minutes=6))
    client.force_login(chief)
    page = text_of(client.get(change_url(issue)))
    assert "nhưng chưa xuất bản được" in page and "Tiến trình chạy nền có thể chưa hoạt động" in page


def test_what_a_clock_will_publish_waits_for_nobody(issue, chief, second_chief, client):
    waiting = Issue.objects.to_publish_by(second_chief)
    assert list(waiting) == [issue]
    scheduling.schedule(issue, chief, in_hours(1))
    assert not waiting.all()
    client.force_login(second_chief)
    page = text_of(client.get("/quan-tri/"))
    assert f"Hẹn {timezone.localtime(in_hours(1)):%H:%M %d/%m}" in page and "số chờ tôi xuất bản" not in page
    overdue(issue)
    assert list(waiting.all()) == [issue]
    page = text_of(client.get("/quan-tri/"))
    assert "Quá giờ hẹn" in page and "số chờ tôi xuất bản" in page


def test_a_lost_pdf_is_told_and_tried_again(issue, chief, client):
    scheduling.schedule(issue, chief, in_hours(1))
    name = issue.release.pdf.name
    with default_storage.open(name) as file:
        data = file.read()
    default_storage.delete(name)
    overdue(issue)
    with pytest.raises(CommandError, match="Số 9/2026: Không đọc được tệp PDF"):
        call_command("publish_due")
    client.force_login(chief)
    page = text_of(client.get(change_url(issue)))
    assert "nhưng chưa xuất bản được" in page and "Không đọc được tệp PDF" in page
    assert "Đến giờ nhưng chưa xuất bản được" in page, "the log has it in words"
    with default_storage.open(name, "wb") as file:
        file.write(data)
    out = StringIO()
    call_command("publish_due", stdout=out)
    assert out.getvalue() == "Đã xuất bản số 9/2026.\n" and Issue.objects.get().status == "published"


def test_a_time_that_is_changed_in_the_last_moment_counts(issue, chief, monkeypatch):
    scheduling.schedule(issue, chief, in_hours(1))
    overdue(issue)
    check = publishing.check_stored_pdf

    def meanwhile(release):
        check(release)
        Issue.objects.filter(pk=issue.pk).update(publish_at=in_hours(5))

    monkeypatch.setattr(publishing, "check_stored_pdf", meanwhile)
    assert scheduling.publish_due() == []
    assert (
        Issue.objects.get().status == "approved"
        and not issue.status_changes.filter(transition="missed").exists()
    )


def test_the_worker_is_told_when_to_look(issue, chief, settings, django_capture_on_commit_callbacks):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    with django_capture_on_commit_callbacks(execute=True):
        scheduling.schedule(issue, chief, in_hours(2))
    task = DBTaskResult.objects.get()
    assert task.run_after == in_hours(2) and task.task_path == "issues.scheduling.publish_due_issues"
    overdue(issue)
    assert scheduling.publish_due_issues.call() == 1
    assert Issue.objects.get().status == "published"


def test_the_worker_looks_again_after_a_refusal(issue, chief, settings, django_capture_on_commit_callbacks):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    scheduling.schedule(issue, chief, in_hours(2))
    chief.groups.clear()
    overdue(issue)
    with django_capture_on_commit_callbacks(execute=True):
        assert scheduling.publish_due_issues.call() == 0
    assert DBTaskResult.objects.get().run_after > timezone.now() + timedelta(minutes=4)


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("step", ["schedule", "unschedule"])
@pytest.mark.parametrize("role", ["writer", "editor", "chief", "administrator"])
def test_who_may_set_a_time_by_address(role, step, method, request, client, issue, second_chief):
    if step == "unschedule":
        scheduling.schedule(issue, second_chief, in_hours(1))
    before = Issue.objects.get().publish_at
    client.force_login(request.getfixturevalue(role))
    seen = before.isoformat() if before else ""
    data = {"seen": "approved", "note": "", "publish_at": "2027-01-05T06:00", "seen_publish_at": seen}
    with_time = timezone.make_aware(datetime(2027, 1, 5, 6)) if step == "schedule" else None
    response = getattr(client, method)(step_url(issue, step), data)
    if role == "chief":
        assert response.status_code == (302 if method == "post" else 200)
        assert Issue.objects.get().publish_at == (with_time if method == "post" else before), said(response)
    else:
        assert response.status_code == 403 and Issue.objects.get().publish_at == before


def test_the_page_asks_for_a_time_and_shows_it_afterwards(issue, chief, client):
    client.force_login(chief)
    page = text_of(client.get(step_url(issue, "schedule")))
    assert (
        'type="datetime-local"' in page
        and "T06:00" in page
        and issue.release.edition.articles[0].headline in page
    )
    data = {"seen": "approved", "publish_at": "2020-01-05T06:00", "seen_publish_at": ""}
    assert "đã qua" in said(client.post(step_url(issue, "schedule"), data))[0]
    client.post(
        step_url(issue, "schedule"),
        data | {"publish_at": f"{timezone.localtime(in_hours(30)):%Y-%m-%dT%H:%M}"},
    )
    words = f"Hẹn xuất bản lúc {timezone.localtime(in_hours(30)):%H:%M, %d/%m/%Y}"
    assert words in text_of(client.get(change_url(issue)))
    assert f"hẹn {scheduling.said(in_hours(30))}" in text_of(client.get("/quan-tri/issues/issue/"))
    stale = data | {"publish_at": "2027-02-05T06:00"}
    assert "vừa được người khác đổi" in said(client.post(step_url(issue, "schedule"), stale))[-1]


def test_two_issues_that_are_due_go_out_in_their_order(issue, editor, chief):
    other = make_placed_issue(3, number=10)
    publishing.submit(other, editor)
    publishing.approve(other, chief, other.release.sha256)
    scheduling.schedule(issue, chief, in_hours(3))
    scheduling.schedule(other, chief, in_hours(2))
    make_issue(11)
    now = timezone.now()
    Issue.objects.filter(pk=issue.pk).update(publish_at=now - timedelta(minutes=1))
    Issue.objects.filter(pk=other.pk).update(publish_at=now - timedelta(minutes=2))
    assert [o.issue for o in scheduling.publish_due()] == [other, issue]
