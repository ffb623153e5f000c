"""The issues that can be listened to, as a podcast: RSS 2.0 with the tags that podcast directories ask for.

Source of the tags: Apple's "Podcaster's guide to RSS" (namespace http://www.itunes.com/dtds/podcast-1.0.dtd).
"""

from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Enclosure, Rss201rev2Feed
from django.utils.html import escape

from issues import catalogue
from issues.addresses import absolute, issue_path, tag
from issues.edition import EditionMasthead
from issues.feeds import LANGUAGE, MINUTES, Updated
from issues.models import PublicIssue
from issues.wording import week
from issues.xhtml import allowed

AUDIO_TYPES = {
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".aac": "audio/aac",
    ".ogg": "audio/ogg",
    ".oga": "audio/ogg",
    ".opus": "audio/ogg",
    ".wav": "audio/wav",
    ".flac": "audio/flac",
}
# Nobody fetches the file to measure it; RSS 2.0 asks for a number, and 0 is what says "not known".
UNKNOWN_LENGTH = "0"
ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"


@dataclass(frozen=True)
class Episode:
    """An issue to listen to; `kind` is the media type of its audio file."""

    issue: PublicIssue
    title: str
    about: str
    audio: str
    kind: str


def audio_type(link: str) -> str | None:
    """The media type of an audio file at a web address, by its name; None where the link is a page or no web address."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return None
    suffix = PurePosixPath(parts.path).suffix.lower()
    return AUDIO_TYPES.get(suffix) if parts.scheme in ("http", "https") and parts.netloc else None


def episodes() -> list[Episode]:
    """The newest issues that have an audio file, newest first. One query."""
    return [
        Episode(issue, allowed(front.podcast_title) or f"Số {issue.label}", about(issue, front), audio, kind)
        for issue, front in catalogue.newest_fronts()
        if (kind := audio_type(audio := allowed(front.podcast_url)))
    ]


def about(issue: PublicIssue, front: catalogue.Front) -> str:
    """What the issue is about, in one line."""
    topics = ". ".join(filter(None, (front.trends_title, issue.theme)))
    return allowed(f"Tuần từ {week(issue)}: {issue.article_count} tin. {topics}".rstrip(". ") + ".")


def as_rss(masthead: EditionMasthead) -> str:
    """The podcast feed. One query."""
    name, publisher = allowed(masthead.name), allowed(masthead.publisher or masthead.name)
    feed = PodcastFeed(
        title=name,
        link=absolute(reverse("home")),
        description=allowed(masthead.slogan) or name,
        language=LANGUAGE,
        feed_url=absolute(reverse("podcast")),
        ttl=MINUTES,
        picture=absolute(reverse("podcast-cover")),
        itunes={"author": publisher, "explicit": "false", "type": "episodic"},
        owner={"name": publisher, "email": allowed(masthead.email)} if masthead.email else {},
    )
    for each in episodes():
        add(feed, each)
    return feed.writeString("utf-8")


def add(feed: "PodcastFeed", episode: Episode) -> None:
    """Put an episode into the feed."""
    issue = episode.issue
    feed.add_item(
        title=episode.title,
        link=absolute(issue_path(issue)),
        description=escape(episode.about),
        unique_id=tag(f"podcast/{issue.year}/{issue.number}", issue.published_at),
        unique_id_is_permalink=False,
        pubdate=timezone.localtime(issue.published_at),
        updateddate=timezone.localtime(issue.updated_at),
        enclosures=[Enclosure(episode.audio, UNKNOWN_LENGTH, episode.kind)],
        itunes={
            "title": episode.title,
            "episode": str(issue.number),
            "season": str(issue.year),
            "episodeType": "full",
            "explicit": "false",
        },
    )


class PodcastFeed(Updated, Rss201rev2Feed):
    """Django's RSS with Apple's tags."""

    def rss_attributes(self):
        return {**super().rss_attributes(), "xmlns:itunes": ITUNES}

    def add_root_elements(self, handler):
        super().add_root_elements(handler)
        for name, text in self.feed["itunes"].items():
            handler.addQuickElement(f"itunes:{name}", text)
        handler.addQuickElement("itunes:image", None, {"href": self.feed["picture"]})
        handler.addQuickElement("itunes:category", None, {"text": "News"})
        if self.feed["owner"]:
            handler.startElement("itunes:owner", {})
            for name, text in self.feed["owner"].items():
                handler.addQuickElement(f"itunes:{name}", text)
            handler.endElement("itunes:owner")

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        for name, text in item["itunes"].items():
            handler.addQuickElement(f"itunes:{name}", text)
