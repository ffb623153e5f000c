"""Page numbers, links and bookmarks: each leads where it says."""

import re
from collections.abc import Iterator
from itertools import groupby, pairwise

from issues.edition import Edition
from tests.issues.print.paper import Box, Link, Paper
from tests.issues.print.passages import short, stories
from tests.issues.reading import tight

DAY = re.compile(r"\d{1,2}/\d{1,2}")
PAGE = re.compile(r"[Tt]rang(\d+)|TRANG(\d+)")


def links_resolve(edition: Edition, paper: Paper) -> list[str]:
    """Every link leads to a page of this file or to a web or mail address."""
    complaints = []
    for link in paper.links:
        if link.address:
            if not link.address.startswith(("https://", "http://", "mailto:")):
                complaints.append(f"page {link.box.page}: a link to “{short(link.address)}”")
        elif not link.page:
            complaints.append(f"page {link.box.page}: the link “{link.name}” leads nowhere")
    return complaints


def links_lead_to_headlines(edition: Edition, paper: Paper) -> list[str]:
    """A link to an article leads to the page of its headline."""
    pages = {f"tin-{s.article.id}": s.page for s in stories(edition, paper)}
    return [
        f"page {link.box.page}: the link “{link.name}” leads to page {link.page}, the headline is on {pages[link.name]}"
        for link in paper.links
        if link.page and pages.get(link.name, link.page) != link.page
    ]


def sources_linked(edition: Edition, paper: Paper) -> list[str]:
    """Every article's original can be reached."""
    known = {link.address.rstrip("/") for link in paper.links}
    return [
        f"“{short(a.headline)}”: no link to its original"
        for a in edition.articles
        if a.link and a.link.rstrip("/") not in known
    ]


def contents_numbers(edition: Edition, paper: Paper) -> list[str]:
    """Each article has an entry in the contents, whose number is the page of its headline."""
    pages = contents_pages(paper)
    entries = {}
    # They may end on the page on which the first section begins.
    for link, said in entries_of(paper, range(pages.start, pages.stop + 1)):
        entries.setdefault(link.name, []).append(said)
    complaints = []
    for story in stories(edition, paper):
        title = story.article.toc_title or story.article.headline
        said = entries.get(f"tin-{story.article.id}", [])
        numbers = [n for text in said for n in numbers_beside(text, title)]
        if not any(stands_in(title, text) for text in said):
            complaints.append(f"“{short(title)}” has no entry in the contents")
        elif not numbers:
            complaints.append(f"the contents give no page of “{short(title)}”")
        elif set(numbers) != {story.page}:
            complaints.append(
                f"the contents say {numbers} for “{short(title)}”, which stands on {story.page}"
            )
    return complaints


def numbers_in_text(edition: Edition, paper: Paper) -> list[str]:
    """Where a link says “Trang 12”, it leads to page 12."""
    return [
        f"page {link.box.page}: “Trang {number}” leads to page {link.page}"
        for link, said in entries_of(paper, range(1, len(paper.sheets) + 1))
        for number in map(int, filter(None, (n for pair in PAGE.findall(said) for n in pair)))
        if number != link.page
    ]


def entries_of(paper: Paper, pages) -> Iterator[tuple[Link, str]]:
    """(link, its text) of each entry on some pages: neighbouring boxes that lead to the same place are one entry."""
    wanted = [link for link in paper.links if link.page and link.box.page in pages]
    for _, group in groupby(wanted, key=lambda link: (link.box.page, link.name)):
        parts = list(group)
        yield parts[0], text_within(paper, [part.box for part in parts])


def text_within(paper: Paper, boxes: list[Box]) -> str:
    """The letters within some boxes of a page, without white space."""
    letters = paper.content(paper.sheets[boxes[0].page - 1])
    return tight("".join(x.text for x in letters if any(box.holds(x) for box in boxes)))


def stands_in(title: str, text: str) -> bool:
    """Is a title in a text, whatever the case of its letters?"""
    return tight(title).casefold() in text.casefold()


def numbers_beside(text: str, title: str) -> list[int]:
    """The numbers of an entry that are neither in its title nor a date."""
    rest = text.casefold().replace(tight(title).casefold(), " ", 1)
    return [int(n) for n in re.findall(r"\d+", DAY.sub(" ", rest))]


def contents_pages(paper: Paper) -> range:
    """The pages of the contents: from their bookmark to the next one."""
    top = [(label, page) for level, label, page in paper.bookmarks if level == 1]
    for (label, page), (_, following) in pairwise(top):
        if label.casefold() == "mục lục":
            return range(page, max(following, page + 1))
    return range(2, 3)


def bookmarks(edition: Edition, paper: Paper) -> list[str]:
    """Every headline, as typed, is a bookmark to its page, in printed order."""
    marks = iter([(label, page) for _, label, page in paper.bookmarks])
    complaints = []
    for story in stories(edition, paper):
        rest = list(marks)
        at = next((n for n, (label, _) in enumerate(rest) if label == story.article.headline), None)
        if at is None:
            complaints.append(f"no bookmark “{short(story.article.headline)}” in its place")
        elif rest[at][1] != story.page:
            complaints.append(
                f"the bookmark “{short(story.article.headline)}” leads to page {rest[at][1]}, not {story.page}"
            )
        marks = iter(rest if at is None else rest[at + 1 :])
    return complaints


def section_starts(edition: Edition, paper: Paper) -> dict[str, int]:
    """The page on which each printed section begins, by its name, as the bookmarks say."""
    found = {}
    for level, label, page in paper.bookmarks:
        for section in edition.sections:
            if level == 1 and label.casefold().endswith(section.name.casefold()):
                found[section.name] = page
    return found
