"""City, school and hospital."""

from . import nature
from .buildings import facade, flag, lamp, person, road, skyline, tiled_roof
from .canvas import Canvas, arc
from .looks import CREAM, GOLD, PORT, RED, TEAL, Color, fade, mix, rgb


def street(c: Canvas, low: float, high: float) -> float:
    """Sky, far hills and towers, lawn; returns the ground line."""
    ground = c.h * c.rng.uniform(low, high)
    nature.sky(c, ground)
    nature.ridge(c, ground, c.u * 16, c.tone(0.15), 2)
    skyline(c, ground, c.u * 15, 0.3)
    nature.ridge(c, ground, c.u * 4, mix(c.look.leaf, c.look.haze, 0.4), 6)
    nature.lawn(c, ground)
    return ground


def path(c: Canvas, ground: float, x: float, narrow: float, wide: float) -> None:
    """A paved way that widens towards the viewer."""
    stone = c.lit(mix(CREAM, c.look.haze, 0.25), 0.5)
    c.fill(
        [(x - narrow, ground), (x + narrow, ground), (x + wide, c.h), (x - wide, c.h)],
        (stone, mix(stone, c.look.near, 0.3)),
    )
    for row in range(1, 8):
        t = (row / 8) ** 1.7
        half, y = narrow + (wide - narrow) * t, ground + (c.h - ground) * t
        c.line(((x - half, y), (x + half, y)), fade(c.look.near, 0.14), c.u * 0.18)


def city(c: Canvas) -> None:
    """Layers of towers behind a river, a promenade with trees in flower."""
    horizon = c.h * c.rng.uniform(0.66, 0.71)
    sun_x, _ = nature.sky(c, horizon)
    nature.ridge(c, horizon, c.u * 18, c.tone(0.12), 1.8)
    for height, depth in ((40, 0.2), (30, 0.42), (19, 0.66)):
        skyline(c, horizon, c.u * height * (1.3 if c.tall else 1), depth)
        nature.mist(c, horizon, c.u * 9, 0.3)
    if c.rng.random() < 0.6:
        landmark(
            c, c.w * c.rng.uniform(0.25, 0.75), horizon, c.u * c.rng.uniform(40, 50) * (1.3 if c.tall else 1)
        )
    nature.ridge(c, horizon, c.u * 3, mix(c.look.leaf, c.look.near, 0.2), 8)
    nature.reflect(c, horizon, sun_x, 0.5)
    quay = c.h * 0.9
    c.ramp(0, quay, c.w, c.h - quay, (c.lit(mix(CREAM, c.look.near, 0.25), 0.4), c.tone(0.9)))
    c.rect(0, quay, c.w, c.u * 0.7, c.lit(mix(CREAM, c.look.near, 0.05), 0.3))
    for x in range(0, int(c.w), int(c.u * 2.2)):
        c.rect(x, quay - c.u * 2, c.u * 0.22, c.u * 2, c.tone(1))
    c.rect(0, quay - c.u * 2.1, c.w, c.u * 0.3, c.tone(1))
    start = c.rng.uniform(0.02, 0.16)
    for index in range(4):
        x = c.w * (start + index * 0.29)
        if index % 2 == c.rng.randint(0, 1):
            nature.flamboyant(c, x, c.h * 0.945, c.u * c.rng.uniform(17, 25))
        else:
            lamp(c, x, c.h * 0.945, c.u * 17, c.rng.choice((1, -1)))
    for _ in range(c.rng.randint(3, 6)):
        person(
            c,
            c.w * c.rng.random(),
            c.h * c.rng.uniform(0.93, 0.97),
            c.u * 5,
            c.lit(c.rng.choice((RED, TEAL, CREAM, GOLD)), 0.2),
        )
    nature.birds(c, c.w * c.rng.uniform(0.2, 0.8), c.h * 0.2, 6, c.u * 2)


def landmark(c: Canvas, x: float, base: float, height: float) -> None:
    """The one slender tower with a red crown that gives the skyline its point."""
    wide, color = height * 0.1, c.tone(0.85)
    tower_top = base - height * 0.82
    c.fill(
        [(x - wide, base), (x - wide * 0.55, tower_top), (x + wide * 0.55, tower_top), (x + wide, base)],
        (mix(color, TEAL, 0.25), color),
    )
    c.poly(
        [(x, tower_top), (x + wide * 0.55, tower_top), (x + wide, base), (x, base)], fade(c.look.near, 0.3)
    )
    for row in range(1, 26):
        y, half = tower_top + (base - tower_top) * row / 26, wide * (0.55 + 0.45 * row / 26) * 0.86
        lit = c.look.night or row % 5 == 0
        c.rect(x - half, y, half * 2, height * 0.008, fade(GOLD if lit else CREAM, 0.75 if lit else 0.35))
    c.poly([(x - wide * 0.55, tower_top), (x, base - height), (x + wide * 0.55, tower_top)], c.lit(RED, 0.2))
    c.line(((x, base - height), (x, base - height * 1.12)), color, height * 0.008)


def star(x: float, y: float, radius: float) -> list[tuple[float, float]]:
    """A five-pointed star."""
    outer, inner = (
        arc(x, y, radius, radius, -90, 270, 5)[:5],
        arc(x, y, radius * 0.382, radius * 0.382, -54, 306, 5)[:5],
    )
    return [point for pair in zip(outer, inner, strict=True) for point in pair]


def school(c: Canvas) -> None:
    """A yellow school under a tiled roof, its yard, flag and trees in flower."""
    ground = street(c, 0.7, 0.74)
    wall = c.lit(c.rng.choice((rgb("#f3cf82"), rgb("#f6dca4"), CREAM)), 0.4)
    floors, x = c.rng.choice((2, 2, 3)), c.w * c.rng.uniform(0.45, 0.55)
    story, wide = c.u * (10.5 if floors == 2 else 8.6), min(c.u * 86, c.w * 0.8)
    roof = c.lit(c.rng.choice((RED, mix(RED, rgb("#7a3a2a"), 0.5))), 0.35)
    c.shadow(x - wide / 2, ground - c.u * 2, wide, c.u * 4, c.u * 3, 0.5)
    facade(c, x - wide / 2, ground, wide, floors, 8 if not c.tall else 6, story, wall)
    tiled_roof(c, x - wide / 2 - c.u * 2, ground - floors * story, wide + c.u * 4, c.u * 7, roof)
    middle = c.u * 17
    facade(c, x - middle / 2, ground, middle, floors, 2, story * 1.12, mix(wall, CREAM, 0.35))
    top = ground - floors * story * 1.12
    c.poly([(x - middle * 0.6, top), (x, top - c.u * 8.5), (x + middle * 0.6, top)], roof)
    c.poly(
        [(x - middle * 0.44, top - c.u * 0.5), (x, top - c.u * 6.8), (x + middle * 0.44, top - c.u * 0.5)],
        mix(wall, CREAM, 0.5),
    )
    c.disc(x, top - c.u * 2.7, c.u * 2, c.lit(PORT, 0.2))
    c.disc(x, top - c.u * 2.7, c.u * 1.6, CREAM)
    c.line(((x, top - c.u * 3.9), (x, top - c.u * 2.7), (x + c.u * 0.9, top - c.u * 2.3)), PORT, c.u * 0.25)
    c.disc(x, ground - story * 0.45, c.u * 3, mix(PORT, TEAL, 0.3))
    c.rect(x - c.u * 3, ground - story * 0.45, c.u * 6, story * 0.45, mix(PORT, TEAL, 0.3))
    path(c, ground, x, c.u * 4, c.u * 26)
    yard(c, ground, x)


def yard(c: Canvas, ground: float, x: float) -> None:
    """Flag, trees and pupils before the school."""
    side = c.rng.choice((1, -1))
    pole = x + side * c.u * 15
    flag(c, pole, ground + c.u * 3, c.u * 36)
    c.poly(star(pole + c.u * 5.4, ground + c.u * 3 - c.u * 31.8, c.u * 1.7), GOLD)
    for place, size in ((x - side * c.w * 0.36, 35), (x + side * c.w * 0.44, 27)):
        nature.flamboyant(c, place, ground + (c.h - ground) * c.rng.uniform(0.25, 0.5), c.u * size)
    for _ in range(c.rng.randint(5, 9)):
        t = c.rng.uniform(0.2, 0.85)
        shirt = c.lit(c.rng.choice((CREAM, CREAM, TEAL, mix(PORT, CREAM, 0.3))), 0.2)
        person(
            c,
            x + c.rng.gauss(0, 1) * c.u * (5 + 10 * t),
            ground + (c.h - ground) * t,
            c.u * (4.6 + 5 * t),
            shirt,
        )


def wards(c: Canvas, x: float, ground: float, side: int, white: Color) -> float:
    """Three wings, the middle one in front; returns the height of its roof line."""
    story, trim, floors = c.u * 6, mix(TEAL, c.look.near, 0.15), 0
    plan = (
        (side * 25, 30, c.rng.randint(4, 6), 5),
        (-side * 24, 30, 3, 5),
        (0, 27, c.rng.randint(5, 7), 4),
    )
    for shift, wide, floors, bays in plan:
        left, tall = x + c.u * (shift - wide / 2), floors * story
        c.shadow(left, ground - tall * 0.9, c.u * wide, tall * 0.9, c.u * 2.5, 0.3)
        wall = mix(white, TEAL, 0.14) if shift else white
        facade(c, left, ground, c.u * wide, floors, bays, story, wall)
        c.rect(left - c.u, ground - tall - c.u * 1.3, c.u * (wide + 2), c.u * 1.5, trim, c.u * 0.4)
    return ground - floors * story


def entrance(c: Canvas, x: float, ground: float, white: Color) -> None:
    """A glass door under a red canopy."""
    glass = mix(GOLD, CREAM, 0.5) if c.look.night else mix(PORT, TEAL, 0.5)
    c.rect(x - c.u * 10, ground - c.u * 7.4, c.u * 20, c.u * 1.5, c.lit(RED, 0.2), c.u * 0.5)
    c.rect(x - c.u * 5, ground - c.u * 5.9, c.u * 10, c.u * 5.9, glass)
    c.rect(x - c.u * 0.15, ground - c.u * 5.9, c.u * 0.3, c.u * 5.9, white)


def hospital(c: Canvas) -> None:
    """A bright hospital with a teal cross, an ambulance at the door."""
    ground = street(c, 0.71, 0.75)
    white, x = c.lit(mix(CREAM, rgb("#ffffff"), 0.4), 0.4), c.w * c.rng.uniform(0.44, 0.56)
    side = c.rng.choice((1, -1))
    cross(c, x, wards(c, x, ground, side, white) - c.u * 5.2, c.u * 4.6)
    entrance(c, x, ground, white)
    path(c, ground, x, c.u * 6, c.u * 14)
    lane = ground + (c.h - ground) * 0.42
    nature.lawn(c, lane)
    road(c, lane, c.u * 10)
    ambulance(c, x - side * c.u * c.rng.uniform(14, 24), lane + c.u * 4.6, c.u * 21, side)
    for place in (0.05, 0.95):
        nature.tree(c, c.w * place, ground + c.u * 2, c.u * c.rng.uniform(18, 26))
    nature.flamboyant(c, x + side * min(c.w * 0.36, c.u * 36), ground + c.u * 3, c.u * 21)
    for _ in range(c.rng.randint(2, 4)):
        coat = c.lit(c.rng.choice((CREAM, TEAL)), 0.2)
        person(c, x + c.rng.uniform(-12, 12) * c.u, ground + c.u * 3.5, c.u * 5.4, coat)


def cross(c: Canvas, x: float, y: float, size: float) -> None:
    """A hospital's cross."""
    c.glow(x, y, size * 2.4, mix(TEAL, CREAM, 0.4), 0.6)
    c.disc(x, y, size, CREAM)
    for wide, tall in ((1.2, 0.4), (0.4, 1.2)):
        c.rect(x - size * wide / 2, y - size * tall / 2, size * wide, size * tall, TEAL, size * 0.08)


def ambulance(c: Canvas, x: float, base: float, size: float, heading: int) -> None:
    """A van, `size` long, standing on `base`."""
    white, glass = c.lit(CREAM, 0.15), mix(PORT, TEAL, 0.4)
    c.glow(x, base, size * 0.62, c.look.near, 0.75, 0.14)
    nose, tail = x + heading * size * 0.5, x - heading * size * 0.5
    c.poly(
        [
            (tail, base - size * 0.06),
            (tail, base - size * 0.46),
            (nose - heading * size * 0.2, base - size * 0.46),
            (nose, base - size * 0.23),
            (nose, base - size * 0.06),
        ],
        white,
    )
    c.poly(
        [
            (nose - heading * size * 0.24, base - size * 0.42),
            (nose - heading * size * 0.17, base - size * 0.42),
            (nose - heading * size * 0.03, base - size * 0.25),
            (nose - heading * size * 0.24, base - size * 0.25),
        ],
        glass,
    )
    c.rect(x - size / 2, base - size * 0.21, size, size * 0.055, c.lit(RED, 0.1))
    cross(c, x - heading * size * 0.12, base - size * 0.33, size * 0.085)
    c.rect(x - size * 0.08, base - size * 0.51, size * 0.16, size * 0.05, c.lit(RED, 0.05), size * 0.02)
    for share in (-0.28, 0.28):
        c.disc(x + share * size, base - size * 0.04, size * 0.085, c.tone(1))
        c.disc(x + share * size, base - size * 0.04, size * 0.04, mix(CREAM, c.look.near, 0.3))
