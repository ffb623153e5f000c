"""Public pages as files under BAKED_ROOT, which the web server in front sends by itself: the same address, the same bytes.

A file is written when its page is kept, and only while the page's stamp holds; files of a change's shelves go before the
change is committed. Both under one lock, so that no page is written back after its file went. Only plain pages are baked
(addresses that end in `/`, with the policy that nginx sends): everything else the application sends.
"""

import fcntl
import gzip
import os
import shutil
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.cache import cache

from issues import stamps
from issues.answers import POLICY

DEEPEST = 6  # parts of a public address; nothing baked lies deeper


@contextmanager
def locked(root: Path):
    """Nobody else writes or removes files under the root meanwhile."""
    root.mkdir(parents=True, exist_ok=True)
    with open(root / ".lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def root() -> Path | None:
    """The folder of baked pages, None where there is none."""
    return Path(settings.BAKED_ROOT) if settings.BAKED_ROOT else None


def file_of(root: Path, path: str) -> Path | None:
    """Where the page of an address lies; None for an address that is not baked."""
    parts = [part for part in path.split("/") if part]
    plain = all(part[0] != "." and "\x00" not in part and len(part.encode()) < 250 for part in parts)
    if not path.endswith("/") or "//" in path or not plain or len(parts) > DEEPEST:
        return None
    return root.joinpath(*parts, "index.html")


def bake(path: str, page) -> None:
    """Write a kept page and its compressed twin, where pages are baked and its stamp still holds."""
    folder = root()
    target = folder and file_of(folder, path)
    if not target or not page.compressed or page.headers.get("Content-Security-Policy") != POLICY:
        return
    with locked(folder):
        if cache.get(stamps.key(stamps.shelf_of(path))) != page.stamp:
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        write(target.with_name("index.html.gz"), page.body)
        write(target, gzip.decompress(page.body))


def write(target: Path, data: bytes) -> None:
    """Put a file in place whole, or not at all."""
    part = target.with_name(f".{target.name}.{os.getpid()}")
    part.write_bytes(data)
    part.replace(target)


def remove(shelves: set[str]) -> None:
    """Remove the files of some shelves' pages. Call when the shelves are marked as changing."""
    folder = root()
    if folder is None or not folder.exists():
        return
    with locked(folder):
        for shelf in shelves - {stamps.LISTS}:
            shutil.rmtree(folder / shelf, ignore_errors=True)
        if stamps.LISTS in shelves:
            (folder / "index.html").unlink(missing_ok=True)
            (folder / "index.html.gz").unlink(missing_ok=True)
            for other in folder.iterdir():
                if other.is_dir() and other.name != "so":
                    shutil.rmtree(other, ignore_errors=True)


def clear() -> None:
    """Remove everything that is baked: after an upgrade, or when in doubt."""
    folder = root()
    if folder and folder.exists():
        with locked(folder):
            for other in folder.iterdir():
                if other.is_dir():
                    shutil.rmtree(other, ignore_errors=True)
                elif other.name != ".lock":
                    other.unlink(missing_ok=True)
