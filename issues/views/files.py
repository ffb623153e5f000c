"""Files of the public archive: PDF, e-book, pictures."""

from django.core.cache import cache
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from issues import epub, shelf
from issues.answers import public_page
from issues.labels import file_name
from issues.models import PublicIssue
from issues.printing import RenderError
from issues.views.finding import edition_context, with_issue
from news.pictures import SMALL, WEB

PICTURE_SECONDS = 3600


@public_page
@with_issue
def issue_pdf(request, shelved: PublicIssue):
    """The bytes that were approved, and nothing else."""
    release = shelved.release
    etag = quote_etag(release.pdf_sha256)
    try:
        file = release.pdf.open("rb")
    except OSError:
        return render(request, "issues/pdf_missing.html", edition_context(release.edition), status=503)
    response = get_conditional_response(request, etag=etag) or FileResponse(
        file, filename=file_name(release.edition.label), content_type="application/pdf"
    )
    response["ETag"] = etag
    response["X-Content-Type-Options"] = "nosniff"
    return response


@public_page
@with_issue
def issue_epub(request, shelved: PublicIssue):
    """The release as an e-book, made when somebody first asks for it."""
    release = shelved.release
    # Equal editions make equal books, so the name of one says all of it.
    name = f"epub-{epub.VERSION}-{release.sha256}"
    etag = quote_etag(name)
    response = get_conditional_response(request, etag=etag)
    if response is None:
        try:
            data = cache.get_or_set(name, lambda: epub.render(release.edition).data, timeout=None)
        except RenderError:
            return render(request, "issues/epub_missing.html", edition_context(release.edition), status=503)
        response = HttpResponse(data, content_type=epub.MEDIA_TYPE)
        saved_as = file_name(release.edition.label, "epub")
        response["Content-Disposition"] = f'attachment; filename="{saved_as}"'
    response["ETag"] = etag
    response["X-Content-Type-Options"] = "nosniff"
    return response


@public_page
def picture(request, name: str):
    """A picture that a public release shows; any stored picture for staff who may read articles; else 404."""
    public = shelf.shows(name)
    if not public and not (request.user.is_staff and request.user.has_perm("news.view_article")):
        raise Http404
    try:
        file, content_type = picture_file(name)
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(file, content_type=content_type)
    response["X-Content-Type-Options"] = "nosniff"
    # Names are made of the content, so a picture never changes; but it may be withdrawn.
    response["Cache-Control"] = f"public, max-age={PICTURE_SECONDS}" if public else "private, no-store"
    return response


def picture_file(name: str):
    """A stored picture and its type. Pictures stored before there was AVIF have only the JPEG, and those stored before there
    were small renditions the larger ones. Raises FileNotFoundError."""
    larger = name.replace(f"-{SMALL}.", f"-{WEB}.")
    for candidate in (name, larger):
        if candidate.endswith(".avif") and default_storage.exists(candidate):
            return default_storage.open(candidate, "rb"), "image/avif"
        plain = candidate.removesuffix(".avif").removesuffix(".jpg") + ".jpg"
        if default_storage.exists(plain):
            return default_storage.open(plain, "rb"), "image/jpeg"
    raise FileNotFoundError(name)
