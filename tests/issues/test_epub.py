"""The e-book of an edition: what is in it, in which order, and that a reader finds everything."""

import os
import posixpath
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import pairwise

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from issues import epub
from issues.edition import EditionCorrection, to_json
from issues.printing import RenderError
from news.pictures import WEB, rendition_name
from tests.issues.books import EPUB_TYPE, HTML, OPF, book, documents, resolves, targets, words
from tests.issues.editions import article, edition, figures, full_edition, picture, sections
from tests.make import picture_bytes
from tests.test_house import ROOT


@pytest.fixture
def whole() -> tuple:
    """An edition with everything, and its book."""
    made = full_edition()
    return made, book(made)


class TestTheContainer:
    def test_its_type_comes_first_and_can_be_read_without_unpacking(self, whole):
        first = zipfile.ZipFile(BytesIO(whole[1].data)).infolist()[0]
        assert (first.filename, first.compress_type, first.extra) == ("mimetype", zipfile.ZIP_STORED, b"")
        assert whole[1].data[30:58] == b"mimetypeapplication/epub+zip"

    def test_every_file_is_in_the_manifest_and_every_document_in_the_spine(self, whole):
        made = whole[1]
        listed = {f"EPUB/{item.get('href')}" for item in made.package.iter(f"{OPF}item")}
        assert listed == set(made.names) - {"mimetype", "META-INF/container.xml", "EPUB/package.opf"}
        assert sorted(made.spine) == sorted(documents(made))

    def test_the_same_edition_gives_the_same_bytes_in_any_process(self, settings, tmp_path):
        value = full_edition(14)
        (tmp_path / "edition.json").write_text(to_json(value), encoding="utf-8")
        code = (
            "import sys, hashlib, django; django.setup()\n"
            "from pathlib import Path; from issues import edition, epub\n"
            "made = epub.render(edition.from_json(Path(sys.argv[1]).read_text(encoding='utf-8'))).data\n"
            "sys.stdout.buffer.write(made)"
        )
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        made = [
            subprocess.run(
                [sys.executable, "-c", code, tmp_path / "edition.json"],
                cwd=ROOT,
                env=kept
                | {
                    "DJANGO_SETTINGS_MODULE": "diemtin.settings",
                    "MEDIA_ROOT": str(settings.MEDIA_ROOT),
                    "PYTHONHASHSEED": seed,
                },
                capture_output=True,
                check=True,
                timeout=60,
            ).stdout
            for seed in ("1", "4242")
        ]
        assert made[0] == made[1] == epub.render(value).data

    def test_another_text_gives_another_book(self):
        value = edition()
        assert epub.render(value).data != epub.render(replace(value, theme="Biển")).data


class TestTheOrder:
    def test_of_reading_is_that_of_the_issue(self, whole):
        value, made = whole
        expected = ["cover.xhtml", "titlepage.xhtml", "nav.xhtml", "corrections.xhtml"]
        for number, section in enumerate(value.sections, 1):
            expected += [f"muc-{number}.xhtml", *(f"tin-{a.id}.xhtml" for a in section.articles)]
        assert made.spine == [*expected, "colophon.xhtml"]

    def test_the_contents_name_every_section_with_its_articles_in_that_order(self, whole):
        value, made = whole
        toc = made.nav("toc")
        assert targets(toc) == made.spine[3:]
        entries = dict(zip(targets(toc), (words(a) for a in toc.iter(f"{HTML}a")), strict=True))
        assert entries["muc-1.xhtml"] == "I. Tổng kết xu hướng"
        for printed in value.articles:
            assert entries[f"tin-{printed.id}.xhtml"] == (printed.toc_title or printed.headline)

    def test_sections_nest_their_articles(self, whole):
        value, made = whole
        top = made.nav("toc").find(f"{HTML}ol")
        counts = [len(li.findall(f"{HTML}ol/{HTML}li")) for li in top]
        assert counts == [0, *(len(s.articles) for s in value.sections), 0]

    def test_every_link_within_the_book_leads_somewhere(self, whole):
        made = whole[1]
        links = [(name, href) for name in documents(made) for href in targets(made.page(name))]
        assert len(links) > 2 * len(whole[0].articles)
        assert [pair for pair in links if not resolves(made, pair[1])] == []

    def test_landmarks_name_the_parts(self, whole):
        marks = {a.get(EPUB_TYPE): a.get("href") for a in whole[1].nav("landmarks").iter(f"{HTML}a")}
        assert marks == {
            "cover": "cover.xhtml",
            "titlepage": "titlepage.xhtml",
            "toc": "nav.xhtml",
            "errata": "corrections.xhtml",
            "bodymatter": "muc-1.xhtml",
            "colophon": "colophon.xhtml",
        }

    def test_what_is_empty_is_left_out(self):
        made = book(edition(sections([article()]), trends_title="", trends_body=""))
        assert len(made.spine) == 6 and "corrections.xhtml" not in made.spine
        assert words(made.nav("toc").find(f".//{HTML}a")) == "II. Tin trong nước"

    def test_headings_never_skip_a_level(self, whole):
        for name in documents(whole[1]):
            levels = [int(e.tag[-1]) for e in whole[1].page(name).iter() if e.tag[:-1] == f"{HTML}h"]
            assert levels[:1] == ([] if name == "cover.xhtml" else [2] if name.startswith("tin-") else [1])
            assert all(deeper - level <= 1 for level, deeper in pairwise(levels)), name


class TestAnArticle:
    def test_shows_everything_that_is_printed(self):
        shown = article(
            "Tên & dấu <ngoặc>",
            news_date=date(2026, 3, 5),
            pictures=(picture(),),
            key_figures=figures(2),
        )
        note = EditionCorrection(date(2026, 3, 9), "Dòng một.\nDòng hai.", shown.id)
        made = book(edition(sections([shown]), corrections=(note,)))
        page = made.page(f"tin-{shown.id}.xhtml")
        text = words(page)
        for expected in (
            "II Tin trong nước",
            "Tên & dấu <ngoặc>",
            "Thứ Năm, 05/03/2026",
            "Đính chính ngày 09/03/2026. Dòng một. Dòng hai.",
            "Cửa sông buổi sớm. Ảnh: Minh An",
            "1,1% trạm có số liệu trong tuần thứ 1",
            "Chi tiết: Báo Sóng Biển",
        ):
            assert expected in text
        assert shown.link in made.text(f"tin-{shown.id}.xhtml")
        assert "Dòng một." not in made.text("corrections.xhtml")
        assert f"tin-{shown.id}.xhtml" in targets(made.page("corrections.xhtml"))

    def test_without_date_source_or_link_has_no_empty_lines_for_them(self):
        bare = article("Tin trơn", news_date=None, source="", link="")
        text = words(book(edition(sections([bare]))).page(f"tin-{bare.id}.xhtml"))
        assert "Chi tiết" not in text and "Nguồn" not in text and "Thứ" not in text

    def test_a_source_without_a_link_is_named(self):
        bare = article("Tin trơn", link="")
        assert "Nguồn: Báo Sóng Biển" in words(book(edition(sections([bare]))).page(f"tin-{bare.id}.xhtml"))

    def test_summary_headings_stand_under_its_title(self):
        page = book(edition()).page("muc-1.xhtml")
        assert [(e.tag[-2:], words(e)) for e in page.iter() if e.tag[:-1] == f"{HTML}h"] == [
            ("h1", "Tổng kết xu hướng"),
            ("h2", "Tuần của những phép đo"),
            ("h3", "Từ cửa sông ra khơi"),
        ]


class TestPictures:
    def test_have_words_and_a_file_each(self, whole):
        value, made = whole
        images = [(n, e) for n in documents(made) for e in made.page(n).iter(f"{HTML}img")]
        assert len(images) == len(value.pictures)
        for name, image in images:
            assert image.get("alt").strip(), name
            assert posixpath.normpath(f"EPUB/{image.get('src')}") in made.files

    def test_stand_in_the_book_once_as_the_rendition_for_screens(self):
        twice = picture((2000, 1000))
        made = book(edition(sections([article(pictures=(twice,)), article(pictures=(twice,))])))
        inside = [name for name in made.names if name.startswith("EPUB/pictures/")]
        assert inside == ["EPUB/pictures/anh-1.jpg"]
        assert made.files[inside[0]] == default_storage.open(rendition_name(twice.name, WEB)).read()
        assert Image.open(BytesIO(made.files[inside[0]])).size == (960, 480)

    def test_without_an_alternative_say_their_caption_or_the_headline(self):
        plain = article(
            "Tin có ảnh", pictures=(picture(alt=""), picture(alt="", caption="", colour=(1, 2, 3)))
        )
        page = book(edition(sections([plain]))).page(f"tin-{plain.id}.xhtml")
        assert [i.get("alt") for i in page.iter(f"{HTML}img")] == ["Cửa sông buổi sớm.", "Tin có ảnh"]

    def test_that_are_lost_or_damaged_stop_the_book_with_a_sentence(self):
        shown = picture()
        value = edition(sections([article("Tin mất ảnh", pictures=(shown,))]))
        for name in (shown.name, rendition_name(shown.name, WEB)):
            default_storage.delete(name)
        with pytest.raises(RenderError, match="Không tìm thấy ảnh của tin “Tin mất ảnh”"):
            epub.render(value)
        default_storage.save(shown.name, ContentFile(picture_bytes()[:400]))
        with pytest.raises(RenderError, match="Không đọc được ảnh của tin “Tin mất ảnh”"):
            epub.render(value)

    def test_a_lost_cover_stops_the_book(self):
        with pytest.raises(RenderError, match="ảnh bìa"):
            epub.render(edition(cover=replace(picture(), name="pictures/aa/mat.jpg")))


def test_a_text_nested_without_end_stops_the_book_with_a_sentence():
    deep = article("Tin quá sâu", body="<blockquote>" * 2000 + "<p>x</p>")
    with pytest.raises(RenderError, match="“Tin quá sâu” lồng quá nhiều lớp"):
        epub.render(edition(sections([deep])))
