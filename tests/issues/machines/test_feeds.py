"""RSS, Atom and JSON Feed: valid, complete, stable names, a change shows, a fixed number of queries."""

import json
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import feedparser
import jsonschema
import pytest

from issues.addresses import article_path
from issues.feeds import NEWEST
from news.models import Source
from news.pictures import WEB, rendition_name
from tests.issues.machines.archives import SITE, queries_of, valid
from tests.issues.releases import edition, edition_article, published, stored_picture, text, withdrawn

pytestmark = pytest.mark.django_db

PLACES = ("/", "/chuyen-muc/domestic/", "/nguon/bao-song-bien/")
TEXT = {"type": "string", "minLength": 1}
ADDRESS = {"type": "string", "pattern": "^https?://"}
MOMENT = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$"}
AUTHORS = {
    "type": "array",
    "items": {"type": "object", "minProperties": 1, "properties": {"name": TEXT, "url": ADDRESS}},
}
# JSON Feed 1.1 as far as we use it: nothing else may occur, so that a misspelt name does not pass.
JSON_FEED = {
    "type": "object",
    "required": ["version", "title", "items"],
    "additionalProperties": False,
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": TEXT,
        "home_page_url": ADDRESS,
        "feed_url": ADDRESS,
        "description": TEXT,
        "language": {"const": "vi"},
        "authors": AUTHORS,
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "content_html"],
                "additionalProperties": False,
                "properties": {
                    "id": TEXT,
                    "url": ADDRESS,
                    "external_url": ADDRESS,
                    "title": TEXT,
                    "content_html": TEXT,
                    "summary": TEXT,
                    "image": ADDRESS,
                    "date_published": MOMENT,
                    "date_modified": MOMENT,
                    "language": {"const": "vi"},
                    "tags": {"type": "array", "items": TEXT},
                    "authors": AUTHORS,
                },
            },
        },
    },
}


class TestValid:
    @pytest.mark.parametrize("place", PLACES)
    @pytest.mark.parametrize("form", ["rss", "atom"])
    def test_xml_keeps_to_the_standard_and_readers_read_it(self, client, archive, place, form):
        response = client.get(f"{place}tin.{form}")
        assert response["Content-Type"] == f"application/{form}+xml; charset=utf-8"
        valid(form, response.content)
        read = feedparser.parse(response.content, response_headers={"content-type": response["Content-Type"]})
        assert not read.bozo, read.get("bozo_exception")
        assert read.version == {"rss": "rss20", "atom": "atom10"}[form]
        links = {link.rel: link.href for link in read.feed.links}
        assert links["self"] == f"{SITE}{place}tin.{form}" and links["alternate"] == f"{SITE}{place}"
        assert (
            read.feed.language == "vi" and len(read.entries) == len({entry.id for entry in read.entries}) > 2
        )

    @pytest.mark.parametrize("place", PLACES)
    def test_json_keeps_to_the_standard(self, client, archive, place):
        response = client.get(f"{place}tin.json")
        assert response["Content-Type"] == "application/feed+json; charset=utf-8"
        feed = json.loads(response.content)
        jsonschema.validate(feed, JSON_FEED)
        assert feed["feed_url"] == f"{SITE}{place}tin.json" and feed["home_page_url"] == f"{SITE}{place}"

    @pytest.mark.parametrize("form", ["rss", "atom"])
    def test_an_empty_archive_has_an_empty_feed_that_stays_the_same(self, client, newsroom, form):
        first = client.get(f"/tin.{form}")
        valid(form, first.content)
        assert client.get(f"/tin.{form}", headers={"If-None-Match": first["ETag"]}).status_code == 304

    @pytest.mark.parametrize("form", ["rss", "atom", "json"])
    def test_hostile_words_change_nothing(self, client, form):
        evil = "]]><script>alert(1)</script>\x0b\x07\ufffe&amp;"
        article = edition_article(
            1,
            headline=evil,
            source=evil,
            link="javascript:alert(2)",
            pictures=(stored_picture(alt=evil),),
            body="<p>Sạch\x08</p>",
        )
        published(edition(articles=[article], theme=evil))
        content = client.get(f"/tin.{form}").content
        if form == "json":
            jsonschema.validate(json.loads(content), JSON_FEED)
        else:
            valid(form, content)
        assert "javascript:" not in content.decode()


class TestWhatAnEntrySays:
    def test_everything_in_each_format(self, client, archive):
        article = archive.newest.articles[0]
        address = f"{SITE}{article_path(archive.newest, article)}"
        picture = f"{SITE}/anh/{rendition_name(article.pictures[0].name, WEB)}"
        for form in ("rss", "atom"):
            entry = feedparser.parse(client.get(f"/tin.{form}").content).entries[0]
            assert entry.title == article.headline and entry.link == address
            assert entry.tags[0].term == "Tin trong nước"
            assert entry.enclosures[0].href == picture and int(entry.enclosures[0].length) > 1000
            html = entry.content[0].value
            assert article.body in html and "98,97%" in html and picture in html
            assert "Đính chính ngày 09/03/2026:</strong> Tên trạm đúng là Nam Triệu." in html
        item = json.loads(client.get("/tin.json").content)["items"][0]
        assert item["title"] == article.headline and item["url"] == address and item["image"] == picture
        assert item["external_url"] == article.link and item["authors"] == [{"name": "Báo Sóng Biển"}]

    def test_the_source(self, client, archive):
        rss = valid("rss", client.get("/tin.rss").content)
        assert rss.xpath("//item[1]/source/@url") == ["https://songbien.example/rss"]
        assert rss.xpath("//item[1]/source/text()") == ["Báo Sóng Biển"]
        assert not rss.xpath("//item[3]/source"), "an outlet whose feed is not known"
        via = [
            link
            for link in feedparser.parse(client.get("/tin.atom").content).entries[2].links
            if link.rel == "via"
        ]
        assert via[0].href == "https://www.la.example/a?b=1&c=2" and via[0].title == "Nguồn lạ"

    def test_an_entry_without_day_source_or_picture(self, client, archive):
        entry = feedparser.parse(client.get("/tin.rss").content).entries[1]
        assert "Chi tiết" not in entry.content[0].value and not entry.enclosures
        item = json.loads(client.get("/tin.json").content)["items"][1]
        assert not {"external_url", "image", "authors"} & item.keys()

    def test_titles_are_text(self, client, archive):
        headline = archive.newest.articles[3].headline
        assert valid("rss", client.get("/tin.rss").content).xpath("//item[4]/title/text()") == [headline]
        assert json.loads(client.get("/tin.json").content)["items"][3]["title"] == headline


class TestWhichEntries:
    def test_the_newest_issue_first_and_in_printed_order(self, client, archive):
        titles = [item["title"] for item in json.loads(client.get("/tin.json").content)["items"]]
        everything = (*archive.newest.articles, *archive.double.articles, *archive.oldest.articles)
        assert titles == [article.headline for article in everything]

    def test_a_section_and_a_source_have_only_their_own(self, client, archive):
        focus = json.loads(client.get("/chuyen-muc/focus/tin.json").content)
        assert focus["title"] == "Điểm tin Khoa học Công nghệ – Tâm điểm"
        assert [item["url"] for item in focus["items"]] == [f"{SITE}/so/2026/9/904-tram-quan-trac-904/"]
        source = json.loads(client.get("/nguon/bao-song-bien/tin.json").content)
        assert len(source["items"]) == 5 and "Nguồn lạ" not in str(source)

    @pytest.mark.parametrize(
        "place", ["/chuyen-muc/trends/", "/chuyen-muc/khong-co/", "/nguon/bao-cho/", "/nguon/la/"]
    )
    @pytest.mark.parametrize("form", ["rss", "atom", "json"])
    def test_what_has_nothing_in_public_is_not_found(self, client, archive, place, form):
        Source.objects.create(name="Báo Chờ")
        assert client.get(f"{place}tin.{form}").status_code == 404

    def test_at_most_the_newest(self, client):
        published(edition(number=1, articles=[edition_article(n) for n in range(100, 140)]))
        published(edition(number=2, articles=[edition_article(n) for n in range(200, 240)]))
        items = json.loads(client.get("/tin.json").content)["items"]
        assert len(items) == NEWEST and items[0]["url"].endswith("/200-tram-quan-trac-200/")


class TestChange:
    def test_a_corrected_article_keeps_its_name_and_only_it_is_updated(self, client):
        first, second = datetime(2026, 3, 5, 2, tzinfo=UTC), datetime(2026, 3, 9, 3, tzinfo=UTC)
        made = edition(articles=[edition_article(1), edition_article(2)])
        published(made, published_at=first)
        before = json.loads(client.get("/tin.json").content)["items"]
        corrected = edition(
            articles=[edition_article(1, headline="Tên mới", slug="ten-moi"), edition_article(2)]
        )
        published(corrected, published_at=second)
        after = json.loads(client.get("/tin.json").content)["items"]
        assert [item["id"] for item in before] == [item["id"] for item in after]
        assert before[0]["id"] == "tag:diemtin.example,2026-03-05:tin/1"
        assert after[0]["title"] == "Tên mới" and after[0]["date_published"] == "2026-03-05T09:00:00+07:00"
        assert after[0]["date_modified"] == "2026-03-09T10:00:00+07:00"
        assert after[1] == before[1]
        read = feedparser.parse(client.get("/tin.atom").content)
        assert read.feed.updated == "2026-03-09T10:00:00+07:00" == read.entries[0].updated
        rss = valid("rss", client.get("/tin.rss").content)
        assert parsedate_to_datetime(rss.findtext("channel/lastBuildDate")) == second

    def test_a_withdrawn_issue_is_gone_from_the_feed(self, client, archive):
        withdrawn(archive.newest)
        for form in ("rss", "atom", "json"):
            assert "Trạm quan trắc 901" not in text(client.get(f"/tin.{form}"))

    def test_an_unchanged_feed_is_not_sent_again(self, client, archive):
        for form in ("rss", "atom", "json"):
            etag = client.get(f"/tin.{form}")["ETag"]
            assert client.get(f"/tin.{form}", headers={"If-None-Match": etag}).status_code == 304


@pytest.mark.parametrize("form", ["rss", "atom", "json"])
def test_queries_do_not_grow(client, archive, form):
    paths = [f"{place}tin.{form}" for place in PLACES]
    few = [queries_of(client, path) for path in paths]
    for number in range(10, 14):
        published(edition(number=number, articles=[edition_article(number * 100 + n) for n in range(20)]))
    assert [queries_of(client, path) for path in paths] == few == [3, 3, 4]
