"""The web server's entry. Refuses to start with debug on or with unsafe settings, and says what to set."""

import gc
import os

from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "diemtin.settings")


def refuse_unsafe_settings():
    """Raise ImproperlyConfigured naming every unsafe setting and its remedy."""
    from django.conf import settings

    from diemtin.checks import TAG

    if settings.DEBUG:
        raise ImproperlyConfigured(
            "Máy chủ web không chạy ở chế độ gỡ lỗi. Đặt SECRET_KEY, ALLOWED_HOSTS và bỏ DEBUG (hoặc DEBUG=0)."
        )
    problems = run_checks(tags=[TAG])
    if problems:
        raise ImproperlyConfigured("\n".join(f"{p.msg} {p.hint or ''}".strip() for p in problems))


django_application = get_wsgi_application()
refuse_unsafe_settings()

from diemtin.quick_pages import quick_pages  # noqa: E402  (it needs the apps)

application = quick_pages(django_application)

# Every view is loaded before the first request. What is loaded now stays for good: to look through it again and again took
# the garbage collector a tenth of a second each time, while a reader waited.
_ = get_resolver().url_patterns
gc.collect()
gc.freeze()
