"""Rows under an article whose order is typed as numbers: positions are written 1, 2, 3, … whatever was typed."""

from django import forms
from django.db.models import F
from django.forms.models import BaseInlineFormSet

ASIDE = 10_000  # more rows than an article ever has
LAST = 9_999


class OrderedForm(forms.ModelForm):
    """A row with a number that says where it stands; without one it comes last."""

    order = forms.IntegerField(label="Thứ tự", required=False, min_value=1, max_value=LAST)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["order"].widget.attrs["class"] = "order-number"
        # In a table of rows the column's heading is no label of the field.
        for field in self.fields.values():
            field.widget.attrs.setdefault("aria-label", str(field.label))
        if self.instance.pk:
            self.initial["order"] = self.instance.position


class OrderedFormSet(BaseInlineFormSet):
    """Numbers the rows anew when it is saved. The unique position needs two passes: first everything aside.

    The form of the row above finds the bound set with its instance, and may say there that these rows are left as they
    are stored: where somebody else changed them and this person did not.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.is_bound:
            self.instance.__dict__.setdefault("row_forms", {})[self.prefix] = self

    @property
    def left_alone(self) -> bool:
        """Whether these rows are left as they are stored."""
        return self.prefix in getattr(self.instance, "rows_left", ())

    def is_valid(self):
        """What is left alone is not asked."""
        return self.left_alone or super().is_valid()

    def has_changed(self):
        """What is left alone has not changed."""
        return not self.left_alone and super().has_changed()

    def kept(self) -> list[forms.ModelForm]:
        """The rows that remain, in the order that was typed; equal numbers keep the order of the page."""
        rows = [f for f in self.forms if (f.instance.pk or f.has_changed()) and f not in self.deleted_forms]
        return sorted(rows, key=lambda form: form.cleaned_data.get("order") or LAST)

    def save(self, commit=True):
        """Save what changed and every position."""
        if self.left_alone:
            self.new_objects, self.changed_objects, self.deleted_objects = [], [], []
            return []
        if not self.has_changed():
            return super().save(commit)
        rows = self.kept()
        for position, form in enumerate(rows, 1):
            form.instance.position = position
        siblings = self.model._default_manager.filter(**{self.fk.name: self.instance})
        siblings.update(position=F("position") + ASIDE)
        saved = super().save(commit)
        for form in rows:
            siblings.filter(pk=form.instance.pk).update(position=form.instance.position)
        return saved
