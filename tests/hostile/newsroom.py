"""A newsroom in which everything that people can type is hostile. The fields are found by looking at the models."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.apps import apps
from django.db import models
from django.utils import timezone

from issues.assembly import assemble
from issues.edition import Edition
from issues.inspection import inspect
from issues.models import (
    Arrangement,
    Correction,
    HouseForm,
    Issue,
    IssueStatusChange,
    LinkCheck,
    Masthead,
    Rendering,
    Waiver,
)
from issues.models.issue import IssueStatus, Origin
from news.models import (
    Article,
    ArticleComment,
    ArticleStatusChange,
    Binned,
    Category,
    KeyFigure,
    Mail,
    Notice,
    Picture,
    Source,
    SourceAlias,
    User,
)
from news.models.notice import Kind
from news.richtext import RichTextField
from tests.hostile import payloads
from tests.issues.releases import published, stored_picture, stored_release, withdrawn
from tests.make import make_issue, place_directly

TEXT_ROOM = 6000  # letters in a field without a limit
# Text columns that nobody types into, and why not. A field that is in neither this list nor the newsroom fails the test.
NOT_TYPED = {
    **dict.fromkeys(("Article.headline_key", "Article.link_key", "Article.search_key"), "made of the text"),
    **dict.fromkeys(("Source.key", "Source.sort_key", "SourceAlias.key"), "made of the name"),
    **dict.fromkeys(
        ("ArticleStatusChange.transition", "IssueStatusChange.transition"), "the name of a step in the code"
    ),
    **dict.fromkeys(
        (
            f"{log}.{end}_status"
            for log in ("ArticleStatusChange", "IssueStatusChange")
            for end in ("from", "to")
        ),
        "a status",
    ),
    **dict.fromkeys(
        ("Masthead.colour", "Masthead.accent"), "six hexadecimal digits; the form refuses others"
    ),
    **dict.fromkeys(
        ("Binned.kind", "Binned.kind_name", "Binned.key"), "says what row it was, from the models"
    ),
    "User.password": "a hash",
    "User.username": "letters, digits and @.+-_; the form refuses others",
    "Notice.url": "an address of this site, made by the code",
    "Presence.kind": "the name of a table",
    "Picture.original": "the name of a stored picture, made of its content",
    "Waiver.code": "the name of a check",
    "Waiver.fingerprint": "a hash",
    "ReleasePicture.name": "the name of a stored picture",
    **dict.fromkeys(
        (
            *(f"Release.{name}" for name in ("edition_json", "sha256", "pdf_sha256", "cover")),
            *(
                f"PublicIssue.{name}"
                for name in ("theme", "page_notice", "cover", "front_json", "trends_title", "trends_teaser")
            ),
            *(
                f"PublicArticle.{name}"
                for name in (
                    "slug",
                    "section",
                    "source_name",
                    "headline",
                    "teaser",
                    "picture",
                    "article_json",
                )
            ),
        ),
        "made of the edition, all of which is hostile here",
    ),
    **dict.fromkeys(
        (
            "SearchWord.word",
            *(
                f"SearchRow.{name}"
                for name in (
                    *("headline_exact", "headline_folded", "body_exact", "body_folded"),
                    *("keys", "section", "source_key"),
                )
            ),
        ),
        "made of the text, for finding it",
    ),
    **dict.fromkeys(
        (
            f"Rendering.{name}"
            for name in ("sha256", "format", "renderer", "file", "pdf_sha256", "edition_json", "claim")
        ),
        "made by the renderer",
    ),
}
# Hostile in their tables, but on no page.
NEVER_SHOWN = {
    "LinkCheck.url": "looked up by an article's link, which is what is shown",
    "Rendering.part": "the key of a part of an issue, looked up and not shown",
    "Waiver.quote": "for the records; the page quotes what is found now",
}


def text_fields() -> dict[str, models.Field]:
    """Every text column of the project's tables by `Model.field`, but for choices, slugs and copies kept as history."""
    found = {}
    for model in apps.get_models():
        if model._meta.app_label in ("news", "issues") and not model.__name__.startswith("Historical"):
            for field in model._meta.concrete_fields:
                plain = isinstance(field, (models.CharField, models.TextField))
                if plain and not field.choices and not isinstance(field, models.SlugField):
                    found[f"{model.__name__}.{field.name}"] = field
    return found


def numbers() -> dict[str, int]:
    """The number by which a payload says from which field it came."""
    return {name: 100 + n for n, name in enumerate(sorted(set(text_fields()) - set(NOT_TYPED)))}


def hostile(row, turn: int = 0, only: tuple[str, ...] = ()) -> models.Model:
    """The row with every typed text field filled with payloads, from the `turn`th on; not saved."""
    for name, number in numbers().items():
        model, field_name = name.split(".")
        if model == type(row).__name__ and (not only or field_name in only):
            field = row._meta.get_field(field_name)
            setattr(row, field_name, value_for(field, number, turn))
    return row


def value_for(field: models.Field, number: int, turn: int) -> str:
    """Payloads as long as the field takes them. Fields that are checked by a form get what would pass no form either."""
    if isinstance(field, RichTextField):
        return payloads.markup(number)
    if isinstance(field, models.URLField):
        return payloads.link(number, field.max_length, turn)
    return payloads.packed(number, field.max_length or TEXT_ROOM, turn)


def saved(row, turn: int = 0) -> models.Model:
    """The row made hostile and stored."""
    hostile(row, turn).save()
    return row


def article(turn: int, author: User, status: str) -> Article:
    """An article with a picture, key figures, a comment with an answer, a note in the log."""
    made = saved(
        Article(
            author=author,
            status=status,
            source=Source.objects.order_by("pk")[turn % 3],
            news_date=date(2026, 3, 2),
        ),
        turn * 7,
    )
    shown = stored_picture((turn % 256, 80, 90), size=(60, 40))
    place = {"image": shown.name, "width": shown.width, "height": shown.height}
    saved(Picture(article=made, position=1, **place), turn * 5)
    saved(KeyFigure(article=made, position=1), turn * 3)
    comment = saved(ArticleComment(article=made, author=author, paragraph=1), turn)
    answer = hostile(ArticleComment(article=made, author=author, parent=comment), turn + 1)
    answer.quote = ""
    answer.save()
    step = ArticleStatusChange(
        article=made, user=author, transition="return", from_status="review", to_status="draft"
    )
    saved(step, turn)
    if not LinkCheck.objects.filter(url=made.link).exists():
        check = LinkCheck(url=made.link, status=(None, 301)[turn % 2])
        hostile(check, turn, only=("error", "final_url")).save()
    return made


def issue(turn: int, author: User, status: str, article_status: str, articles: int) -> Issue:
    """An issue of articles in all sections."""
    made = make_issue(
        number=turn + 1, origin=Origin.ARCHIVE, first_day=date(2026, 1, 2) + timedelta(days=7 * turn)
    )
    shown = stored_picture((turn, 20, 30), size=(60, 40))
    made.cover.name, made.cover_width, made.cover_height = shown.name, shown.width, shown.height
    saved(made, turn * 11)
    for n in range(articles):
        one = article(turn * 10 + n, author, article_status)
        place_directly(made, one, ("domestic", "focus", "haiphong")[n % 3])
    step = IssueStatusChange(
        issue=made, user=author, transition="return", from_status="review", to_status="draft"
    )
    saved(step, turn)
    Issue.objects.filter(pk=made.pk).update(status=status)
    made.refresh_from_db()
    return made


@dataclass(frozen=True)
class Newsroom:
    """What stands in the hostile newsroom: issues by what became of them, articles, people, the edition that is out."""

    out: Issue
    gone: Issue
    making: Issue
    waiting: Issue
    draft: Article
    person: User
    rendering: Rendering
    edition: Edition


def build(person: User) -> Newsroom:
    """The newsroom; `person` may do everything in it."""
    saved(Masthead(), 1)
    for turn, category in enumerate(Category.objects.all()):
        saved(category, turn * 13)
    for turn in range(3):
        source = saved(Source(slug=f"nguon-{turn}"), turn * 17)
        saved(SourceAlias(source=source), turn * 19 + 40)
    author = User.objects.create_user("thu", is_staff=True)
    saved(author)
    saved(HouseForm(), 2)
    binned = {"kind": "issues.HouseForm", "kind_name": "cách viết", "key": "1", "rows": []}
    saved(Binned(**binned, deleted_by=author, until=timezone.now() + timedelta(days=9)))
    out = issue(0, author, IssueStatus.DRAFT, "published", 8)
    gone = issue(1, author, IssueStatus.DRAFT, "withdrawn", 1)
    making = issue(2, author, IssueStatus.DRAFT, "draft", 4)
    waiting = issue(3, author, IssueStatus.DRAFT, "review", 2)
    first = published(assemble(out))
    for turn, corrected in enumerate((None, out.placements.first().article)):
        release = first if turn == 0 else published(assemble(out))
        saved(
            Correction(
                issue=out, article=corrected, release=release, date=date(2026, 3, 9), created_by=author
            ),
            turn,
        )
    published(assemble(out))
    withdrawn(assemble(gone), hostile(type(first)(), 3).withdrawal_reason)
    release = stored_release(assemble(waiting), IssueStatus.REVIEW)
    Issue.objects.filter(pk=waiting.pk).update(release=release)
    draft = making.placements.first().article
    looked = inspect(making).marked[0]
    saved(Waiver(issue=making, code=looked.finding.code, user=author, fingerprint=looked.key))
    saved(Arrangement(issue=making, user=author, order={}))
    rendering = Rendering(
        sha256="0" * 64, layout="magazine", renderer="x", status="failed", requested_by=author
    )
    saved(rendering)
    saved(Mail(recipient=author, attempts=1))
    mail = saved(Mail(recipient=person))
    saved(
        Notice(recipient=person, actor=author, kind=Kind.RETURNED, article=draft, delivery="inbox", mail=mail)
    )
    saved(LinkCheck(checked_at=timezone.now()), 5)
    waiting.refresh_from_db()
    return Newsroom(out, gone, making, waiting, draft, person, rendering, assemble(out))


def uncovered() -> list[str]:
    """Typed text fields in which no row of the newsroom holds a payload."""
    missing = []
    for name, number in numbers().items():
        model_name, field_name = name.split(".")
        app = text_fields()[name].model._meta.app_label
        rows = apps.get_model(app, model_name).objects.values_list(field_name, flat=True)
        if not any(f"alert({number})" in (value or "") for value in rows):
            missing.append(name)
    return missing
