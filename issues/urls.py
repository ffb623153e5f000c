"""Addresses of the public archive. The converters let through only what can exist: anything else is a plain 404."""

from django.urls import path, register_converter
from django.urls.converters import IntConverter, StringConverter

from issues.views import about, files, pages, sections, sources
from news.pictures import PRINT, SMALL, WEB


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

    regex = rf"pictures/[0-9a-f]{{2}}/[0-9a-f]{{40}}(?:\.jpg|-(?:{SMALL}|{WEB}|{PRINT})\.(?:jpg|avif))"


register_converter(YearConverter, "year")
register_converter(NumberConverter, "number")
register_converter(KeyConverter, "key")
register_converter(PictureConverter, "picture")

urlpatterns = [
    path("", pages.home, name="home"),
    path("so/<year:year>/<number:number>/", pages.issue, name="issue"),
    path("so/<year:year>/<number:number>/diem-tin.pdf", files.issue_pdf, name="issue-pdf"),
    path("so/<year:year>/<number:number>/diem-tin.epub", files.issue_epub, name="issue-epub"),
    path("so/<year:year>/<number:number>/<key:pk>-<str:slug>/", pages.article, name="article"),
    path("luu-tru/", pages.archive, name="archive"),
    path("luu-tru/<year:year>/", pages.archive, name="archive-year"),
    path("anh/<picture:name>", files.picture, name="picture"),
    path("gioi-thieu/", about.about, name="about"),
    path("kha-nang-tiep-can/", about.accessibility, name="accessibility"),
    path("dinh-chinh/", about.corrections, name="corrections"),
    path("dinh-chinh/<year:year>/", about.corrections, name="corrections-year"),
    path("chuyen-muc/<slug:slug>/", sections.section, name="section"),
    path("nguon/", sources.sources, name="sources"),
    path("nguon/<slug:slug>/", sources.source, name="source"),
]
