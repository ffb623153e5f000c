"""Hundreds of ways to smuggle code into a page, typed into every field there is: in a real browser none of it runs.

Pages are taken from the URL patterns and fields from the models, so that a new page or field is looked at from its first day;
a field that the hostile newsroom does not fill, or that no page shows, fails the test.
"""

import io
import itertools
import zipfile
from urllib.parse import quote

import pytest
from django.core import mail
from django.urls import reverse

from issues import epub
from issues.models import HouseForm
from issues.printed_page import printed_page
from news import mailing, text
from news.models import Mail, Source, User
from tests.admin_addresses import NAMES, address
from tests.browser.watching import watched
from tests.hostile import newsroom as hostile
from tests.hostile import payloads
from tests.public_addresses import ADDRESSES

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# Answers that show something in a browser. PDFs and e-books are files of their own; what is in them is opened below.
SHOWN = (
    "text/",
    "application/json",
    "application/xml",
    "application/rss",
    "application/atom",
    "application/feed",
)
# Pages that change something when they are opened, or lead out of the session that the next page needs.
NOT_OPENED = {"logout", "news_notice_all_read", "jsi18n"}
# Addresses that say that there is nothing.
NOTHING_THERE = {"api-missing"}
PARAMETERS = (
    "q",
    "p",
    "trang",
    "nam",
    "muc",
    "nguon",
    "tu",
    "den",
    "sap-xep",
    "limit",
    "format",
    "next",
    "loai",
    "tim",
)


@pytest.fixture
def person(newsroom):
    """Somebody who may do everything, so that no page is closed."""
    return User.objects.create_superuser("moi-quyen", email="moi-quyen@diemtin.example", password="pw")


@pytest.fixture
def room(person, fake_pdf):
    """The hostile newsroom."""
    return hostile.build(person)


def known_values(room) -> dict[str, list]:
    """Values that may stand in an address, by the name of their converter's class."""
    release = room.out.releases.order_by("-number").first()
    articles = room.edition.articles
    names = [text.slugify(a.toc_title) for a in articles[:1]]
    slugs = [*names, "trends", "domestic", *Source.objects.order_by("pk").values_list("slug", flat=True)[:2]]
    return {
        "YearConverter": [room.out.year],
        "NumberConverter": [room.out.number, room.gone.number],
        "KeyConverter": [a.id for a in articles[:3]],
        "IntConverter": [1, room.out.year, *(a.id for a in articles[:1])],
        "SlugConverter": slugs,
        "FeedConverter": ["rss", "atom", "json"],
        "BlockConverter": range(10),
        "PathConverter": ["x"],
        "StringConverter": slugs,
        "PictureConverter": [release.pictures.first().name],
    }


def public_addresses(client, room) -> list[str]:
    """Every address of the public archive that shows something: each pattern with all values that may stand in it."""
    known, found, silent = known_values(room), [], []
    for name, _, converters in ADDRESSES:
        kinds = [type(converter).__name__ for converter in converters.values()]
        assert set(kinds) <= set(known), (
            f"{name}: say in known_values what may stand for {set(kinds) - set(known)}"
        )
        answers = 0
        for values in itertools.product(*(known[kind] for kind in kinds)):
            where = reverse(name, kwargs=dict(zip(converters, values, strict=True)))
            response = client.get(where)
            if response.status_code in (200, 410):
                answers += 1
                if response.get("Content-Type", "").startswith(SHOWN):
                    found.append(where)
            response.close()
        if not answers and name not in NOTHING_THERE:
            silent.append(name)
    assert not silent, f"no known value makes these answer: {silent}"
    return found


def with_hostile_addresses(addresses: list[str]) -> list[str]:
    """Addresses again, with payloads in every parameter, and one that leads nowhere."""
    tail = "&".join(f"{name}={quote(payloads.packed(90, 120, 9 * n))}" for n, name in enumerate(PARAMETERS))
    lists = [where for where in addresses if where.count("/") <= 3]
    return [
        *addresses,
        *(f"{where}?{tail}" for where in lists),
        f"/{quote(payloads.armed(payloads.BREAKOUT, 90))}/",
    ]


def admin_addresses(room) -> list[str]:
    """Every address of the newsroom, of objects that are hostile; the lists with hostile questions."""
    draft, waiting = room.draft, room.waiting
    versions = list(draft.history.order_by("history_id").values_list("history_id", flat=True))
    comment, picture = draft.comments.first(), draft.pictures.first()
    made = room.making.history.first().pk
    things = {
        "news_article": {
            "object_id": draft.pk,
            "name": "submit",
            "version_id": str(versions[0]),
            1: versions[0],
            "comment_id": comment.pk,
            "act": "xong",
            "picture": picture.pk,
        },
        "issues_issue": {
            "object_id": room.making.pk,
            "name": "submit",
            "version_id": str(made),
            1: made,
            "rendering": room.rendering.pk,
        },
        "issues_issue_correction": {"object_id": room.out.pk},
        "issues_issue_release": {"object_id": room.out.pk, "number": 1},
        "issues_houseform": {"object_id": HouseForm.objects.last().pk},
        "issues_masthead": {"object_id": 1},
        "news_source": {"object_id": Source.objects.first().pk},
        "news_category": {"object_id": "domestic"},
        "news_user": {"object_id": draft.author_id, "uidb64": "x", "token": "x"},
        "auth_user": {"id": draft.author_id},
    }
    found = [address(name, things) for name in NAMES if name not in NOT_OPENED]
    others = {"out": room.out, "gone": room.gone, "waiting": waiting}
    for issue in others.values():
        found += [reverse(f"admin:issues_issue_{page}", args=[issue.pk]) for page in ("change", "history")]
    steps = {room.out: "withdraw", waiting: "approve", room.gone: "reopen"}
    found += [reverse("admin:issues_issue_step", args=[issue.pk, step]) for issue, step in steps.items()]
    article = waiting.placements.first().article
    found += [reverse(f"admin:news_article_{page}", args=[article.pk]) for page in ("change", "history")]
    found.append(reverse("admin:news_article_compare", args=[draft.pk]) + f"?a={versions[0]}&b={versions[0]}")
    asked = quote(payloads.packed(91, 200, 30))
    lists = [where for where in found if where.count("/") == 4]
    return [*found, *(f"{where}?q={asked}&tim={asked}&p={asked}" for where in lists)]


def test_payloads_stand_in_every_field(room):
    assert hostile.uncovered() == [], (
        "fill these in tests/hostile/newsroom.py, or say in NOT_TYPED why nobody types them"
    )


def test_nothing_runs_on_any_page(chromium, quiet_server, client, room, person, tmp_path):
    public = with_hostile_addresses(public_addresses(client, room))
    client.force_login(person)
    cookie = client.cookies["sessionid"].value
    newsroom = [where for where in admin_addresses(room) if shows(client, where)]
    happened, seen = [], []
    for addresses, session in ((public, ""), (newsroom, cookie), (files(room, tmp_path), "")):
        with watched(chromium, quiet_server.url, session) as watch:
            for where in addresses:
                watch.visit(where)
            happened += watch.happened
            seen += watch.seen
    assert not happened, "\n".join(f"{where}: {what}" for where, what in happened[:40])
    pages = "\n".join(seen)
    unseen = [n for n, number in hostile.numbers().items() if f"alert({number})" not in pages]
    hidden = sorted(set(unseen) - set(hostile.NEVER_SHOWN))
    assert hidden == [], "no page shows these: say in NEVER_SHOWN why, or open the page"
    assert len(public) > 15 and len(newsroom) > 50


def shows(client, where: str) -> bool:
    """Whether an address answers with something to look at."""
    response = client.get(where)
    kind = response.get("Content-Type", "")
    response.close()
    return response.status_code < 400 and response.status_code != 302 and kind.startswith(SHOWN)


def files(room, folder) -> list[str]:
    """The documents of the e-book and the page that the PDF is made from, as files."""
    with zipfile.ZipFile(io.BytesIO(epub.render(room.edition).data)) as book:
        book.extractall(folder / "book")
    page = printed_page(room.edition, "so_files")
    (folder / "so.html").write_text(page.html, encoding="utf-8")
    for name, data in page.files.items():
        (folder / "so_files" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "so_files" / name).write_bytes(data)
    documents = sorted((folder / "book").rglob("*.xhtml"))
    assert len(documents) > 10
    return [path.as_uri() for path in [*documents, folder / "so.html"]]


def test_mails_are_plain_text_with_one_line_of_subject(room, person):
    for letter in Mail.objects.filter(recipient=person):
        assert mailing.send(letter) is mailing.Outcome.SENT
    sent = mail.outbox[0].message()
    assert not sent.is_multipart() and sent.get_content_type() == "text/plain"
    assert "\n" not in str(mail.outbox[0].subject) and "alert(" in mail.outbox[0].body
    assert set(sent.keys()) <= {
        *(
            "Content-Type",
            "MIME-Version",
            "Content-Transfer-Encoding",
            "Subject",
            "From",
            "To",
            "Date",
            "Message-ID",
        ),
        "Auto-Submitted",
    }
