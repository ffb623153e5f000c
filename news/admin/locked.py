"""Forms over rows that several people may open: read-only where the domain says so, and never over a newer version."""

import hashlib

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from simple_history.admin import SimpleHistoryAdmin

from news.admin import conflict
from news.admin.presence import PresenceMixin
from news.admin.versions import VersionPagesMixin
from news.editing import Overtaken
from news.workflow import Refused

MERGED = "Đã lưu phần của bạn cùng với bản mới nhất thành một phiên bản mới. Hai bản trước vẫn còn trong “Các phiên bản”."
MARK = 32  # letters
NO_VERSION = "Biểu mẫu thiếu số phiên bản. Hãy tải lại trang rồi sửa lại."


class VersionedForm(forms.ModelForm):
    """Carries the version that the person saw; `clean` locks the row, inside the transaction that the admin opened.

    A refusal becomes an error of the form, so that what was typed stays on the page; also `refused`, one that came
    when the row was being saved. `overtaken` says that somebody else acted first: the page then shows both texts, and
    the form may come back with `_merge`, the version on top of which the two are brought together; not where it is
    `stopped`, by a change of status for instance.
    """

    seen_version = forms.IntegerField(label="Phiên bản đã mở", required=False, widget=forms.HiddenInput)
    seen_rows = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    user = None
    refused = ""
    overtaken = False
    stopped = ""
    # Rows under this one that are saved with it, by the name of their relation.
    related_rows = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["seen_version"] = self.instance.version
            if not self.is_bound:
                self.initial["seen_rows"] = self.rows_now()

    def rows_now(self) -> str:
        """What the related rows are recognised by, as they are stored: a mark for each kind."""
        kinds = (getattr(self.instance, name).order_by("pk").values_list() for name in self.related_rows)
        return "".join(hashlib.sha256(repr(list(rows)).encode()).hexdigest()[:MARK] for rows in kinds)

    def moved_rows(self) -> set[str]:
        """The related rows that are no longer those that the person saw."""
        seen, now = self.cleaned_data.get("seen_rows", ""), self.rows_now()
        marks = ((name, slice(n * MARK, (n + 1) * MARK)) for n, name in enumerate(self.related_rows))
        return {name for name, mark in marks if seen[mark] != now[mark]}

    def lock(self, version: int):
        """Lock the row for editing. Raises Refused. Each kind of row has its own function for it."""
        raise NotImplementedError

    def clean(self):
        """Ask the domain whether this may be saved, holding the row until it is."""
        cleaned = super().clean()
        if self.refused:
            raise forms.ValidationError(self.refused)
        if self.instance.pk:
            seen = cleaned.get("seen_version")
            if seen is None:
                raise forms.ValidationError(NO_VERSION)
            self.lock_or_refuse(seen if self.merged_on is None else self.merged_on)
            if self.merged_on not in (None, seen):
                self.bring_together(cleaned, seen)
        return cleaned

    @property
    def merged_on(self) -> int | None:
        """The version on top of which the person wants both texts merged; None for a plain save."""
        key = self.data.get("_merge", "")
        return int(key) if key.isascii() and key.isdigit() and len(key) < 10 else None

    def lock_or_refuse(self, version: int) -> None:
        """Lock the row; a refusal is an error of the form."""
        try:
            self.lock(version)
        except Refused as refused:
            self.overtaken = True
            self.stopped = "" if isinstance(refused, Overtaken) else str(refused)
            raise forms.ValidationError(str(refused)) from refused

    def bring_together(self, cleaned: dict, seen: int) -> None:
        """Merge with the newest version, which is locked."""
        try:
            conflict.merge(self, cleaned, seen)
        except forms.ValidationError:
            self.overtaken = True
            raise
        cleaned["seen_version"] = self.merged_on

    @property
    def changes_something(self) -> bool:
        """Whether any field has a new value."""
        return bool(set(self.changed_data) - {"seen_version", "seen_rows"})


class LockedAdmin(PresenceMixin, VersionPagesMixin, SimpleHistoryAdmin):
    """Shows a form only to who may edit now; to others the same page to read, with the reason. Nothing is deleted, and
    an old text comes back as a new version, through the same questions as every save."""

    # What is done with the files of a form before its transaction: by the name of the field.
    prepare_uploads = {}

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """The form. What is refused only when it is saved comes back as an error of the form, nothing stored."""
        writes = self.has_change_permission(request) or self.has_add_permission(request)
        if request.method == "POST" and writes:
            self.prepare(request.FILES)
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except Refused as refused:
            request.refused_on_saving = str(refused)
            return super().changeform_view(request, object_id, form_url, extra_context)

    def prepare(self, files) -> None:
        """Decode what was uploaded before anything is locked: it takes seconds. The form fields use the result."""
        for name, uploads in files.lists():
            prepare = self.prepare_uploads.get(name.rpartition("-")[2])
            for upload in uploads if prepare else ():
                prepare(upload)

    def edit_refusal(self, request, obj) -> str | None:
        """Why this person may not edit the row now, or None."""
        raise NotImplementedError

    def refusal_once(self, request, obj) -> str | None:
        """`edit_refusal`, asked once in a request: the admin asks for permissions dozens of times."""
        answers = request.__dict__.setdefault("_edit_refusals", {})
        key = (self.opts.label, obj.pk)
        if key not in answers:
            answers[key] = self.edit_refusal(request, obj)
        return answers[key]

    def has_change_permission(self, request, obj=None):
        """May this person edit this row now? When a form comes back the answer is the form's to give, with the typed
        text still in it, instead of a bare page that says no."""
        if not super().has_change_permission(request, obj):
            return False
        if obj is None or request.method == "POST":
            return True
        return not reads_history(request) and self.refusal_once(request, obj) is None

    def has_delete_permission(self, request, obj=None):
        """Nothing is deleted."""
        return False

    def revert_disabled(self, request, obj=None):
        """Old versions are for reading."""
        return True

    def history_view(self, request, object_id, extra_context=None):
        """All versions. The library takes any address for a key; here one that names no row is 404."""
        obj = self.get_object(request, unquote(object_id))
        if obj is None:
            raise Http404
        may_restore = self.may_change_at_all(request) and self.refusal_once(request, obj) is None
        extra_context = {"may_restore": may_restore, **(extra_context or {})}
        return super().history_view(request, object_id, extra_context)

    def history_form_view(self, request, object_id, version_id, extra_context=None):
        """One old version, to read."""
        if request.method != "GET":
            raise PermissionDenied
        if (
            not version_id.isascii()
            or not version_id.isdigit()
            or (obj := self.get_object(request, object_id)) is None
        ):
            raise Http404
        extra_context = {"kept": self.kept_in(obj, version_id), **(extra_context or {})}
        return super().history_form_view(request, object_id, version_id, extra_context)

    def get_form(self, request, obj=None, change=False, **kwargs):
        """The form knows who fills it in."""
        form = super().get_form(request, obj, change=change, **kwargs)
        form.user = request.user
        form.refused = getattr(request, "refused_on_saving", "")
        return form

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        """Say why the page is for reading only."""
        if obj is not None and not context.get("errors"):
            context["edit_refusal"] = self.refusal_once(request, obj)
        form = context["adminform"].form
        if getattr(form, "overtaken", False):
            context["conflict"] = conflict.describe(form, form.cleaned_data["seen_version"])
            context["files_lost"] = bool(request.FILES)
            context["back_to_newest"] = self.page("change", obj)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def response_change(self, request, obj):
        """After a merge the person reads what came of it."""
        if "_merge" not in request.POST:
            return super().response_change(request, obj)
        self.message_user(request, MERGED, messages.SUCCESS)
        return HttpResponseRedirect(self.page("change", obj))


def reads_history(request) -> bool:
    """Whether the page shows an old version."""
    match = request.resolver_match
    return bool(match and match.url_name and match.url_name.endswith("_simple_history"))
