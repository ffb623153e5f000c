"""The page that the PDF is made from: an edition as HTML for print.

Pure: reads the edition; no database, no network, no picture is opened.
"""

import re
from dataclasses import replace

from django.template.loader import render_to_string

from issues.composition import compose, printed_sections
from issues.composition.compact import compact
from issues.edition import Edition, EditionArticle, EditionMasthead, EditionSection

TEASERS = 3
LEAD_WORDS = 2  # words of the publication's name that stand large on the cover
COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
WHITE = "#ffffff"
A4_WIDTH = 210


class RenderError(Exception):
    """The issue cannot be printed; the message is a Vietnamese sentence that says what to mend."""


def html(edition: Edition, layout: str = "", part: str = "") -> str:
    """The page that the PDF is made from. Raises RenderError where the masthead's colours are none.

    `layout` and `part` as in `pdf.render`.
    """
    shown = excerpt(edition, part) if part else edition
    context = {
        "edition": shown,
        "masthead": edition.masthead,
        "part": part,
        "teasers": teasers(edition),
        "palette": palette(edition.masthead),
        "title": title_lines(edition.masthead),
    }
    if (layout or edition.layout) == "compact":
        context |= {"compact": compact(shown, printed_sections(shown)), "part_only": bool(part)}
        return render_to_string("issues/print_compact.html", context)
    return render_to_string("issues/print.html", context | {"composition": compose(shown)})


def excerpt(edition: Edition, part: str) -> Edition:
    """The edition with one section (`muc:<slug>`) or one article (`tin:<id>`) only. Raises RenderError where it has none."""
    kind, _, name = part.partition(":")
    kept = []
    for section in edition.sections:
        if kind == "muc" and section.slug == name:
            kept.append(section)
        elif kind == "tin" and (found := tuple(a for a in section.articles if str(a.id) == name)):
            kept.append(replace(section, articles=found))
    shown = replace(edition, sections=tuple(kept))
    if not printed_sections(shown):
        raise RenderError("Phần cần xem không còn trong số này. Hãy tải lại trang.")
    return shown


def teasers(edition: Edition) -> list[tuple[EditionSection, EditionArticle]]:
    """Section and first article of up to three sections for the cover, the feature first."""
    filled = [(section, section.articles[0]) for section in edition.sections if section.articles]
    return sorted(filled, key=lambda pair: pair[0].layout != "feature")[:TEASERS]


def title_lines(masthead: EditionMasthead) -> dict[str, str]:
    """The publication's name in two lines for the cover, each with the CSS size at which it fits its line."""
    words = masthead.name.split()
    lead, rest = " ".join(words[:LEAD_WORDS]), " ".join(words[LEAD_WORDS:])
    scale = masthead.page_width / A4_WIDTH
    return {
        "lead": lead,
        "rest": rest,
        "lead_size": fitted(lead, 64 * scale, letters=9),
        "rest_size": fitted(rest, 38 * scale, letters=19),
    }


def fitted(text: str, points: float, letters: int) -> str:
    """The size at which the text is as wide as so many letters are at full size; never below two fifths."""
    return f"{points * max(0.4, min(1, letters / max(len(text), 1))):.1f}pt"


def palette(masthead: EditionMasthead) -> dict[str, str]:
    """The colours of the style sheet, made from the masthead's two. Raises RenderError."""
    colour, accent = masthead.colour, masthead.accent
    if not (COLOUR.fullmatch(colour) and COLOUR.fullmatch(accent)):
        raise RenderError("Màu của măng sét phải viết dạng #rrggbb. Hãy sửa trong mục Măng sét.")
    return {
        "colour": colour,
        "accent": accent,
        "tint": mixed(colour, 0.07),
        "line": mixed(colour, 0.22),
        "mute": mixed(colour, 0.68),
        "pale": mixed(colour, 0.14),
        "blush": mixed(accent, 0.42),
        "shade": f"{colour}cc",
        "haze": f"{colour}33",
        "clear": f"{colour}00",
    }


def mixed(colour: str, share: float) -> str:
    """The colour thinned with white: `share` of it, the rest paper."""
    pairs = ((int(colour[i : i + 2], 16), int(WHITE[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(ink * share + paper * (1 - share)):02x}" for ink, paper in pairs)
