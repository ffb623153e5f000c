"""The editions and their PDFs, each made once for all tests and all processes of a run."""

import fcntl
import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.test import override_settings

from issues import pdf
from issues.edition import Edition, from_json, to_json
from tests.issues.print import editions
from tests.issues.print.paper import Paper, paper_of

LAYOUTS = ("magazine", "compact")


@dataclass(frozen=True)
class Shelf:
    """A folder that the processes of a run share."""

    folder: Path

    @contextmanager
    def locked(self, name: str) -> Iterator[None]:
        """Nobody else makes the same thing meanwhile; pictures belong to this folder."""
        with (
            open(self.folder / f"{name}.lock", "w") as lock,
            override_settings(MEDIA_ROOT=self.folder / "media"),
        ):
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def edition(self, key: str) -> Edition:
        """One of the six editions; its pictures are in the store of this folder."""
        path = self.folder / f"{key}.json"
        with self.locked("editions"):
            if not path.exists():
                path.write_text(to_json(editions.EDITIONS[key]()), encoding="utf-8")
        return from_json(path.read_text(encoding="utf-8"))

    def path(self, key: str, layout: str) -> Path:
        """The PDF of an edition in one layout."""
        edition, path = self.edition(key), self.folder / f"{key}-{layout}.pdf"
        with self.locked(f"{key}-{layout}"):
            if not path.exists():
                path.write_bytes(pdf.render(edition, layout).data)
        return path

    def paper(self, key: str, layout: str) -> Paper:
        """The PDF as its judges see it: taken apart once, as that takes as long as printing it."""
        path = self.path(key, layout)
        parts = path.with_suffix(".pickle")
        with self.locked(f"{key}-{layout}"):
            if not parts.exists():
                parts.write_bytes(pickle.dumps(paper_of(path.read_bytes())))
        return unpacked(parts)


@lru_cache(maxsize=1)
def unpacked(path: Path) -> Paper:
    """A kept PDF's parts, which this run wrote itself."""
    return pickle.loads(path.read_bytes())
