"""Pictures for the demo issues: `draw` paints one of eighteen scenes, always the same for the same seed."""

import random
from collections.abc import Callable

from PIL import Image, ImageDraw

from . import (
    scenes_chip,
    scenes_data,
    scenes_energy,
    scenes_factory,
    scenes_lab,
    scenes_land,
    scenes_market,
    scenes_robot,
    scenes_space,
    scenes_town,
    scenes_water,
    scenes_workshop,
)
from .canvas import Canvas
from .looks import look_for

SCENES: dict[str, Callable[[Canvas], None]] = {
    "port": scenes_water.port,
    "sea": scenes_water.sea,
    "ship": scenes_water.ship,
    "bridge": scenes_water.bridge,
    "city": scenes_town.city,
    "school": scenes_town.school,
    "hospital": scenes_town.hospital,
    "market": scenes_market.market,
    "field": scenes_land.field,
    "forest": scenes_land.forest,
    "factory": scenes_factory.factory,
    "energy": scenes_energy.energy,
    "lab": scenes_lab.lab,
    "workshop": scenes_workshop.workshop,
    "robot": scenes_robot.robot,
    "chip": scenes_chip.chip,
    "data": scenes_data.data,
    "satellite": scenes_space.satellite,
}
OVERSIZE = 2


def draw(scene: str, seed: int, size: tuple[int, int] = (1500, 1000)) -> Image.Image:
    """The scene as an RGB image of exactly `size` pixels, the same for the same scene, seed and size.

    The seed chooses the time of day, the composition and the objects. An unknown scene is a ValueError
    that names the known ones; so is a size without area.
    """
    if scene not in SCENES:
        raise ValueError(f"Unknown scene {scene!r}; known are: {', '.join(sorted(SCENES))}.")
    width, height = size
    if width < 1 or height < 1:
        raise ValueError(f"A picture needs a positive width and height, not {width}x{height}.")
    image = Image.new("RGB", (width * OVERSIZE, height * OVERSIZE))
    canvas = Canvas(
        image, ImageDraw.Draw(image, "RGBA"), random.Random(f"{scene}:{seed}"), look_for(scene, seed)
    )
    SCENES[scene](canvas)
    return image.resize((width, height), Image.Resampling.LANCZOS)
