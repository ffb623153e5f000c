"""The pictures and key figures of an article on which two people save: what each of them made of the rows that both
began with. They are brought together only where one of the two left them alone."""

from dataclasses import dataclass

from news import kept_rows, versions
from news.kept_rows import PICTURES, Kind
from news.pictures import CleanUpload
from news.versions import BOTH, Clash

LAST = 9_999


@dataclass(frozen=True)
class RowClash:
    """The rows of one kind: who changed them; whether they are no longer those that the person saw, and whether the
    person changed them besides, so that the two cannot be brought together."""

    clash: Clash
    moved: bool
    stuck: bool


def row_clashes(form, newest, seen: int) -> list[RowClash]:
    """The rows of each kind under the form's row. `newest` is that row as it is stored."""
    kinds = kept_rows.kinds_of(type(newest))
    began = versions.version_of(newest, seen) if kinds else None
    moved = form.moved_rows()
    return [row_clash(form, kind, newest, began, kind.name in moved) for kind in kinds]


def row_clash(form, kind: Kind, newest, began, moved: bool) -> RowClash:
    """The rows of one kind. Where the opened version did not keep them, whoever changed them is not known."""
    theirs = kept_rows.rows_of(newest, kind)
    base = kept_rows.rows_of(began, kind) if moved and began else None if moved else theirs
    mine = typed_rows(form, kind, base)
    alike = kept_rows.same
    if base is None or mine is None:
        who, base = BOTH, theirs if base is None else base
    else:
        who = versions.changed_by(kind, base, theirs, mine, alike)
    sides = (versions.row_difference(kind, base, side) for side in (theirs, mine))
    # Rows that were stored anew have other keys, although they say the same: the form's rows no longer fit them.
    stuck = who == BOTH or (moved and not (alike(kind, mine, base) or alike(kind, mine, theirs)))
    return RowClash(Clash(kind.name, kind.label, *sides, who), moved, stuck)


def typed_rows(form, kind: Kind, base: list[dict] | None) -> list[dict] | None:
    """The rows as the person wants them; None where the rows that the person began with are not known.

    The page showed those in their order, so the n-th form is of the n-th of them.
    """
    row_forms = getattr(form.instance, "row_forms", {}).get(kind.name)
    if row_forms is None:
        return base
    if base is None or row_forms.initial_form_count() != len(base):
        return None
    row_forms.is_valid()
    kept = []
    for n, row_form in enumerate(row_forms.forms):
        cleaned = getattr(row_form, "cleaned_data", {})
        if not cleaned.get("DELETE") and (n < len(base) or row_form.has_changed()):
            started = base[n] if n < len(base) else dict.fromkeys(kind.values, "")
            kept.append((cleaned.get("order") or LAST, typed_row(kind, started, cleaned)))
    return [row for _, row in sorted(kept, key=lambda pair: pair[0])]


def typed_row(kind: Kind, started: dict, cleaned: dict) -> dict:
    """One row as it was typed. A picture that was chosen anew has the name that it would be stored under."""
    row = started | {name: cleaned[name] or "" for name in kind.values if name in cleaned and name != "image"}
    if kind is PICTURES and isinstance(upload := cleaned.get("image"), CleanUpload):
        row |= {"image": upload.name, "width": upload.picture.width, "height": upload.picture.height}
    return row
