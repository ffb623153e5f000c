"""Field and forest."""

import math

from . import nature
from .buildings import person
from .canvas import Canvas, arc, curve
from .looks import CREAM, GOLD, RED, TEAL, Color, fade, mix, rgb


def hills(c: Canvas, low: float, high: float) -> float:
    """Sky and three ranges of hills; returns where the plain begins."""
    horizon = c.h * c.rng.uniform(low, high)
    nature.sky(c, horizon)
    for height, depth in ((24, 0.1), (15, 0.25), (8, 0.4)):
        nature.ridge(
            c,
            horizon + c.u,
            c.u * height,
            mix(c.tone(depth), c.look.leaf, depth * 0.6),
            c.rng.uniform(1.6, 3),
        )
        nature.mist(c, horizon, c.u * 5, 0.25)
    return horizon


def field(c: Canvas) -> None:
    """Rice in long rows or on terraces, a drone above, a farmer with a tablet."""
    horizon = hills(c, 0.46, 0.54)
    if c.rng.random() < 0.5:
        rows(c, horizon)
    else:
        terraces(c, horizon)
    farmhouse(c, c.w * c.rng.choice((0.14, 0.84)), horizon + c.u * 2.5, c.u * 10)
    for _ in range(c.rng.randint(2, 4)):
        nature.palm(c, c.w * c.rng.random(), horizon + c.u * 2, c.u * c.rng.uniform(9, 14), c.tone(0.7))
    x, y = c.w * c.rng.uniform(0.35, 0.65), c.h * c.rng.uniform(0.3, 0.4)
    spray = fade(CREAM, 0.25)
    for shift in (-6, 0, 6):
        c.poly(
            [
                (x + shift * c.u, y + c.u * 2),
                (x + (shift - 4) * c.u, y + c.u * 17),
                (x + (shift + 4) * c.u, y + c.u * 17),
            ],
            spray,
        )
    drone(c, x, y, c.u * 22)
    if c.rng.random() < 0.6:
        drone(c, x + c.u * c.rng.choice((-32, 30)), y - c.u * 11, c.u * 9)
    for _ in range(c.rng.randint(1, 3)):
        person(
            c,
            c.w * c.rng.uniform(0.15, 0.85),
            c.h * c.rng.uniform(0.82, 0.94),
            c.u * 13,
            c.lit(c.rng.choice((TEAL, CREAM, RED)), 0.2),
            hat=True,
        )


def rows(c: Canvas, horizon: float) -> None:
    """Rows of young rice that run together at the horizon."""
    c.ramp(
        0, horizon, c.w, c.h - horizon, (mix(c.look.grass, GOLD, 0.3), mix(c.look.grass, c.look.near, 0.35))
    )
    x0, depth = c.w * c.rng.uniform(0.3, 0.7), c.h - horizon
    for row in range(-24, 25):
        centre, half = x0 + row * c.w * 0.085, c.w * 0.02
        dark = mix(c.look.leaf, c.look.near, 0.15 if row % 2 else 0.3)
        c.poly(
            [(x0 + row * c.w * 0.006, horizon), (centre + half, c.h), (centre - half, c.h)], fade(dark, 0.85)
        )
        for step in range(6, 22):
            t = (step / 22) ** 1.8
            size, x, y = c.u * (0.2 + 2.1 * t), x0 + (row * c.w * (0.006 + 0.079 * t)), horizon + depth * t
            if 0 <= x <= c.w:
                c.poly(
                    [(x - size, y - size * 0.9), (x, y), (x + size, y - size * 0.9), (x, y - size * 1.7)],
                    mix(c.look.leaf, GOLD, 0.25 + 0.2 * (row % 2)),
                )


def terraces(c: Canvas, horizon: float) -> None:
    """Curved terraces, each with its rim of water."""
    colors = (mix(c.look.grass, GOLD, 0.45), c.look.grass, mix(c.look.leaf, GOLD, 0.2), c.look.leaf)
    count, swing = 11, c.rng.uniform(-1, 1)
    for index in range(count):
        t = (index / count) ** 1.35
        y, bend = horizon + (c.h - horizon) * t, c.u * (2 + 12 * t)
        left, right = (
            y + bend * (swing + c.rng.uniform(-0.3, 0.3)),
            y - bend * (swing + c.rng.uniform(-0.3, 0.3)),
        )
        edge = curve((0, left), (c.w * c.rng.uniform(0.3, 0.7), y - bend * 1.1), (c.w, right), 40)
        color = colors[index % 4]
        c.fill([*edge, (c.w, c.h), (0, c.h)], (mix(color, c.look.light, 0.12), mix(color, c.look.near, 0.35)))
        c.line(
            [(px, py + c.u * 0.5 * (1 + t)) for px, py in edge],
            fade(mix(c.look.sky[1], CREAM, 0.35), 0.75),
            c.u * (0.35 + 0.9 * t),
        )
        c.line(edge, mix(c.look.leaf, c.look.near, 0.35), c.u * (0.2 + 0.35 * t))


def farmhouse(c: Canvas, x: float, base: float, width: float) -> None:
    """A low house with a tiled roof and a lit door."""
    c.rect(x - width / 2, base - width * 0.34, width, width * 0.34, c.lit(CREAM, 0.35))
    c.poly(
        [
            (x - width * 0.62, base - width * 0.32),
            (x - width * 0.4, base - width * 0.62),
            (x + width * 0.4, base - width * 0.62),
            (x + width * 0.62, base - width * 0.32),
        ],
        c.lit(RED, 0.3),
    )
    c.rect(
        x - width * 0.08,
        base - width * 0.24,
        width * 0.16,
        width * 0.24,
        GOLD if c.look.night else c.tone(0.8),
    )
    for side in (-1, 1):
        c.rect(
            x + side * width * 0.3 - width * 0.07,
            base - width * 0.24,
            width * 0.14,
            width * 0.12,
            GOLD if c.look.night else c.tone(0.7),
        )


def drone(c: Canvas, x: float, y: float, size: float) -> None:
    """A drone seen a little from the front."""
    dark, body = c.tone(1), c.lit(CREAM, 0.15)
    for side in (-1, 1):
        for reach, lift in ((0.48, -0.1), (0.34, -0.17)):
            tip = (x + side * reach * size, y + lift * size)
            c.line(((x, y), tip), dark, size * 0.028)
            c.rect(tip[0] - size * 0.02, tip[1] - size * 0.05, size * 0.04, size * 0.06, c.lit(RED, 0.1))
            c.disc(tip[0], tip[1] - size * 0.055, size * 0.15, fade(c.look.near, 0.3), 0.13)
            c.disc(tip[0], tip[1] - size * 0.055, size * 0.12, fade(CREAM, 0.5), 0.1)
        c.line(
            ((x + side * size * 0.08, y + size * 0.05), (x + side * size * 0.16, y + size * 0.17)),
            dark,
            size * 0.018,
        )
        c.line(
            ((x + side * size * 0.1, y + size * 0.17), (x + side * size * 0.22, y + size * 0.17)),
            dark,
            size * 0.018,
        )
    c.rect(x - size * 0.15, y - size * 0.08, size * 0.3, size * 0.15, body, size * 0.06)
    c.rect(x - size * 0.15, y - size * 0.005, size * 0.3, size * 0.03, c.lit(TEAL, 0.1))
    c.disc(x, y + size * 0.065, size * 0.05, dark)
    c.disc(x, y + size * 0.065, size * 0.024, mix(TEAL, CREAM, 0.4))


def trunk(c: Canvas, x: float, base: float, top: float, width: float, color: Color, roots: bool) -> None:
    """A tall trunk, with the stilt roots of a mangrove if wanted."""
    lean = c.rng.uniform(-1.2, 1.2) * width
    c.poly(
        [
            (x - width / 2, base),
            (x - width * 0.3 + lean, top),
            (x + width * 0.3 + lean, top),
            (x + width / 2, base),
        ],
        color,
    )
    for side in (-1, 1):
        branch = base - (base - top) * c.rng.uniform(0.4, 0.75)
        c.line(
            curve(
                (x, branch),
                (x + side * width * 2, branch - width * 2),
                (x + side * width * 4, branch - width * 5),
            ),
            color,
            width * 0.3,
        )
        if roots:
            for reach in (0.9, 1.6, 2.4):
                c.line(
                    curve(
                        (x, base - width * reach * 0.9),
                        (x + side * width * reach * 0.8, base - width * reach * 0.9),
                        (x + side * width * reach, base + width * 0.6),
                    ),
                    color,
                    width * 0.24,
                )


def forest(c: Canvas) -> None:
    """Layers of trees in mist with beams of light; sometimes a mangrove over water."""
    mangrove = c.rng.random() < 0.5
    ground = c.h * c.rng.uniform(0.74, 0.79)
    sun_x, sun_y = nature.sky(c, ground)
    for layer, depth in enumerate((0.12, 0.28, 0.46, 0.68)):
        color = mix(c.tone(depth * 0.9), c.look.leaf, 0.3)
        base, size = ground - c.u * (3 - layer), c.u * (9 + 4 * layer)
        for index in range(13 - 2 * layer):
            x = c.w * (index + c.rng.random()) / (13 - 2 * layer)
            if abs(x - sun_x) < c.w * (0.03 + 0.05 * layer) or c.rng.random() < 0.12 * layer:
                continue
            trunk(
                c,
                x,
                base,
                base - size * 2.4,
                c.u * (0.7 + 0.45 * layer),
                mix(color, c.look.near, 0.35),
                mangrove and layer == 3,
            )
            nature.canopy(c, x, base - size * c.rng.uniform(2.1, 2.9), size * 0.85, color)
        nature.mist(c, base - c.u * 2, c.u * 10, 0.42)
    for degrees in c.rng.sample(range(48, 133, 7), 5):
        shape = [(sun_x, sun_y), *arc(sun_x, sun_y, c.w, c.w, degrees - 2.2, degrees + 2.2, 2)]
        c.beam(shape, c.look.light, 0.1)
    nature.ridge(
        c, ground, c.u * 4, mix(c.look.leaf, c.tone(0.5), 0.4), 9, mix(c.look.leaf, c.tone(0.6), 0.5)
    )
    if mangrove:
        nature.reflect(c, ground, sun_x, 0.55)
    else:
        clearing(c, ground, sun_x)
    frame(c)
    nature.birds(c, sun_x, sun_y + c.u * 3, 5, c.u * 1.9)


def clearing(c: Canvas, ground: float, x: float) -> None:
    """The forest floor: a stream that comes out of the light, and shrubs."""
    c.ramp(
        0,
        ground,
        c.w,
        c.h - ground,
        (mix(c.look.grass, c.look.light, 0.2), mix(c.look.leaf, c.look.near, 0.6)),
    )
    water = mix(c.look.sky[-1], CREAM, 0.4)
    swing, left, right = c.rng.choice((1, -1)), [], []
    for step in range(31):
        t = step / 30
        middle = x + swing * c.u * (9 * math.sin(t * 5) * t**0.5 + 6 * t)
        left.append((middle - c.u * (0.5 + 9 * t * t), ground + (c.h - ground) * t))
        right.append((middle + c.u * (0.5 + 9 * t * t), ground + (c.h - ground) * t))
    c.fill([*left, *reversed(right)], (water, mix(water, TEAL, 0.5)))
    for _ in range(22):
        nature.bush(
            c,
            c.w * c.rng.random(),
            ground + (c.h - ground) * c.rng.uniform(0.02, 0.5),
            c.u * c.rng.uniform(3, 8),
            c.look.leaf,
        )


def frame(c: Canvas) -> None:
    """Dark trunks, grasses and red flowers close to the viewer."""
    for x in (-0.01, 0.07, 0.94, 1.02):
        trunk(
            c,
            c.w * (x + c.rng.uniform(-0.01, 0.02)),
            c.h,
            -c.u * 3,
            c.u * c.rng.uniform(2.6, 4.4),
            c.tone(1),
            False,
        )
    for _ in range(60):
        x, tall = c.w * c.rng.random(), c.u * c.rng.uniform(3, 9)
        lean = c.rng.uniform(-0.4, 0.4) * tall
        c.poly(
            [(x - c.u * 0.35, c.h), (x + lean, c.h - tall), (x + c.u * 0.35, c.h)],
            c.tone(c.rng.uniform(0.85, 1)),
        )
        if c.rng.random() < 0.2:
            c.disc(
                x + lean,
                c.h - tall,
                c.u * c.rng.uniform(0.4, 0.8),
                c.rng.choice((RED, RED, GOLD, rgb("#f08a6c"))),
            )
