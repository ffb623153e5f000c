"""A newsroom of eight years: issues, articles, logs and versions as they stand after real work, made in bulk.

Bulk creation goes round the one door: what is measured is how pages are read, not how their rows came about.
"""

import random
from datetime import datetime, time, timedelta
from itertools import pairwise

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone
from preflight import generated

from issues.models import Issue, Placement, Release
from issues.models.issue import IssueStatusChange
from news.models import Article, ArticleBand, ArticleStatusChange, Source, User
from news.models.user import Role
from news.signature import bands

SECTIONS = ("domestic", "domestic", "haiphong", "haiphong", "haiphong")
# What stands in no issue: of every hundred articles so many.
WAITING = ("draft",) * 45 + ("review",) * 25 + ("approved",) * 20 + ("dropped",) * 10
WRITERS = 10


@transaction.atomic
def fill(articles: int, issues: int) -> Issue:
    """Rows for so many articles and issues; one in twenty-five articles stands nowhere. Returns the issue in work."""
    people = [person(f"nguoi{n}", Role.EDITOR if n == 0 else Role.WRITER) for n in range(WRITERS)]
    people[0:0] = [person("truong", Role.CHIEF), person("quan", Role.ADMINISTRATOR)]
    a_week = (articles - articles // 25) // issues
    for week in reversed(range(issues)):
        issue = add_issue(week, people)
        add_articles(issue, a_week, people)
    add_waiting(articles - a_week * issues, people)
    return issue


def person(username: str, role: Role) -> User:
    """Somebody on the staff."""
    user = User.objects.create(
        username=username, first_name=username.title(), last_name="Trần", is_staff=True
    )
    user.groups.add(Group.objects.get(name=role.label))
    return user


def add_issue(week: int, people: list[User]) -> Issue:
    """The issue of so many weeks ago: the newest one in work, all others published with their release."""
    today = timezone.localdate()
    first = today - timedelta(days=today.weekday(), weeks=week)
    number, year = first.isocalendar().week, first.isocalendar().year
    days = {"first_day": first, "last_day": first + timedelta(days=6)}
    issue = Issue.objects.create(number=number, year=year, theme=f"Tuần thứ {number}", **days)
    if week:
        publish(issue, people)
    return issue


def publish(issue: Issue, people: list[User]) -> None:
    """As if it had gone out, with the log of its steps."""
    at = timezone.make_aware(datetime.combine(issue.last_day, time(17)))
    release = Release.objects.create(
        issue=issue, number=1, edition_json="{}", sha256="0" * 64, pdf="x.pdf", pdf_sha256="0" * 64, pages=32,
        article_count=0, submitted_by=people[2], approved_by=people[0], approved_at=at, published_at=at,
    )  # fmt: skip
    Issue.objects.filter(pk=issue.pk).update(status="published", published_at=at, release=release)
    issue.status = "published"
    steps = (
        ("submit", "draft", "review"),
        ("approve", "review", "approved"),
        ("publish", "approved", "published"),
    )
    IssueStatusChange.objects.bulk_create(
        IssueStatusChange(issue=issue, user=people[0], transition=name, from_status=old, to_status=new, at=at)
        for name, old, new in steps
    )


def add_articles(issue: Issue, count: int, people: list[User]) -> None:
    """So many articles in an issue."""
    status = "published" if issue.status == "published" else "approved"
    articles = store(
        [new_article(issue.pk * 1000 + n, issue.first_day, status, people) for n in range(count)]
    )
    placed, positions = [], dict.fromkeys(("domestic", "focus", "haiphong"), 0)
    for n, article in enumerate(articles):
        slug = "focus" if n == 0 else SECTIONS[n % len(SECTIONS)]
        positions[slug] += 1
        placed.append(Placement(issue=issue, article=article, category_id=slug, position=positions[slug]))
    Placement.objects.bulk_create(placed)


def add_waiting(count: int, people: list[User]) -> None:
    """So many articles that stand nowhere yet."""
    today = timezone.localdate()
    store([new_article(n, today, WAITING[n % len(WAITING)], people) for n in range(count)])


def new_article(number: int, day, status: str, people: list[User]) -> Article:
    """One article with its author, outlet and proposed section; not yet stored."""
    dice = random.Random(number)
    article = generated(number, day + timedelta(days=dice.randrange(7)))
    article.status, article.author = status, people[3 + number % (len(people) - 3)]
    article.source_id = dice.choice(outlets())
    article.category_id, article.version = dice.choice(SECTIONS), 1
    return article


def outlets(known: list[int] = []) -> list[int]:  # noqa: B006 - read once
    """Keys of the outlets; the first ones are printed most often."""
    if not known:
        keys = list(Source.objects.order_by("pk").values_list("pk", flat=True))
        known += [key for place, key in enumerate(keys) for _ in range(max(1, 20 - place))]
    return known


def store(articles: list[Article]) -> list[Article]:
    """Articles with bands, authors among the contributors, one version each and the log of their steps."""
    articles = Article.objects.bulk_create(articles)
    ArticleBand.objects.bulk_create(
        (ArticleBand(article=a, value=value) for a in articles for value in bands(a.signature)),
        batch_size=2000,
    )
    Article.contributors.through.objects.bulk_create(
        Article.contributors.through(article=a, user_id=a.author_id) for a in articles
    )
    Article.history.bulk_history_create(articles, default_user=articles[0].author if articles else None)
    ArticleStatusChange.objects.bulk_create(step for a in articles for step in steps_of(a))
    return articles


def steps_of(article: Article):
    """The log of an article's way to where it stands; every fifth draft was sent back."""
    way = ["draft", "review", "approved", "published"]
    way = way[: way.index(article.status) + 1] if article.status in way else ["draft", "dropped"]
    if article.status == "draft" and article.pk % 5 == 0:
        way = ["draft", "review", "draft"]
    names = {
        "review": "submit",
        "approved": "approve",
        "published": "publish",
        "dropped": "drop",
        "draft": "return",
    }
    for old, new in pairwise(way):
        yield ArticleStatusChange(
            article=article, user_id=article.author_id, transition=names[new], from_status=old, to_status=new
        )
