"""The markup of any stretch of a flow, set in one column."""

from itertools import groupby

from django.utils.html import format_html
from django.utils.safestring import SafeString

from issues.composition import tables
from issues.composition.blocks import HEADINGS, ITEM, PICTURE, QUOTE, RULE, TABLE, Block, joined
from issues.composition.flow import Flow, Unit
from issues.composition.pictures import figure
from issues.composition.setting import ITEM_INDENT
from issues.composition.words import dressed_words

HEADING_CLASSES = {"h2": "head-1", "h3": "head-2", "h4": "head-3"}


def markup(flow: Flow, start: int, end: int) -> SafeString:
    """The markup of a stretch set in one column."""
    parts, units = [], flow.units[start:end]
    for place, group in groupby(enumerate(units), key=lambda pair: pair[1].block):
        stretch = [unit for _, unit in group]
        top = stretch[0].before if stretch[0] is not units[0] else 0.0
        parts.append((place, stretch, top))
    found, at = [], 0
    while at < len(parts):
        block = flow.blocks[parts[at][0]]
        if block.kind != ITEM:
            found.append(block_markup(flow, *parts[at]))
            at += 1
            continue
        until = at
        while until < len(parts) and same_list(block, flow.blocks[parts[until][0]]):
            until += 1
        found.append(list_markup(flow, parts[at:until]))
        at = until
    return joined(found)


def block_markup(flow: Flow, place: int, stretch: list[Unit], top: float) -> SafeString:
    """One block, or the part of it that these units are."""
    block = flow.blocks[place]
    margin = format_html(' style="margin-top:{}pt"', f"{top:.2f}") if top else ""
    if block.kind == RULE:
        return format_html("<hr{}>", margin)
    if block.kind == PICTURE:
        return figure(block.picture, flow.room, top)
    if block.kind == TABLE:
        return tables.markup(block, flow.room, stretch[0].start, stretch[-1].end, top)
    text = text_of(flow, place, stretch)
    if block.kind in HEADINGS:
        level = flow.levels[place]
        return format_html(
            '<h{} class="{}"{}>{}</h{}>', level, HEADING_CLASSES[block.kind], margin, text, level
        )
    if block.kind == QUOTE:
        open_ends = (("top", stretch[0].start > 0), ("bottom", stretch[-1].end < len(flow.words[place])))
        rules = [f"margin-top:{top:.2f}pt"] if top else []
        rules += [f"padding-{side}:0" for side, is_open in open_ends if is_open]
        style = format_html(' style="{}"', ";".join(rules)) if rules else ""
        return format_html("<blockquote{}><p>{}</p></blockquote>", style, text)
    classes = []
    if stretch[0].start == 0 and flow.first_indent(place):
        classes.append("i")
    if stretch[-1].end < len(flow.words[place]):
        classes.append("cut")
    named = format_html(' class="{}"', " ".join(classes)) if classes else ""
    return format_html("<p{}{}>{}</p>", named, margin, text)


def list_markup(flow: Flow, parts: list[tuple[int, list[Unit], float]]) -> SafeString:
    """Items of one list. An item that goes on from another column has no number or mark again."""
    first = flow.blocks[parts[0][0]]
    items = []
    for place, stretch, top in parts:
        goes_on, is_cut = stretch[0].start > 0, stretch[-1].end < len(flow.words[place])
        classes = " ".join(name for name, on in (("on", goes_on), ("cut", is_cut)) if on)
        named = format_html(' class="{}"', classes) if classes else ""
        space = top if place != parts[0][0] else 0.0
        margin = format_html(' style="margin-top:{}pt"', f"{space:.2f}") if space else ""
        items.append(format_html("<li{}{}>{}</li>", named, margin, text_of(flow, place, stretch)))
    name = "ol" if first.ordered else "ul"
    start = format_html(' start="{}"', first.number) if first.ordered and first.number != 1 else ""
    style = format_html(
        ' style="margin:{}pt 0 0 {}pt"', f"{parts[0][2]:.2f}", f"{ITEM_INDENT * first.depth:.2f}"
    )
    return format_html("<{}{}{}>{}</{}>", name, start, style, joined(items), name)


def text_of(flow: Flow, place: int, stretch: list[Unit]) -> SafeString:
    """The words of a stretch of one block."""
    return dressed_words(flow.words[place][stretch[0].start : stretch[-1].end])


def same_list(one: Block, other: Block) -> bool:
    """Items that stand in one list."""
    return other.kind == ITEM and (one.list, one.ordered, one.depth) == (
        other.list,
        other.ordered,
        other.depth,
    )
