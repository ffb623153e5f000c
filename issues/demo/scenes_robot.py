"""Robot: a friendly one, or arms on a production line."""

from .canvas import Canvas, Point, arc, turned
from .furniture import bench, flowers, gear, room
from .looks import CREAM, GOLD, PORT, RED, TEAL, Color, fade, mix, rgb


def joint(c: Canvas, place: Point, size: float, paint: Color) -> None:
    """The joint of an arm."""
    c.disc(*place, size, mix(paint, c.look.near, 0.45))
    c.disc(*place, size * 0.62, mix(paint, CREAM, 0.3))
    c.disc(*place, size * 0.26, c.tone(1))


def arm(c: Canvas, x: float, base: float, size: float, side: int, paint: Color) -> None:
    """An industrial arm that holds a part."""

    def at(dx: float, dy: float) -> Point:
        return x + side * dx * size, base - dy * size

    bend = c.rng.uniform(-0.06, 0.08)
    points = (at(0, 0.22), at(-0.22, 0.7 + bend), at(0.32, 0.94 + bend), at(0.5, 0.62))
    c.glow(x, base, size * 0.4, c.look.near, 0.6, 0.16)
    c.fill([at(-0.2, 0), at(-0.12, 0.2), at(0.12, 0.2), at(0.2, 0)], (c.tone(0.8), c.tone(1)))
    for first, second, wide in zip(points, points[1:], (0.15, 0.115, 0.08), strict=False):
        c.line((first, second), paint, size * wide)
        c.line((first, second), mix(paint, CREAM, 0.25), size * wide * 0.25)
    for place, radius in zip(points, (0.12, 0.1, 0.085, 0.06), strict=True):
        joint(c, place, size * radius, paint)
    for claw in (-1, 1):
        c.line(
            (at(0.5, 0.59), at(0.5 + claw * 0.075, 0.53), at(0.5 + claw * 0.06, 0.43)), c.tone(1), size * 0.03
        )
    c.rect(
        *(at(0.5, 0.5)[0] - size * 0.05, at(0.5, 0.5)[1]),
        size * 0.1,
        size * 0.1,
        c.lit(GOLD, 0.1),
        size * 0.015,
    )


def line_of_arms(c: Canvas) -> None:
    """Robot arms over a conveyor belt."""
    belt = c.h * 0.78
    room(c, belt)
    for _ in range(4):
        gear(
            c,
            c.w * c.rng.random(),
            c.h * c.rng.uniform(0.08, 0.4),
            c.u * c.rng.uniform(5, 11),
            fade(mix(c.look.sky[1], c.look.near, 0.5), 0.2),
        )
    paints = [RED, TEAL, GOLD]
    c.rng.shuffle(paints)
    places = (0.25, 0.62) if c.tall else c.rng.choice(((0.2, 0.78), (0.15, 0.46, 0.78)))
    size = c.u * (54 if len(places) == 2 else 46)
    for index, share in enumerate(places):
        arm(c, c.w * share, belt, size, -1 if share > 0.7 else 1, c.lit(paints[index], 0.2))
    c.ramp(0, belt, c.w, c.u * 3.4, (mix(CREAM, c.look.near, 0.45), c.tone(0.85)))
    c.ramp(0, belt + c.u * 3.4, c.w, c.h, (c.tone(0.9), c.tone(1)))
    for x in range(0, c.w, int(c.u * 6)):
        joint(c, (x, belt + c.u * 4.6), c.u * 1.5, mix(CREAM, c.look.near, 0.3))
    for index in range(5):
        x, tall = c.w * (0.06 + index * 0.21), c.u * c.rng.uniform(6, 9)
        paint = c.lit(c.rng.choice((GOLD, CREAM, TEAL, rgb("#c8935f"))), 0.2)
        c.ramp(x, belt - tall, c.u * 9, tall, (mix(paint, CREAM, 0.15), mix(paint, c.look.near, 0.15)))
        c.rect(x + c.u * 3.8, belt - tall, c.u * 1.4, tall, fade(CREAM, 0.45))
        c.rect(x + c.u, belt - tall * 0.4, c.u * 1.8, c.u * 1.6, fade(c.look.near, 0.4))


def robot(c: Canvas) -> None:
    """A friendly robot, or arms on a production line."""
    if c.rng.random() < 0.4:
        line_of_arms(c)
        return
    table = c.h * 0.83
    wall = room(c, table)
    for _ in range(5):
        gear(
            c,
            c.w * c.rng.random(),
            c.h * c.rng.uniform(0.06, 0.7),
            c.u * c.rng.uniform(4, 11),
            fade(mix(wall, c.look.near, 0.5), 0.22),
            c.rng.choice((8, 12)),
        )
    paint = c.lit(c.rng.choice((RED, TEAL, mix(PORT, CREAM, 0.15), CREAM, mix(GOLD, CREAM, 0.2))), 0.12)
    figure(c, c.w * c.rng.uniform(0.44, 0.56), table + c.u, c.u * 56, paint)
    bench(c, table, c.lit(mix(CREAM, TEAL, 0.1), 0.35))
    side = c.rng.choice((1, -1))
    flowers(c, c.w * (0.5 + side * 0.4), table + c.u * 1.4, c.u * 15)
    for index in range(3):
        wide = c.u * (17 - 2 * index)
        c.rect(
            c.w * (0.5 - side * 0.36) - wide / 2,
            table + c.u * (1.4 - 3 * (index + 1)),
            wide,
            c.u * 2.9,
            c.lit((RED, GOLD, TEAL)[index], 0.25),
            c.u * 0.5,
        )
    gear(c, c.w * (0.5 - side * 0.37), table - c.u * 12, c.u * 4.2, c.lit(GOLD, 0.2), 10)


def figure(c: Canvas, x: float, base: float, size: float, paint: Color) -> None:
    """The robot's bust behind the bench: body, raised hand, head with a screen for a face."""
    dark, pale, side = c.tone(1), mix(paint, CREAM, 0.55), c.rng.choice((1, -1))
    for arm_side, hand in ((side, (0.5, 0.66)), (-side, (0.45, 0.08))):
        shoulder, elbow = (
            (x + arm_side * size * 0.25, base - size * 0.4),
            (x + arm_side * size * 0.47, base - size * (0.3 if arm_side == side else 0.22)),
        )
        tip = (x + arm_side * size * hand[0], base - size * hand[1])
        c.line((shoulder, elbow, tip), mix(paint, c.look.near, 0.3), size * 0.08)
        for place in (shoulder, elbow):
            joint(c, place, size * 0.058, paint)
        for finger in (-32, 0, 32):
            c.rod(tip, turned([(tip[0], tip[1] - size * 0.1)], tip, finger)[0], dark, size * 0.032)
        c.disc(*tip, size * 0.055, pale)
    c.rect(x - size * 0.26, base - size * 0.5, size * 0.52, size * 0.6, paint, size * 0.13)
    c.rect(x + size * 0.1, base - size * 0.46, size * 0.16, size * 0.5, fade(c.look.near, 0.14), size * 0.1)
    c.rect(x - size * 0.15, base - size * 0.37, size * 0.3, size * 0.22, dark, size * 0.04)
    pulse = [(-0.12, 0), (-0.05, 0), (-0.025, -0.06), (0.01, 0.06), (0.04, -0.03), (0.06, 0), (0.12, 0)]
    c.line(
        [(x + px * size, base - size * 0.26 + py * size) for px, py in pulse],
        mix(TEAL, CREAM, 0.5),
        size * 0.013,
    )
    c.rect(x - size * 0.07, base - size * 0.58, size * 0.14, size * 0.1, dark)
    head(c, x, base - size * 0.54, size, paint, pale)


def head(c: Canvas, x: float, base: float, size: float, paint: Color, pale: Color) -> None:
    """The head above the neck at `base`."""
    dark, soft = c.tone(1), c.rng.choice((0.07, 0.15, 0.22))
    for lean in c.rng.choice(((0.0,), (-0.14, 0.14))):
        tip = (x + lean * size, base - size * 0.54)
        c.line(((x + lean * size * 0.7, base - size * 0.4), tip), dark, size * 0.016)
        c.glow(*tip, size * 0.14, RED, 0.8)
        c.disc(*tip, size * 0.033, RED)
    for ear in (-1, 1):
        c.rect(
            x + ear * size * 0.3 - size * 0.04,
            base - size * 0.29,
            size * 0.08,
            size * 0.17,
            mix(paint, c.look.near, 0.4),
            size * 0.03,
        )
    c.rect(x - size * 0.29, base - size * 0.43, size * 0.58, size * 0.43, pale, size * soft)
    c.rect(x - size * 0.23, base - size * 0.36, size * 0.46, size * 0.28, dark, size * soft * 0.7)
    glow = c.rng.choice((mix(TEAL, CREAM, 0.55), GOLD, CREAM))
    for eye in (-1, 1):
        c.glow(x + eye * size * 0.1, base - size * 0.24, size * 0.11, glow, 0.7)
        c.disc(x + eye * size * 0.1, base - size * 0.24, size * 0.04, glow, c.rng.choice((1.0, 1.25)))
    c.line(arc(x, base - size * 0.18, size * 0.07, size * 0.045, 20, 160), glow, size * 0.016)
    c.line(arc(x, base - size * 0.25, size * 0.25, size * 0.16, 195, 250), fade(CREAM, 0.8), size * 0.02)
