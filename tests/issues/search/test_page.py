"""The search page."""

from datetime import date

import pytest
from django.core.cache import cache
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from issues import limits
from issues.search import Filters, search
from issues.search_suggestions import edits, suggestions, typed
from news.models import Source
from tests.issues.releases import edition, edition_article, published, text
from tests.issues.search.corpus import SEA

pytestmark = pytest.mark.django_db
PATH = "/tim-kiem/"


class TestThePage:
    def test_without_a_question_it_explains(self, client, archive):
        page = text(client.get(PATH))
        assert "Cách tìm" in page and "noindex" not in page

    def test_results_with_marks_places_and_no_index(self, client, archive):
        response = client.get(PATH, {"q": "quan trac gio"})
        page = text(response)
        assert '<meta name="robots" content="noindex, follow">' in page
        assert "Trạm <mark>quan trắc gió</mark> ngoài khơi" in page and "Số 12/2026, tin 1" in page
        assert 'href="/so/2026/12/301-' in page
        assert "unsafe" not in response["Content-Security-Policy"] and not response.cookies

    def test_nothing_asked_in_other_words_explains(self, client, archive):
        assert "Cách tìm" in text(client.get(PATH, {"q": '"" - OR'}))

    def test_the_words_are_escaped(self, client, archive):
        page = text(client.get(PATH, {"q": "<script>alert(1)</script> gió"}))
        assert "<script>alert" not in page

    def test_nothing_that_is_not_public_is_found(self, client):
        published(edition(articles=[edition_article(1, headline="Trạm Hòn Cau")]))
        from issues.models import PublicIssue

        PublicIssue.objects.all().delete()
        assert "Không có tin nào" in text(client.get(PATH, {"q": "hòn cau"}))

    def test_only_reading(self, client):
        assert client.post(PATH, {"q": "a"}).status_code == 405

    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(
        st.dictionaries(
            st.sampled_from(["q", "muc", "nguon", "nam", "xep", "trang"]), st.text(max_size=30), min_size=1
        )
    )
    def test_whatever_is_sent_is_answered(self, client, archive, settings, given):
        settings.SEARCHES_PER_MINUTE = 0
        assert client.get(PATH, {"q": "gió", **given}).status_code == 200

    @pytest.mark.parametrize(
        "asked",
        [
            "\x00",
            "a" * 10_000,
            '"' * 999,
            "-" * 50,
            "OR OR",
            "%",
            "'; DROP TABLE",
            "\ud83d\ude00",
            "ă\u0300" * 300,
        ],
    )
    def test_hostile_texts(self, client, archive, asked):
        assert client.get(PATH, {"q": asked.encode("utf-8", "surrogatepass")}).status_code == 200

    def test_a_broken_encoding(self, client, archive):
        assert client.get(f"{PATH}?q=%ff%fe%00gi%C3").status_code == 200


class TestFilters:
    def test_section_outlet_and_year(self, archive):
        source = Source.objects.get(name=SEA)
        for chosen in (Filters(section="focus"), Filters(year=2025)):
            assert {hit.article for hit in search("công nghệ", chosen).hits} == {201}
        keys = frozenset({source.key})
        found = search("trạm", Filters(source=source, source_keys=keys))
        assert [hit.article for hit in found.hits] == [301, 112]
        assert [(outlet.slug, amount) for outlet, amount in found.sources] == [(source.slug, 2)]

    def test_counts(self, archive):
        found = search("công nghệ")
        assert dict(found.years) == {2025: 1, 2026: 2} and found.sections["focus"] == 1 and found.total == 3

    def test_an_outlet_that_was_merged_is_found_by_its_old_name(self, client, archive):
        new = Source.objects.create(name="Báo Cửa Lạch")
        Source.objects.filter(name=SEA).delete()
        new.aliases.create(name=SEA)
        page = text(client.get(PATH, {"q": "trạm", "nguon": new.slug}))
        assert "2 tin khớp" in page and "Báo Cửa Lạch" in page

    def test_the_newest_first(self, archive):
        assert [hit.article for hit in search("công nghệ", order="moi").hits] == [317, 318, 201]

    def test_addresses_of_the_page_keep_what_was_chosen(self, client, archive):
        page = text(client.get(PATH, {"q": "trạm", "nam": "2026", "xep": "moi"}))
        assert '<option value="2026" selected>2026 (2)</option>' in page
        assert 'href="/tim-kiem/?q=tr%E1%BA%A1m&amp;xep=moi"' in page, "without the year"

    @pytest.mark.parametrize("value", ["x", "99999999999999999999", "٢٠٢٦", "-1", ""])
    def test_what_does_not_exist_filters_nothing(self, client, archive, value):
        asked = {"q": "trạm", "nam": value, "muc": value, "nguon": value}
        assert "5 tin khớp" in text(client.get(PATH, asked))


class TestManyResults:
    @pytest.fixture
    def many(self):
        for number in range(1, 6):
            made = [
                edition_article(number * 100 + n, headline=f"Đèn lồng {n}", body="<p>Giấy dó.</p>")
                for n in range(45)
            ]
            published(edition(number=number, articles=made))

    def test_pages_are_turned_and_bounded(self, client, many):
        page = text(client.get(PATH, {"q": "đèn lồng", "trang": "2"}))
        assert "225 tin khớp" in page and "Kết quả tiếp" in page and "Kết quả trước" in page
        last = text(client.get(PATH, {"q": "đèn lồng", "trang": "999"}))
        assert "200 tin đầu" in last and "Kết quả tiếp" not in last

    @pytest.mark.parametrize("order", ["", "moi"])
    def test_no_more_are_counted_than_need_be(self, client, many, monkeypatch, order):
        monkeypatch.setattr("issues.search.MOST", 210)
        found = search("đèn lồng", order=order)
        assert found.total == 210 and found.more and sum(found.years.values()) == 210
        assert "Ít nhất 210 tin" in text(client.get(PATH, {"q": "đèn lồng", "xep": order}))

    def test_words_far_apart_are_only_looked_at(self, many):
        found = search("lồng đèn giấy", order="moi")
        assert found.total == 200 and found.more

    @pytest.mark.parametrize("order", ["", "moi"])
    @pytest.mark.parametrize(
        "asked", ["đèn lồng", "den long", "lồng đèn giấy", '"đèn lồng 7"', "đèn OR giấy", "đèn -7"]
    )
    def test_pages_are_parts_of_one_order_however_deep_is_looked(self, many, monkeypatch, asked, order):
        turned = [hit.article for page in range(1, 11) for hit in search(asked, order=order, page=page).hits]
        monkeypatch.setattr("issues.search.depth", lambda *_: 200)
        deep = [hit.article for page in range(1, 11) for hit in search(asked, order=order, page=page).hits]
        few = search(asked, order=order).pages == 1
        assert turned == deep and (few or len(set(deep)) == len(deep) > 20)

    def test_close_matches_of_old_do_not_hide_what_is_newer(self, newsroom, monkeypatch):
        monkeypatch.setattr("issues.search.REACHED", 10)
        for year, amount, headline in (
            (2022, 5, "Đèn lồng"),
            (2025, 10, "Lồng chim"),
            (2026, 8, "Lồng chim"),
        ):
            days = {"first_day": date(year, 9, 1), "last_day": date(year, 9, 2)}
            made = [
                edition_article(year * 100 + n, headline=f"{headline} {n}", body="<p>Đèn dầu.</p>")
                for n in range(amount)
            ]
            published(edition(year=year, number=36, articles=made, **days))
        found = [hit.article // 100 for hit in search("đèn lồng", order="moi").hits]
        assert found == [2026] * 8 + [2025] * 2

    def test_pages_do_not_overlap(self, many):
        seen = [hit.article for page in range(1, 11) for hit in search("đèn", page=page).hits]
        assert len(seen) == len(set(seen)) == 200 and seen[0] == 500

    def test_the_number_of_queries_does_not_grow(self, client, archive, django_assert_max_num_queries):
        from django.db import connection

        def queries(asked):
            with CaptureQueriesContext(connection) as counter:
                client.get(PATH, asked)
            return len(counter)

        few = queries({"q": "đèn lồng"}), queries({"q": "trạm"})
        for number in range(1, 4):
            made = [edition_article(number * 1000 + n, headline=f"Đèn lồng trạm {n}") for n in range(30)]
            published(edition(number=number, articles=made))
        assert queries({"q": "trạm"}) <= few[1] + 2
        assert queries({"q": "trạm"}) <= 20


class TestSuggestions:
    @pytest.mark.parametrize(
        ("typed", "meant"),
        [
            ("roobt", "robot"),
            ("camr bieesn", "cam bien"),
            ("came63n", ""),
            ("chuye6n3 d9o6i3 so61", "chuyen doi so"),
            ("vinabouy", "vinabuoy"),
        ],
    )
    def test_spelled_differently(self, archive, typed, meant):
        texts = [each.text for each in suggestions(typed, Filters())]
        assert (texts[:1] == [meant]) if meant else not texts

    def test_a_filter_less(self, client, archive):
        page = text(client.get(PATH, {"q": "plasma", "nam": "2025"}))
        assert "Không có tin nào" in page and "Tìm trong cả kho" in page

    def test_fewer_words(self, archive):
        assert "plasma" in [each.text for each in suggestions("plasma zzzzz", Filters())]

    def test_without_quotes(self, archive):
        assert "mặt trời chợ" in [each.text for each in suggestions('"mặt trời chợ"', Filters())]

    def test_nothing_to_suggest(self, client, archive):
        assert suggestions("qqqqqqqq", Filters()) == []
        assert "Hãy thử ít từ hơn" in text(client.get(PATH, {"q": "qqqqqqqq"}))

    def test_keys_without_marks(self):
        keys = {
            "chuyeenr": "chuyen",
            "ddooir": "doi",
            "soos": "so",
            "dduwowngf": "duong",
            "nghie6n": "nghien",
            "tinh": "tinh",
        }
        assert {word: typed(word) for word in keys} == keys

    def test_one_slip(self):
        assert {"robot", "roobt", "robo", "robots", "robit"} <= edits("robot") | {"robot"} | edits(
            "roobt"
        ) | edits("robo")


class TestLimits:
    def test_one_too_many_has_to_wait(self, client, archive, settings):
        settings.SEARCHES_PER_MINUTE = 2
        assert [client.get(PATH, {"q": "gió"}).status_code for _ in range(2)] == [200, 200]
        response = client.get(PATH, {"q": "gió"})
        assert response.status_code == 429 and 1 <= int(response["Retry-After"]) <= 60
        assert "Xin chờ một chút" in text(response) and "no-store" in response["Cache-Control"]
        assert client.get(PATH).status_code == 200, "the form itself is not limited"
        assert client.get(PATH, {"q": "gió"}, REMOTE_ADDR="192.0.2.9").status_code == 200

    def test_a_new_minute_begins_anew(self, client, archive, settings, monkeypatch):
        settings.SEARCHES_PER_MINUTE = 1
        monkeypatch.setattr(limits.time, "time", lambda: 600.0)
        codes = [client.get(PATH, {"q": "gió"}).status_code for _ in range(2)]
        monkeypatch.setattr(limits.time, "time", lambda: 660.0)
        assert [*codes, client.get(PATH, {"q": "gió"}).status_code] == [200, 429, 200]

    def test_neighbours_in_one_network_of_ipv6_count_together(self, rf, settings):
        first, second = rf.get("/", REMOTE_ADDR="2001:db8::1"), rf.get("/", REMOTE_ADDR="2001:db8::ffff:2")
        assert limits.seconds_to_wait(first, "a", 1) == 0 < limits.seconds_to_wait(second, "a", 1)

    def test_names_are_counted_apart(self, rf):
        request = rf.get("/")
        assert limits.seconds_to_wait(request, "a", 1) == limits.seconds_to_wait(request, "b", 1) == 0

    @pytest.mark.parametrize(
        ("hops", "forwarded", "client"),
        [
            (0, "198.51.100.1", "127.0.0.1"),
            (1, "198.51.100.1, 192.0.2.7", "192.0.2.7"),
            (2, "198.51.100.1, 192.0.2.7, 203.0.113.5", "192.0.2.7"),
            (2, "192.0.2.7", "127.0.0.1"),
            (1, "no address", ""),
            (1, "", ""),
        ],
    )
    def test_the_client_behind_proxies(self, rf, settings, hops, forwarded, client):
        settings.PROXY_HOPS = hops
        assert limits.client_address(rf.get("/", HTTP_X_FORWARDED_FOR=forwarded)) == client

    def test_a_cache_that_is_down_limits_nobody(self, client, archive, settings, monkeypatch):
        settings.SEARCHES_PER_MINUTE = 1

        def broken(*args, **kwargs):
            raise ConnectionError("no cache")

        monkeypatch.setattr(
            type(cache._connections["default"]) if hasattr(cache, "_connections") else cache, "add", broken
        )
        assert [client.get(PATH, {"q": "gió"}).status_code for _ in range(3)] == [200] * 3
