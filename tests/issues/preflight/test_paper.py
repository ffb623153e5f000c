"""What shows only on paper is found where it should be, and nowhere else."""

import pytest

from issues.edition import EditionPicture
from issues.preflight import paper
from issues.preflight.context import Context
from news.pictures import PRINT
from tests.issues.editions import article, edition, masthead, paragraphs, sections
from tests.issues.preflight.trial import codes, found, issue_of

PAGES = Context(pages=True)
LONG = "Thành phố nghiệm thu mạng lưới quan trắc nước mặt tự động "


def picture(width: int, height: int, name: str = "pictures/a.jpg") -> EditionPicture:
    """A picture of this size, in no storage."""
    return EditionPicture(name, width, height, "Cửa sông.", "Minh An", "")


@pytest.mark.parametrize(("letters", "count"), [(150, 0), (151, 1)])
def test_a_headline_is_too_long_where_print_sets_it_smaller(letters, count):
    made = (LONG * 5)[:letters]
    findings = found(paper.headlines, issue_of(article(made)))
    assert codes(findings) == ["overlong-headline"] * count
    assert not found(paper.headlines, issue_of(article(made), origin="archive"))


@pytest.mark.parametrize(
    ("limits", "count"),
    [
        ((None, None), 0),
        ((210, 297), 0),
        ((190, 297), 1),
        ((210, 270), 1),
        ((190, None), 1),
        ((None, 296), 1),
    ],
)
def test_a_page_is_larger_than_the_licence_allows(limits, count):
    sheet = masthead(width_limit=limits[0], height_limit=limits[1])
    assert codes(found(paper.page_size, edition(masthead=sheet))) == ["page-size"] * count
    assert not found(paper.page_size, edition(masthead=sheet, origin="archive"))


@pytest.mark.parametrize("layout", ["magazine", "compact"])
def test_more_pages_than_the_licence_allows(layout):
    many = sections([article(body=paragraphs(9)) for _ in range(12)])
    for limit, expected in ((2, ["page-limit"]), (64, [])):
        made = edition(many, layout=layout, masthead=masthead(page_limit=limit))
        assert [c for c in codes(found(paper.pages, made, PAGES)) if c == "page-limit"] == expected
    made = edition(many, layout=layout, masthead=masthead(page_limit=2))
    [finding] = [f for f in found(paper.pages, made, PAGES) if f.code == "page-limit"]
    assert ("khoảng" in finding.message) == (layout == "compact")


def test_pages_are_composed_only_where_the_context_says_so(monkeypatch):
    monkeypatch.setattr(paper, "compose", lambda made: pytest.fail("composed"))
    monkeypatch.setattr(paper, "page_estimate", lambda made: pytest.fail("estimated"))
    made = edition(masthead=masthead(page_limit=1))
    assert not found(paper.pages, made, Context())
    assert not found(paper.pages, edition(origin="archive"), PAGES)
    assert not found(paper.pages, edition(sections()), PAGES)


def test_an_emptier_page_is_named_with_its_number(monkeypatch):
    quote = f"<blockquote><p>{'Nghe máy đếm, nhưng phải hỏi người đứng cạnh máy. ' * 6}</p></blockquote>"
    tall = "".join(f"<tr><td>{n}</td><td>{n} mm</td></tr>" for n in range(10))
    made = edition(sections([article(body=quote), article(body=f"<table>{tall}</table>"), article()]))
    assert not [c for c in codes(found(paper.pages, made, PAGES)) if c == "page-underfilled"]
    monkeypatch.setattr(paper, "LEAST_FILL", 1.1)
    long = edition(sections([article(body=paragraphs(9)) for _ in range(6)]))
    composition = paper.compose(long)
    findings = [f for f in found(paper.pages, long, PAGES) if f.code == "page-underfilled"]
    listed = next(c for c in composition.sections if c.stories)
    before = sum(c.count for c in composition.sections[: composition.sections.index(listed)])
    first = composition.first_page + before
    assert [f.quote for f in findings] == [str(first + n) for n in range(len(listed.stories) - 1)]


def coarse(made) -> list[tuple[str, int | None]]:
    """(field, article) of each picture that is too coarse."""
    return [(f.field, f.article) for f in found(paper.pages, made, PAGES) if f.code == "image-resolution"]


@pytest.mark.parametrize(("size", "count"), [((300, 200), 1), ((1100, 733), 0)])
def test_a_picture_is_too_coarse_for_its_place(size, count):
    item = article(pictures=(picture(*size),))
    assert coarse(issue_of(item)) == [("pictures", item.id)] * count


def test_the_first_picture_of_a_feature_must_fill_its_opening():
    item, fine = article(pictures=(picture(700, 466),)), article(pictures=(picture(1500, 1000),))
    assert coarse(edition(sections(focus=[item, fine]))) == [("pictures", item.id)]


def test_the_cover_must_fill_its_page():
    assert coarse(edition(cover=picture(800, 1100))) == [("cover", None)]
    assert coarse(edition(cover=picture(1240, 1754))) == []


def test_a_picture_as_fine_as_print_can_have_it_is_never_too_coarse():
    sheet = masthead(page_width=420, page_height=594)
    assert coarse(edition(cover=picture(PRINT, PRINT * 2), masthead=sheet)) == []


def test_a_flat_picture_is_too_coarse_however_wide():
    item = article(pictures=(picture(2400, 480),))
    assert coarse(edition(sections(focus=[item]))) == [("pictures", item.id)]


def test_a_picture_that_is_shown_whole_is_judged_as_it_stands():
    upright = article(pictures=(picture(400, 1100),))
    assert coarse(issue_of(upright)) == [], "shown whole, it is narrower than its column"


def test_lost_pictures_are_told_by_their_names():
    item = article(pictures=(picture(900, 600, "pictures/lost.jpg"), picture(900, 600, "pictures/fine.jpg")))
    context = Context(picture_faults={"pictures/lost.jpg": "không còn.", "pictures/bia.jpg": "bị hỏng."})
    made = issue_of(item, cover=picture(1240, 1754, "pictures/bia.jpg"))
    findings = found(paper.stored_pictures, made, context)
    assert [(f.code, f.severity, f.field, f.article) for f in findings] == [
        ("picture-unusable", "error", "cover", None),
        ("picture-unusable", "error", "pictures", item.id),
    ]
    assert findings[1].message == "Ảnh 1 không còn."
    assert not found(paper.stored_pictures, made, Context())
