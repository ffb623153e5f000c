"""Addresses of the public pages, made from editions."""

from django.urls import reverse

from issues.edition import Edition, EditionArticle


def issue_path(edition: Edition) -> str:
    """`/so/2026/8/`; a double issue lives under its first number."""
    return reverse("issue", args=[edition.year, edition.number])


def article_path(edition: Edition, article: EditionArticle) -> str:
    """`/so/2026/8/123-hai-phong-don-tau-moi/`: the number finds the article, the words are for people."""
    return reverse("article", args=[edition.year, edition.number, article.id, article.slug])
