"""When somebody saves on top of a version that is no longer the newest: both texts side by side, nothing lost, and the
two brought together where the person says how."""

from dataclasses import dataclass

from django import forms
from django.db import models

from news import versions
from news.admin import row_conflict
from news.versions import BOTH, MINE, THEIRS

CHOOSE = "Hãy chọn giữ bản nào ở từng mục mà cả hai người cùng sửa, rồi lưu bản gộp."
ROWS_MOVED = "Cả hai người cùng sửa ảnh hoặc con số nổi bật, nên không gộp được."
NO_BASE = "Không còn phiên bản mà bạn đã mở, nên không biết ai sửa mục nào: mọi chỗ khác nhau đều cần chọn."


@dataclass(frozen=True)
class Conflict:
    """What the page shows: the fields that differ, the newest version, who saved it, and whether they can be merged."""

    clashes: list
    version: int
    record: object
    step: object
    refused: str
    note: str

    @property
    def mergeable(self) -> bool:
        """Whether a merge may be offered."""
        return not self.refused

    @property
    def to_choose(self) -> bool:
        """Whether somebody has to choose anything."""
        return any(clash.both for clash in self.clashes)


def fields_in(form) -> list[models.Field]:
    """The kept fields that the form shows."""
    return [field for field in versions.fields_of(form._meta.model) if field.name in form.fields]


def typed(form, fields, base: dict) -> dict:
    """What the person wants stored, as plain values; a file that was not chosen anew is the one they began with."""
    values = {}
    for field in fields:
        value = form.cleaned_data.get(field.name)
        if isinstance(field, models.FileField):
            chosen = field.name in form.changed_data
            values[field.name] = getattr(value, "name", "") or "" if chosen else base[field.name]
        else:
            values[field.name] = value.pk if isinstance(value, models.Model) else value
    return values


def sides(form, seen: int):
    """The fields of the form, and their values in the version that was opened, the newest one, and the form.

    Where the opened version was not kept, everything that differs counts as changed by both.
    """
    fields = fields_in(form)
    newest = type(form.instance)._default_manager.get(pk=form.instance.pk)
    theirs = versions.snapshot(newest, fields)
    base = versions.version_of(newest, seen)
    began = versions.snapshot(base, fields) if base else None
    mine = typed(form, fields, began or theirs)
    return newest, fields, began, theirs, mine


def clashes(form, seen: int) -> tuple:
    """The newest row, the fields in which it and the form differ, and whether the opened version is known."""
    newest, fields, began, theirs, mine = sides(form, seen)
    found = versions.clashes(fields, began or theirs, theirs, mine)
    if began is None:
        found = [versions.Clash(c.name, c.label, c.theirs, c.mine, BOTH) for c in found]
    return newest, found, began is not None


def describe(form, seen: int) -> Conflict:
    """What to show beside the form that came back."""
    newest, found, known = clashes(form, seen)
    rows = row_conflict.row_clashes(form, newest, seen)
    return Conflict(
        clashes=[*found, *(row.clash for row in rows if row.clash.who)],
        version=newest.version,
        record=newest.history.select_related("history_user").first(),
        step=newest.status_changes.select_related("user").first(),
        refused=form.stopped or (ROWS_MOVED if any(row.stuck for row in rows) else ""),
        note="" if known else NO_BASE,
    )


def merge(form, cleaned: dict, seen: int) -> None:
    """Give the form the newest value of each field that only the others changed, and of each where the person chose it.

    Raises ValidationError where a choice is missing, and then changes nothing.
    """
    newest, found, _ = clashes(form, seen)
    rows = row_conflict.row_clashes(form, newest, seen)
    if any(row.stuck for row in rows):
        raise forms.ValidationError(ROWS_MOVED)
    kept = {clash.name: kept_side(clash, form.data) for clash in found}
    if not all(kept.values()):
        raise forms.ValidationError(CHOOSE)
    for name in (name for name, side in kept.items() if side == THEIRS):
        cleaned[name] = getattr(newest, name)
    form.instance.rows_left = {row.clash.name for row in rows if row.moved}


def kept_side(clash, data) -> str:
    """Whose value of a field is kept; empty where the person has yet to say so."""
    if not clash.both:
        return THEIRS if clash.who == THEIRS else MINE
    choice = data.get(f"_take_{clash.name}", "")
    return choice if choice in (MINE, THEIRS) else ""
