"""The sizes that a picture may take on the page. Lengths are points.

A picture is cropped a little to fill its place, never so far that what it shows is lost; one that is taller than the
tallest place is shown whole on a tinted ground.
"""

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from issues.composition.blocks import Run
from issues.composition.geometry import MM
from issues.composition.lines import break_lines
from issues.composition.typeset import Style
from issues.composition.words import pieces_of
from issues.edition import EditionPicture
from issues.wording import credited

CAPTION, CAPTION_LEADING, CAPTION_SPACE = Style("sans", 7.2), 9.6, 1.3 * MM
SPACE = 3 * MM  # below a picture in a column
WIDE_SPACE = 3.6 * MM  # below a picture over the whole width
UPRIGHT = 0.95  # of the width: a taller picture stands upright
SIZES = 6
LEAST_SHOWN, MOST_WIDENED = (
    0.74,
    1.24,
)  # of the natural height: what is cropped above and below, or at the sides
COLUMN_HEIGHTS = (38 * MM, 84 * MM)
UPRIGHT_HEIGHTS = (56 * MM, 112 * MM)
WIDE_HEIGHTS = (58 * MM, 116 * MM)
INLINE_HEIGHTS = (36 * MM, 78 * MM)  # of a picture within the text
COLUMN_WISH, UPRIGHT_WISH, WIDE_WISH = 52 * MM, 92 * MM, 84 * MM


@dataclass(frozen=True)
class Shot:
    """A picture at one size: height of the picture, height with caption and the space below, how far the size is from the
    handsomest one (0 to 1), whether it is shown whole, whether it has the whole width."""

    picture: EditionPicture
    height: float
    taken: float
    strain: float
    whole: bool
    wide: bool

    @property
    def kind(self) -> str:
        """Which rendition it is printed from, see `issues.assets`."""
        return "picture" if self.wide else "column"


def is_upright(picture: EditionPicture) -> bool:
    """Whether the picture stands upright, so that it never has the whole width."""
    return picture.height > picture.width * UPRIGHT


def caption_runs(picture: EditionPicture) -> tuple[Run, ...]:
    """Caption and credit as they are printed."""
    caption, credit = picture.caption, credited(picture)
    runs = (Run(caption),) if caption else ()
    return (*runs, Run(f" {credit}" if caption else credit, ("<em>",))) if credit else runs


def caption_height(picture: EditionPicture, room: float) -> float:
    """The height of caption and credit, with the space above them."""
    words = pieces_of(caption_runs(picture), CAPTION, room)
    lines = len(break_lines(words, room))
    return lines * CAPTION_LEADING + CAPTION_SPACE if lines else 0.0


def shots(picture: EditionPicture, room: float, wide: bool, leading: float) -> tuple[Shot, ...]:
    """The sizes of a picture that is as wide as the room, from the smallest. In a column they come to whole lines, so that
    the lines beside it stand level."""
    natural = room * picture.height / max(picture.width, 1)
    least, most = bounds(natural, is_upright(picture), wide)
    wish = min(max(natural, least), most, wished(picture, wide))
    words, below = caption_height(picture, room), WIDE_SPACE if wide else SPACE
    step = (most - least) / (SIZES - 1)
    found = {}
    for number in range(SIZES):
        height = least + step * number
        taken = height + words + below
        if not wide:
            taken = max(1, round(taken / leading)) * leading
        strain = abs(height - wish) / max(most - least, 1.0)
        height = taken - words - below
        found[round(taken, 2)] = Shot(picture, height, taken, strain, is_whole(natural, height), wide)
    return tuple(found[key] for key in sorted(found))


def wished(picture: EditionPicture, wide: bool) -> float:
    """The greatest height that is still handsome."""
    return WIDE_WISH if wide else UPRIGHT_WISH if is_upright(picture) else COLUMN_WISH


def is_whole(natural: float, height: float) -> bool:
    """Whether a picture must be shown whole, as it would lose too much at this height."""
    return natural * LEAST_SHOWN > height + 1


def bounds(natural: float, upright: bool, wide: bool) -> tuple[float, float]:
    """The least and the greatest height of a picture with this natural height."""
    if upright:
        return UPRIGHT_HEIGHTS
    low, high = WIDE_HEIGHTS if wide else COLUMN_HEIGHTS
    least, most = natural * LEAST_SHOWN, natural * MOST_WIDENED
    least = min(max(least, low), most) if most > low else natural
    most = max(min(most, high), least)
    return least, most


def inline_height(picture: EditionPicture, room: float) -> float:
    """The height of a picture within a column of text, with its caption."""
    low, high = INLINE_HEIGHTS
    natural = room * picture.height / max(picture.width, 1)
    return min(max(natural, low), high) + caption_height(picture, room)


def figure(picture: EditionPicture, room: float, top: float) -> SafeString:
    """The markup of a picture within a column of text."""
    taken = inline_height(picture, room)
    height = taken - caption_height(picture, room)
    natural = room * picture.height / max(picture.width, 1)
    shot = Shot(picture, height, taken, 0.0, is_whole(natural, height), False)
    return render_to_string(
        "issues/print/picture.html", {"shot": shot, "top": top, "article": {"headline": ""}}
    )
