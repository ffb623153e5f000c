"""Six editions in both layouts: three real issues, where they are present, and three of our own, each judged as a PDF.

To see the same pages with your own eyes: `python -m tests.issues.print.look FOLDER`.
"""

import hashlib
import os
import subprocess
import sys
from dataclasses import dataclass, replace

import pytest
from django.conf import settings

from issues.edition import Edition, to_json
from tests.issues.print import editions, fill, fonts, letters, links, text, vera
from tests.issues.print.paper import Paper
from tests.issues.print.shelf import LAYOUTS, Shelf

EACH = [(key, layout) for key in editions.EDITIONS for layout in LAYOUTS]
PROFILES = {"ua1", "3a"}
JUDGES = (
    *(text.order_of_articles, text.whole_text, text.composed, text.drawn_in_order, text.spaces_kept),
    *(links.links_resolve, links.links_lead_to_headlines, links.sources_linked, links.bookmarks),
    *(links.contents_numbers, links.numbers_in_text),
    *(letters.inside_the_page, letters.clear_of_the_edge, letters.not_over_another),
    *(fill.pages_full, fill.headlines_accompanied, fill.lines_in_company),
    *(fonts.embedded, fonts.of_the_house),
)


@dataclass(frozen=True)
class Exported:
    """An edition and its PDF."""

    edition: Edition
    paper: Paper


@pytest.fixture(scope="module")
def shelf(tmp_path_factory) -> Shelf:
    """One folder for all processes of this run: below it, each process has its own."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "printed"
    folder.mkdir(exist_ok=True)
    return Shelf(folder)


@pytest.fixture(scope="module", params=EACH, ids="-".join)
def exported(request, shelf) -> Exported:
    """One of the twelve."""
    key, layout = request.param
    skip_where_absent(key)
    return Exported(replace(shelf.edition(key), layout=layout), shelf.paper(key, layout))


def skip_where_absent(key: str) -> None:
    """Real issues belong to their publisher and are not part of the project."""
    if not editions.present(key):
        pytest.skip(f"The real issue {editions.REAL[key]} is not here (../shared/seeds).")


@pytest.mark.parametrize("judge", JUDGES, ids=lambda j: j.__name__)
def test_an_edition_is_printed_without_complaint(exported, judge):
    assert judge(exported.edition, exported.paper) == []


def test_every_file_declares_archive_and_accessibility(exported):
    assert vera.declared(exported.paper) == PROFILES


def test_every_file_keeps_what_it_declares(shelf):
    if missing := vera.missing():
        pytest.skip(missing)
    present = [(key, layout) for key, layout in EACH if editions.present(key)]
    found = vera.judge(
        (profile, shelf.path(key, layout))
        for key, layout in present
        for profile in sorted(vera.declared(shelf.paper(key, layout)))
    )
    assert {f"{path.stem} {profile}": said for (profile, path), said in found.items() if said} == {}


IN_ANOTHER_PROCESS = """
import hashlib, sys, django
django.setup()
from issues import pdf
from issues.edition import from_json
print(hashlib.sha256(pdf.render(from_json(sys.stdin.read()), sys.argv[1]).data).hexdigest())
"""


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("key", ["mot-tin", "khong-anh", "so-17"])
def test_another_run_gives_the_same_bytes(shelf, key, layout):
    skip_where_absent(key)
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "diemtin.settings",
        "MEDIA_ROOT": str(shelf.folder / "media"),
        "PYTHONHASHSEED": "77",
    }
    other = subprocess.run(
        [sys.executable, "-c", IN_ANOTHER_PROCESS, layout],
        input=to_json(shelf.edition(key)),
        env=environment,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        timeout=180,
        check=True,
    )
    assert other.stdout.strip() == hashlib.sha256(shelf.path(key, layout).read_bytes()).hexdigest()
