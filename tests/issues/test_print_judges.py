"""The judges of print themselves: silent on a correct booklet, and each one speaks where something is broken."""

import re
import unicodedata

import pytest
from pypdf import PdfWriter
from pypdf.generic import NameObject, TextStringObject

from tests.issues.editions import edition, sections
from tests.issues.print import fill, fonts, letters, links, passages, text, vera
from tests.issues.print.booklet import booklet, rewritten
from tests.issues.print.editions import BULLETS, QUOTE, article, prose
from tests.issues.print.paper import Letter, paper_of
from tests.issues.test_printed_editions import JUDGES


@pytest.fixture(scope="module")
def issue():
    """Six articles on about six pages."""
    texts = [prose(n, 3, 190) for n in range(1, 7)]
    texts[2] += BULLETS + QUOTE
    items = [article(n, body=body) for n, body in enumerate(texts, 1)]
    return edition(
        sections(items[:4], [], items[4:]), trends_title="", trends_body="", podcast_title="", theme=""
    )


@pytest.fixture(scope="module")
def correct(issue):
    """The booklet as it should be."""
    return booklet(issue)


def test_a_correct_booklet_gives_no_complaint(issue, correct):
    paper = paper_of(correct)
    assert [said for judge in JUDGES for said in judge(issue, paper)] == []


def swapped(page: str) -> str:
    """Two articles in the other order."""
    found = re.findall(r"<article.*?</article>", page, re.DOTALL)
    return page.replace(found[1], "\0").replace(found[2], found[1]).replace("\0", found[2])


def without_a_paragraph(page: str) -> str:
    """One paragraph less."""
    return re.sub(r"(tin-4.*?</h2>.*?</p>)<p>.*?</p>", r"\1", page, count=1, flags=re.DOTALL)


def without_an_entry(page: str) -> str:
    """One line of the contents less."""
    return re.sub(r'<p><a href="#tin-3">.*?</p>', "", page)


def pasted(page: str) -> str:
    """Words of one paragraph without spaces between them, in two pieces so that each fits a line."""
    return re.sub(
        r"(tin-4.*?</h2><p>.*?</p><p>)(.{60})",
        lambda m: m[1] + m[2].replace(" ", ""),
        page,
        count=1,
        flags=re.DOTALL,
    )


BROKEN = [
    (text.order_of_articles, "", swapped),
    (text.whole_text, "", without_a_paragraph),
    (text.whole_text, "", lambda page: page.replace("Trung tâm Thông tin Minh Họa", "")),
    (text.composed, "", lambda page: unicodedata.normalize("NFD", page)),
    (text.drawn_in_order, "h2 { position: relative }", str),
    (text.spaces_kept, "", pasted),
    (links.links_resolve, "", lambda page: page.replace('href="https://tin', 'href="gopher://tin')),
    (
        links.sources_linked,
        "",
        lambda page: page.replace("https://tin.example/bai/2", "https://tin.example/"),
    ),
    (
        links.links_lead_to_headlines,
        "",
        lambda page: page.replace('id="tin-2"', 'id="x"').replace("tin-6", "tin-2"),
    ),
    (links.contents_numbers, "", lambda page: page.replace('<a href="#tin-2"', '<a href="#tin-6"')),
    (links.contents_numbers, ".contents a::after { content: ' … 3' }", str),
    (links.contents_numbers, ".contents a::after { content: none }", str),
    (links.contents_numbers, "", without_an_entry),
    (links.numbers_in_text, ".contents a::after { content: ' Trang 99' }", str),
    (links.bookmarks, "#tin-3 h2 { bookmark-level: none }", str),
    (links.bookmarks, "#tin-3 h2 { bookmark-label: 'Tin khác' }", str),
    (letters.inside_the_page, "#tin-2 h2 { margin-left: -40mm }", str),
    (letters.clear_of_the_edge, "#tin-2 h2 { margin-left: -13mm }", str),
    (letters.not_over_another, "#tin-2 h2 { margin-bottom: -11mm }", str),
    (fill.pages_full, "#tin-2 { break-before: page; break-after: page } #tin-2 p + p { display: none }", str),
    (fill.headlines_accompanied, "#tin-3 { break-before: page } #tin-3 h2 { break-after: page }", str),
    (fonts.of_the_house, "p { font-family: DejaVu Sans, sans-serif }", str),
]


@pytest.mark.parametrize(
    ("judge", "css", "change"), BROKEN, ids=[f"{n}-{b[0].__name__}" for n, b in enumerate(BROKEN)]
)
def test_a_broken_booklet_is_complained_of(issue, judge, css, change):
    assert judge(issue, paper_of(booklet(issue, css, change))) != []


def lose_a_goal(writer: PdfWriter) -> None:
    """The first link of the contents leads to a name that nobody has."""
    note = writer.pages[1]["/Annots"][0].get_object()
    note[NameObject("/Dest")] = TextStringObject("khong-co")


def lose_fonts(writer: PdfWriter) -> None:
    """Take the fonts out of the file."""
    for page in writer.pages:
        for font in page["/Resources"]["/Font"].values():
            descriptor = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
            for key in {"/FontFile2", "/FontFile3"} & set(descriptor):
                del descriptor[key]


@pytest.mark.parametrize(
    ("judge", "change"), [(links.links_resolve, lose_a_goal), (fonts.embedded, lose_fonts)]
)
def test_a_damaged_file_is_complained_of(issue, correct, judge, change):
    assert judge(issue, paper_of(rewritten(correct, change))) != []


def passage(*places: tuple[int, float]) -> passages.Passage:
    """A paragraph of lines at (page, base line)."""
    found = [
        Letter("a", page, x, x + 5, base - 8, base + 2, base, 10, True, 1)
        for page, base in places
        for x in range(20, 60, 5)
    ]
    return passages.Passage("p", "a" * len(found), tuple(found))


@pytest.mark.parametrize(
    ("places", "said"),
    [
        ([(1, 100), (1, 114), (1, 128)], []),
        ([(1, 700), (1, 714), (2, 60), (2, 74)], []),
        ([(1, 700), (2, 60), (2, 74)], [("its first", 1)]),
        ([(1, 700), (1, 714), (2, 60)], [("its last", 2)]),
        # Two columns of one page.
        ([(1, 700), (1, 714), (1, 60)], [("its last", 1)]),
    ],
)
def test_a_line_alone_in_a_column_is_seen(places, said):
    assert fill.lonely(passage(*places)) == said


def test_a_headline_without_a_heading_tag_is_no_headline(issue):
    page = booklet(issue, "div.h2 { bookmark-level: 2 }", lambda p: re.sub("h2>", "div>", p))
    assert len(text.order_of_articles(issue, paper_of(page))) == len(issue.articles)


def test_vera_complains_of_what_is_only_claimed(tmp_path, correct):
    if missing := vera.missing():
        pytest.skip(missing)
    (tmp_path / "a.pdf").write_bytes(correct)
    found = vera.judge([("ua1", tmp_path / "a.pdf"), ("3a", tmp_path / "a.pdf")])
    assert found["ua1", tmp_path / "a.pdf"] == []
    assert any("6.6.4-1" in line for line in found["3a", tmp_path / "a.pdf"])


def test_vera_says_where_it_gave_no_answer(tmp_path):
    if missing := vera.missing():
        pytest.skip(missing)
    (tmp_path / "a.pdf").write_bytes(b"no PDF at all")
    with pytest.raises(RuntimeError, match="no answer"):
        vera.judge([("ua1", tmp_path / "a.pdf")])


def test_what_a_file_declares_is_read(correct):
    assert vera.declared(paper_of(correct)) == {"ua1"}
