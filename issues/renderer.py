"""The renderer's version: a hash of everything that shapes a PDF, so that nobody has to remember to change a number."""

import hashlib
from functools import lru_cache
from importlib.metadata import version as installed

from django.conf import settings

FILES = (
    "issues/assets.py",
    "issues/compos*.py",
    "issues/compos*/**/*.py",
    "issues/edition.py",
    "issues/labels.py",
    "issues/pdf.py",
    "issues/press/*.py",
    "issues/print*.py",
    "issues/templatetags/*.py",
    "issues/wording.py",
    "news/pictures.py",
    "news/richtext.py",
    "news/text.py",
    "news/tidying.py",
    "static/css/print*.css",
    "static/fonts/*.ttf",
    "templates/issues/print*.html",
    "templates/issues/print*/**/*.*",
)
PACKAGES = ("fonttools", "pillow", "pydyf", "segno", "uharfbuzz", "weasyprint")


def version() -> str:
    """The version that a PDF made now would have. Looks at the files' times, and into those only that changed."""
    found = {path for pattern in FILES for path in settings.BASE_DIR.glob(pattern)}
    return digest(tuple((str(path), path.stat().st_mtime_ns) for path in sorted(found)))


@lru_cache(maxsize=2)
def digest(stamps: tuple[tuple[str, int], ...]) -> str:
    """Sixteen hexadecimal digits for the files' names and contents and the packages' versions."""
    whole = hashlib.sha256()
    for path, _ in stamps:
        with open(path, "rb") as file:
            content = hashlib.file_digest(file, "sha256").hexdigest()
        whole.update(f"{path.removeprefix(str(settings.BASE_DIR))} {content}\n".encode())
    for package in PACKAGES:
        whole.update(f"{package} {installed(package)}\n".encode())
    return whole.hexdigest()[:16]
