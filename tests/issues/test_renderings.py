"""Renderings: made once and kept, joined by all who ask, started again, never wrong, pruned."""

import hashlib

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import IntegrityError, transaction

from issues import pdf, publishing, rendering_work, renderings
from issues.assembly import assemble
from issues.edition import from_json, sha256
from issues.models import Rendering
from issues.printing import RenderError
from tests.issues.editions import edition
from tests.issues.releases import published
from tests.issues.renderingrows import ago, asked, waiting
from tests.make import make_placed_issue

pytestmark = pytest.mark.django_db


def test_what_was_made_once_is_kept(rendered):
    value = edition()
    assert renderings.cached(value) is None
    first = renderings.obtain(value)
    assert renderings.obtain(value) == renderings.cached(value) == first
    assert rendered == [("magazine", "")]
    row = Rendering.objects.get()
    assert (row.status, row.pages, row.edition_json, row.sha256) == ("done", 7, "", sha256(value))
    assert row.file == f"renderings/{row.pdf_sha256[:2]}/{row.pdf_sha256}.pdf"
    assert row.pdf_sha256 == hashlib.sha256(first.data).hexdigest()


def test_a_kept_one_is_one_query_and_no_press(rendered, django_assert_num_queries, monkeypatch):
    value = edition()
    renderings.obtain(value)
    monkeypatch.setattr(pdf, "render", lambda *a, **o: pytest.fail("rendered"))
    with django_assert_num_queries(1):
        assert renderings.cached(value).pages == 7


def test_other_text_layout_part_or_renderer_is_another_rendering(rendered, monkeypatch):
    value = edition()
    renderings.obtain(value)
    renderings.obtain(edition(theme="Biển"))
    renderings.obtain(value, layout="compact")
    renderings.obtain(value, part="muc:domestic")
    monkeypatch.setattr(renderings.renderer, "version", lambda: "0" * 16)
    renderings.obtain(value)
    assert len(rendered) == Rendering.objects.count() == 5
    assert rendered[2:4] == [("compact", ""), ("magazine", "muc:domestic")]


def test_a_second_request_joins_the_first(queue, rendered, editor, chief, django_capture_on_commit_callbacks):
    value = edition()
    first = asked(django_capture_on_commit_callbacks, value, editor)
    second = asked(django_capture_on_commit_callbacks, value, chief)
    assert first == second and (first.status, first.requested_by) == ("queued", editor)
    assert len(queue) == 1 and queue[0].args == [first.pk] and not rendered
    assert sha256(from_json(first.edition_json)) == first.sha256
    assert rendering_work.run(first.pk) == "done" and len(rendered) == 1
    third = asked(django_capture_on_commit_callbacks, value, chief)
    assert third.status == "done" and len(queue) == 1


def test_nothing_is_enqueued_before_the_row_is_committed(queue, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as later:
        renderings.request(edition())
        assert not queue
    assert len(later) == 1


def test_a_task_whose_row_is_gone_done_or_being_made_does_nothing(rendered):
    value = edition()
    assert rendering_work.run(10**6) == ""
    renderings.obtain(value)
    assert rendering_work.run(Rendering.objects.get().pk) == "done"
    other = waiting(edition(theme="x"), status="running", claim="somebody")
    assert rendering_work.run(other.pk) == "running" and len(rendered) == 1


def test_a_failure_is_kept_in_words_and_can_be_tried_again(
    queue, rendered, editor, django_capture_on_commit_callbacks
):
    def fail(watch):
        raise RenderError("Ảnh bìa bị hỏng.")

    value, rendered.during = edition(), fail
    row = asked(django_capture_on_commit_callbacks, value)
    assert rendering_work.run(row.pk) == "failed"
    row.refresh_from_db()
    assert row.error == "Ảnh bìa bị hỏng." and row.edition_json
    again = asked(django_capture_on_commit_callbacks, value, editor)
    assert (again.status, again.error, again.requested_by, len(queue)) == ("queued", "", editor, 2)
    with pytest.raises(RenderError, match="Ảnh bìa bị hỏng"):
        renderings.obtain(value)
    rendered.during = lambda watch: None
    assert renderings.obtain(value).pages == 7


def test_a_fault_of_the_program_is_kept_too_and_goes_on_to_the_log(rendered):
    def fail(watch):
        raise ZeroDivisionError

    rendered.during = fail
    with pytest.raises(ZeroDivisionError):
        renderings.obtain(edition())
    assert "ngoài dự kiến" in Rendering.objects.get(status="failed").error


@pytest.mark.parametrize("damage", ["lost", "changed"])
def test_a_kept_file_that_is_lost_or_changed_is_made_anew(
    damage, queue, rendered, django_capture_on_commit_callbacks
):
    value = edition()
    made, name = renderings.obtain(value), Rendering.objects.get().file
    default_storage.delete(name)
    if damage == "changed":
        default_storage.save(name, ContentFile(b"%PDF-1.7 something else"))
    assert renderings.cached(value) is None
    assert asked(django_capture_on_commit_callbacks, value).status == "queued" and len(queue) == 1
    assert renderings.obtain(value) == made == renderings.cached(value)
    assert len(rendered) == 2 and Rendering.objects.get().file == name


def test_submission_takes_the_kept_bytes(rendered, editor, monkeypatch):
    issue = make_placed_issue(3)
    made = renderings.obtain(assemble(issue))
    monkeypatch.setattr(pdf, "render", lambda *a, **o: pytest.fail("rendered"))
    publishing.submit(issue, editor)
    with issue.release.pdf.open() as file:
        assert file.read() == made.data
    assert issue.release.pages == 7 and not issue.release.pdf.name.startswith("renderings/")


def test_pruning_deletes_what_is_old_and_in_no_release(rendered):
    values = {theme: edition(theme=theme) for theme in ("cũ", "mới", "đã ra")}
    for value in values.values():
        renderings.obtain(value)
    rows = {theme: renderings.find(value) for theme, value in values.items()}
    release = published(values["đã ra"])
    type(release).objects.update(pdf_sha256=rows["đã ra"].pdf_sha256)
    Rendering.objects.exclude(pk=rows["mới"].pk).update(heartbeat=ago(31 * 86400))
    call_command("prune_renderings")
    assert set(Rendering.objects.all()) == {rows["mới"], rows["đã ra"]}
    assert {theme for theme, row in rows.items() if default_storage.exists(row.file)} == {"mới", "đã ra"}


def test_pruning_keeps_a_file_that_another_rendering_shares(rendered):
    old, young = edition(theme="cũ"), edition(theme="mới")
    renderings.obtain(old)
    renderings.obtain(young)
    file = renderings.find(old).file
    Rendering.objects.update(file=file)
    Rendering.objects.filter(pk=renderings.find(old).pk).update(heartbeat=ago(31 * 86400))
    assert renderings.prune() == 1 and default_storage.exists(file)


@pytest.mark.parametrize(
    "values",
    [
        {"status": "done"},
        {"status": "running", "claim": ""},
        {"status": "queued", "edition_json": ""},
        {"status": "lost"},
    ],
)
def test_what_must_always_hold_is_held_by_the_database(values):
    row = waiting(edition())
    with pytest.raises(IntegrityError), transaction.atomic():
        Rendering.objects.filter(pk=row.pk).update(**values)


def test_there_is_one_row_for_one_rendering():
    row = waiting(edition())
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)
