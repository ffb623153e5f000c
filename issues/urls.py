"""Addresses of the public archive. The converters let through only what can exist: anything else is a plain 404."""

from django.urls import path, register_converter
from django.urls.converters import IntConverter, StringConverter

from issues import views
from news.pictures import PRINT, WEB


class YearConverter(IntConverter):
    """1990 to 2199, in ASCII digits."""

    regex = "199[0-9]|20[0-9]{2}|21[0-9]{2}"


class NumberConverter(IntConverter):
    """1 to 999, without leading zeros."""

    regex = "[1-9][0-9]{0,2}"


class KeyConverter(IntConverter):
    """A row's key, within what a 64-bit integer holds."""

    regex = "[1-9][0-9]{0,17}"


class PictureConverter(StringConverter):
    """The storage name of a picture or of one of its renditions."""

    regex = rf"pictures/[0-9a-f]{{2}}/[0-9a-f]{{40}}(?:\.jpg|-(?:{WEB}|{PRINT})\.(?:jpg|avif))"


register_converter(YearConverter, "year")
register_converter(NumberConverter, "number")
register_converter(KeyConverter, "key")
register_converter(PictureConverter, "picture")

urlpatterns = [
    path("", views.home, name="home"),
    path("so/<year:year>/<number:number>/", views.issue, name="issue"),
    path("so/<year:year>/<number:number>/diem-tin.pdf", views.issue_pdf, name="issue-pdf"),
    path("so/<year:year>/<number:number>/diem-tin.epub", views.issue_epub, name="issue-epub"),
    path("so/<year:year>/<number:number>/<key:pk>-<str:slug>/", views.article, name="article"),
    path("luu-tru/", views.archive, name="archive"),
    path("luu-tru/<year:year>/", views.archive, name="archive-year"),
    path("anh/<picture:name>", views.picture, name="picture"),
    path("gioi-thieu/", views.about, name="about"),
]
