"""What a page is about, in schema.org's words, as JSON-LD: `NewsArticle` in `PublicationIssue` within `Periodical`.

Every value is one that the page shows. Dates of articles are the issue's publication and the article's last change; the day
on which the source printed the news belongs to `isBasedOn`.
"""

import json
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from issues.addresses import absolute, issue_path, screen_path, story_path
from issues.edition import Edition, EditionArticle, EditionCorrection, EditionMasthead, EditionPicture
from issues.models import PublicArticle, PublicIssue
from issues.wording import first_words, web_address
from news.pictures import WEB

CONTEXT = "https://schema.org"
LANGUAGE = "vi"
SUMMARY_WORDS = 32
# What could end the script element or a line of it. JSON reads the escapes as the same characters.
ESCAPES = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


def script_text(data: dict) -> SafeString:
    """The data as JSON that may stand within a script element, whatever it contains."""
    return mark_safe(json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES))


def of_home(edition: Edition, shelved: PublicIssue) -> dict:
    """The home page: the site with its search, and the newest issue."""
    site = {
        "@type": "WebSite",
        "@id": absolute("/#trang"),
        "url": absolute(reverse("home")),
        "name": edition.masthead.name,
        "inLanguage": LANGUAGE,
        "publisher": {"@id": publisher_id()},
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": absolute("/tim-kiem/?q={search_term_string}")},
            "query-input": "required name=search_term_string",
        },
    }
    return graph(site, *issue_nodes(edition, shelved))


def of_issue(edition: Edition, shelved: PublicIssue) -> dict:
    """An issue's page: the issue, and the way to it."""
    way = [
        (edition.masthead.name, reverse("home")),
        ("Lưu trữ", reverse("archive")),
        (name_of(edition), None),
    ]
    return graph(*issue_nodes(edition, shelved), breadcrumbs(way))


def of_article(edition: Edition, found: PublicArticle, page: int | None) -> dict:
    """An article's page: the article in its issue, and the way to it; `page` is where it begins in print, where known."""
    article = found.printed
    way = [
        (edition.masthead.name, reverse("home")),
        (name_of(edition), issue_path(edition)),
        (article.headline, None),
    ]
    node = {
        "@type": "NewsArticle",
        "@id": absolute(f"{story_path(found)}#tin"),
        "url": absolute(story_path(found)),
        "mainEntityOfPage": absolute(story_path(found)),
        "headline": article.headline,
        "description": first_words(article.body, SUMMARY_WORDS),
        "datePublished": moment(found.published_at),
        "dateModified": moment(found.updated_at),
        "inLanguage": LANGUAGE,
        "wordCount": article.word_count,
        "articleSection": next((s.name for s in edition.sections if s.slug == found.section), None),
        "pageStart": page,
        "pagination": str(page) if page else None,
        "image": [picture_node(picture) for picture in article.pictures],
        "isPartOf": {"@id": issue_id(edition)},
        "isBasedOn": original(article),
        "author": {"@id": publisher_id()},
        "publisher": {"@id": publisher_id()},
        "correction": [correction_node(note) for note in edition.corrections_of(article.id)],
        "isAccessibleForFree": True,
    }
    return graph(node, issue_node(edition, found.issue), *house_nodes(edition.masthead), breadcrumbs(way))


def graph(*nodes: dict) -> dict:
    """The nodes as one document, without values that say nothing."""
    return {"@context": CONTEXT, "@graph": [said(node) for node in nodes]}


def said(node: dict) -> dict:
    """The node without None, empty text and empty lists."""
    return {name: value for name, value in node.items() if value not in (None, "", [])}


def issue_nodes(edition: Edition, shelved: PublicIssue) -> list[dict]:
    """The issue, and what it belongs to."""
    return [issue_node(edition, shelved), *house_nodes(edition.masthead)]


def issue_node(edition: Edition, shelved: PublicIssue) -> dict:
    """The issue itself."""
    path = issue_path(edition)
    return {
        "@type": "PublicationIssue",
        "@id": issue_id(edition),
        "url": absolute(path),
        "name": f"{edition.masthead.name}, {name_of(edition).lower()}",
        "issueNumber": f"{edition.number}–{edition.last_number}"
        if edition.last_number
        else str(edition.number),
        "datePublished": moment(shelved.published_at),
        "dateModified": moment(shelved.updated_at),
        "temporalCoverage": f"{edition.first_day}/{edition.last_day}",
        "alternativeHeadline": edition.theme,
        "inLanguage": LANGUAGE,
        "pagination": f"1–{shelved.pages}" if shelved.pages > 1 else "",
        "image": picture_node(edition.cover) if edition.cover else None,
        "isPartOf": {"@id": periodical_id()},
        "publisher": {"@id": publisher_id()},
        "correction": [correction_node(note) for note in edition.corrections_of(None)],
        "encoding": {
            "@type": "MediaObject",
            "encodingFormat": "application/pdf",
            "contentUrl": absolute(reverse("issue-pdf", args=[edition.year, edition.number])),
        },
    }


def house_nodes(masthead: EditionMasthead) -> list[dict]:
    """The periodical and its publisher."""
    parent = {"@type": "Organization", "name": masthead.authority} if masthead.authority else None
    publisher = {
        "@type": "Organization",
        "@id": publisher_id(),
        "name": masthead.publisher or masthead.name,
        "address": masthead.address,
        "telephone": masthead.phone,
        "email": masthead.email,
        "url": web_address(masthead.site),
        "sameAs": web_address(masthead.facebook),
        "parentOrganization": parent,
    }
    periodical = {
        "@type": "Periodical",
        "@id": periodical_id(),
        "name": masthead.name,
        "url": absolute(reverse("home")),
        "description": masthead.slogan,
        "inLanguage": LANGUAGE,
        "publisher": {"@id": publisher_id()},
    }
    return [periodical, publisher]


def original(article: EditionArticle) -> dict | None:
    """The text that the article tells anew: where it stands, whose it is, the day it was printed."""
    link = web_address(article.link)
    if not (link or article.source):
        return None
    return said(
        {
            "@type": "NewsArticle",
            "url": link,
            "publisher": {"@type": "Organization", "name": article.source} if article.source else None,
            "datePublished": article.news_date.isoformat() if article.news_date else None,
        }
    )


def correction_node(note: EditionCorrection) -> dict:
    """A correction, dated."""
    return {"@type": "CorrectionComment", "text": note.note, "datePublished": note.date.isoformat()}


def picture_node(picture: EditionPicture) -> dict:
    """A picture in the width for screens."""
    width = min(picture.width, WEB)
    return said(
        {
            "@type": "ImageObject",
            "url": absolute(screen_path(picture.name)),
            "width": pixels(width),
            "height": pixels(round(picture.height * width / picture.width)),
            "caption": picture.caption,
            "creditText": picture.credit,
        }
    )


def pixels(count: int) -> dict:
    """A length on screens, as schema.org wants it."""
    return {"@type": "QuantitativeValue", "value": count, "unitCode": "E37"}


def breadcrumbs(way: list[tuple[str, str | None]]) -> dict:
    """The way from the home page: (name, path), the page itself without."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            said(
                {
                    "@type": "ListItem",
                    "position": n,
                    "name": name,
                    "item": page_node(name, path) if path else None,
                }
            )
            for n, (name, path) in enumerate(way, 1)
        ],
    }


def page_node(name: str, path: str) -> dict:
    """A page of this site, meant by its address."""
    return {"@type": "WebPage", "@id": absolute(path), "name": name}


def name_of(edition: Edition) -> str:
    """`Số 8/2026`."""
    return f"Số {edition.label}"


def moment(time: datetime) -> str:
    """A moment with its offset, as ISO 8601."""
    return timezone.localtime(time).isoformat(timespec="seconds")


def issue_id(edition: Edition) -> str:
    """The name by which the nodes of a page mean the issue."""
    return absolute(f"{issue_path(edition)}#so")


def periodical_id() -> str:
    """The same of the periodical."""
    return absolute("/#an-pham")


def publisher_id() -> str:
    """The same of its publisher."""
    return absolute("/#toa-soan")
