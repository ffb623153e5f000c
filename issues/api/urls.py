"""Addresses of the API, below /api/."""

from django.urls import path

from issues.api import views

urlpatterns = [
    path("", views.guide, name="api"),
    path("v1/issues/", views.issues, name="api-issues"),
    path("v1/issues/<year:year>/<number:number>/", views.issue, name="api-issue"),
    path("v1/issues/<year:year>/<number:number>/articles/<key:pk>/", views.article, name="api-article"),
    path("v1/articles/", views.articles, name="api-articles"),
    path("v1/sections/", views.sections, name="api-sections"),
    path("v1/sources/", views.sources, name="api-sources"),
    path("v1/openapi.json", views.openapi, name="api-openapi"),
    path("v1/<path:rest>", views.missing, name="api-missing"),
]
