"""Renderings with the real press: cancelled and taken over, by threads and processes at the same time; hostile pictures."""

import io
import os
import signal
import subprocess
import sys
import threading
import time
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from PIL import Image

from issues import pdf, rendering_work, renderings
from issues.models import Rendering
from issues.rendering_work import Cancelled
from news.pictures import PRINT, WEB, rendition_name
from tests.issues.editions import article, edition, full_edition, picture, sections
from tests.issues.pressing import SLOW, alive, gone
from tests.make import pdf_bytes

together = pytest.mark.skipif(
    connection.vendor == "sqlite",
    reason="SQLite in memory is one process's own: run on PostgreSQL (DATABASE_URL).",
)


@pytest.fixture(autouse=True)
def own_press():
    """No child outlives the test."""
    yield
    pdf.press.stop()


@pytest.mark.django_db
def test_cancelling_kills_the_process_at_work(monkeypatch, editor):
    value, children, write = edition(), [], rendering_work.write

    def cancelled_meanwhile(rendering, name, **values):
        children.append(pdf.press.child.process.pid)
        renderings.cancel(rendering, editor)
        return write(rendering, name, **values)

    monkeypatch.setattr(pdf, "html", lambda *args: f"<html lang=vi>{SLOW}</html>")
    monkeypatch.setattr(rendering_work, "write", cancelled_meanwhile)
    started = time.monotonic()
    with pytest.raises(Cancelled):
        renderings.obtain(value)
    assert time.monotonic() - started < 5 and not alive(children[0])
    monkeypatch.undo()
    assert renderings.obtain(value).data.startswith(b"%PDF-")


def seeded(seed: str, value, monkeypatch) -> pdf.Pdf:
    """The PDF, from a child that started with this hash seed."""
    monkeypatch.setenv("PYTHONHASHSEED", seed)
    pdf.press.stop()
    return pdf.render(value)


def test_a_whole_issue_gives_the_same_bytes_cold_and_warm_and_with_other_hash_seeds(monkeypatch):
    value = full_edition()
    first = seeded("1", value, monkeypatch)
    warm = pdf.render(value)
    assert first == warm == seeded("4711", value, monkeypatch)


def damaged() -> bytes:
    """A picture that ends early."""
    buffer = io.BytesIO()
    Image.effect_noise((900, 600), 60).convert("RGB").save(buffer, "JPEG")
    return buffer.getvalue()[:9000]


def huge() -> bytes:
    """A small file of a hundred megapixels."""
    buffer = io.BytesIO()
    Image.new("1", (10_000, 10_000)).save(buffer, "PNG")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (damaged(), "Không đọc được ảnh của tin “Phao đo trôi”: tệp bị hỏng"),
        (huge(), "Kích thước ảnh của tin “Phao đo trôi” quá lớn"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "Không đọc được ảnh của tin “Phao đo trôi”"),
        (None, "Không tìm thấy ảnh của tin “Phao đo trôi” trong kho ảnh"),
    ],
)
def test_a_bad_picture_is_an_error_that_names_the_article_and_is_never_opened_here(data, words, monkeypatch):
    shown = picture()
    value = edition(sections([article("Phao đo trôi", pictures=(shown,))]))
    for name in (shown.name, rendition_name(shown.name, PRINT), rendition_name(shown.name, WEB)):
        default_storage.delete(name)
        if data is not None:
            default_storage.save(name, ContentFile(data))
    monkeypatch.setattr(Image, "open", lambda *args, **options: pytest.fail("opened by the web server"))
    with pytest.raises(pdf.RenderError, match=words):
        pdf.render(value)
    child = pdf.press.child
    assert pdf.render(edition()).pages > 1, "the next issue is printed"
    assert child in (None, pdf.press.child), "and the same child goes on"


@together
@pytest.mark.django_db(transaction=True)
def test_of_many_who_claim_one_row_one_gets_it(newsroom):
    value = edition()
    rendering, _ = renderings.row(value, "", "", None)
    start, names = threading.Barrier(6), []

    def claim():
        start.wait()
        names.append(rendering_work.claim(rendering, value, "queued"))
        connection.close()

    run_all([threading.Thread(target=claim) for _ in range(6)])
    assert sorted(map(bool, names)) == [False] * 5 + [True]
    assert Rendering.objects.get().claim == max(names)


@together
@pytest.mark.django_db(transaction=True)
def test_many_who_want_it_at_the_same_time_get_the_same_bytes_from_one_rendering(newsroom, monkeypatch):
    value, made, got, start = edition(), [], [], threading.Barrier(4)

    def render(*args, **options):
        made.append(1)
        time.sleep(0.3)
        return pdf.Pdf(pdf_bytes(f"số {len(made)}"), 1)

    def obtain():
        start.wait()
        got.append(renderings.obtain(value))
        connection.close()

    monkeypatch.setattr(pdf, "render", render)
    run_all([threading.Thread(target=obtain) for _ in range(4)])
    assert len(made) == 1 and len(got) == 4 and len(set(got)) == 1


def run_all(threads: list[threading.Thread]) -> None:
    """Start them all and wait for them."""
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)


WORKER = """
import sys, django
django.setup()
from django.conf import settings
settings.DATABASES["default"]["NAME"] = sys.argv[1]
from issues import pdf, rendering_work
from issues.models import Rendering
from tests.issues.pressing import SLOW
pdf.html = lambda *args: f"<html lang=vi>{SLOW}</html>"
write = rendering_work.write
def tell(*args, **values):
    print(pdf.press.child.process.pid, flush=True)
    return write(*args, **values)
rendering_work.write = tell
rendering_work.run(Rendering.objects.get().pk)
"""


@together
@pytest.mark.django_db(transaction=True)
def test_what_a_killed_worker_leaves_behind_is_taken_over(newsroom, monkeypatch):
    value = edition()
    rendering, _ = renderings.row(value, "", "", None)
    worker = subprocess.Popen(
        [sys.executable, "-c", WORKER, connection.settings_dict["NAME"]],
        cwd=settings.BASE_DIR,
        env=os.environ
        | {"DJANGO_SETTINGS_MODULE": "diemtin.settings", "MEDIA_ROOT": str(settings.MEDIA_ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )
    press = int(worker.stdout.readline())
    assert not rendering_work.claim(rendering, value, "queued"), "the worker is alive and has it"
    worker.send_signal(signal.SIGKILL)
    worker.communicate()
    assert gone(press) and Rendering.objects.get().status == "running"
    monkeypatch.setattr(rendering_work, "STALE", timedelta(seconds=1))
    time.sleep(1.1)
    assert renderings.obtain(value).pages > 1 and Rendering.objects.get().status == "done"
