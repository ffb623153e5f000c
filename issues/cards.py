"""The pictures that stand for an issue or an article where somebody passes its address on: 1200 × 630 pixels (OpenGraph).

And the square cover of the podcast. They are drawn in the issue's own colours with the fonts of print.
"""

import io

from PIL import Image, ImageDraw, ImageOps

from issues.assets import stored_picture as stored_bytes
from issues.card_lines import fit, leading
from issues.edition import Edition, EditionArticle, EditionMasthead
from issues.epub_cover import BOLD, MEDIUM, fitting, loaded
from issues.materials import content_type
from issues.models import PublicArticle
from issues.printing import RenderError, palette
from issues.templatetags.issue_tags import name_lines
from issues.wording import numbers, week
from issues.xhtml import allowed
from news.pictures import PRINT
from news.text import squeeze

VERSION = 1  # part of the name under which a drawn card is kept
SIZE = (1200, 630)
PODCAST_SIDE = 1400  # the least that podcast directories take
EDGE = 64
QUALITY = 86
WHITE, DIM = (255, 255, 255), (214, 224, 235)
PICTURE_FROM = 744  # where an article's picture begins
HEADLINE_TOP, HEADLINE_HEIGHT = 144, 352
HEADLINE_SIZES = (66, 62, 58, 54, 50, 46, 42, 38, 35, 32)
THEME_SIZES = (46, 42, 38, 34, 30)


def issue_card(edition: Edition) -> bytes:
    """An issue's card as JPEG: its number, week and theme on its cover. Raises RenderError for colours that are none."""
    colours = palette(edition.masthead)
    image = picture_ground(edition.cover.name if edition.cover else "", SIZE, colours)
    # From the left the picture sinks into the house's colour: white words stay readable on any picture.
    darken(image, colours["colour"], lambda x: max(20, min(232, round(430 - 480 * x))))
    pen = ImageDraw.Draw(image)
    draw_flag(pen, edition, colours["accent"])
    lead, rest = name_lines(squeeze(allowed(edition.masthead.name)))
    room = SIZE[0] - 2 * EDGE - 330
    pen.text((EDGE - 5, 168), lead.upper(), WHITE, fitting(lead.upper(), BOLD, 118, room), anchor="ls")
    if rest:
        pen.text((EDGE, 236), rest.upper(), WHITE, fitting(rest.upper(), BOLD, 50, room), anchor="ls")
    pen.rectangle((EDGE, 276, EDGE + 120, 284), fill=colours["accent"])
    foot = SIZE[1] - EDGE
    pen.text((EDGE, foot), f"Tuần từ {week(edition)}", DIM, loaded(MEDIUM, 32), anchor="ls")
    theme = squeeze(allowed(edition.theme or edition.trends_title))
    if theme:
        size, lines = fit(theme, THEME_SIZES, (760, 190), bold)
        draw_lines(pen, lines, size, foot - 64, upwards=True)
    return jpeg(image)


def article_card(found: PublicArticle, edition: Edition) -> bytes:
    """An article's card as JPEG: headline, section and source beside its picture. Raises RenderError as above."""
    colours = palette(edition.masthead)
    article = found.printed
    name = article.pictures[0].name if article.pictures else ""
    image = Image.new("RGB", SIZE, colours["colour"])
    if name:
        room = PICTURE_FROM - 2 * EDGE
        image.paste(picture_ground(name, (SIZE[0] - PICTURE_FROM, SIZE[1]), colours), (PICTURE_FROM, 0))
    else:
        room = SIZE[0] - 2 * EDGE - 40
        draw_large_number(image, edition, colours)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, 14, SIZE[1]), fill=colours["accent"])
    draw_section(pen, found, edition, colours, room)
    size, lines = fit(squeeze(allowed(article.headline)), HEADLINE_SIZES, (room, HEADLINE_HEIGHT), bold)
    top = HEADLINE_TOP + (HEADLINE_HEIGHT - leading(size) * len(lines)) // 2
    draw_lines(pen, lines, size, top + size, upwards=False)
    draw_origin(pen, article, edition, room)
    return jpeg(image)


def podcast_cover(masthead: EditionMasthead) -> bytes:
    """The podcast's square cover as JPEG. Raises RenderError as above."""
    side, colours = PODCAST_SIDE, palette(masthead)
    image = Image.new("RGB", (side, side), colours["colour"])
    pen = ImageDraw.Draw(image)
    for radius in (470, 380, 290):
        box = (side - 360 - radius, 360 - radius, side - 360 + radius, 360 + radius)
        pen.ellipse(box, outline=colours["mute"], width=10)
    pen.ellipse((side - 560, 160, side - 160, 560), fill=colours["accent"])
    lead, rest = name_lines(squeeze(allowed(masthead.name)))
    room = side - 240
    pen.rectangle((120, 770, 340, 786), fill=colours["accent"])
    pen.text((112, 1080), lead.upper(), WHITE, fitting(lead.upper(), BOLD, 210, room), anchor="ls")
    if rest:
        pen.text((120, 1196), rest.upper(), WHITE, fitting(rest.upper(), BOLD, 92, room), anchor="ls")
    words = squeeze(allowed(masthead.publisher))
    if words:
        pen.text((120, 1290), words, DIM, fitting(words, MEDIUM, 46, room), anchor="ls")
    return jpeg(image)


def bold(size: int):
    """How wide a line of bold letters is at a size."""
    return loaded(BOLD, size).getlength


def draw_lines(pen: ImageDraw.ImageDraw, lines: list[str], size: int, base: int, upwards: bool) -> None:
    """White lines of bold letters; `base` is the last line's where they grow upwards, else the first one's."""
    first = base - leading(size) * (len(lines) - 1) if upwards else base
    for n, line in enumerate(lines):
        pen.text((EDGE, first + n * leading(size)), line, WHITE, loaded(BOLD, size), anchor="ls")


def draw_flag(pen: ImageDraw.ImageDraw, edition: Edition, accent: str) -> None:
    """The flag with number and year at the upper right."""
    left, right, bottom = SIZE[0] - EDGE - 230, SIZE[0] - EDGE, 290
    pen.rectangle((left, 0, right, bottom), fill=accent)
    middle, room = (left + right) / 2, right - left - 36
    for text, height, size in (("SỐ", 66, 38), (numbers(edition), 160, 124), (str(edition.year), 250, 42)):
        pen.text((middle, height), text, WHITE, fitting(text, BOLD, size, room), anchor="mm")


def draw_large_number(image: Image.Image, edition: Edition, colours: dict[str, str]) -> None:
    """The issue's number, very large and hardly lighter than the ground, where there is no picture."""
    layer = Image.new("L", SIZE, 0)
    text = numbers(edition)
    font = fitting(text, BOLD, 560, 760)
    ImageDraw.Draw(layer).text((SIZE[0] - 30, SIZE[1] + 30), text, 34, font, anchor="rs")
    image.paste(Image.new("RGB", SIZE, colours["line"]), mask=layer)


def draw_section(
    pen: ImageDraw.ImageDraw, found: PublicArticle, edition: Edition, colours: dict[str, str], room: float
) -> None:
    """The section as it is printed: its numeral on the house's red, its name."""
    section = next((s for s in edition.sections if s.slug == found.section), None)
    if section is None:
        return
    width = 34 + loaded(BOLD, 30).getlength(section.numeral)
    pen.rectangle((EDGE, EDGE, EDGE + width, EDGE + 54), fill=colours["accent"])
    pen.text((EDGE + width / 2, EDGE + 27), section.numeral, WHITE, loaded(BOLD, 30), anchor="mm")
    name = squeeze(allowed(section.name)).upper()
    pen.text(
        (EDGE + width + 20, EDGE + 27), name, WHITE, fitting(name, BOLD, 28, room - width - 20), anchor="lm"
    )


def draw_origin(pen: ImageDraw.ImageDraw, article: EditionArticle, edition: Edition, room: float) -> None:
    """Where the news comes from, and in which issue it stands."""
    foot = SIZE[1] - EDGE + 12
    lead = " ".join(filter(None, (edition.masthead.name, f"· Số {edition.label}")))
    words = squeeze(allowed(lead))
    pen.text((EDGE, foot), words, DIM, fitting(words, MEDIUM, 26, room), anchor="ls")
    if source := squeeze(allowed(article.source)):
        pen.text((EDGE, foot - 42), source, WHITE, fitting(source, BOLD, 28, room), anchor="ls")


def picture_ground(name: str, size: tuple[int, int], colours: dict[str, str]) -> Image.Image:
    """A stored picture filling a box, or a sun over the sea where there is none or it is lost or damaged."""
    if name:
        try:
            data = stored_bytes(name, PRINT, "ảnh")
            content_type(data, "ảnh")
            return ImageOps.fit(Image.open(io.BytesIO(data)).convert("RGB"), size, Image.Resampling.LANCZOS)
        except RenderError:
            pass
    image = Image.new("RGB", size, colours["line"])
    pen = ImageDraw.Draw(image)
    right, sea = size[0], round(size[1] * 0.62)
    pen.ellipse((right - 520, 120, right - 120, 520), fill=colours["accent"])
    for top, colour in ((sea - 60, colours["mute"]), (sea + 60, colours["colour"])):
        pen.ellipse((right - 2100, top, right + 700, top + 2400), fill=colour)
    return image


def darken(image: Image.Image, colour: str, strength) -> None:
    """Lay a colour over the picture; `strength` (0 to 255) is asked for each place across, 0 left to 1 right."""
    across = Image.new("L", (image.width, 1))
    across.putdata([strength(x / image.width) for x in range(image.width)])
    image.paste(Image.new("RGB", image.size, colour), mask=across.resize(image.size))


def jpeg(image: Image.Image) -> bytes:
    """The picture's bytes."""
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return buffer.getvalue()
