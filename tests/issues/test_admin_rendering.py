"""The pages around an issue's PDF: at once where it is kept, else progress; who may start, look, cancel."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from issues import pdf, renderings
from issues.assembly import assemble
from issues.models import Rendering
from issues.models.issue import Origin
from issues.printing import RenderError
from tests.make import make_issue, make_placed_issue, pdf_bytes
from tests.news.admin_forms import change_url, said, step_url, text_of

pytestmark = pytest.mark.django_db
LIST = "/quan-tri/issues/issue/"
ROLES = [("writer", 403), ("editor", 200), ("chief", 200), ("administrator", 200)]
JSON = {"headers": {"accept": "application/json"}}


@pytest.fixture
def issue(newsroom):
    """An issue with three articles."""
    return make_placed_issue(3)


@pytest.fixture
def no_press(monkeypatch):
    """Nothing may be rendered."""
    monkeypatch.setattr(pdf.press, "print", lambda *args, **options: pytest.fail("the press was started"))


def page(issue, rest: str = "xem-thu.pdf") -> str:
    """One of the issue's addresses."""
    return f"{LIST}{issue.pk}/{rest}"


def row(issue, **values) -> Rendering:
    """The rendering of the issue as it stands, as somebody's work has left it."""
    rendering, _ = renderings.row(assemble(issue), "", "", None)
    Rendering.objects.filter(pk=rendering.pk).update(**values)
    return Rendering.objects.get(pk=rendering.pk)


def test_a_kept_pdf_is_served_at_once(issue, client, editor, rendered, django_assert_max_num_queries):
    made = renderings.obtain(assemble(issue))
    client.force_login(editor)
    with django_assert_max_num_queries(14):
        response = client.get(page(issue))
    assert response.getvalue() == made.data and len(rendered) == 1
    assert response["Content-Type"] == "application/pdf" and "no-store" in response["Cache-Control"]
    assert response["Content-Disposition"] == 'inline; filename="xem-thu-diem-tin-so-9-2026.pdf"'


def test_without_one_a_page_asks_and_changes_nothing(issue, client, editor, no_press):
    client.force_login(editor)
    response = client.get(page(issue))
    text = text_of(response)
    assert "chưa được dựng" in text and f'action="{page(issue, "dung-pdf/")}"' in text
    assert "http-equiv" not in text and 'data-status="none"' in text
    assert not Rendering.objects.exists()


def test_starting_makes_it_and_leads_to_the_pdf(issue, client, editor, rendered, queue):
    client.force_login(editor)
    response = client.post(page(issue, "dung-pdf/"), {"kieu": "compact"})
    assert response.url == page(issue, "xem-thu.pdf?kieu=compact")
    made = Rendering.objects.get()
    assert (made.layout, made.requested_by, made.status) == ("compact", editor, "queued")
    text = text_of(client.get(response.url))
    assert (
        "Đang chờ dựng PDF" in text and '<noscript><meta http-equiv="refresh" content="2"></noscript>' in text
    )
    renderings.obtain(assemble(issue), layout="compact")
    assert client.get(response.url).getvalue().startswith(b"%PDF-") and rendered == [("compact", "")]


def test_starting_twice_is_one_rendering(issue, client, editor, chief, queue):
    for user in (editor, chief, editor):
        client.force_login(user)
        assert client.post(page(issue, "dung-pdf/"), **JSON).json()["status"] == "queued"
    assert Rendering.objects.get().requested_by == editor


def test_the_script_hears_stage_and_page(issue, client, editor, queue):
    client.force_login(editor)
    told = client.post(page(issue, "dung-pdf/"), **JSON).json()
    assert told["open"] and told["cancel"] == f"{told['progress']}huy/"
    Rendering.objects.update(status="running", claim="x", stage="layout", page=12)
    told = client.get(told["progress"]).json()
    assert (told["status"], told["stage"], told["detail"]) == ("running", "layout", "Dàn trang, trang 12")
    text = text_of(client.get(page(issue)))
    assert "Dàn trang, trang 12" in text and '<li data-stage="layout" aria-current="step">' in text


def test_the_page_says_what_went_wrong_and_offers_to_try_again(issue, client, editor):
    row(issue, status="failed", error="Không tìm thấy ảnh bìa trong kho ảnh. Hãy tải ảnh đó lên lại.")
    client.force_login(editor)
    text = text_of(client.get(page(issue)))
    assert "Chưa dựng được PDF." in text and "Hãy tải ảnh đó lên lại." in text and "Dựng lại" in text
    assert "http-equiv" not in text


def test_a_queue_that_nobody_works_on_is_told(issue, client, editor):
    row(issue, heartbeat=timezone.now() - timedelta(seconds=16))
    client.force_login(editor)
    assert "Tiến trình chạy nền có thể chưa hoạt động" in text_of(client.get(page(issue)))


def test_cancelling_says_who_did_it(issue, client, editor):
    rendering = row(issue)
    client.force_login(editor)
    response = client.post(page(issue, f"dung-pdf/{rendering.pk}/huy/"))
    assert response.url == page(issue, "xem-thu.pdf?kieu=magazine")
    assert Rendering.objects.get().cancelled_by == editor
    text = text_of(client.get(response.url))
    assert "Phạm Hòa Bình đã hủy lúc" in text and "Dựng lại" in text


@pytest.mark.parametrize(
    ("role", "own", "status"),
    [
        ("writer", True, 403),
        ("editor", False, 200),
        ("chief", False, 200),
        ("administrator", False, 403),
        ("administrator", True, 200),
    ],
)
def test_who_may_cancel(role, own, status, request, issue, client):
    user = request.getfixturevalue(role)
    rendering = row(issue, requested_by=user if own else None)
    client.force_login(user)
    response = client.post(page(issue, f"dung-pdf/{rendering.pk}/huy/"), **JSON)
    assert response.status_code == status
    assert Rendering.objects.get().status == ("cancelled" if status == 200 else "queued")


@pytest.mark.parametrize(("role", "status"), ROLES)
def test_who_may_look_and_start(role, status, request, issue, client, queue):
    client.force_login(request.getfixturevalue(role))
    rendering = row(issue)
    assert client.get(page(issue)).status_code == status
    assert client.get(page(issue, f"dung-pdf/{rendering.pk}/")).status_code == status
    Rendering.objects.all().delete()
    assert client.post(page(issue, "dung-pdf/"), **JSON).status_code == status
    assert Rendering.objects.exists() is (status == 200)


def test_a_cancel_button_is_only_for_those_who_may(issue, client, editor, administrator):
    row(issue, requested_by=editor)
    client.force_login(administrator)
    assert "/huy/" not in text_of(client.get(page(issue)))
    client.force_login(editor)
    assert "/huy/" in text_of(client.get(page(issue)))


def test_what_changes_something_is_a_post(issue, client, chief):
    rendering = row(issue)
    client.force_login(chief)
    for rest in ("dung-pdf/", f"dung-pdf/{rendering.pk}/huy/"):
        assert client.get(page(issue, rest)).status_code == 405
    assert Rendering.objects.get().status == "queued"


@pytest.mark.parametrize("rest", ["dung-pdf/{}/", "dung-pdf/{}/huy/"])
@pytest.mark.parametrize("key", ["0", "7777777", "9" * 30])
def test_unknown_renderings_are_not_found(rest, key, issue, client, chief):
    client.force_login(chief)
    address = page(issue, rest.format(key))
    assert (client.post if "huy" in rest else client.get)(address).status_code == 404


@pytest.mark.parametrize(
    "rest", ["dung-pdf/", "dung-pdf/1/", "dung-pdf/1/huy/", "xem-thu.pdf?phan=muc:focus"]
)
def test_who_is_not_signed_in_sees_nothing(rest, issue, client):
    assert "/login/" in client.get(page(issue, rest)).url
    assert "/login/" in client.post(page(issue, rest)).url


def test_parts_are_made_at_once_and_kept_nowhere(issue, client, editor, rendered):
    client.force_login(editor)
    article = issue.articles.first()
    for part in ("muc:domestic", f"tin:{article.pk}"):
        response = client.get(page(issue), {"kieu": "compact", "phan": part})
        assert response.getvalue().startswith(b"%PDF-")
    assert rendered == [("compact", "muc:domestic"), ("compact", f"tin:{article.pk}")]
    assert not Rendering.objects.exists()


def test_a_part_has_a_short_limit_and_its_failure_is_a_message(issue, client, editor, monkeypatch):
    limits = []

    def fail(*args, seconds=0, **options):
        limits.append(seconds)
        raise RenderError("Thiếu ảnh bìa.")

    monkeypatch.setattr(pdf, "render", fail)
    client.force_login(editor)
    response = client.get(page(issue), {"phan": "muc:domestic"})
    assert response.url == change_url(issue) and "Thiếu ảnh bìa." in said(response)[-1] and limits == [15]


@pytest.mark.parametrize(
    "query", ["kieu=x", "phan=x", "phan=muc:trends", "phan=muc:", "phan=tin:0", "phan=tin:%00"]
)
def test_layouts_and_parts_that_are_none_are_not_found(query, issue, client, editor, no_press):
    client.force_login(editor)
    assert client.get(page(issue, f"xem-thu.pdf?{query}")).status_code == 404


def test_the_page_offers_the_other_layout_and_the_sections(issue, client, editor):
    client.force_login(editor)
    text = text_of(client.get(page(issue, "xem-thu.pdf?kieu=compact")))
    assert 'href="?kieu=magazine"' in text and '<strong aria-current="true">Gọn' in text
    assert 'href="?kieu=compact&amp;phan=muc:domestic"' in text and "phan=muc:trends" not in text


def test_an_attached_original_that_is_lost_is_a_message(client, editor):
    issue = make_issue(origin=Origin.ARCHIVE, original_pdf="originals/mat.pdf")
    client.force_login(editor)
    for response in (client.get(page(issue)), client.post(page(issue, "dung-pdf/"))):
        assert response.url == change_url(issue) and "Không đọc được PDF gốc" in said(response)[-1]


def test_the_confirm_page_starts_nothing_by_itself_and_shows_how_far_it_is(
    issue, client, editor, no_press, queue
):
    client.force_login(editor)
    text = text_of(client.get(step_url(issue, "submit")))
    assert 'data-status="none"' in text and "data-follow" not in text and not Rendering.objects.exists()
    assert "việc này mất vài giây" in text
    response = client.post(page(issue, "dung-pdf/"), {"ve": "gui-duyet"})
    assert response.url == step_url(issue, "submit")
    assert "Đang chờ dựng PDF" in text_of(client.get(response.url))


def test_what_was_made_for_the_confirm_page_is_what_is_submitted(issue, client, editor, rendered):
    renderings.obtain(assemble(issue))
    client.force_login(editor)
    text = text_of(client.get(step_url(issue, "submit")))
    assert 'data-status="done"' in text and "PDF đã sẵn sàng" in text and "việc này mất vài giây" not in text
    client.post(step_url(issue, "submit"), {"seen": "draft"})
    issue.refresh_from_db()
    assert issue.status == "review" and len(rendered) == 1


def test_an_issue_with_an_original_is_not_rendered_for_submission(client, editor, no_press):
    issue = make_placed_issue(2, origin=Origin.ARCHIVE)
    issue.original_pdf.save("goc.pdf", ContentFile(pdf_bytes()))
    client.force_login(editor)
    assert "ban-dung" not in text_of(client.get(step_url(issue, "submit")))


def test_the_desk_warms_the_press_and_links_to_previews(issue, client, editor, monkeypatch):
    warmed = []
    monkeypatch.setattr(pdf, "warm", lambda: warmed.append(1))
    client.force_login(editor)
    text = text_of(client.get(page(issue, "xep-tin/")))
    assert warmed and "?phan=muc:focus" in text and f"?phan=tin:{issue.articles.first().pk}" in text
