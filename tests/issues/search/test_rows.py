"""The rows that search reads follow the shelf, through corrections, withdrawals and Django's own remaking of tables."""

from datetime import date
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.db import connection, models

from issues import shelving
from issues.models import PublicArticle, PublicIssue, Release, SearchRow
from issues.search import search
from issues.search_rows import exact_words, forget, stand, year_of
from tests.issues.releases import edition, edition_article, published, withdrawn

pytestmark = pytest.mark.django_db
on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="Only SQLite has this table.")


def keys(text: str) -> list[int]:
    """The keys of what is found."""
    return [hit.article for hit in search(text).hits]


def article(pk: int, headline: str, body: str = "Lời mở.", **values):
    """An article without key figures, whose words would be found too."""
    return edition_article(pk, headline=headline, body=f"<p>{body}</p>", key_figures=(), **values)


class TestRows:
    def test_exact_and_folded_words(self):
        published(edition(articles=[article(1, "TOÀ soạn: mở cửa", "Nửa&nbsp;đêm, “KHOẺ”.")]))
        row = SearchRow.objects.get()
        assert (row.headline_exact, row.headline_folded) == ("tòa soạn mở cửa", "toa soan mo cua")
        assert (row.body_exact, row.body_folded) == ("nửa đêm khỏe", "nua dem khoe")

    def test_words_of_pictures_and_key_figures_are_found(self):
        published(edition(articles=[edition_article(1)]))
        assert keys("dữ liệu của trạm 1") == [1]

    def test_newer_issues_stand_higher_and_earlier_places_too(self):
        assert stand(2026, 10, 1) > stand(2026, 9, 60) > stand(2026, 9, 61) > stand(2025, 999, 1)
        assert year_of(stand(2026, 999, 1)) == 2026 == year_of(stand(2026, 1, 32_767))

    def test_what_no_database_could_hold_is_cut(self):
        published(edition(articles=[article(1, "Từ dài", "ă" * 300_000 + " " + "x" * 5000)]))
        assert keys("từ dài") == [1]
        assert max(map(len, exact_words("ă" * 5000).split())) == 60

    def test_side_by_side_does_not_reach_from_headline_to_body(self):
        published(edition(articles=[article(1, "Gốm men", "rạn cổ"), article(2, "Khác", "men rạn")]))
        assert keys('"men rạn"') == [2]


def test_before_the_first_issue(client):
    assert client.get("/tim-kiem/").status_code == 200
    assert "Không có tin nào" in client.get("/tim-kiem/", {"q": "gió"}).content.decode()


class TestChanges:
    def test_a_correction_changes_what_is_found(self):
        published(edition(articles=[article(1, "Trạm Hòn Cau")]))
        published(edition(articles=[article(1, "Trạm Hòn Mắt")]))
        assert keys("hòn mắt") == [1] and keys("hòn cau") == []

    def test_an_article_taken_out_by_a_correction_is_not_found(self):
        published(edition(articles=[article(1, "Một"), article(2, "Hai ngọn đèn")]))
        published(edition(articles=[article(1, "Một")]))
        assert keys("ngọn đèn") == [] and PublicArticle.objects.count() == SearchRow.objects.count() == 1

    def test_articles_that_change_places(self):
        one, two = article(1, "Cầu phao"), article(2, "Cầu treo")
        published(edition(articles=[one, two]))
        published(edition(articles=[two, one]))
        assert keys("cầu") == [2, 1]
        assert dict(PublicArticle.objects.values_list("pk", "place")) == {2: 1, 1: 2}

    def test_what_is_withdrawn_is_not_found(self):
        before = rows_of_fts()
        made = edition(articles=[article(1, "Trạm Hòn Cau")])
        published(made)
        withdrawn(made)
        assert keys("hòn cau") == [] and not SearchRow.objects.exists()
        assert rows_of_fts() == before

    def test_what_is_only_approved_is_not_found(self):
        before = rows_of_fts()
        published(edition(articles=[article(1, "Trạm Hòn Cau")]))
        PublicIssue.objects.all().delete()
        assert keys("hòn cau") == [] and rows_of_fts() == before

    def test_rebuilding_finds_everything_again(self):
        published(edition(articles=[article(1, "Trạm Hòn Cau")]))
        SearchRow.objects.all().delete()
        assert not shelving.is_whole()
        assert shelving.rebuild() == 1 and shelving.is_whole() and keys("hòn cau") == [1]

    @on_sqlite
    def test_a_row_that_its_table_of_words_lacks_is_seen_and_mended(self):
        published(edition(articles=[article(1, "Trạm Hòn Cau")]))
        forget(SearchRow.objects.values_list("pk", flat=True))
        assert not shelving.is_whole() and keys("hòn cau") == []
        assert shelving.rebuild() == 1 and shelving.is_whole() and keys("hòn cau") == [1]

    @on_sqlite
    def test_the_migration_that_fills_the_table_writes_what_publishing_does(self):
        published(edition(articles=[article(1, "Trạm Hòn Cau", "Đo sóng."), article(2, "Đèn lồng", "")]))
        stored = words_of_fts()
        forget(SearchRow.objects.values_list("pk", flat=True))
        filling = import_module("issues.migrations.0018_fill_search_tokens")
        filling.fill(None, SimpleNamespace(connection=connection))
        filling.fill(None, SimpleNamespace(connection=connection))
        assert words_of_fts() == stored and keys("hòn cau") == [1] and shelving.is_whole()

    def test_no_phrase_reaches_from_the_headline_into_the_body(self):
        published(edition(articles=[article(1, "Trạm đo", "Sóng to.")]))
        assert keys('"đo sóng"') == [] and keys('"trạm đo"') == keys('"sóng to"') == [1]

    def test_letters_that_only_one_side_takes_for_letters_find_nothing(self):
        published(edition(articles=[article(1, "Trạm đo", "Sóng to.")]))
        assert keys("\u19b0") == keys("\u1cf2") == [] and keys("sóng -\u19b0") == [1]

    def test_the_same_number_of_another_year_is_another_row(self):
        days = {"first_day": date(2025, 3, 1), "last_day": date(2025, 3, 2)}
        published(edition(year=2025, articles=[article(1, "Đèn lồng cũ")], **days))
        published(edition(year=2026, articles=[article(2, "Đèn lồng mới")]))
        assert keys("đèn lồng") == [2, 1]
        Release.objects.filter(issue__year=2025).update(withdrawn_at="2026-01-01T00:00:00Z")
        shelving.rebuild()
        assert keys("đèn lồng") == [2]


def words_of_fts() -> list[tuple]:
    """What SQLite's FTS5 table holds of the rows."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT row.id, words.tokens FROM issues_searchrow row "
            "JOIN issues_searchrow_tokens words ON words.rowid = row.id ORDER BY 1"
        )
        return cursor.fetchall()


def rows_of_fts() -> int | None:
    """How many rows SQLite's FTS5 table holds; None on another database."""
    if connection.vendor != "sqlite":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM issues_searchrow_tokens")
        return cursor.fetchone()[0]


@pytest.mark.django_db(transaction=True)
class TestTablesMadeAnew:
    """On SQLite a change of a column copies the whole table and drops the old one with all that hung on it."""

    def test_search_goes_on(self, newsroom):
        if connection.vendor == "sqlite":
            # What tests with real transactions left: emptying tables does not reach this one.
            with connection.cursor() as cursor:
                cursor.execute("DELETE FROM issues_searchrow_tokens")
        before = rows_of_fts()
        published(edition(articles=[article(1, "Trạm Hòn Cau")]))
        field = models.CharField(max_length=60)
        field.set_attributes_from_name("section")
        field.model = SearchRow
        with connection.schema_editor() as editor:
            editor.alter_field(SearchRow, SearchRow._meta.get_field("section"), field, strict=True)
        assert keys("hòn cau") == [1]
        published(edition(articles=[article(1, "Trạm Hòn Mắt")]))
        assert keys("hòn mắt") == [1] and keys("hòn cau") == []
        PublicIssue.objects.all().delete()
        assert keys("hòn mắt") == [] and rows_of_fts() == before
        with connection.schema_editor() as editor:
            editor.alter_field(SearchRow, field, SearchRow._meta.get_field("section"), strict=True)
