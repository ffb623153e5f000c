"""Energy."""

from . import nature
from .canvas import Canvas, Point, curve, turned
from .looks import CREAM, PORT, RED, TEAL, fade, mix
from .scenes_land import hills


def turbine(c: Canvas, x: float, base: float, height: float, phase: float) -> None:
    """A wind turbine; phase turns the blades."""
    white, hub = c.lit(CREAM, 0.18), (x, base - height)
    c.fill(
        [
            (x - height * 0.022, base),
            (x - height * 0.009, hub[1]),
            (x + height * 0.009, hub[1]),
            (x + height * 0.022, base),
        ],
        (white, mix(white, c.look.near, 0.3)),
    )
    for blade in range(3):
        shape: list[Point] = [
            (x - height * 0.012, hub[1]),
            (x - height * 0.024, hub[1] - height * 0.12),
            (x, hub[1] - height * 0.52),
            (x + height * 0.01, hub[1]),
        ]
        c.poly(turned(shape, hub, phase + blade * 120), mix(white, c.look.near, 0.08 * blade))
        c.poly(
            turned(
                [
                    (x - height * 0.004, hub[1] - height * 0.43),
                    (x, hub[1] - height * 0.52),
                    (x + height * 0.003, hub[1] - height * 0.43),
                ],
                hub,
                phase + blade * 120,
            ),
            c.lit(RED, 0.15),
        )
    c.disc(*hub, height * 0.022, mix(white, c.look.near, 0.2))


def panels(c: Canvas, x: float, y: float, width: float, lean: float) -> None:
    """A tilted solar table by its lower left corner."""
    tall, glass = width * 0.36, mix(PORT, TEAL, 0.25)

    def at(s: float, t: float) -> Point:
        return x + width * s + lean * t * width * 0.2, y - tall * t

    for leg in (0.12, 0.88):
        c.line((at(leg, 0.3), (at(leg, 0)[0], y + tall * 0.32)), c.tone(0.9), width * 0.015)
    c.fill([at(0, 0), at(1, 0), at(1, 1), at(0, 1)], (mix(glass, c.look.sky[1], 0.5), c.lit(glass, 0.4)))
    for column in range(7):
        c.line((at(column / 6, 0), at(column / 6, 1)), fade(CREAM, 0.55), width * 0.006)
    for row in range(4):
        c.line((at(0, row / 3), at(1, row / 3)), fade(CREAM, 0.55), width * 0.006)
    c.poly([at(0.18, 0), at(0.34, 0), at(0.56, 1), at(0.4, 1)], fade(CREAM, 0.16))


def mast(c: Canvas, x: float, base: float, height: float) -> None:
    """A lattice mast of a power line."""
    color, thick = c.tone(0.8), height * 0.012
    for side in (-1, 1):
        c.line(
            (
                (x + side * height * 0.13, base),
                (x + side * height * 0.025, base - height * 0.6),
                (x, base - height),
            ),
            color,
            thick,
        )
        for step in range(5):
            low, high = step / 8, (step + 1) / 8
            c.line(
                (
                    (x + side * height * (0.13 - 0.17 * low), base - height * low),
                    (x - side * height * (0.13 - 0.17 * high), base - height * high),
                ),
                color,
                thick * 0.6,
            )
    for level, wide in ((0.66, 0.24), (0.8, 0.19), (0.92, 0.12)):
        c.line(
            ((x - wide * height, base - level * height), (x + wide * height, base - level * height)),
            color,
            thick,
        )


def energy(c: Canvas) -> None:
    """Turbines on the hills, a power line, solar tables in front."""
    horizon, grass = hills(c, 0.56, 0.62), c.look.grass
    for index in range(c.rng.randint(3, 5)):
        x = c.w * (0.1 + 0.2 * index + c.rng.uniform(-0.05, 0.05))
        turbine(c, x, horizon, c.u * c.rng.uniform(17, 24), c.rng.uniform(0, 120))
    nature.lawn(c, horizon, 0.05, 0.5)
    wires(c, horizon)
    nature.ridge(c, c.h * 0.74, c.u * 10, mix(grass, c.look.leaf, 0.4), 1.6, mix(grass, c.look.near, 0.25))
    for share in c.rng.sample((0.17, 0.4, 0.62, 0.84), c.rng.randint(1, 2)):
        tall = c.u * c.rng.uniform(32, 39) * (1.25 if c.tall else 1)
        turbine(c, c.w * share, c.h * 0.75, tall, c.rng.uniform(0, 120))
    nature.lawn(c, c.h * 0.735, 0.2, 0.65)
    lean = c.rng.choice((1, -1))
    for width, y in ((15, 0.785), (22, 0.865), (32, 0.965)):
        x = -c.u * c.rng.uniform(0, 10)
        while x < c.w:
            panels(c, x, c.h * y, c.u * width, lean)
            x += c.u * width * 1.18
    nature.birds(c, c.w * c.rng.uniform(0.3, 0.7), c.h * 0.18, 5, c.u * 2)


def wires(c: Canvas, horizon: float) -> None:
    """Three masts that grow towards the viewer, with their wires."""
    side, last = c.rng.choice((1, -1)), None
    for share, tall in ((0.1, 13), (0.3, 19), (0.58, 28), (1.02, 42)):
        x, base = c.w * (share if side > 0 else 1 - share), horizon + c.u * tall * 0.14
        mast(c, x, base, c.u * tall)
        for level, wide in ((0.66, 0.24), (0.8, 0.19), (0.92, 0.12)):
            end = (x - side * wide * c.u * tall, base - level * c.u * tall)
            if last:
                old_x, old_base, old_tall = last
                start = (old_x + side * wide * old_tall, old_base - level * old_tall)
                c.line(
                    curve(start, ((start[0] + end[0]) / 2, max(start[1], end[1]) + c.u * 1.5), end),
                    c.tone(0.75),
                    c.u * 0.1,
                )
        last = (x, base, c.u * tall)
