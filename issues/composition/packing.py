"""Packing articles onto pages in their order: a dynamic program over where a page may end.

A page holds whole articles; one may go on from the page before, and one may be begun at the foot. Pictures take the sizes
with which pages fill. Lengths are points.
"""

import heapq
from dataclasses import dataclass
from itertools import product

from issues.composition.bands import START, Laying, Place
from issues.composition.geometry import MM
from issues.composition.pictures import Shot
from issues.composition.stories import LATER, WIDE, Story

APART = 9 * MM  # between two articles
STRETCH = 5 * MM  # how much wider that may become so that a page fills
MOST_ON_A_PAGE = 8
LEAST_FILL = 2 / 3  # of a page's depth, except before a new section
PAGE = 1.5  # each page of paper
UNIT = 8 * MM  # so much white space is a fault of one
EMPTY = 500.0  # a page emptier than LEAST_FILL
SPLIT = 5.0  # an article that goes on
DISPLACED = 4.0  # its picture behind the text
STRAIN = 1.2  # a picture at the end of its range
LAST = 0.2  # white space at the end of a section weighs less
PLAIN = 0.35  # two or more articles, none with a wide picture
ALONE = 0.8  # a short article on a page of its own


@dataclass(frozen=True)
class Fragment:
    """An article, or a part of it, on a page: how its picture is chosen, the space above, what is laid."""

    story: Story
    variant: str
    size: int
    start: Place
    laying: Laying
    before: float = 0.0

    @property
    def shot(self) -> Shot | None:
        """The picture, where the article begins here."""
        return self.story.shot(self.variant, self.size) if self.start == START else None


@dataclass(frozen=True)
class Packed:
    """A page: its fragments, and how much of its depth they fill (0 to 1)."""

    fragments: tuple[Fragment, ...]
    fill: float


@dataclass(frozen=True)
class Choice:
    """Variant and size of the picture of each of some articles, the height that they take, and how far that is from the
    handsomest."""

    pictures: tuple[tuple[str, int], ...]
    height: float
    cost: float


def pack(stories: list[Story], depth: float, opening: float) -> list[Packed]:
    """The pages of a section; on the first one something takes `opening` of the depth."""
    first = (0, START)
    costs, ways = {first: 0.0}, {}
    waiting = [(0, 0, 0, first)]
    seen = set()
    while waiting:
        *_, state = heapq.heappop(waiting)
        if state in seen or state[0] == len(stories):
            continue
        seen.add(state)
        room = depth - (opening if state == first else 0.0)
        found = list(page_ways(stories, state, room, depth))
        if not found and room < depth:
            # Only on a very small page: the opening leaves too little room for even the beginning of an article.
            return [Packed((), opening / depth), *pack(stories, depth, 0.0)]
        found = found or [resort(stories, state, room)]
        for fragments, after, cost in found:
            cost += PAGE
            if costs[state] + cost < costs.get(after, float("inf")):
                costs[after] = costs[state] + cost
                ways[after] = (state, fragments, room)
                heapq.heappush(waiting, (after[0], after[1].band, after[1].unit, after))
    return traced(ways, (len(stories), START), depth)


def traced(ways: dict, state: tuple, depth: float) -> list[Packed]:
    """The pages along the cheapest way, from the first."""
    pages = []
    while state in ways:
        state, fragments, room = ways[state]
        pages.append(spread_out(fragments, room, depth))
    return pages[::-1]


def page_ways(stories: list[Story], state: tuple[int, Place], room: float, depth: float):
    """(fragments, state after the page, cost) of each way to fill a page from a state."""
    number, start = state
    lead, used = (), 0.0
    if start != START:
        fragment = continued(stories[number], start, room)
        if fragment is None:
            return
        lead, used = (fragment,), fragment.laying.height
        if fragment.laying.stop:
            yield lead, (number, fragment.laying.stop), SPLIT + white(room - used, 0, depth)
            return
        number += 1
    for count in range(min(MOST_ON_A_PAGE, len(stories) - number) + 1):
        group = stories[number : number + count]
        gaps = len(lead) + count - 1
        free = room - used - APART * max(gaps, 0)
        choice = choose(group, free)
        if choice is None:
            return
        whole = (*lead, *(entire(s, *picture) for s, picture in zip(group, choice.pictures, strict=True)))
        last = number + count == len(stories)
        if whole:
            left = free - choice.height
            cost = LAST * (left / UNIT) ** 2 if last else white(left, gaps, depth)
            yield whole, (number + count, START), choice.cost + cost
        if not last:
            yield from begun(stories, number + count, whole, room, depth)


def continued(story: Story, start: Place, room: float) -> Fragment | None:
    """The rest of an article that was begun before, or as much of it as the page holds."""
    picture = plain(story)
    laying = story.lay(start, room, *picture)
    return laying and Fragment(story, *picture, start, laying)


def resort(stories: list[Story], state: tuple[int, Place], room: float):
    """The way out where something is taller than a page and cannot be broken."""
    number, start = state
    picture = (LATER, 0) if start == START else plain(stories[number])
    laying = stories[number].lay_anyhow(start, room)
    after = (number, laying.stop) if laying.stop else (number + 1, START)
    return (Fragment(stories[number], *picture, start, laying),), after, EMPTY


def plain(story: Story) -> tuple[str, int]:
    """The picture as it is chosen where nothing speaks for another size: the size nearest to the wish."""
    variant = next(iter(story.sizes))
    sizes = story.sizes[variant]
    return variant, min(range(len(sizes)), key=lambda n: sizes[n].strain, default=0)


def entire(story: Story, variant: str, size: int) -> Fragment:
    """A whole article."""
    return Fragment(story, variant, size, START, story.lay(START, float("inf"), variant, size))


def begun(stories: list[Story], number: int, whole: tuple, room: float, depth: float):
    """The ways in which one more article is begun at the foot of the page."""
    used = sum(fragment.laying.height for fragment in whole) + APART * len(whole)
    story = stories[number]
    variant, wished = plain(story)
    tries = [(variant, size, 0.0) for size in sorted({0, wished})]
    if story.article.pictures:
        tries.append((LATER, 0, DISPLACED))
    for variant, size, displaced in tries:
        laying = story.lay(START, room - used, variant, size)
        if laying and laying.stop:
            fragments = (*whole, Fragment(story, variant, size, START, laying))
            cost = SPLIT + displaced + white(room - used - laying.height, len(whole), depth)
            yield fragments, (number, laying.stop), cost


def white(left: float, gaps: int, depth: float) -> float:
    """What white space at the foot of a page costs, once the gaps between its articles have taken some."""
    cost = (max(0.0, left - STRETCH * 0.8 * gaps - MM) / UNIT) ** 2
    return cost + (EMPTY if left > (1 - LEAST_FILL) * depth else 0.0)


def choose(group: list[Story], room: float) -> Choice | None:
    """The pictures' variants and sizes with which these articles fill the room best; None where they do not fit."""
    best = None if group else (0.0, Choice((), 0.0, 0.0))
    for variants in product(*(story.sizes for story in group)) if group else ():
        if variants.count(WIDE) > 1:
            continue
        sizes = [0] * len(group)
        height = sum(story.whole(v, 0) for story, v in zip(group, variants, strict=True))
        if height > room:
            continue
        height = grown(group, variants, sizes, height, room)
        cost = strain(group, variants, sizes)
        if best is None or cost + white(room - height, len(group) - 1, room) < best[0]:
            total = cost + white(room - height, len(group) - 1, room)
            best = total, Choice(tuple(zip(variants, sizes, strict=True)), height, cost)
    return best and best[1]


def grown(group: list[Story], variants: tuple, sizes: list[int], height: float, room: float) -> float:
    """Let the pictures grow while the room allows: first to the size they wish for, then beyond. The new height."""
    for limited in (True, False):
        growing = True
        while growing:
            growing = False
            for n, (story, variant) in enumerate(zip(group, variants, strict=True)):
                options = story.sizes[variant]
                if sizes[n] + 1 >= len(options):
                    continue
                if limited and options[sizes[n] + 1].strain > options[sizes[n]].strain:
                    continue
                more = story.whole(variant, sizes[n] + 1) - story.whole(variant, sizes[n])
                if height + more <= room:
                    sizes[n] += 1
                    height += more
                    growing = True
    return height


def strain(group: list[Story], variants: tuple, sizes: list[int]) -> float:
    """How far the pictures are from their handsomest sizes, and the page from variety."""
    shots = [story.sizes[v][s] for story, v, s in zip(group, variants, sizes, strict=True) if story.sizes[v]]
    cost = sum(shot.strain**2 for shot in shots) * STRAIN
    if len(group) == 1 and group[0].article.word_count < 250:
        cost += ALONE
    if len(shots) > 1 and WIDE not in variants:
        cost += PLAIN
    return cost


def spread_out(fragments: tuple[Fragment, ...], room: float, depth: float) -> Packed:
    """The page with its white space shared among the gaps between its articles, as far as they may stretch."""
    used = sum(fragment.laying.height for fragment in fragments) + APART * (len(fragments) - 1)
    gaps = len(fragments) - 1
    extra = min(STRETCH, max(0.0, room - used) / gaps) * 0.8 if gaps else 0.0
    placed = tuple(
        Fragment(f.story, f.variant, f.size, f.start, f.laying, APART + extra if n else 0.0)
        for n, f in enumerate(fragments)
    )
    return Packed(placed, min(1.0, (depth - room + used + extra * gaps) / depth))
