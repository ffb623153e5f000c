"""Who else has a row open, on its form, kept up to date by the page itself."""

from django.http import HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.urls import path
from django.utils import timezone

from news import presence


class PresenceMixin:
    """For a ModelAdmin with `refusal_once`: the form counts as open, and says who else has it open."""

    def get_urls(self):
        """The page's heartbeat stands before the admin's own catch-all address."""
        view = self.admin_site.admin_view(self.presence_view)
        return [
            path("<path:object_id>/dang-mo/", view, name=self.url_name("presence")),
            *super().get_urls(),
        ]

    def presence_view(self, request, object_id):
        """POST: still here, or with `leave` gone. Answers who else is there, and what has become of the row."""
        obj = self.get_or_404(request, object_id)
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if "leave" in request.POST:
            presence.leave(obj, request.user)
            return HttpResponse(status=204)
        presence.beat(obj, request.user, editing=self.refusal_once(request, obj) is None)
        return JsonResponse({"people": self.people(request, obj), **self.state(obj)})

    def people(self, request, obj) -> list[dict]:
        """The others, in words."""
        return [
            {
                "name": str(other.user),
                "doing": "đang sửa" if other.editing else "đang đọc",
                "since": f"{timezone.localtime(other.since):%H:%M}",
            }
            for other in presence.others(obj, request.user)
        ]

    def state(self, obj) -> dict:
        """Version and status as they are stored, and who made the last version and took the last step."""
        saved = obj.history.select_related("history_user").first()
        step = obj.status_changes.select_related("user").first()
        return {
            "version": obj.version,
            "saved_by": str(saved.history_user or "") if saved else "",
            "status": obj.status,
            "status_label": obj.get_status_display(),
            "moved_by": str(step.user) if step else "",
        }

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        """Opening the form is being there; also without JavaScript, for some minutes."""
        if obj is not None:
            if request.method == "GET":
                presence.arrive(obj, request.user, editing=self.refusal_once(request, obj) is None)
            context["presence_url"] = self.page("presence", obj)
            context["people"] = self.people(request, obj)
        return super().render_change_form(request, context, add, change, form_url, obj)
