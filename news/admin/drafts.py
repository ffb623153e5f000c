"""What a browser keeps of text that is not saved yet: whose it is, and when it may go."""

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse

COOKIE = "diemtin_da_luu"
NEW = "moi"  # an article that has no key yet
SECONDS = 3600


def draft_of(request, article) -> dict:
    """For the script of the form: the person, the article, and the path of the cookie below."""
    key = article.pk if article else NEW
    return {"person": request.user.pk, "article": key, "path": reverse("admin:index")}


def kept_here(response: HttpResponse, article: str) -> HttpResponse:
    """Tell the browser that the text of this article is stored, so that it forgets its own copy."""
    response.set_cookie(
        COOKIE,
        article,
        max_age=SECONDS,
        path=reverse("admin:index"),
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )
    return response
