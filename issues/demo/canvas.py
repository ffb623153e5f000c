"""The canvas: shapes, gradients, glows and soft shadows, all drawn large and reduced once at the end."""

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image, ImageDraw, ImageFilter

from .looks import Color, Look, Paint, fade, mix

Point = tuple[float, float]


@lru_cache(maxsize=16)
def falloff(strength: float) -> Image.Image:
    """A 256-pixel mask, `strength` at the centre and nothing at the rim."""
    # Pillow's gradient reaches 255 in the corners and 180 in the middle of each edge.
    return Image.radial_gradient("L").point(
        lambda value: round(255 * strength * max(0.0, 1 - value / 179) ** 2)
    )


def gradient(width: int, height: int, stops: Sequence[Color]) -> Image.Image:
    """A vertical gradient through evenly spaced stops."""
    column = Image.new("RGB", (1, 256))
    last = len(stops) - 1
    for row in range(256):
        place = row / 255 * last
        index = min(int(place), last - 1)
        column.putpixel((0, row), mix(stops[index], stops[index + 1], place - index))
    return column.resize((max(1, width), max(1, height)), Image.Resampling.BILINEAR)


def turned(points: Sequence[Point], centre: Point, degrees: float) -> list[Point]:
    """The points turned about the centre (clockwise on the page)."""
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    x0, y0 = centre
    return [(x0 + (x - x0) * cos - (y - y0) * sin, y0 + (x - x0) * sin + (y - y0) * cos) for x, y in points]


def curve(start: Point, control: Point, end: Point, steps: int = 24) -> list[Point]:
    """Points of a quadratic Bézier curve."""
    points = []
    for step in range(steps + 1):
        t = step / steps
        a, b, d = (1 - t) ** 2, 2 * t * (1 - t), t * t
        points.append(
            (a * start[0] + b * control[0] + d * end[0], a * start[1] + b * control[1] + d * end[1])
        )
    return points


def arc(x: float, y: float, rx: float, ry: float, start: float, end: float, steps: int = 28) -> list[Point]:
    """Points of an elliptic arc; degrees, 0 at the right, growing clockwise on the page."""
    angles = [math.radians(start + (end - start) * step / steps) for step in range(steps + 1)]
    return [(x + rx * math.cos(angle), y + ry * math.sin(angle)) for angle in angles]


@dataclass(frozen=True)
class Canvas:
    """A picture in work. Coordinates are pixels; objects are sized in units `u` of about 1 % of a side."""

    image: Image.Image
    pen: ImageDraw.ImageDraw
    rng: random.Random
    look: Look

    @property
    def w(self) -> int:
        return self.image.width

    @property
    def h(self) -> int:
        return self.image.height

    @property
    def u(self) -> float:
        return math.sqrt(self.w * self.h) / 100

    @property
    def tall(self) -> bool:
        return self.h > self.w

    def tone(self, depth: float) -> Color:
        """The silhouette colour at a depth: 0 is lost in haze, 1 stands right in front."""
        return mix(self.look.haze, self.look.near, depth)

    def lit(self, color: Color, strength: float = 0.45) -> Color:
        """A local colour as the hour of the day shows it."""
        return mix(color, self.look.near, strength) if self.look.night else mix(color, self.look.haze, 0.08)

    def poly(self, points: Sequence[Point], color: Paint) -> None:
        self.pen.polygon(list(points), fill=color)

    def rect(self, x: float, y: float, width: float, height: float, color: Paint, radius: float = 0) -> None:
        """A box by its top left corner and size; an empty one is not drawn."""
        if width < 1 or height < 1:
            return
        box = (x, y, x + width, y + height)
        if radius < 1:
            self.pen.rectangle(box, fill=color)
        else:
            self.pen.rounded_rectangle(box, radius=min(radius, width / 2, height / 2), fill=color)

    def disc(self, x: float, y: float, radius: float, color: Paint, squash: float = 1.0) -> None:
        self.pen.ellipse((x - radius, y - radius * squash, x + radius, y + radius * squash), fill=color)

    def ring(
        self, x: float, y: float, radius: float, color: Paint, width: float, squash: float = 1.0
    ) -> None:
        box = (x - radius, y - radius * squash, x + radius, y + radius * squash)
        self.pen.ellipse(box, outline=color, width=max(1, round(width)))

    def line(self, points: Sequence[Point], color: Paint, width: float) -> None:
        self.pen.line(list(points), fill=color, width=max(1, round(width)), joint="curve")

    def rod(self, start: Point, end: Point, color: Paint, width: float) -> None:
        """A line with round ends, for opaque colours."""
        self.line((start, end), color, width)
        for x, y in (start, end):
            self.disc(x, y, width / 2, color)

    def ramp(self, x: float, y: float, width: float, height: float, stops: Sequence[Color]) -> None:
        """A box filled with a vertical gradient."""
        self.image.paste(gradient(round(width), round(height), stops), (round(x), round(y)))

    def fill(self, points: Sequence[Point], stops: Sequence[Color]) -> None:
        """A polygon filled with a vertical gradient, cut at the edges of the canvas."""
        xs, ys = [x for x, _ in points], [y for _, y in points]
        left, top = math.floor(max(0, min(xs))), math.floor(max(0, min(ys)))
        right, bottom = math.ceil(min(self.w, max(xs))), math.ceil(min(self.h, max(ys)))
        if right <= left or bottom <= top:
            return
        mask = Image.new("1", (right - left, bottom - top))
        ImageDraw.Draw(mask).polygon([(x - left, y - top) for x, y in points], fill=1)
        self.image.paste(gradient(right - left, bottom - top, stops), (left, top), mask)

    def glow(
        self, x: float, y: float, radius: float, color: Color, strength: float = 0.6, squash: float = 1.0
    ) -> None:
        """Light (or, in a dark colour, soft shade) that fades away from its centre."""
        wide, tall = radius * 2, radius * 2 * squash
        left, top, right, bottom = (
            max(0, x - radius),
            max(0, y - tall / 2),
            min(self.w, x + radius),
            min(self.h, y + tall / 2),
        )
        size = (round(right - left), round(bottom - top))
        if min(size) < 1:
            return
        # Only the visible part is computed: a glow may be far larger than the canvas.
        part = [
            (left - x + radius) / wide,
            (top - y + tall / 2) / tall,
            (right - x + radius) / wide,
            (bottom - y + tall / 2) / tall,
        ]
        box = tuple(min(256.0, max(0.0, 256 * share)) for share in part)
        mask = falloff(round(strength, 2)).resize(size, Image.Resampling.BILINEAR, box)
        self.image.paste(color, (round(left), round(top)), mask)

    def shadow(
        self, x: float, y: float, width: float, height: float, blur: float, strength: float = 0.4
    ) -> None:
        """The soft shadow of a box."""
        # Blurring an eighth of the size is sixty times cheaper, and nobody can tell.
        small, pad = 8, blur * 2
        mask = Image.new("L", (int((width + 2 * pad) / small) + 1, int((height + 2 * pad) / small) + 1))
        inner = (pad / small, pad / small, (pad + width) / small, (pad + height) / small)
        ImageDraw.Draw(mask).rectangle(inner, fill=round(255 * strength))
        mask = mask.filter(ImageFilter.GaussianBlur(blur / small))
        mask = mask.resize((mask.width * small, mask.height * small), Image.Resampling.BILINEAR)
        self.image.paste(self.look.near, (round(x - pad), round(y - pad)), mask)

    def beam(self, points: Sequence[Point], color: Color, opacity: float) -> None:
        """A translucent shape, for light through air."""
        self.poly(points, fade(color, opacity))
