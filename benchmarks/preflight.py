"""How long preflight takes, and how it grows with the archive.

    .venv/bin/python benchmarks/preflight.py [--sizes 2500 25000]

Fills a scratch SQLite database with generated articles in weekly issues, then takes the largest real issue (where the
texts are beside the project) or the largest demo issue through preflight, and prints the median of five runs.
"""

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
import tomllib
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SEED = ROOT.parent / "shared" / "seeds" / "so-17-2026.txt"
DEMO = ROOT / "issues" / "demo" / "so-46-2026.toml"
A_WEEK = 40  # articles of a generated issue
VOCABULARY = (
    "trạm đo phao tiêu cửa sông bến cảng tàu cá lưới nước mặn gió mùa đèn biển kỹ sư thợ hàn vùng vịnh đảo xa cầu tàu dữ liệu "
    "máy bơm pin mặt trời cảm biến bản đồ đáy luồng lạch hoa tiêu mùa mưa bão lũ rừng ngập sú vẹt hàu tôm cua rươi muối than "
    "khí sạch lò nung gốm dệt giấy tre nứa mây chè cà phê lúa ngô khoai đất bãi bồi đê kè trường lớp thầy trò thư viện sách"
)
WORDS = VOCABULARY.split()


def main() -> None:
    """Fill, measure, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", nargs="+", type=int, default=[2_500, 25_000])
    sizes = sorted(parser.parse_args().sizes)
    with tempfile.TemporaryDirectory() as folder:
        prepare(folder)
        issue, count = sample_issue()
        print(f"{issue}: {count} tin")
        print(f"{'kho (tin)':>10} {'ghép số':>9} {'ngữ cảnh':>9} {'soát lỗi':>9} {'tất cả':>9}")
        stored = 0
        for size in [0, *sizes]:
            fill(stored, size)
            stored = size
            print(f"{size:>10,} " + " ".join(f"{value * 1000:>6.0f} ms" for value in measure(issue)))


def prepare(folder: str) -> None:
    """A scratch database with a set-up newsroom."""
    os.environ |= {
        "DATABASE_URL": f"sqlite:///{folder}/scratch.sqlite3",
        "MEDIA_ROOT": f"{folder}/media",
        "DJANGO_SETTINGS_MODULE": "diemtin.settings",
    }
    sys.path.insert(0, str(ROOT))
    import django

    django.setup()
    from django.core.management import call_command

    from issues import newsroom

    call_command("migrate", verbosity=0)
    newsroom.setup()


def sample_issue():
    """The issue that is measured, and its number of articles."""
    from issues.backissue.load import load
    from issues.backissue.parse import parse
    from issues.backissue.read import read_text

    issue = load(parse(read_text(SEED.read_bytes()))).issue if SEED.exists() else demo_issue()
    return issue, issue.placements.count()


def demo_issue():
    """The largest demo issue, without its pictures."""
    from issues.demo.markup import to_html
    from issues.models import Issue, Placement
    from news.models import Article

    data = tomllib.loads(DEMO.read_text(encoding="utf-8"))
    issue = Issue.objects.create(**{k: data[k] for k in ("number", "year", "first_day", "last_day")})
    for n, item in enumerate(data["articles"], 1):
        values = {"headline": item["headline"], "link": item["link"], "news_date": item["date"]}
        article = Article.objects.create(body=to_html(item["body"]), **values)
        Placement.objects.create(issue=issue, article=article, category_id=item["section"], position=n)
    return issue


def fill(stored: int, size: int) -> None:
    """Weekly issues of generated articles until there are so many."""
    from django.db import transaction

    with transaction.atomic():
        for week in range(stored // A_WEEK, size // A_WEEK):
            add_issue(week)


def add_issue(week: int) -> None:
    """One issue, before all others."""
    from issues.models import Issue, Placement
    from news.models import Article, ArticleBand
    from news.signature import bands

    first = date(2025, 12, 26) - timedelta(weeks=week)
    issue = Issue.objects.create(
        number=week % 50 + 1, year=2025 - week // 50, first_day=first, last_day=first + timedelta(days=6)
    )
    articles = Article.objects.bulk_create(generated(week * A_WEEK + n, first) for n in range(A_WEEK))
    Placement.objects.bulk_create(
        Placement(issue=issue, article=a, category_id="domestic", position=n)
        for n, a in enumerate(articles, 1)
    )
    ArticleBand.objects.bulk_create(
        ArticleBand(article=a, value=value) for a in articles for value in bands(a.signature)
    )


def generated(number: int, day: date):
    """One article: 180 words, four in five of them in sentences that other articles have too."""
    from news.models import Article
    from news.searching import search_key
    from news.signature import headline_key, link_key, signature

    dice = random.Random(number)
    sentences = [" ".join(random.Random(dice.randrange(3_000)).choices(WORDS, k=12)) for _ in range(12)]
    sentences += [" ".join(dice.choices(WORDS, k=12)) for _ in range(3)]
    body = "".join(f"<p>{'. '.join(sentences[n : n + 5])}.</p>" for n in (0, 5, 10))
    headline, link = " ".join(dice.choices(WORDS, k=12)), f"https://kho.example/tin/{number}"
    keys = {"headline_key": headline_key(headline), "link_key": link_key(link), "signature": signature(body)}
    keys["search_key"] = search_key(headline, "", link)
    return Article(headline=headline, link=link, body=body, news_date=day, word_count=180, **keys)


def measure(issue) -> list[float]:
    """Seconds for assembling, loading the context, running the checks, and all of it: the median of five runs."""
    from issues.assembly import assemble
    from issues.preflight.load_context import context_of
    from issues.preflight.run import run

    runs = []
    for _ in range(5):
        times = [time.perf_counter()]
        edition = assemble(issue)
        times.append(time.perf_counter())
        context = context_of(issue, edition)
        times.append(time.perf_counter())
        run(edition, context)
        times.append(time.perf_counter())
        runs.append([b - a for a, b in pairwise(times)] + [times[-1] - times[0]])
    return [statistics.median(column) for column in zip(*runs, strict=True)]


if __name__ == "__main__":
    main()
