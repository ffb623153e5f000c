"""`manage.py export_issue 8/2026`."""

import io

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from pypdf import PdfReader

from issues import pdf
from tests.make import make_issue, make_placed_issue


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    """Files with default names land in a folder of the test."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_what_stands_now_is_printed_under_the_default_name(newsroom, elsewhere):
    make_placed_issue(number=8, year=2026)
    said = io.StringIO()
    call_command("export_issue", "8/2026", stdout=said)
    reader = PdfReader(elsewhere / "diem-tin-so-8-2026.pdf")
    assert f"{len(reader.pages)} trang" in said.getvalue()
    assert "Số 8/2026" in reader.metadata.title


def test_either_number_finds_a_double_issue(newsroom, elsewhere):
    make_issue(number=5, last_number=6, year=2026)
    call_command("export_issue", "6/2026", "-o", "ghep.pdf", stdout=io.StringIO())
    assert PdfReader(elsewhere / "ghep.pdf").metadata.title.endswith("Số 5–6/2026")


@pytest.mark.parametrize(
    ("label", "message"), [("9/2026", "Không có số 9/2026"), ("chín", "không phải là số")]
)
def test_an_unknown_issue_and_a_bad_label_are_errors(newsroom, elsewhere, label, message):
    with pytest.raises(CommandError, match=message):
        call_command("export_issue", label)
    assert not list(elsewhere.glob("*.pdf"))


def test_a_folder_that_is_not_there_is_an_error(newsroom, fake_pdf):
    make_issue(number=8, year=2026)
    with pytest.raises(CommandError, match="Không ghi được tệp"):
        call_command("export_issue", "8/2026", "-o", "khong/co/so.pdf")


def test_a_picture_that_is_lost_is_an_error(newsroom, elsewhere):
    issue = make_issue(number=8, year=2026)
    type(issue).objects.filter(pk=issue.pk).update(cover="pictures/aa/mat.jpg", cover_width=9, cover_height=9)
    assert not default_storage.exists("pictures/aa/mat.jpg")
    with pytest.raises(CommandError, match="ảnh bìa"):
        call_command("export_issue", "8/2026")
    assert not list(elsewhere.glob("*.pdf"))


def test_errors_of_rendering_are_told_as_they_are(newsroom, monkeypatch):
    make_issue(number=8, year=2026)

    def refuse(edition, layout="", part="", **watched):
        raise pdf.RenderError("Một câu cho biên tập viên.")

    monkeypatch.setattr(pdf, "render", refuse)
    with pytest.raises(CommandError, match="Một câu cho biên tập viên"):
        call_command("export_issue", "8/2026")
