"""What stands on a laboratory bench."""

from .canvas import Canvas, Point, arc, curve
from .looks import CREAM, GOLD, PORT, RED, TEAL, Color, fade, mix, rgb


def glass(c: Canvas) -> tuple[int, ...]:
    """Empty glass: pale by night, bluish against a pale wall."""
    return fade(CREAM, 0.4) if c.look.night else fade(mix(CREAM, c.look.near, 0.4), 0.36)


def flask(c: Canvas, x: float, base: float, size: float, color: Color) -> None:
    """A conical flask, part filled, with bubbles."""

    def half(t: float) -> float:
        return size * (0.36 - 0.29 * min(1, t / 0.7))

    c.glow(x, base, size * 0.6, c.look.near, 0.5, 0.14)
    c.glow(x, base - size * 0.25, size * 0.9, color, 0.35)
    level = c.rng.uniform(0.3, 0.5)
    c.poly(
        [
            (x - half(0), base),
            (x - half(0.7), base - size * 0.7),
            (x - half(1), base - size),
            (x + half(1), base - size),
            (x + half(0.7), base - size * 0.7),
            (x + half(0), base),
        ],
        glass(c),
    )
    c.fill(
        [
            (x - half(0), base),
            (x - half(level), base - size * level),
            (x + half(level), base - size * level),
            (x + half(0), base),
        ],
        (mix(color, CREAM, 0.25), color),
    )
    c.disc(x, base - size * level, half(level), mix(color, CREAM, 0.45), 0.16)
    bubbles(c, x, base - size * level * 0.5, half(level) * 0.7, size)
    c.rect(x - size * 0.11, base - size * 1.03, size * 0.22, size * 0.05, fade(CREAM, 0.85), size * 0.02)
    c.poly(
        [
            (x - half(0) * 0.72, base - size * 0.07),
            (x - half(0.6) * 0.8, base - size * 0.62),
            (x - half(0.6) * 0.45, base - size * 0.62),
            (x - half(0) * 0.5, base - size * 0.07),
        ],
        fade(CREAM, 0.35),
    )


def bubbles(c: Canvas, x: float, y: float, spread: float, size: float) -> None:
    """Rising bubbles around a point."""
    for _ in range(7):
        c.disc(
            x + c.rng.uniform(-1, 1) * spread,
            y + c.rng.uniform(-0.12, 0.14) * size,
            size * c.rng.uniform(0.012, 0.03),
            fade(CREAM, 0.5),
        )


def round_flask(c: Canvas, x: float, base: float, size: float, color: Color) -> None:
    """A round flask on a ring stand, over a small flame."""
    radius, y = size * 0.24, base - size * 0.52
    c.rect(x + size * 0.34, base - size * 1.15, size * 0.035, size * 1.15, c.tone(0.9))
    c.rect(x + size * 0.1, base - size * 0.035, size * 0.42, size * 0.04, c.tone(1), size * 0.01)
    c.rect(x - size * 0.05, y - size * 0.33, size * 0.42, size * 0.025, c.tone(0.9))
    c.rect(x - size * 0.06, base - size * 0.16, size * 0.12, size * 0.16, c.lit(PORT, 0.2), size * 0.02)
    c.glow(x, base - size * 0.2, size * 0.3, GOLD, 0.8)
    c.poly(
        [
            *curve(
                (x - size * 0.04, base - size * 0.17),
                (x - size * 0.05, base - size * 0.23),
                (x, base - size * 0.29),
            ),
            *curve(
                (x, base - size * 0.29),
                (x + size * 0.05, base - size * 0.23),
                (x + size * 0.04, base - size * 0.17),
            ),
        ],
        GOLD,
    )
    c.glow(x, y, size * 0.7, color, 0.35)
    c.rect(x - size * 0.07, y - size * 0.48, size * 0.14, size * 0.32, glass(c))
    c.disc(x, y, radius, glass(c))
    c.fill(arc(x, y, radius * 0.92, radius * 0.92, 8, 172), (mix(color, CREAM, 0.2), color))
    c.disc(x, y + radius * 0.13, radius * 0.9, mix(color, CREAM, 0.4), 0.16)
    bubbles(c, x, y + radius * 0.45, radius * 0.55, size)
    c.line(arc(x, y, radius * 0.76, radius * 0.76, 190, 250), fade(CREAM, 0.8), size * 0.025)
    c.rect(x - size * 0.09, y - size * 0.5, size * 0.18, size * 0.04, CREAM, size * 0.02)


def tubes(c: Canvas, x: float, base: float, width: float) -> None:
    """A rack of test tubes in several colours."""
    count, tall = 6, width * 0.62
    c.glow(x + width / 2, base, width * 0.6, c.look.near, 0.5, 0.12)
    for index in range(count):
        left, wide = x + width * (0.07 + index * 0.15), width * 0.085
        color, level = (
            c.lit(c.rng.choice((RED, TEAL, GOLD, mix(TEAL, CREAM, 0.4), mix(RED, GOLD, 0.5))), 0.1),
            c.rng.uniform(0.3, 0.65),
        )
        c.rect(left, base - tall, wide, tall * 0.95, glass(c), wide / 2)
        c.rect(
            left + wide * 0.14,
            base - tall * level - tall * 0.06,
            wide * 0.72,
            tall * level,
            color,
            wide * 0.36,
        )
        c.rect(left + wide * 0.24, base - tall * 0.9, wide * 0.14, tall * 0.6, fade(CREAM, 0.6))
        c.rect(left - wide * 0.12, base - tall * 1.02, wide * 1.24, tall * 0.05, CREAM, wide * 0.1)
    wood = c.lit(rgb("#c08a58"), 0.35)
    for level, thick in ((0.62, 0.09), (0.1, 0.1)):
        c.rect(
            x,
            base - tall * level,
            width,
            tall * thick,
            mix(wood, c.look.near, 0.15 if level < 0.5 else 0),
            width * 0.015,
        )
    for side in (0, 0.96):
        c.rect(x + width * side, base - tall * 0.66, width * 0.04, tall * 0.66, mix(wood, c.look.near, 0.25))


def microscope(c: Canvas, x: float, base: float, size: float, heading: int) -> None:
    """A microscope whose eyepiece leans towards `heading`."""
    white, dark, trim = c.lit(CREAM, 0.15), c.tone(1), c.lit(RED, 0.15)

    def at(dx: float, dy: float) -> Point:
        return x + heading * dx * size, base - dy * size

    c.glow(x, base, size * 0.5, c.look.near, 0.6, 0.14)
    c.rect(x - size * 0.3, base - size * 0.09, size * 0.6, size * 0.09, dark, size * 0.04)
    c.line(
        [
            at(0.02, 0.08),
            *arc(
                x - heading * 0.06 * size, base - size * 0.42, size * 0.3 * heading, size * 0.34, 72, -62, 20
            ),
        ],
        white,
        size * 0.1,
    )
    c.line(
        arc(x - heading * 0.06 * size, base - size * 0.42, size * 0.25 * heading, size * 0.29, 60, -50, 20),
        mix(white, c.look.near, 0.25),
        size * 0.015,
    )
    for start, end, wide, paint in (
        ((-0.17, 0.42), (0.06, 0.88), 0.15, white),
        ((-0.205, 0.35), (-0.165, 0.43), 0.1, dark),
        ((-0.02, 0.72), (0.02, 0.8), 0.16, trim),
        ((0.06, 0.88), (0.115, 0.99), 0.1, dark),
    ):
        c.line((at(*start), at(*end)), paint, size * wide)
    c.rect(
        x - size * 0.34 if heading > 0 else x - size * 0.04,
        base - size * 0.27,
        size * 0.38,
        size * 0.045,
        dark,
        size * 0.01,
    )
    c.disc(*at(0.17, 0.2), size * 0.07, trim)
    c.disc(*at(0.17, 0.2), size * 0.035, mix(trim, CREAM, 0.4))
    c.glow(*at(-0.2, 0.3), size * 0.18, mix(TEAL, CREAM, 0.6), 0.9)


def molecule(c: Canvas, x: float, y: float, size: float, color: Color) -> None:
    """A hexagon of bonds and atoms with two arms, faint on the wall."""
    ring = arc(x, y, size, size, -90, 270, 6)[:6]
    for index, point in enumerate(ring):
        c.line((point, ring[(index + 1) % 6]), fade(color, 0.5), size * 0.08)
    for index in c.rng.sample(range(6), 3):
        px, py = ring[index]
        tip = (x + (px - x) * 1.75, y + (py - y) * 1.75)
        c.line((ring[index], tip), fade(color, 0.5), size * 0.08)
        c.disc(*tip, size * 0.2, mix(color, RED, 0.55))
    for point in ring:
        c.disc(*point, size * 0.14, color)
