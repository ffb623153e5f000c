"""A back issue's values -> rows, in one transaction; a second run changes nothing.

An imported issue has origin `archive` and arrives as a draft, its articles with it, without author. Where the issue
exists already nothing is written and the differences are listed.
"""

import re
from dataclasses import dataclass, replace

from django.db import transaction
from django.utils.html import format_html, format_html_join

from issues.backissue.values import BackArticle, BackIssue, Paragraph, Problem
from issues.models import Issue, Placement
from issues.models.issue import Origin
from news import richtext
from news.models import Article, KeyFigure, Source
from news.text import fold, squeeze

URL = re.compile(r"https?://[^\s)\]<>\"]+")


@dataclass(frozen=True)
class LoadReport:
    """What loading did, or would do: the issue (None in a preview of a new one), all problems, what differs from an
    issue that exists already, and the outlets that were unknown."""

    issue: Issue | None
    created: bool
    problems: tuple[Problem, ...]
    differences: tuple[str, ...] = ()
    new_sources: tuple[str, ...] = ()


def preview(back: BackIssue) -> LoadReport:
    """What `load` would do. Reads the database, writes nothing."""
    existing = find(back)
    if existing:
        return LoadReport(existing, False, back.problems, differences(back, existing))
    found, problems = resolve_sources(back)
    return LoadReport(None, False, (*back.problems, *problems), new_sources=unknown(back, found))


@transaction.atomic
def load(back: BackIssue, user=None) -> LoadReport:
    """Write the issue, unless its number exists. `user` is remembered as the one who imported it."""
    existing = find(back)
    if existing:
        return LoadReport(existing, False, back.problems, differences(back, existing))
    found, problems = resolve_sources(back)
    new = unknown(back, found)
    created = {fold(name): Source.objects.create(name=name[:120]) for name in new}
    issue = create_issue(back, user)
    positions = {}
    for item in back.articles:
        name = printed_source(item)
        article = create_article(item, found.get(name) or created.get(fold(name)), user)
        positions[item.section] = positions.get(item.section, 0) + 1
        Placement.objects.create(
            issue=issue, article=article, category_id=item.section, position=positions[item.section]
        )
    return LoadReport(issue, True, (*back.problems, *problems), new_sources=new)


def find(back: BackIssue) -> Issue | None:
    """The issue of that number, if there is one; a double issue is found by either number."""
    last = back.last_number or back.number
    return (
        Issue.objects.holding(back.year, back.number).first()
        or Issue.objects.holding(back.year, last).first()
    )


def printed_source(item: BackArticle) -> str:
    """The outlet's name as printed, on one line; empty where none is."""
    return squeeze(item.source or "")


def resolve_sources(back: BackIssue) -> tuple[dict[str, Source], list[Problem]]:
    """Known outlets by their printed names, and a problem for each article whose spelling is not the outlet's own or
    whose outlet is unknown."""
    names = dict.fromkeys(name for item in back.articles if (name := printed_source(item)))
    found = {name: source for name in names if (source := Source.objects.resolve(name))}
    problems = []
    for item in back.articles:
        name = printed_source(item)
        if not name:
            continue
        if name not in found:
            problems.append(unknown_outlet(item, name))
        elif found[name].name != name:
            problems.append(other_spelling(item, name, found[name]))
    return found, problems


def unknown_outlet(item: BackArticle, name: str) -> Problem:
    """An outlet that the newsroom does not know yet."""
    message = f"Nguồn “{name}” chưa có trong danh sách và được tạo mới; hãy kiểm tra tên, hoặc gộp làm cách viết khác."
    return Problem("new-source", message, item.line, item.headline, name)


def other_spelling(item: BackArticle, name: str, source: Source) -> Problem:
    """An outlet under another of its spellings."""
    message = f"Nguồn in là “{name}”, được hiểu là “{source.name}”."
    return Problem("source-variant", message, item.line, item.headline, name)


def unknown(back: BackIssue, found: dict[str, Source]) -> tuple[str, ...]:
    """Printed names of unknown outlets, one spelling each, in order of appearance."""
    names = {}
    for item in back.articles:
        name = printed_source(item)
        if name and name not in found:
            names.setdefault(fold(name), name)
    return tuple(names.values())


def create_issue(back: BackIssue, user) -> Issue:
    """The issue's own row."""
    url = URL.search(back.podcast)
    issue = Issue(
        **issue_values(back),
        origin=Origin.ARCHIVE,
        imported_by=user,
        podcast_title=squeeze(URL.sub("", back.podcast))[:200],
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
        "theme": squeeze(back.theme)[:200],
        "trends_title": squeeze(back.trends.title)[:300],
        "trends_body": markup(back.trends.paragraphs),
    }


def article_values(item: BackArticle) -> dict:
    """The columns of an article that a back issue gives."""
    return {
        "headline": squeeze(item.headline)[:400],
        "toc_title": squeeze(item.toc_title or "")[:200],
        "news_date": item.date,
        "link": (item.link or "")[:1000],
        "body": markup(item.paragraphs),
    }


def create_article(item: BackArticle, source: Source | None, user) -> Article:
    """One article with its key figures: a draft without author."""
    article = Article(**article_values(item), source=source, category_id=item.section, version=1)
    article._history_user = user
    article._change_reason = "Nhập số cũ"
    article.save()
    KeyFigure.objects.bulk_create(
        KeyFigure(article=article, position=n, value=value[:40], label=label[:200])
        for n, (value, label) in enumerate(item.key_figures, 1)
    )
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


def differences(back: BackIssue, issue: Issue) -> tuple[str, ...]:
    """In which way the file and the existing issue differ, one sentence each; nothing where they agree."""
    names = {f.name: f.verbose_name for f in Issue._meta.fields}
    found = [
        f"{names[name].capitalize()} khác nhau: trong kho “{shorten(getattr(issue, name))}”, trong tệp “{shorten(value)}”."
        for name, value in issue_values(back).items()
        if getattr(issue, name) != value
    ]
    # An article printed twice under one headline stands in the issue twice: each is compared with one of the two.
    stored = {}
    for placement in issue.placements.select_related("article__source").order_by(
        "category__order", "position"
    ):
        stored.setdefault(placement.article.headline, []).append(placement)
    for item in back.articles:
        same = stored.get(squeeze(item.headline)[:400])
        found += article_differences(item, same.pop(0) if same else None)
    left = [placement.article.headline for placements in stored.values() for placement in placements]
    found += [f"Tin “{shorten(headline)}” có trong kho nhưng không có trong tệp." for headline in left]
    return tuple(found)


def article_differences(item: BackArticle, placement: Placement | None) -> list[str]:
    """In which way an article of the file and the stored one differ."""
    if placement is None:
        return [f"Tin “{shorten(item.headline)}” có trong tệp nhưng không có trong kho."]
    article = placement.article
    wrong = [name for name, value in article_values(item).items() if getattr(article, name) != value]
    if Source.objects.resolve(printed_source(item)) != article.source:
        wrong.append("source")
    if placement.category_id != item.section:
        wrong.append("category")
    wrong = [Article._meta.get_field(name).verbose_name for name in wrong]
    return [f"Tin “{shorten(item.headline)}” khác ở: {', '.join(wrong)}."] if wrong else []


def shorten(value) -> str:
    """A value as quoted in a sentence."""
    text = richtext.plain_text(str(value)) if isinstance(value, str) else str(value)
    return text if len(text) <= 60 else text[:59] + "…"


def with_problems(back: BackIssue, report: LoadReport) -> BackIssue:
    """The back issue with everything that was found, for the report."""
    return replace(back, problems=report.problems)
