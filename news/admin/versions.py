"""The kept versions of a row: any two compared word by word, and one brought back as a new version."""

from dataclasses import replace

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import DateField, Q
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.text import capfirst
from simple_history.template_utils import HistoricalRecordContextHelper, ObjDiffDisplay

from news import kept_rows, richtext, versions
from news.richtext import RichTextField
from news.workflow import Refused


class Shortened(ObjDiffDisplay):
    """Long texts are shortened to what differs, and say so in a sign instead of English."""

    def shortened_str(self, prefix, num_skipped_chars, suffix):
        """What stands before and after the letters left out."""
        return f"{prefix}[…]{suffix}"


class PlainTextChanges(HistoricalRecordContextHelper):
    """Differences of rich text as plain text: tags are no news."""

    def get_obj_diff_display(self):
        """How long texts are shortened."""
        return Shortened(max_length=self.max_displayed_delta_change_chars)

    def context_for_delta_changes(self, delta):
        """The fields, then pictures and key figures in short; nothing is said of what one of the two did not keep, nor of
        a text that is only laid out in another way."""
        field = self.model._meta.get_field
        real = [c for c in delta.changes if not versions.same(field(c.field), c.old, c.new)]
        found = super().context_for_delta_changes(replace(delta, changes=real))
        for kind in kept_rows.kinds_of(self.model):
            old, new = (kept_rows.rows_of(record, kind) for record in (delta.old_record, delta.new_record))
            if None not in (old, new) and not kept_rows.same(kind, old, new):
                found.append({"field": capfirst(kind.label), **kept_rows.in_short(kind, old, new)})
        return found

    def prepare_delta_change_value(self, change, value):
        """The old or new value of one field, as it is shown."""
        field = self.model._meta.get_field(change.field)
        if value in (None, ""):
            return "trống"
        if isinstance(field, RichTextField):
            value = richtext.plain_text(value)
        elif isinstance(field, DateField):
            value = versions.shown(field, value)
        return super().prepare_delta_change_value(change, value)


class RestoreForm(forms.Form):
    """The version on top of which an old one comes back: what the person saw as the newest."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput)


class VersionPagesMixin:
    """For a ModelAdmin with a history, `refusal_once` and `bring_back`."""

    object_history_template = "admin/versions.html"
    object_history_form_template = "admin/old_version.html"
    object_history_list_template = "admin/includes/versions.html"
    object_history_form_template = "admin/version.html"

    def get_urls(self):
        """The pages stand before the admin's own catch-all address."""
        wrap = self.admin_site.admin_view
        return [
            path("<path:object_id>/so-sanh/", wrap(self.compare_view), name=self.url_name("compare")),
            path(
                "<path:object_id>/khoi-phuc/<str:version_id>/",
                wrap(self.restore_view),
                name=self.url_name("restore"),
            ),
            *super().get_urls(),
        ]

    def bring_back(self, obj, record, user, version: int) -> list[str]:
        """Save an old version as a new one; labels of what could not be. Raises Refused. Each kind of row has its own."""
        raise NotImplementedError

    def version_or_404(self, obj, key: str):
        """One kept version of this row; of another row it is 404."""
        if not (key.isascii() and key.isdigit() and len(key) < 19):
            raise Http404
        record = obj.history.select_related("history_user").filter(pk=int(key)).first()
        if record is None:
            raise Http404
        return record

    def kept_in(self, obj, key: str) -> list[versions.Difference]:
        """The pictures and key figures of one version, to read."""
        record = self.version_or_404(obj, key)
        rows = ((kind, kept_rows.rows_of(record, kind)) for kind in kept_rows.kinds_of(self.model))
        return [versions.row_difference(kind, kept, kept) for kind, kept in rows]

    def chosen(self, request, obj) -> tuple:
        """The two versions that the address names, older first; where `a` is missing, the one before `b`; where both
        are, the newest two."""
        named = request.GET.get("b")
        new = self.version_or_404(obj, named) if named else obj.history.select_related("history_user").first()
        if new is None:
            raise Http404
        named = request.GET.get("a")
        old = self.version_or_404(obj, named) if named else before(obj, new)
        return tuple(sorted((old, new), key=lambda record: (record.history_date, record.pk)))

    def compare_view(self, request, object_id):
        """Two versions, field by field and word by word."""
        obj = self.get_or_404(request, object_id)
        old, new = self.chosen(request, obj)
        found = versions.compare(old, new, self.model)
        context = {
            "old": old,
            "new": new,
            "changed": [d for d in found if d.changed],
            "unchanged": [d.label for d in found if not d.changed and not d.note],
            "unknown": [d for d in found if not d.changed and d.note],
            "may_restore": self.refusal_once(request, obj) is None and old.pk != new.pk,
        }
        return self.version_page(request, obj, "admin/compare.html", f"So sánh hai phiên bản: {obj}", context)

    def restore_view(self, request, object_id, version_id):
        """GET shows what would change, POST brings the version back; only for who may edit the row now."""
        obj = self.get_or_404(request, object_id)
        if not self.may_change_at_all(request):
            raise PermissionDenied
        record = self.version_or_404(obj, version_id)
        form = RestoreForm(request.POST or None, initial={"seen_version": obj.version})
        if request.method == "POST" and form.is_valid():
            return self.restored(request, obj, record, form.cleaned_data["seen_version"])
        if reason := self.refusal_once(request, obj):
            self.message_user(request, reason, messages.WARNING)
            return HttpResponseRedirect(self.page("change", obj))
        found = versions.compare(obj, record, self.model)
        context = {
            "record": record,
            "changed": [d for d in found if d.changed],
            "unknown": [d for d in found if not d.changed and d.note],
            "form": form,
        }
        return self.version_page(request, obj, "admin/restore.html", f"Khôi phục phiên bản: {obj}", context)

    def may_change_at_all(self, request) -> bool:
        """Whether this person ever edits rows like this; whether this one now is a question for later."""
        return request.user.has_perm(f"{self.opts.app_label}.change_{self.opts.model_name}")

    def restored(self, request, obj, record, version: int):
        """Bring it back and say what could not be."""
        try:
            lost = self.bring_back(obj, record, request.user, version)
        except Refused as refused:
            self.message_user(request, str(refused), messages.ERROR)
            return HttpResponseRedirect(self.page("history", obj))
        self.message_user(request, "Đã khôi phục thành một phiên bản mới.", messages.SUCCESS)
        if lost:
            names = ", ".join(lost)
            self.message_user(request, f"Không khôi phục được vì không còn: {names}.", messages.WARNING)
        return HttpResponseRedirect(self.page("change", obj))

    def get_historical_record_context_helper(self, request, historical_record):
        """Rich text is compared as text."""
        return PlainTextChanges(self.model, historical_record)

    def version_page(self, request, obj, template: str, title: str, context: dict) -> TemplateResponse:
        """A page of the row's versions."""
        return TemplateResponse(
            request,
            template,
            {
                **self.admin_site.each_context(request),
                "opts": self.opts,
                "original": obj,
                "title": title,
                "back": self.page("change", obj),
                "history": self.page("history", obj),
                **context,
            },
        )


def before(obj, record):
    """The version before this one; of the first one, itself."""
    older = Q(history_date__lt=record.history_date) | Q(history_date=record.history_date, pk__lt=record.pk)
    return obj.history.select_related("history_user").filter(older).first() or record
