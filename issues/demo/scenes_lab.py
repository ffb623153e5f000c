"""Lab."""

from .canvas import Canvas
from .furniture import bench, room, shelf, window
from .glassware import flask, microscope, molecule, round_flask, tubes
from .looks import CREAM, GOLD, RED, TEAL, mix


def lab(c: Canvas) -> None:
    """A laboratory bench before a window."""
    table, side = c.h * c.rng.uniform(0.76, 0.8), c.rng.choice((1, -1))
    wall = room(c, table)
    centre = c.w * 0.5
    wide = min(c.u * 44, c.w * 0.5)
    window(c, centre + side * c.w * 0.22 - wide / 2, c.h * 0.12, wide, c.h * (0.34 if c.tall else 0.42))
    for level in (0.3, 0.44) if not c.tall else (0.56,):
        shelf(c, centre - side * c.w * 0.26 - c.u * 17, c.h * level, c.u * 34)
    for _ in range(3):
        molecule(
            c,
            centre - side * c.w * c.rng.uniform(0.1, 0.42),
            c.h * c.rng.uniform(0.07, 0.16),
            c.u * c.rng.uniform(1.8, 3.2),
            mix(wall, c.look.near, 0.45),
        )
    bench(c, table, c.lit(mix(CREAM, TEAL, 0.12), 0.35))
    front = table + c.u * 1.4
    colors = [c.lit(color, 0.05) for color in (RED, TEAL, GOLD, mix(RED, GOLD, 0.5), mix(TEAL, CREAM, 0.35))]
    c.rng.shuffle(colors)
    makers = [
        lambda x: microscope(c, x, front, c.u * 34, c.rng.choice((1, -1))),
        lambda x: flask(c, x, front, c.u * 23, colors[0]),
        lambda x: tubes(c, x - c.u * 11, front, c.u * 22),
        lambda x: round_flask(c, x, front, c.u * 27, colors[1]),
        lambda x: flask(c, x, front, c.u * 15, colors[2]),
    ]
    c.rng.shuffle(makers)
    for index, make in enumerate(makers if not c.tall else makers[:4]):
        make(c.w * (0.12 + index * 0.186) if not c.tall else c.w * (0.15 + index * 0.235))
