"""Addresses: the newsroom's admin, and the public archive."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("quan-tri/", admin.site.urls),
    path("", include("issues.urls")),
]

handler404 = "issues.views.pages.not_found"
