"""The pictures and key figures of an article's versions.

They are rows of their own while people work on them; each version keeps them as plain values, in order. A picture's file
is named by its content and never deleted, so the name is all that a version needs.
"""

from dataclasses import dataclass

from django.core.files.storage import default_storage
from django.db import models
from django.utils.text import Truncator

from news import wordwise
from news.pictures import WEB, rendition_name
from news.text import squeeze
from news.wordwise import SAME, Piece

NOT_KEPT = "không so sánh được, vì một trong hai bản lưu từ trước khi mục này được giữ cùng phiên bản."


@dataclass(frozen=True)
class Kind:
    """Rows under an article: the relation, the column of a version that keeps them, their label, and their values."""

    name: str
    column: str
    label: str
    values: tuple[str, ...]


PICTURES = Kind(
    "pictures",
    "kept_pictures",
    "ảnh",
    (
        *("image", "width", "height", "original", "original_width", "original_height"),
        *("crop_left", "crop_top", "crop_width", "crop_height", "caption", "credit", "alt"),
    ),
)
FIGURES = Kind("key_figures", "kept_figures", "con số nổi bật", ("value", "label"))
KINDS = (PICTURES, FIGURES)
SHOWN = (("alt", "Mô tả"), ("caption", "Chú thích"), ("credit", "Nguồn ảnh"))


@dataclass(frozen=True)
class Side:
    """A picture as it is shown small: its name in the storage, the name of its small version, what it shows."""

    name: str
    alt: str

    @property
    def small(self) -> str:
        """The name of the small version; empty where the file is not in the storage."""
        return rendition_name(self.name, WEB) if default_storage.exists(self.name) else ""


@dataclass(frozen=True)
class PictureChange:
    """One picture of two versions. Where only one of them has it, the other side is None; `changed` is false where it
    is the same picture with the same words at the same place."""

    old: Side | None
    new: Side | None
    blocks: list[list[Piece]]
    changed: bool
    recut: bool


def kinds_of(model) -> tuple[Kind, ...]:
    """The kinds of rows that the versions of a model keep."""
    kept = {field.name for field in model.history.model._meta.get_fields()}
    return tuple(kind for kind in KINDS if kind.column in kept)


def rows_of(row, kind: Kind) -> list[dict] | None:
    """The rows of an article as they stand, or as a version of it kept them (None where it did not)."""
    if hasattr(row, kind.column):
        return getattr(row, kind.column)
    return list(getattr(row, kind.name).order_by("position").values(*kind.values))


def take(record) -> None:
    """Write the rows as they stand into a version; it is not saved."""
    article = record.instance_type(pk=record.id)
    for kind in KINDS:
        setattr(record, kind.column, rows_of(article, kind))


def keep(article) -> None:
    """Rows that were stored after the text belong to the same version. Call inside the transaction that stored both."""
    record = article.history.first()
    take(record)
    record.save(update_fields=[kind.column for kind in KINDS])


def same(kind: Kind, one: list[dict] | None, other: list[dict] | None) -> bool:
    """Whether two lists of rows are stored alike; what was not kept is like nothing but itself."""
    return one == other or (
        one is not None and other is not None and canonical(kind, one) == canonical(kind, other)
    )


def canonical(kind: Kind, rows: list[dict]) -> list[tuple]:
    """The values without what nobody sees: white space at the ends and twice."""
    values = ([row.get(name) or "" for name in kind.values] for row in rows)
    return [tuple(squeeze(value) if isinstance(value, str) else value for value in row) for row in values]


def in_short(kind: Kind, old: list[dict], new: list[dict]) -> dict[str, str]:
    """Two lists of rows for a table of versions: pictures are counted, key figures are told by their values."""
    if kind is FIGURES:
        told = ("; ".join(f"{row['value']} {row['label']}" for row in rows) for rows in (old, new))
        before, after = (Truncator(words).chars(100, truncate="…") for words in told)
        return {"old": before or "trống", "new": after or "trống"}
    before, after = (f"{len(rows)} ảnh" for rows in (old, new))
    return {"old": before, "new": after if before != after else f"{after}, có thay đổi"}


def figure_blocks(old: list[dict], new: list[dict]) -> list[list[Piece]]:
    """Key figures word by word, one a line."""
    lines = ([squeeze(f"{row['value']} {row['label']}") for row in rows] for rows in (old, new))
    return wordwise.compare_blocks(*lines)


def picture_changes(old: list[dict], new: list[dict]) -> list[PictureChange]:
    """The pictures of two versions side by side, in the order of the newer one; then what is gone."""
    left = dict(enumerate(old))
    found = []
    for place, row in enumerate(new):
        before = partner(place, row, left)
        found.append(change(old, before, place, row))
        left.pop(before, None)
    return found + [change(old, place, None, None) for place in left]


def partner(place: int, row: dict, left: dict[int, dict]) -> int | None:
    """Where the picture stood before: the same pixels or another piece of the same picture, the same place first."""
    for name in ("image", "original"):
        alike = [n for n, other in left.items() if row[name] and other[name] == row[name]]
        if alike:
            return place if place in alike else alike[0]
    return None


def change(old: list[dict], before: int | None, place: int | None, row: dict | None) -> PictureChange:
    """One picture on both sides, with its words compared."""
    gone = old[before] if before is not None else None
    lines = ([] if r is None else words(n, r) for n, r in ((before, gone), (place, row)))
    blocks = [block for a, b in zip(*padded(*lines), strict=True) if (block := wordwise.compare(a, b))]
    recut = bool(gone and row) and gone["image"] != row["image"]
    changed = recut or any(piece.kind != SAME for block in blocks for piece in block)
    return PictureChange(side(gone), side(row), blocks, changed, recut)


def padded(old: list[str], new: list[str]) -> tuple[list[str], list[str]]:
    """Both lists of lines; the side that has no picture has empty ones."""
    return old or [""] * len(new), new or [""] * len(old)


def words(place: int, row: dict) -> list[str]:
    """What is said of a picture, a line for each: its place, its words."""
    return [f"Ảnh {place + 1}", *(f"{label}: {row[name]}" if row[name] else "" for name, label in SHOWN)]


def side(row: dict | None) -> Side | None:
    """A picture to show."""
    return Side(row["image"], row["alt"]) if row else None


def missing(article, record) -> str:
    """Which picture of a version cannot come back as its file is gone (the first one, in words), or an empty string."""
    here = {row["image"] for row in rows_of(article, PICTURES)}
    for place, row in enumerate(rows_of(record, PICTURES) or (), 1):
        if row["image"] not in here and not default_storage.exists(row["image"]):
            name = row["caption"] or row["alt"]
            return f"ảnh {place} (“{name}”)" if name else f"ảnh {place}"
    return ""


def changed_kinds(article, record) -> list[Kind]:
    """The kinds of rows that would change if a version came back; what it did not keep stays."""
    return [
        kind
        for kind in kinds_of(type(article))
        if (wanted := rows_of(record, kind)) is not None and not same(kind, rows_of(article, kind), wanted)
    ]


def bring_back(article, record) -> None:
    """Replace the rows by those that a version kept. Call inside a transaction, with the article locked."""
    for kind in changed_kinds(article, record):
        manager: models.Manager = getattr(article, kind.name)
        manager.all().delete()
        manager.bulk_create(
            manager.model(article=article, position=place, **{name: row[name] for name in kind.values})
            for place, row in enumerate(rows_of(record, kind), 1)
        )
