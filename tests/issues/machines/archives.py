"""A small archive in which everything occurs, and what must not be seen beside it."""

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import etree

from issues.edition import Edition, EditionCorrection
from issues.models import PublicIssue
from issues.models.issue import IssueStatus
from tests.issues.releases import (
    edition,
    edition_article,
    published,
    stored_picture,
    stored_release,
    withdrawn,
)
from tests.make import make_article, make_issue, make_source

SITE = "https://diemtin.example"
GRAMMARS = Path(__file__).with_name("grammars")
AUDIO = "https://nghe.example/diem-tin-9.mp3"
# Stands in everything that is not public; no public answer may hold it.
SECRET = "Chuyện kín"
SECRET_SLUG = "chuyen-kin"


@dataclass(frozen=True)
class Archive:
    """The editions on the shelf, newest first."""

    newest: Edition
    double: Edition
    oldest: Edition


def filled() -> Archive:
    """Three issues on the shelf: with pictures, corrections, podcast, without day or source, a double one."""
    make_source("Báo Sóng Biển", feed="https://songbien.example/rss", site="https://songbien.example/")
    picture = stored_picture()
    newest = edition(
        number=9,
        articles=[
            edition_article(901, pictures=(picture, stored_picture((90, 20, 20)))),
            edition_article(902, news_date=None, source="", link="", key_figures=()),
            edition_article(903, source="Nguồn lạ", link="https://www.la.example/a?b=1&c=2"),
        ],
        focus=[
            edition_article(904, pictures=(picture,), headline="Con tàu tự hành <vẽ> lại đáy vịnh & sông")
        ],
        cover=picture,
        theme="Tuần lễ biển và hải đảo",
        podcast_title="Nghe số 9",
        podcast_url=AUDIO,
        corrections=(
            EditionCorrection(date(2026, 3, 9), "Tên trạm đúng là Nam Triệu.", 901),
            EditionCorrection(date(2026, 3, 10), "Bìa ghi nhầm ngày.", None),
        ),
    )
    double = edition(
        number=5,
        last_number=6,
        articles=[edition_article(501), edition_article(502)],
        podcast_title="Trang nghe",
        podcast_url="https://nghe.example/trang-nghe",
    )
    oldest = edition(number=50, year=2025, articles=[edition_article(5001)])
    for each in (oldest, double, newest):
        published(each)
    PublicIssue.objects.filter(year=2026, number=9).update(page_numbers={"901": 4, "904": 20})
    return Archive(newest, double, oldest)


def hidden() -> None:
    """Issues and articles in every state that the public must not see, each of them carrying the secret."""
    secret = {
        "theme": SECRET,
        "trends_title": SECRET,
        "trends_body": f"<p>{SECRET}</p>",
    }
    secret |= {"podcast_title": SECRET, "podcast_url": "https://nghe.example/chuyen-kin.mp3"}
    picture = stored_picture((3, 99, 3), alt=SECRET)
    for n, status in enumerate((IssueStatus.DRAFT, IssueStatus.REVIEW, IssueStatus.APPROVED)):
        article = edition_article(
            700 + n, headline=SECRET, slug=SECRET_SLUG, source=SECRET, pictures=(picture,)
        )
        stored_release(edition(number=20 + n, articles=[article], cover=picture, **secret), status)
    article = edition_article(710, headline=SECRET, slug=SECRET_SLUG, source=SECRET, pictures=(picture,))
    withdrawn(edition(number=30, articles=[article], cover=picture, **secret), reason="Đã thu hồi vì nhầm.")
    # A correction of a public issue that is being prepared.
    article = edition_article(901, headline=SECRET, slug=SECRET_SLUG)
    stored_release(edition(number=9, articles=[article], **secret))
    make_issue(number=40, theme=SECRET)
    source = make_source(SECRET)
    for status in ("draft", "review", "approved", "dropped"):
        make_article(status=status, headline=SECRET, source=source, body=f"<p>{SECRET}</p>")


def valid(grammar: str, data: bytes) -> etree._Element:
    """The document where it keeps to one of the grammars; fails with what is wrong otherwise."""
    tree = etree.fromstring(data)
    rules = etree.RelaxNG(etree.parse(GRAMMARS / f"{grammar}.rng"))
    assert rules.validate(tree), rules.error_log
    return tree


def queries_of(client, path: str) -> int:
    """How many queries an address takes where nothing of it is kept."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def digest(data: bytes) -> str:
    """Equal bytes have equal digests."""
    return hashlib.sha256(data).hexdigest()
