"""An issue's PDF as it stands now: at once where it is at hand, else a page that shows how far it is.

GET changes nothing: having it made, and cancelling that, are POSTs. One section or one article is made within the request.
"""

import io
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponseNotAllowed, HttpResponseRedirect, JsonResponse
from django.utils import timezone

from issues import pdf, renderings
from issues.admin_views.documents import SEE_RELEASES, back
from issues.admin_views.pages import render, require
from issues.assembly import assemble
from issues.edition import Edition
from issues.labels import file_name
from issues.models import Rendering
from issues.models.issue import PrintLayout
from issues.models.rendering import RenderingStatus, Stage
from issues.originals import OriginalRefused
from issues.printing import RenderError

PART_SECONDS = 15  # somebody looks at an empty page meanwhile
NO_WORKER = timedelta(seconds=15)
TO_SUBMIT = "gui-duyet"
NONE = "none"  # the state of what was never asked for
WORDS = {
    NONE: "Nội dung hiện tại chưa được dựng thành PDF.",
    RenderingStatus.QUEUED: "Đang chờ dựng PDF…",
    RenderingStatus.RUNNING: "Đang dựng PDF…",
    RenderingStatus.DONE: "PDF đã sẵn sàng.",
    RenderingStatus.FAILED: "Chưa dựng được PDF.",
    RenderingStatus.CANCELLED: "Việc dựng PDF đã bị hủy.",
}


def preview(model_admin, request, object_id):
    """GET: the PDF, whole or one part of it (`?phan=`), in the issue's layout or another one (`?kieu=`)."""
    issue = model_admin.get_or_404(request, object_id)
    require(request, *SEE_RELEASES)
    try:
        edition = assemble(issue)
        layout = chosen_layout(request.GET, edition)
        if part := request.GET.get("phan", ""):
            return answer(issue, part_of(edition, layout, part))
    except (OriginalRefused, RenderError) as error:
        return back(model_admin, request, issue, f"Chưa dựng được PDF: {error}")
    rendering = renderings.find(edition, layout)
    if made := renderings.kept(rendering):
        return answer(issue, made)
    return waiting_page(model_admin, request, issue, edition, layout, rendering)


def chosen_layout(data, edition: Edition) -> str:
    """The layout that the address or form names, the edition's own where it names none. Raises Http404."""
    layout = data.get("kieu") or edition.layout
    if layout not in PrintLayout.values:
        raise Http404
    return layout


def part_of(edition: Edition, layout: str, part: str) -> pdf.Pdf:
    """One section or article, made here and now. Raises Http404 and RenderError."""
    if part not in dict(parts(edition)) | {f"tin:{a.id}": a.headline for a in edition.articles}:
        raise Http404
    return pdf.render(edition, layout, part, seconds=PART_SECONDS)


def parts(edition: Edition) -> list[tuple[str, str]]:
    """The sections that have something in them: the part's name in the address, and what people call it."""
    trends = edition.trends_title or edition.trends_body
    filled = [s for s in edition.sections if s.articles or (s.layout == "summary" and trends)]
    return [(f"muc:{s.slug}", f"{s.numeral}. {s.name}") for s in filled]


def answer(issue, made: pdf.Pdf) -> FileResponse:
    """A PDF that is no release, to look at."""
    name = f"xem-thu-{file_name(issue.label)}"
    response = FileResponse(io.BytesIO(made.data), content_type="application/pdf", filename=name)
    # The assembly desk shows it in a frame.
    response["X-Frame-Options"] = "SAMEORIGIN"
    return response


def waiting_page(model_admin, request, issue, edition: Edition, layout: str, rendering: Rendering | None):
    """How far the PDF is; it leads on to the PDF by itself."""
    return render(
        model_admin,
        request,
        "admin/issues/issue/rendering.html",
        f"Xem thử PDF: {issue}",
        issue,
        rendering=state(model_admin, request, issue, rendering, layout),
        layout=layout,
        layouts=PrintLayout.choices,
        parts=parts(edition),
    )


def state(model_admin, request, issue, rendering: Rendering | None, layout: str) -> dict:
    """How a rendering stands, for the panel and for its script."""
    status = rendering.status if rendering else NONE
    # A finished one of which the file is lost is as if it had never been.
    if status == RenderingStatus.DONE and renderings.kept(rendering) is None:
        rendering, status = None, NONE
    may_cancel = bool(rendering and rendering.is_open and renderings.may_cancel(rendering, request.user))
    return {
        "status": status,
        "words": WORDS[status],
        "detail": detail(rendering) if rendering else "",
        "open": bool(rendering and rendering.is_open),
        "stage": rendering.stage if rendering else "",
        "stages": Stage.choices,
        "layout": layout,
        "url": f"{model_admin.page('preview', issue)}?kieu={layout}",
        "start": model_admin.page("rendering", issue),
        "progress": model_admin.page("rendering_progress", issue, rendering.pk) if rendering else "",
        "cancel": model_admin.page("rendering_cancel", issue, rendering.pk) if may_cancel else "",
    }


def detail(rendering: Rendering) -> str:
    """What there is to say besides: the page in hand, the number of pages, the error, who cancelled."""
    if rendering.status == RenderingStatus.RUNNING:
        page = f", trang {rendering.page}" if rendering.page else ""
        return f"{rendering.get_stage_display()}{page}"
    if rendering.status == RenderingStatus.QUEUED and timezone.now() - rendering.heartbeat > NO_WORKER:
        return "Tiến trình chạy nền có thể chưa hoạt động; nếu chờ quá lâu, hãy báo quản trị."
    if rendering.status == RenderingStatus.CANCELLED and rendering.cancelled_by:
        at = timezone.localtime(rendering.heartbeat)
        return f"{rendering.cancelled_by} đã hủy lúc {at:%H:%M}."
    return f"{rendering.pages} trang" if rendering.status == RenderingStatus.DONE else rendering.error


def start(model_admin, request, object_id):
    """POST: have the issue's PDF made, or join whoever asked before; then back to the page that shows how far it is."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    issue = model_admin.get_or_404(request, object_id)
    require(request, *SEE_RELEASES)
    try:
        edition = assemble(issue)
    except OriginalRefused as error:
        return back(model_admin, request, issue, f"Chưa dựng được PDF: {error}")
    layout = chosen_layout(request.POST, edition)
    rendering = renderings.request(edition, layout, user=request.user)
    shown = state(model_admin, request, issue, rendering, layout)
    if request.accepts("text/html"):
        submitting = request.POST.get("ve") == TO_SUBMIT
        return HttpResponseRedirect(model_admin.page("step", issue, "submit") if submitting else shown["url"])
    return JsonResponse(shown)


def progress(model_admin, request, object_id, rendering):
    """GET, as JSON: how a rendering stands."""
    issue = model_admin.get_or_404(request, object_id)
    require(request, *SEE_RELEASES)
    found = known(rendering)
    return JsonResponse(state(model_admin, request, issue, found, found.layout))


def cancel(model_admin, request, object_id, rendering):
    """POST: stop a rendering. For those who asked for it and those who submit issues."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    issue = model_admin.get_or_404(request, object_id)
    require(request, *SEE_RELEASES)
    found = known(rendering)
    if not renderings.may_cancel(found, request.user):
        raise PermissionDenied
    renderings.cancel(found, request.user)
    if request.accepts("text/html"):
        return HttpResponseRedirect(f"{model_admin.page('preview', issue)}?kieu={found.layout}")
    return JsonResponse(state(model_admin, request, issue, known(rendering), found.layout))


def known(key: int) -> Rendering:
    """The rendering of an address. Raises Http404."""
    # No key is larger; SQLite would break on it.
    if key >= 1 << 63 or not (found := Rendering.objects.filter(pk=key).defer("edition_json").first()):
        raise Http404
    return found


def submit_state(model_admin, request, issue, edition: Edition) -> dict:
    """The panel of the page that confirms a submission; nothing for an issue whose attached original goes out, and for
    those who may not see PDFs."""
    if issue.original_pdf or not any(request.user.has_perm(p) for p in SEE_RELEASES):
        return {}
    shown = state(model_admin, request, issue, renderings.find(edition), edition.layout)
    return {"rendering": shown | {"back_to": TO_SUBMIT}}
