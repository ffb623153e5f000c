"""The import page: upload, report, confirm."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from issues.models import Issue
from issues.models.issue import Origin
from news.models import Article, Source
from tests.issues.backissue.sample import TEXT
from tests.news.admin_forms import change_url, said, text_of

PAGE = "/quan-tri/issues/issue/nhap-so-cu/"


def upload(text: str | bytes = TEXT) -> dict:
    """The first form with a file."""
    data = text.encode() if isinstance(text, str) else text
    return {"file": SimpleUploadedFile("so-12.txt", data, "text/plain")}


@pytest.mark.parametrize(
    ("role", "allowed"), [("writer", False), ("editor", True), ("chief", True), ("administrator", False)]
)
def test_who_may_import(role, allowed, request, client, newsroom):
    client.force_login(request.getfixturevalue(role))
    assert client.get(PAGE).status_code == (200 if allowed else 403)
    assert (PAGE in text_of(client.get("/quan-tri/issues/issue/"))) is allowed
    client.post(PAGE, upload())
    assert client.post(PAGE, {"text": TEXT}).status_code == (302 if allowed else 403)
    assert Issue.objects.exists() is allowed


def test_the_report_comes_first_and_writes_nothing(client, editor):
    client.force_login(editor)
    outlets = Source.objects.count()
    response = client.post(PAGE, upload())
    page = text_of(response)
    assert response.status_code == 200 and "Số 12/2026" in page and "20/03/2026 – 26/03/2026" in page
    assert "CẦU CẢNG BIẾT TỰ ĐO SỨC KHỎE" in page and "Tạp chí Hạt Giống" in page and "21/03/2026" in page
    assert not Issue.objects.exists() and Source.objects.count() == outlets
    for problem in response.context["reading"].report.problems:
        assert problem.line is None or f"dòng {problem.line}" in page


def test_confirming_loads_what_was_read(client, editor):
    client.force_login(editor)
    reading = client.post(PAGE, upload(TEXT.replace("\n", "\r\n"))).context["reading"]
    response = client.post(PAGE, {"text": reading.text})
    issue = Issue.objects.get()
    assert response.url == change_url(issue)
    assert (issue.origin, issue.status, issue.imported_by) == (Origin.ARCHIVE, "draft", editor)
    assert Article.objects.filter(author=None, status="draft").count() == 4
    assert "Đã nhập Số 12/2026 với 4 tin" in said(response)[0]


def test_a_second_import_of_the_number_writes_nothing_and_lists_what_differs(client, editor):
    client.force_login(editor)
    client.post(PAGE, {"text": TEXT})
    page = text_of(client.post(PAGE, upload(TEXT.replace("TỰ ĐO SỨC KHỎE", "VÀO BỜ"))))
    assert "đã có trong kho" in page and "VÀO BỜ" in page and "Nhập số này" not in page
    assert "không ghi gì" in said(client.post(PAGE, {"text": TEXT}))[-1]
    assert (Issue.objects.count(), Article.objects.count()) == (1, 4)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"   \n",
        b"\xff\xfeS\x00",
        b"%PDF-1.7",
        b"\x00\x01",
        "chữ".encode("utf-16"),
        b"hello there\n",
        b"a" * (5 * 2**20 + 1),
    ],
)
def test_what_is_no_issue_is_refused_in_words(data, client, editor):
    client.force_login(editor)
    response = client.post(PAGE, upload(data))
    assert response.status_code == 200 and response.context["form"].errors["file"]
    again = client.post(PAGE, {"text": data.decode("latin-1")})
    assert again.status_code == 302 and said(again) and not Issue.objects.exists()


def test_markup_in_the_file_is_shown_as_text(client, editor):
    client.force_login(editor)
    page = text_of(
        client.post(PAGE, upload(TEXT.replace("CẦU CẢNG BIẾT", "CẦU CẢNG <script>x</script> BIẾT")))
    )
    assert "<script>x" not in page and "&lt;script&gt;x" in page
