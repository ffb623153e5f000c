"""Rooms with a bench: wall, window, shelf, gears, a plant."""

import math

from . import nature
from .canvas import Canvas, curve, turned
from .looks import CREAM, GOLD, PORT, RED, TEAL, Color, fade, mix, rgb


def room(c: Canvas, table: float) -> Color:
    """A wall with soft circles of light and a bench across; returns the wall's colour."""
    wall = c.look.sky[1] if c.look.night else mix(c.look.sky[-1], c.look.sky[1], c.rng.uniform(0.1, 0.5))
    c.ramp(0, 0, c.w, table, (mix(wall, c.look.near, 0.2), wall, mix(wall, c.look.light, 0.25)))
    x, y = c.w * c.rng.uniform(0.35, 0.65), table * 0.52
    for size in (52, 40, 28):
        c.disc(x, y, c.u * size, fade(mix(wall, CREAM, 0.5), 0.16))
    return wall


def bench(c: Canvas, table: float, top: Color) -> None:
    """The bench: a lit edge, a front with drawers, a shade below."""
    c.ramp(0, table, c.w, c.u * 3, (mix(top, CREAM, 0.3), top))
    c.ramp(0, table + c.u * 3, c.w, c.h - table - c.u * 3, (mix(c.tone(0.85), top, 0.15), c.tone(1)))
    c.rect(0, table + c.u * 3, c.w, c.u * 0.8, fade(c.look.near, 0.5))
    wide = c.w / (3 if c.tall else 5)
    for index in range(5):
        x, y = wide * index + c.u * 1.2, table + c.u * 5.5
        c.rect(x, y, wide - c.u * 2.4, c.h - y - c.u * 1.5, fade(CREAM, 0.06), c.u)
        c.rect(
            x + wide / 2 - c.u * 4.5,
            y + c.u * 2,
            c.u * 6.6,
            c.u * 0.7,
            fade(mix(GOLD, CREAM, 0.4), 0.8),
            c.u * 0.35,
        )


def window(c: Canvas, x: float, y: float, width: float, height: float) -> None:
    """A large window with the sky, the sun and hills outside."""
    frame = c.lit(CREAM, 0.25)
    c.shadow(x, y + c.u, width, height, c.u * 2, 0.35)
    c.rect(x - c.u, y - c.u, width + c.u * 2, height + c.u * 2, frame, c.u * 0.8)
    c.ramp(x, y, width, height, c.look.sky)
    c.disc(x + width * 0.66, y + height * 0.38, min(width, height) * 0.13, c.look.light)
    for lift, depth in ((0.34, 0.3), (0.22, 0.6)):
        top = [
            (x + width * t / 20, y + height * (1 - lift - 0.06 * math.sin(t * 0.7 + depth * 9)))
            for t in range(21)
        ]
        c.poly([(x, y + height), *top, (x + width, y + height)], mix(c.tone(depth), c.look.leaf, 0.35))
    for share in (1 / 3, 2 / 3):
        c.rect(x + width * share - c.u * 0.35, y, c.u * 0.7, height, frame)
    c.rect(x, y + height * 0.3, width, c.u * 0.6, frame)
    c.rect(
        x - c.u * 1.8,
        y + height + c.u * 0.8,
        width + c.u * 3.6,
        c.u * 1.4,
        mix(frame, c.look.near, 0.2),
        c.u * 0.4,
    )


def shelf(c: Canvas, x: float, y: float, width: float) -> None:
    """A wall shelf of bottles and boxes."""
    left = x + c.u
    while left < x + width - c.u * 5:
        wide, tall = c.u * c.rng.uniform(2.2, 4), c.u * c.rng.uniform(4, 8)
        paint = c.lit(c.rng.choice((TEAL, PORT, RED, GOLD, mix(RED, GOLD, 0.6), mix(TEAL, CREAM, 0.4))), 0.35)
        c.rect(left, y - tall, wide, tall, paint, c.u * 0.6)
        c.rect(
            left + wide * 0.28, y - tall - c.u * 1.1, wide * 0.44, c.u * 1.3, mix(paint, c.look.near, 0.35)
        )
        c.rect(left + wide * 0.15, y - tall * 0.62, wide * 0.7, tall * 0.3, fade(CREAM, 0.75))
        left += wide + c.u * c.rng.uniform(0.5, 1.6)
    c.shadow(x, y + c.u, width, c.u, c.u, 0.4)
    c.rect(x, y, width, c.u * 1.3, c.lit(rgb("#c08a58"), 0.35), c.u * 0.3)


def gear(c: Canvas, x: float, y: float, radius: float, color: tuple[int, ...], teeth: int = 12) -> None:
    """A gear wheel with a hole that shows what is behind (drawn as a ring)."""
    for tooth in range(teeth):
        shape = [
            (x - radius * 0.13, y - radius * 0.85),
            (x - radius * 0.09, y - radius * 1.13),
            (x + radius * 0.09, y - radius * 1.13),
            (x + radius * 0.13, y - radius * 0.85),
        ]
        c.poly(turned(shape, (x, y), tooth * 360 / teeth), color)
    c.ring(x, y, radius * 0.92, color, radius * 0.42)
    for spoke in range(4):
        c.poly(
            turned(
                [
                    (x - radius * 0.08, y - radius * 0.6),
                    (x + radius * 0.08, y - radius * 0.6),
                    (x + radius * 0.08, y),
                    (x - radius * 0.08, y),
                ],
                (x, y),
                spoke * 90 + 20,
            ),
            color,
        )
    c.disc(x, y, radius * 0.2, color)


def flowers(c: Canvas, x: float, base: float, size: float) -> None:
    """A pot with a small plant."""
    for degrees in (-130, -110, -90, -70, -50):
        tip = (
            x + math.cos(math.radians(degrees)) * size,
            base - size * 0.5 + math.sin(math.radians(degrees)) * size * 0.8,
        )
        c.poly(
            [
                *curve((x, base - size * 0.5), (x - size * 0.1, (tip[1] + base - size) / 2), tip),
                *curve(tip, (tip[0] + size * 0.18, tip[1] + size * 0.4), (x, base - size * 0.45)),
            ],
            mix(c.look.leaf, TEAL, c.rng.uniform(0, 0.4)),
        )
    c.fill(
        [
            (x - size * 0.32, base - size * 0.55),
            (x + size * 0.32, base - size * 0.55),
            (x + size * 0.22, base),
            (x - size * 0.22, base),
        ],
        (c.lit(RED, 0.2), mix(RED, c.look.near, 0.4)),
    )
    nature.bush(c, x, base - size * 0.5, size * 0.5, c.look.leaf)
