"""Addresses of the public pages, made from editions."""

from functools import cache

from django.urls import reverse

from issues.edition import Edition, EditionArticle


def issue_path(edition: Edition) -> str:
    """`/so/2026/8/`; a double issue lives under its first number."""
    return reverse("issue", args=[edition.year, edition.number])


def article_path(edition: Edition, article: EditionArticle) -> str:
    """`/so/2026/8/123-hai-phong-don-tau-moi/`: the number finds the article, the words are for people."""
    return reverse("article", args=[edition.year, edition.number, article.id, article.slug])


def picture_path(name: str) -> str:
    """`/anh/pictures/ab/abc….jpg` of a stored picture's name."""
    return f"{picture_root()}{name}"


@cache
def picture_root() -> str:
    """What stands before a picture's name in its address; asked of the router once, not a hundred times a page."""
    name = f"pictures/00/{'0' * 40}.jpg"
    return reverse("picture", args=[name]).removesuffix(name)
