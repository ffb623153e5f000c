"""Buttons for the steps of a workflow: one for each step that is allowed, each with a page to confirm it."""

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from news.workflow import Refused, allowed, apply, refusal

SENT_BACK = ("return", "reopen")
NO_VERSION = "Biểu mẫu thiếu phiên bản của nội dung. Hãy tải lại trang rồi đọc lại."


class StepForm(forms.Form):
    """The note, and what the person saw: the status, and for a text its version. Acting on what is no longer true is
    refused."""

    seen = forms.CharField(max_length=10, widget=forms.HiddenInput)
    seen_version = forms.IntegerField(
        widget=forms.HiddenInput, error_messages={"required": NO_VERSION, "invalid": NO_VERSION}
    )
    note = forms.CharField(
        required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4, "cols": 60})
    )

    def __init__(self, *args, transition, binds_version, **kwargs):
        super().__init__(*args, **kwargs)
        if not binds_version:
            del self.fields["seen_version"]
        self.fields["note"].required = transition.needs_note
        self.fields["note"].label = transition.note_label
        self.fields["note"].error_messages["required"] = f"Hãy ghi rõ: {transition.note_label.lower()}."


class StepsMixin:
    """For a ModelAdmin whose rows have a status and `status_changes`; `transitions` are the steps there are."""

    transitions = ()
    # Whether a step is a decision about the text that the page showed, and refused on any other version of it.
    binds_version = False
    # The step that a new row can be sent on to when it is saved.
    step_of_new = None
    change_form_template = "admin/change_form_with_steps.html"

    def get_urls(self):
        """The confirm pages stand before the admin's own catch-all address."""
        view = self.admin_site.admin_view(self.step_view)
        return [
            path("<path:object_id>/buoc/<slug:name>/", view, name=self.url_name("step")),
            *super().get_urls(),
        ]

    def url_name(self, page: str) -> str:
        """The name of one of this model's addresses, without the site's."""
        return f"{self.opts.app_label}_{self.opts.model_name}_{page}"

    def page(self, name: str, obj, *args) -> str:
        """The address of one of a row's pages."""
        return reverse(f"{self.admin_site.name}:{self.url_name(name)}", args=[obj.pk, *args])

    def get_or_404(self, request, object_id):
        """The row, if this person may see it. An address that names none is 404, however large its number."""
        obj = self.get_object(request, unquote(str(object_id)))
        if obj is None:
            raise Http404
        if not self.has_view_or_change_permission(request, obj):
            raise PermissionDenied
        return obj

    def steps(self, request, obj) -> list[dict]:
        """A button for each step that this person may take now."""
        return [
            {"name": t.name, "label": t.label, "url": self.page("step", obj, t.name)}
            for t in allowed(self.transitions, obj, request.user)
        ]

    def take_step(self, request, transition, obj, data: dict):
        """Take the step with the form's note, on what the person saw. Raises Refused."""
        apply(transition, obj, request.user, data["note"], data.get("seen_version"))

    def step_context(self, request, transition, obj) -> dict:
        """What else the confirm page shows."""
        return {}

    def step_form_values(self, request, transition, obj) -> dict:
        """What the form of a step is made with."""
        return {
            "data": request.POST or None,
            "transition": transition,
            "binds_version": self.binds_version,
            "initial": {"seen": obj.status, "seen_version": obj.version},
        }

    def step_form(self, request, transition, obj) -> StepForm:
        """The form on a step's confirm page."""
        return StepForm(**self.step_form_values(request, transition, obj))

    def step_view(self, request, object_id, name):
        """GET asks, POST takes the step; what is refused is said on the row's page."""
        obj = self.get_or_404(request, object_id)
        transition = next((t for t in self.transitions if t.name == name and t.alone), None)
        if transition is None:
            raise Http404
        if not request.user.has_perm(transition.permission):
            raise PermissionDenied
        form = self.step_form(request, transition, obj)
        if request.method == "POST" and form.is_valid():
            return self.step_taken(request, transition, obj, form.cleaned_data)
        if request.method != "POST" and (reason := refusal(transition, obj, request.user)):
            self.message_user(request, reason, messages.WARNING)
            return HttpResponseRedirect(self.page("change", obj))
        context = {
            **self.admin_site.each_context(request),
            **self.step_context(request, transition, obj),
            "title": f"{transition.label}: {obj}",
            "opts": self.opts,
            "original": obj,
            "transition": transition,
            "form": form,
            "back": self.page("change", obj),
        }
        return TemplateResponse(request, "admin/step.html", context)

    def step_taken(self, request, transition, obj, data: dict):
        """Through the door with the status that the person saw, then back to the row."""
        obj.status = data["seen"]
        try:
            self.take_step(request, transition, obj, data)
        except Refused as refused:
            self.message_user(request, str(refused), messages.ERROR)
        else:
            self.message_user(request, f"Đã xong “{transition.label}”: {obj}.", messages.SUCCESS)
        return HttpResponseRedirect(self.page("change", obj))

    def log(self, obj) -> list[dict]:
        """Who took which step when, newest first, in words."""
        statuses = dict(self.opts.get_field("status").choices)
        labels = {t.name: t.label for t in self.transitions}
        return [
            {
                "change": change,
                "step": labels.get(change.transition, change.transition),
                "before": statuses.get(change.from_status, change.from_status),
                "after": statuses.get(change.to_status, change.to_status),
            }
            for change in obj.status_changes.select_related("user")
        ]

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        """Steps above the form, the log below, and what has to be mended where the row was sent back."""
        if obj is not None:
            log = self.log(obj)
            context |= {"steps": self.steps(request, obj), "status_log": log}
            if obj.status == "draft" and log and log[0]["change"].transition in SENT_BACK:
                context["sent_back"] = log[0]
        elif (step := self.step_of_new) and request.user.has_perm(step.permission):
            context["steps"] = [{"name": step.name, "label": step.label}]
        return super().render_change_form(request, context, add, change, form_url, obj)

    def response_change(self, request, obj):
        """“Save and …” leads on to the step's confirm page."""
        return self.on_to_step(request, obj) or super().response_change(request, obj)

    def response_add(self, request, obj, post_url_continue=None):
        """The same for a new row."""
        return self.on_to_step(request, obj) or super().response_add(request, obj, post_url_continue)

    def on_to_step(self, request, obj) -> HttpResponseRedirect | None:
        """To the confirm page of the step that the pressed button names, if it names one."""
        wanted = request.POST.get("_step")
        known = wanted in {t.name for t in self.transitions}
        return HttpResponseRedirect(self.page("step", obj, wanted)) if known else None
