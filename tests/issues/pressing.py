"""Jobs for the press, and what became of its processes."""

import time
from pathlib import Path

from django.conf import settings

from issues.press.messages import Job
from issues.press.process import Setup

SETUP = Setup(settings.BASE_DIR / "static", "1", 40_000_000, seconds=60, memory=2 << 30)
SLOW = "<div style='display: flex'>" * 18 + "Chậm" + "</div>" * 18
TWO_PAGES = "<h1 style='break-after: page'>Trang đầu</h1><p>Trang sau</p>"


def job(html: str = TWO_PAGES, seconds: int = 60) -> Job:
    """A page without pictures."""
    page = f"<!doctype html><html lang=vi><title>Thử</title>{html}</html>"
    return Job(html=page, identifier="thu", seconds=seconds, pictures={}, labels={})


def alive(pid: int) -> bool:
    """Whether the process is there; a zombie is."""
    return Path(f"/proc/{pid}").exists()


def gone(pid: int, seconds: float = 6) -> bool:
    """Whether the process ends within so many seconds."""
    end = time.monotonic() + seconds
    while alive(pid) and time.monotonic() < end:
        time.sleep(0.05)
    return not alive(pid)


class Stop(Exception):
    """What a watch raises here."""
