"""Two people at the same moment, each with a connection of their own: one wins, the other is told, nothing is lost."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from issues import placing, publishing, scheduling
from issues.models import Arrangement, Issue, Placement, Release
from news import editing
from news.models import Article, Category
from news.workflow import Refused
from tests.make import make_article, make_issue, make_placed_issue, place_directly

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("fake_pdf"),
    pytest.mark.skipif(
        connection.vendor == "sqlite",
        reason="SQLite in memory is one process's own: run on PostgreSQL (DATABASE_URL).",
    ),
]


def together(*acts) -> list:
    """Run functions at the same moment, each on its own connection. Returns for each what it returned, or its Refused."""
    start, results = threading.Barrier(len(acts)), [None] * len(acts)

    def run(n: int, act) -> None:
        try:
            start.wait(10)
            results[n] = act()
        except Refused as refused:
            results[n] = refused
        except Exception as error:  # shown by the test, instead of lost with its thread
            results[n] = AssertionError(repr(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert not any(isinstance(result, AssertionError) for result in results), results
    return results


def refusals(results: list) -> list[str]:
    """What the losers were told."""
    return [str(result) for result in results if isinstance(result, Refused)]


@pytest.mark.parametrize("run", range(5))
def test_of_two_orders_one_is_stored_whole_and_the_other_is_told(run, editor, second_editor):
    issue = make_issue()
    for _ in range(6):
        place_directly(issue, make_article(status="approved"), "haiphong")
    seen = placing.order_of(issue)
    keys = seen["haiphong"]
    orders = ({"haiphong": keys[::-1]}, {"domestic": keys[:3], "haiphong": keys[3:]})
    results = together(
        lambda: placing.arrange(Issue.objects.get(), orders[0], seen, editor),
        lambda: placing.arrange(Issue.objects.get(), orders[1], seen, second_editor),
    )
    told = refusals(results)
    assert len(told) == 1 and "vừa xếp lại số 9/2026" in told[0]
    winner = next(n for n in (0, 1) if not isinstance(results[n], Refused))
    assert placing.order_of(issue) == orders[winner]
    assert str((editor, second_editor)[winner]) in told[0]
    assert Arrangement.objects.get().order == orders[winner]


def test_one_article_is_placed_in_one_of_two_issues(editor, second_editor):
    article, section = make_article(status="approved"), Category.objects.get(slug="haiphong")
    issues = make_issue(9), make_issue(10)
    told = refusals(
        together(
            lambda: placing.place(issues[0], article, section, editor),
            lambda: placing.place(issues[1], article, section, second_editor),
        )
    )
    assert len(told) == 1 and "đã nằm trong số" in told[0] and Placement.objects.count() == 1


def test_moves_at_the_same_time_all_count(editor, second_editor):
    issue = make_issue()
    placements = [place_directly(issue, make_article(status="approved"), "haiphong") for _ in range(6)]
    acts = [
        lambda p=p, u=u: placing.move(p, u, 1)
        for p, u in zip(placements[:4], (editor, second_editor) * 2, strict=True)
    ]
    assert not refusals(together(*acts))
    positions = list(Placement.objects.order_by("position").values_list("position", flat=True))
    assert positions == [1, 2, 3, 4, 5, 6] and Arrangement.objects.count() == 4


def test_of_two_who_submit_an_issue_one_does(editor, second_editor):
    issue = make_placed_issue(4)
    told = refusals(
        together(
            lambda: publishing.submit(Issue.objects.get(), editor),
            lambda: publishing.submit(Issue.objects.get(), second_editor),
        )
    )
    assert len(told) == 1 and Issue.objects.get().status == "review"
    release = Release.objects.get()
    assert release.number == 1 and issue.status_changes.get().user == release.submitted_by


def test_of_an_order_and_a_submission_the_release_has_what_is_stored(editor, second_editor):
    issue = make_placed_issue(5)
    seen = placing.order_of(issue)
    turned = {slug: keys[::-1] for slug, keys in seen.items()}
    results = together(
        lambda: publishing.submit(Issue.objects.get(), editor),
        lambda: placing.arrange(Issue.objects.get(), turned, seen, second_editor),
    )
    assert len(refusals(results)) <= 1
    if release := Release.objects.first():
        printed = {s.slug: [a.id for a in s.articles] for s in release.edition.sections if s.articles}
        assert printed == placing.order_of(issue)
    else:
        assert placing.order_of(issue) == turned and Issue.objects.get().status == "draft"


def test_of_two_who_save_the_same_article_one_does(writer, editor):
    article = make_article(author=writer)
    version = article.version

    def save(user, headline):
        mine = Article.objects.get(pk=article.pk)
        mine.headline = headline
        return editing.save_text(mine, user, version)

    results = together(lambda: save(writer, "Bản của An"), lambda: save(editor, "Bản của Bình"))
    told = refusals(results)
    winner = "Bản của Bình" if isinstance(results[0], Refused) else "Bản của An"
    article.refresh_from_db()
    assert len(told) == 1 and "bản mới hơn" in told[0]
    assert (article.headline, article.version) == (winner, version + 1)


@pytest.fixture
def due(editor, chief):
    """An approved issue of which the time has come."""
    issue = make_placed_issue(4)
    publishing.submit(issue, editor)
    publishing.approve(issue, chief, issue.release.sha256)
    scheduling.schedule(issue, chief, timezone.now() + timedelta(hours=1))
    Issue.objects.update(publish_at=timezone.now() - timedelta(seconds=1))
    return issue


@pytest.mark.parametrize("run", range(3))
def test_two_clocks_publish_once(run, due):
    outcomes = [o for found in together(*[scheduling.publish_due] * 4) for o in found]
    assert [o.refusal for o in outcomes] == [""]
    steps = list(due.status_changes.values_list("transition", flat=True))
    assert steps.count("publish") == 1 and "missed" not in steps
    assert Release.objects.out().count() == 1 and set(Article.objects.values_list("status", flat=True)) == {
        "published"
    }


def test_the_clock_and_a_chief_who_reopens_do_not_both_win(due, second_chief):
    results = together(
        scheduling.publish_due, lambda: publishing.reopen(Issue.objects.get(), second_chief, "Thiếu một tin.")
    )
    current = Issue.objects.get()
    if current.status == "published":
        assert len(refusals(results)) == 1 and len(results[0]) == 1
    else:
        assert current.status == "draft" and results[0] == [] and not Release.objects.out().exists()
    assert current.publish_at is None


def test_of_two_times_that_are_set_one_counts(editor, chief, second_chief):
    issue = make_placed_issue(3)
    publishing.submit(issue, editor)
    publishing.approve(issue, chief, issue.release.sha256)
    times = [timezone.now() + timedelta(hours=n) for n in (1, 2)]
    results = together(
        lambda: scheduling.schedule(Issue.objects.get(), chief, times[0]),
        lambda: scheduling.schedule(Issue.objects.get(), second_chief, times[1]),
    )
    current = Issue.objects.get()
    assert (current.publish_at, current.publish_by) in ((times[0], chief), (times[1], second_chief))
    assert current.status_changes.filter(transition="schedule").count() == 2 - len(refusals(results))
