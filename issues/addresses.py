"""Addresses of the public pages, made from editions or from what stands on the shelf."""

from datetime import datetime
from functools import cache, lru_cache
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from issues.edition import Edition, EditionArticle
from issues.models import PublicArticle, PublicIssue
from news.pictures import WEB, rendition_name


def absolute(path: str) -> str:
    """The whole address under which people open the site. Not the request's host: pages are kept and shared."""
    return f"{settings.SITE_URL}{path}"


def issue_path(edition: Edition | PublicIssue) -> str:
    """`/so/2026/8/`; a double issue lives under its first number."""
    return root(edition.year, edition.number)


@lru_cache(maxsize=256)
def root(year: int, number: int) -> str:
    """Where the addresses of an issue's pages begin; a page asks for sixty of them, the router once."""
    return reverse("issue", args=[year, number])


def article_path(edition: Edition, article: EditionArticle) -> str:
    """`/so/2026/8/123-hai-phong-don-tau-moi/`: the number finds the article, the words are for people."""
    return f"{issue_path(edition)}{article.id}-{quote(article.slug)}/"


def picture_path(name: str) -> str:
    """`/anh/pictures/ab/abc….jpg` of a stored picture's name."""
    return f"{picture_root()}{name}"


@cache
def picture_root() -> str:
    """What stands before a picture's name in its address; asked of the router once, not a hundred times a page."""
    name = f"pictures/00/{'0' * 40}.jpg"
    return reverse("picture", args=[name]).removesuffix(name)


def story_path(found: PublicArticle) -> str:
    """The same address, of an article on the shelf."""
    return f"{root(found.year, found.number)}{found.pk}-{quote(found.slug)}/"


def screen_path(name: str) -> str:
    """The address of a picture in the width for screens, as JPEG."""
    return picture_path(rendition_name(name, WEB))


def tag(name: str, since: datetime) -> str:
    """A name for ever (RFC 4151): `tag:diemtin.example,2026-03-05:tin/123`. It stays when titles and addresses change."""
    return f"tag:{urlsplit(settings.SITE_URL).hostname},{timezone.localdate(since)}:{name}"
