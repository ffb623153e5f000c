"""The floor: a bare Django view that answers with as many bytes as it is asked for, no middleware, nothing else.

Started by benchmarks/public.py with the same server and workers as the site: `gunicorn --chdir benchmarks floor:application`.
"""

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path

settings.configure(
    ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["127.0.0.1"],
    SECRET_KEY="measured-only",
    MIDDLEWARE=[],
    USE_I18N=False,
)


def blank(request, size: int):
    """So many bytes."""
    return HttpResponse(b"x" * size, content_type="text/html; charset=utf-8")


urlpatterns = [path("<int:size>/", blank)]
application = get_wsgi_application()
