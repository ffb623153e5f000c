"""The publisher's own issues, where they are present: imported, exported, and every page number checked."""

import io
import re
import unicodedata
from pathlib import Path

import pytest
from django.core.management import call_command
from pypdf import PdfReader

from issues.assembly import assemble
from issues.models import Issue
from tests.issues.reading import tight

SEEDS = Path(__file__).resolve().parents[2].parent / "shared" / "seeds"
NAMES = ("so-08-2026.txt", "so-09-2026.txt", "so-17-2026.txt")


@pytest.fixture(params=NAMES)
def exported(request, newsroom, tmp_path, capsys):
    """(edition, reader) of a real issue, through the two commands."""
    if not (SEEDS / request.param).is_file():
        pytest.skip(f"The real issue {request.param} is not here (../shared/seeds).")
    call_command("import_issue", SEEDS / request.param)
    issue = Issue.objects.get()
    call_command("export_issue", issue.label, "-o", str(tmp_path / "so.pdf"))
    return assemble(issue), PdfReader(io.BytesIO((tmp_path / "so.pdf").read_bytes()))


def entries(edition, contents: str) -> list[int]:
    """The page numbers that the contents print, article by article; the same title may stand there twice."""
    numbers, start = [], 0
    for article in edition.articles:
        words = r"\s+".join(re.escape(word) for word in article.toc_title.split())
        found = re.compile(words + r"[\s.]+(\d+)(?=\s|$)").search(contents, start)
        assert found, f"{article.toc_title} is not in the contents, or not in order"
        numbers.append(int(found[1]))
        start = found.end()
    return numbers


def test_every_contents_number_is_its_headlines_page(exported):
    edition, reader = exported
    pages = [page.extract_text() for page in reader.pages]
    first = min(
        n
        for n, text in enumerate(pages)
        if tight(edition.articles[0].headline.upper()) in tight(text) and n > 1
    )
    numbers = entries(edition, "\n".join(pages[1:first]))
    assert len(numbers) == len(edition.articles)
    for article, number in zip(edition.articles, numbers, strict=True):
        assert tight(article.headline.upper()) in tight(pages[number - 1]), article.headline
    text = "".join(pages)
    assert unicodedata.is_normalized("NFC", text)
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            descriptor = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
            assert {"/FontFile2", "/FontFile3"} & set(descriptor)
