"""The article form's preview: the form's values in, the printed page out. Nothing is stored, nothing uploaded."""

from collections.abc import Iterator
from dataclasses import replace

from django.http import HttpResponse, HttpResponseNotAllowed

from issues.admin_views import checking
from issues.admin_views.pages import require
from issues.edition import EditionArticle, EditionFigure, EditionPicture
from issues.models import Issue, Placement
from issues.previewing import POLICY, preview
from issues.printing import RenderError
from news.admin.picture_form import MOST_ROWS, stored_pictures
from news.cropping import LONGEST_SIDE, number
from news.models import Article, Category
from news.models.category import SUMMARY_SLUG
from news.text import squeeze

LAST = 99_999
SANDBOX = "; sandbox allow-same-origin"  # also where the page is opened by itself


def view(model_admin, request, object_id=None):
    """POST: the page that the form's values make, to look at."""
    article = model_admin.get_or_404(request, object_id) if object_id is not None else None
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    require(request, "news.change_article" if article else "news.add_article")
    issue, section = place_of(article)
    try:
        page = preview(typed(request.POST, article), issue, section or typed_section(request.POST))
    except RenderError as error:
        return HttpResponse(str(error), content_type="text/plain; charset=utf-8", status=422)
    headers = {"Content-Security-Policy": POLICY + SANDBOX, "Cache-Control": "no-store"}
    return HttpResponse(page, headers=headers)


def place_of(article: Article | None) -> tuple[Issue | None, Category | None]:
    """The issue and section that the article stands in."""
    placed = Placement.objects.filter(article=article).select_related("issue", "category") if article else ()
    return next(((placement.issue, placement.category) for placement in placed), (None, None))


def typed(data, article: Article | None) -> EditionArticle:
    """The article as the form's values would print it, with its pictures and key figures."""
    stored = {str(p.pk): p for p in (stored_pictures(article.pk) if article else ())}
    shown = (typed_picture(data, prefix, n, stored) for prefix, n in rows(data, "pictures"))
    return replace(
        checking.typed(data, article),
        pictures=tuple(picture for picture in shown if picture),
        key_figures=tuple(
            EditionFigure(word(data, f"{prefix}-value", 40), word(data, f"{prefix}-label", 200))
            for prefix, _ in rows(data, "key_figures")
            if word(data, f"{prefix}-value", 40)
        ),
    )


def typed_section(data) -> Category | None:
    """The section that was chosen."""
    # PostgreSQL takes no NUL.
    chosen = Category.objects.filter(slug=data.get("category", "").replace("\x00", "")[:30])
    return chosen.exclude(slug=SUMMARY_SLUG).first()


def rows(data, name: str) -> Iterator[tuple[str, int]]:
    """Prefix and number of the rows that would be kept, in the order that was typed."""
    kept = [n for n in range(MOST_ROWS) if not data.get(f"{name}-{n}-DELETE")]
    for n in sorted(kept, key=lambda n: number(data.get(f"{name}-{n}-order", "")) or LAST):
        yield f"{name}-{n}", n


def typed_picture(data, prefix: str, n: int, stored: dict) -> EditionPicture | None:
    """The picture of a row. One that only the browser has is told by its size, `600x400`, and gets a name by its row."""
    width, _, height = data.get(f"{prefix}-shown", "").partition("x")
    name, size = f"pictures/00/{n:040x}.jpg", (number(width), number(height))
    if not all(0 < side <= LONGEST_SIDE for side in size):
        picture = stored.get(data.get(f"{prefix}-id", ""))
        if picture is None:
            return None
        name, size = picture.image.name, (picture.width, picture.height)
    words = (word(data, f"{prefix}-{part}", 300) for part in ("caption", "credit", "alt"))
    return EditionPicture(name, *size, *words)


def word(data, name: str, length: int) -> str:
    """A typed line."""
    return squeeze(data.get(name, ""))[:length]
