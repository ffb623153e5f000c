"""From rows of the public shelf to what the API sends."""

from django.urls import reverse
from django.utils import timezone

from issues.addresses import absolute, issue_path, screen_path, story_path
from issues.api import values
from issues.edition import EditionCorrection, EditionPicture, EditionSection
from issues.models import PublicArticle, PublicIssue
from issues.wording import web_address
from news.models import Category, Source
from news.pictures import WEB


def summary_fields(issue: PublicIssue) -> dict:
    """What lists and the issue itself have in common."""
    address = (issue.year, issue.number)
    names = (
        "year",
        "number",
        "last_number",
        "label",
        "first_day",
        "last_day",
        "theme",
        "article_count",
        "pages",
    )
    return {
        **{name: getattr(issue, name) for name in names},
        "published": timezone.localtime(issue.published_at),
        "updated": timezone.localtime(issue.updated_at),
        "url": absolute(issue_path(issue)),
        "api": absolute(reverse("api-issue", args=address)),
        "pdf": absolute(reverse("issue-pdf", args=address)),
        "pdf_bytes": issue.pdf_bytes,
        "epub": absolute(reverse("issue-epub", args=address)),
    }


def issue_summary(issue: PublicIssue) -> values.IssueSummary:
    """An issue in a list."""
    return values.IssueSummary(**summary_fields(issue))


def issue(shelved: PublicIssue, articles: list[PublicArticle]) -> values.Issue:
    """An issue with its contents; `articles` are its own, in printed order."""
    edition = shelved.release.edition
    return values.Issue(
        **summary_fields(shelved),
        cover=picture(edition.cover) if edition.cover else None,
        trends_title=edition.trends_title,
        trends_html=edition.trends_body,
        podcast=web_address(edition.podcast_url) or None,
        sections=[issue_section(section, articles) for section in edition.sections],
        corrections=corrections(edition.corrections_of(None)),
    )


def issue_section(section: EditionSection, articles: list[PublicArticle]) -> values.IssueSection:
    """A section with its articles."""
    return values.IssueSection(
        slug=section.slug,
        numeral=section.numeral,
        name=section.name,
        articles=[article_summary(article) for article in articles if article.section == section.slug],
    )


def article_fields(found: PublicArticle) -> dict:
    """What lists and the article itself have in common; its outlet is loaded already."""
    names = ("id", "headline", "teaser", "section", "news_date", "year", "number", "place")
    return {
        **{name: getattr(found, name) for name in names},
        "source": source_name(found),
        "published": timezone.localtime(found.published_at),
        "updated": timezone.localtime(found.updated_at),
        "url": absolute(story_path(found)),
        "api": absolute(reverse("api-article", args=[found.year, found.number, found.pk])),
    }


def article_summary(found: PublicArticle) -> values.ArticleSummary:
    """An article in a list."""
    return values.ArticleSummary(**article_fields(found))


def article(found: PublicArticle) -> values.Article:
    """An article with its text."""
    printed, edition = found.printed, found.issue.front
    return values.Article(
        **article_fields(found),
        body_html=printed.body,
        word_count=printed.word_count,
        printed_page=found.issue.page_numbers.get(str(found.pk)),
        original=web_address(printed.link) or None,
        pictures=[picture(each) for each in printed.pictures],
        key_figures=[values.KeyFigure(value=each.value, label=each.label) for each in printed.key_figures],
        corrections=corrections(edition.corrections_of(found.pk)),
    )


def source_name(found: PublicArticle) -> values.SourceName | None:
    """The outlet as it was printed."""
    if not found.source_name:
        return None
    return values.SourceName(name=found.source_name, slug=found.source.slug if found.source else None)


def picture(shown: EditionPicture) -> values.Picture:
    """A picture in the width for screens."""
    width = min(shown.width, WEB)
    return values.Picture(
        url=absolute(screen_path(shown.name)),
        width=width,
        height=round(shown.height * width / shown.width),
        caption=shown.caption,
        credit=shown.credit,
        alt=shown.alt,
    )


def corrections(notes: tuple[EditionCorrection, ...]) -> list[values.Correction]:
    """Corrections, oldest first."""
    return [values.Correction(date=note.date, note=note.note) for note in notes]


def section(category: Category) -> values.Section:
    """A section."""
    return values.Section(
        slug=category.slug,
        name=category.name,
        url=absolute(reverse("section", args=[category.slug])),
        feed=absolute(reverse("section-feed", args=[category.slug, "atom"])),
    )


def source(outlet: Source) -> values.Source:
    """An outlet."""
    return values.Source(
        slug=outlet.slug,
        name=outlet.name,
        site=web_address(outlet.site) or None,
        url=absolute(reverse("source", args=[outlet.slug])),
        feed=absolute(reverse("source-feed", args=[outlet.slug, "atom"])),
    )
