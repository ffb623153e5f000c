"""The contents on one, two and more pages: everything once, no heading torn from its entries, no page overfull."""

import pytest

from issues.composition import printed_sections
from issues.composition.contents import contents_of
from issues.composition.geometry import page_of
from tests.issues.editions import LONGEST, article, edition, masthead, sections

A4, SMALL = masthead(), masthead(page_width=120, page_height=160)


def made(counts, sheet=A4, title="Bản tin đầu tiên của trạm đo ngoài cửa sông"):
    """An edition with so many articles in each section, and its contents."""
    groups = [[article(toc_title=f"{title} {n}") for n in range(count)] for count in counts]
    issue = edition(sections(*groups), masthead=sheet)
    return issue, contents_of(issue, printed_sections(issue), page_of(sheet))


@pytest.mark.parametrize(
    ("counts", "pages"),
    [((1, 1, 1), 1), ((8, 1, 8), 1), ((30, 1, 25), 2), ((36, 1, 36), 2), ((60, 2, 60), 3)],
)
def test_the_contents_take_one_page_where_that_is_enough(counts, pages):
    issue, contents = made(counts)
    assert len(contents.pages) == pages
    entries = [entry for sheet in contents.pages for entry in sheet.entries]
    assert [e.article for e in entries if e.article] == list(issue.articles)
    assert [e.section.slug for e in entries if e.heading] == [s.slug for s in printed_sections(issue)]


@pytest.mark.parametrize("sheet", [A4, SMALL], ids=["a4", "small"])
@pytest.mark.parametrize("count", range(1, 95, 3))
def test_no_page_is_overfull_and_no_heading_torn(sheet, count):
    _, contents = made((count, 1, count // 2 + 1), sheet, LONGEST[: 40 + count])
    for number, page in enumerate(contents.pages):
        assert page.entries and 0 < page.fill <= 1
        assert not page.entries[-1].heading
        if number and not page.entries[0].heading and len(page.entries) > 1:
            assert not page.entries[1].heading, "an entry alone at the head of a page"


def test_sections_that_go_on_have_no_heading_again():
    _, contents = made((60, 1, 20))
    groups = [group for page in contents.pages for group in page.groups]
    assert sum(group.heading is not None for group in groups) == 4
    assert sum(len(group.entries) for group in groups) == 82


def test_without_own_title_the_headline_stands():
    issue = edition(sections([article("Tin của trạm", toc_title="")]))
    contents = contents_of(issue, printed_sections(issue), page_of(A4))
    assert "Tin của trạm" in [entry.text for entry in contents.pages[0].entries]
