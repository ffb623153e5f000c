"""Colours: the few palettes from which every demo picture is painted."""

from dataclasses import dataclass
from zlib import crc32

Color = tuple[int, int, int]
Paint = tuple[int, ...]


def rgb(code: str) -> Color:
    """'#0b3a66' -> (11, 58, 102)."""
    return int(code[1:3], 16), int(code[3:5], 16), int(code[5:7], 16)


def mix(first: Paint, second: Paint, share: float) -> Color:
    """The colour that lies `share` (0–1) of the way from the first to the second."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first[:3], second[:3], strict=True))
    return red, green, blue


def fade(color: Paint, opacity: float) -> Paint:
    """The colour with an alpha channel; opacity 0–1."""
    return (*color[:3], round(255 * opacity))


PORT = rgb("#0b3a66")
RED = rgb("#d8352a")
CREAM = rgb("#fbf1dc")
TEAL = rgb("#12868a")
GOLD = rgb("#f2b544")
INK = rgb("#06203d")


@dataclass(frozen=True)
class Look:
    """One time of day. `sky` runs from zenith to horizon; `haze` tints what is far, `near` what is close."""

    sky: tuple[Color, ...]
    light: Color
    haze: Color
    near: Color
    leaf: Color
    grass: Color
    wall: Color
    night: bool = False


def look(
    sky: str, light: str, haze: str, near: str, leaf: str, grass: str, wall: str, night: bool = False
) -> Look:
    """A Look from colour codes; `sky` holds its codes separated by spaces."""
    return Look(
        tuple(rgb(code) for code in sky.split()), *map(rgb, (light, haze, near, leaf, grass, wall)), night
    )


LOOKS = (
    look("#2f86ba #86c5d6 #f6ecd2", "#fffaf0", "#a5cdd6", "#0b3a66", "#1c7a72", "#5aa581", "#fbf1dc"),
    look("#0a2748 #8a3a5e #e9643f #fbb968", "#ffe2a0", "#d67457", "#0a2a50", "#17505c", "#33706a", "#f7d9ae"),
    look("#efdcb5 #f8ecd0 #fff8e8", "#d8352a", "#cfd6c6", "#0b3a66", "#2b8079", "#94b08b", "#fff6e2"),
    look("#04142c #0b3a66 #1d6d86", "#fdf0cf", "#1f5f80", "#041a35", "#0c4a58", "#14575f", "#cfe0dc", True),
    look("#0f6c79 #69bdb5 #f5eed6", "#fff4d2", "#8fc6bd", "#0a3f5c", "#12716c", "#4f9f88", "#fbf1dc"),
    look("#3d6798 #e29a86 #fbdcae", "#fff3d0", "#d9a896", "#14406c", "#2a6f73", "#719a83", "#fdebcf"),
    look("#b3232b #e4573c #f9be80", "#fff0c8", "#e0836a", "#0b2f58", "#134f60", "#2f6c6c", "#fce2ba"),
    look(
        "#081c3c #293f72 #8c6c92 #e8b196",
        "#fff0d6",
        "#7f7398",
        "#081f40",
        "#124a5c",
        "#2b626c",
        "#e8d8cf",
        True,
    ),
)


def look_for(scene: str, seed: int) -> Look:
    """Neighbouring seeds never share a look, and scenes of the same seed rarely do."""
    return LOOKS[(seed * 3 + crc32(scene.encode())) % len(LOOKS)]
