"""What an e-book says about itself, and the cover that libraries show."""

from datetime import date
from io import BytesIO

import pytest
from PIL import Image

from issues import epub
from issues.edition import EditionCorrection
from issues.printing import RenderError
from tests.issues.books import DC, HTML, book, documents, words
from tests.issues.editions import edition, full_edition, masthead, picture


@pytest.fixture
def whole():
    """The book of an edition with everything."""
    return book(full_edition(12))


class TestTheCover:
    def cover(self, value) -> Image.Image:
        """The picture that libraries show."""
        return Image.open(BytesIO(book(value).files["EPUB/cover.jpg"]))

    def test_is_the_cover_picture_under_the_house_s_flag(self):
        image = self.cover(edition(cover=picture((1240, 1754), (20, 160, 80))))
        assert image.size == (1200, 1600)
        for place, colour in (
            ((40, 40), (20, 160, 80)),
            ((860, 20), (0xC4, 0x20, 0x2E)),
            ((10, 1590), (0x0B, 0x25, 0x45)),
        ):
            assert all(abs(a - b) < 12 for a, b in zip(image.getpixel(place), colour, strict=True)), place

    def test_tells_issues_apart(self):
        assert self.cover(edition(number=8)).tobytes() != self.cover(edition(number=9)).tobytes()

    def test_is_drawn_for_any_name_and_theme(self):
        for name in ("", "Tin", "Điểm tin " * 12, "W" * 120, "\x01\x02"):
            self.cover(edition(masthead=masthead(name=name), theme=name))

    def test_is_named_for_who_cannot_see_it(self):
        page = book(edition(cover=picture(alt="Cảng lúc rạng đông"))).page("cover.xhtml")
        image = page.find(f".//{HTML}img")
        assert image.get("alt") == "Bìa Điểm tin Khoa học Công nghệ – Số 8/2026. Cảng lúc rạng đông"


class TestThePackage:
    def test_names_the_issue(self, whole):
        package = whole.package
        assert package.find(f".//{DC}title").text == "Điểm tin Khoa học Công nghệ – Số 8/2026"
        assert package.find(f".//{DC}language").text == "vi"
        assert package.find(f".//{DC}publisher").text == "Trung tâm Thông tin Minh Họa"
        assert whole.says("group-position") == ["2026.8"]

    def test_a_corrected_book_is_a_later_version_of_the_same(self):
        note = EditionCorrection(date(2026, 3, 9), "Sai tên.", None)
        versions = [book(edition(corrections=(note,) * count)) for count in (0, 1, 2)]
        assert len({v.package.find(f".//{DC}identifier").text for v in versions}) == 1
        dates = [v.says("dcterms:modified")[0] for v in versions]
        assert dates == ["2026-03-05T00:00:00Z", "2026-03-09T00:00:01Z", "2026-03-09T00:00:02Z"]
        other = book(edition(number=9)).package.find(f".//{DC}identifier").text
        assert other != versions[0].package.find(f".//{DC}identifier").text

    def test_says_how_it_can_be_read(self, whole):
        made = whole
        assert made.says("schema:accessMode") == ["textual", "visual"]
        assert made.says("schema:accessibilityHazard") == ["none"]
        assert {"alternativeText", "readingOrder", "tableOfContents"} <= set(
            made.says("schema:accessibilityFeature")
        )
        assert "Mọi ảnh đều có lời mô tả" in made.says("schema:accessibilitySummary")[0]
        assert made.says("dcterms:conformsTo") == ["EPUB Accessibility 1.1 - WCAG 2.1 Level AA"]
        assert made.says("a11y:certifiedBy") == ["Trung tâm Thông tin Minh Họa"]

    @pytest.mark.parametrize(
        "fields",
        [
            {"cover": True},
            {"masthead": masthead(accent="#ff8888")},
            {"masthead": masthead(publisher="")},
            {"trends_body": "<table><tr><td>1</td></tr></table>"},
        ],
        ids=["picture without words", "pale colour", "nobody to stand for it", "table without heads"],
    )
    def test_claims_to_conform_only_where_it_does(self, fields):
        fields = {**fields, "cover": picture(alt="")} if "cover" in fields else fields
        made = book(edition(**fields))
        assert made.says("dcterms:conformsTo") == [] == made.says("a11y:certifiedBy")
        assert "WCAG" not in made.says("schema:accessibilitySummary")[0]

    def test_every_document_says_its_language(self, whole):
        for name in documents(whole):
            page = whole.page(name)
            assert page.get("lang") == page.get("{http://www.w3.org/XML/1998/namespace}lang") == "vi"
            assert words(page.find(f".//{HTML}title"))

    def test_the_style_carries_the_house_s_colours(self):
        style = book(edition(masthead=masthead(colour="#123456"))).text("epub.css")
        assert "color: #123456" in style and "var(" not in style.partition("*/")[2]

    def test_colours_that_are_none_stop_the_book(self):
        with pytest.raises(RenderError, match="Màu của măng sét"):
            epub.render(edition(masthead=masthead(colour="red")))

    def test_the_colophon_has_the_lines_of_the_imprint(self, whole):
        text = words(whole.page("colophon.xhtml"))
        for expected in (
            "Giấy phép số 00/GP-XBBT",
            "Mai Thanh Hoa",
            "Nghe điểm tin số 8",
            "toasoan@diemtin.example",
        ):
            assert expected in text
