"""`verify_archive`: each fault, made on purpose, is told; without one all is well."""

import io

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db.models import F, Value
from django.db.models.functions import Concat

from issues.models import PublicIssue, Release, ReleasePicture
from tests.issues.releases import edition, edition_article, published, stored_picture, withdrawn


@pytest.fixture
def release(newsroom):
    """A published release with a picture."""
    return published(edition(articles=[edition_article(1, pictures=(stored_picture(size=(320, 200)),))]))


def told() -> list[str]:
    """The lines of the command where it finds something."""
    out = io.StringIO()
    with pytest.raises(CommandError, match="lỗi"):
        call_command("verify_archive", stdout=out)
    return out.getvalue().splitlines()


def replace(name: str, data: bytes) -> None:
    """Other bytes under a stored file's name."""
    with open(default_storage.path(name), "wb") as file:
        file.write(data)


def picture(release) -> str:
    """The name of its picture."""
    return release.edition.pictures[0].name


def change_text(release):
    Release.objects.filter(pk=release.pk).update(edition_json=Concat(F("edition_json"), Value(" ")))


def break_text(release):
    Release.objects.filter(pk=release.pk).update(edition_json="{")


FAULTS = {
    "another text": (change_text, ["nội dung không còn khớp"]),
    "no text": (break_text, ["nội dung không còn khớp", "không đọc được nội dung"]),
    "another PDF": (lambda r: replace(r.pdf.name, b"%PDF-1.7 other"), ["không còn khớp với mã kiểm tra"]),
    "no PDF": (lambda r: default_storage.delete(r.pdf.name), ["không đọc được PDF"]),
    "another picture": (
        lambda r: replace(picture(r), default_storage.open(picture(r)).read() + b"x"),
        ["bị hỏng"],
    ),
    "no picture": (lambda r: default_storage.delete(picture(r)), ["không còn trong kho ảnh"]),
    "a picture that nobody may see": (
        lambda r: ReleasePicture.objects.filter(release=r).delete(),
        ["không có trong danh sách ảnh công khai"],
    ),
}


def test_a_sound_archive_is_said_to_be_sound(release):
    withdrawn(edition(10))
    out = io.StringIO()
    call_command("verify_archive", stdout=out)
    assert "nguyên vẹn" in out.getvalue()


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_told_on_a_line_with_its_issue(release, name):
    make, words = FAULTS[name]
    make(release)
    lines = told()
    assert len(lines) == len(words)
    for line, word in zip(lines, words, strict=True):
        assert line.startswith("Số 9/2026, bản 1: ") and word in line


def test_a_withdrawn_release_is_still_held_against_its_approval(newsroom):
    release = withdrawn(edition())
    replace(release.pdf.name, b"other")
    assert len(told()) == 1


def test_a_shelf_that_lacks_an_issue_is_told(release):
    PublicIssue.objects.all().delete()
    assert told() == ["Kệ công khai không khớp với các bản phát hành. Hãy chạy rebuild_archive."]


def test_one_release_is_in_hand_at_a_time(release, django_assert_num_queries, monkeypatch):
    """However many there are: they are read one by one, never as a list."""
    sizes = []
    real = type(Release.objects.all()).iterator

    def watched(self, chunk_size=None):
        sizes.append(chunk_size)
        return real(self, chunk_size)

    monkeypatch.setattr(type(Release.objects.all()), "iterator", watched)
    call_command("verify_archive", stdout=io.StringIO())
    assert sizes == [1]
