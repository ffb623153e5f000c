"""The imprint: the picture over it is as tall as what stands below leaves room for. Points."""

from issues.composition.geometry import MM, Page
from issues.composition.lines import count_lines
from issues.composition.typeset import Style
from issues.edition import Edition
from issues.wording import imprint

LEAST, MOST = 0.16, 0.36  # of the page's height
NAME, NAME_LEADING, NAME_SPACE = Style("sans-heavy", 30, -0.6), 36.0, 12 * MM
ISSUE = 26 * MM  # the issue's line and the space around it
PODCAST = 27 * MM
NOTE, NOTE_LEADING, NOTE_SIDES, NOTE_SPACE = Style("sans", 8.2), 11.4, 8.6 * MM, 10 * MM
TITLE = 16 * MM
LINE, LINE_LEADING, LINE_LEFT, LINE_SPACE = Style("sans", 8.6), 12.4, 46 * MM, 1.4 * MM


def picture_height(edition: Edition, page: Page) -> float:
    """The height of the picture, from the top of the paper."""
    room = page.height - page.bottom - below(edition, page)
    least = max(
        LEAST * page.height, count_lines(edition.masthead.name, NAME, page.room) * NAME_LEADING + NAME_SPACE
    )
    return max(least, min(room, MOST * page.height))


def below(edition: Edition, page: Page) -> float:
    """The height of everything under the picture."""
    notes = [f"Đính chính ngày 00/00/0000. {c.note}" for c in edition.corrections_of(None)]
    notes += [f"Đính chính số {e.issue}, tin “{e.headline}” (00/00/0000). {e.note}" for e in edition.errata]
    lines = [count_lines(text, LINE, page.room - LINE_LEFT) for _, text, _ in imprint(edition.masthead)]
    return (
        ISSUE
        + (PODCAST if edition.podcast_title or edition.podcast_url else 0.0)
        + sum(note_height(note, page.room - NOTE_SIDES) for note in notes)
        + TITLE
        + sum(max(count, 1) * LINE_LEADING + LINE_SPACE for count in lines)
    )


def note_height(text: str, room: float) -> float:
    """The height of a correction in its frame."""
    lines = sum(max(count_lines(line, NOTE, room), 1) for line in text.split("\n"))
    return lines * NOTE_LEADING + NOTE_SPACE
