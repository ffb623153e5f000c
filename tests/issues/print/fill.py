"""Pages are full, headlines have text under them, no line of a paragraph stands alone."""

from issues.edition import Edition
from tests.issues.print.links import contents_pages, section_starts
from tests.issues.print.paper import Paper, Sheet
from tests.issues.print.passages import Passage, Story, short, stories

FULL = 2 / 3
HEAD, FOOT = (
    0.09,
    0.88,
)  # of the page's height: where a text area begins at the earliest, and reaches at the least
LINES_UNDER = 2
BROKEN = ("p", "li")


def pages_full(edition: Edition, paper: Paper) -> list[str]:
    """No page is under two thirds full, except the cover, the contents, the last page before a new section or before the
    imprint, the last page of all, and the last page of each article of the feature section."""
    free = unjudged(edition, paper)
    top, bottom = text_area(paper)
    complaints = []
    for sheet in paper.sheets:
        share = (lowest(sheet, paper) - top) / (bottom - top)
        if sheet.number not in free and share < FULL:
            complaints.append(f"page {sheet.number} is {max(share, 0):.0%} full")
    return complaints


def unjudged(edition: Edition, paper: Paper) -> set[int]:
    """The pages that may be short."""
    opened = {page for level, _, page in paper.bookmarks if level == 1 and opens(page, edition, paper)}
    features = {a.id for s in edition.sections if s.layout == "feature" for a in s.articles}
    opened |= {s.page for s in stories(edition, paper) if s.article.id in features and s.page}
    return {1, len(paper.sheets), *contents_pages(paper), *(page - 1 for page in opened)}


def opens(page: int, edition: Edition, paper: Paper) -> bool:
    """Does a section that begins on a page begin it? Not where an article's text goes on from the page before, or where
    another article's headline stands on the page before the section's first."""
    sections = section_starts(edition, paper)
    firsts = {s.articles[0].id for s in edition.sections if s.articles and sections.get(s.name) == page}
    before = []
    for story in stories(edition, paper):
        if story.article.id in firsts:
            break
        before += [x for passage in (story.headline, *story.body) for x in passage.letters if x.page == page]
    return not (firsts and before)


def text_area(paper: Paper) -> tuple[float, float]:
    """Top and bottom of the text area: as far as text stands on any page between cover and imprint."""
    sheets = paper.sheets[1:-1]
    letters = [x for sheet in sheets for x in paper.content(sheet) if x.text.strip()]
    height = paper.sheets[0].height
    top = max(HEAD * height, min((x.base - x.size for x in letters), default=0))
    return top, max(FOOT * height, max((x.base for x in letters), default=0))


def lowest(sheet: Sheet, paper: Paper) -> float:
    """How far down the content of a page reaches, text or picture."""
    feet = [x.base for x in paper.content(sheet) if x.text.strip()]
    feet += [min(picture.bottom, sheet.height) for picture in sheet.pictures]
    return max(feet, default=0)


def headlines_accompanied(edition: Edition, paper: Paper) -> list[str]:
    """A headline stands whole on one page, with two lines of its own text, or one line and a picture, on that page."""
    complaints = []
    for story in stories(edition, paper):
        if not story.page:
            continue
        if {line.page for line in story.headline.lines} != {story.page}:
            complaints.append(f"“{short(story.article.headline)}” is cut by the end of page {story.page}")
        elif lacking(story, paper):
            complaints.append(
                f"“{short(story.article.headline)}” stands alone at the foot of page {story.page}"
            )
    return complaints


def lacking(story: Story, paper: Paper) -> bool:
    """Is there too little text of an article on its headline's page?"""
    lines = [line for passage in story.body for line in passage.lines]
    under = [line for line in lines if line.page == story.page]
    pictures = bool(story.article.pictures) and bool(paper.sheets[story.page - 1].pictures)
    return len(under) < min(LINES_UNDER - pictures, len(lines))


def lines_in_company(edition: Edition, paper: Paper) -> list[str]:
    """Neither the first nor the last line of a paragraph stands alone in a column or on a page."""
    return [
        f"page {where}: “{short(passage.text)}” of “{short(story.article.headline)}” leaves {which} line alone"
        for story in stories(edition, paper)
        for passage in story.body
        for which, where in lonely(passage)
    ]


def lonely(passage: Passage) -> list[tuple[str, int]]:
    """(first or last, page) of the lines that stand alone."""
    if passage.tag not in BROKEN or len(passage.fragments) < 2:
        return []
    first, last = passage.fragments[0], passage.fragments[-1]
    found = [("its first", first[0].page)] if len(first) == 1 else []
    return found + ([("its last", last[0].page)] if len(last) == 1 else [])
