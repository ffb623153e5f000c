"""Checking links: what is asked, what is kept, and the task that does it in the background."""

import logging
import threading
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from issues import tasks
from issues.fetching import NO_SUCH_HOST, Answer, FetchFailed, FetchRefused, Redirect
from issues.linkcheck import check_links, is_reserved, links_of
from issues.models import LinkCheck, Masthead
from tests.issues.editions import article, edition, sections
from tests.make import make_article, make_issue, place_directly

pytestmark = pytest.mark.django_db
GOOD, GONE, DOWN, NOWHERE = "https://bao.vn/1", "https://bao.vn/2", "https://cham.vn/1", "https://mat.vn/1"


class Web:
    """Sites that answer from a table: statuses, answers or errors, in turn where there are several."""

    def __init__(self, **pages):
        self.pages = {GOOD: 200, GONE: 404, DOWN: 503, NOWHERE: FetchFailed(NO_SUCH_HOST)} | pages
        self.asked, self.agents, self.threads = [], set(), set()

    def __call__(self, url, agent):
        self.asked.append(url)
        self.agents.add(agent)
        self.threads.add(threading.current_thread().name)
        page = self.pages[url]
        page = page.pop(0) if isinstance(page, list) else page
        if isinstance(page, Exception):
            raise page
        return page if isinstance(page, Answer) else Answer(page, url)


def check(web, *urls) -> int:
    """Check links without pauses."""
    return check_links(urls, fetch=web, pause=0)


def kept(url) -> tuple:
    """What is kept of a link."""
    row = LinkCheck.objects.get(url=url)
    return row.status, row.final_url, row.error


def test_what_links_answer_is_kept():
    assert check(Web(), GOOD, GONE, DOWN, NOWHERE, GOOD) == 4
    assert kept(GOOD) == (200, GOOD, "")
    assert kept(GONE) == (404, GONE, "")
    assert kept(DOWN) == (503, DOWN, "")
    assert kept(NOWHERE) == (None, "", NO_SUCH_HOST)


def test_a_server_in_trouble_gets_a_second_chance():
    web = Web(**{DOWN: [503, 200]})
    check(web, DOWN)
    assert kept(DOWN)[0] == 200 and web.asked == [DOWN, DOWN]


def test_a_link_that_may_not_be_asked_is_kept_with_the_reason():
    check(Web(**{NOWHERE: FetchRefused("Không mở.")}), GOOD, NOWHERE)
    assert kept(NOWHERE) == (None, "", "Không mở.")


@pytest.mark.parametrize(
    ("hops", "end", "expected"),
    [
        ([(301, "https://bao.vn/a")], 200, (301, "https://bao.vn/a", "")),
        ([(308, "https://bao.vn/a"), (301, "https://bao.vn/b")], 200, (301, "https://bao.vn/b", "")),
        ([(301, "https://bao.vn/a"), (302, "https://bao.vn/b")], 200, (301, "https://bao.vn/a", "")),
        ([(302, "https://bao.vn/a"), (301, "https://bao.vn/b")], 200, (200, "https://bao.vn/b", "")),
        ([(301, "https://bao.vn/a")], 404, (404, "https://bao.vn/a", "")),
    ],
)
def test_only_a_permanent_redirect_moves_a_link(hops, end, expected):
    redirects = tuple(Redirect(*hop) for hop in hops)
    check(Web(**{GOOD: Answer(end, redirects[-1].url, redirects)}), GOOD)
    assert kept(GOOD) == expected


def age(url: str, **delta) -> None:
    """Make a kept result older."""
    LinkCheck.objects.filter(url=url).update(checked_at=timezone.now() - timedelta(**delta))


def test_a_fresh_result_is_kept_and_an_old_one_asked_again():
    check(Web(), GOOD, GONE)
    web = Web(**{GOOD: 404, GONE: 200})
    assert check(web, GOOD, GONE) == 0 and not web.asked
    age(GOOD, hours=23)
    age(GONE, hours=2)
    assert check(web, GOOD, GONE) == 1 and web.asked == [GONE] and kept(GONE)[0] == 200
    age(GOOD, hours=25)
    check(web, GOOD, GONE)
    assert kept(GOOD)[0] == 404 and LinkCheck.objects.count() == 2
    assert LinkCheck.objects.get(url=GOOD).checked_at > timezone.now() - timedelta(minutes=1)


def test_without_a_connection_nothing_is_kept(caplog):
    offline = Web(**{GOOD: FetchFailed(NO_SUCH_HOST)})
    assert check(offline, GOOD, NOWHERE) == 0
    assert not LinkCheck.objects.exists() and "mất mạng" in caplog.text


def test_one_new_link_without_a_host_counts_only_where_a_known_one_still_answers():
    check(Web(), GOOD)
    assert check(Web(**{GOOD: FetchFailed(NO_SUCH_HOST)}), GOOD, NOWHERE) == 0
    assert not LinkCheck.objects.filter(url=NOWHERE).exists()
    assert check(Web(), GOOD, NOWHERE) == 1
    assert kept(NOWHERE) == (None, "", NO_SUCH_HOST)


@pytest.mark.parametrize(
    "url",
    [
        "https://songbien.example/tin/1",
        "http://a.test/",
        "http://localhost/",
        "http://www.example.com/",
        "https://EXAMPLE.org./",
        "http://may-in.local/",
    ],
)
def test_names_that_are_no_sites_are_not_asked(url):
    web = Web()
    assert is_reserved(url) and check(web, url) == 0 and not web.asked


@pytest.mark.parametrize(
    "url", [GOOD, "https://example.com.vn/", "https://vi.du/", "https://myexample.com/", "x", ""]
)
def test_other_names_are(url):
    assert not is_reserved(url)


def test_an_address_that_is_none_is_kept_as_refused():
    check(Web(**{"http://[": FetchRefused("Địa chỉ viết không đúng.")}), GOOD, "http://[")
    assert kept("http://[") == (None, "", "Địa chỉ viết không đúng.")


def test_sites_learn_who_asks():
    Masthead.objects.update_or_create(pk=1, defaults={"site": "https://diemtin.example/"})
    web = Web()
    check(web, GOOD)
    assert web.agents == {"DiemTin (+https://diemtin.example/)"}


def test_links_of_one_host_are_asked_one_after_the_other():
    web = Web(**{f"https://bao.vn/{n}": 200 for n in range(8)})
    check(web, *web.pages.keys() - {NOWHERE, DOWN})
    assert len(web.threads) == 1


def test_the_links_of_an_edition_each_once():
    first, second = article(link=GOOD), article(link=GOOD)
    printed = edition(sections([first, article(link="")], [second], [article(link=GONE)]), podcast_url=DOWN)
    assert links_of(printed) == [DOWN, GOOD, GONE]


@pytest.fixture
def issue(newsroom):
    """An issue with one link."""
    issue = make_issue()
    place_directly(issue, make_article(link=GOOD), "haiphong")
    return issue


@pytest.fixture
def web(monkeypatch):
    """The task asks these sites."""
    web = Web()
    monkeypatch.setattr(tasks, "check_links", lambda urls: check_links(urls, fetch=web, pause=0))
    return web


def test_an_issues_links_are_checked_after_the_commit(issue, web, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        tasks.check_links_later(issue)
        assert not web.asked
    assert web.asked == [GOOD] and kept(GOOD)[0] == 200


def test_nothing_is_checked_where_nothing_is_saved(issue, web, django_capture_on_commit_callbacks):
    with (
        django_capture_on_commit_callbacks(execute=True),
        pytest.raises(ZeroDivisionError),
        transaction.atomic(),
    ):
        tasks.check_links_later(issue)
        raise ZeroDivisionError
    assert not web.asked


def test_an_issue_that_is_gone_has_no_links(web):
    assert tasks.check_issue_links.call(999) == 0 and not web.asked


DATABASE_TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def work() -> None:
    """What `manage.py db_worker` does until the queue is empty, without its signal handlers."""
    Worker(
        queue_names=["default"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="test",
        excluded_queue_names=[],
    ).run()


@pytest.mark.django_db(transaction=True)
def test_a_worker_takes_the_task_from_the_database(issue, web, settings):
    settings.TASKS = DATABASE_TASKS
    tasks.check_links_later(issue)
    assert DBTaskResult.objects.get().status == "READY" and not web.asked
    work()
    assert DBTaskResult.objects.get().status == "SUCCESSFUL" and kept(GOOD)[0] == 200


@pytest.mark.django_db(transaction=True)
def test_a_task_that_fails_is_logged_with_the_reason(issue, settings, monkeypatch, caplog):
    settings.TASKS = DATABASE_TASKS

    def broken(urls):
        raise RuntimeError("kho liên kết hỏng")

    monkeypatch.setattr(tasks, "check_links", broken)
    tasks.check_links_later(issue)
    with caplog.at_level(logging.ERROR, "django_tasks"):
        work()
    assert "kho liên kết hỏng" in caplog.text and "issues.tasks.check_issue_links" in caplog.text
    assert "kho liên kết hỏng" in DBTaskResult.objects.get().traceback


def test_a_queue_in_trouble_does_not_undo_what_is_saved(
    issue, monkeypatch, caplog, django_capture_on_commit_callbacks
):
    def full(self, task, args, kwargs):
        raise OSError("hết chỗ")

    monkeypatch.setattr("django_tasks.backends.immediate.ImmediateBackend.enqueue", full)
    with django_capture_on_commit_callbacks(execute=True):
        tasks.check_links_later(issue)
    assert "hết chỗ" in caplog.text
