"""Satellite."""

import math

from . import nature
from .canvas import Canvas, Point, arc, gradient, turned
from .looks import CREAM, GOLD, INK, PORT, RED, TEAL, fade, mix


def earth(c: Canvas) -> None:
    """The curve of the earth with seas, land, cloud and a rim of air."""
    radius = c.u * c.rng.uniform(95, 125)
    x, y = c.w * c.rng.uniform(0.25, 0.75), c.h + radius * (0.62 if not c.tall else 0.58)
    air = c.rng.choice((mix(TEAL, CREAM, 0.35), mix(RED, GOLD, 0.45), mix(PORT, CREAM, 0.4)))
    c.glow(x, y, radius * 1.42, air, 3.2)
    for step, opacity in ((1.035, 0.22), (1.018, 0.4)):
        c.disc(x, y, radius * step, fade(air, opacity))
    rim = arc(x, y, radius, radius, 180, 360, 160)
    c.fill(rim, (mix(TEAL, air, 0.3), PORT, INK))
    land = mix(c.look.leaf, GOLD, 0.25)
    for _ in range(9):
        degrees, depth, wide = c.rng.uniform(-130, -50), c.rng.uniform(0.72, 0.93), c.rng.uniform(4, 10)
        for _ in range(9):
            angle = math.radians(degrees + c.rng.gauss(0, 4))
            reach = radius * (depth + c.rng.gauss(0, 0.018))
            c.disc(
                x + math.cos(angle) * reach,
                y + math.sin(angle) * reach,
                c.u * wide * c.rng.uniform(0.3, 0.8),
                mix(land, PORT, 0.25),
                0.5,
            )
    for _ in range(14):
        degrees, reach = c.rng.uniform(-135, -45), radius * c.rng.uniform(0.75, 0.985)
        band, thick = c.rng.uniform(2, 8), c.u * c.rng.uniform(0.4, 1)
        outer, inner = (
            arc(x, y, reach, reach, degrees, degrees + band, 12),
            arc(x, y, reach - thick, reach - thick, degrees + band, degrees, 12),
        )
        c.poly([*outer, *inner], fade(CREAM, 0.5))
    c.line(rim, mix(air, CREAM, 0.5), c.u * 0.4)


def wing(c: Canvas, x: float, y: float, size: float, side: int, tilt: float, centre: Point) -> None:
    """A solar wing of cells on one side of the body."""
    left = x + (size * 0.17 if side > 0 else -size * 0.17 - size * 0.62)
    outline = [
        (left, y - size * 0.15),
        (left + size * 0.62, y - size * 0.15),
        (left + size * 0.62, y + size * 0.15),
        (left, y + size * 0.15),
    ]
    c.line(turned([(x, y), (x + side * size * 0.2, y)], centre, tilt), CREAM, size * 0.025)
    c.fill(turned(outline, centre, tilt), (mix(PORT, CREAM, 0.35), mix(PORT, TEAL, 0.35)))
    for column in range(7):
        px = left + size * 0.62 * column / 6
        c.line(
            turned([(px, y - size * 0.15), (px, y + size * 0.15)], centre, tilt),
            mix(CREAM, GOLD, 0.3),
            size * 0.008,
        )
    for row in range(4):
        py = y - size * 0.15 + size * 0.1 * row
        c.line(
            turned([(left, py), (left + size * 0.62, py)], centre, tilt), mix(CREAM, GOLD, 0.3), size * 0.008
        )


def craft(c: Canvas, x: float, y: float, size: float, tilt: float) -> None:
    """A satellite: body in foil, two wings, a dish."""
    centre = (x, y)

    def shape(points: list[Point]) -> list[Point]:
        return turned([(x + px * size, y + py * size) for px, py in points], centre, tilt)

    for side in (-1, 1):
        wing(c, x, y, size, side, tilt, centre)
    c.fill(
        shape([(-0.12, -0.17), (0.12, -0.17), (0.12, 0.17), (-0.12, 0.17)]),
        (mix(GOLD, CREAM, 0.35), mix(GOLD, RED, 0.35)),
    )
    c.poly(shape([(0.03, -0.17), (0.12, -0.17), (0.12, 0.17), (0.03, 0.17)]), fade(INK, 0.22))
    for level in (-0.08, 0.02):
        c.line(shape([(-0.12, level), (0.12, level)]), fade(INK, 0.3), size * 0.008)
    c.poly(shape([(-0.07, 0.05), (0.0, 0.05), (0.0, 0.12), (-0.07, 0.12)]), INK)
    c.line(shape([(0, 0.17), (0, 0.27)]), CREAM, size * 0.02)
    c.poly(shape([(px / 100, 0.26 + (py - 26) / 100) for px, py in arc(0, 37, 15, 11, 180, 360)]), CREAM)
    c.poly(shape([(px / 100, py / 100) for px, py in arc(0, 37, 15, 3.2, 0, 360)]), mix(CREAM, PORT, 0.35))
    c.line(shape([(0, 0.37), (0, 0.44)]), RED, size * 0.012)
    c.disc(*shape([(0, 0.45)])[0], size * 0.018, RED)
    c.line(shape([(-0.06, -0.17), (-0.09, -0.3)]), CREAM, size * 0.012)
    c.disc(*shape([(-0.09, -0.3)])[0], size * 0.02, RED)


def satellite(c: Canvas) -> None:
    """A satellite over the curve of the earth, with its signal."""
    deep = c.rng.choice(
        (
            (INK, PORT, mix(PORT, TEAL, 0.5)),
            (INK, mix(PORT, RED, 0.3), mix(RED, GOLD, 0.35)),
            (INK, mix(INK, PORT, 0.5), PORT),
        )
    )
    c.image.paste(gradient(c.w, c.h, deep), (0, 0))
    nature.stars(c, c.h * 0.9, 170)
    for _ in range(2):
        c.glow(
            c.w * c.rng.random(),
            c.h * c.rng.uniform(0, 0.5),
            c.u * c.rng.uniform(30, 50),
            c.rng.choice((TEAL, RED, mix(PORT, CREAM, 0.3))),
            0.3,
        )
    side = c.rng.choice((1, -1))
    mx, my, mr = c.w * (0.5 - side * 0.32), c.h * c.rng.uniform(0.1, 0.2), c.u * c.rng.uniform(4, 8)
    nature.sun(c, mx, my, mr)
    c.disc(mx + mr * 0.3, my + mr * 0.1, mr * 0.24, fade(PORT, 0.12))
    earth(c)
    x, y = c.w * (0.5 + side * c.rng.uniform(0.03, 0.14)), c.h * c.rng.uniform(0.32, 0.4)
    c.ring(c.w / 2, c.h * 1.1, c.w * 0.8, fade(CREAM, 0.22), c.u * 0.16, 0.75 * c.h / c.w)
    tilt = side * c.rng.uniform(12, 34)
    foot = turned([(x, y + c.u * 30)], (x, y), tilt)[0]
    for step in range(1, 5):
        heading = math.degrees(math.atan2(foot[1] - y, foot[0] - x))
        reach = c.u * (12 + 5.5 * step)
        c.line(
            arc(x, y, reach, reach, heading - 16, heading + 16, 14),
            fade(mix(RED, CREAM, 0.25), 1 - 0.17 * step),
            c.u * 0.55,
        )
    craft(c, x, y, c.u * (38 if c.tall else 40), tilt)
    if c.rng.random() < 0.6:
        craft(c, c.w * (0.5 - side * 0.3), c.h * c.rng.uniform(0.5, 0.6), c.u * 11, -tilt)
