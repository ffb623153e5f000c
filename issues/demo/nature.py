"""Sky, land and water: the layers behind and under most of the demo pictures."""

import math

from PIL import Image

from .canvas import Canvas, Point, arc, gradient
from .looks import CREAM, GOLD, RED, Color, fade, mix, rgb


def sky(c: Canvas, horizon: float) -> Point:
    """Sky with sun or moon, stars and clouds, above the horizon; returns where the sun stands."""
    c.ramp(0, 0, c.w, horizon + 2, c.look.sky)
    if horizon < c.h:
        c.ramp(0, horizon, c.w, c.h - horizon, (c.look.haze, c.look.near))
    x, y = c.w * c.rng.uniform(0.18, 0.82), horizon * c.rng.uniform(0.3, 0.62)
    if c.look.night:
        stars(c, horizon * 0.8)
    sun(c, x, y, c.u * c.rng.uniform(5.5, 8.5))
    for _ in range(c.rng.randint(3, 5)):
        cloud(c, c.w * c.rng.uniform(0, 1), horizon * c.rng.uniform(0.1, 0.62), c.u * c.rng.uniform(8, 17))
    return x, y


def sun(c: Canvas, x: float, y: float, radius: float) -> None:
    """A sun or moon with its glow."""
    c.glow(x, y, radius * 5.5, c.look.light, 0.5)
    for step, opacity in ((2.3, 0.10), (1.6, 0.16)):
        c.disc(x, y, radius * step, fade(c.look.light, opacity))
    c.disc(x, y, radius, c.look.light)
    if c.look.night:
        shade = mix(c.look.light, c.look.haze, 0.35)
        for dx, dy, size in ((-0.35, -0.2, 0.2), (0.25, 0.3, 0.26), (0.3, -0.4, 0.12)):
            c.disc(x + dx * radius, y + dy * radius, size * radius, shade)


def stars(c: Canvas, bottom: float, count: int = 90) -> None:
    """Stars above a line of the sky."""
    for _ in range(count):
        size = c.u * c.rng.choice((0.09, 0.12, 0.2))
        c.disc(
            c.rng.uniform(0, c.w),
            bottom * c.rng.random() ** 1.4,
            size,
            fade(CREAM, c.rng.uniform(0.35, 0.95)),
        )


def cloud(c: Canvas, x: float, y: float, width: float) -> None:
    """A flat cloud: a few pills on one another, lighter than the sky."""
    color = fade(mix(c.look.sky[-1], CREAM, 0.55), 0.28 if c.look.night else 0.62)
    thick = width * 0.11
    for row in range(3):
        length = width * (1 - row * 0.25) * c.rng.uniform(0.8, 1)
        shift = c.rng.uniform(-0.16, 0.16) * width
        c.rect(x + shift - length / 2, y - row * thick, length, thick - 1, color, thick / 2)


def ridge(
    c: Canvas, base: float, height: float, color: Color, waves: float = 2.0, low: Color | None = None
) -> None:
    """A range of rounded hills across the whole canvas, fading into `low` at its foot."""
    shift = [c.rng.uniform(0, 6.3) for _ in range(3)]
    points = [(0.0, base)]
    for step in range(121):
        t = step / 120
        swell = math.sin(t * 6.3 * waves / 2 + shift[0]) + 0.5 * math.sin(t * 6.3 * waves + shift[1])
        swell += 0.22 * math.sin(t * 6.3 * waves * 2.3 + shift[2])
        points.append((c.w * t, base - height * (0.55 + 0.26 * swell)))
    points.append((c.w, base))
    c.fill(points, (color, low or mix(color, c.look.haze, 0.45)))


def karst(c: Canvas, x: float, base: float, width: float, height: float, color: Color) -> None:
    """A limestone island: steep sides, a ragged round top, a lighter face and a worn foot."""
    tops = [c.rng.uniform(-0.07, 0.07) for _ in range(17)]
    points, face = [], []
    for step in range(17):
        t = step / 16 * 2 - 1
        lift = (1 - abs(t) ** 3.2) ** 0.8 * (1 + tops[step])
        points.append((x + t * width / 2, base - height * max(0.0, lift)))
    c.fill([*points, (x + width * 0.46, base)], (color, mix(color, c.look.haze, 0.4)))
    for px, py in points[3:9]:
        face.append((px + width * 0.05, py + height * 0.07))
    face += [(x - width * 0.02, base - height * 0.45), (x - width * 0.12, base - height * 0.12)]
    c.poly(face, fade(mix(color, c.look.light, 0.5), 0.16))


def mist(c: Canvas, y: float, thick: float, strength: float = 0.4) -> None:
    """A band of mist."""
    c.glow(
        c.w * c.rng.uniform(0.2, 0.8),
        y,
        c.w * 0.75,
        mix(c.look.sky[-1], CREAM, 0.3),
        strength,
        thick / c.w / 0.75,
    )


def reflect(c: Canvas, horizon: float, sun_x: float, strength: float = 0.42) -> None:
    """Water below the horizon: what stands above it upside down, then light and dark streaks."""
    top, depth = round(horizon), c.h - round(horizon)
    water = gradient(
        c.w, depth, (mix(c.look.haze, c.look.sky[-1], 0.35), mix(c.look.near, c.look.leaf, 0.25))
    )
    source = c.image.crop((0, max(0, top - round(depth * 1.5)), c.w, top))
    mirror = source.transpose(Image.Transpose.FLIP_TOP_BOTTOM).resize((c.w, depth), Image.Resampling.NEAREST)
    c.image.paste(Image.blend(water, mirror, strength), (0, top))
    for _ in range(110):
        t = c.rng.random() ** 1.3
        bright = c.rng.random() < 0.6
        color = fade(mix(c.look.sky[-1], CREAM, 0.4), 0.22) if bright else fade(c.look.near, 0.16)
        streak(
            c,
            c.rng.uniform(-0.05, 1) * c.w,
            horizon + depth * t,
            c.u * (2 + 13 * t) * c.rng.uniform(0.4, 1),
            t,
            color,
        )
    for _ in range(34):
        t = c.rng.random() ** 0.9
        spread = c.u * (2.5 + 7 * t)
        length = c.u * (1.5 + 6 * t) * c.rng.uniform(0.5, 1)
        x = sun_x + c.rng.gauss(0, 0.5) * spread - length / 2
        streak(c, x, horizon + depth * t, length, t, fade(c.look.light, 0.6 - 0.3 * t))


def streak(c: Canvas, x: float, y: float, length: float, nearness: float, color: tuple[int, ...]) -> None:
    """A streak of light on water."""
    thick = c.u * (0.12 + 0.4 * nearness)
    c.rect(x, y, length, thick, color, thick / 2)


def waves(c: Canvas, y: float, color: Color, size: float, opacity: float = 1.0) -> None:
    """A scalloped band of sea from y to the bottom of the canvas."""
    shift, points = c.rng.uniform(0, 6.3), [(0.0, float(c.h))]
    for step in range(161):
        t = step / 160
        swell = math.sin(t * 6.3 * 3.1 + shift) + 0.45 * math.sin(t * 6.3 * 7.3 + shift * 2)
        points.append((c.w * t, y + swell * size))
    c.poly([*points, (c.w, c.h)], fade(color, opacity))


def lawn(c: Canvas, y: float, far: float = 0.0, close: float = 0.55) -> None:
    """Grass from y down to the foot of the canvas; `far` and `close` say how dark it is there."""
    c.ramp(0, y, c.w, c.h - y, (mix(c.look.grass, c.look.near, far), mix(c.look.grass, c.look.near, close)))


def birds(c: Canvas, x: float, y: float, count: int, size: float) -> None:
    """A flock seen from far."""
    for _ in range(count):
        px, py = x + c.rng.gauss(0, 5) * size, y + c.rng.gauss(0, 2.2) * size
        span, lift = size * c.rng.uniform(0.7, 1.2), c.rng.uniform(0.35, 0.6)
        color = mix(c.look.near, c.look.sky[-1], 0.1) if not c.look.night else CREAM
        for side in (-1, 1):
            c.line(arc(px + side * span / 2, py, span / 2, span * lift, 180, 360, 10), color, size * 0.15)


def canopy(c: Canvas, x: float, y: float, radius: float, color: Color) -> None:
    """Foliage: overlapping discs, lit from the upper left."""
    parts = [
        (c.rng.uniform(-0.85, 0.85), c.rng.uniform(-0.3, 0.35), c.rng.uniform(0.38, 0.58)) for _ in range(9)
    ]
    for shift, blend in (((0.05, 0.1), 0.28), ((0, 0), 0), ((-0.1, -0.13), -0.2)):
        paint = (
            mix(color, c.look.near, blend)
            if blend >= 0
            else mix(color, mix(c.look.sky[-1], CREAM, 0.3), -blend)
        )
        scale = 1 if blend >= 0 else 0.6
        for px, py, size in parts:
            c.disc(
                x + (px + shift[0]) * radius, y + (py * 0.8 + shift[1]) * radius, size * radius * scale, paint
            )


def tree(c: Canvas, x: float, base: float, height: float, color: Color | None = None) -> None:
    """A broad tree with a forked trunk and a soft shadow."""
    bark = mix(c.look.near, rgb("#6b4a3a"), 0.35)
    c.glow(x, base, height * 0.55, c.look.near, 0.5, 0.14)
    c.poly(
        [
            (x - height * 0.05, base),
            (x - height * 0.02, base - height * 0.6),
            (x + height * 0.02, base - height * 0.6),
            (x + height * 0.05, base),
        ],
        bark,
    )
    for side in (-1, 1):
        c.line(
            ((x, base - height * 0.3), (x + side * height * 0.22, base - height * 0.62)), bark, height * 0.035
        )
    canopy(c, x, base - height * 0.68, height * 0.36, color or c.look.leaf)


def flamboyant(c: Canvas, x: float, base: float, height: float) -> None:
    """The city's tree in flower: red canopy, a few leaves, petals on the ground."""
    tree(c, x, base, height, c.lit(RED, 0.3))
    for _ in range(16):
        px, py = c.rng.gauss(0, 0.2) * height, c.rng.gauss(0, 0.08) * height
        color = c.rng.choice((c.look.leaf, mix(RED, GOLD, 0.6), mix(RED, CREAM, 0.35)))
        c.disc(x + px, base - height * 0.68 + py, height * 0.014, color)
    for _ in range(18):
        c.disc(
            x + c.rng.gauss(0, 0.24) * height,
            base + c.rng.uniform(0, 0.05) * height,
            height * 0.009,
            RED,
            0.6,
        )


def palm(c: Canvas, x: float, base: float, height: float, color: Color) -> None:
    """A palm tree."""
    lean = c.rng.uniform(-0.12, 0.12) * height
    top = (x + lean, base - height)
    c.line(((x, base), (x + lean * 0.4, base - height * 0.5), top), color, height * 0.035)
    for degrees in (-165, -135, -100, -70, -40, -12, 15, 165):
        reach = height * c.rng.uniform(0.34, 0.44)
        rx, ry = math.cos(math.radians(degrees)) * reach, math.sin(math.radians(degrees)) * reach * 0.6
        tip = (top[0] + rx, top[1] + ry + reach * 0.28)
        c.poly(
            [
                top,
                (top[0] + rx * 0.5, top[1] + ry * 1.0 - reach * 0.02),
                tip,
                (top[0] + rx * 0.45, top[1] + ry * 0.7 + reach * 0.16),
            ],
            color,
        )


def bush(c: Canvas, x: float, base: float, width: float, color: Color) -> None:
    """A round bush."""
    for dx, size in ((-0.3, 0.26), (0.28, 0.28), (0, 0.36)):
        c.pen.pieslice(
            (x + (dx - size) * width, base - size * width, x + (dx + size) * width, base + size * width),
            180,
            360,
            fill=mix(color, c.look.near, 0.12 if dx else 0),
        )
