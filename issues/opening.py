"""How tall the opening picture of a feature stands, so that its text ends on the same page where it can.

An estimate from the number of letters; lengths are millimetres. It mirrors the sizes in print.css.
"""

from math import ceil

from issues.edition import EditionArticle, EditionMasthead
from news import richtext

SHARES = (0.58, 0.54, 0.5, 0.46, 0.42, 0.38, 0.34, 0.3)  # of the page's height, the handsomest first
OTHERWISE = 0.5  # where the text runs over in any case
SIDES, FOOT, GAP = 37, 19, 7  # page margins left and right together, and below; between columns
LETTER, LINE = 1.7, 5.2  # of the text
LEAD_LETTER, LEAD_LINE, LEAD_SPACE = 2.45, 5.9, 6  # of the first paragraph
META, FIGURES, CORRECTION, GALLERY_ROW = 26, 24, 16, 66
SHORT = 50  # letters: a block below this is a heading or an item and has space around it
SAFETY = 4


def opening_share(article: EditionArticle, masthead: EditionMasthead, corrections: int = 0) -> float:
    """The share of the page's height that the opening takes: the largest with which the text fits under it."""
    needed = text_height(article, masthead.page_width - SIDES) + CORRECTION * corrections + FOOT + SAFETY
    room = 1 - needed / masthead.page_height
    return next((share for share in SHARES if share <= room), OTHERWISE)


def text_height(article: EditionArticle, width: float) -> float:
    """The height of everything below the opening when set to this width."""
    lead, *rest = richtext.blocks(article.body) or [""]
    column = (width - GAP) / 2
    lines = sum(ceil(len(text) * LETTER / column) + (0.6 if len(text) < SHORT else 0) for text in rest)
    rows = ceil(len(article.key_figures) / 4)
    pictures = ceil(max(len(article.pictures) - 1, 0) / 2)
    return (
        META
        + ceil(len(lead) * LEAD_LETTER / width) * LEAD_LINE
        + LEAD_SPACE
        + (ceil(lines / 2) + 1) * LINE
        + rows * FIGURES
        + pictures * GALLERY_ROW
    )
