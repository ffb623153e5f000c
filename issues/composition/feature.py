"""The feature: an article on a page of its own, under a picture as tall as the text leaves room for. Points."""

from dataclasses import dataclass

from issues.composition.bands import START, Laid, Laying, Strip, lay, lay_anyhow, set_bands
from issues.composition.blocks import PARAGRAPH, blocks_of
from issues.composition.geometry import MM, Page
from issues.composition.lines import break_lines, count_lines
from issues.composition.pictures import caption_height
from issues.composition.setting import Setting
from issues.composition.stories import CODE, figure_strips, note_strip, picture_blocks, text_bands
from issues.composition.typeset import Style
from issues.composition.words import dressed_words, pieces_of
from issues.edition import EditionArticle, EditionCorrection

FOCUS = Setting(size=9.9, leading=14.6, look="focus-text")
LEAD, LEAD_LEADING, LEAD_SIDE = Style("sans-semibold", 11.6), 16.6, 6.2 * MM
HEADLINES = ((60, 26.0, 31.2), (110, 21.0, 25.2), (200, 17.0, 21.0), (10_000, 12.0, 15.0))
TRACKING = -0.4
LABEL, HEADLINE_FOOT = 34 * MM, 5 * MM  # from the top of the page to below the label; under the headline
META_PADDING, META_LEADING, META_SPACE = 3.4 * MM, 11.8, 6 * MM
MOST_HERO, LEAST_HERO = 0.57, 0.3  # of the page's height


@dataclass(frozen=True)
class FeaturePage:
    """A page of a feature: the height of its opening (0 where it goes on) with the headline's size and line, the height of the
    lines under the opening, what stands below."""

    hero: float
    size: float
    leading: float
    meta: float
    bands: tuple[Laid, ...]
    fill: float


def feature_pages(
    article: EditionArticle, corrections: tuple[EditionCorrection, ...], page: Page
) -> list[FeaturePage]:
    """The pages of a feature: one, unless the text is longer."""
    bands = feature_bands(article, corrections, page)
    size, leading = next(
        (size, leading) for most, size, leading in HEADLINES if len(article.headline) <= most
    )
    lines = count_lines(article.headline.upper(), Style("sans-heavy", size, TRACKING), page.room)
    least = max(LEAST_HERO * page.height, LABEL + lines * leading + HEADLINE_FOOT)
    meta = meta_height(article, page)
    # The opening reaches from the top of the paper, over the margin.
    room = page.height - page.bottom - meta
    most = max(least, MOST_HERO * page.height)
    fitting = room - lay(bands, START, float("inf")).height
    heights = [min(fitting, most)] if fitting >= least else [most, (least + most) / 2, least]
    ways = [pages_under(bands, room - hero, page) for hero in heights]
    # Where the text runs over in any case, it begins under the opening, and the last page is as full as can be.
    hero, laid = max(zip(heights, ways, strict=True), key=handsome)
    return [
        FeaturePage(0.0 if number else hero, size, leading, meta, set_bands(bands, laying), fill)
        for number, (laying, fill) in enumerate(laid)
    ]


def handsome(way: tuple[float, list[tuple[Laying, float]]]) -> tuple[bool, int, float]:
    """Of the ways to open a feature and lay its text, the greatest is chosen."""
    (first, _), *_ = laid = way[1]
    return bool(first.parts), -len(laid), laid[-1][1]


def pages_under(bands: tuple, depth: float, page: Page) -> list[tuple[Laying, float]]:
    """What is laid on each page, and how much of it is filled, where the first one has this depth left."""
    found, place = [], START
    while place is not None:
        laying = lay(bands, place, depth)
        if laying is None:
            # Under the opening nothing has room: the text begins overleaf.
            laying = lay_anyhow(bands, place, depth) if found else Laying(0.0, place, ())
        found.append((laying, min(1.0, 1 - (depth - laying.height) / page.depth)))
        place, depth = laying.stop, page.depth
    return found


def feature_bands(article: EditionArticle, corrections, page: Page) -> tuple:
    """What stands below the opening: corrections, lead, key figures, text, further pictures."""
    blocks = blocks_of(article.body)
    bands = [note_strip(note, page) for note in corrections]
    if blocks and blocks[0].kind == PARAGRAPH and len(blocks) > 1:
        words = pieces_of(blocks[0].runs, LEAD, page.room - LEAD_SIDE)
        lines = len(break_lines(words, page.room - LEAD_SIDE))
        bands.append(Strip("sapo", lines * LEAD_LEADING, dressed_words(words), keeps=True))
        blocks = blocks[1:]
    bands += figure_strips(article.key_figures, page.room)
    bands += text_bands([*blocks, *picture_blocks(article, 1)], page, FOCUS)
    return tuple(bands)


def meta_height(article: EditionArticle, page: Page) -> float:
    """The line under the opening: day, source, caption; at least as tall as the QR code."""
    words = META_LEADING
    if article.pictures:
        words += caption_height(article.pictures[0], page.room - CODE - 8 * MM)
    return META_PADDING + max(words, (CODE + 2 * MM) if article.link else 0.0) + META_SPACE
