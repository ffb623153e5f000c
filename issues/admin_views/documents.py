"""PDFs for the staff: what was released, and an attached original."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponseRedirect

from issues.admin_views.pages import require
from issues.labels import file_name

SEE_RELEASES = ("issues.view_release", "issues.approve_issue")
GONE = "Không đọc được tệp PDF trong kho. Hãy báo quản trị."


def may_see(user) -> bool:
    """Whether this person may open PDFs that are not public."""
    return any(user.has_perm(permission) for permission in SEE_RELEASES)


def release(model_admin, request, object_id, number):
    """Exactly the bytes of one release."""
    issue = model_admin.get_or_404(request, object_id)
    require(request, *SEE_RELEASES)
    found = issue.releases.filter(number=number).defer("edition_json").first()
    if found is None:
        raise Http404
    return stored(model_admin, request, issue, found.pdf)


def original(model_admin, request, object_id):
    """The PDF that a back issue was printed from."""
    issue = model_admin.get_or_404(request, object_id)
    require(request, *SEE_RELEASES)
    if not issue.original_pdf:
        raise Http404
    return stored(model_admin, request, issue, issue.original_pdf)


def stored(model_admin, request, issue, field_file):
    """A PDF out of the storage; where it cannot be read, the issue's page says so."""
    try:
        file = field_file.open("rb")
    except OSError:
        return back(model_admin, request, issue, GONE)
    return FileResponse(file, content_type="application/pdf", filename=file_name(issue.label))


def back(model_admin, request, issue, words: str) -> HttpResponseRedirect:
    """To the issue, with a message."""
    model_admin.message_user(request, words, messages.ERROR)
    return HttpResponseRedirect(model_admin.page("change", issue))
