"""The issue's list, form and steps."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from issues import editing, pdf, publishing
from issues.models import Issue, Release
from issues.models.issue import Origin
from news.workflow import Refused
from tests.make import make_issue, make_placed_issue, pdf_bytes, picture_bytes
from tests.news.admin_forms import change_url, filled_in, said, step_url, text_of

pytestmark = pytest.mark.usefixtures("fake_pdf")
LIST = "/quan-tri/issues/issue/"
ROLES = ("writer", "editor", "chief", "administrator")
WRITES = {"editor", "chief"}


@pytest.mark.parametrize("role", ROLES)
def test_a_draft_is_read_by_all_and_written_by_editors(role, request, client, newsroom):
    issue = make_issue()
    client.force_login(request.getfixturevalue(role))
    assert "9/2026" in text_of(client.get(LIST))
    page = text_of(client.get(change_url(issue)))
    assert ('name="_save"' in page) is (role in WRITES)
    assert ("/xep-tin/" in page) is (role in WRITES)


@pytest.mark.parametrize("role", ROLES)
def test_who_may_post(role, request, client, editor, newsroom):
    issue = make_issue()
    client.force_login(editor)
    data = filled_in(client.get(change_url(issue)), theme="Biển")
    client.force_login(request.getfixturevalue(role))
    response = client.post(change_url(issue), data)
    assert response.status_code == (302 if role in WRITES else 403)
    assert Issue.objects.get().theme == ("Biển" if role in WRITES else "")


def test_a_newer_version_is_not_overwritten_and_the_typed_text_stays(client, editor):
    issue = make_issue()
    client.force_login(editor)
    page = client.get(change_url(issue))
    client.post(change_url(issue), filled_in(page, theme="Trước"))
    response = client.post(change_url(issue), filled_in(page, theme="Sau"))
    assert "đã lưu một bản mới hơn" in text_of(response) and 'value="Sau"' in text_of(response)
    assert Issue.objects.get().theme == "Trước"


def test_an_issue_in_review_is_for_reading_and_says_why(client, editor):
    issue = make_issue()
    client.force_login(editor)
    data = filled_in(client.get(change_url(issue)), theme="Mới")
    Issue.objects.update(status="review")
    assert 'name="theme"' not in text_of(client.get(change_url(issue)))
    assert "Chờ duyệt” nên không sửa được" in text_of(client.get(change_url(issue)))
    assert "nên không sửa được" in text_of(client.post(change_url(issue), data))
    assert Issue.objects.get().theme == ""


def test_what_is_refused_only_on_saving_comes_back_with_the_typed_text(client, editor, monkeypatch):
    """Between the form's questions and the saving somebody may always be faster."""

    def refuse(*args):
        raise Refused("Có người nhanh hơn.")

    issue = make_issue()
    client.force_login(editor)
    data = filled_in(client.get(change_url(issue)), theme="Gõ dở") | {
        "cover": SimpleUploadedFile("bia.png", picture_bytes(form="PNG"), "image/png")
    }
    monkeypatch.setattr(editing, "save_issue", refuse)
    response = client.post(change_url(issue), data)
    assert response.status_code == 200
    assert "Có người nhanh hơn." in text_of(response) and 'value="Gõ dở"' in text_of(response)
    assert Issue.objects.get().theme == ""
    new = client.post(f"{LIST}add/", filled_in(client.get(f"{LIST}add/"), theme="Số mới"))
    assert "Có người nhanh hơn." in text_of(new) and Issue.objects.count() == 1


def test_a_cover_is_uploaded(client, editor):
    issue = make_issue()
    client.force_login(editor)
    upload = SimpleUploadedFile("bia.png", picture_bytes(form="PNG"), "image/png")
    data = filled_in(client.get(change_url(issue)), cover_alt="Bến tàu") | {"cover": upload}
    assert client.post(change_url(issue), data).status_code == 302
    issue.refresh_from_db()
    assert issue.cover.name.startswith("pictures/") and issue.cover_width == 640
    assert "khong-phuc-vu-truc-tiep" not in text_of(client.get(change_url(issue)))


@pytest.mark.parametrize(
    ("data", "accepted"), [(pdf_bytes(), True), (b"%PDF-1.4 broken", False), (b"text", False)]
)
def test_an_original_is_attached_to_back_issues_only_and_must_be_a_pdf(data, accepted, client, editor):
    new, old = make_issue(1), make_issue(2, origin=Origin.ARCHIVE)
    client.force_login(editor)
    assert 'name="original_pdf"' not in text_of(client.get(change_url(new)))
    upload = SimpleUploadedFile("so-2.pdf", data, "application/pdf")
    response = client.post(change_url(old), filled_in(client.get(change_url(old))) | {"original_pdf": upload})
    assert response.status_code == (302 if accepted else 200)
    old.refresh_from_db()
    assert bool(old.original_pdf) is accepted
    if accepted:
        assert client.get(f"{LIST}{old.pk}/ban-goc.pdf").getvalue() == data
        assert "khong-phuc-vu-truc-tiep" not in text_of(client.get(change_url(old)))


def test_the_whole_way_through_the_pages(client, editor, chief, writer):
    issue = make_placed_issue(3, status="review", author=writer)
    client.force_login(editor)
    client.post(step_url(issue, "submit"), {"seen": "draft"})
    issue.refresh_from_db()
    assert issue.status == "review"
    client.force_login(chief)
    page = text_of(client.get(step_url(issue, "approve")))
    digest = issue.release.sha256
    assert digest[:12] in page and f'name="expected_sha256" value="{digest}"' in page
    assert all(article.headline in page for article in issue.articles.all())
    client.post(step_url(issue, "approve"), {"seen": "review", "expected_sha256": digest})
    client.post(step_url(issue, "publish"), {"seen": "approved"})
    issue.refresh_from_db()
    assert issue.status == "published" and issue.release.published_at
    client.post(step_url(issue, "withdraw"), {"seen": "published", "note": "Sai số liệu."})
    assert Release.objects.get().withdrawal_reason == "Sai số liệu."
    client.post(step_url(issue, "reopen"), {"seen": "withdrawn", "note": "Làm lại."})
    assert Issue.objects.get().status == "draft"


def test_who_withdraws_is_told_what_the_public_loses(client, editor, chief):
    issue = make_placed_issue(3)
    publishing.submit(issue, editor)
    publishing.approve(issue, chief, issue.release.sha256)
    publishing.publish(issue, chief)
    client.force_login(chief)
    page = text_of(client.get(step_url(issue, "withdraw")))
    assert "cả 3 tin trong số" in page and "sẽ trả lời 410" in page


@pytest.mark.parametrize("digest", ["", "0" * 64, "x"])
def test_an_approval_of_something_else_is_refused(digest, client, editor, chief):
    issue = make_placed_issue(2)
    publishing.submit(issue, editor)
    client.force_login(chief)
    response = client.post(step_url(issue, "approve"), {"seen": "review", "expected_sha256": digest})
    assert "không còn là bản đang chờ duyệt" in said(response)[0]
    assert Issue.objects.get().status == "review"


def test_who_submitted_sees_no_button_to_approve_and_is_told_why(client, chief):
    issue = make_placed_issue(2)
    publishing.submit(issue, chief)
    client.force_login(chief)
    assert step_url(issue, "approve") not in text_of(client.get(change_url(issue)))
    assert "Bạn là người gửi số này" in said(client.get(step_url(issue, "approve")))[0]


@pytest.mark.parametrize("step", ["submit", "return", "approve", "publish", "reopen", "withdraw"])
@pytest.mark.parametrize("role", ["writer", "administrator"])
def test_without_the_permission_no_page_and_no_step(role, step, request, client, newsroom):
    issue = make_placed_issue(1)
    client.force_login(request.getfixturevalue(role))
    assert client.get(step_url(issue, step)).status_code == 403
    assert client.post(step_url(issue, step), {"seen": "draft", "note": "x"}).status_code == 403
    assert Issue.objects.get().status == "draft"


def test_a_stale_double_click_makes_one_release(client, editor):
    issue = make_placed_issue(2)
    client.force_login(editor)
    for _ in range(2):
        response = client.post(step_url(issue, "submit"), {"seen": "draft"})
    assert "Trạng thái đã thay đổi" in said(response)[-1]
    assert Release.objects.count() == 1 and issue.status_changes.count() == 1


def test_a_failed_rendering_is_a_message(client, editor, monkeypatch):
    def fail(edition, *args, **options):
        raise pdf.RenderError("Thiếu ảnh bìa.")

    monkeypatch.setattr(pdf, "render", fail)
    issue = make_placed_issue(1)
    client.force_login(editor)
    for response in (
        client.get(f"{LIST}{issue.pk}/xem-thu.pdf?phan=muc:domestic"),
        client.post(step_url(issue, "submit"), {"seen": "draft"}),
    ):
        assert response.status_code == 302 and "Thiếu ảnh bìa." in said(response)[-1]
    assert Issue.objects.get().status == "draft"


@pytest.mark.parametrize(
    ("role", "status"), [("writer", 403), ("editor", 200), ("chief", 200), ("administrator", 200)]
)
def test_pdfs_that_are_not_public(role, status, request, client, second_editor):
    issue = make_placed_issue(2)
    publishing.submit(issue, second_editor)
    client.force_login(request.getfixturevalue(role))
    assert client.get(f"{LIST}{issue.pk}/xem-thu.pdf").status_code == status
    stored = client.get(f"{LIST}{issue.pk}/ban-phat-hanh/1.pdf")
    assert stored.status_code == status
    if status == 200:
        with issue.release.pdf.open("rb") as file:
            assert stored.getvalue() == file.read()
        assert stored["Content-Type"] == "application/pdf" and "no-store" in stored["Cache-Control"]


def test_a_stored_pdf_that_is_gone_is_a_message(client, editor):
    issue = make_placed_issue(2)
    publishing.submit(issue, editor)
    issue.release.pdf.storage.delete(issue.release.pdf.name)
    client.force_login(editor)
    response = client.get(f"{LIST}{issue.pk}/ban-phat-hanh/1.pdf")
    assert response.status_code == 302 and "Không đọc được tệp PDF" in said(response)[0]


@pytest.mark.parametrize(
    "page",
    [
        "change/",
        "xep-tin/",
        "dinh-chinh/",
        "xem-thu.pdf",
        "ban-goc.pdf",
        "ban-phat-hanh/1.pdf",
        "buoc/submit/",
        "history/",
    ],
)
@pytest.mark.parametrize("key", ["0", "abc", "9" * 30, "-1"])
def test_unknown_keys_are_not_found(key, page, client, chief):
    client.force_login(chief)
    assert client.get(f"{LIST}{key}/{page}").status_code in (302, 404)


@pytest.mark.parametrize("number", ["7", "9" * 30])
def test_unknown_releases_are_not_found(number, client, chief):
    issue = make_issue()
    client.force_login(chief)
    assert client.get(f"{LIST}{issue.pk}/ban-phat-hanh/{number}.pdf").status_code == 404


@pytest.mark.parametrize("page", ["xep-tin/", "dinh-chinh/", "xem-thu.pdf", "buoc/submit/"])
def test_who_is_not_signed_in_sees_nothing(page, client, newsroom):
    assert "/login/" in client.get(f"{LIST}{make_issue().pk}/{page}").url
    assert "/login/" in client.get(f"{LIST}nhap-so-cu/").url


@pytest.mark.parametrize(
    ("words", "found"), [("9/2026", 1), ("Số 9/2026", 1), ("bien dong", 1), ("2026", 2), ("không có", 0)]
)
def test_search(words, found, client, editor):
    make_issue(9, theme="Biển Đông mùa lặng gió")
    make_issue(10, first_day=date(2026, 3, 6))
    client.force_login(editor)
    assert client.get(LIST, {"q": words}).context["cl"].result_count == found


def test_nobody_deletes_an_issue_with_articles(client, chief):
    issue = make_placed_issue(1)
    client.force_login(chief)
    assert client.get(f"{LIST}{issue.pk}/delete/").status_code == 403
    assert client.post(f"{LIST}{issue.pk}/delete/", {"post": "yes"}).status_code == 403
    assert Issue.objects.exists()
