"""Finding articles by words: marks and case aside, alike on both databases."""

from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection

from news.models import Article
from news.searching import MOST, matching, search_key
from tests.make import make_article, make_source

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("hoa phuong", True),
        ("PHƯỢNG hoa", True),
        ("no som", True),
        ("dien bien", True),
        ("dac san", True),
        ("bao.example/tin", True),
        ("phượng vĩ", False),
        ("hoa song", False),
        ("%", True),
        ("_", True),
        ("", True),
        ("so%z", False),
        ("phuong " * 40, True),
    ],
)
def test_words_of_headline_contents_title_outlet_and_link(words, found):
    make_article(
        headline="Hoa phượng nở sớm",
        toc_title="Đặc sản mùa hè",
        source=make_source("Báo Điện Biên"),
        link="https://bao.example/tin/9",
    )
    assert matching(Article.objects.all(), words).exists() is found


def test_each_word_may_stand_elsewhere():
    article = make_article(headline="Hoa phượng", source=make_source("Báo Bến Sông"))
    make_article(headline="Hoa sữa")
    assert list(matching(Article.objects.all(), "hoa ben song")) == [article]


def test_an_article_without_an_outlet_is_found():
    assert matching(Article.objects.all(), "phao") is not None
    make_article(headline="Phao đo sóng", source=None)
    assert matching(Article.objects.all(), "phao").count() == 1


def test_endless_words_are_cut_short():
    words = " ".join(f"tu{n}" for n in range(MOST * 10))
    assert str(matching(Article.objects.all(), words).query).count("LIKE") <= 4 * MOST


def test_what_is_searched_follows_the_text():
    article = make_article(headline="Phao đo sóng")
    article.headline = "Đèn biển"
    article.save()
    assert "den bien" in article.search_key and "phao" not in article.search_key


def test_the_migration_writes_the_same_as_saving():
    """The migration keeps its own copy of the folding: what it was when it was written."""
    article = make_article(headline="Đèn biển & KH&CN", toc_title="Ánh sáng", link="https://bao.example/Đèn")
    wanted = article.search_key
    Article.objects.update(search_key="")
    folder = Path(apps.get_app_config("news").path) / "migrations"
    (path,) = folder.glob("*_article_search_key.py")
    import_module(f"news.migrations.{path.stem}").fill(apps, connection.schema_editor())
    article.refresh_from_db()
    assert article.search_key == wanted == search_key(article.headline, article.toc_title, article.link)
