"""All public pages. Each is made of the newest release that went out; what is not published answers 404."""

from functools import wraps

from django.core.cache import cache
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from issues import epub, shelf
from issues.addresses import article_path
from issues.answers import public_page, with_headers
from issues.edition import Edition
from issues.labels import file_name
from issues.models import Masthead, Release
from issues.printing import RenderError

PICTURE_SECONDS = 3600


def with_release(view):
    """Give the view the release that an issue's address shows; the later numbers of a double issue lead to its first."""

    @wraps(view)
    def find(request, year: int, number: int, **rest):
        release = Release.objects.newest_of(year, number)
        if release:
            return view(request, release, **rest)
        double = shelf.double_issue_with(year, number)
        if double is None:
            raise Http404
        name = request.resolver_match.url_name
        return redirect(name, year=year, number=double.edition.number, permanent=True, **rest)

    return find


def edition_context(edition: Edition) -> dict:
    """What every page of an edition needs."""
    return {"edition": edition, "masthead": edition.masthead, "notice": edition.page_notice}


def general_context() -> dict:
    """What pages beside the editions need: the masthead of the newest one, or the one that is set up."""
    release = shelf.newest()
    if release is None:
        return {"masthead": Masthead.current(), "notice": ""}
    return {"masthead": release.edition.masthead, "notice": release.edition.page_notice}


def issue_context(release: Release) -> dict:
    """The context of an issue's page; the size of the PDF is None where the file cannot be reached."""
    try:
        pdf_bytes = release.pdf.size
    except OSError:
        pdf_bytes = None
    edition = release.edition
    neighbours = {"previous": shelf.before(edition), "next": shelf.after(edition)}
    return {**edition_context(edition), **neighbours, "release": release, "pdf_bytes": pdf_bytes}


def gone(request, release: Release):
    """What a withdrawn issue answers at every one of its addresses."""
    context = {**edition_context(release.edition), "release": release}
    return render(request, "issues/withdrawn.html", context, status=410)


@public_page
def home(request):
    """The newest public issue under the masthead, or a kind word where there is none yet."""
    release = shelf.newest()
    if release is None:
        return render(request, "issues/empty.html", general_context())
    return render(request, "issues/home.html", {**issue_context(release), "here": "home"})


@public_page
@with_release
def issue(request, release: Release):
    """One issue."""
    if release.withdrawn_at:
        return gone(request, release)
    return render(request, "issues/issue.html", issue_context(release))


@public_page
@with_release
def issue_pdf(request, release: Release):
    """The bytes that were approved, and nothing else."""
    if release.withdrawn_at:
        return gone(request, release)
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
@with_release
def issue_epub(request, release: Release):
    """The release as an e-book, made when somebody first asks for it."""
    if release.withdrawn_at:
        return gone(request, release)
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
@with_release
def article(request, release: Release, pk: int, slug: str):
    """One article of the issue."""
    edition = release.edition
    articles = edition.articles
    place = next((i for i, a in enumerate(articles) if a.id == pk), None)
    if place is None:
        raise Http404
    if release.withdrawn_at:
        return gone(request, release)
    shown = articles[place]
    if slug != shown.slug:
        return redirect(article_path(edition, shown), permanent=True)
    context = {
        **edition_context(edition),
        "article": shown,
        "section": next(s for s in edition.sections if shown in s.articles),
        "place": place + 1,
        "previous": articles[place - 1] if place else None,
        "next": articles[place + 1] if place + 1 < len(articles) else None,
        "corrections": edition.corrections_of(pk),
    }
    return render(request, "issues/article.html", context)


@public_page
def archive(request, year: int | None = None):
    """Public issues by year: all of them, or those of one year (404 where that year has none)."""
    groups = shelf.by_year(year)
    if year is not None and not groups:
        raise Http404
    context = {**general_context(), "here": "archive", "groups": groups, "year": year, "years": shelf.years()}
    return render(request, "issues/archive.html", context)


def not_found(request, exception):
    """What an address that never was answers, to whatever method."""
    return with_headers(request, render(request, "404.html", status=404))


@public_page
def about(request):
    """Who publishes this, and how to read it."""
    return render(request, "issues/about.html", {**general_context(), "here": "about"})


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
    """A stored picture and its type; pictures stored before there was AVIF have only the JPEG. Raises FileNotFoundError."""
    if name.endswith(".avif") and default_storage.exists(name):
        return default_storage.open(name, "rb"), "image/avif"
    return default_storage.open(name.removesuffix(".avif").removesuffix(".jpg") + ".jpg", "rb"), "image/jpeg"
