"""How people leave: a page that shows what they have in work, and who takes it over."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse

from news import leaving
from news.models import User
from news.workflow import Refused

SHOWN = 20


class LeavingForm(forms.Form):
    """Who takes over, if anybody."""

    successor = forms.ModelChoiceField(
        User.objects.none(),
        required=False,
        label="Bàn giao tin đang làm cho",
        empty_label="Không bàn giao (tin vẫn đứng tên người này)",
    )

    def __init__(self, *args, person: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["successor"].queryset = leaving.successors(person)


def leave(model_admin, request, object_id):
    """GET shows what the person has in work; POST switches the account off and hands it on."""
    person = allowed_person(model_admin, request, object_id)
    form = LeavingForm(request.POST if request.method == "POST" else None, person=person)
    if request.method == "POST" and form.is_valid():
        return left(model_admin, request, person, form.cleaned_data["successor"])
    articles = leaving.in_work(person).select_related("source")
    context = {
        **model_admin.admin_site.each_context(request),
        "title": f"Cho nghỉ: {person}",
        "opts": model_admin.opts,
        "person": person,
        "form": form,
        "articles": articles[:SHOWN],
        "count": articles.count(),
        "back": model_admin.page("change", person),
    }
    return TemplateResponse(request, "admin/news/user/leave.html", context)


def allowed_person(model_admin, request, object_id) -> User:
    """The person, where this user may switch the account on and off."""
    person = model_admin.person_or_404(request, object_id)
    if not model_admin.may_switch(request, person):
        raise PermissionDenied
    return person


def left(model_admin, request, person: User, successor: User | None):
    """Switch the account off, note it in the log, and say how it went."""
    try:
        count = leaving.leave(person, request.user, successor)
    except Refused as refused:
        model_admin.message_user(request, str(refused), messages.ERROR)
    else:
        handed = f"; {count} tin đang làm giao cho {successor}" if successor else ""
        model_admin.log_change(request, person, f"Đã cho nghỉ{handed}.")
        model_admin.message_user(request, f"Đã cho nghỉ: {person}{handed}.", messages.SUCCESS)
    return HttpResponseRedirect(model_admin.page("change", person))


def come_back(model_admin, request, object_id):
    """POST: switch the account on again."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    person = allowed_person(model_admin, request, object_id)
    try:
        leaving.come_back(person)
    except Refused as refused:
        model_admin.message_user(request, str(refused), messages.ERROR)
    else:
        model_admin.log_change(request, person, "Đã cho làm việc lại.")
        model_admin.message_user(request, f"Đã cho làm việc lại: {person}.", messages.SUCCESS)
    return HttpResponseRedirect(model_admin.page("change", person))
