"""Addresses of the public archive. The converters let through only what can exist: anything else is a plain 404."""

from django.urls import include, path, register_converter
from django.urls.converters import IntConverter, StringConverter

from issues.views import about, cards, feeds, files, pages, search, sections, sitemaps, sources
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


class FeedConverter(StringConverter):
    """The format of a feed."""

    regex = "rss|atom|json"


class BlockConverter(IntConverter):
    """Which hundred of a year's numbers."""

    regex = "[0-9]"


register_converter(YearConverter, "year")
register_converter(NumberConverter, "number")
register_converter(KeyConverter, "key")
register_converter(PictureConverter, "picture")
register_converter(FeedConverter, "feed")
register_converter(BlockConverter, "block")

urlpatterns = [
    path("", pages.home, name="home"),
    path("so/<year:year>/<number:number>/", pages.issue, name="issue"),
    path("so/<year:year>/<number:number>/diem-tin.pdf", files.issue_pdf, name="issue-pdf"),
    path("so/<year:year>/<number:number>/diem-tin.epub", files.issue_epub, name="issue-epub"),
    path("so/<year:year>/<number:number>/<key:pk>-<str:slug>/", pages.article, name="article"),
    path("luu-tru/", pages.archive, name="archive"),
    path("luu-tru/<year:year>/", pages.archive, name="archive-year"),
    path("anh/<picture:name>", files.picture, name="picture"),
    path("tin.<feed:form>", feeds.everything, name="feed"),
    path("chuyen-muc/<slug:slug>/tin.<feed:form>", feeds.section, name="section-feed"),
    path("nguon/<slug:slug>/tin.<feed:form>", feeds.source, name="source-feed"),
    path("podcast.xml", feeds.listen, name="podcast"),
    path("podcast.jpg", cards.podcast_cover, name="podcast-cover"),
    path("so/<year:year>/<number:number>/the.jpg", cards.issue, name="issue-card"),
    path("so/<year:year>/<number:number>/<key:pk>-<str:slug>/the.jpg", cards.article, name="article-card"),
    path("robots.txt", sitemaps.robots, name="robots"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-trang.xml", sitemaps.pages, name="sitemap-pages"),
    path("sitemap-<year:year>-<block:block>.xml", sitemaps.part, name="sitemap-part"),
    path("api/", include("issues.api.urls")),
    path("gioi-thieu/", about.about, name="about"),
    path("kha-nang-tiep-can/", about.accessibility, name="accessibility"),
    path("dinh-chinh/", about.corrections, name="corrections"),
    path("dinh-chinh/<year:year>/", about.corrections, name="corrections-year"),
    path("chuyen-muc/<slug:slug>/", sections.section, name="section"),
    path("nguon/", sources.sources, name="sources"),
    path("nguon/<slug:slug>/", sources.source, name="source"),
    path("tim-kiem/", search.search_page, name="search"),
]
