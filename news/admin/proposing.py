"""The article form's proposals: what was typed in, title and outlet out as JSON. Nothing is stored."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseNotAllowed, JsonResponse

from news import proposing

LONGEST_HEADLINE = 400
LONGEST_BODY = 40_000  # letters; a digest has a tenth of that
LONGEST_LINK = 1000


def view(model_admin, request, object_id=None):
    """POST: proposals for the form's values."""
    article = model_admin.get_or_404(request, object_id) if object_id is not None else None
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if not request.user.has_perm("news.change_article" if article else "news.add_article"):
        raise PermissionDenied
    source = proposing.source_for(request.POST.get("link", "")[:LONGEST_LINK])
    answer = {
        "toc_title": proposing.title_for(
            request.POST.get("headline", "")[:LONGEST_HEADLINE], request.POST.get("body", "")[:LONGEST_BODY]
        ),
        "source": {"id": source.pk, "name": source.name} if source else None,
    }
    return JsonResponse(answer, headers={"Cache-Control": "no-store"})
