"""Factory."""

from . import nature
from .buildings import road
from .canvas import Canvas
from .looks import CREAM, GOLD, PORT, RED, TEAL, Color, fade, mix
from .scenes_land import hills


def plume(c: Canvas, x: float, y: float, size: float, drift: float) -> None:
    """Steam rising and drifting away."""
    for step in range(9):
        t = step / 8
        c.disc(
            x + drift * t * size * 5 + c.rng.uniform(-0.3, 0.3) * size,
            y - t * size * 4.5,
            size * (0.4 + t * 0.9),
            fade(mix(c.look.sky[-1], CREAM, 0.6), 0.5 - 0.4 * t),
        )


def sawtooth(c: Canvas, x: float, base: float, width: float, height: float, teeth: int, wall: Color) -> None:
    """A hall under a sawtooth roof with glazed faces."""
    step, rise = width / teeth, height * 0.42
    c.shadow(x, base - height * 0.3, width, height * 0.35, c.u * 2, 0.4)
    c.fill(
        [(x, base), (x, base - height), (x + width, base - height), (x + width, base)],
        (wall, mix(wall, c.look.near, 0.2)),
    )
    for tooth in range(teeth):
        left = x + tooth * step
        c.poly(
            [(left, base - height), (left, base - height - rise), (left + step, base - height)],
            c.lit(RED, 0.3),
        )
        c.poly(
            [
                (left, base - height),
                (left, base - height - rise),
                (left + step * 0.2, base - height - rise * 0.8),
                (left + step * 0.2, base - height),
            ],
            GOLD if c.look.night else mix(TEAL, CREAM, 0.45),
        )
        for pane in (0.18, 0.58):
            c.rect(
                left + step * pane,
                base - height * 0.78,
                step * 0.26,
                height * 0.26,
                GOLD if c.look.night else mix(PORT, TEAL, 0.45),
                step * 0.02,
            )
        if tooth % 2 == 0:
            c.rect(left + step * 0.28, base - height * 0.4, step * 0.44, height * 0.4, c.tone(0.8))
            for slat in range(4):
                c.rect(
                    left + step * 0.28,
                    base - height * (0.09 + 0.09 * slat),
                    step * 0.44,
                    height * 0.015,
                    fade(CREAM, 0.3),
                )
    c.rect(x, base - height * 1.02, width, height * 0.07, mix(wall, c.look.near, 0.45))


def silo(c: Canvas, x: float, base: float, width: float, height: float, color: Color) -> None:
    """A storage tower."""
    c.ramp(x, base - height, width, height, (mix(color, CREAM, 0.2), mix(color, c.look.near, 0.25)))
    c.pen.pieslice(
        (x, base - height - width * 0.4, x + width, base - height + width * 0.4),
        180,
        360,
        fill=mix(color, CREAM, 0.35),
    )
    c.rect(x + width * 0.66, base - height, width * 0.34, height, fade(c.look.near, 0.2))
    for band in (0.25, 0.5, 0.75):
        c.rect(x, base - height * band, width, height * 0.02, fade(c.look.near, 0.3))


def chimney(c: Canvas, x: float, base: float, height: float, drift: float) -> None:
    """A banded chimney with its steam."""
    foot, top = c.u * 1.9, c.u * 1.2
    plume(c, x, base - height, c.u * 2.6, drift)
    shape = [(x - foot, base), (x - top, base - height), (x + top, base - height), (x + foot, base)]
    c.fill(shape, (c.lit(CREAM, 0.3), mix(c.tone(0.5), CREAM, 0.2)))
    for band in (0.0, 3.6):
        c.rect(x - c.u * 1.35, base - height + c.u * band, c.u * 2.7, c.u * 1.8, c.lit(RED, 0.2))


def works(c: Canvas, ground: float, side: int) -> None:
    """Chimneys, silos and the halls before them; `side` -1 mirrors the plan."""

    def place(share: float) -> float:
        return c.w * (share if side > 0 else 1 - share)

    for share in (0.24, 0.31, 0.38)[: c.rng.randint(2, 3)]:
        chimney(c, place(share), ground, c.u * c.rng.uniform(38, 50), side * c.rng.uniform(0.7, 1.2))
    steel = c.lit(mix(TEAL, CREAM, 0.35), 0.3)
    for index in range(c.rng.randint(3, 4)):
        x = place(0.78) + (index - 2) * c.u * 8
        silo(c, x, ground, c.u * 7.4, c.u * c.rng.uniform(20, 28), steel)
    pipe = [(place(share), ground - c.u * lift) for share, lift in ((0.5, 15), (0.62, 21), (0.9, 21))]
    c.line(pipe, c.lit(GOLD, 0.3), c.u)
    wall = c.lit(mix(CREAM, c.look.haze, 0.15), 0.45)
    sawtooth(c, place(0.33) - c.u * 33, ground, c.u * 66, c.u * 13, c.rng.choice((5, 6, 7)), wall)


def factory(c: Canvas) -> None:
    """Sawtooth halls, silos and chimneys, trucks on the road in front."""
    ground, side = hills(c, 0.72, 0.76), c.rng.choice((1, -1))
    works(c, ground, side)
    nature.lawn(c, ground, 0.1, 0.6)
    street = ground + (c.h - ground) * 0.34
    road(c, street, c.u * 9)
    for index in range(c.rng.randint(1, 3)):
        x, lane = c.w * (0.16 + 0.34 * index + c.rng.uniform(0, 0.08)), index % 2
        truck(c, x, street + c.u * (3.6 + 4 * lane), c.u * 19, side if lane else -side)
    for _ in range(7):
        nature.bush(c, c.w * c.rng.random(), ground + c.u * 1.2, c.u * c.rng.uniform(3, 6), c.look.leaf)
    nature.flamboyant(c, c.w * (0.94 if side > 0 else 0.06), c.h * 0.96, c.u * 24)


def truck(c: Canvas, x: float, base: float, size: float, heading: int) -> None:
    """A lorry with a coloured box."""
    c.glow(x, base, size * 0.6, c.look.near, 0.75, 0.13)
    paint = c.lit(c.rng.choice((RED, TEAL, GOLD, CREAM)), 0.25)
    c.rect(
        x - size * (0.5 if heading > 0 else 0.24),
        base - size * 0.4,
        size * 0.74,
        size * 0.33,
        paint,
        size * 0.02,
    )
    cab = x + heading * size * 0.38
    c.rect(cab - size * 0.12, base - size * 0.32, size * 0.24, size * 0.26, c.lit(CREAM, 0.2), size * 0.04)
    c.rect(
        cab + heading * size * 0.03 - size * 0.07,
        base - size * 0.28,
        size * 0.14,
        size * 0.1,
        mix(PORT, TEAL, 0.4),
        size * 0.02,
    )
    for share in (-0.34, -0.14, 0.36):
        c.disc(x + heading * share * size, base - size * 0.04, size * 0.065, c.tone(1))
        c.disc(x + heading * share * size, base - size * 0.04, size * 0.03, mix(CREAM, c.look.near, 0.3))
