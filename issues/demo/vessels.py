"""Ships, boats, containers and cranes."""

from .canvas import Canvas, arc, curve
from .looks import CREAM, GOLD, PORT, RED, TEAL, Color, fade, mix

CARGO = (RED, TEAL, GOLD, PORT, CREAM, mix(RED, GOLD, 0.45), mix(TEAL, PORT, 0.5))


def container(c: Canvas, x: float, y: float, width: float, height: float, color: Color) -> None:
    """One container by its top left corner, with its corrugation and a shaded foot."""
    color = c.lit(color, 0.35)
    c.rect(x, y, width, height, color)
    dark = fade(mix(color, c.look.near, 0.6), 0.4)
    ribs = max(4, round(width / height * 3))
    for rib in range(1, ribs):
        c.rect(x + width * rib / ribs, y + height * 0.12, width * 0.012, height * 0.76, dark)
    c.rect(x, y + height * 0.9, width, height * 0.1, dark)
    c.rect(x, y, width, height * 0.07, fade(CREAM, 0.35))


def stack(c: Canvas, x: float, base: float, columns: int, rows: int, width: float) -> None:
    """Stacked containers standing on `base`; columns differ in height."""
    height = width * 0.42
    for column in range(columns):
        for row in range(c.rng.randint(max(1, rows - 2), rows)):
            left, top = x + column * width * 1.02, base - (row + 1) * height * 1.03
            container(c, left, top, width, height, c.rng.choice(CARGO))


def gantry(c: Canvas, x: float, base: float, size: float, color: Color, reach: int = 1) -> None:
    """A ship-to-shore crane seen from the side; its boom points right (reach 1) or left (-1)."""

    def at(dx: float, dy: float) -> tuple[float, float]:
        return x + reach * dx * size, base - dy * size

    thick = size * 0.028
    dark = mix(color, c.look.near, 0.35)
    for dx in (-0.17, 0.17):
        c.line((at(dx, 0), at(dx * 0.82, 0.72)), dark if dx < 0 else color, thick * 1.5)
        c.line((at(dx - 0.05, 0.0), at(dx + 0.05, 0.0)), dark, thick * 1.6)
    c.line((at(-0.165, 0.24), at(0.165, 0.24)), color, thick * 1.3)
    c.line((at(-0.16, 0.26), at(0.14, 0.7)), dark, thick * 0.6)
    c.line((at(-0.42, 0.72), at(0.95, 0.72)), color, thick * 1.7)
    c.line((at(-0.14, 0.72), at(0.02, 1.02), at(0.15, 0.72)), color, thick)
    for end in ((-0.4, 0.73), (0.52, 0.73), (0.92, 0.73)):
        c.line((at(0.02, 1.02), at(*end)), dark, thick * 0.4)
    c.rect(*min(at(-0.3, 0.82), at(-0.14, 0.82)), size * 0.16, size * 0.085, dark)
    trolley, drop = c.rng.uniform(0.35, 0.8), c.rng.uniform(0.2, 0.4)
    for shift in (-0.04, 0.04):
        c.line((at(trolley + shift, 0.72), at(trolley + shift, 0.72 - drop)), dark, thick * 0.3)
    left, top = at(trolley, 0.72 - drop)
    container(c, left - size * 0.09, top, size * 0.18, size * 0.075, c.rng.choice(CARGO))


def hull(c: Canvas, x: float, y: float, length: float, height: float, color: Color, heading: int) -> None:
    """A hull whose waterline is y and whose middle is x; heading 1 sails to the right."""
    half = length / 2 * heading
    side = [
        (x - half, y - height),
        (x + half * 0.8, y - height),
        (x + half * 1.04, y - height * 1.35),
        (x + half * 0.9, y - height * 0.3),
        (x + half * 0.88, y),
        (x - half * 0.96, y),
    ]
    c.fill(side, (mix(color, CREAM, 0.1), mix(color, c.look.near, 0.4)))
    red = c.lit(RED, 0.35)
    c.poly(
        [
            (x - half * 0.975, y - height * 0.24),
            (x + half * 0.893, y - height * 0.24),
            (x + half * 0.88, y),
            (x - half * 0.96, y),
        ],
        red,
    )
    c.line(
        ((x - half, y - height * 0.97), (x + half * 0.8, y - height * 0.97)), fade(CREAM, 0.7), height * 0.05
    )
    for hole in range(3):
        c.disc(x + half * (0.62 + hole * 0.07), y - height * 0.68, height * 0.05, fade(CREAM, 0.8))


def foam(c: Canvas, x: float, y: float, length: float, heading: int) -> None:
    """The wake along the waterline, and the dark reflection under the hull."""
    c.glow(x, y + length * 0.02, length * 0.55, c.look.near, 0.75, 0.1)
    for _ in range(30):
        t = c.rng.random()
        px = x + heading * length * (0.47 - t * 1.1)
        size = length * 0.05 * c.rng.uniform(0.5, 1.3)
        c.rect(
            px - size,
            y - size * 0.06 + t * length * 0.012,
            size * 2,
            size * 0.16,
            fade(CREAM, 0.75 - 0.4 * t),
            size,
        )


def house(c: Canvas, x: float, base: float, width: float, height: float, floors: int) -> None:
    """Superstructure: white decks with rows of windows, a bridge on top."""
    white, glass = c.lit(CREAM, 0.3), GOLD if c.look.night else mix(PORT, TEAL, 0.4)
    for floor in range(floors):
        inset, tall = width * 0.045 * floor, height / floors
        top = base - tall * (floor + 1)
        c.rect(x + inset, top, width - 2 * inset, tall, mix(white, c.look.near, 0.05 * (floor % 2)))
        c.rect(
            x + inset - width * 0.03,
            top,
            width - 2 * inset + width * 0.06,
            tall * 0.12,
            mix(white, c.look.near, 0.3),
        )
        count = 4 if floor < floors - 1 else 1
        for window in range(count):
            room = (width - 2 * inset) / count
            c.rect(
                x + inset + room * (window + 0.18),
                top + tall * 0.3,
                room * 0.64,
                tall * 0.36,
                glass,
                tall * 0.08,
            )


def cargo_ship(c: Canvas, x: float, y: float, length: float, heading: int = 1) -> None:
    """A laden container ship."""
    height = length * 0.1
    deck, box = y - height, length * 0.074
    for column in range(8):
        left = x + heading * length * (-0.19 + column * 0.078) - (box if heading < 0 else 0)
        for row in range(c.rng.randint(2, 4) - (column > 5)):
            container(c, left, deck - (row + 1) * box * 0.44, box, box * 0.43, c.rng.choice(CARGO))
    stern = x - heading * length * 0.47
    house(c, stern if heading > 0 else stern - length * 0.16, deck, length * 0.16, length * 0.2, 5)
    funnel = x - heading * length * 0.285 - length * 0.028
    c.rect(funnel, deck - length * 0.2, length * 0.05, length * 0.2, c.lit(RED, 0.3))
    c.rect(funnel, deck - length * 0.18, length * 0.05, length * 0.03, c.lit(CREAM, 0.3))
    mast = x + heading * length * 0.45
    c.line(((mast, deck), (mast, deck - length * 0.12)), c.look.near, length * 0.006)
    hull(c, x, y, length, height, c.rng.choice((PORT, mix(PORT, TEAL, 0.6), mix(RED, PORT, 0.25))), heading)
    foam(c, x, y, length, heading)


def research_ship(c: Canvas, x: float, y: float, length: float, heading: int = 1) -> None:
    """A survey vessel: high white house forward, an A-frame aft, domes and a mast."""
    height = length * 0.13
    deck, white = y - height * 0.98, c.lit(CREAM, 0.3)
    left = x - length * 0.1 if heading > 0 else x - length * 0.2
    house(c, left, deck, length * 0.3, length * 0.19, 4)
    top = deck - length * 0.19
    mast = left + length * 0.15
    c.line(((mast, top), (mast, top - length * 0.17)), c.look.near, length * 0.011)
    for step, wide in ((0.06, 0.05), (0.11, 0.035)):
        c.line(
            ((mast - length * wide, top - length * step), (mast + length * wide, top - length * step)),
            c.look.near,
            length * 0.007,
        )
    c.disc(left + length * 0.06, top - length * 0.02, length * 0.03, white)
    c.disc(left + length * 0.24, top - length * 0.015, length * 0.023, white)
    stern = x - heading * length * 0.44
    frame = [
        (stern + heading * length * 0.1, deck),
        (stern - heading * length * 0.02, deck - length * 0.17),
        (stern - heading * length * 0.06, deck - length * 0.17),
    ]
    c.line(frame, c.lit(GOLD, 0.3), length * 0.016)
    crane = x - heading * length * 0.2
    c.line(
        (
            (crane, deck),
            (crane, deck - length * 0.13),
            (crane - heading * length * 0.15, deck - length * 0.2),
        ),
        c.lit(RED, 0.3),
        length * 0.014,
    )
    hull(c, x, y, length, height, c.rng.choice((PORT, TEAL, mix(RED, PORT, 0.15))), heading)
    foam(c, x, y, length, heading)


def junk(c: Canvas, x: float, y: float, size: float, heading: int = 1) -> None:
    """A boat under two battened sails, as in the bays around Cát Bà."""
    sail = c.lit(c.rng.choice((RED, mix(RED, GOLD, 0.5), CREAM)), 0.3)
    for foot, tall, wide in ((0.02, 1.0, 0.36), (-0.3, 0.66, 0.24)):
        mast = x + heading * foot * size
        luff = [
            (mast + heading * size * 0.03, y - size * 0.14),
            (mast + heading * size * 0.07, y - size * tall),
        ]
        leech = curve(
            luff[1],
            (mast - heading * size * wide * 1.5, y - size * tall * 0.72),
            (mast - heading * size * wide, y - size * 0.17),
        )
        c.fill([*luff, *leech], (mix(sail, CREAM, 0.18), mix(sail, c.look.near, 0.18)))
        for batten in range(1, 6):
            c.line((luff[1], leech[batten * 4]), fade(c.look.near, 0.5), size * 0.008)
    body = [
        *curve(
            (x - heading * size * 0.5, y - size * 0.16),
            (x, y - size * 0.05),
            (x + heading * size * 0.52, y - size * 0.17),
        ),
        (x + heading * size * 0.38, y),
        (x - heading * size * 0.4, y),
    ]
    c.fill(body, (mix(c.look.near, RED, 0.3), c.look.near))
    c.glow(x, y + size * 0.03, size * 0.6, c.look.near, 0.7, 0.12)


def trawler(c: Canvas, x: float, y: float, size: float, heading: int = 1) -> None:
    """A blue wooden fishing boat with a red trim, a cabin and a flag."""
    body = [
        *curve(
            (x - heading * size * 0.5, y - size * 0.2),
            (x, y - size * 0.09),
            (x + heading * size * 0.56, y - size * 0.3),
        ),
        (x + heading * size * 0.42, y),
        (x - heading * size * 0.42, y),
    ]
    house(c, x - size * 0.2 - heading * size * 0.1, y - size * 0.12, size * 0.36, size * 0.24, 2)
    c.line(
        ((x + heading * size * 0.2, y - size * 0.1), (x + heading * size * 0.2, y - size * 0.62)),
        c.look.near,
        size * 0.018,
    )
    for end in (-0.42, 0.5):
        c.line(
            ((x + heading * size * 0.2, y - size * 0.6), (x + heading * size * end, y - size * 0.22)),
            c.look.near,
            size * 0.007,
        )
    c.fill(body, (mix(PORT, TEAL, 0.6), mix(PORT, c.look.near, 0.3)))
    c.line(body[:25], c.lit(RED, 0.2), size * 0.03)
    flag = x - heading * size * 0.44
    c.rect(flag, y - size * 0.45, size * 0.12, size * 0.08, c.lit(RED, 0.15))
    c.line(((flag, y - size * 0.16), (flag, y - size * 0.46)), c.look.near, size * 0.012)
    c.glow(x, y + size * 0.03, size * 0.6, c.look.near, 0.7, 0.12)


def buoy(c: Canvas, x: float, y: float, size: float) -> None:
    """A buoy with its light."""
    c.glow(x, y, size * 0.8, c.look.near, 0.7, 0.2)
    c.poly(
        [(x - size * 0.3, y), (x + size * 0.3, y), (x + size * 0.1, y - size), (x - size * 0.1, y - size)],
        c.lit(RED, 0.2),
    )
    c.poly(
        [
            (x - size * 0.23, y - size * 0.34),
            (x + size * 0.23, y - size * 0.34),
            (x + size * 0.17, y - size * 0.62),
            (x - size * 0.17, y - size * 0.62),
        ],
        c.lit(CREAM, 0.2),
    )
    c.disc(x, y - size * 1.12, size * 0.13, GOLD)
    c.poly([*arc(x, y, size * 0.42, size * 0.12, 0, 360, 20)], c.lit(PORT, 0.1))
