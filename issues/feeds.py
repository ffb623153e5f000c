"""The newest articles as feeds: RSS 2.0, Atom 1.0 (RFC 4287) and JSON Feed 1.1, of everything, a section or an outlet.

An entry keeps its name (a `tag:` address) when its headline is corrected, and its `updated` says when that was.
"""

from dataclasses import dataclass
from datetime import datetime

import msgspec
from django.core.files.storage import default_storage
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Enclosure, Rss201rev2Feed
from django.utils.html import escape

from issues import catalogue
from issues.addresses import absolute, screen_path, story_path, tag
from issues.catalogue import Front, Wanted
from issues.edition import EditionArticle, EditionPicture
from issues.models import PublicArticle
from issues.wording import reference, web_address
from issues.xhtml import allowed
from news.pictures import WEB, rendition_name

NEWEST = 60  # about one issue
MINUTES = "60"
LANGUAGE = "vi"
# What an empty archive was updated at: always the same, so that an unchanged feed is not sent again.
NEVER = datetime(1990, 1, 1, tzinfo=timezone.get_default_timezone())


@dataclass(frozen=True)
class Channel:
    """What a feed says about itself; addresses are whole ones, `page` is for people, `feed` is its own."""

    title: str
    about: str
    page: str
    feed: str
    publisher: str


@dataclass(frozen=True)
class Picture:
    """A picture by its whole address, with its size in bytes (0 where the file is lost)."""

    address: str
    bytes: int
    alt: str
    width: int
    height: int


@dataclass(frozen=True)
class Entry:
    """An article in a feed. `summary` is plain text, `html` all that was printed, `original` where the source's text stands."""

    id: str
    address: str
    title: str
    summary: str
    html: str
    published: datetime
    updated: datetime
    section: str
    source: str
    source_feed: str
    original: str
    picture: Picture | None


def entries(wanted: Wanted) -> list[Entry]:
    """The newest articles that are wanted, newest first. Two queries."""
    found = list(catalogue.articles(wanted, NEWEST))
    fronts = catalogue.fronts({article.issue_id for article in found})
    return [entry(article, fronts[article.issue_id]) for article in found if article.issue_id in fronts]


def entry(found: PublicArticle, front: Front) -> Entry:
    """One article as an entry."""
    printed = found.printed
    link = web_address(printed.link)
    picture = enclosed(printed.pictures[0]) if printed.pictures else None
    return Entry(
        id=tag(f"tin/{found.pk}", found.published_at),
        address=absolute(story_path(found)),
        title=allowed(found.headline),
        summary=allowed(found.teaser),
        html=allowed(as_html(printed, front, picture, link)),
        published=timezone.localtime(found.published_at),
        updated=timezone.localtime(found.updated_at),
        section=allowed(front.section_name(found.section)),
        source=allowed(found.source_name),
        source_feed=found.source.feed if found.source else "",
        original=allowed(link),
        picture=picture,
    )


def as_html(article: EditionArticle, front: Front, picture: Picture | None, link: str) -> str:
    """All that was printed of an article: picture, corrections, text, key figures, where it comes from."""
    notes = [note for note in front.corrections if note.article == article.id]
    context = {
        "article": article,
        "notes": notes,
        "picture": picture,
        "link": link,
        "reference": reference(article),
    }
    return render_to_string("issues/feed_entry.html", context).strip()


def enclosed(picture: EditionPicture) -> Picture:
    """The picture in the width for screens."""
    try:
        size = default_storage.size(rendition_name(picture.name, WEB))
    except OSError:
        size = 0
    width = min(picture.width, WEB)
    height = round(picture.height * width / picture.width)
    return Picture(absolute(screen_path(picture.name)), size, allowed(picture.alt), width, height)


class Updated:
    """What both XML feeds do alike: an empty or unchanged feed says the same today and tomorrow."""

    def latest_post_date(self):
        """When the newest change in the feed was made."""
        return max((item["updateddate"] for item in self.items), default=NEVER)


class ArticlesRss(Updated, Rss201rev2Feed):
    """RSS 2.0 with the whole text, the outlet, and the last change."""

    def rss_attributes(self):
        return {
            **super().rss_attributes(),
            "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
        }

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        made = item["entry"]
        handler.addQuickElement("atom:updated", made.updated.isoformat(timespec="seconds"))
        handler.addQuickElement("content:encoded", made.html)
        if made.original:
            handler.addQuickElement("dc:source", made.original)
        # RSS 2.0 knows a source by the address of its feed only.
        if made.source and made.source_feed:
            handler.addQuickElement("source", made.source, {"url": made.source_feed})


class ArticlesAtom(Updated, Atom1Feed):
    """Atom 1.0 with the whole text and the original's address."""

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        made = item["entry"]
        handler.addQuickElement("content", made.html, {"type": "html"})
        if made.original:
            title = {"title": made.source} if made.source else {}
            handler.addQuickElement("link", None, {"rel": "via", "href": made.original, **title})


def written(kind: type, channel: Channel, found: list[Entry]) -> str:
    """The feed in one of the XML formats."""
    feed = kind(
        title=channel.title,
        link=channel.page,
        description=channel.about,
        subtitle=channel.about,
        language=LANGUAGE,
        author_name=channel.publisher,
        feed_url=channel.feed,
        feed_guid=channel.feed,
        ttl=MINUTES,
    )
    for each in found:
        feed.add_item(
            title=each.title,
            link=each.address,
            description=escape(each.summary),
            unique_id=each.id,
            unique_id_is_permalink=False,
            pubdate=each.published,
            updateddate=each.updated,
            enclosures=[enclosure(each.picture)] if each.picture else [],
            categories=[each.section] if each.section else [],
            entry=each,
        )
    return feed.writeString("utf-8")


def enclosure(picture: Picture) -> Enclosure:
    """The picture as XML feeds carry it."""
    return Enclosure(picture.address, str(picture.bytes), "image/jpeg")


def as_rss(channel: Channel, found: list[Entry]) -> str:
    """The feed as RSS 2.0."""
    return written(ArticlesRss, channel, found)


def as_atom(channel: Channel, found: list[Entry]) -> str:
    """The feed as Atom 1.0."""
    return written(ArticlesAtom, channel, found)


def as_json(channel: Channel, found: list[Entry]) -> str:
    """The feed as JSON Feed 1.1 (jsonfeed.org)."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title,
        "home_page_url": channel.page,
        "feed_url": channel.feed,
        "description": channel.about,
        "language": LANGUAGE,
        "authors": [{"name": channel.publisher}],
        "items": [json_item(each) for each in found],
    }
    return msgspec.json.encode(feed).decode()


def json_item(made: Entry) -> dict:
    """One entry; what it does not have is left out."""
    picture = made.picture
    item = {
        "id": made.id,
        "url": made.address,
        "external_url": made.original,
        "title": made.title,
        "content_html": made.html,
        "summary": made.summary,
        "image": picture.address if picture else "",
        "date_published": made.published.isoformat(timespec="seconds"),
        "date_modified": made.updated.isoformat(timespec="seconds"),
        "language": LANGUAGE,
        "tags": [made.section] if made.section else [],
        "authors": [{"name": made.source}] if made.source else [],
    }
    return {name: value for name, value in item.items() if value}
