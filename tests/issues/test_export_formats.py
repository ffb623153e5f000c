"""`manage.py export_issue` in its formats: what is written, and what stays when it fails."""

import io
import os
import re

import pytest
from django.contrib.staticfiles import finders
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from pypdf import PdfReader
from weasyprint import HTML
from weasyprint.urls import URLFetcher

from issues import epub, exporting, pdf
from issues.assembly import assemble
from issues.composition import compose
from issues.contents_text import contents
from issues.printed_page import printed_page, with_style
from issues.printing import RenderError, html
from news.pictures import PRINT, WEB, rendition_name
from tests.issues.editions import article, edition, picture, sections
from tests.make import make_placed_issue


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    """Files with default names land in a folder of the test."""
    (tmp_path / "out").mkdir()
    monkeypatch.chdir(tmp_path / "out")
    return tmp_path / "out"


@pytest.fixture
def issue(newsroom):
    """An issue with articles."""
    return make_placed_issue(number=8, year=2026)


def export(*arguments) -> str:
    """Run the command; what it said."""
    said = io.StringIO()
    call_command("export_issue", "8/2026", *arguments, stdout=said)
    return said.getvalue()


class FilesOnly(URLFetcher):
    """Reads files and remembers which."""

    def __init__(self, **options):
        super().__init__(**options)
        self.asked = []

    def fetch(self, url, headers=None):
        """As the ordinary fetcher."""
        self.asked.append(url)
        return super().fetch(url, headers)


def texts(data: bytes) -> list[str]:
    """The text of each page of a PDF."""
    return [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]


def told(edition) -> str:
    """The plain contents with the pages of the printed issue."""
    return contents(edition, compose(edition).headline_pages)


class TestFiles:
    def test_epub_and_text_are_what_their_modules_make(self, issue, elsewhere):
        assert "diem-tin-so-8-2026.epub: 3 tin" in export("--format", "epub")
        assert (elsewhere / "diem-tin-so-8-2026.epub").read_bytes() == epub.render(assemble(issue)).data
        export("--format", "txt")
        assert (elsewhere / "diem-tin-so-8-2026.txt").read_text(encoding="utf-8") == told(assemble(issue))

    def test_the_name_of_the_file_tells_the_format(self, issue, elsewhere, fake_pdf):
        for name, start in (
            ("a.epub", b"PK"),
            ("a.txt", "ĐIỂM".encode()),
            ("a.PDF", b"%PDF"),
            ("a", b"%PDF"),
        ):
            export("-o", name)
            assert (elsewhere / name).read_bytes().startswith(start), name
        export("-o", "b.pdf", "--format", "txt")
        assert (elsewhere / "b.pdf").read_bytes().startswith("ĐIỂM".encode())

    def test_the_layout_is_passed_on(self, issue, monkeypatch):
        asked = []

        def render(edition, layout="", part="", **watched):
            asked.append(layout)
            return pdf.Pdf(b"%PDF-", 1)

        monkeypatch.setattr(pdf, "render", render)
        export("--layout", "compact")
        export()
        assert asked == ["compact", "magazine"]
        with pytest.raises(CommandError):
            export("--layout", "la")

    @pytest.mark.parametrize("form", ["pdf", "epub", "txt"])
    def test_a_dash_is_standard_output(self, issue, elsewhere, fake_pdf, form, capfdbinary):
        assert export("--format", form, "-o", "-") == ""
        assert capfdbinary.readouterr().out == exporting.SINGLE[form](assemble(issue), "")[0]
        assert list(elsewhere.iterdir()) == []

    def test_a_page_cannot_go_there(self, issue, elsewhere):
        with pytest.raises(CommandError, match="đầu ra chuẩn"):
            export("--html", "-o", "-")
        assert list(elsewhere.iterdir()) == []


class TestFailure:
    @pytest.mark.parametrize("form", exporting.FORMATS)
    def test_leaves_the_older_file(self, issue, elsewhere, form, monkeypatch):
        path = elsewhere / f"so.{form}"
        path.write_text("bản cũ", encoding="utf-8")

        def refuse(*arguments, **watched):
            raise RenderError("Một câu cho biên tập viên.")

        for place in ("issues.pdf.render", "issues.epub.render", "issues.printed_page.html"):
            monkeypatch.setattr(place, refuse)
        monkeypatch.setattr("issues.exporting.contents", refuse)
        with pytest.raises(CommandError, match="Một câu cho biên tập viên"):
            export("-o", str(path))
        assert path.read_text(encoding="utf-8") == "bản cũ"
        assert list(elsewhere.iterdir()) == [path]

    @pytest.mark.parametrize("form", exporting.FORMATS)
    def test_while_writing_leaves_the_older_files_and_no_pieces(
        self, issue, elsewhere, fake_pdf, form, monkeypatch
    ):
        export("-o", f"so.{form}")
        if form == "html":
            (elsewhere / "so_files" / "chỉ bản cũ có.jpg").write_bytes(b"x")
        before = {p: p.read_bytes() for p in elsewhere.rglob("*") if p.is_file()}
        issue.theme = "Một số khác"
        issue.save()

        def full(self, target):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("pathlib.Path.replace", full)
        with pytest.raises(CommandError, match="Không ghi được tệp"):
            export("-o", f"so.{form}")
        assert {p: p.read_bytes() for p in elsewhere.rglob("*") if p.is_file()} == before
        assert len(list(elsewhere.iterdir())) == (2 if form == "html" else 1)

    def test_a_folder_is_no_file(self, issue, elsewhere):
        (elsewhere / "so.epub").mkdir()
        with pytest.raises(CommandError, match="Không ghi được tệp"):
            export("-o", "so.epub")

    def test_a_pipe_or_device_is_written_to_and_not_replaced(self, issue, elsewhere):
        os.mkfifo("ống")
        pipe = os.open("ống", os.O_RDWR)
        try:
            export("--format", "txt", "-o", "ống")
            assert not (elsewhere / "ống").is_file()
            assert os.read(pipe, 65536).decode() == told(assemble(issue))
        finally:
            os.close(pipe)

    def test_somebody_else_s_folder_is_left_alone(self, issue, elsewhere):
        (elsewhere / "so_files").mkdir()
        (elsewhere / "so_files" / "quý.txt").write_text("giữ", encoding="utf-8")
        with pytest.raises(CommandError, match="thư mục so_files đã có"):
            export("-o", "so.html")
        assert [p.name for p in elsewhere.rglob("*")] == ["so_files", "quý.txt"]


class TestThePage:
    @pytest.fixture
    def shown(self):
        """A picture for a column."""
        return picture((2000, 1400))

    def test_is_what_weasyprint_gets_with_its_files_beside_it(self, shown):
        value = edition(sections([article(pictures=(shown,))]), cover=picture((1240, 1754), (20, 50, 80)))
        page = printed_page(value, "so_files")
        back = re.sub(r'(src|href)="so_files/(column|picture)/', r'\1="asset:\2/pictures/XX/', page.html)
        given = re.sub(r"asset:(column|picture)/pictures/\w\w/", r"asset:\1/pictures/XX/", html(value))
        assert back.replace("so_files/print.css", "asset:static/css/print.css") == with_style(given)
        pictures = {name: data for name, data in page.files.items() if name.endswith(".jpg")}
        assert len(pictures) == 2
        for name, data in pictures.items():
            kind, _, last = name.partition("/")
            stored = rendition_name(f"pictures/{last[:2]}/{last}", {"column": WEB, "picture": PRINT}[kind])
            assert data == default_storage.open(stored).read()

    def test_its_style_finds_the_fonts(self):
        page = printed_page(edition(), "so_files")
        style = page.files["print.css"].decode()
        addresses = re.findall(r"url\([\"']?([^\"')]+)", style)
        fonts = [address for address in addresses if address.startswith("fonts/")]
        assert len(fonts) >= 5 and "asset:" not in style
        for name in fonts:
            with open(finders.find(name), "rb") as file:
                assert page.files[name] == file.read()

    def test_prints_the_same_elsewhere_and_loads_nothing_from_without(self, issue, elsewhere):
        assert "tệp trong so_files" in export("--html", "-o", "so.html")
        fetcher = FilesOnly(allowed_protocols=("file", "data"), allow_redirects=False)
        printed = HTML(elsewhere / "so.html", url_fetcher=fetcher).write_pdf()
        assert fetcher.asked and all(u.startswith((f"file://{elsewhere}/so", "data:")) for u in fetcher.asked)
        assert texts(printed) == texts(pdf.render(assemble(issue)).data)

    def test_an_older_export_makes_room(self, issue, elsewhere):
        export("--html", "-o", "so.html")
        (elsewhere / "so_files" / "picture").mkdir(exist_ok=True)
        (elsewhere / "so_files" / "picture" / "cu.jpg").write_bytes(b"x")
        export("--html", "-o", "so.html")
        assert not (elsewhere / "so_files" / "picture" / "cu.jpg").exists()
        assert sorted(p.name for p in elsewhere.iterdir()) == ["so.html", "so_files"]

    def test_words_that_look_like_addresses_stay(self, monkeypatch):
        body = '<p>src="asset:column/x" url(asset:picture/y) <a href="https://a.example" title="asset:z">a</a></p>'
        monkeypatch.setattr("issues.printed_page.html", lambda edition, layout: f"<head></head>{body}")
        assert printed_page(edition(), "so_files").html.endswith(f"</head>{body}")

    def test_the_style_is_linked_where_the_page_has_none_of_its_own(self):
        bare = "<html><head><title>Số 8</title><style>@page{}</style></head><body></body></html>"
        linked = with_style(bare)
        assert (
            linked.index("<link") < linked.index("<style")
            and linked.replace('<link rel="stylesheet" href="asset:static/css/print.css">\n', "") == bare
        )
        assert with_style(linked) == linked

    @pytest.mark.parametrize(
        "address", ["static/../manage.py", "static/js/editor.js", "picture/pictures/aa/la.jpg", "tap/x"]
    )
    def test_what_is_no_part_of_print_is_refused(self, address, monkeypatch):
        page = f'<html><head></head><body><img src="asset:{address}"></body></html>'
        monkeypatch.setattr("issues.printed_page.html", lambda edition, layout: page)
        with pytest.raises(RenderError, match="chỉ dùng ảnh có trong số"):
            printed_page(edition(), "so_files")

    def test_a_picture_in_a_style_comes_too(self, shown, monkeypatch):
        address = f"asset:picture/{shown.name}"
        page = f'<head><style>p {{ background: url({address}) }}</style></head><p style="background: url({address})">'
        monkeypatch.setattr("issues.printed_page.html", lambda edition, layout: page)
        made = printed_page(edition(sections([article(pictures=(shown,))])), "so_files")
        assert made.html.count(f"url(so_files/picture/{shown.name.rpartition('/')[2]})") == 2
        assert "asset:" not in made.html

    def test_a_lost_picture_stops_it(self, shown):
        value = edition(sections([article("Tin mất ảnh", pictures=(shown,))]))
        for name in (shown.name, rendition_name(shown.name, WEB), rendition_name(shown.name, PRINT)):
            default_storage.delete(name)
        with pytest.raises(RenderError, match="Tin mất ảnh"):
            printed_page(value, "so_files")
