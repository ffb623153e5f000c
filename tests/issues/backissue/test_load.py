"""Loading a back issue: atomic, repeatable, without author; and what the command says of files that are none."""

import json
from dataclasses import replace

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import IntegrityError

from issues.backissue import load as loader
from issues.backissue.load import load, preview
from issues.backissue.parse import parse
from issues.models import Issue, Placement
from news.models import Article, Category, Source, SourceAlias
from tests.issues.backissue.sample import TEXT
from tests.make import make_issue


@pytest.fixture
def outlet(newsroom):
    """Báo Sóng Biển and its online name."""
    source = Source.objects.create(name="Báo Sóng Biển")
    SourceAlias.objects.create(source=source, name="Sóng Biển online")
    return source


@pytest.fixture
def file(tmp_path):
    """The text as a file."""
    path = tmp_path / "so-12.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def rows():
    """How many rows of each kind there are."""
    return [model.objects.count() for model in (Issue, Article, Placement, Source)]


def test_an_imported_issue_is_a_draft_of_the_archive_without_authors(outlet, editor):
    report = load(parse(TEXT), editor)
    issue = Issue.objects.get()
    assert report.created and report.issue == issue
    assert (issue.label, issue.status, issue.origin, issue.imported_by) == (
        "12/2026",
        "draft",
        "archive",
        editor,
    )
    assert issue.trends_body.count("<p>") == 2
    articles = Article.objects.all()
    assert {a.status for a in articles} == {"draft"} and {a.author for a in articles} == {None}
    assert {tuple(a.contributors.all()) for a in articles} == {(editor,)}, (
        "who brought it in does not approve it"
    )
    placed = [
        (p.category_id, p.position, p.article.headline) for p in Placement.objects.select_related("article")
    ]
    assert placed == [
        ("domestic", 1, "TRẠM KHÍ TƯỢNG MỚI TRÊN ĐẢO HÒN DẤU"),
        ("domestic", 2, "GẠO LÚA NỔI TRỞ LẠI ĐỒNG THÁP"),
        ("focus", 1, "CẦU CẢNG BIẾT TỰ ĐO SỨC KHỎE"),
        ("haiphong", 1, "THƯ VIỆN LƯU ĐỘNG GHÉ CHỢ LŨNG"),
    ]
    assert articles.get(headline__startswith="GẠO").toc_title == "Gạo lúa nổi trở lại Đồng Tháp"


def test_sources_resolve_through_aliases_and_unknown_ones_are_created_once(outlet):
    report = load(parse(TEXT))
    assert Article.objects.get(headline__startswith="TRẠM").source == outlet
    assert report.new_sources == ("Tạp chí Hạt Giống",)
    assert Article.objects.filter(source__name="Tạp chí Hạt Giống").count() == 2
    codes = [p.code for p in report.problems]
    assert codes.count("new-source") == 2 and codes.count("source-variant") == 1


def test_a_second_run_changes_nothing(outlet):
    load(parse(TEXT))
    before, edited = rows(), Article.objects.latest("pk").updated_at
    report = load(parse(TEXT))
    assert (report.created, report.differences, rows()) == (False, (), before)
    assert Article.objects.latest("pk").updated_at == edited


def test_where_the_issue_exists_the_differences_are_listed_and_nothing_is_written(outlet):
    load(parse(TEXT))
    Article.objects.filter(headline__startswith="GẠO").update(headline="GẠO LÚA NỔI")
    Article.objects.filter(headline__startswith="CẦU").update(news_date=None)
    before = rows()
    report = load(parse(TEXT))
    text = " ".join(report.differences)
    assert "GẠO LÚA NỔI TRỞ LẠI ĐỒNG THÁP” có trong tệp nhưng không có trong kho" in text
    assert "“GẠO LÚA NỔI” có trong kho nhưng không có trong tệp" in text
    assert "CẦU CẢNG BIẾT TỰ ĐO SỨC KHỎE” khác ở: ngày đăng tin" in text
    assert rows() == before and len(report.differences) == 3


def test_a_preview_writes_nothing(outlet):
    before = rows()
    report = preview(parse(TEXT))
    assert rows() == before and report.issue is None and report.new_sources == ("Tạp chí Hạt Giống",)


def test_a_failure_half_way_leaves_nothing(outlet, monkeypatch):
    before = rows()
    real, calls = loader.create_article, []

    def failing(*args):
        calls.append(args)
        if len(calls) == 3:
            raise IntegrityError("no room")
        return real(*args)

    monkeypatch.setattr(loader, "create_article", failing)
    with pytest.raises(IntegrityError):
        load(parse(TEXT))
    assert rows() == before


def test_the_command_writes_and_reports(outlet, file, capsys):
    call_command("import_issue", file, "--json")
    report = json.loads(capsys.readouterr().out)
    assert (report["number"], report["start"], len(report["articles"])) == (12, "2026-03-20", 4)
    assert report["articles"][0]["source"] == "Sóng Biển online", "as printed"
    assert Issue.objects.count() == 1


def test_a_dry_run_writes_nothing(outlet, file, capsys):
    call_command("import_issue", file, "--dry-run")
    assert "Chạy thử: chưa ghi gì." in capsys.readouterr().out and not Issue.objects.exists()


BAD = {
    "empty": (b"", "trống"),
    "blank": (b" \n\t\n", "trống"),
    "huge": (b"x" * (100 * 1024 * 1024), "1 MB"),
    "binary": (bytes(range(256)) * 40, "văn bản"),
    "utf-16": (TEXT.encode("utf-16"), "UTF-16"),
    "utf-16 without mark": (TEXT.encode("utf-16-le"), "UTF-16"),
    "old encoding": ("Điểm tin".encode("cp1258", "replace") * 20, "UTF-8"),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3\n1 0 obj", "văn bản"),
    "unrelated": ("Mưa rơi trên mái tôn suốt buổi chiều.\n\n" * 50).encode(),
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_is_no_issue_gets_one_sentence_and_changes_nothing(name, outlet, tmp_path):
    data, words = BAD[name] if isinstance(BAD[name], tuple) else (BAD[name], "")
    path = tmp_path / "tep.txt"
    path.write_bytes(data)
    before = rows()
    with pytest.raises(CommandError) as error:
        call_command("import_issue", path)
    sentence = str(error.value)
    assert words in sentence and "\n" not in sentence and sentence.endswith(".")
    assert error.value.returncode == 1 and rows() == before


def test_a_missing_file_gets_one_sentence(newsroom, tmp_path):
    with pytest.raises(CommandError, match="Không đọc được tệp"):
        call_command("import_issue", tmp_path / "không-có.txt")


def test_without_a_newsroom_the_command_says_what_to_run(db, file):
    Category.objects.all().delete()
    with pytest.raises(CommandError, match="setup_newsroom"):
        call_command("import_issue", file)


def test_an_odd_source_twice_does_not_stop_the_second_import(outlet):
    for number in (12, 13):
        text = TEXT.replace("SỐ 12/2026", f"SỐ {number}/2026").replace(
            "Tạp chí Hạt Giống", "Tạp chí " + "rất dài " * 30
        )
        back = parse(text.replace("Sóng Biển online", "–"))
        report = load(back)
        assert report.created
        assert "text-cut" in {p.code for p in report.problems}
        again = load(back)
        assert (again.created, again.differences) == (False, ())


def test_a_caption_and_a_text_that_is_cut_are_reported(outlet):
    back = parse(TEXT)
    first = replace(back.articles[0], captions=("Ảnh: trạm đo",), headline="DÀI " * 150, source="▶")
    back = replace(back, articles=(first, *back.articles[1:]))
    report = load(back)
    problems = {p.code: p.quote for p in report.problems if p.headline == first.headline}
    assert problems["caption-without-picture"] == "Ảnh: trạm đo"
    assert problems["text-cut"].startswith("DÀI DÀI") and problems["missing-source"] == "▶"
    assert load(back).differences == ()


def test_a_double_issue_that_overlaps_is_not_written(outlet):
    make_issue(11, last_number=13)
    report = load(parse(TEXT))
    assert not report.created and Issue.objects.count() == 1
