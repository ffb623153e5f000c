"""The page “Việc chạy nền”: GET shows, POST tries a failed task again or takes it off the list."""

from uuid import UUID

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from diemtin import background
from news.workflow import Refused

ACTS = {
    "chay-lai": (background.try_again, "Đã cho chạy lại: {}."),
    "bo-qua": (background.let_go, "Đã bỏ khỏi danh sách: {}."),
}


def page(request):
    """For chiefs and administrators."""
    if not request.user.has_perm(background.PERMISSION):
        raise PermissionDenied
    if request.method == "POST":
        return act(request)
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "POST"])
    context = admin.site.each_context(request)
    values = {"title": "Việc chạy nền", "work": background.overview()}
    return TemplateResponse(request, "admin/background.html", {**context, **values})


def act(request):
    """What the form's button says, to the task that it names."""
    function, words = ACTS.get(request.POST.get("lam"), (None, ""))
    try:
        task = UUID(request.POST.get("viec", ""))
        if function is None:
            raise ValueError
        messages.success(request, words.format(function(task, request.user)))
    except ValueError:
        messages.error(request, background.GONE)
    except Refused as refused:
        messages.error(request, str(refused))
    return HttpResponseRedirect(reverse("admin:background"))


def on_desk(user) -> dict:
    """What the first page tells those who look after background work. One query."""
    return {"background": background.counts()} if user.has_perm(background.PERMISSION) else {}
