"""The cover of an e-book: the issue's cover picture under the publication's name, drawn once as one picture.

In a reader's library a book is a small picture: without name and number on it all issues would look alike.
"""

import io
from functools import cache

from PIL import Image, ImageDraw, ImageFont, ImageOps

from issues.assets import picture_labels
from issues.edition import Edition
from issues.materials import static_file, stored_picture
from issues.printing import palette
from issues.templatetags.issue_tags import name_lines
from issues.templatetags.print_tags import numbers, week
from issues.xhtml import allowed
from news.pictures import PRINT
from news.text import squeeze

SIZE = (1200, 1600)
EDGE = 80  # free space at the sides
WIDTH = SIZE[0] - 2 * EDGE
SMALLEST = 16
LONGEST = 110  # letters that fit a line at that size
THEME_SIZE = 44
BOLD, MEDIUM = "fonts/BeVietnamPro_800ExtraBold.ttf", "fonts/BeVietnamPro_500Medium.ttf"
WHITE, DIM = (255, 255, 255), (226, 233, 241)
BOX = (850, 0, 1120, 330)
QUALITY = 84


def draw_cover(edition: Edition) -> bytes:
    """The cover as JPEG. Raises RenderError for a lost picture and for colours that are none."""
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
    lead, rest = name_lines(edition.masthead.name)
    theme = theme_lines(edition.theme)
    rows = [
        (edition.masthead.publisher, MEDIUM, 34, 84),
        *((line, MEDIUM, THEME_SIZE, 56) for line in reversed(theme)),
        (f"Tuần từ {week(edition)}", MEDIUM, 46, 96),
        (rest.upper(), BOLD, 84, 122),
        (lead.upper(), BOLD, 190, 210),
    ]
    foot = SIZE[1] - EDGE
    for text, font, size, height in rows:
        if text := one_line(text):
            colour = WHITE if font == BOLD else DIM
            pen.text((EDGE, foot), text, colour, fitting(text, font, size, WIDTH), anchor="ls")
            foot -= height
    pen.rectangle((EDGE, foot - 24, EDGE + 180, foot - 10), fill=accent)


def one_line(text: str) -> str:
    """The text without what cannot be drawn, cut where even the smallest letters would not take it on one line."""
    text = squeeze(allowed(text))
    return text if len(text) <= LONGEST else text[:LONGEST].rstrip() + "…"


def theme_lines(theme: str) -> list[str]:
    """The theme in at most two lines of about equal length."""
    words = one_line(theme).split()
    if not words or loaded(MEDIUM, THEME_SIZE).getlength(" ".join(words)) <= WIDTH:
        return [" ".join(words)]
    halves = [(" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words) + 1)]
    return list(min(halves, key=lambda half: max(map(len, half))))


def fitting(text: str, name: str, size: int, width: float) -> ImageFont.FreeTypeFont:
    """The font at the size at which the text is no wider than this, at most `size`, at least SMALLEST."""
    natural = loaded(name, size).getlength(text)
    return loaded(name, max(SMALLEST, min(size, int(size * width / max(natural, 1)))))


@cache
def loaded(name: str, size: int) -> ImageFont.FreeTypeFont:
    """A font of this project at a size in pixels."""
    # Basic layout needs no library that one machine has and another lacks; composed Vietnamese needs no more.
    return ImageFont.truetype(io.BytesIO(static_file(name)), size, layout_engine=ImageFont.Layout.BASIC)
