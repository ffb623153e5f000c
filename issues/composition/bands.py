"""Bands: what an article or the trend summary is made of from top to bottom, and laying them on a page. Points.

A strip has the whole width and is not broken. A text stands in columns of equal length and may go on elsewhere.
"""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from issues.composition.flow import EPSILON, Flow
from issues.composition.geometry import MM
from issues.composition.markup import markup
from issues.composition.pictures import Shot

FEWEST_LINES = 4  # of a text that is begun at the foot of a page, or that is left for the next one
BANDS_APART = 3.4 * MM


@dataclass(frozen=True)
class Strip:
    """Something as wide as the page. `kind` names the template that prints `value`; `keeps` stays with what follows."""

    kind: str
    height: float
    value: object = None
    keeps: bool = False
    before: float = BANDS_APART


@dataclass(frozen=True, eq=False)
class Text:
    """A text to be set in columns."""

    flow: Flow
    count: int
    before: float = BANDS_APART


@dataclass(frozen=True, order=True)
class Place:
    """How far something has been laid: the band, and the unit within it where that is a text; `later` where an article's
    picture stands at the end of its text."""

    band: int = 0
    unit: int = 0
    later: bool = False


START = Place()


@dataclass(frozen=True)
class Laid:
    """A band on a page: the space above it, its height, the columns' markup or the strip, the picture in the first column."""

    kind: str
    before: float
    height: float
    value: object = None
    columns: tuple[SafeString, ...] = ()
    look: str = ""
    shot: Shot | None = None

    @property
    def template(self) -> str:
        """What prints it."""
        return f"issues/print/bands/{self.kind}.html"


@dataclass(frozen=True)
class Laying:
    """What was laid: height, where it stopped (None at the end), and what is needed to make the markup: stretches of units."""

    height: float
    stop: Place | None
    parts: tuple[tuple[int, int, int, float], ...]  # band, first unit, last unit, height


def lay(
    bands: tuple, start: Place, room: float, shot: Shot | None = None, whole: bool = False
) -> Laying | None:
    """As much of the bands as the room holds, from `start`; None where that is nothing, or not all that was asked for.

    `shot` stands at the head of the first column of the first text. With `whole` everything that is left must fit.
    """
    used, parts = 0.0, []
    first_text = next((n for n, band in enumerate(bands) if isinstance(band, Text)), None)
    for number in range(start.band, len(bands)):
        band = bands[number]
        unit = start.unit if number == start.band else 0
        before = band.before if parts else 0.0
        if isinstance(band, Strip):
            if used + before + band.height > room + EPSILON:
                return None if whole else stopped(bands, parts, used, Place(number))
            parts.append((number, 0, 0, band.height))
            used += before + band.height
            continue
        taken = shot.taken if shot and number == first_text and unit == 0 else 0.0
        height = band.flow.balance(unit, len(band.flow), band.count, taken)
        if used + before + height <= room + EPSILON:
            parts.append((number, unit, len(band.flow), height))
            used += before + height
            continue
        if whole:
            return None
        end = text_end(band, unit, room - used - before, taken)
        if end is None:
            return stopped(bands, parts, used, Place(number, unit))
        height = band.flow.balance(unit, end, band.count, taken)
        parts.append((number, unit, end, height))
        return Laying(used + before + height, Place(number, end), tuple(parts))
    return Laying(used, None, tuple(parts))


def lay_anyhow(bands: tuple, start: Place, room: float) -> Laying:
    """As much as the room holds, and at least the next thing that cannot be broken, be it taller than the room: it gets a
    page, and WeasyPrint breaks it."""
    laying = lay(bands, start, room)
    if laying:
        return laying
    band, after = bands[start.band], Place(start.band + 1)
    if isinstance(band, Strip):
        height, end = band.height, 0
    else:
        flow = band.flow
        end = flow.reach(start.unit, band.count, room)
        if end == start.unit:
            end = next((place for place in flow.legal if place > start.unit), len(flow))
        height = flow.balance(start.unit, end, band.count)
        after = Place(start.band, end) if end < len(flow) else after
    part = (start.band, start.unit, end, height)
    return Laying(height, after if after.band < len(bands) else None, (part,))


def text_end(band: Text, unit: int, room: float, taken: float) -> int | None:
    """How far a text that does not fit is laid: some lines here, some left for the next page. None for not at all."""
    flow = band.flow
    if taken > room:
        return None
    few = FEWEST_LINES * band.count * flow.setting.leading
    furthest = flow.reach(unit, band.count, room, taken)
    for end in reversed(flow.legal):
        if unit < end <= furthest and flow.text_height(end) >= few:
            enough = taken or flow.height(unit, end) >= few / band.count
            return end if enough else None
    return None


def stopped(bands: tuple, parts: list, used: float, stop: Place) -> Laying | None:
    """What was laid before a band that does not fit; a strip that keeps to what follows goes with it."""
    while parts and isinstance(bands[parts[-1][0]], Strip) and bands[parts[-1][0]].keeps:
        number = parts.pop()[0]
        used -= bands[number].height + (bands[number].before if parts else 0.0)
        stop = Place(number)
    return Laying(used, stop, tuple(parts)) if parts else None


def set_bands(bands: tuple, laying: Laying, shot: Shot | None = None) -> tuple[Laid, ...]:
    """The laid bands with their markup."""
    first_text = next((n for n, band in enumerate(bands) if isinstance(band, Text)), None)
    laid = []
    for number, start, end, height in laying.parts:
        band = bands[number]
        before = band.before if laid else 0.0
        if isinstance(band, Strip):
            laid.append(Laid(band.kind, before, height, band.value))
            continue
        own = shot if shot and number == first_text and start == 0 else None
        cuts = band.flow.columns(start, end, band.count, height, own.taken if own else 0.0)
        columns = tuple(markup(band.flow, *cut) for cut in cuts)
        laid.append(Laid("text", before, height, None, columns, band.flow.setting.look, own))
    return tuple(laid)
