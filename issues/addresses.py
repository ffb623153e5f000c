"""Addresses of the public pages and names of the files that readers download, made from editions."""

from django.urls import reverse

from issues.edition import Edition, EditionArticle


def issue_path(edition: Edition) -> str:
    """`/so/2026/8/`; a double issue lives under its first number."""
    return reverse("issue", args=[edition.year, edition.number])


def article_path(edition: Edition, article: EditionArticle) -> str:
    """`/so/2026/8/123-hai-phong-don-tau-moi/`: the number finds the article, the words are for people."""
    return reverse("article", args=[edition.year, edition.number, article.id, article.slug])


def pdf_name(edition: Edition) -> str:
    """`diem-tin-so-8-2026.pdf`, or `diem-tin-so-5-6-2026.pdf` for a double issue."""
    numbers = f"{edition.number}-{edition.last_number}" if edition.last_number else f"{edition.number}"
    return f"diem-tin-so-{numbers}-{edition.year}.pdf"
