"""A public archive of many years, made in bulk: issues with their releases, the shelf and the rows that search reads.

    DATABASE_URL=postgres://… MEDIA_ROOT=… .venv/bin/python benchmarks/archive_rows.py --issues 400 --articles 57

The database is migrated and holds no issues. Words follow each other as in the demo texts, so that frequent and rare words
and pairs of words have a natural spread; every article has a subject of its own, taken from several thousand of which few
are frequent. Bulk creation goes round the one door: what is measured is how the archive is read.
"""

import argparse
import hashlib
import os
import random
import sys
import time
import tomllib
from collections import defaultdict, deque
from dataclasses import fields
from datetime import date, datetime, timedelta
from itertools import accumulate, pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DEMO = ROOT / "issues" / "demo"
FIRST_YEAR, WEEKS = 1990, 52
SENTENCES, SUBJECTS = 6000, 4000
# What is printed week after week; the first one stands in most articles.
COMMON = (
    ("công nghệ", 0.75), ("nghiên cứu", 0.5), ("chuyển đổi số", 0.3), ("trí tuệ nhân tạo", 0.15), ("đổi mới sáng tạo", 0.1),
)  # fmt: skip
VERBS = ("đưa", "thử nghiệm", "mở rộng", "hoàn thiện", "công bố", "bàn giao", "đo", "kiểm chứng")
CHUNK = 20  # issues a transaction


def main() -> None:
    """Fill the database of the environment and say how long it took."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--issues", type=int, default=400)
    parser.add_argument("--articles", type=int, default=57, help="in each issue")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "diemtin.settings")
    sys.path.insert(0, str(ROOT))
    import django
    from django.conf import settings

    settings.DEBUG = False
    django.setup()
    begin = time.perf_counter()
    fill(options.issues, options.articles, say=lambda line: print(line, flush=True))
    print(f"{options.issues} số × {options.articles} tin, điền trong {time.perf_counter() - begin:.0f} giây")


def fill(issues: int, articles: int, say=lambda line: None) -> None:
    """So many issues with so many articles each, the oldest in 1990, 52 a year; `say` is told how far it is."""
    from django.db import connection, transaction

    from issues import newsroom

    newsroom.setup()
    writer = Writer(random.Random(20260227))
    shared = shared_files()
    definition = drop_index()
    for start in range(0, issues, CHUNK):
        weeks = range(start, min(start + CHUNK, issues))
        with transaction.atomic():
            add_issues([edition(week, articles, writer, shared) for week in weeks], shared)
            add_relations(writer)
        if start % (CHUNK * 10) == 0:
            say(f"số {start + 1} trong {issues}…")
    with connection.cursor() as cursor:
        if definition:
            say("chỉ mục tìm kiếm…")
            cursor.execute("SET maintenance_work_mem = '512MB'")
            cursor.execute(definition)
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def add_relations(writer: "Writer") -> None:
    """What the last issues' articles are related to: earlier ones of the same subject."""
    from issues.models import RelatedArticle

    RelatedArticle.objects.bulk_create(
        RelatedArticle(article_id=article, other_id=other, rank=rank)
        for article, others in writer.related.items()
        for rank, other in enumerate(reversed(others), 1)
    )
    writer.related.clear()


def drop_index() -> str:
    """Drop PostgreSQL's search index, which is made several times faster at once afterwards; returns its definition."""
    from django.db import connection

    from issues.search_rows import TABLE

    if connection.vendor != "postgresql":
        return ""
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = %s", [f"{TABLE}_words"])
        definition = cursor.fetchone()[0]
        cursor.execute(f"DROP INDEX {TABLE}_words")
    return definition


def edition(week: int, articles: int, writer: "Writer", shared: dict):
    """The edition of a week, counted from the first one."""
    from issues.edition import Edition, EditionSection

    first = date(FIRST_YEAR + week // WEEKS, 1, 1) + timedelta(weeks=week % WEEKS)
    told = [writer.article(week * 1000 + n + 1, first, (shared["picture"],)) for n in range(articles)]
    kept = {"domestic": told[1 : 2 * articles // 3], "focus": told[:1], "haiphong": told[2 * articles // 3 :]}
    return Edition(
        number=week % WEEKS + 1,
        last_number=None,
        year=first.year,
        first_day=first,
        last_day=first + timedelta(days=6),
        origin="newsroom",
        theme=" ".join(writer.dice.choice(writer.subjects)).capitalize(),
        page_notice="",
        cover=shared["picture"],
        trends_title="Một tuần nhìn lại",
        trends_body="".join(f"<p>{' '.join(writer.dice.sample(writer.sentences, 5))}</p>" for _ in range(6)),
        podcast_title="",
        podcast_url="",
        original_pdf="",
        sections=tuple(
            EditionSection(c.slug, c.numeral, c.name, c.kicker, c.layout, tuple(kept.get(c.slug, ())))
            for c in shared["categories"]
        ),
        masthead=shared["masthead"],
        corrections=(),
    )


def add_issues(editions: list, shared: dict) -> None:
    """The rows of issues that are out. Call inside a transaction."""
    from django.utils import timezone

    from issues import search_rows, shelving
    from issues.edition import sha256, to_json
    from issues.models import Issue, PublicArticle, PublicIssue, Release, ReleasePicture

    names = ("year", "number", "last_number", "first_day", "last_day")
    out = [timezone.make_aware(datetime.combine(e.last_day, datetime.min.time())) for e in editions]
    issues = Issue.objects.bulk_create(
        Issue(theme=e.theme, **{name: getattr(e, name) for name in names}) for e in editions
    )
    sender, approver = shared["people"]
    releases = Release.objects.bulk_create(
        Release(
            issue=issue,
            number=1,
            edition_json=to_json(e),
            sha256=sha256(e),
            pdf=shared["pdf"],
            pdf_sha256=shared["pdf_sha256"],
            pages=36,
            pdf_bytes=shared["pdf_bytes"],
            page_numbers={str(a.id): 4 + n // 2 for n, a in enumerate(e.articles)},
            cover=e.cover.name,
            article_count=len(e.articles),
            submitted_by_id=sender,
            approved_by_id=approver,
            submitted_at=at,
            approved_at=at,
            published_at=at,
        )
        for issue, e, at in zip(issues, editions, out, strict=True)
    )
    for issue, release in zip(issues, releases, strict=True):
        issue.release, issue.status, issue.published_at = release, "published", release.published_at
    Issue.objects.bulk_update(issues, ["release", "status", "published_at"])
    ReleasePicture.objects.bulk_create(ReleasePicture(release=r, name=r.cover) for r in releases)
    shelved = PublicIssue.objects.bulk_create(
        shelving.public_issue(release, e, release) for release, e in zip(releases, editions, strict=True)
    )
    placed = [
        (
            shelving.public_article(row, section.slug, place, article, shared["sources"].get(article.source)),
            article,
        )
        for row, e in zip(shelved, editions, strict=True)
        for place, (section, article) in enumerate(((s, a) for s in e.sections for a in s.articles), 1)
    ]
    PublicArticle.objects.bulk_create(row for row, _ in placed)
    search_rows.write([search_rows.search_row(row, article) for row, article in placed])


class Writer:
    """Invents articles; the same seed writes the same archive."""

    def __init__(self, dice: random.Random):
        self.dice = dice
        bodies = [a["body"] for path in sorted(DEMO.glob("so-*.toml")) for a in read(path)["articles"]]
        self.follow, self.starts = chains(bodies)
        self.syllables = sorted({word for word in self.follow if word.isalpha() and word.islower()})
        self.sentences = [self.sentence() for _ in range(SENTENCES)]
        self.subjects = [self.subject() for _ in range(SUBJECTS)]
        self.often = list(accumulate(1 / (rank + 3) for rank in range(SUBJECTS)))
        self.sources = self.outlets()
        # The newest articles of each subject, and those that each article was told to be related to.
        self.told, self.related = defaultdict(lambda: deque(maxlen=4)), {}

    def sentence(self) -> str:
        """Words that follow each other as in the demo texts, 6 to 32 of them."""
        words = [self.dice.choice(self.starts)]
        for _ in range(self.dice.randrange(6, 32)):
            words.append(self.dice.choice(self.follow.get(words[-1]) or self.starts))
        text = " ".join(words).strip(" ,;:–.")
        return f"{text[0].upper()}{text[1:]}."

    def subject(self) -> tuple[str, str]:
        """A name of two or three syllables and a thing of two: `Lan Hạ Châu`, `cảm biến`."""
        name = " ".join(
            word.title() for word in self.dice.sample(self.syllables, self.dice.choice((2, 2, 3)))
        )
        return name, " ".join(self.dice.sample(self.syllables, 2))

    def outlets(self) -> list[tuple[int, str]]:
        """(key, name) of sources; the first ones are printed most often."""
        from news.models import Source

        found = list(Source.objects.order_by("pk").values_list("pk", "name"))
        return [each for place, each in enumerate(found) for _ in range(max(1, 20 - place))]

    def article(self, key: int, day: date, pictures: tuple):
        """One article as an edition holds it."""
        from issues.edition import EditionArticle, EditionFigure
        from news.text import slugify

        dice = self.dice
        subject = dice.choices(self.subjects, cum_weights=self.often)[0]
        name, thing = subject
        self.related[key] = list(self.told[subject])
        self.told[subject].append(key)
        common = [words for words, share in COMMON if dice.random() < share]
        verb = dice.choice(VERBS)
        topic = f" bằng {dice.choice(common)}" if common and dice.random() < 0.4 else ""
        headline = f"{name} {verb} {thing}{topic} {dice.randrange(2, 900)} {dice.choice(self.syllables)}"
        told = [f"{name} {dice.choice(VERBS)} {thing} trong {words}." for words in common]
        told += [f"Theo {name}, {thing} đã qua {dice.randrange(3, 400)} lần thử."]
        told += dice.sample(self.sentences, dice.randrange(7, 13))
        dice.shuffle(told)
        third = -(-len(told) // 3)
        body = "".join(f"<p>{' '.join(told[n : n + third])}</p>" for n in range(0, len(told), third))
        return EditionArticle(
            id=key,
            slug=slugify(headline),
            headline=headline,
            toc_title=headline[:80],
            news_date=day,
            source=dice.choice(self.sources)[1] if self.sources else "",
            link=f"https://bao.example/tin/{key}",
            body=body,
            word_count=len(body.split()),
            pictures=pictures if key % 3 == 0 else (),
            key_figures=(EditionFigure("98,97%", "dữ liệu về đúng hẹn"),) if key % 5 == 0 else (),
        )


def read(path: Path) -> dict:
    """One of the demo issues."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def chains(texts: list[str]) -> tuple[dict[str, list[str]], list[str]]:
    """Which words follow each word, as often as they do, and the words that begin sentences."""
    follow, starts = defaultdict(list), []
    for text in texts:
        words = text.split()
        for one, other in pairwise(words):
            if one.endswith("."):
                starts.append(other)
            else:
                follow[one].append(other)
    return follow, starts


def shared_files() -> dict:
    """One picture, one PDF, one masthead and two people for all issues."""
    from django.core.files.base import ContentFile
    from django.core.files.storage import default_storage
    from PIL import Image

    from issues.edition import EditionMasthead, EditionPicture
    from issues.models import Masthead
    from news.models import Category, Source, User
    from news.pictures import encode, store

    drawn = encode(Image.linear_gradient("L").convert("RGB").resize((1200, 800)), 1200, quality=80)
    picture = EditionPicture(
        store(drawn, default_storage), 1200, 800, "Mặt nước lúc rạng đông", "", "Mặt nước"
    )
    pdf = b"%PDF-1.7\n" + b"% " * 100_000 + b"\n%%EOF\n"
    masthead = Masthead.current()
    people = [User.objects.get_or_create(username=name)[0].pk for name in ("nguoi-gui", "nguoi-duyet")]
    return {
        "picture": picture,
        "pdf": default_storage.save("releases/archive.pdf", ContentFile(pdf)),
        "pdf_sha256": hashlib.sha256(pdf).hexdigest(),
        "pdf_bytes": len(pdf),
        "people": people,
        "sources": dict(Source.objects.values_list("name", "pk")),
        "masthead": EditionMasthead(**{f.name: getattr(masthead, f.name) for f in fields(EditionMasthead)}),
        "categories": list(Category.objects.order_by("order")),
    }


if __name__ == "__main__":
    main()
