"""Deleting: refused where something hangs on a row, else into the bin, from which it comes back unchanged for 30 days.

Rows are kept as they are stored. Files are never deleted with rows. Pictures and key figures of an article, and texts, are
not binned: every version of an article keeps them.
"""

from collections import Counter
from datetime import timedelta

import msgspec
from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core import serializers
from django.core.exceptions import ValidationError
from django.core.serializers.base import DeserializationError
from django.db import IntegrityError, transaction
from django.db.models.deletion import Collector, ProtectedError, RestrictedError
from django.utils import timezone

from news.models.binned import Binned, right_of
from news.text import nfc
from news.workflow import Refused

KEPT = timedelta(days=30)
GONE = "Mục này không còn trong thùng rác: đã được khôi phục hoặc đã quá hạn."


def collected(row) -> Collector:
    """Everything that goes with a row. Raises Refused where something hangs on it that does not go with it."""
    collector = Collector(using="default", origin=[row])
    try:
        collector.collect([row])
    except (ProtectedError, RestrictedError) as error:
        hanging = getattr(error, "protected_objects", None) or error.restricted_objects
        raise Refused(hangs_on(row, hanging)) from error
    # A reference that would only be emptied is something that hangs on the row too: it could not be brought back.
    emptied = [one for found in collector.field_updates.values() for group in found for one in group]
    if emptied:
        raise Refused(hangs_on(row, emptied))
    return collector


def hangs_on(row, hanging) -> str:
    """Why a row is not deleted, with what hangs on it."""
    counts = Counter(str(one._meta.verbose_name) for one in hanging)
    things = ", ".join(f"{count} {name}" for name, count in sorted(counts.items()))
    return f"Không xóa được {row._meta.verbose_name} “{row}”: còn {things} gắn với nó."


def refusal(row, user) -> str | None:
    """Why this person may not delete the row now, or None."""
    if not (user.is_active and user.has_perm(right_of(row._meta.label))):
        return f"Bạn không có quyền xóa {row._meta.verbose_name}."
    try:
        collected(row)
    except Refused as refused:
        return str(refused)
    return None


def throw_away(row, user) -> Binned:
    """Delete a row and what goes with it, into the bin. Raises Refused."""
    model = type(row)
    with transaction.atomic():
        current = model._base_manager.select_for_update().filter(pk=row.pk).first()
        if current is None:
            raise Refused(
                f"{str(row._meta.verbose_name).capitalize()} “{row}” không còn nữa: có người vừa xóa."
            )
        if reason := refusal(current, user):
            raise Refused(reason)
        binned = Binned.objects.create(
            kind=model._meta.label,
            kind_name=str(model._meta.verbose_name),
            key=str(current.pk),
            name=nfc(str(current))[:200],
            rows=together(current),
            deleted_by=user,
            until=timezone.now() + KEPT,
        )
        current.delete()
    return binned


def together(row) -> list[dict]:
    """A row and those that go with it, as plain values, in an order in which they can come back."""
    collector = collected(row)
    collector.sort()
    found = [one for instances in reversed(collector.data.values()) for one in instances if one != row]
    found += [one for group in collector.fast_deletes for one in group if not one._meta.auto_created]
    # JSON of Django's own would cut times to milliseconds.
    return msgspec.to_builtins(serializers.serialize("python", [row, *found]))


def bring_back(pk: int, user):
    """Put back what was deleted, all of it, under its old keys. Returns the row. Raises Refused in words where somebody
    took its place, or what it belongs to is gone; then it stays in the bin."""
    with transaction.atomic():
        binned = Binned.objects.select_for_update().filter(pk=pk).first()
        if binned is None:
            raise Refused(GONE)
        if not (user.is_active and user.has_perm(right_of(binned.kind))):
            raise Refused("Bạn không có quyền khôi phục mục này.")
        try:
            rows = [
                put_back(one)
                for one in serializers.deserialize("python", binned.rows, ignorenonexistent=True)
            ]
        except (ValidationError, IntegrityError, DeserializationError) as error:
            words = (
                " ".join(error.messages)
                if isinstance(error, ValidationError)
                else "dữ liệu trùng với mục khác."
            )
            raise Refused(f"Không khôi phục được {binned}: {words}") from error
        log(rows[0], user)
        binned.delete()
    return rows[0]


def put_back(one):
    """Write one row where its place is free. Raises ValidationError or IntegrityError."""
    row = one.object
    for field in row._meta.concrete_fields:
        if field.remote_field and (value := getattr(row, field.attname)) is not None:
            name = field.target_field.attname
            if not field.remote_field.model._base_manager.filter(**{name: value}).exists():
                raise ValidationError(f"{field.verbose_name} của mục này không còn nữa.")
    row.clean()
    row.validate_unique()
    row.validate_constraints()
    one.save(force_insert=True)
    return row


def log(row, user) -> None:
    """Who brought it back, in the log of the admin, where its deletion stands too."""
    LogEntry.objects.create(
        user=user,
        content_type=ContentType.objects.get_for_model(row),
        object_id=str(row.pk),
        object_repr=str(row)[:200],
        action_flag=ADDITION,
        change_message="Khôi phục từ thùng rác.",
    )


def empty() -> int:
    """Let go of what was kept for 30 days. Returns how many."""
    expired = Binned.objects.expired()
    count = expired.count()
    expired.delete()
    return count
