"""Addresses of the public archive alone: what somebody sees for whom the newsroom is not there."""

from django.urls import include, path

urlpatterns = [path("", include("issues.urls"))]

handler404 = "issues.views.pages.not_found"
