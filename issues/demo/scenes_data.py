"""Data."""

import math
from itertools import pairwise

from .canvas import Canvas, Point
from .looks import CREAM, GOLD, INK, PORT, RED, TEAL, Color, fade, mix


def globe(c: Canvas, x: float, y: float, radius: float, color: Color) -> None:
    """A wire globe with nodes and arcs between them."""
    c.glow(x, y, radius * 1.9, color, 0.5)
    c.disc(x, y, radius, fade(mix(color, INK, 0.55), 0.75))
    for step in range(1, 6):
        half = abs(math.cos(math.pi * step / 6)) * radius
        c.pen.ellipse(
            (x - half, y - radius, x + half, y + radius),
            outline=fade(mix(color, CREAM, 0.5), 0.4),
            width=max(1, round(c.u * 0.12)),
        )
        level = y - radius + radius * step / 3
        chord = math.sqrt(max(0.0, radius**2 - (level - y) ** 2))
        c.line(((x - chord, level), (x + chord, level)), fade(mix(color, CREAM, 0.5), 0.4), c.u * 0.12)
    c.ring(x, y, radius, mix(color, CREAM, 0.4), c.u * 0.25)
    nodes = [
        (x + math.cos(a) * radius * r, y + math.sin(a) * radius * r)
        for a, r in ((c.rng.uniform(0, 6.28), c.rng.uniform(0.2, 1.0)) for _ in range(16))
    ]
    for first, second in pairwise(nodes):
        middle = (
            (first[0] + second[0]) / 2 + (first[0] - x) * 0.3,
            (first[1] + second[1]) / 2 + (first[1] - y) * 0.4,
        )
        c.line([_between(first, middle, second, t / 16) for t in range(17)], fade(GOLD, 0.75), c.u * 0.18)
    for place in nodes:
        size = c.u * c.rng.uniform(0.5, 1.1)
        c.glow(*place, size * 4, GOLD, 0.7)
        c.disc(*place, size, c.rng.choice((RED, GOLD, CREAM)))


def _between(first: Point, middle: Point, last: Point, t: float) -> Point:
    a, b, d = (1 - t) ** 2, 2 * t * (1 - t), t * t
    return a * first[0] + b * middle[0] + d * last[0], a * first[1] + b * middle[1] + d * last[1]


def areas(c: Canvas, base: float, height: float, colors: tuple[Color, ...]) -> None:
    """Overlapping translucent curves, each with a bright edge."""
    for index, color in enumerate(colors):
        a, b = c.rng.uniform(0, 6.3), c.rng.uniform(0, 6.3)
        lift = height * (1 - 0.22 * index)
        edge = [
            (
                c.w * t / 80,
                base - lift * (0.5 + 0.27 * math.sin(t * 0.09 + a) + 0.13 * math.sin(t * 0.23 + b)),
            )
            for t in range(81)
        ]
        c.poly([*edge, (c.w, c.h), (0, c.h)], fade(color, 0.5))
        c.line(edge, mix(color, CREAM, 0.35), c.u * 0.4)
        for point in edge[6::12]:
            c.glow(*point, c.u * 3, mix(color, CREAM, 0.5), 0.7)
            c.disc(*point, c.u * 0.85, CREAM)
            c.disc(*point, c.u * 0.5, color)


def dial(c: Canvas, x: float, y: float, radius: float, ink: Color) -> None:
    """A ring chart with two inner rings."""
    c.glow(x, y, radius * 1.8, mix(TEAL, CREAM, 0.3), 0.3)
    for step, paint in enumerate((RED, GOLD, TEAL)):
        size, thick = radius * (1 - 0.27 * step), radius * 0.17
        c.ring(x, y, size, fade(ink, 0.13), thick)
        start = c.rng.uniform(0, 360)
        c.pen.arc(
            (x - size, y - size, x + size, y + size),
            start,
            start + c.rng.uniform(110, 290),
            fill=paint,
            width=round(thick),
        )


def racks(c: Canvas) -> None:
    """Aisle of server cabinets in one-point perspective."""
    x, y = c.w * c.rng.uniform(0.36, 0.64), c.h * c.rng.uniform(0.4, 0.52)
    accent = c.rng.choice((mix(TEAL, CREAM, 0.3), GOLD, mix(RED, GOLD, 0.25), mix(PORT, CREAM, 0.5)))
    hue = mix(PORT, c.rng.choice((PORT, TEAL, RED)), 0.35)
    c.ramp(0, 0, c.w, c.h, (INK, hue, mix(hue, INK, 0.6)))
    c.poly([(x, y), (-c.w * 0.3, c.h * 1.1), (c.w * 1.3, c.h * 1.1)], mix(hue, accent, 0.18))
    for step in range(-8, 9):
        c.line(((x, y), (x + step * c.w * 0.14, c.h)), fade(CREAM, 0.12), c.u * 0.15)
    edges = [1 / (1 + 0.42 * step) for step in range(11)]
    for near, far in zip(reversed(edges[:-1]), reversed(edges[1:]), strict=True):
        for side in (-1, 1):
            cabinet(c, (x, y), side, near * 1.45, far * 1.45, accent, hue)
    for near, far in zip(edges[:-1:2], edges[1::2], strict=False):
        c.poly(
            [
                (x - c.w * 0.09 * near, y - c.h * 0.66 * near),
                (x + c.w * 0.09 * near, y - c.h * 0.66 * near),
                (x + c.w * 0.09 * far, y - c.h * 0.66 * far),
                (x - c.w * 0.09 * far, y - c.h * 0.66 * far),
            ],
            mix(accent, CREAM, 0.6),
        )
    c.glow(x, y, c.u * 34, mix(accent, CREAM, 0.4), 0.9)


def cabinet(c: Canvas, eye: Point, side: int, near: float, far: float, accent: Color, hue: Color) -> None:
    """One cabinet front between two depths (1.45 stands at the viewer)."""
    x, y = eye

    def at(depth: float, level: float) -> Point:
        return x + side * c.w * 0.42 * depth, y + level * c.h * 0.52 * depth

    shade = min(1.0, near)
    c.poly(
        [at(near, -1), at(far, -1), at(far, 1), at(near, 1)],
        mix(mix(hue, accent, 0.35), mix(INK, hue, 0.3), shade),
    )
    inner = far + (near - far) * 0.12, far + (near - far) * 0.88
    for unit in range(12):
        low, high = -0.92 + unit * 0.153, -0.92 + unit * 0.153 + 0.118
        c.poly(
            [at(inner[0], low), at(inner[1], low), at(inner[1], high), at(inner[0], high)],
            mix(mix(hue, CREAM, 0.25), mix(hue, INK, 0.4), shade),
        )
        for lamp in range(4):
            if c.rng.random() < 0.6:
                px, py = at(inner[0] + (inner[1] - inner[0]) * (0.15 + 0.14 * lamp), (low + high) / 2)
                c.disc(px, py, c.u * 0.42 * near, c.rng.choice((accent, accent, RED, CREAM)), 1.2)
        a = inner[0] + (inner[1] - inner[0]) * 0.72
        c.line(
            (at(a, (low + high) / 2), at(inner[1] - (near - far) * 0.05, (low + high) / 2)),
            fade(accent, 0.8),
            c.u * 0.3 * near,
        )


def data(c: Canvas) -> None:
    """Streams of data: a globe over curves and bars, or an aisle of servers."""
    if c.rng.random() < 0.4:
        racks(c)
        return
    dark = c.look.night or c.rng.random() < 0.2
    stops = (INK, PORT, mix(PORT, TEAL, 0.6)) if dark else c.look.sky
    c.ramp(0, 0, c.w, c.h, stops)
    ink = CREAM if dark else PORT
    for step in range(1, 14):
        c.line(((0, c.h * step / 14), (c.w, c.h * step / 14)), fade(ink, 0.07), c.u * 0.12)
        c.line(((c.w * step / 14, 0), (c.w * step / 14, c.h)), fade(ink, 0.07), c.u * 0.12)
    side = c.rng.choice((-1, 0, 1))
    globe(
        c,
        c.w * (0.5 + 0.2 * side),
        c.h * (0.36 if c.tall else 0.4),
        c.u * c.rng.uniform(20, 25),
        c.rng.choice((TEAL, mix(PORT, TEAL, 0.4), mix(RED, PORT, 0.25))),
    )
    for spot in (-side,) if side else (-1, 1):
        for row in range(1 if c.tall else 2):
            dial(
                c,
                c.w * (0.5 + spot * (0.3 if c.tall else 0.33)),
                c.h * (0.1 if c.tall else 0.21 + row * 0.27),
                c.u * c.rng.uniform(6, 8.5),
                ink,
            )
    count = 12 if c.tall else 18
    rise = c.rng.uniform(-0.02, 0.03)
    for index in range(count):
        tall, wide = c.u * c.rng.uniform(9, 26) * (1 + rise * index), c.w / count
        paint = RED if c.rng.random() < 0.18 else mix(PORT, TEAL, c.rng.uniform(0.1, 0.7))
        c.rect(
            wide * (index + 0.22), c.h - tall - c.u * 6, wide * 0.56, tall + c.u * 9, fade(paint, 0.7), c.u
        )
    areas(c, c.h, c.h * 0.34, (TEAL, mix(PORT, TEAL, 0.25), RED if not dark else mix(RED, PORT, 0.2)))
