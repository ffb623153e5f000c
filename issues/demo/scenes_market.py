"""Market."""

from . import nature
from .buildings import facade, person, skyline, tiled_roof
from .canvas import Canvas
from .looks import CREAM, GOLD, PORT, RED, TEAL, Color, fade, mix, rgb


def awning(c: Canvas, x: float, y: float, width: float, height: float, color: Color) -> None:
    """A striped, scalloped awning by its top left corner."""
    count = 8
    for index in range(count):
        paint = color if index % 2 == 0 else c.lit(CREAM, 0.2)
        top, step = width * 0.84 / count, width / count
        left = x + width * 0.08 + top * index
        c.poly(
            [
                (left, y),
                (left + top + 1, y),
                (x + step * (index + 1) + 1, y + height),
                (x + step * index, y + height),
            ],
            paint,
        )
        c.pen.pieslice(
            (x + step * index, y + height - step / 2, x + step * (index + 1), y + height + step / 2),
            0,
            180,
            fill=paint,
        )
    c.rect(x, y + height - 2, width, height * 0.08, fade(c.look.near, 0.2))


def crate(c: Canvas, x: float, y: float, width: float, height: float, wood: Color) -> None:
    """A crate by its top left corner, heaped with one kind of fruit."""
    kinds = (RED, GOLD, mix(TEAL, GOLD, 0.35), mix(RED, GOLD, 0.5), mix(TEAL, PORT, 0.1))
    fruit = c.lit(c.rng.choice(kinds), 0.2)
    for px, py in ((0.2, 0), (0.5, 0), (0.8, 0), (0.35, 0.17), (0.65, 0.17)):
        c.disc(x + width * px, y - width * py, width * 0.17, mix(fruit, CREAM, py))
    c.rect(x, y, width, height, wood, width * 0.05)
    c.rect(x, y + height * 0.4, width, height * 0.08, fade(c.look.near, 0.3))


def stall(c: Canvas, x: float, base: float, width: float, color: Color) -> None:
    """A market stall: awning, seller, crates heaped with fruit."""
    tall, back = width * 0.92, (mix(c.tone(0.95), color, 0.1), c.tone(0.72))
    c.shadow(x, base - tall * 0.1, width, tall * 0.12, width * 0.07, 0.55)
    c.ramp(x + width * 0.06, base - tall * 0.72, width * 0.88, tall * 0.6, back)
    for post in (0.06, 0.92):
        c.rect(x + width * post, base - tall * 0.75, width * 0.025, tall * 0.75, c.tone(0.9))
    seller, shirt = x + width * c.rng.uniform(0.35, 0.65), c.lit(c.rng.choice((TEAL, CREAM, GOLD)), 0.2)
    if c.look.night:
        c.glow(x + width / 2, base - tall * 0.55, width * 0.5, GOLD, 0.75)
    person(c, seller, base, tall * 0.67, shirt, hat=True)
    c.rect(x + width * 0.04, base - tall * 0.38, width * 0.92, tall * 0.38, c.tone(0.9))
    wood = c.lit(rgb("#b98352"), 0.4)
    for index in range(8):
        left, row = x + width * (0.04 + index % 4 * 0.235), index // 4
        shade = mix(wood, c.look.near, 0.12 * row)
        crate(c, left, base - tall * (0.41 - 0.22 * row), width * 0.215, tall * 0.2, shade)
    awning(c, x - width * 0.05, base - tall, width * 1.1, tall * 0.3, color)


def lanterns(c: Canvas, y: float, sag: float) -> None:
    """A string of lanterns across the street."""
    rope = [(c.w * t / 40, y + sag * (1 - (t / 20 - 1) ** 2)) for t in range(41)]
    c.line(rope, c.tone(0.95), c.u * 0.2)
    for px, py in rope[2::5]:
        size, paint = c.u * c.rng.uniform(1.5, 2), c.lit(c.rng.choice((RED, RED, GOLD, TEAL)), 0.05)
        c.glow(px, py + size * 1.5, size * 3.6, mix(paint, GOLD, 0.6), 0.7 if c.look.night else 0.35)
        c.disc(px, py + size * 1.5, size, paint, 0.9)
        c.disc(px, py + size * 1.5, size * 0.5, mix(paint, CREAM, 0.3), 1.75)
        for dy in (0.52, 2.28):
            c.rect(px - size * 0.35, py + size * dy, size * 0.7, size * 0.22, GOLD)


def old_town(c: Canvas, ground: float) -> None:
    """A row of narrow old houses."""
    x = -c.u * 3
    while x < c.w:
        wide, floors = c.u * c.rng.uniform(11, 16), c.rng.randint(3, 4)
        wall = c.lit(mix(c.rng.choice((CREAM, GOLD, TEAL, rgb("#e9b49a"))), c.look.haze, 0.35), 0.5)
        facade(c, x, ground, wide, floors, 2, c.u * 7.5, wall)
        tiled_roof(
            c,
            x - c.u * 0.5,
            ground - floors * c.u * 7.5,
            wide + c.u,
            c.u * 3.2,
            c.lit(mix(RED, c.look.haze, 0.25), 0.4),
        )
        x += wide


def market(c: Canvas) -> None:
    """A street market: old houses, stalls under striped awnings, lanterns, shoppers."""
    ground = c.h * c.rng.uniform(0.62, 0.66)
    nature.sky(c, ground)
    skyline(c, ground, c.u * 44, 0.25)
    old_town(c, ground)
    nature.mist(c, ground, c.u * 8, 0.3)
    stone = c.lit(mix(CREAM, c.look.near, 0.2), 0.45)
    c.ramp(0, ground, c.w, c.h - ground, (stone, mix(stone, c.look.near, 0.45)))
    for width, share in ((23, 0.32), (33, 0.8)):
        x, order = -c.u * c.rng.uniform(2, 12), [RED, TEAL, mix(GOLD, RED, 0.2), PORT]
        c.rng.shuffle(order)
        base = ground + (c.h - ground) * share
        while x < c.w:
            if share < 0.5 or c.rng.random() < 0.62:
                stall(c, x, base, c.u * width, c.lit(order[int(x / c.u / width) % 4], 0.2))
            x += c.u * width * 1.22
    lanterns(c, c.h * 0.1, c.u * 7)
    lanterns(c, c.h * 0.2, c.u * 5)
    for _ in range(c.rng.randint(4, 7)):
        shirt = c.lit(c.rng.choice((RED, TEAL, CREAM, GOLD)), 0.2)
        person(
            c, c.w * c.rng.random(), c.h * c.rng.uniform(0.95, 0.99), c.u * 15, shirt, c.rng.random() < 0.4
        )
