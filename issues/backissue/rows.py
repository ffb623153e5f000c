"""The rows of a back issue: the issue itself, its articles, their rich text."""

import re

from django.utils.html import format_html, format_html_join

from issues.backissue.fitting import fit
from issues.backissue.values import BackArticle, BackIssue, Paragraph
from issues.models import Issue
from issues.models.issue import Origin
from news import kept_rows, richtext
from news.models import Article, KeyFigure, Source

URL = re.compile(r"https?://[^\s)\]<>\"]+")


def create_issue(back: BackIssue, user) -> Issue:
    """The issue's own row."""
    url = URL.search(back.podcast)
    issue = Issue(
        **issue_values(back),
        origin=Origin.ARCHIVE,
        imported_by=user,
        podcast_title=fit(Issue, "podcast_title", URL.sub("", back.podcast)),
        podcast_url=url.group()[:500] if url else "",
        version=1,
    )
    issue._history_user = user
    issue._change_reason = "Nhập số cũ"
    issue.save()
    return issue


def issue_values(back: BackIssue) -> dict:
    """The columns that a back issue gives, by which an existing issue is compared too."""
    return {
        "number": back.number,
        "last_number": back.last_number,
        "year": back.year,
        "first_day": back.start,
        "last_day": back.end,
        "theme": fit(Issue, "theme", back.theme),
        "trends_title": fit(Issue, "trends_title", back.trends.title),
        "trends_body": markup(back.trends.paragraphs),
    }


def article_values(item: BackArticle) -> dict:
    """The columns of an article that a back issue gives."""
    return {
        "headline": fit(Article, "headline", item.headline),
        "toc_title": fit(Article, "toc_title", item.toc_title),
        "news_date": item.date,
        "link": fit(Article, "link", item.link),
        "body": markup(item.paragraphs),
    }


def create_article(item: BackArticle, source: Source | None, user) -> Article:
    """One article with its key figures: a draft without author."""
    article = Article(**article_values(item), source=source, category_id=item.section, version=1)
    article._history_user = user
    article._change_reason = "Nhập số cũ"
    article.save()
    if user:
        # Nobody's own text, but whoever brought it in does not approve it alone.
        article.contributors.add(user)
    KeyFigure.objects.bulk_create(
        KeyFigure(
            article=article,
            position=n,
            value=fit(KeyFigure, "value", value),
            label=fit(KeyFigure, "label", label),
        )
        for n, (value, label) in enumerate(item.key_figures, 1)
    )
    kept_rows.keep(article)
    return article


def markup(paragraphs: tuple[Paragraph, ...]) -> str:
    """Rich text: bullets in a row become one list, subheads headings, quotations block quotations."""
    wrap = {"text": "<p>{}</p>", "subhead": "<h3>{}</h3>", "quote": "<blockquote><p>{}</p></blockquote>"}
    parts, bullets = [], []
    for paragraph in (*paragraphs, None):
        if paragraph and paragraph.kind == "bullet":
            bullets.append(paragraph.text)
            continue
        if bullets:
            parts.append(
                format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((b,) for b in bullets)))
            )
            bullets = []
        if paragraph:
            parts.append(format_html(wrap[paragraph.kind], paragraph.text))
    return richtext.clean("\n".join(parts))
