"""Pictures that weigh what photographs weigh: soft shapes, a horizon, grain. The same ones for the same number."""

import random
from functools import cache

from django.core.files.storage import default_storage
from PIL import Image, ImageChops, ImageEnhance, ImageFilter, ImageOps

from issues.edition import EditionPicture
from news import pictures

SIDE = 1800  # pixels of a base picture
BASES = 4
# Width and height by the part of the base that is cut out: landscape, upright, square, panorama.
SHAPES = ((1600, 1067), (1600, 1000), (1060, 1500), (1400, 1400), (1800, 700))
SKIES = ((196, 220, 236), (240, 205, 170), (150, 180, 205), (225, 228, 222))
GROUNDS = ((38, 70, 92), (72, 84, 48), (96, 66, 46), (40, 48, 70))


@cache
def base(number: int) -> Image.Image:
    """A square scene. Grain of this strength gives JPEG files of 90 KB at 960 pixels and 200 KB at 1500."""
    dice = random.Random(number)
    slope = ImageOps.colorize(
        Image.linear_gradient("L").resize((SIDE, SIDE)), SKIES[number % 4], GROUNDS[number % 4]
    )
    for cells, strength in ((9, 0.45), (40, 0.3), (220, 0.16)):
        shapes = Image.frombytes("RGB", (cells, cells), dice.randbytes(cells * cells * 3))
        shapes = ImageEnhance.Color(shapes).enhance(0.25)
        slope = Image.blend(slope, shapes.resize((SIDE, SIDE), Image.Resampling.BICUBIC), strength)
    grain = Image.frombytes("L", (SIDE, SIDE), dice.randbytes(SIDE * SIDE)).filter(ImageFilter.BoxBlur(1))
    grain = Image.merge("RGB", [grain] * 3)
    return ImageChops.overlay(slope, Image.blend(Image.new("RGB", (SIDE, SIDE), "#808080"), grain, 0.11))


def photo(number: int, shape: int | None = None) -> Image.Image:
    """The picture of a number: a cut of a base, turned and toned."""
    dice = random.Random(number)
    width, height = SHAPES[number % len(SHAPES) if shape is None else shape]
    left, top = dice.randint(0, SIDE - width), dice.randint(0, SIDE - height)
    cut = base(number % BASES).crop((left, top, left + width, top + height))
    cut = ImageOps.mirror(cut) if dice.random() < 0.5 else cut
    return ImageEnhance.Color(cut).enhance(dice.uniform(0.4, 1.6))


@cache
def stored(root: str, number: int, shape: int | None = None) -> tuple[str, int, int]:
    """Name, width and height of a picture in the store at `root`, with its renditions."""
    clean = pictures.encode(photo(number, shape), pictures.MAX_SIDE, quality=82)
    return pictures.store(clean, default_storage), clean.width, clean.height


def picture(number: int, shape: int | None = None, **words) -> EditionPicture:
    """The picture of a number as an edition names it, put into the store of the moment."""
    name, width, height = stored(str(default_storage.location), number, shape)
    return EditionPicture(name, width, height, **{"caption": "", "credit": "", "alt": "", **words})
