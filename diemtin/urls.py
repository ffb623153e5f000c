"""Addresses: the newsroom's admin, and the public archive."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from diemtin.gate import forgotten
from diemtin.public_urls import handler404
from diemtin.public_urls import urlpatterns as public_urlpatterns

__all__ = ["handler404", "urlpatterns"]

urlpatterns = [
    path(settings.ADMIN_PATH, include(forgotten.urlpatterns)),
    path(settings.ADMIN_PATH, admin.site.urls),
    *public_urlpatterns,
]
