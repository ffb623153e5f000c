"""The outlets' pages: addresses that last, whoever is renamed or merged."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from issues.models import FormerSourceSlug, PublicArticle
from news import merging
from news.models import Source
from tests.issues.releases import edition, edition_article, published, text, withdrawn
from tests.make import make_source

pytestmark = pytest.mark.django_db


@pytest.fixture
def outlets():
    """Two outlets with an article each in issue 9, and one without."""
    sea, river = make_source("Báo Sóng Biển"), make_source("Đài Bến Sông")
    make_source("Báo Chưa Có Tin")
    articles = [
        edition_article(1, headline="Tin của biển", source="Báo Sóng Biển"),
        edition_article(2, headline="Tin của sông", source="Đài Bến Sông"),
    ]
    published(edition(articles=articles))
    return sea, river


def test_all_outlets_with_public_articles_by_the_alphabet(client, outlets):
    page = text(client.get("/nguon/"))
    assert page.index("Báo Sóng Biển") < page.index(">Đ</h2>") < page.index("Đài Bến Sông")
    assert "Báo Chưa Có Tin" not in page


def test_an_outlet_shows_its_articles_only(client, outlets):
    page = text(client.get("/nguon/dai-ben-song/"))
    assert "<h1>Đài Bến Sông</h1>" in page and "Tin của sông" in page and "Tin của biển" not in page


def test_an_article_leads_to_its_outlet(client, outlets):
    assert 'href="/nguon/bao-song-bien/"' in text(client.get("/so/2026/9/1-tram-quan-trac-1/"))


def test_without_public_articles_not_found(client, outlets):
    assert client.get("/nguon/bao-chua-co-tin/").status_code == 404
    assert client.get("/nguon/khong-co/").status_code == 404
    withdrawn(edition())
    assert client.get("/nguon/bao-song-bien/").status_code == 404
    assert "Báo Sóng Biển" not in text(client.get("/nguon/"))


def test_a_changed_address_leads_on(client, outlets):
    sea, _ = outlets
    for slug in ("song-bien", "song-bien-online"):
        sea.slug = slug
        sea.save()
    for old in ("bao-song-bien", "song-bien"):
        response = client.get(f"/nguon/{old}/")
        assert response.status_code == 301 and response["Location"] == "/nguon/song-bien-online/"
    assert client.get("/nguon/song-bien-online/").status_code == 200


def test_back_at_an_old_address(client, outlets):
    sea, _ = outlets
    for slug in ("song-bien", "bao-song-bien"):
        sea.slug = slug
        sea.save()
    assert client.get("/nguon/bao-song-bien/").status_code == 200
    assert client.get("/nguon/song-bien/")["Location"] == "/nguon/bao-song-bien/"
    assert list(FormerSourceSlug.objects.values_list("slug", flat=True)) == ["song-bien"]


def test_saving_without_a_new_address_remembers_nothing(outlets):
    outlets[0].name = "Báo Sóng Biển Đông"
    outlets[0].save()
    assert not FormerSourceSlug.objects.exists()


def test_merged_outlets_live_on_where_they_were_merged_into(client, outlets, administrator):
    sea, river = outlets
    river.slug = "ben-song"
    river.save()
    merging.merge(sea.pk, [river.pk], administrator)
    assert {a.source for a in PublicArticle.objects.all()} == {sea}
    for old in ("ben-song", "dai-ben-song"):
        response = client.get(f"/nguon/{old}/")
        assert response.status_code == 301 and response["Location"] == "/nguon/bao-song-bien/"
    page = text(client.get("/nguon/bao-song-bien/"))
    assert "Tin của sông" in page and "Tin của biển" in page


def test_a_merge_that_fails_leaves_addresses_alone(outlets, administrator, monkeypatch):
    sea, river = outlets

    def fail(*args):
        raise RuntimeError("giữa chừng")

    monkeypatch.setattr(merging, "take_facts", fail)
    with pytest.raises(RuntimeError):
        merging.merge(sea.pk, [river.pk], administrator)
    assert not FormerSourceSlug.objects.exists()
    assert PublicArticle.objects.get(pk=2).source == river and Source.objects.filter(pk=river.pk).exists()


def test_a_fixed_number_of_queries(client, outlets):
    def queries_of(path):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path).status_code == 200
        return len(captured)

    few = queries_of("/nguon/"), queries_of("/nguon/bao-song-bien/")
    for number in range(10, 20):
        name = f"Báo Số {number}"
        make_source(name)
        places = edition_article(number * 10, source=name), edition_article(number * 10 + 1)
        published(edition(number=number, articles=places))
    assert (queries_of("/nguon/"), queries_of("/nguon/bao-song-bien/")) == few == (2, 3)
