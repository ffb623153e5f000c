"""The version before at work: people who read, sign in and write, with the models that its own migrations describe.

Its statements name its own columns, as those of a process that was started before the upgrade do.
"""

import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import connections, transaction
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from tests.keeping.machines import ALIAS, Machine

ARTICLES = 3000  # there before


@dataclass
class Diary:
    """What the old version did: what failed, and how long each act took at most. `people` and `headlines` are what it was
    told was stored."""

    faults: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    people: set[str] = field(default_factory=set)
    headlines: set[str] = field(default_factory=set)


def fill(machine: Machine, models: dict) -> None:
    """An archive, so that a table which is copied takes its time."""
    with machine.database():
        author = rows(models, "news.user").create(username="an", first_name="An", is_staff=True)
        article = models["news.article"]
        texts = [
            article(headline=f"Tin cũ {n}", body="<p>Trạm đo.</p>" * 40, author=author)
            for n in range(ARTICLES)
        ]
        rows(models, "news.article").bulk_create(texts, batch_size=200)


def rows(models: dict, label: str):
    """A table as the old version knows it."""
    return models[label]._base_manager.using(ALIAS)


def read(models: dict, number: int, diary: Diary) -> None:
    """The list of articles with their authors, and the groups of somebody who is signed in."""
    found = rows(models, "news.article").select_related("author").order_by("-pk")[:25]
    assert {article.author.username for article in found} <= {"an"} | {f"moi-{n}" for n in range(number)}
    author = rows(models, "news.user").get(username="an")
    list(author.groups.using(ALIAS).all())


def sign_in(models: dict, number: int, diary: Diary) -> None:
    """Whoever signs in is saved."""
    author = rows(models, "news.user").get(username="an")
    author.last_login = timezone.now()
    author.save(using=ALIAS, update_fields=["last_login"])
    # All of the columns, as the page about a person does.
    author.save(using=ALIAS)


def welcome(models: dict, number: int, diary: Diary) -> None:
    """A new person."""
    name = f"moi-{number}"
    rows(models, "news.user").create(username=name, first_name="Mới", is_staff=True)
    diary.people.add(name)


def write(models: dict, number: int, diary: Diary) -> None:
    """A new article with its version, its picture and its log, all or nothing."""
    headline = f"Tin mới {number}"
    with transaction.atomic(using=ALIAS):
        author = rows(models, "news.user").get(username="an")
        article = rows(models, "news.article").create(headline=headline, body="<p>Mới.</p>", author=author)
        version = {f.attname: getattr(article, f.attname) for f in article._meta.concrete_fields}
        history = models["news.historicalarticle"]
        known = {f.attname for f in history._meta.concrete_fields} & version.keys()
        rows(models, "news.historicalarticle").create(
            **{name: version[name] for name in known}, history_date=timezone.now(), history_type="+"
        )
        picture = {"image": f"pictures/{number}.jpg", "width": 640, "height": 480}
        rows(models, "news.picture").create(article=article, **picture)
        rows(models, "news.articlestatuschange").create(
            article=article, user=author, transition="submit", from_status="draft", to_status="review"
        )
    diary.headlines.add(headline)


@contextmanager
def at_work(machine: Machine, models: dict):
    """Each act over and over, in a thread of its own, until the end. Gives the diary."""
    diary, over = Diary(), threading.Event()
    acts = (read, read, sign_in, welcome, write)
    people = [threading.Thread(target=go_on, args=(machine, models, act, diary, over)) for act in acts]
    for thread in people:
        thread.start()
    try:
        yield diary
    finally:
        over.set()
        for thread in people:
            thread.join()


def go_on(machine: Machine, models: dict, act, diary: Diary, over: threading.Event) -> None:
    """One person's day, with a connection of their own."""
    with machine.database():
        number = 0
        while not over.wait(0.05):
            number += 1
            began = time.monotonic()
            try:
                act(models, number, diary)
            except Exception as error:
                diary.faults.append(f"{act.__name__}: {error!r}")
            diary.seconds.append(time.monotonic() - began)


@contextmanager
def somebody_looks(machine: Machine, table: str):
    """On PostgreSQL: a transaction that has read the table and goes on, until a migration waits for it, and a second longer."""
    thread = None
    if machine.url.startswith("postgres"):
        looks = threading.Event()
        thread = threading.Thread(target=look, args=(machine, table, looks))
        thread.start()
        assert looks.wait(60)
    yield
    if thread:
        thread.join()


def look(machine: Machine, table: str, looks: threading.Event) -> None:
    """Hold on to the table."""
    waits = "SELECT 1 FROM pg_locks WHERE NOT granted AND mode = 'AccessExclusiveLock' AND relation = %s::regclass"
    with machine.database(), transaction.atomic(using=ALIAS), connections[ALIAS].cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        looks.set()
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            cursor.execute(waits, [table])
            if cursor.fetchone():
                break
            time.sleep(0.02)
        time.sleep(1)


def models_of(nodes: list[tuple[str, str]]) -> dict:
    """The models of a version that has these migrations, by label."""
    found = MigrationLoader(None).project_state(nodes).apps.get_models()
    return {model._meta.label_lower: model for model in found}
