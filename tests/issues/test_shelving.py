"""The public shelf: rows made of releases, for exactly what the public may read."""

import io

import pytest
from django.core.management import call_command

from issues import publishing, shelving
from issues.models import Issue, PublicArticle, PublicIssue, Release
from issues.page_numbers import page_numbers
from news.models import Article
from tests.issues.releases import edition, edition_article, published, stored_picture, withdrawn
from tests.make import make_placed_issue, make_source, pdf_bytes

pytestmark = pytest.mark.django_db


def rows() -> list[tuple]:
    """Everything on the shelf, comparable."""
    return [tuple(PublicIssue.objects.order_by("pk").values()), tuple(PublicArticle.objects.values())]


@pytest.fixture
def issue(fake_pdf, editor, chief):
    """An issue of three articles that was published through the doors."""
    issue = make_placed_issue()
    publishing.submit(issue, editor)
    publishing.approve(issue, chief, issue.release.sha256)
    return publishing.publish(issue, chief)


class TestWhatIsOnTheShelf:
    def test_a_published_issue_with_its_articles_in_printed_order(self, issue):
        shelved = PublicIssue.objects.get()
        assert shelved.release == issue.release and shelved.article_count == 3
        printed = issue.release.edition.articles
        assert [a.pk for a in shelved.articles.order_by("place")] == [a.id for a in printed]
        assert [a.printed for a in shelved.articles.order_by("place")] == list(printed)

    def test_nothing_before_publication(self, fake_pdf, editor, chief):
        issue = make_placed_issue()
        publishing.submit(issue, editor)
        publishing.approve(issue, chief, issue.release.sha256)
        assert not PublicIssue.objects.exists() and not PublicArticle.objects.exists()

    def test_a_correction_replaces_the_text_and_keeps_the_day_of_publication(self, issue, chief):
        before = PublicIssue.objects.get()
        article = Article.objects.get(pk=issue.release.edition.articles[0].id)
        publishing.correct(issue, chief, "Sửa tên trạm.", article, {"headline": "Trạm mới mang tên Hòn Dấu"})
        after = PublicIssue.objects.get()
        assert after.release_id != before.release_id and after.published_at == before.published_at
        assert after.updated_at > before.updated_at
        assert PublicArticle.objects.get(pk=article.pk).headline == "Trạm mới mang tên Hòn Dấu"

    def test_only_what_a_correction_concerns_is_updated(self, issue, chief):
        first, second, third = issue.release.edition.articles
        before = dict(PublicArticle.objects.values_list("pk", "updated_at"))
        publishing.correct(issue, chief, "Ghi nhầm.", Article.objects.get(pk=first.id))
        publishing.correct(
            issue, chief, "Ghi nhầm nữa.", Article.objects.get(pk=second.id), {"body": "<p>Mới</p>"}
        )
        publishing.correct(issue, chief, "Bìa ghi nhầm.")
        after = dict(PublicArticle.objects.values_list("pk", "updated_at"))
        assert before[third.id] == after[third.id]
        assert before[first.id] < after[first.id] < after[second.id] < PublicIssue.objects.get().updated_at

    def test_nothing_after_withdrawal(self, issue, chief):
        publishing.withdraw(issue, chief, "In nhầm bài.")
        assert not PublicIssue.objects.exists() and not PublicArticle.objects.exists()

    def test_a_step_that_fails_leaves_the_shelf_as_it_was(self, issue, chief, monkeypatch):
        before = rows()
        monkeypatch.setattr(shelving, "articles", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            publishing.correct(issue, chief, "Sửa tên trạm.")
        assert rows() == before and Issue.objects.get().release_id == issue.release_id

    def test_the_outlet_is_found_by_an_old_spelling(self):
        source = make_source("Báo Sóng Biển")
        source.aliases.create(name="Sóng Biển điện tử")
        published(
            edition(
                articles=[edition_article(1, source="SÓNG BIỂN ĐIỆN TỬ"), edition_article(2, source="Lạ")]
            )
        )
        assert list(PublicArticle.objects.values_list("source_id", flat=True)) == [source.pk, None]

    def test_what_the_front_of_an_edition_leaves_out(self):
        picture = stored_picture()
        shelved = published(
            edition(articles=[edition_article(1, pictures=(picture,))], cover=picture)
        ).shelved
        assert shelved.front.articles[0].body == "" and shelved.front.trends_body == ""
        assert shelved.front.cover == picture and shelved.front.articles[0].headline
        assert PublicArticle.objects.get().picture == picture.name


class TestRebuilding:
    def test_makes_the_same_rows(self, issue):
        before = rows()
        PublicIssue.objects.all().delete()
        assert not shelving.is_whole()
        assert shelving.rebuild() == 1 and shelving.is_whole()
        assert rows() == before

    def test_takes_off_what_was_withdrawn(self):
        release = published(edition(articles=[edition_article(1)]))
        Release.objects.update(withdrawn_at=release.published_at)
        assert shelving.rebuild() == 0 and not PublicArticle.objects.exists()

    def test_measures_pdfs_of_earlier_times(self):
        release = published(edition())
        Release.objects.update(pdf_bytes=None)
        call_command("rebuild_archive", stdout=io.StringIO())
        release.refresh_from_db()
        assert release.pdf_bytes == release.pdf.size == PublicIssue.objects.get().pdf_bytes

    def test_setting_up_fills_an_empty_shelf(self):
        published(edition())
        withdrawn(edition(number=10))
        PublicIssue.objects.all().delete()
        call_command("setup_newsroom", stdout=io.StringIO())
        assert PublicIssue.objects.get().number == 9


class TestPageNumbers:
    def test_of_a_pdf_that_names_no_articles(self):
        assert page_numbers(pdf_bytes()) == {}

    @pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"\x00" * 500, pdf_bytes()[:200]])
    def test_of_a_broken_file(self, data):
        assert page_numbers(data) == {}
