"""Workshop."""

from .canvas import Canvas, arc, curve
from .furniture import bench, flowers, gear, room, shelf, window
from .looks import CREAM, GOLD, PORT, RED, TEAL, Color, fade, mix, rgb


def jar(c: Canvas, x: float, base: float, size: float, color: Color) -> None:
    """A thrown pot with painted bands."""
    right = [
        *curve(
            (x + size * 0.14, base - size),
            (x + size * 0.12, base - size * 0.84),
            (x + size * 0.34, base - size * 0.62),
            12,
        ),
        *curve(
            (x + size * 0.34, base - size * 0.62),
            (x + size * 0.44, base - size * 0.3),
            (x + size * 0.18, base),
            12,
        ),
    ]
    left = [(2 * x - px, py) for px, py in reversed(right)]
    c.glow(x, base, size * 0.5, c.look.near, 0.6, 0.14)
    c.fill([*right, *left], (mix(color, CREAM, 0.25), mix(color, c.look.near, 0.25)))
    c.poly([*right, (x + size * 0.1, base), (x + size * 0.2, base - size * 0.4)], fade(c.look.near, 0.16))
    c.disc(x, base - size, size * 0.15, mix(color, c.look.near, 0.55), 0.25)
    for level, half in ((0.62, 0.33), (0.3, 0.375)):
        c.line(
            arc(x, base - size * level, size * half, size * 0.05, 0, 180),
            c.lit(c.rng.choice((PORT, RED, CREAM)), 0.2),
            size * 0.035,
        )


def tools(c: Canvas, x: float, y: float, width: float, height: float) -> None:
    """A board of hand tools on the wall."""
    board = c.lit(rgb("#b98a5c"), 0.45)
    c.shadow(x, y + c.u, width, height, c.u * 1.6, 0.4)
    c.rect(x, y, width, height, board, c.u)
    for row in range(5):
        for column in range(int(width / c.u / 3)):
            c.disc(
                x + c.u * (2 + column * 3), y + height * (row + 0.5) / 5, c.u * 0.2, fade(c.look.near, 0.35)
            )
    step, steel = width / 5, mix(CREAM, c.look.near, 0.35)
    order = [hammer, saw, wrench, driver, square]
    c.rng.shuffle(order)
    for index, tool in enumerate(order):
        tool(c, x + step * (index + 0.5), y + height * 0.14, height * 0.72, steel)


def hammer(c: Canvas, x: float, y: float, size: float, steel: Color) -> None:
    """A hammer on the wall."""
    c.rect(x - size * 0.045, y + size * 0.08, size * 0.09, size * 0.9, c.lit(GOLD, 0.3), size * 0.04)
    c.rect(x - size * 0.2, y, size * 0.4, size * 0.17, mix(steel, c.look.near, 0.4), size * 0.03)


def saw(c: Canvas, x: float, y: float, size: float, steel: Color) -> None:
    """A saw on the wall."""
    c.poly(
        [
            (x - size * 0.06, y + size),
            (x - size * 0.13, y + size * 0.3),
            (x + size * 0.14, y + size * 0.3),
            (x + size * 0.02, y + size),
        ],
        steel,
    )
    for tooth in range(12):
        top = y + size * (0.34 + tooth * 0.054)
        edge = x + size * (0.135 - 0.01 * tooth)
        c.poly(
            [
                (edge - size * 0.01, top),
                (edge + size * 0.03, top + size * 0.027),
                (edge - size * 0.01, top + size * 0.054),
            ],
            steel,
        )
    c.rect(x - size * 0.15, y, size * 0.32, size * 0.34, c.lit(RED, 0.2), size * 0.1)
    c.rect(
        x - size * 0.07, y + size * 0.09, size * 0.16, size * 0.13, c.lit(rgb("#b98a5c"), 0.45), size * 0.06
    )


def wrench(c: Canvas, x: float, y: float, size: float, steel: Color) -> None:
    """A wrench on the wall."""
    c.rect(x - size * 0.05, y + size * 0.12, size * 0.1, size * 0.76, mix(steel, PORT, 0.25), size * 0.03)
    for end in (0.1, 0.9):
        c.ring(x, y + size * end, size * 0.13, mix(steel, PORT, 0.25), size * 0.075)


def driver(c: Canvas, x: float, y: float, size: float, steel: Color) -> None:
    """A screwdriver on the wall."""
    c.rect(x - size * 0.022, y + size * 0.35, size * 0.044, size * 0.62, steel)
    c.rect(x - size * 0.075, y, size * 0.15, size * 0.4, c.lit(TEAL, 0.2), size * 0.06)
    c.rect(x - size * 0.075, y + size * 0.3, size * 0.15, size * 0.04, fade(CREAM, 0.5))


def square(c: Canvas, x: float, y: float, size: float, steel: Color) -> None:
    """A carpenter's square on the wall."""
    c.rect(x - size * 0.16, y, size * 0.09, size * 0.95, c.lit(PORT, 0.1))
    c.rect(x - size * 0.16, y + size * 0.86, size * 0.36, size * 0.09, steel)
    for mark in range(9):
        c.rect(
            x - size * 0.16, y + size * (0.08 + mark * 0.085), size * 0.045, size * 0.012, fade(CREAM, 0.8)
        )


def pendant(c: Canvas, x: float, drop: float, table: float) -> None:
    """A hanging lamp and its cone of light."""
    size = c.u * 6
    c.beam(
        [(x - size * 0.8, drop), (x + size * 0.8, drop), (x + size * 3.4, table), (x - size * 3.4, table)],
        mix(GOLD, CREAM, 0.6),
        0.2 if c.look.night else 0.13,
    )
    c.line(((x, 0), (x, drop - size)), c.tone(0.95), c.u * 0.25)
    c.glow(x, drop, size * 2.2, mix(GOLD, CREAM, 0.4), 0.8)
    c.disc(x, drop, size * 0.3, mix(GOLD, CREAM, 0.5))
    c.poly(
        [
            (x - size, drop),
            *curve(
                (x - size * 0.9, drop - size * 0.2), (x - size * 0.5, drop - size * 0.9), (x, drop - size)
            ),
            *curve(
                (x, drop - size), (x + size * 0.5, drop - size * 0.9), (x + size * 0.9, drop - size * 0.2)
            ),
            (x + size, drop),
        ],
        c.lit(RED, 0.15),
    )


def workshop(c: Canvas) -> None:
    """A maker's bench: tools on the wall, gears, pots, a window, lamps."""
    table, side = c.h * c.rng.uniform(0.74, 0.79), c.rng.choice((1, -1))
    wall, middle = room(c, table), c.w / 2
    for _ in range(3):
        gear(
            c,
            c.w * c.rng.random(),
            c.h * c.rng.uniform(0.08, 0.6),
            c.u * c.rng.uniform(6, 12),
            fade(mix(wall, c.look.near, 0.5), 0.25),
        )
    wide = min(c.u * 46, c.w * 0.52)
    tools(c, middle + side * c.w * 0.21 - wide / 2, c.h * (0.22 if c.tall else 0.13), wide, c.u * 25)
    small = min(c.u * 34, c.w * 0.36)
    window(c, middle - side * c.w * 0.28 - small / 2, c.h * (0.21 if c.tall else 0.16), small, c.u * 27)
    if c.tall:
        shelf(c, c.w * 0.14, c.h * 0.6, c.w * 0.72)
    for share in c.rng.choice(((0.22, 0.74), (0.5,), (0.3, 0.62, 0.88))):
        pendant(c, c.w * share, c.h * c.rng.uniform(0.09, 0.13), table)
    bench(c, table, c.lit(rgb("#c8935f"), 0.35))
    front, pots = table + c.u * 1.4, c.rng.randint(2, 4)
    start = c.w * (0.1 if side > 0 else 0.56)
    for index in range(pots):
        jar(
            c,
            start + c.u * 12 * index,
            front,
            c.u * c.rng.uniform(9, 19),
            c.lit(c.rng.choice((RED, TEAL, CREAM, rgb("#c9744f"), PORT)), 0.2),
        )
    project = c.w * (0.74 if side > 0 else 0.26)
    c.rng.choice((printer, vise))(c, project, front, c.u * 27)
    flowers(c, c.w * (0.95 if side > 0 else 0.05), front, c.u * 8)


def printer(c: Canvas, x: float, base: float, size: float) -> None:
    """A 3D printer that builds a small tower."""
    dark, wide = c.tone(1), size * 0.42
    c.glow(x, base, size * 0.7, c.look.near, 0.6, 0.12)
    c.rect(x - wide, base - size * 0.12, wide * 2, size * 0.12, dark, size * 0.03)
    c.rect(x - wide * 0.7, base - size * 0.16, wide * 1.4, size * 0.03, c.lit(TEAL, 0.1))
    for layer in range(12):
        half = size * (0.16 - 0.009 * layer + 0.02 * (layer % 2))
        c.rect(
            x - half,
            base - size * (0.19 + layer * 0.03),
            half * 2,
            size * 0.028,
            mix(c.lit(RED, 0.1), GOLD, layer / 16),
            size * 0.01,
        )
    for post in (-1, 1):
        c.rect(x + post * wide - size * 0.03, base - size * 0.95, size * 0.06, size * 0.85, dark)
    c.rect(x - wide, base - size * 0.97, wide * 2, size * 0.06, dark, size * 0.02)
    c.rect(x - wide, base - size * 0.7, wide * 2, size * 0.035, mix(CREAM, c.look.near, 0.4))
    c.rect(x - size * 0.08, base - size * 0.76, size * 0.16, size * 0.14, c.lit(PORT, 0.1), size * 0.02)
    c.poly(
        [
            (x - size * 0.03, base - size * 0.62),
            (x + size * 0.03, base - size * 0.62),
            (x, base - size * 0.55),
        ],
        GOLD,
    )
    c.glow(x, base - size * 0.55, size * 0.15, GOLD, 0.9)


def vise(c: Canvas, x: float, base: float, size: float) -> None:
    """A gear train mounted on a stand."""
    c.glow(x, base, size * 0.7, c.look.near, 0.6, 0.12)
    c.rect(x - size * 0.45, base - size * 0.07, size * 0.9, size * 0.07, c.tone(1), size * 0.02)
    for post in (-0.22, 0.2):
        c.rect(x + post * size - size * 0.03, base - size * 0.5, size * 0.06, size * 0.45, c.tone(0.9))
    gear(c, x - size * 0.22, base - size * 0.42, size * 0.26, c.lit(RED, 0.15), 14)
    gear(c, x + size * 0.2, base - size * 0.56, size * 0.19, c.lit(GOLD, 0.15), 10)
    gear(c, x + size * 0.06, base - size * 0.84, size * 0.12, c.lit(TEAL, 0.15), 8)
