"""Port, sea, ship and bridge."""

from . import nature, vessels
from .buildings import lamp, skyline
from .canvas import Canvas, curve
from .looks import CREAM, GOLD, RED, TEAL, fade, mix


def coast(c: Canvas, low: float, high: float) -> tuple[float, float]:
    """Sky and far islands; returns the horizon and where the sun stands across it."""
    horizon = c.h * c.rng.uniform(low, high)
    sun_x, _ = nature.sky(c, horizon)
    for layer, depth in enumerate((0.22, 0.38)):
        for _ in range(c.rng.randint(3, 5)):
            width = c.u * c.rng.uniform(9, 20) * (1 - layer * 0.25)
            nature.karst(
                c, c.w * c.rng.random(), horizon, width, width * c.rng.uniform(0.5, 0.95), c.tone(depth)
            )
    nature.mist(c, horizon, c.u * 7, 0.45)
    return horizon, sun_x


def port(c: Canvas) -> None:
    """Cranes along a far quay, a ship on the water, containers in front."""
    horizon, sun_x = coast(c, 0.58, 0.64)
    side = c.rng.choice((1, -1))
    quay = c.u * 1.3
    for index in range(c.rng.randint(3, 5)):
        x = c.w * (0.12 + 0.2 * index + c.rng.uniform(-0.03, 0.03))
        vessels.gantry(c, x, horizon - quay, c.u * c.rng.uniform(15, 21), mix(c.tone(0.6), RED, 0.25), side)
    for x in range(6):
        if c.rng.random() < 0.7:
            vessels.stack(c, c.w * x / 6, horizon - quay, 4, 3, c.u * 3.2)
    c.rect(0, horizon - quay, c.w, quay, c.tone(0.7))
    nature.reflect(c, horizon, sun_x)
    vessels.cargo_ship(
        c, c.w * (0.5 - side * 0.06), c.h * c.rng.uniform(0.77, 0.8), c.u * (72 if c.tall else 84), -side
    )
    if c.rng.random() < 0.7:
        vessels.buoy(c, c.w * c.rng.uniform(0.15, 0.85), c.h * 0.875, c.u * 3.5)
    ground = c.h * 0.945
    if c.rng.random() < 0.3:
        berth(c, ground)
        return
    near_x = c.w * (0.13 if side > 0 else 0.87)
    vessels.gantry(
        c,
        near_x,
        ground,
        min(c.h * 0.78, c.u * 68),
        c.lit(c.rng.choice((RED, RED, TEAL, mix(GOLD, RED, 0.3))), 0.25),
        side,
    )
    c.rect(0, ground, c.w, c.h - ground, c.tone(1))
    c.rect(0, ground, c.w, c.u * 0.35, fade(CREAM, 0.35))
    corner = c.w * 0.7 if side > 0 else -c.u * 4
    vessels.stack(c, corner, ground, 4, 3, c.u * 10)
    nature.birds(c, c.w * (0.62 if side > 0 else 0.38), c.h * 0.24, 6, c.u * 2.2)


def berth(c: Canvas, ground: float) -> None:
    """A foreground without a crane: high stacks on either side, a tree in flower, a lamp."""
    c.rect(0, ground, c.w, c.h - ground, c.tone(1))
    c.rect(0, ground, c.w, c.u * 0.35, fade(CREAM, 0.35))
    vessels.stack(c, -c.u * 5, ground, 3, 4, c.u * 9)
    vessels.stack(c, c.w - c.u * c.rng.uniform(16, 26), ground, 4, 5, c.u * 9)
    nature.flamboyant(c, c.u * c.rng.uniform(28, 36), ground + c.u, c.u * 27)
    lamp(c, c.w * 0.6, ground, c.u * 24, c.rng.choice((1, -1)))


def islands(c: Canvas, horizon: float) -> None:
    """Larger limestone islands on both sides, leaving open water between."""
    gap = c.w * c.rng.uniform(0.4, 0.6)
    for layer, depth in enumerate((0.5, 0.72, 0.92)):
        for side in (-1, 1):
            width = c.u * c.rng.uniform(15, 24) * (1 + layer * 0.3)
            x = gap + side * c.w * (0.2 + 0.14 * layer + c.rng.uniform(0, 0.09))
            tall = width * c.rng.uniform(0.75, 1.35)
            nature.karst(c, x, horizon + c.u * 0.5 * layer, width, tall, c.tone(depth))
        nature.mist(c, horizon, c.u * 5, 0.28)


def lighthouse(c: Canvas, x: float, base: float, size: float) -> None:
    """A red and white tower on its rock, with its light."""
    nature.karst(c, x, base + size * 0.1, size * 1.5, size * 0.34, c.tone(1))
    foot = base - size * 0.16
    for band in range(5):
        low, high = band / 5, (band + 1) / 5
        wide = [size * (0.13 - 0.055 * t) for t in (low, high)]
        y = [foot - size * 0.72 * t for t in (low, high)]
        c.poly(
            [(x - wide[0], y[0]), (x + wide[0], y[0]), (x + wide[1], y[1]), (x - wide[1], y[1])],
            c.lit(RED if band % 2 else CREAM, 0.25),
        )
    top = foot - size * 0.72
    c.rect(x - size * 0.1, top - size * 0.02, size * 0.2, size * 0.03, c.look.near)
    c.rect(x - size * 0.055, top - size * 0.12, size * 0.11, size * 0.1, GOLD)
    c.poly(
        [(x - size * 0.08, top - size * 0.12), (x + size * 0.08, top - size * 0.12), (x, top - size * 0.21)],
        c.lit(RED, 0.25),
    )
    c.glow(x, top - size * 0.07, size * 0.5, GOLD, 0.8)


def sea(c: Canvas) -> None:
    """A bay of limestone islands with sails, gulls and now and then a lighthouse."""
    horizon, sun_x = coast(c, 0.52, 0.6)
    islands(c, horizon)
    nature.reflect(c, horizon, sun_x, 0.5)
    for index in range(c.rng.randint(2, 4)):
        t = 0.14 + 0.18 * index
        vessel = c.rng.choice((vessels.junk, vessels.junk, vessels.trawler))
        x = c.w * c.rng.uniform(0.2, 0.8)
        vessel(c, x, horizon + (c.h - horizon) * t, c.u * (7 + 22 * t), c.rng.choice((1, -1)))
    if c.rng.random() < 0.45:
        lighthouse(c, c.w * c.rng.choice((0.14, 0.86)), c.h * 0.9, c.u * c.rng.uniform(30, 36))
    for layer in range(3):
        y = c.h * (0.86 + 0.05 * layer)
        nature.waves(
            c, y, mix(mix(TEAL, c.look.haze, 0.2), c.look.near, 0.45 + 0.25 * layer), c.u * 0.7, 0.82
        )
    nature.birds(c, c.w * c.rng.uniform(0.3, 0.7), c.h * 0.22, c.rng.randint(4, 8), c.u * 2.4)


def ship(c: Canvas) -> None:
    """One large vessel on a rolling sea."""
    horizon, sun_x = coast(c, 0.6, 0.66)
    nature.reflect(c, horizon, sun_x, 0.35)
    heading, kind = c.rng.choice((1, -1)), c.rng.randint(0, 2)
    vessel = (vessels.cargo_ship, vessels.research_ship, vessels.trawler)[kind]
    size = c.u * ((78, 74, 62)[kind] if c.tall else (100, 88, 72)[kind])
    vessels.junk(c, c.w * (0.5 - heading * 0.36), horizon + c.u * 2.5, c.u * 8, heading)
    nature.waves(c, c.h * 0.76, mix(c.look.haze, c.look.near, 0.5), c.u * 0.9, 0.75)
    vessel(c, c.w * 0.5, c.h * 0.82, size, heading)
    for layer in range(4):
        depth = mix(mix(TEAL, c.look.haze, 0.25), c.look.near, 0.3 + 0.2 * layer)
        nature.waves(c, c.h * (0.825 + 0.045 * layer), depth, c.u * (0.8 + 0.15 * layer), 0.86)
    nature.birds(c, c.w * (0.5 + heading * 0.25), c.h * 0.24, 7, c.u * 2.6)


def pylon(c: Canvas, x: float, deck: float, foot: float, height: float, reach: float) -> None:
    """One tower of a cable-stayed bridge with its fan of cables."""
    cable, stone = fade(mix(c.look.wall, c.look.light, 0.3), 0.75), mix(c.look.wall, c.look.near, 0.12)
    for index in range(1, 13):
        t = index / 12
        for side in (-1, 1):
            c.line(((x, deck - height * (0.5 + 0.46 * t)), (x + side * reach * t, deck)), cable, c.u * 0.13)
    for side in (-1, 1):
        leg = [
            (x + side * c.u * 0.1, deck - height),
            (x + side * c.u * 0.9, deck - height),
            (x + side * c.u * 2.4, deck),
            (x + side * c.u * 1.7, foot),
            (x + side * c.u * 0.6, foot),
            (x + side * c.u * 1.5, deck),
        ]
        c.fill(leg, (mix(stone, CREAM, 0.3), mix(stone, c.look.near, 0.5 if side > 0 else 0.35)))
    c.rect(x - c.u * 1.5, deck - height * 0.5, c.u * 3, c.u * 0.9, stone)
    c.disc(x, deck - height - c.u * 0.5, c.u * 0.5, RED)
    c.rect(x - c.u * 3, foot - c.u * 1.4, c.u * 6, c.u * 2.4, mix(stone, c.look.near, 0.55), c.u * 0.6)


def traffic(c: Canvas, deck: float) -> None:
    """Cars on the deck of the bridge."""
    for _ in range(c.rng.randint(8, 14)):
        x, wide = c.w * c.rng.random(), c.u * c.rng.choice((1.3, 1.5, 2.8))
        c.rect(
            x,
            deck - c.u * 0.85,
            wide,
            c.u * 0.8,
            c.lit(c.rng.choice((RED, TEAL, CREAM, GOLD)), 0.2),
            c.u * 0.2,
        )


def bridge(c: Canvas) -> None:
    """A cable-stayed bridge over a wide river before the town."""
    horizon = c.h * c.rng.uniform(0.62, 0.67)
    sun_x, _ = nature.sky(c, horizon)
    nature.ridge(c, horizon, c.u * 9, c.tone(0.2), 2.4)
    skyline(c, horizon, c.u * 12, 0.42)
    nature.ridge(c, horizon, c.u * 2.6, mix(c.look.leaf, c.look.haze, 0.35), 5)
    deck, height = horizon - c.u * 6.5, c.u * (34 if c.tall else 28)
    towers = c.rng.choice(((0.3, 0.74), (0.25, 0.69), (0.5,)))
    reach = c.w * (0.22 if len(towers) == 2 else 0.44)
    for share in towers:
        pylon(c, c.w * share, deck, horizon + c.u * 2.2, height if len(towers) == 2 else height * 1.15, reach)
    traffic(c, deck)
    c.ramp(0, deck, c.w, c.u * 1.5, (mix(c.look.wall, c.look.near, 0.1), mix(c.look.wall, c.look.near, 0.6)))
    c.rect(0, deck, c.w, c.u * 0.28, c.lit(RED, 0.2))
    nature.reflect(c, horizon + c.u * 1.2, sun_x, 0.5)
    for share in towers:
        c.rect(c.w * share - c.u * 3.2, horizon + c.u * 0.5, c.u * 6.4, c.u * 1.6, c.tone(0.85), c.u * 0.5)
    for _ in range(c.rng.randint(1, 3)):
        vessel = c.rng.choice((vessels.trawler, vessels.junk))
        vessel(
            c,
            c.w * c.rng.uniform(0.2, 0.8),
            c.h * c.rng.uniform(0.78, 0.86),
            c.u * c.rng.uniform(9, 14),
            c.rng.choice((1, -1)),
        )
    bank(c)
    nature.birds(c, c.w * c.rng.uniform(0.3, 0.7), c.h * 0.2, 5, c.u * 2)


def bank(c: Canvas) -> None:
    """The near shore: a grassy corner with a tree in flower."""
    side = c.rng.choice((0, 1))
    edge = c.w * side
    inward = 1 if side == 0 else -1
    shore = curve(
        (edge, c.h * 0.86), (edge + inward * c.w * 0.3, c.h * 0.88), (edge + inward * c.w * 0.62, c.h * 1.001)
    )
    c.fill([*shore, (edge, c.h)], (mix(c.look.grass, c.look.near, 0.25), c.tone(1)))
    nature.flamboyant(c, edge + inward * c.w * 0.12, c.h * 0.93, c.u * 30)
