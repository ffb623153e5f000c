"""Lists the licence of everything that is installed with the software: `python deploy/licences.py > docs/licences.md`.

Names and versions come from requirements.lock, licences from the packages' own metadata.
"""

import re
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

LOCK = Path(__file__).resolve().parent.parent / "requirements.lock"
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;]+)", re.MULTILINE)
HEAD = """# Licences of what is installed with Điểm tin

Made by `deploy/licences.py` from the packages' own metadata. Fonts and scripts that lie in the repository have their licence
beside them: Be Vietnam Pro and Source Serif 4 (SIL Open Font License 1.1) in `static/fonts/`, SortableJS (MIT) in
`static/js/vendor/`. The list of Vietnamese words that preflight knows was made from pyvi (MIT). CKEditor 4, which
django-ckeditor brings, is used under its LGPL licence.

| package | version | licence |
|---|---|---|"""


def licence(name: str) -> str:
    """What a package says about its licence: the SPDX expression, else its classifiers, else the first line of its text."""
    try:
        said = metadata(name)
    except PackageNotFoundError:
        return "(only on other systems)"
    classifiers = [
        c.rpartition(" :: ")[2] for c in said.get_all("Classifier", []) if c.startswith("License ::")
    ]
    named = [c for c in classifiers if c != "OSI Approved"]
    first = (said.get("License") or "").strip().partition("\n")[0]
    return said.get("License-Expression") or ", ".join(named) or first or "see the package"


def pinned() -> list[tuple[str, str]]:
    """(name, version) of every package of the lock."""
    return PINNED.findall(LOCK.read_text())


if __name__ == "__main__":
    print(HEAD)
    for package, version in pinned():
        print(f"| {package} | {version} | {licence(package)} |")
