"""Mail that did not arrive, on a person's page: the button that has it sent once more."""

from django.contrib import messages
from django.http import HttpResponseNotAllowed, HttpResponseRedirect

from news import tasks


def send_again(model_admin, request, object_id):
    """POST: try once more what could not be sent to this person."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    person = model_admin.person_or_404(request, object_id)
    count = tasks.send_failed_again(person)
    model_admin.message_user(request, f"Đang gửi lại {count} thư cho {person}.", messages.SUCCESS)
    return HttpResponseRedirect(model_admin.page("change", person))
