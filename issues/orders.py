"""The order of an issue as a value: the keys of its articles by section. Reading, comparing and describing it; pure."""

import json
from dataclasses import dataclass

from issues.preflight.record import longest_rise

Order = dict[str, list[int]]  # a section's slug -> the keys of its articles, first to last; no empty sections
MOST = 1000  # articles: more than an issue ever holds
LARGEST = (1 << 63) - 1  # the largest key that a database holds
UNREADABLE = "Không đọc được thứ tự vừa gửi. Hãy tải lại trang rồi làm lại."
NAMED = 3


@dataclass(frozen=True)
class Changes:
    """What was done to an order: keys of articles that came, went, changed section, changed place within theirs."""

    placed: tuple[int, ...]
    taken_out: tuple[int, ...]
    moved: tuple[int, ...]
    reordered: tuple[int, ...]

    @property
    def all(self) -> tuple[int, ...]:
        """Every article that was touched."""
        return (*self.placed, *self.taken_out, *self.moved, *self.reordered)


def read(text: str) -> Order:
    """The order of a JSON object `{"haiphong": [3, 1]}`. Raises ValueError with a sentence where it is none."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ValueError(UNREADABLE) from error
    if not isinstance(data, dict) or not all(is_keys(keys) for keys in data.values()):
        raise ValueError(UNREADABLE)
    order = {slug: keys for slug, keys in data.items() if keys}
    keys = all_of(order)
    if len(keys) > MOST or len(set(keys)) < len(keys):
        raise ValueError(UNREADABLE)
    return order


def is_keys(value) -> bool:
    """Whether this is a list of what can be keys (True is an int to Python)."""
    return isinstance(value, list) and all(type(key) is int and 0 < key <= LARGEST for key in value)


def all_of(order: Order) -> list[int]:
    """All keys, section by section."""
    return [key for keys in order.values() for key in keys]


def sections_of(order: Order) -> dict[int, str]:
    """In which section each article stands."""
    return {key: slug for slug, keys in order.items() for key in keys}


def without(order: Order, key: int) -> Order:
    """The order with an article taken out."""
    left = {slug: [k for k in keys if k != key] for slug, keys in order.items()}
    return {slug: keys for slug, keys in left.items() if keys}


def appended(order: Order, slug: str, key: int) -> Order:
    """The order with an article at the end of a section."""
    return order | {slug: [*order.get(slug, []), key]}


def changes(before: Order, after: Order) -> Changes:
    """What leads from one order to the other. Of a section that was reordered, the fewest articles that explain it."""
    old, new = sections_of(before), sections_of(after)
    return Changes(
        placed=tuple(key for key in new if key not in old),
        taken_out=tuple(key for key in old if key not in new),
        moved=tuple(key for key in new if key in old and old[key] != new[key]),
        reordered=tuple(key for slug, keys in after.items() for key in displaced(before.get(slug, []), keys)),
    )


def displaced(before: list[int], after: list[int]) -> list[int]:
    """The articles of a section that changed places: all but a longest run that kept its order."""
    places = {key: n for n, key in enumerate(before)}
    stayed = [key for key in after if key in places]
    kept = longest_rise([places[key] for key in stayed])
    return [key for n, key in enumerate(stayed) if n not in kept]


def described(done: Changes, headlines: dict[int, str]) -> str:
    """The changes in one sentence without its full stop, for the log: “đưa vào 1 tin («…»); lấy ra 2 tin («…», «…»)”."""
    kinds = (
        ("đưa vào", done.placed),
        ("lấy ra", done.taken_out),
        ("chuyển chuyên mục", done.moved),
        ("đổi chỗ", done.reordered),
    )
    return "; ".join(f"{verb} {named(keys, headlines)}" for verb, keys in kinds if keys)


def named(keys: tuple[int, ...], headlines: dict[int, str]) -> str:
    """`2 tin («…», «…»)`; of many the first ones by name."""
    names = [f"«{headlines[key]}»" for key in keys[:NAMED] if key in headlines]
    more = ["…"] if len(keys) > NAMED else []
    return f"{len(keys)} tin ({', '.join([*names, *more])})" if names else f"{len(keys)} tin"
