"""Whose a rendering is: claimed, watched, cancelled, taken over; those who wait for it."""

import hashlib

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from issues import pdf, rendering_work, renderings
from issues.edition import from_json
from issues.models import Rendering
from issues.press.messages import Progress
from issues.printing import RenderError
from issues.rendering_work import Cancelled
from tests.issues.editions import edition
from tests.issues.renderingrows import ago, asked, waiting
from tests.make import pdf_bytes

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_once(monkeypatch):
    """Progress is written however soon it comes."""
    monkeypatch.setattr(rendering_work, "PAUSE", 0)


def test_progress_is_written(rendered, at_once):
    seen = []

    def tell(watch):
        for progress in (Progress("layout", 3), Progress("draw")):
            watch(progress)
            seen.append(Rendering.objects.values_list("status", "stage", "page").get())

    rendered.during = tell
    renderings.obtain(edition())
    assert seen == [("running", "layout", 3), ("running", "draw", 0)]
    assert Rendering.objects.values_list("stage", "page").get() == ("", 0)


def test_progress_is_written_twice_a_second_at_most_in_one_query(rendered):
    counted = []

    def tell(watch):
        with CaptureQueriesContext(connection) as queries:
            for page in range(200):
                watch(Progress("layout", page))
        counted.append(len(queries))
        rendering_work.PAUSE, before = 0, rendering_work.PAUSE
        with CaptureQueriesContext(connection) as queries:
            watch(Progress("draw"))
        rendering_work.PAUSE = before
        counted.append(len(queries))

    rendered.during = tell
    renderings.obtain(edition())
    assert counted == [0, 1]


def test_cancelling_ends_the_work_and_it_can_be_started_again(
    queue, rendered, at_once, editor, django_capture_on_commit_callbacks
):
    value = edition()

    def cancelled(watch):
        assert renderings.cancel(Rendering.objects.get(), editor)
        watch(Progress("layout", 2))
        pytest.fail("went on")

    rendered.during = cancelled
    with pytest.raises(Cancelled, match="đã bị hủy"):
        renderings.obtain(value)
    row = Rendering.objects.get()
    assert (row.status, row.cancelled_by, row.edition_json, row.error) == ("cancelled", editor, "", "")
    assert not renderings.cancel(row, editor)
    again = asked(django_capture_on_commit_callbacks, value)
    assert (again.status, again.cancelled_by, len(queue)) == ("queued", None, 1)


def test_one_that_waits_is_cancelled_and_its_task_does_nothing(
    queue, rendered, editor, django_capture_on_commit_callbacks
):
    row = asked(django_capture_on_commit_callbacks, edition())
    assert renderings.cancel(row, editor)
    assert rendering_work.run(row.pk) == "cancelled" and not rendered


def test_who_may_cancel(writer, editor, chief, administrator):
    row = waiting(edition(), requested_by=administrator)
    assert [renderings.may_cancel(row, u) for u in (writer, editor, chief, administrator)] == [
        False,
        True,
        True,
        True,
    ]


def test_a_row_with_a_fresh_sign_of_life_is_not_taken_and_a_stale_one_is(rendered):
    value = edition()
    row = waiting(value, status="running", claim="worker", heartbeat=ago(20))
    assert not rendering_work.claim(row, value, "queued", "failed", "cancelled", "done")
    waiting(value, heartbeat=ago(31))
    assert renderings.obtain(value).pages == 7
    assert not rendering_work.write(row, "worker", stage="draw"), "who lost the claim changes nothing"
    assert Rendering.objects.get().status == "done"


def test_who_lost_the_claim_is_stopped_at_the_next_sign_of_life(rendered, at_once):
    value = edition()

    def taken_over(watch):
        Rendering.objects.update(claim="somebody else")
        watch(Progress("layout"))

    rendered.during = taken_over
    with pytest.raises(Cancelled):
        renderings.obtain(value)
    assert Rendering.objects.get().claim == "somebody else"


@pytest.mark.parametrize(
    ("status", "seconds", "tasks"),
    [("queued", 60, 0), ("queued", 121, 1), ("running", 20, 0), ("running", 31, 1)],
)
def test_a_request_joins_what_lives_and_revives_what_does_not(
    status, seconds, tasks, queue, django_capture_on_commit_callbacks
):
    value = edition()
    waiting(value, status=status, claim="worker", heartbeat=ago(seconds))
    row = asked(django_capture_on_commit_callbacks, value)
    assert len(queue) == tasks and row.status == ("queued" if tasks else status)


def test_obtaining_waits_for_whoever_is_making_it(rendered, monkeypatch):
    value, data = edition(), pdf_bytes("somebody else's")
    digest = hashlib.sha256(data).hexdigest()
    waiting(value, status="running", claim="worker")

    def finished(seconds):
        file = rendering_work.store(data, digest)
        Rendering.objects.update(status="done", file=file, pdf_sha256=digest, pages=5)

    monkeypatch.setattr(renderings.time, "sleep", finished)
    assert renderings.obtain(value) == pdf.Pdf(data, 5) and not rendered


@pytest.mark.parametrize(
    ("values", "words"),
    [({"status": "failed", "error": "Ảnh hỏng."}, "Ảnh hỏng"), ({"status": "cancelled"}, "đã bị hủy")],
)
def test_obtaining_shares_the_failure_of_whoever_was_making_it(values, words, rendered, monkeypatch):
    value = edition()
    waiting(value, status="running", claim="worker")
    monkeypatch.setattr(renderings.time, "sleep", lambda seconds: Rendering.objects.update(**values))
    with pytest.raises(RenderError, match=words):
        renderings.obtain(value)
    assert not rendered


def test_obtaining_does_not_wait_for_ever(rendered, monkeypatch, settings):
    value, settings.RENDER_SECONDS = edition(), -30
    waiting(value, status="running", claim="worker")
    monkeypatch.setattr(renderings, "LOOK", 0.01)
    with pytest.raises(RenderError, match="quá lâu"):
        renderings.obtain(value)


def test_obtaining_takes_what_waits_for_a_worker_that_does_not_run(
    queue, rendered, django_capture_on_commit_callbacks
):
    row = asked(django_capture_on_commit_callbacks, edition())
    assert renderings.obtain(from_json(row.edition_json)).pages == 7
    assert rendering_work.run(row.pk) == "done" and len(rendered) == 1
