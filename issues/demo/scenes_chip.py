"""Chip."""

import math

from .canvas import Canvas, Point, turned
from .looks import CREAM, GOLD, INK, PORT, RED, TEAL, Color, fade, mix

BOARDS = (
    (PORT, INK),
    (TEAL, PORT),
    (mix(RED, PORT, 0.3), mix(RED, INK, 0.62)),
    (mix(TEAL, INK, 0.45), INK),
    (CREAM, mix(CREAM, GOLD, 0.4)),
    (mix(PORT, TEAL, 0.45), INK),
)


def trace(c: Canvas, points: list[Point], color: Color, width: float) -> None:
    """A conductor that ends in a ringed hole."""
    c.line(points, color, width)
    c.disc(*points[-1], width * 1.9, color)
    c.disc(*points[-1], width * 0.9, mix(color, INK, 0.75))


def fan(c: Canvas, x: float, y: float, half: float, color: Color, hot: Color) -> None:
    """Traces from the four sides of a chip to all edges of the board, bent by 45 degrees."""
    count, pitch = 11, half * 2 / 12
    reach = math.hypot(c.w, c.h) / 2
    for side in range(4):
        for index in range(count):
            offset = (index - (count - 1) / 2) * pitch
            out = half + c.u * (3 + 1.5 * abs(index - 5) * 0.8 + c.rng.uniform(0, 2))
            spread = offset * c.rng.uniform(1.6, 3.4) - offset
            far = min(reach, out + abs(spread) + c.u * c.rng.uniform(5, 55))
            points = [
                (x + offset, y - half),
                (x + offset, y - out),
                (x + offset + spread, y - out - abs(spread)),
                (x + offset + spread, y - far),
            ]
            paint = hot if c.rng.random() < 0.16 else color
            trace(c, turned(points, (x, y), side * 90), paint, c.u * 0.42)


def part(c: Canvas, x: float, y: float, kind: int, size: float) -> None:
    """A small component: capacitor, resistor or a little chip."""
    c.shadow(x, y + size * 0.1, size, size * 0.6, size * 0.2, 0.5)
    if kind == 0:
        c.disc(x + size / 2, y + size * 0.3, size * 0.42, mix(CREAM, PORT, 0.3))
        c.disc(x + size / 2, y + size * 0.27, size * 0.34, mix(CREAM, PORT, 0.08))
        c.pen.pieslice(
            (x + size * 0.16, y - size * 0.07, x + size * 0.84, y + size * 0.61), 110, 180, fill=INK
        )
    elif kind == 1:
        c.rect(x, y, size, size * 0.5, mix(CREAM, GOLD, 0.2), size * 0.06)
        c.rect(x + size * 0.2, y, size * 0.6, size * 0.5, mix(RED, INK, 0.2))
    else:
        for pin in range(5):
            c.rect(
                x + size * (0.08 + pin * 0.19),
                y - size * 0.12,
                size * 0.08,
                size * 0.9,
                mix(CREAM, GOLD, 0.4),
            )
        c.rect(x, y, size, size * 0.66, mix(INK, PORT, 0.25), size * 0.06)
        c.disc(x + size * 0.14, y + size * 0.14, size * 0.05, fade(CREAM, 0.6))


def pins(c: Canvas, x: float, y: float, half: float) -> None:
    """Twelve gilded pins on each side of the package."""
    wide = c.u * 0.4
    for index in range(12):
        px = x + half * 0.92 * ((index + 0.5) / 6 - 1)
        low, high = y - half + c.u, y - half - c.u * 1.7
        shape = [(px - wide, high), (px + wide, high), (px + wide, low), (px - wide, low)]
        for side in range(4):
            c.poly(turned(shape, (x, y), side * 90), mix(GOLD, CREAM, 0.45))


def cells(c: Canvas, x: float, y: float, core: float, accent: Color) -> None:
    """The glowing core: a grid of cells in shades of the accent."""
    shades = [mix(accent, other, t) for other, t in ((CREAM, 0), (CREAM, 0.5), (INK, 0.5), (INK, 0.7))]
    shades.append(mix(PORT, CREAM, 0.3))
    count = c.rng.choice((6, 7, 8))
    step = core * 1.8 / count
    for index in range(count * count):
        left, top = (edge - core * 0.9 + step * 0.1 for edge in (x, y))
        left, top = left + step * (index % count), top + step * (index // count)
        c.rect(left, top, step * 0.8, step * 0.8, c.rng.choice(shades), step * 0.12)


def die(c: Canvas, x: float, y: float, half: float, accent: Color) -> None:
    """The package: pins, lid, core, a gleam and the mark of pin one."""
    c.shadow(x - half, y - half + c.u * 1.5, half * 2, half * 2, c.u * 3.5, 0.75)
    pins(c, x, y, half)
    c.rect(x - half, y - half, half * 2, half * 2, mix(INK, PORT, 0.2), c.u * 1.6)
    c.rect(x - half * 0.9, y - half * 0.9, half * 1.8, half * 1.8, mix(INK, PORT, 0.5), c.u * 1.2)
    c.glow(x, y, half * 1.3, accent, 0.55)
    core = half * 0.6
    c.rect(x - core, y - core, core * 2, core * 2, mix(INK, PORT, 0.15), c.u)
    cells(c, x, y, core, accent)
    gleam = ((-0.9, 0.2), (0.2, -0.9), (0.6, -0.9), (-0.9, 0.6))
    c.poly([(x + half * dx, y + half * dy) for dx, dy in gleam], fade(CREAM, 0.06))
    c.disc(x - half * 0.78, y + half * 0.78, c.u * 0.7, fade(CREAM, 0.7))


def chip(c: Canvas) -> None:
    """A processor on its board, seen from above."""
    light, dark = BOARDS[c.rng.randrange(len(BOARDS))]
    pale = light == CREAM
    c.ramp(0, 0, c.w, c.h, (light, mix(light, dark, 0.6), dark))
    x, y = c.w * c.rng.uniform(0.38, 0.62), c.h * c.rng.uniform(0.42, 0.56)
    half = c.u * c.rng.uniform(15, 19)
    accent = c.rng.choice((RED, GOLD, mix(TEAL, CREAM, 0.4), mix(RED, GOLD, 0.5)))
    c.glow(x, y, c.u * 70, mix(light, CREAM, 0.3), 0.6)
    color = mix(PORT, CREAM, 0.25) if pale else mix(light, CREAM, 0.34)
    for row in range(int(c.h / c.u / 5) + 1):
        for column in range(int(c.w / c.u / 5) + 1):
            c.disc(c.u * 5 * column, c.u * 5 * row, c.u * 0.22, fade(color, 0.28))
    fan(c, x, y, half, color, RED if pale else mix(GOLD, CREAM, 0.2))
    placed: list[Point] = [(x, y)]
    for _ in range(c.rng.randint(16, 26)):
        px, py = c.w * c.rng.random(), c.h * c.rng.random()
        clear = all(math.dist((px, py), other) > c.u * 12 for other in placed)
        if clear and max(abs(px - x), abs(py - y)) > half + c.u * 8:
            placed.append((px, py))
            part(c, px, py, c.rng.randint(0, 2), c.u * c.rng.uniform(4, 7.5))
    die(c, x, y, half, accent)
