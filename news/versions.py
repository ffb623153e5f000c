"""The kept versions of an article or an issue: what differs between two of them, and between three where two people
saved on top of the same one."""

from dataclasses import dataclass
from pathlib import PurePath

from django.core.files.storage import default_storage
from django.db import models

from news import kept_rows, richtext, wordwise
from news.kept_rows import PICTURES, Kind, PictureChange, Side
from news.pictures import PictureField
from news.richtext import RichTextField
from news.text import nfc, squeeze
from news.wordwise import SAME, Piece

ONLY_LOOKS = "Chữ giữ nguyên, chỉ đổi cách trình bày (đậm, nghiêng, liên kết, loại đoạn)."
MINE, THEIRS, BOTH, AGREED = "mine", "theirs", "both", "agreed"


@dataclass(frozen=True)
class Difference:
    """One field of two versions, or their rows of one kind: the paragraphs word by word, and the pictures of both sides.
    `note` says what they do not show; where one of the two versions did not keep the rows, it is all there is."""

    name: str
    label: str
    blocks: list[list[Piece]]
    changed: bool
    note: str = ""
    pictures: tuple[PictureChange, ...] = ()


@dataclass(frozen=True)
class Clash:
    """One field of three versions: what each of two people made of the one they began with, and who changed it."""

    name: str
    label: str
    theirs: Difference
    mine: Difference
    who: str

    @property
    def both(self) -> bool:
        """Whether somebody has to choose."""
        return self.who == BOTH


def fields_of(model) -> list[models.Field]:
    """The fields that people fill in and every version keeps, in the model's order."""
    kept = {field.name for field in model.history.model._meta.get_fields()}
    return [f for f in model._meta.concrete_fields if f.editable and not f.primary_key and f.name in kept]


def snapshot(row, fields) -> dict:
    """The fields of a row or of one of its versions as plain values: keys for rows, names for files."""
    return {field.name: plain(getattr(row, field.attname)) for field in fields}


def plain(value):
    """A value that can be compared; a file is its name."""
    return value.name or "" if isinstance(value, models.fields.files.FieldFile) else value


def same(field, one, other) -> bool:
    """Whether two values are stored alike."""
    if isinstance(field, RichTextField):
        return richtext.comparable(one) == richtext.comparable(other)
    if isinstance(one or "", str) and isinstance(other or "", str):
        return squeeze(one or "") == squeeze(other or "")
    return one == other


def shown(field, value) -> str:
    """A value in words."""
    if value in (None, ""):
        return ""
    if field.remote_field:
        row = field.remote_field.model._default_manager.filter(pk=value).first()
        return str(row) if row else f"(không còn: {value})"
    if isinstance(field, models.FileField):
        return PurePath(value).name
    if isinstance(field, models.DateField):
        return f"{value:%d/%m/%Y}"
    return nfc(str(dict(field.flatchoices).get(value, value)))


def difference(field, old, new) -> Difference:
    """What became of one field."""
    label = str(field.verbose_name)
    if isinstance(field, RichTextField):
        rows = wordwise.compare_blocks(richtext.blocks(old), richtext.blocks(new))
        changed = not same(field, old, new)
        words_alike = all(piece.kind == SAME for row in rows for piece in row)
        return Difference(field.name, label, rows, changed, ONLY_LOOKS if changed and words_alike else "")
    changed = not same(field, old, new)
    if isinstance(field, PictureField):
        both = PictureChange(*(Side(name, "") if name else None for name in (old, new)), [], changed, changed)
        return Difference(field.name, label, [], changed, pictures=(both,) if old or new else ())
    row = wordwise.compare(shown(field, old), shown(field, new))
    return Difference(field.name, label, [row] if row else [], changed)


def row_difference(kind: Kind, old: list[dict] | None, new: list[dict] | None) -> Difference:
    """What became of an article's pictures or key figures; None stands for rows that were not kept."""
    if old is None or new is None:
        return Difference(kind.name, kind.label, [], False, kept_rows.NOT_KEPT)
    changed = not kept_rows.same(kind, old, new)
    if kind is PICTURES:
        pictures = tuple(kept_rows.picture_changes(old, new))
        return Difference(kind.name, kind.label, [], changed, pictures=pictures)
    return Difference(kind.name, kind.label, kept_rows.figure_blocks(old, new), changed)


def compare(old, new, model) -> list[Difference]:
    """All fields of two versions, older first, then what they keep of the rows under them."""
    fields = fields_of(model)
    before, after = snapshot(old, fields), snapshot(new, fields)
    found = [difference(field, before[field.name], after[field.name]) for field in fields]
    kinds = kept_rows.kinds_of(model)
    return found + [row_difference(k, kept_rows.rows_of(old, k), kept_rows.rows_of(new, k)) for k in kinds]


def clashes(fields, base: dict, theirs: dict, mine: dict) -> list[Clash]:
    """The fields in which two versions that began with the same one differ from it or from each other."""
    found = []
    for field in fields:
        values = (side[field.name] for side in (base, theirs, mine))
        who = changed_by(field, *values)
        if who:
            began = base[field.name]
            sides = (difference(field, began, side[field.name]) for side in (theirs, mine))
            found.append(Clash(field.name, str(field.verbose_name), *sides, who))
    return found


def changed_by(field, base, theirs, mine, alike=same) -> str:
    """Who changed a field: one of the two, both alike (agreed), both differently; empty for nobody. `alike` compares two
    values of the field."""
    if alike(field, theirs, mine):
        return "" if alike(field, base, mine) else AGREED
    if alike(field, base, mine):
        return THEIRS
    return MINE if alike(field, base, theirs) else BOTH


def version_of(row, number: int):
    """The kept version of a row with this number, or None where it was never kept."""
    return row.history.select_related("history_user").filter(version=number).first()


def lost_file(row, version) -> str:
    """The label of a file that an old version names besides those in use and that is gone; empty where there is none."""
    for field in fields_of(type(row)):
        value = plain(getattr(version, field.attname)) if isinstance(field, models.FileField) else ""
        if value and value != plain(getattr(row, field.attname)) and not there(field, value):
            return str(field.verbose_name)
    return ""


def bring_back(row, version) -> list[str]:
    """Set the row's fields to those of an old version. Returns the labels of what could not be brought back: the row that
    it names is gone."""
    lost = []
    for field in fields_of(type(row)):
        value = getattr(version, field.attname)
        if value not in (None, "") and not there(field, value):
            lost.append(str(field.verbose_name))
        elif plain(getattr(row, field.attname)) != value:
            setattr(row, field.attname, value)
    return lost


def there(field, value) -> bool:
    """Whether the row or the file that a value names is still there."""
    if field.remote_field:
        return field.remote_field.model._default_manager.filter(pk=value).exists()
    return not isinstance(field, models.FileField) or default_storage.exists(value)
