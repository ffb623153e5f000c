"""How an issue stands while it is put together: pages so far, by section; what preflight finds; how its PDF is."""

from django.http import HttpResponseNotAllowed, JsonResponse

from issues import renderings
from issues.admin_views import rendering
from issues.admin_views.documents import may_see
from issues.admin_views.pages import require
from issues.admin_views.places import shown
from issues.assembly import assemble
from issues.composition import compose
from issues.edition import Edition
from issues.inspection import Inspection, inspect
from issues.models.issue import PrintLayout
from issues.originals import OriginalRefused
from issues.preflight.findings import SEVERITIES

LISTED = 8


def view(model_admin, request, object_id):
    """GET, as JSON: the numbers on the desk, asked for again after each change."""
    if request.method != "GET":
        return HttpResponseNotAllowed(["GET"])
    issue = model_admin.get_or_404(request, object_id)
    require(request, "issues.assemble_issue")
    return JsonResponse(standing(model_admin, request, issue))


def standing(model_admin, request, issue) -> dict:
    """Pages by composition alone, nothing is rendered; findings without those that were let pass; the state of the PDF for
    those who may see it."""
    inspection = inspect(issue)
    edition = inspection.edition
    return {
        **pages(edition),
        "articles": {s.slug: len(s.articles) for s in edition.sections},
        "words": {s.slug: sum(a.word_count for a in s.articles) for s in edition.sections},
        "findings": inspection.counts,
        "listed": listed(inspection, issue),
        "rendering": pdf_state(model_admin, request, issue, edition) if may_see(request.user) else None,
    }


def listed(inspection: Inspection, issue) -> list[dict]:
    """The first findings, the worst first, each with where to mend it."""
    order = list(SEVERITIES)
    found = sorted(
        (m for m in inspection.marked if not m.waiver), key=lambda m: order.index(m.finding.severity)
    )
    rows = [shown(m, inspection.edition, issue) for m in found[:LISTED]]
    return [
        {
            "severity": row.finding.severity,
            "name": row.severity,
            "headline": row.finding.headline,
            "message": row.finding.message,
            "url": row.url,
        }
        for row in rows
    ]


def pages(edition: Edition) -> dict:
    """How many pages the issue and its sections have, and the house's limit. The compact layout flows: its pages are known
    when the PDF is made."""
    limit = edition.masthead.page_limit
    if edition.layout != PrintLayout.MAGAZINE:
        return {"total": None, "limit": limit, "pages": {}}
    made = compose(edition)
    return {
        "total": made.count,
        "limit": limit,
        "pages": {composed.section.slug: composed.count for composed in made.sections},
    }


def pdf_state(model_admin, request, issue, edition: Edition) -> dict | None:
    """How the PDF of what stands now is; None where an attached original, which the edition here is without, is lost."""
    try:
        edition = assemble(issue) if issue.original_pdf else edition
    except OriginalRefused:
        return None
    return rendering.state(model_admin, request, issue, renderings.find(edition), edition.layout)
