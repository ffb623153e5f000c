"""The text: whole, in NFC, in reading order for those who follow the tags and for those who copy what is drawn."""

import re
import unicodedata

from issues.edition import Edition
from tests.issues.print.paper import Paper
from tests.issues.print.passages import Flow, Passage, Story, blocks, short, stories
from tests.issues.reading import tight


def order_of_articles(edition: Edition, paper: Paper) -> list[str]:
    """Each headline is tagged as a heading, as typed or in capitals, in the order of the issue (which is the screen's)."""
    return [
        f"no heading “{short(s.article.headline)}” after the article before it"
        for s in stories(edition, paper)
        if not s.page
    ]


def whole_text(edition: Edition, paper: Paper) -> list[str]:
    """Every block of every body stands behind its headline and before the next one; every other word stands somewhere."""
    complaints = [
        f"“{short(s.article.headline)}”: “{short(passage.text)}” is not there whole, or not in reading order"
        for s in stories(edition, paper)
        for passage in s.body
        if not passage.letters
    ]
    flow = Flow(paper.read)
    everything = flow.text.casefold()
    return complaints + [
        f"“{short(words)}” is not printed"
        for words in other_words(edition)
        if tight(words).casefold() not in everything and not flow.find(tight(words), 0, len(everything))
    ]


def other_words(edition: Edition) -> list[str]:
    """What an issue prints beside headlines and bodies. The compact layout leaves pictures out."""
    words = [edition.theme, edition.trends_title, edition.masthead.publisher, edition.podcast_title]
    words += [part for _, text in blocks(edition.trends_body) for part in set_apart(text)]
    words += [note.note for note in edition.corrections]
    for article in edition.articles:
        words.append(article.source)
        words += [part for f in article.key_figures for part in (f.value, f.label)]
        if edition.layout != "compact":
            words += [picture.caption for picture in article.pictures]
    return [text for text in words if text]


def set_apart(text: str) -> list[str]:
    """The parts of a block of the summary that may be printed apart: a title before a colon, the rest; numbers at the
    beginning may be printed in another form."""
    return re.split(r":\s+", re.sub(r"^\s*\d+[.)]\s*", "", text), maxsplit=1)


def composed(edition: Edition, paper: Paper) -> list[str]:
    """Every page's text is NFC and has no character that stands for nothing."""
    complaints = []
    for number, page in enumerate(paper.reader.pages, 1):
        text = page.extract_text()
        if not unicodedata.is_normalized("NFC", text):
            complaints.append(f"page {number}: the text is not NFC")
        if odd := set(re.findall("[\x00-\x08\x0e-\x1f\ufffd\ue000-\uf8ff]", text)):
            complaints.append(f"page {number}: characters that mean nothing: {sorted(map(ascii, odd))}")
    return complaints


def drawn_in_order(edition: Edition, paper: Paper) -> list[str]:
    """Headlines and bodies are drawn in the order in which they are read: copying follows the drawing."""
    place = {id(letter): n for n, letter in enumerate(paper.drawn)}
    complaints, told = [], set()
    for story in stories(edition, paper):
        last = None
        for passage in (story.headline, *story.body):
            for letter in passage.letters:
                if last and letter.page == last.page and place[id(letter)] < place[id(last)]:
                    if (story.article.id, letter.page) not in told:
                        complaints.append(f"page {letter.page}: {told_of(story, passage)}")
                    told.add((story.article.id, letter.page))
                last = letter
    return complaints


def told_of(story: Story, passage: Passage) -> str:
    """A complaint about one passage."""
    return (
        f"“{short(passage.text)}” of “{short(story.article.headline)}” is drawn before what is read before it"
    )


def spaces_kept(edition: Edition, paper: Paper) -> list[str]:
    """Between the words of a line there are spaces in the text layer too."""
    lines = {}
    for letter in paper.read:
        lines.setdefault((letter.page, letter.mark), []).append(letter.text)
    known = {
        " ".join(text.split()) for a in edition.articles for _, text in [*blocks(a.body), ("h", a.headline)]
    }
    pasted = {tight(text) for text in known}
    whole = "\n".join(known | {text.upper() for text in known})
    tightly = "\n".join(pasted | {text.upper() for text in pasted})
    return [
        f"page {page}: “{short(line)}” has lost its spaces"
        for (page, _), parts in lines.items()
        if len(line := " ".join("".join(parts).split())) > 25 and tight(line) in tightly and line not in whole
    ]
