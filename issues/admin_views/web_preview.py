"""An issue's web page before it is out: the public template with the edition as it stands, for the staff alone.

It is shown in a frame on the assembly desk. Scripts do not run in it and no machine may keep or list it; its links lead to
pages of the same preview, as the public ones do not exist yet.
"""

from django.http import Http404, HttpResponseNotAllowed
from django.shortcuts import render
from django.utils.cache import patch_cache_control

from issues.admin_views.documents import SEE_RELEASES
from issues.admin_views.pages import require
from issues.admin_views.pool import whole_numbers
from issues.answers import POLICY
from issues.edition import Edition, EditionArticle
from issues.inspection import as_it_stands
from issues.views.finding import edition_context

NOTICE = "Xem thử trong tòa soạn: số này chưa được công bố."
NO_SCRIPT = POLICY.replace("script-src 'self'; connect-src 'self'; ", "")
FRAMED = NO_SCRIPT.replace("frame-ancestors 'none'", "frame-ancestors 'self'") + "; sandbox allow-same-origin"


def view(model_admin, request, object_id):
    """GET: the issue's page, or that of one article (`?tin=`)."""
    if request.method != "GET":
        return HttpResponseNotAllowed(["GET"])
    issue = model_admin.get_or_404(request, object_id)
    require(request, *SEE_RELEASES)
    edition = as_it_stands(issue)
    preview = {"preview": model_admin.page("web_preview", issue), "notice": NOTICE}
    context = edition_context(edition) | preview
    if "tin" in request.GET:
        article = article_of(edition, request.GET["tin"])
        return kept_private(
            render(request, "issues/preview_article.html", context | around(edition, article))
        )
    return kept_private(render(request, "issues/preview.html", context))


def article_of(edition: Edition, key: str) -> EditionArticle:
    """The article with that key. Raises Http404."""
    found = next((a for a in edition.articles if a.id in whole_numbers([key])), None)
    if found is None:
        raise Http404
    return found


def around(edition: Edition, article: EditionArticle) -> dict:
    """What the article's page shows besides."""
    articles = edition.articles
    place = articles.index(article)
    return {
        "article": article,
        "section": next(s for s in edition.sections if article in s.articles),
        "place": place + 1,
        "previous": articles[place - 1] if place else None,
        "next": articles[place + 1] if place + 1 < len(articles) else None,
        "corrections": edition.corrections_of(article.id),
    }


def kept_private(response):
    """The answer with what keeps it within the newsroom."""
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response["X-Frame-Options"] = "SAMEORIGIN"
    response["Content-Security-Policy"] = FRAMED
    response["Referrer-Policy"] = "same-origin"
    patch_cache_control(response, private=True, no_store=True)
    return response
