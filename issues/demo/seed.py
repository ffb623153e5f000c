"""The demo newsroom: four people, 25 outlets, three published issues and one in work.

Texts are our own, about invented events, in the TOML files beside this one; pictures are drawn by `pictures`.
Everything goes through the same doors as in real work: the writer writes and submits, the editor approves and
assembles, the chief publishes.
"""

import tomllib
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime, time, timedelta
from pathlib import Path

from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from issues import newsroom, placing, publishing
from issues.demo.markup import to_html
from issues.demo.pictures import draw
from issues.editing import save_issue
from issues.models import Issue, Masthead, Release
from news import editing, kept_rows, notices, pictures, workflow
from news.models import Article, Category, KeyFigure, Notice, Picture, Source, SourceAlias, User
from news.models.article import ArticleStatus
from news.models.notice import Kind
from news.models.user import Delivery, Role

HERE = Path(__file__).resolve().parent
PASSWORD = "diem-tin-demo"
PEOPLE = (
    ("lan", "Lan", "Đoàn Ngọc", Role.WRITER),
    ("minh", "Minh", "Lưu Quang", Role.EDITOR),
    ("hoa", "Hoa", "Mai Thanh", Role.CHIEF),
    ("quang", "Quang", "Tạ Đăng", Role.ADMINISTRATOR),
)
NOTICE = "Nội dung minh họa"
CREDIT = "Tranh minh họa: Điểm tin"
PICTURE_SIZE, FEATURE_SIZE, COVER_SIZE = (1200, 800), (1800, 1200), (1300, 1838)
MASTHEAD = {
    "address": "Số 1 phố Minh Họa, thành phố Hải Phòng",
    "phone": "0225 000 0000",
    "email": "toasoan@diemtin.example",
    "site": "https://diemtin.example/",
    "facebook": "https://facebook.example/diemtin",
    "licence": "Giấy phép minh họa số 00/GP-XBBT",
    "responsible": "Mai Thanh Hoa (nhân vật minh họa)",
    "print_run": "300 bản",
}


def exists() -> bool:
    """Has somebody worked here already? Then nothing is seeded."""
    return Issue.objects.exists() or User.objects.filter(username__in=[p[0] for p in PEOPLE]).exists()


def logins() -> list[tuple[str, str]]:
    """(user name, role) of the demo people who are here."""
    here = set(User.objects.values_list("username", flat=True))
    return [(username, role.label.lower()) for username, _, _, role in PEOPLE if username in here]


def seed(say=lambda line: None) -> None:
    """Fill an empty installation, all or nothing. `say` is told what is going on."""
    issues = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(HERE.glob("so-*.toml"))]
    say("Vẽ tranh minh họa…")
    drawn = draw_all(issues)
    with transaction.atomic():
        # The invented outlets first: where there are some, setting up adds no real ones.
        make_sources(tomllib.loads((HERE / "outlets.toml").read_text(encoding="utf-8"))["outlets"])
        newsroom.setup()
        Masthead.objects.update(**MASTHEAD)
        people = {role: make_person(*names, role) for *names, role in PEOPLE}
        for data in issues:
            say(f"Số {data['number']}/{data['year']}: {len(data['articles'])} tin…")
            seed_issue(data, drawn, people)
        read_up()


def draw_all(issues: list[dict]) -> dict[tuple, pictures.CleanPicture]:
    """All pictures that the texts ask for, by (scene, seed, size), drawn on all cores."""
    wanted = {cover_key(data) for data in issues}
    wanted |= {picture_key(a) for data in issues for a in data["articles"] if "picture" in a}
    ordered = sorted(wanted)
    with ProcessPoolExecutor() as pool:
        return dict(zip(ordered, pool.map(draw_one, ordered, chunksize=4), strict=True))


def draw_one(key: tuple) -> pictures.CleanPicture:
    """One drawn picture, encoded as an upload would be."""
    scene, number, size = key
    return pictures.encode(draw(scene, number, size), pictures.MAX_SIDE, quality=90)


def cover_key(data: dict) -> tuple:
    """Which picture the cover is."""
    return data["cover"]["scene"], data["cover"]["seed"], COVER_SIZE


def picture_key(article: dict) -> tuple:
    """Which picture stands with an article."""
    size = FEATURE_SIZE if article["section"] == "focus" else PICTURE_SIZE
    return article["picture"]["scene"], article["picture"]["seed"], size


def make_person(username: str, first: str, last: str, role: Role) -> User:
    """Somebody on the staff."""
    # Weeks of work are done within a minute: nobody wants that as mail.
    values = {"first_name": first, "last_name": last, "is_staff": True, "delivery": Delivery.INBOX}
    user = User.objects.create_user(username, f"{username}@diemtin.example", PASSWORD, **values)
    user.groups.add(Group.objects.get(name=role.label))
    return user


def read_up() -> None:
    """What was told of articles and issues that are out was read long ago."""
    out = Q(article__status=ArticleStatus.PUBLISHED) | Q(article=None)
    notices.mark_read(Notice.objects.filter(out).exclude(kind=Kind.ISSUE_TO_APPROVE))


def make_sources(outlets: list[dict]) -> None:
    """The invented outlets with their other spellings."""
    for outlet in outlets:
        source = Source.objects.create(name=outlet["name"], site=outlet["site"])
        for alias in outlet.get("aliases", ()):
            if not Source.objects.resolve(alias):
                SourceAlias.objects.create(source=source, name=alias)


def seed_issue(data: dict, drawn: dict, people: dict[Role, User]) -> None:
    """One issue with its articles, as far as it goes: published, unless an article says where it stands."""
    issue = make_issue(data, drawn, people[Role.EDITOR])
    for item in data["articles"]:
        article = make_article(item, drawn, people)
        if item.get("placed", True):
            category = Category.objects.get(slug=item["section"])
            placing.place(issue, article, category, people[Role.EDITOR])
    if not any("status" in item for item in data["articles"]):
        publish_issue(issue, data, people)


def make_issue(data: dict, drawn: dict, editor: User) -> Issue:
    """The issue's own fields."""
    names = ("number", "year", "first_day", "last_day", "theme")
    cover, podcast = data["cover"], data.get("podcast", {})
    issue = Issue(
        **{name: data[name] for name in names},
        page_notice=NOTICE,
        cover_alt=cover["alt"],
        cover_caption=cover.get("caption", ""),
        cover_credit=CREDIT,
        trends_title=data["trends"]["title"],
        trends_body=to_html(data["trends"]["body"]),
        podcast_title=podcast.get("title", ""),
        podcast_url=podcast.get("url", ""),
    )
    issue.cover.save("cover.jpg", pictures.CleanUpload(drawn[cover_key(data)]), save=False)
    return save_issue(issue, editor)


def make_article(item: dict, drawn: dict, people: dict[Role, User]) -> Article:
    """One article, written by the writer and brought to its status through the door."""
    writer = people[Role.WRITER]
    article = Article(
        headline=item["headline"],
        toc_title=item["toc_title"],
        news_date=item["date"],
        source=Source.objects.get(name=item["source"]),
        link=item["link"],
        category_id=item["section"],
        body=to_html(item["body"]),
    )
    editing.save_text(article, writer)
    for position, (value, label) in enumerate(item.get("key_figures", ()), 1):
        KeyFigure.objects.create(article=article, position=position, value=value, label=label)
    if "picture" in item:
        words = {name: item["picture"][name] for name in ("alt", "caption")}
        picture = Picture(article=article, position=1, credit=CREDIT, **words)
        picture.image.save("picture.jpg", pictures.CleanUpload(drawn[picture_key(item)]))
    kept_rows.keep(article)
    take_steps(article, item.get("status", "approved"), writer, people[Role.EDITOR])
    return article


def take_steps(article: Article, status: str, writer: User, editor: User) -> None:
    """Bring a draft to a status."""
    if status == "dropped":
        workflow.apply(workflow.DROP, article, writer, "Trùng với một tin đã đăng tuần trước.")
    if status in ("review", "approved"):
        workflow.apply(workflow.SUBMIT, article, writer)
    if status == "approved":
        workflow.apply(workflow.APPROVE, article, editor)


def publish_issue(issue: Issue, data: dict, people: dict[Role, User]) -> None:
    """Submitted by the editor, approved and published by the chief on the morning after the week, corrected where it says so."""
    editor, chief = people[Role.EDITOR], people[Role.CHIEF]
    publishing.submit(issue, editor)
    publishing.approve(issue, chief, issue.release.sha256)
    publishing.publish(issue, chief)
    for item in data.get("corrections", ()):
        article = Article.objects.get(placement__issue=issue, headline=item["headline"])
        text = {"body": article.body.replace(item["wrong"], item["right"])} if "wrong" in item else {}
        publishing.correct(issue, chief, item["note"], article, text)
    backdate(issue)


def backdate(issue: Issue) -> None:
    """Published at eight on the day after its last day, as a weekly would be."""
    moment = timezone.make_aware(datetime.combine(issue.last_day + timedelta(days=1), time(8)))
    Issue.objects.filter(pk=issue.pk).update(published_at=moment)
    steps = {"submitted_at": 3, "approved_at": 1, "published_at": 0}
    values = {name: moment - timedelta(hours=hours) for name, hours in steps.items()}
    Release.objects.filter(issue=issue).update(**values)
