"""Houses, towers, windows, streets: what town scenes are built of."""

from .canvas import Canvas
from .looks import CREAM, GOLD, PORT, RED, TEAL, Color, fade, mix


def windows(
    c: Canvas, x: float, y: float, width: float, height: float, cell: float, chance: float = 0.8
) -> None:
    """A grid of windows inside a box; at night some are lit."""
    columns, rows = max(1, int(width / cell)), max(1, int(height / (cell * 1.3)))
    step_x, step_y = width / columns, height / rows
    day = fade(mix(c.look.near, TEAL, 0.25), 0.42)
    for row in range(rows):
        for column in range(columns):
            if c.rng.random() > chance:
                continue
            warm = c.rng.random() < (0.62 if c.look.night else 0.12)
            c.rect(
                x + step_x * (column + 0.24),
                y + step_y * (row + 0.22),
                step_x * 0.52,
                step_y * 0.54,
                fade(GOLD, 0.92) if warm else day,
            )


def tower(c: Canvas, x: float, base: float, width: float, height: float, color: Color, cell: float) -> None:
    """One high-rise with a lit side, a shaded side and one of several roofs."""
    roof = c.rng.randint(0, 4)
    top = base - height
    c.ramp(x, top, width, height, (color, mix(color, c.look.haze, 0.35)))
    c.rect(x + width * 0.62, top, width * 0.38, height, fade(c.look.near, 0.16))
    if roof == 1:
        c.poly([(x, top), (x + width, top - width * 0.4), (x + width, top)], color)
    elif roof == 2:
        c.rect(x + width * 0.2, top - width * 0.3, width * 0.6, width * 0.31, color)
        c.line(((x + width / 2, top), (x + width / 2, top - width)), color, c.u * 0.2)
    elif roof == 3:
        c.pen.pieslice((x, top - width / 2, x + width, top + width / 2), 180, 360, fill=color)
    elif roof == 4:
        c.poly([(x + width * 0.1, top), (x + width * 0.5, top - width * 0.9), (x + width * 0.9, top)], color)
    windows(c, x + width * 0.1, top + cell, width * 0.8, height - cell, cell)


def skyline(c: Canvas, base: float, height: float, depth: float) -> None:
    """A row of towers across the canvas, highest where the town's heart is."""
    x, heart = -c.u * 2, c.w * c.rng.uniform(0.3, 0.7)
    while x < c.w:
        width = height * c.rng.uniform(0.22, 0.42)
        rise = 1 - 0.55 * abs(x - heart) / c.w
        tower(
            c,
            x,
            base,
            width,
            height * rise * c.rng.uniform(0.4, 1),
            c.tone(depth + c.rng.uniform(-0.05, 0.05)),
            height * 0.05,
        )
        x += width * c.rng.uniform(0.95, 1.25)


def pane(c: Canvas, x: float, y: float, width: float, height: float, radius: float = 0) -> None:
    """A window with frame, glass, a gleam and a sill."""
    frame, glass = (
        c.lit(CREAM, 0.2),
        mix(GOLD, CREAM, 0.25) if c.look.night else mix(PORT, c.look.sky[1], 0.5),
    )
    c.rect(x, y, width, height, frame, radius)
    line = width * 0.09
    c.rect(x + line, y + line, width - 2 * line, height - 2 * line, glass, max(0, radius - line))
    c.poly(
        [
            (x + width * 0.2, y + height * 0.88),
            (x + width * 0.48, y + height * 0.12),
            (x + width * 0.68, y + height * 0.12),
            (x + width * 0.4, y + height * 0.88),
        ],
        fade(CREAM, 0.22),
    )
    c.rect(x + width / 2 - line / 2, y, line, height, frame)
    c.rect(x - line, y + height, width + 2 * line, line * 1.3, mix(frame, c.look.near, 0.25))


def tiled_roof(c: Canvas, x: float, base: float, width: float, height: float, color: Color) -> None:
    """A hipped roof with rows of tiles."""
    inset = min(width * 0.16, height * 1.3)
    c.fill(
        [(x, base), (x + width, base), (x + width - inset, base - height), (x + inset, base - height)],
        (mix(color, CREAM, 0.12), mix(color, c.look.near, 0.15)),
    )
    for row in range(1, 6):
        t = row / 6
        c.line(
            (
                (x + inset * (1 - t), base - height * (1 - t)),
                (x + width - inset * (1 - t), base - height * (1 - t)),
            ),
            fade(c.look.near, 0.18),
            height * 0.03,
        )
    c.rect(x - width * 0.01, base - height * 0.06, width * 1.02, height * 0.1, mix(color, c.look.near, 0.4))


def facade(
    c: Canvas, x: float, base: float, width: float, floors: int, bays: int, story: float, wall: Color
) -> None:
    """A house front by its lower left corner: floors of framed windows between string courses."""
    c.fill(
        [(x, base), (x, base - floors * story), (x + width, base - floors * story), (x + width, base)],
        (mix(wall, CREAM, 0.3), mix(wall, c.look.near, 0.12)),
    )
    room = width / bays
    for floor in range(floors):
        top = base - (floor + 1) * story
        c.rect(x, top, width, story * 0.07, mix(wall, c.look.near, 0.3))
        for bay in range(bays):
            pane(c, x + room * (bay + 0.26), top + story * 0.28, room * 0.48, story * 0.5, room * 0.05)


def lamp(c: Canvas, x: float, base: float, height: float, heading: int = 1) -> None:
    """A street lamp, shining at night."""
    tip = (x + heading * height * 0.2, base - height * 0.97)
    c.line(((x, base), (x, base - height), tip), c.tone(0.95), height * 0.025)
    c.rect(tip[0] - height * 0.06, tip[1], height * 0.12, height * 0.03, c.tone(1), height * 0.01)
    if c.look.night:
        c.glow(tip[0], tip[1] + height * 0.05, height * 0.5, GOLD, 0.75)


def person(c: Canvas, x: float, base: float, height: float, shirt: Color, hat: bool = False) -> None:
    """A small standing figure; with the conical hat if wanted."""
    skin, dark = (226, 176, 138), c.tone(1)
    c.glow(x, base, height * 0.3, c.look.near, 0.5, 0.25)
    for side in (-1, 1):
        c.rect(
            x + side * height * 0.045 - height * 0.035, base - height * 0.4, height * 0.07, height * 0.4, dark
        )
    c.rect(x - height * 0.12, base - height * 0.76, height * 0.24, height * 0.42, shirt, height * 0.07)
    for side in (-1, 1):
        c.rod(
            (x + side * height * 0.12, base - height * 0.7),
            (x + side * height * 0.16, base - height * 0.42),
            shirt,
            height * 0.06,
        )
    c.disc(x, base - height * 0.85, height * 0.085, skin)
    if hat:
        c.poly(
            [
                (x - height * 0.19, base - height * 0.86),
                (x + height * 0.19, base - height * 0.86),
                (x, base - height * 1.03),
            ],
            mix(GOLD, CREAM, 0.5),
        )
    else:
        c.pen.pieslice(
            (x - height * 0.09, base - height * 0.95, x + height * 0.09, base - height * 0.77),
            180,
            360,
            fill=dark,
        )


def flag(c: Canvas, x: float, base: float, height: float) -> None:
    """A tall pole with a red flag moving in the wind."""
    c.line(((x, base), (x, base - height)), mix(c.look.wall, c.look.near, 0.35), height * 0.014)
    top, wide, tall = base - height * 0.98, height * 0.3, height * 0.19
    upper = [(x + wide * t / 6, top + (0, 0.05, 0.06, 0.0, -0.05, -0.04, 0.02)[t] * tall) for t in range(7)]
    c.poly([*upper, *[(px, py + tall) for px, py in reversed(upper)]], c.lit(RED, 0.15))
    c.poly(
        [(px, py) for px, py in upper[2:4]] + [(px, py + tall) for px, py in reversed(upper[2:4])],
        fade(c.look.near, 0.14),
    )


def road(c: Canvas, y: float, height: float) -> None:
    """An asphalt road across the canvas with a broken line along its middle."""
    c.ramp(0, y, c.w, height, (mix(c.tone(0.8), CREAM, 0.1), c.tone(0.93)))
    for dash in range(9):
        c.rect(c.w * (dash + 0.2) / 9, y + height * 0.47, c.w * 0.05, c.u * 0.48, fade(CREAM, 0.68))
