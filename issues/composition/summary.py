"""The trend summary laid out as a spread: lead, numbered points side by side, key figures, conclusion. Points."""

from dataclasses import dataclass, replace
from itertools import product

from django.utils.safestring import SafeString

from issues.composition.bands import START, Laid, Strip, Text, lay, set_bands
from issues.composition.blocks import Block, blocks_of
from issues.composition.flow import Flow, Setting
from issues.composition.geometry import MM, Page
from issues.composition.pictures import Shot, caption_height
from issues.composition.stories import figure_strip
from issues.composition.trends import Group, Point, read_trends
from issues.composition.typeset import Style, break_lines, count_lines
from issues.composition.words import dressed_words, pieces_of
from issues.edition import Edition, EditionArticle, EditionFigure, EditionPicture

OPENING = 36 * MM  # the band over the first page
TITLES = ((70, 20.0, 25.0), (160, 15.0, 19.5), (10_000, 12.0, 16.0))
TITLE_SPACE = 5 * MM
LEAD, LEAD_LEADING, LEAD_SPACE = Style("serif-italic", 12.2), 17.0, 5 * MM
GROUP, GROUP_LEADING, GROUP_SPACE = Style("sans-bold", 13, 0.2), 16.0, 3.6 * MM
GROUP_BEFORE = 6 * MM
POINT = Setting(size=9.4, leading=13.2, look="point-text")
POINT_NUMBER, POINT_TITLE, POINT_TITLE_LEADING = 28.0, Style("sans-bold", 10), 13.0
POINT_TITLE_SPACE, POINT_SPACE = 1.6 * MM, 5 * MM
CONCLUSION, CONCLUSION_LEADING, CONCLUSION_SIDES = Style("serif-italic", 10), 14.4, 11.2 * MM
CONCLUSION_PADDING = 8 * MM
MOST_FIGURES = 4
LEAST_SCENE, MOST_SCENE, SCENE_SPACE = 46 * MM, 136 * MM, 7 * MM
TALLEST_POINT = 0.45  # of the page's depth; taller points are set in columns, one below the other
UNIT = 8 * MM
OPENS_WITH_GROUP = 30  # what a page is worth that begins with a heading


@dataclass(frozen=True)
class PointCell:
    """A point as it is printed."""

    number: int
    title: str
    markup: SafeString
    level: int  # of its title as a heading


@dataclass(frozen=True)
class WeekFigure:
    """A key figure of one of the articles, which it leads to."""

    value: str
    label: str
    article: int


@dataclass(frozen=True)
class SummaryPage:
    """A page of the summary, and how much of its depth is filled."""

    bands: tuple[Laid, ...]
    fill: float


def summary_pages(edition: Edition, page: Page) -> list[SummaryPage]:
    """The pages of the summary; none where there is nothing to print."""
    trends = read_trends(blocks_of(edition.trends_body))
    start = [*title_strip(edition.trends_title, page), *lead_strip(trends.lead, page)]
    groups = [group_bands(group, page) for group in trends.groups]
    end = conclusion_strip(trends.conclusion, page)
    figures = week_figures(edition, page)
    if not (start or groups or end):
        return []
    # Where the key figures stand, and whether a page ends before a group, is tried out.
    best = None
    spots = range(len(groups) + 1) if figures else [0]
    for spot, broken in product(spots, range(len(groups) + 1)):
        bands, breaks = [*start], []
        for number, group in enumerate(groups):
            if number and number == broken:
                breaks.append(len(bands))
            bands += group
            if figures and number == spot:
                bands.append(figures)
        if figures and spot == len(groups):
            bands.append(figures)
        pages = broken_pages((*bands, *end), breaks, page)
        cost = weight(pages, page)
        if best is None or cost < best[0]:
            best = cost, pages
    return with_scene(best[1], edition.cover, page)


def with_scene(pages: list[SummaryPage], cover: EditionPicture | None, page: Page) -> list[SummaryPage]:
    """The cover picture without words over it, at the head of the last page, where that has room for it."""
    if cover is None or len(pages) < 2:
        return pages
    room = page.depth * (1 - pages[-1].fill) - SCENE_SPACE
    natural = page.room * cover.height / max(cover.width, 1)
    words = caption_height(cover, page.room)
    height = min(room - words, natural, MOST_SCENE)
    if height < LEAST_SCENE:
        return pages
    taken = height + words + SCENE_SPACE
    scene = Laid("scene", 0.0, taken, Shot(cover, height, height + words, 0.0, False, True))
    last = SummaryPage((scene, *pages[-1].bands), pages[-1].fill + taken / page.depth)
    return [*pages[:-1], last]


def broken_pages(bands: tuple, breaks: list[int], page: Page) -> list[SummaryPage]:
    """The bands on pages; one page ends before each of `breaks`."""
    stretches, first = [], 0
    for at in [*breaks, len(bands)]:
        stretches.append(bands[first:at])
        first = at
    pages = []
    for stretch in stretches:
        place = START
        while place is not None:
            room = page.depth - (0 if pages else OPENING)
            # What is taller than a page gets one, and WeasyPrint breaks it.
            laying = lay(stretch, place, room) or lay(stretch, place, float("inf"))
            used = laying.height + (0 if pages else OPENING)
            pages.append(SummaryPage(set_bands(stretch, laying), used / page.depth))
            place = laying.stop
    return pages


def weight(pages: list[SummaryPage], page: Page) -> float:
    """What a way of laying costs: pages, and white space on those before the last."""
    white = sum(((1 - p.fill) * page.depth / UNIT) ** 2 for p in pages[:-1])
    white -= sum(OPENS_WITH_GROUP for p in pages[1:] if p.bands and p.bands[0].kind == "group")
    return 100 * max(0, len(pages) - 2) + white + 0.2 * ((1 - pages[-1].fill) * page.depth / UNIT) ** 2


def title_strip(title: str, page: Page) -> list[Strip]:
    """The summary's own title."""
    if not title:
        return []
    size, leading = next((size, leading) for most, size, leading in TITLES if len(title) <= most)
    lines = count_lines(title, Style("sans-heavy", size, -0.2), page.room)
    value = {"text": title, "size": size, "leading": leading}
    return [Strip("summary-title", lines * leading + TITLE_SPACE, value, keeps=True)]


def lead_strip(lead: Block | None, page: Page) -> list[Strip]:
    """The first paragraph, large."""
    if lead is None:
        return []
    words = pieces_of(lead.runs, lambda names: LEAD, page.room)
    height = len(break_lines(words, page.room)) * LEAD_LEADING + LEAD_SPACE
    return [Strip("lead", height, dressed_words(words), before=0)]


def group_bands(group: Group, page: Page) -> list:
    """A group: heading, running text, points."""
    bands = []
    if group.title:
        lines = count_lines(group.title.upper(), GROUP, page.room)
        height = lines * GROUP_LEADING + GROUP_SPACE
        bands.append(Strip("group", height, group.title, keeps=True, before=GROUP_BEFORE))
    if group.running:
        bands.append(
            Text(Flow(list(group.running), page.column), page.columns, 0.0 if group.title else GROUP_BEFORE)
        )
    points = point_bands(group.points, page, 4 if group.title else 3)
    if group.running and points:
        points[0] = replace(points[0], before=POINT_SPACE)
    return [*bands, *points]


def point_bands(points: tuple[Point, ...], page: Page, level: int) -> list:
    """The points side by side, as many as there are columns; one that is left over, or too tall, has the whole width."""
    heights = [point_height(point, page.column) for point in points]
    bands, row = [], []
    in_rows = page.columns > 1 and max(heights, default=0) <= TALLEST_POINT * page.depth
    full = len(points) - len(points) % page.columns if in_rows else 0
    for number, point in enumerate(points, 1):
        if number > full:
            bands += wide_point(number, point, page, level)
            continue
        row.append(PointCell(number, point.title, point_markup(point, page.column, level + 1), level))
        if len(row) == page.columns:
            tallest = max(heights[number - len(row) : number])
            bands.append(Strip("points", tallest + POINT_SPACE, tuple(row), before=0))
            row = []
    return bands


def wide_point(number: int, point: Point, page: Page, level: int) -> list:
    """A point over the whole width, its text in columns."""
    head = POINT_NUMBER + title_height(point, page.room)
    cell = PointCell(number, point.title, SafeString(""), level)
    text = Text(Flow(list(point.blocks), page.column, POINT), page.columns, 0.0)
    return [Strip("point", head, cell, keeps=True, before=0), text, Strip("space", POINT_SPACE, before=0)]


def title_height(point: Point, room: float) -> float:
    """The height of a point's title."""
    lines = count_lines(point.title, POINT_TITLE, room)
    return lines * POINT_TITLE_LEADING + POINT_TITLE_SPACE if lines else 0.0


def point_height(point: Point, room: float) -> float:
    """The height of a point with its number."""
    flow = Flow(list(point.blocks), room, POINT)
    return POINT_NUMBER + title_height(point, room) + flow.height(0, len(flow))


def point_markup(point: Point, room: float, level: int) -> SafeString:
    """The text of a point."""
    flow = Flow(list(point.blocks), room, POINT, first_level=level)
    return flow.markup(0, len(flow))


def conclusion_strip(block: Block | None, page: Page) -> list[Strip]:
    """The last paragraph, set off."""
    if block is None:
        return []
    room = page.room - CONCLUSION_SIDES
    words = pieces_of(block.runs, lambda names: CONCLUSION, room)
    height = len(break_lines(words, room)) * CONCLUSION_LEADING + CONCLUSION_PADDING
    return [Strip("conclusion", height, dressed_words(words), before=5 * MM)]


def week_figures(edition: Edition, page: Page) -> Strip | None:
    """The first key figure of each article that has some, the feature's first, at most four."""
    ordered = sorted(edition.sections, key=lambda section: section.layout != "feature")
    found = [figure_of(article) for section in ordered for article in section.articles if article.key_figures]
    row = tuple(found[:MOST_FIGURES])
    if len(row) < 2:
        return None
    plain = tuple(EditionFigure(f.value, f.label) for f in row)
    height = figure_strip(plain, page.room).height
    return Strip("week-figures", height + 12.0, row, before=5 * MM)


def figure_of(article: EditionArticle) -> WeekFigure:
    """An article's first key figure."""
    first = article.key_figures[0]
    return WeekFigure(first.value, first.label, article.id)
