"""The cover of an e-book: the issue's cover picture under the publication's name, drawn once as one picture.

In a reader's library a book is a small picture: without name and number on it all issues would look alike.
"""

import io
from functools import cache

from PIL import Image, ImageDraw, ImageFont, ImageOps

from issues.assets import picture_labels, static_file, stored_picture
from issues.edition import Edition
from issues.printing import palette
from issues.templatetags.issue_tags import name_lines
from issues.templatetags.print_tags import numbers, week
from issues.xhtml import allowed
from news.pictures import PRINT
from news.text import squeeze

SIZE = (1200, 1600)
EDGE = 80  # free space at the sides
SMALLEST = 18
BOLD, MEDIUM = "fonts/BeVietnamPro_800ExtraBold.ttf", "fonts/BeVietnamPro_500Medium.ttf"
WHITE, DIM = (255, 255, 255), (226, 233, 241)
BOX = (850, 0, 1120, 330)
QUALITY = 84


def draw_cover(edition: Edition) -> bytes:
    """The cover as JPEG. Raises AssetRefused for a lost picture, RenderError for colours that are none."""
    colours = palette(edition.masthead)
    image = ground(edition, colours)
    # From the middle down the picture sinks into the house's colour: white words stay readable on any picture.
    shade = Image.linear_gradient("L").resize(SIZE).point(lambda value: min(255, max(0, (value - 90) * 2)))
    image.paste(Image.new("RGB", SIZE, colours["colour"]), mask=shade)
    pen = ImageDraw.Draw(image)
    draw_number(pen, edition, colours["accent"])
    draw_words(pen, edition, colours["accent"])
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=QUALITY, optimize=True)
    return buffer.getvalue()


def ground(edition: Edition, colours: dict[str, str]) -> Image.Image:
    """The cover picture filling the page, or a sun over the sea."""
    if edition.cover:
        name = edition.cover.name
        data, _ = stored_picture(name, PRINT, picture_labels(edition)[name])
        return ImageOps.fit(Image.open(io.BytesIO(data)).convert("RGB"), SIZE, Image.Resampling.LANCZOS)
    image = Image.new("RGB", SIZE, colours["line"])
    pen = ImageDraw.Draw(image)
    pen.ellipse((180, 260, 780, 860), fill=colours["accent"])
    for top, colour in ((640, colours["mute"]), (800, colours["colour"])):
        pen.ellipse((-900, top, 2100, top + 2400), fill=colour)
    return image


def draw_number(pen: ImageDraw.ImageDraw, edition: Edition, accent: str) -> None:
    """The flag with number and year at the upper right."""
    pen.rectangle(BOX, fill=accent)
    middle, width = (BOX[0] + BOX[2]) / 2, BOX[2] - BOX[0] - 40
    for text, top, size in (("SỐ", 92, 44), (numbers(edition), 190, 140), (str(edition.year), 284, 48)):
        pen.text((middle, top), text, WHITE, fitting(text, BOLD, size, width), anchor="mm")


def draw_words(pen: ImageDraw.ImageDraw, edition: Edition, accent: str) -> None:
    """Name, week, theme and publisher, from the foot of the page upwards."""
    masthead = edition.masthead
    lead, rest = name_lines(masthead.name)
    lines = [
        (masthead.publisher, MEDIUM, 34, 90),
        (edition.theme, MEDIUM, 46, 78),
        (f"Tuần từ {week(edition)}", MEDIUM, 46, 96),
        (rest.upper(), BOLD, 84, 122),
        (lead.upper(), BOLD, 190, 190),
    ]
    foot = SIZE[1] - EDGE
    for text, font, size, height in lines:
        if text := squeeze(allowed(text)):
            pen.text((EDGE, foot), *cut(text, font, size), anchor="ls")
            foot -= height
    pen.rectangle((EDGE, foot - 24, EDGE + 180, foot - 10), fill=accent)


def cut(text: str, name: str, size: int) -> tuple[str, tuple[int, int, int], ImageFont.FreeTypeFont]:
    """The text as long as the line takes it even at the smallest size, its colour and its font."""
    width = SIZE[0] - 2 * EDGE
    font = fitting(text, name, size, width)
    while font.getlength(text) > width:
        text = text[: len(text) * 9 // 10].rstrip(" …") + "…"
    return text, WHITE if name == BOLD else DIM, font


def fitting(text: str, name: str, size: int, width: float) -> ImageFont.FreeTypeFont:
    """The font at the size at which the text is no wider than this, at most `size`, at least SMALLEST."""
    natural = loaded(name, size).getlength(text)
    return loaded(name, max(SMALLEST, min(size, int(size * width / max(natural, 1)))))


@cache
def loaded(name: str, size: int) -> ImageFont.FreeTypeFont:
    """A font of this project at a size in pixels."""
    # Basic layout needs no library that one machine has and another lacks; composed Vietnamese needs no more.
    return ImageFont.truetype(io.BytesIO(static_file(name)), size, layout_engine=ImageFont.Layout.BASIC)
