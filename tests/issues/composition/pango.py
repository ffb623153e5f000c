"""What WeasyPrint makes of the same text: lines of real layouts, break opportunities of real words."""

from functools import cache

from django.conf import settings
from weasyprint import HTML
from weasyprint.formatting_structure.boxes import LineBox, TextBox
from weasyprint.text.line_break import get_log_attrs

from issues.composition.breaking import OTHER_SPACES
from issues.press.typesetting import House

BLANK = f" {OTHER_SPACES}"


@cache
def house() -> House:
    """The press's own style and fonts, in this process."""
    return House(settings.BASE_DIR / "static", 1_000_000)


def laid_out(body: str, style: str = ""):
    """The only page of a document with the house's style: a very tall one."""
    page = f"<style>@page {{ size: 900pt 90000pt; margin: 0 }} {style}</style>{body}"
    document = HTML(string=f"<!doctype html><html lang=vi>{page}</html>", base_url="asset:").render(
        house().fonts, stylesheets=[house().style]
    )
    [page] = document.pages
    return page._page_box


def lines_of(bodies: list[str], style: str = "", width: float = 0) -> list[list[str]]:
    """The lines of each of these pieces of markup, set in a box of its own; `style` is what the boxes have."""
    boxes = "".join(f'<div class="trial" id="n{n}">{body}</div>' for n, body in enumerate(bodies))
    rule = f".trial {{ width: {width:.3f}pt; {style} }}"
    found: list[list[str]] = [[] for _ in bodies]
    for box in laid_out(boxes, rule).descendants():
        if box.element is not None and box.element.get("class") == "trial" and box.element_tag == "div":
            number = int(box.element.get("id")[1:])
            found[number] = found[number] or [text_of(one) for one in box.descendants() if is_line(one)]
    return found


def is_line(box) -> bool:
    """A line with words."""
    return isinstance(box, LineBox) and bool(text_of(box))


def text_of(line: LineBox) -> str:
    """The words of a line."""
    return "".join(box.text for box in line.descendants() if isinstance(box, TextBox)).strip(BLANK)


def break_places(text: str) -> tuple[int, ...]:
    """The places within a text at which Pango lets a line end."""
    attributes = get_log_attrs(text, "vi")
    return tuple(place for place in range(1, len(text)) if attributes[place].is_line_break)
