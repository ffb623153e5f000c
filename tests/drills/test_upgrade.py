"""The database is migrated while the version before goes on serving: the drill for a column added to the table of people,
which every sign-in writes (`news.0011_session_round`), and all that came since."""

import time

import pytest
from django.db import connection

from news.models import Article, User
from tests.drills import old_version
from tests.keeping.machines import machine

# Before the column, and with it.
OLD = [("news", "0010_notices_of_publishing_times"), ("issues", "0012_protect_what_hangs_on_issues")]
NEW = [("news", "0017_defaults_of_people"), ("issues", "0018_fill_search_tokens")]
# A migration waits for half a second at most (diemtin/management/commands/migrate.py); then its own work, which is short on
# PostgreSQL. SQLite copies the table, and writers wait for that.
LONGEST = {"postgresql": 2, "sqlite": 15}  # seconds that somebody waits

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="It brings its own databases: run once."),
]


@pytest.mark.parametrize("vendor", ["postgresql", "sqlite"])
def test_the_version_before_reads_and_writes_while_the_database_is_migrated(vendor, tmp_path):
    models = old_version.models_of(OLD)
    with machine(vendor, tmp_path / "upgraded") as here:
        for node in OLD:
            done = here.manage("migrate", *node)
            assert done.returncode == 0, done.stderr
        old_version.fill(here, models)
        with old_version.at_work(here, models) as diary:
            time.sleep(1)
            before = len(diary.headlines), len(diary.people)
            with old_version.somebody_looks(here, "news_user"):
                upgrades = [here.manage("migrate", *node) for node in NEW]
            after = len(diary.headlines), len(diary.people)
            time.sleep(1)
        assert [done.returncode for done in upgrades] == [0, 0], [done.stderr for done in upgrades]
        print(f"{vendor}: {len(diary.seconds)} acts, the longest {max(diary.seconds):.2f} s")
        assert diary.faults == []
        assert max(diary.seconds) < LONGEST[vendor]
        assert 0 < before[0] < after[0] < len(diary.headlines)
        assert 0 < before[1] < after[1] < len(diary.people)
        if vendor == "postgresql":
            assert "thử lại" in upgrades[0].stderr, "it gave way to whoever was looking"
        reads_what_was_written(here, diary)


def reads_what_was_written(here, diary) -> None:
    """The new version finds every row, with the new columns filled."""
    with here.database() as using:
        people = User.objects.using(using).exclude(username="an")
        assert set(people.values_list("username", "session_round")) == {(name, 0) for name in diary.people}
        articles = Article.objects.using(using).filter(headline__startswith="Tin mới")
        assert set(articles.values_list("headline", flat=True)) == diary.headlines
        for article in articles.prefetch_related("pictures", "status_changes"):
            assert len(article.pictures.all()) == len(article.status_changes.all()) == 1
        assert Article.history.using(using).count() == len(diary.headlines)
        assert Article.objects.using(using).count() == old_version.ARTICLES + len(diary.headlines)
