"""The log of corrections: every note that the public was given, of what it may still read."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from issues import publishing
from issues.models import Correction
from tests.issues.releases import edition, edition_article, published, text, withdrawn
from tests.make import make_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def corrected(chief, fake_pdf):
    """Issue 9 with a note on itself and one on its article."""
    article = make_article(status="published")
    release = published(edition(articles=[edition_article(article.pk, headline="Tin có chỗ sai")]))
    release.issue.refresh_from_db()
    publishing.correct(release.issue, chief, "Bìa ghi nhầm ngày.")
    publishing.correct(release.issue, chief, "Sai tên <b>trạm</b>.", article=article)
    return release.issue


def test_nothing_yet(client):
    assert "Chưa có đính chính nào" in text(client.get("/dinh-chinh/"))


def test_newest_first_with_their_articles(client, corrected):
    page = text(client.get("/dinh-chinh/"))
    assert page.index("Sai tên") < page.index("Bìa ghi nhầm ngày.")
    assert "Tin có chỗ sai</a>" in page and "Số 9/2026</a>" in page
    assert "Sai tên &lt;b&gt;trạm&lt;/b&gt;." in page


def test_by_year(client, corrected):
    Correction.objects.filter(note__startswith="Bìa").update(date=date(2025, 12, 30))
    page = text(client.get("/dinh-chinh/"))
    assert "Sai tên" in page and "Bìa ghi" not in page and 'href="/dinh-chinh/2025/"' in page
    assert "Bìa ghi" in text(client.get("/dinh-chinh/2025/"))
    assert client.get("/dinh-chinh/2024/").status_code == 404


def test_of_a_withdrawn_issue_nothing(client, corrected):
    withdrawn(edition())
    assert "Sai tên" not in text(client.get("/dinh-chinh/"))


def test_a_note_on_an_article_that_is_no_more_in_the_issue(client, corrected):
    published(edition(articles=[edition_article(987_654)]))
    page = text(client.get("/dinh-chinh/"))
    assert "Sai tên" in page and "Tin có chỗ sai" not in page and page.count("Số 9/2026</a>") == 2


def test_a_fixed_number_of_queries(client, corrected, chief):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/dinh-chinh/").status_code == 200
        return len(captured)

    few = queries()
    for n in range(5):
        corrected.refresh_from_db()
        publishing.correct(corrected, chief, f"Lời đính chính thứ {n}.")
    assert queries() == few == 4
