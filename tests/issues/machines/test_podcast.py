"""The podcast: issues that have an audio file, as podcast directories want them."""

import io
from datetime import UTC, datetime

import podcastparser
import pytest
from PIL import Image

from issues.podcast_feed import audio_type
from tests.issues.machines.archives import AUDIO, SITE, queries_of, valid
from tests.issues.releases import edition, published, text, withdrawn


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("https://nghe.example/9.mp3", "audio/mpeg"),
        ("https://nghe.example/9.MP3?tai=1#0:30", "audio/mpeg"),
        ("http://nghe.example/so/9.m4a", "audio/mp4"),
        ("https://nghe.example/9.opus", "audio/ogg"),
        ("https://nghe.example/tap/9", None),
        ("https://nghe.example/9.mp3/trang", None),
        ("https://nghe.example/trang?tep=9.mp3", None),
        ("ftp://nghe.example/9.mp3", None),
        ("javascript:alert(1)//9.mp3", None),
        ("https:///9.mp3", None),
        ("https://[nghe/9.mp3", None),
        ("", None),
    ],
)
def test_what_is_an_audio_file(link, expected):
    assert audio_type(link) == expected


@pytest.mark.django_db
class TestTheFeed:
    def test_is_valid_and_a_podcast_application_reads_it(self, client, archive):
        content = client.get("/podcast.xml").content
        tree = valid("rss", content)
        read = podcastparser.parse(f"{SITE}/podcast.xml", io.BytesIO(content))
        assert read["title"] == "Điểm tin Khoa học Công nghệ" and read["explicit"] is False
        assert read["itunes_owner"] == {"name": "Trung tâm Thông tin", "email": "toasoan@diemtin.example"}
        assert read["cover_url"] == f"{SITE}/podcast.jpg" and read["type"] == "episodic"
        (episode,) = read["episodes"]
        assert episode["title"] == "Nghe số 9" and episode["link"] == f"{SITE}/so/2026/9/"
        assert episode["number"] == 9 and episode["season"] == 2026
        assert "Tuần từ 27/02 – 05/03/2026: 4 tin. Một tuần nhìn ra biển" in episode["description"]
        enclosure = tree.find("channel/item/enclosure")
        assert dict(enclosure.attrib) == {"url": AUDIO, "length": "0", "type": "audio/mpeg"}

    def test_an_issue_with_a_page_to_listen_on_is_no_episode(self, client, archive):
        assert "trang-nghe" not in text(client.get("/podcast.xml"))

    def test_an_episode_keeps_its_name(self, client):
        published(edition(podcast_url=AUDIO), published_at=datetime(2026, 3, 5, 2, tzinfo=UTC))
        published(edition(podcast_url=AUDIO.replace("9", "9b"), podcast_title="Bản ghi mới"))
        tree = valid("rss", client.get("/podcast.xml").content)
        assert tree.findtext("channel/item/guid") == "tag:diemtin.example,2026-03-05:podcast/2026/9"
        assert tree.findtext("channel/item/title") == "Bản ghi mới"

    def test_without_episodes_and_without_an_archive(self, client, newsroom, archive):
        withdrawn(archive.newest)
        assert not valid("rss", client.get("/podcast.xml").content).findall("channel/item")

    def test_the_cover_is_a_large_square(self, client, archive):
        response = client.get("/podcast.jpg")
        with Image.open(io.BytesIO(response.content)) as image:
            assert image.size == (1400, 1400) and image.format == "JPEG" and image.mode == "RGB"

    def test_queries_do_not_grow(self, client, archive):
        few = queries_of(client, "/podcast.xml")
        for number in range(10, 20):
            published(edition(number=number, podcast_url=AUDIO))
        assert queries_of(client, "/podcast.xml") == few == 2
