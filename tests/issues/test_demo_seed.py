"""The demo newsroom: complete, made through the real doors, and never in a real installation."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from issues.demo import seed
from issues.models import Correction, Issue, Release
from news.models import Article, Source, User
from news.models.article import ArticleStatus
from news.text import sort_key

pytestmark = pytest.mark.usefixtures("newsroom")


@pytest.fixture
def small_pictures(monkeypatch):
    """The drawings themselves are tested elsewhere; here small ones do."""
    monkeypatch.setattr(seed, "PICTURE_SIZE", (60, 40))
    monkeypatch.setattr(seed, "COVER_SIZE", (60, 85))


def test_four_people_three_published_issues_and_one_in_work(small_pictures, fake_pdf, settings, capsys):
    settings.DEBUG = True
    Source.objects.all().delete()
    call_command("seed_demo")
    assert "Đã tạo" in capsys.readouterr().out
    assert User.objects.filter(groups__isnull=False).count() == 4
    assert Source.objects.count() == 25
    published = Issue.objects.filter(status="published").order_by("number")
    assert [issue.placements.count() for issue in published] == [20, 35, 60]
    assert Correction.objects.count() == 1 and Release.objects.public().count() == 3
    in_work = Issue.objects.get(status="draft")
    assert set(Article.objects.exclude(status="published").values_list("status", flat=True)) == {
        ArticleStatus.DRAFT,
        ArticleStatus.REVIEW,
        ArticleStatus.APPROVED,
        ArticleStatus.DROPPED,
    }
    assert in_work.placements.exists()
    assert all(release.edition.page_notice == seed.NOTICE for release in Release.objects.public())
    names = [source.name for source in Source.objects.all()]
    assert names == sorted(names, key=sort_key)

    call_command("seed_demo")
    assert "giữ nguyên" in capsys.readouterr().out and Issue.objects.count() == 4


def test_a_real_installation_gets_no_known_passwords():
    with pytest.raises(CommandError, match="mật khẩu ai cũng biết"):
        call_command("seed_demo")
    assert not User.objects.exists()
