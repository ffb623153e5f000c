"""A back issue looked through before it is loaded."""

import io
import json
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from issues.assembly import assemble
from issues.backissue.load import load
from issues.backissue.parse import parse
from issues.backissue.proofread import edition_of, findings_of
from issues.backissue.values import Problem
from issues.models import Issue
from issues.preflight.context import Context
from tests.issues.backissue.sample import TEXT
from tests.news.admin_forms import text_of

# One article without its source, one sentence with two full stops.
FAULTY = TEXT.replace("[Chi tiết: Tạp chí Hạt Giống](#)\n", "").replace("sáng thứ Sáu.", "sáng thứ Sáu..")


@pytest.fixture
def back():
    """The faulty issue, read."""
    return parse(FAULTY)


def found(back, problems=()) -> list[tuple[str, int | None]]:
    """Kinds of findings and their articles."""
    return [(f.code, f.article) for f in findings_of(back, Context(), problems)]


def test_it_is_the_edition_that_loading_would_make(newsroom):
    back = parse(TEXT)
    edition = edition_of(back)
    loaded = assemble(load(back).issue)
    assert edition.label == loaded.label == "12/2026" and edition.trends_body == loaded.trends_body
    same = ("headline", "toc_title", "news_date", "body", "link", "word_count", "slug")
    assert [[getattr(a, name) for name in same] for a in edition.articles] == [
        [getattr(a, name) for name in same] for a in loaded.articles
    ]
    assert [s.slug for s in edition.sections] == [s.slug for s in loaded.sections]
    assert [a.id for a in edition.articles] == [1, 2, 3, 4]


def test_defects_are_found_without_a_database(back):
    assert ("stray-punctuation", 1) in found(back)
    assert "stray-punctuation" not in [code for code, _ in found(parse(TEXT))]


def test_what_the_importer_says_is_not_said_twice(back):
    number = next(n for n, item in enumerate(back.articles, 1) if item.source is None)
    assert ("missing-source", number) in found(back)
    assert any(p.code == "missing-source" for p in back.problems)
    assert ("missing-source", number) not in found(back, back.problems)


def test_a_problem_of_another_article_hides_nothing(back):
    elsewhere = replace(
        next(p for p in back.problems if p.code == "missing-source"), line=back.articles[0].line
    )
    assert "missing-source" in [code for code, _ in found(back, (elsewhere,))]


def test_the_same_body_under_two_names_is_one_defect():
    back = parse(TEXT)
    first, second = back.articles[:2]
    long = tuple(replace(p, text=f"{p.text} " * 8) for p in first.paragraphs)
    twins = (replace(first, paragraphs=long), replace(second, paragraphs=long), *back.articles[2:])
    back = replace(back, articles=twins)
    assert ("duplicate-body", 2) in found(back)
    said = Problem("duplicate-article", "…", second.line, second.headline)
    assert ("duplicate-body", 2) not in found(back, (said,))


def test_a_dry_run_reports_both(newsroom, tmp_path):
    path = tmp_path / "so-12.txt"
    path.write_text(FAULTY, encoding="utf-8")
    text, data = io.StringIO(), io.StringIO()
    call_command("import_issue", path, "--dry-run", stdout=text)
    call_command("import_issue", path, "--dry-run", "--json", stdout=data)
    assert "stray-punctuation: TRẠM KHÍ TƯỢNG" in text.getvalue()
    assert text.getvalue().count("missing-source") == 1
    codes = [f["code"] for f in json.loads(data.getvalue())["findings"]]
    assert "stray-punctuation" in codes and "missing-source" not in codes
    assert not Issue.objects.exists()


def test_the_import_page_shows_both(client, editor):
    client.force_login(editor)
    upload = {"file": SimpleUploadedFile("so-12.txt", FAULTY.encode(), "text/plain")}
    page = text_of(client.post("/quan-tri/issues/issue/nhap-so-cu/", upload))
    assert "Dấu câu thừa" in page and "Cần xem lại" in page
