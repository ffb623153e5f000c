"""The press: warm between jobs, one job at a time, the same bytes in every process, and without Django."""

import io
import re
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings
from pypdf import PdfReader

from issues.press import process
from issues.press.fetching import AssetRefused
from issues.press.messages import Progress
from issues.press.process import PressError
from issues.press.typesetting import House
from tests.issues.pressing import SETUP, SLOW, Stop, job
from tests.make import picture_bytes


def stop_when(condition):
    """A watch that raises Stop."""

    def watch(progress: Progress) -> None:
        if condition(progress):
            raise Stop

    return watch


def test_it_is_warm_between_jobs_and_gives_the_same_bytes(press):
    first = press.print(SETUP, job())
    pid = press.child.process.pid
    other = press.print(SETUP, job("<p>Một trang khác, chữ <b>đậm</b></p>"))
    again = press.print(SETUP, job())
    assert press.child.process.pid == pid
    assert (first.pages, other.pages) == (2, 1)
    assert first.pdf == again.pdf != other.pdf


def test_it_tells_stage_and_page(press):
    told = []
    press.print(SETUP, job(), watch=told.append)
    assert [p.stage for p in told if p.stage != "read"] == ["layout", "layout", "draw", "write"]
    assert [p.page for p in told if p.stage == "layout"] == [1, 2]


@pytest.mark.parametrize("seeds", [("1", "2")])
def test_processes_with_other_hash_seeds_give_the_same_bytes(seeds, press, monkeypatch):
    made = set()
    for seed in seeds:
        monkeypatch.setenv("PYTHONHASHSEED", seed)
        made.add(press.print(SETUP, job()).pdf)
        assert f"PYTHONHASHSEED={seed}" in environment(press.child.process.pid)
        press.stop()
    assert len(made) == 1


def environment(pid: int) -> list[str]:
    """The environment of a process."""
    return Path(f"/proc/{pid}/environ").read_text().split("\0")


def test_no_secret_of_the_owner_is_handed_on(press, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "geheim")
    monkeypatch.setenv("DATABASE_URL", "postgres://geheim")
    press.print(SETUP, job())
    assert "geheim" not in str(environment(press.child.process.pid))


def loaded(code: str) -> set[str]:
    """The modules that are loaded after this code has run in a fresh process."""
    code += "\nimport sys; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=settings.BASE_DIR, capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


def test_the_child_knows_neither_django_nor_the_database():
    names = loaded("import issues.press.child, issues.press.typesetting")
    assert "weasyprint" in names
    assert not {
        n for n in names if n.partition(".")[0] in ("django", "diemtin", "news", "psycopg2", "sqlite3")
    }
    assert {n for n in names if n.startswith("issues.")} <= {
        "issues.press",
        *(f"issues.press.{name}" for name in ("child", "fetching", "messages", "structure", "typesetting")),
    }


def test_the_web_server_never_loads_the_typesetter():
    start = "import os, django; os.environ['DJANGO_SETTINGS_MODULE'] = 'diemtin.settings'; django.setup()"
    names = loaded(f"{start}\nimport diemtin.urls, issues.publishing, issues.renderings")
    assert "issues.pdf" in names and "weasyprint" not in names


def test_the_child_removes_its_own_folder_and_no_other(press, tmp_path, monkeypatch):
    """A folder that is gone must not make it fall back on the machine's."""
    monkeypatch.setattr(process.tempfile, "tempdir", str(tmp_path))
    (tmp_path / "another").mkdir()
    press.print(SETUP, job())
    [folder] = set(tmp_path.iterdir()) - {tmp_path / "another"}
    assert press.child.folder == str(folder) and (folder / "fonts.conf").exists()
    assert [path.name.partition("-")[0] for path in folder.iterdir() if path.is_dir()] == ["weasyprint"]
    press.stop()
    assert [path.name for path in tmp_path.iterdir()] == ["another"]


def test_what_is_printed_by_mistake_does_not_get_between_the_messages():
    code = "import os; from issues.press.child import own_channel; own_channel(); print('a', flush=True); os.system('echo b')"
    done = subprocess.run([sys.executable, "-c", code], cwd=settings.BASE_DIR, capture_output=True, text=True)
    assert (done.stdout, done.stderr.split()) == ("", ["a", "b"])


def test_a_missing_style_is_told(press, tmp_path):
    with pytest.raises(PressError, match=r"thiếu tệp static/css/print\.css"):
        press.print(replace(SETUP, static=tmp_path), job())


def test_a_child_that_does_not_start_is_an_error_and_leaves_nothing_behind(press, monkeypatch, tmp_path):
    monkeypatch.setattr(process.tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(process.sys, "executable", "/bin/false")
    with pytest.raises(PressError, match="Không khởi động được"):
        press.print(SETUP, job())
    monkeypatch.setattr(process.sys, "executable", "/no/such/python")
    with pytest.raises(PressError, match="Không khởi động được"):
        press.print(SETUP, job())
    assert not list(tmp_path.iterdir())


def test_an_unforeseen_fault_is_told_and_the_child_replaced(press):
    with pytest.raises(PressError, match=r"lỗi ngoài dự kiến \(RecursionError\)"):
        press.print(SETUP, job("<div>" * 3000))
    assert press.print(SETUP, job()).pages == 2


def test_one_job_at_a_time_and_who_waits_too_long_is_told(press):
    busy = threading.Event()

    def work():
        with pytest.raises(Stop):
            press.print(SETUP, job(SLOW), watch=lambda p: busy.set() or stop_when(lambda _: done.is_set())(p))

    done = threading.Event()
    thread = threading.Thread(target=work)
    thread.start()
    busy.wait(10)
    waits = []
    with pytest.raises(PressError, match="đang bận"):
        press.print(SETUP, job(), watch=waits.append, seconds=1)
    assert len(waits) >= 2
    done.set()
    thread.join(10)
    assert press.print(SETUP, job()).pages == 2


def test_a_picture_that_the_typesetter_would_leave_out_is_an_error(monkeypatch):
    def fail(*args, **options):
        raise MemoryError

    house = House(SETUP.static, SETUP.max_pixels)
    page = job("<img src='asset:picture/a.jpg' alt='Ảnh'>")
    page.pictures, page.labels = {"asset:picture/a.jpg": picture_bytes()}, {"asset:picture/a.jpg": "ảnh"}
    assert house.printed(page, lambda progress: None).pages == 1
    monkeypatch.setattr("weasyprint.images.RasterImage", fail)
    with pytest.raises(AssetRefused, match="thiếu một hình"):
        house.printed(page, lambda progress: None)


def test_the_pdf_says_that_it_is_pdf_a_and_pdf_ua(press):
    pdf = press.print(SETUP, job()).pdf
    catalog = PdfReader(io.BytesIO(pdf)).trailer["/Root"]
    metadata = catalog["/Metadata"].get_data().decode()
    assert re.search(r'pdfaid:part="3"', metadata) and re.search(r'pdfaid:conformance="A"', metadata)
    assert 'pdfuaid:part="1"' in metadata and catalog["/MarkInfo"]["/Marked"]


def test_fonts_of_the_machine_are_neither_found_nor_printed(press):
    words = "".join(
        f"<p style='font-family: {family}'>Chữ Việt</p>" for family in ("DejaVu Sans", "sans-serif", "Arial")
    )
    reader = PdfReader(io.BytesIO(press.print(SETUP, job(words)).pdf))
    fonts = reader.pages[0]["/Resources"]["/Font"].values()
    assert {font.get_object()["/BaseFont"].partition("+")[2].partition("-")[0] for font in fonts} == {
        "Diemtin"
    }
