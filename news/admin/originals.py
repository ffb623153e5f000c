"""The whole picture of an article, for who draws the box that is cut out of it."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseNotAllowed

from news.cropping import to_draw_on
from news.models import Picture
from news.pictures import PictureRefused


def view(model_admin, request, object_id, picture):
    """GET: the whole picture, no larger than a screen; for those who may write."""
    article = model_admin.get_or_404(request, object_id)
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    if not request.user.has_perm("news.change_article"):
        raise PermissionDenied
    found = Picture.objects.filter(article=article, pk=picture).first() if picture < 1 << 63 else None
    if found is None:
        raise Http404
    try:
        data = to_draw_on(found.whole[0])
    except PictureRefused as refused:
        raise Http404 from refused
    headers = {"Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff"}
    return HttpResponse(data, content_type="image/jpeg", headers=headers)
