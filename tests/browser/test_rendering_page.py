"""The page that shows how far a PDF is: it starts, follows and ends by itself; without JavaScript there is a button."""

import pytest

from issues import pdf
from issues.models import Rendering
from issues.printing import RenderError
from tests.make import make_placed_issue

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def issue(newsroom):
    """An issue with three articles."""
    return make_placed_issue(3)


def address(issue) -> str:
    """Where the issue's PDF is looked at."""
    return f"/quan-tri/issues/issue/{issue.pk}/xem-thu.pdf"


def test_opening_it_makes_the_pdf_and_leads_to_it(issue, editor, fake_pdf, visit):
    page = visit(editor.username)
    with page.expect_response(lambda r: r.headers["content-type"] == "application/pdf", timeout=20_000):
        page.goto(address(issue), wait_until="commit")
    assert Rendering.objects.get().requested_by == editor


def test_a_failure_stays_on_the_page_and_is_not_tried_again_by_itself(issue, editor, monkeypatch, visit):
    tries = []

    def fail(*args, **options):
        tries.append(1)
        raise RenderError("Ảnh bìa bị hỏng. Hãy tải ảnh đó lên lại.")

    monkeypatch.setattr(pdf, "render", fail)
    page = visit(editor.username)
    page.goto(address(issue))
    page.get_by_text("Ảnh bìa bị hỏng.").wait_for()
    assert page.get_by_role("button", name="Dựng lại").is_visible()
    page.reload()
    page.get_by_text("Ảnh bìa bị hỏng.").wait_for()
    assert len(tries) == 1
    page.get_by_role("button", name="Dựng lại").click()
    page.wait_for_timeout(500)
    assert len(tries) == 2


def test_progress_is_followed_and_cancelled(issue, editor, settings, visit):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    page = visit(editor.username)
    page.goto(address(issue))
    page.get_by_text("Đang chờ dựng PDF").wait_for()
    Rendering.objects.update(status="running", claim="x", stage="layout", page=9)
    page.get_by_text("Dàn trang, trang 9").wait_for()
    assert page.locator("li[aria-current=step]").inner_text() == "Dàn trang"
    page.get_by_role("button", name="Hủy").click()
    page.get_by_text("Việc dựng PDF đã bị hủy.").wait_for()
    assert Rendering.objects.get().status == "cancelled"


def test_the_confirm_page_makes_the_pdf_meanwhile(issue, editor, fake_pdf, visit):
    page = visit(editor.username)
    page.goto(f"/quan-tri/issues/issue/{issue.pk}/buoc/submit/")
    page.get_by_text("PDF đã sẵn sàng.").wait_for()
    assert page.get_by_role("link", name="Mở PDF").is_visible()
    assert Rendering.objects.get().status == "done"
