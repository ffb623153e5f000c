"""Public pages are kept whole, and forgotten at once where they change."""

import gzip

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from issues import kept_pages, publishing, stale, stamps
from issues.models import Masthead, PublicArticle
from news.models import Article
from tests.make import make_source

pytestmark = pytest.mark.django_db
ISSUE = "/so/2026/9/"


def queries(client, path: str, status: int = 200) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(path).status_code == status
    return len(captured)


def article_path(place: int = 1) -> str:
    article = PublicArticle.objects.get(number=9, place=place)
    return f"{ISSUE}{article.pk}-{article.slug}/"


class TestAKeptPage:
    @pytest.mark.parametrize("path", ["/", ISSUE, "/luu-tru/", "/gioi-thieu/"])
    def test_takes_no_query_and_is_the_same(self, client, kept, publish, path):
        publish()
        cold = client.get(path)
        assert queries(client, path) == 0
        warm, own = client.get(path), ("Date", "X-Request-ID")
        assert warm.content == cold.content
        assert {k: v for k, v in warm.items() if k not in own} == {
            k: v for k, v in cold.items() if k not in own
        }

    def test_is_sent_compressed_to_those_who_take_it(self, client, kept, publish):
        publish()
        plain = client.get(ISSUE)
        packed = client.get(ISSUE, headers={"Accept-Encoding": "gzip, deflate"})
        assert packed["Content-Encoding"] == "gzip" and gzip.decompress(packed.content) == plain.content
        assert packed["Vary"] == plain["Vary"] == "Accept-Encoding" and packed["ETag"] == plain["ETag"]
        assert int(packed["Content-Length"]) == len(packed.content)

    @pytest.mark.parametrize(
        "name, header", [("ETag", "If-None-Match"), ("Last-Modified", "If-Modified-Since")]
    )
    def test_is_not_sent_again_to_those_who_have_it(self, client, kept, publish, name, header):
        publish()
        first = client.get(ISSUE)
        again = client.get(ISSUE, headers={header: first[name]})
        assert again.status_code == 304 and not again.content

    def test_answers_head_without_a_body(self, client, kept, publish):
        publish()
        page = client.get(ISSUE)
        head = client.head(ISSUE)
        assert (
            not head.content
            and head["Content-Length"] == str(len(page.content))
            and head["ETag"] == page["ETag"]
        )

    def test_is_found_in_spite_of_what_links_carry_along(self, client, kept, publish):
        publish()
        client.get(ISSUE)
        assert queries(client, f"{ISSUE}?fbclid=abc&utm_source=zalo") == 0
        assert queries(client, f"{ISSUE}?x=1") > 0

    def test_is_refused_to_an_unknown_host(self, client, kept, publish):
        publish()
        client.get(ISSUE)
        assert client.get(ISSUE, headers={"host": "evil.example"}).status_code == 400

    def test_keeps_nothing_that_is_not_a_public_page(self, client, kept, publish, editor):
        publish()
        client.force_login(editor)
        for path in ("/so/2026/8/", "/quan-tri/", "/khong-co/"):
            client.get(path)
            assert cache.get(kept_pages.page_key(path)) is None
        assert client.get(ISSUE).status_code == 200 and not client.get(ISSUE).cookies

    def test_another_version_of_the_software_keeps_its_own(self, client, kept, publish, monkeypatch):
        publish()
        client.get(ISSUE)
        monkeypatch.setattr(kept_pages, "version", lambda: ("another", 0))
        assert queries(client, ISSUE) > 0

    def test_is_made_anew_without_a_cache(self, client, kept, publish, monkeypatch):
        publish()
        monkeypatch.setattr(kept_pages, "cache", None)
        assert client.get(ISSUE).status_code == 200


class TestAChange:
    def test_a_publication_shows_on_home_lists_and_neighbours_and_nowhere_else(self, client, kept, publish):
        publish(7)
        publish(8)
        for path in ("/", "/luu-tru/", "/so/2026/7/", "/so/2026/8/"):
            client.get(path)
        publish(9)
        assert queries(client, "/so/2026/7/") == 0
        assert 'href="/so/2026/9/"' in client.get("/so/2026/8/").content.decode()
        assert "Số 9/2026" in client.get("/").content.decode()
        assert "Số 9/2026" in client.get("/luu-tru/").content.decode()

    def test_a_correction_shows_at_the_next_look(
        self, client, kept, publish, chief, django_capture_on_commit_callbacks
    ):
        issue = publish()
        path = article_path()
        first = client.get(path)
        client.get(ISSUE)
        article = Article.objects.get(pk=PublicArticle.objects.get(place=1).pk)
        with django_capture_on_commit_callbacks(execute=True):
            publishing.correct(issue, chief, "Sửa tên.", article, {"headline": "Trạm Hòn Dấu lên tiếng"})
        for changed in (path, ISSUE):
            assert "Trạm Hòn Dấu lên tiếng" in client.get(changed).content.decode()
        headers = {"If-None-Match": first["ETag"], "If-Modified-Since": first["Last-Modified"]}
        assert client.get(path, headers=headers).status_code == 200
        assert client.get(path, headers={"If-Modified-Since": first["Last-Modified"]}).status_code == 200

    def test_a_withdrawal_shows_at_the_next_look(
        self, client, kept, publish, chief, django_capture_on_commit_callbacks
    ):
        issue = publish()
        paths = [ISSUE, article_path(), f"{ISSUE}diem-tin.pdf"]
        for path in ("/", *paths):
            client.get(path)
        with django_capture_on_commit_callbacks(execute=True):
            publishing.withdraw(issue, chief, "In nhầm bài.")
        assert [client.get(path).status_code for path in paths] == [410] * 3
        assert "Số 9/2026" not in client.get("/").content.decode()

    def test_sources_sections_and_masthead_empty_the_lists(
        self, client, kept, publish, django_capture_on_commit_callbacks
    ):
        publish()
        for change in (lambda: make_source("Báo Mới Toanh"), lambda: Masthead.current().save()):
            client.get("/luu-tru/")
            client.get(ISSUE)
            with django_capture_on_commit_callbacks(execute=True):
                change()
            assert queries(client, "/luu-tru/") > 0 and queries(client, ISSUE) == 0


class TestInTheMiddle:
    """What happens between the change and its commit, and to a process that ends there."""

    def test_nothing_is_served_or_kept_while_the_change_is_not_committed(self, client, kept, publish, chief):
        issue = publish()
        client.get(ISSUE)
        publishing.withdraw(issue, chief, "In nhầm bài.")
        assert queries(client, ISSUE, 410) > 0
        assert stamps.current("so/2026/9", cache.get(stamps.key("so/2026/9"))) is None
        assert not (kept / "so/2026/9").exists()

    def test_a_killed_process_leaves_nothing_old(self, client, kept, publish, chief):
        issue = publish()
        client.get(ISSUE)
        publishing.withdraw(issue, chief, "In nhầm bài.")
        # Nobody renews the stamps; the mark lapses.
        cache.delete(stamps.key("so/2026/9"))
        assert client.get(ISSUE).status_code == 410

    def test_a_page_that_was_being_made_during_the_change_is_not_kept(
        self, client, kept, publish, chief, monkeypatch, django_capture_on_commit_callbacks
    ):
        issue = publish()
        made = kept_pages.keep

        def slow(path, stamp, response):
            with django_capture_on_commit_callbacks(execute=True):
                publishing.withdraw(issue, chief, "In nhầm bài.")
            return made(path, stamp, response)

        monkeypatch.setattr(kept_pages, "keep", slow)
        assert client.get(ISSUE).status_code == 200
        assert not (kept / "so/2026/9").exists()
        assert client.get(ISSUE).status_code == 410

    def test_stamps_grow_even_within_a_second(self, kept, monkeypatch):
        monkeypatch.setattr(stamps.time, "time", lambda: 1_000_000.5)
        seen = []
        for _ in range(3):
            before = stamps.hold({"lists"})
            stamps.renew(before)
            seen.append(stamps.seconds(cache.get(stamps.key("lists"))))
        assert seen == sorted(set(seen))

    def test_a_cache_in_trouble_does_not_stop_a_withdrawal(
        self, client, kept, publish, chief, monkeypatch, django_capture_on_commit_callbacks
    ):
        issue = publish()
        monkeypatch.setattr(stamps, "hold", lambda shelves: 1 / 0)
        with django_capture_on_commit_callbacks(execute=True):
            publishing.withdraw(issue, chief, "In nhầm bài.")
        assert client.get(ISSUE).status_code == 410


class TestAKeptAnswer:
    QUESTION = "/tim-kiem/?q=tram"

    def test_takes_no_query_and_is_the_same(self, client, kept, publish):
        publish()
        cold = client.get(self.QUESTION)
        assert "tin khớp" in cold.content.decode() and queries(client, self.QUESTION) == 0
        warm = client.get(self.QUESTION)
        assert warm.content == cold.content and warm["ETag"] == cold["ETag"]
        assert warm["Content-Security-Policy"] == cold["Content-Security-Policy"]

    @pytest.mark.parametrize("other", ["q=trạm", "q=tram&nam=2026", "q=tram&xep=moi", "q=tram&muc=focus"])
    def test_is_of_one_question_only(self, client, kept, publish, other):
        publish()
        client.get(self.QUESTION)
        assert queries(client, f"/tim-kiem/?{other}") > 0

    def test_a_publication_and_a_withdrawal_show_at_the_next_look(
        self, client, kept, publish, chief, django_capture_on_commit_callbacks
    ):
        publish()
        before = client.get(self.QUESTION).content
        issue = publish(10)
        assert "Số 10/2026" in client.get(self.QUESTION).content.decode()
        with django_capture_on_commit_callbacks(execute=True):
            publishing.withdraw(issue, chief, "Sai số liệu.")
        after = client.get(self.QUESTION).content.decode()
        assert "Số 10/2026, tin" not in after and after.count("<li>") == before.decode().count("<li>")

    def test_counts_against_the_limit_as_any_other(self, client, kept, publish, settings):
        publish()
        settings.SEARCHES_PER_MINUTE = 2
        assert [client.get(self.QUESTION).status_code for _ in range(3)] == [200, 200, 429]


def test_which_shelves_an_issue_concerns(publish):
    publish(7)
    publish(8)
    issue = publish(9)
    assert stale.shelves_of(issue) == {"lists", "so/2026/9", "so/2026/8"}


@pytest.mark.parametrize(
    "path, shelf",
    [
        ("/", "lists"),
        (ISSUE, "so/2026/9"),
        (f"{ISSUE}1-x/", "so/2026/9"),
        ("/so/2026/99", "so/2026/99"),
        ("/so/x/", "lists"),
    ],
)
def test_which_shelf_a_page_stands_on(path, shelf):
    assert stamps.shelf_of(path) == shelf
