"""The page “Việc chạy nền”: what waits, runs and failed, in words; trying again is a POST, allowed to few, and logged."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from diemtin import heartbeat
from issues import pdf, renderings
from issues.models import Rendering
from issues.tasks import check_issue_links, purge_addresses, render_edition
from news.tasks import mail_notices
from tests.issues.editions import edition
from tests.make import make_issue

pytestmark = pytest.mark.django_db
URL = reverse_lazy("admin:background")


def failed(task, *arguments, path="builtins.ValueError", traceback="") -> DBTaskResult:
    """A task that failed just now."""
    row = DBTaskResult.objects.get(pk=task.enqueue(*arguments).id)
    values = {"exception_class_path": path, "traceback": traceback, "worker_ids": ["a", "b"]}
    DBTaskResult.objects.filter(pk=row.pk).update(status="FAILED", finished_at=timezone.now(), **values)
    return row


def post(client, row, act="chay-lai"):
    """Press a task's button."""
    return client.post(URL, {"viec": row.pk, "lam": act}, follow=True)


def test_it_shows_what_waits_runs_and_failed_and_why(
    client, chief, writer, queue, django_assert_max_num_queries
):
    issue = make_issue()
    heartbeat.beat("w1")
    mail_notices.enqueue(writer.pk)
    later = timezone.now() + timedelta(hours=3)
    purge_addresses.using(run_after=later).enqueue(["/", "/luu-tru/"], 1)
    failed(check_issue_links, issue.pk)
    failed(
        purge_addresses,
        ["/"],
        4,
        path="issues.purging.PurgeFailed",
        traceback="Traceback\nPurgeFailed: cdn: 500",
    )
    failed(check_issue_links, issue.pk, path=heartbeat.LOST)
    rendering, _ = renderings.row(edition(), "", "", None)
    Rendering.objects.update(status="running", claim="x", stage="layout", page=12)
    running = render_edition.enqueue(rendering.pk)
    DBTaskResult.objects.filter(pk=running.id).update(
        status="RUNNING", started_at=timezone.now(), worker_ids=["w1"]
    )
    client.force_login(chief)
    with django_assert_max_num_queries(24):
        page = client.get(URL).content.decode()
    for words in (
        "Kiểm tra liên kết của số 9/2026",
        "Lỗi ngoài dự kiến (ValueError)",
        "CDN không nhận yêu cầu: cdn: 500",
        "dừng đột ngột 3 lần",
        "Gửi thông báo cho Trần Thị An",
        "Báo CDN xóa trang cũ: 2 địa chỉ",
        f"hẹn lúc {timezone.localtime(later):%H:%M %d/%m/%Y}",
        "Dựng PDF số 8/2026",
        "Dàn trang, trang 12",
    ):
        assert words in page
    assert "Không có tiến trình chạy nền" not in page
    desk = client.get(reverse("admin:index")).content.decode()
    assert "3 việc chạy nền bị lỗi" in desk and "1 đang chạy, 2 đang chờ, 3 bị lỗi" in desk


def test_it_says_so_where_no_worker_is_alive(client, administrator):
    client.force_login(administrator)
    page = client.get(URL).content.decode()
    assert "Không có tiến trình chạy nền nào hoạt động" in page and "Không có việc nào bị lỗi" in page


@pytest.mark.parametrize("who", ["writer", "editor"])
def test_others_see_nothing_and_change_nothing(client, request, who, queue):
    row = failed(check_issue_links, 1)
    client.force_login(request.getfixturevalue(who))
    assert client.get(URL).status_code == post(client, row).status_code == 403
    assert "nền" not in client.get(reverse("admin:index")).content.decode()
    assert DBTaskResult.objects.get().status == "FAILED" and not LogEntry.objects.exists()


def test_a_failed_task_is_tried_again_once_and_that_is_logged(client, chief, queue):
    row = failed(check_issue_links, make_issue().pk)
    client.force_login(chief)
    assert "Đã cho chạy lại: Kiểm tra liên kết của số 9/2026." in post(client, row).content.decode()
    task = DBTaskResult.objects.get()
    assert (task.status, task.worker_ids, task.exception_class_path) == ("READY", [], "")
    assert list(DBTaskResult.objects.ready()) == [task]
    log = LogEntry.objects.get()
    assert log.user == chief and "Cho chạy lại" in log.change_message and "ValueError" in log.change_message
    assert "đã có người cho chạy lại" in post(client, row).content.decode()
    assert LogEntry.objects.count() == 1


def test_a_failed_task_may_be_let_go(client, chief, queue):
    row = failed(check_issue_links, 1)
    client.force_login(chief)
    assert "Đã bỏ khỏi danh sách" in post(client, row, "bo-qua").content.decode()
    assert not DBTaskResult.objects.exists() and LogEntry.objects.get().object_id == str(row.pk)


@pytest.mark.parametrize("data", [{}, {"viec": "x", "lam": "chay-lai"}, {"viec": "0" * 32, "lam": "xoa"}])
def test_nonsense_changes_nothing(client, chief, queue, data):
    failed(check_issue_links, 1)
    client.force_login(chief)
    assert client.post(URL, data).status_code == 302
    assert DBTaskResult.objects.get().status == "FAILED" and not LogEntry.objects.exists()


def test_a_pdf_that_failed_is_made_at_the_second_attempt(client, chief, queue, monkeypatch, fake_pdf):
    made = pdf.render

    def fails(*args, **options):
        raise pdf.RenderError("Không tìm thấy ảnh bìa trong kho ảnh.")

    rendering, _ = renderings.row(edition(), "", "", None)
    monkeypatch.setattr(pdf, "render", fails)
    with pytest.raises(pdf.RenderError):
        render_edition.call(rendering.pk)
    words = "Traceback\nissues.printing.RenderError: Không tìm thấy ảnh bìa trong kho ảnh."
    row = failed(render_edition, rendering.pk, path="issues.printing.RenderError", traceback=words)
    monkeypatch.setattr(pdf, "render", made)
    client.force_login(chief)
    assert "Không tìm thấy ảnh bìa trong kho ảnh." in client.get(URL).content.decode()
    post(client, row)
    assert render_edition.call(rendering.pk) == "done"
    assert renderings.kept(Rendering.objects.get())
