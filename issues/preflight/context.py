"""What checks may know besides the edition: outlets, house spellings, the archive, links. Loaded before the checks run."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True)
class Outlet:
    """A known outlet: its one spelling and its other ones."""

    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class House:
    """A term's preferred spelling and those it should not be mixed with."""

    preferred: str
    variants: tuple[str, ...]


@dataclass(frozen=True)
class Earlier:
    """An article of another issue that may be the same story: shares link, headline or part of the body's signature."""

    id: int
    issue: str
    headline: str
    headline_key: str
    link_key: str
    signature: bytes
    news_date: date | None = None


@dataclass(frozen=True)
class Quota:
    """How many articles a section should have; no upper bound where `most` is None."""

    least: int
    most: int | None


@dataclass(frozen=True)
class Link:
    """What an address answered, and when."""

    url: str
    status: int | None
    final_url: str
    error: str
    checked_at: datetime


@dataclass(frozen=True)
class Context:
    """A read-only view; empty by default, so that a check can be tried on an edition alone."""

    outlets: tuple[Outlet, ...] = ()
    house: tuple[House, ...] = ()
    earlier: tuple[Earlier, ...] = ()
    quotas: Mapping[str, Quota] = field(default_factory=dict)
    links: Mapping[str, Link] = field(default_factory=dict)
    # How often word pairs (lower case, "kiện toàn") stand in the archive; only those that `words.wanted_pairs` asks for.
    pairs: Mapping[str, int] = field(default_factory=dict)
    # What is wrong with stored pictures, by name.
    picture_faults: Mapping[str, str] = field(default_factory=dict)
    # Whether checks may compose the whole issue on pages, which takes a moment: not while somebody is typing.
    pages: bool = False
