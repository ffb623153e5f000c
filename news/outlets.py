"""The press outlets and official portals that the project knows from the start (`data/outlets.toml`)."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from news.models import Source, SourceAlias
from news.text import fold, nfc, slugify, sort_key

FILE = Path(__file__).resolve().parent / "data" / "outlets.toml"


@dataclass(frozen=True)
class KnownOutlet:
    """An outlet: its name as a digest prints it, its site, its other spellings."""

    name: str
    site: str
    aliases: tuple[str, ...]


@cache
def known() -> tuple[KnownOutlet, ...]:
    """All outlets of the file, in its order."""
    rows = tomllib.loads(nfc(FILE.read_text(encoding="utf-8")))["outlets"]
    return tuple(KnownOutlet(row["name"], row["site"], tuple(row["aliases"])) for row in rows)


def load() -> int:
    """Make all of them sources with aliases, in two inserts; how many. For an installation that has no source yet."""
    slugs: set[str] = set()
    sources = Source.objects.bulk_create(
        Source(
            name=outlet.name,
            key=fold(outlet.name),
            sort_key=sort_key(outlet.name),
            site=outlet.site,
            slug=free_slug(outlet.name, slugs),
        )
        for outlet in known()
    )
    taken = {source.key for source in sources}
    aliases = []
    for source, outlet in zip(sources, known(), strict=True):
        for alias in outlet.aliases:
            # Two spellings that fold alike are one key: resolving finds the outlet by either.
            if fold(alias) not in taken:
                taken.add(fold(alias))
                aliases.append(SourceAlias(source=source, name=alias, key=fold(alias)))
    SourceAlias.objects.bulk_create(aliases)
    return len(sources)


def free_slug(name: str, slugs: set[str]) -> str:
    """A slug that is not among these; it is added to them."""
    base, number = slugify(name), 1
    slug = base
    while slug in slugs:
        number += 1
        slug = f"{base}-{number}"
    slugs.add(slug)
    return slug
