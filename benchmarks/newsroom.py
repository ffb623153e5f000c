"""How fast the newsroom's pages are after eight years of work, and whether their number of queries grows with it.

    .venv/bin/python benchmarks/newsroom.py [--articles 20000] [--issues 400] [--runs 15] [--keep FILE]

Fills a scratch SQLite database, opens each page as the person who works with it, and prints the median in
milliseconds by the clock and in processor time (the same on a machine that is busy otherwise), the slowest run, and
the number of queries. Exit 1 where a median by the clock is above the goal of 150 ms.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GOAL = 150  # milliseconds


def main() -> int:
    """Fill, measure, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--issues", type=int, default=400)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument(
        "--keep", type=Path, help="the database, filled where it does not exist yet, and kept"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        prepare(folder, options.keep or Path(folder) / "scratch.sqlite3")
        begin = time.perf_counter()
        issue = filled(options.articles, options.issues)
        print(f"{size()}, điền trong {time.perf_counter() - begin:.0f} giây")
        return measured(issue, options.runs)


def prepare(folder: str, database: Path) -> None:
    """A scratch database with a set-up newsroom; no debugging, which would keep every query."""
    os.environ |= {
        "DATABASE_URL": f"sqlite:///{database.resolve()}",
        "MEDIA_ROOT": f"{folder}/media",
        "DJANGO_SETTINGS_MODULE": "diemtin.settings",
    }
    sys.path.insert(0, str(ROOT))
    import django
    from django.conf import settings

    settings.DEBUG, settings.ALLOWED_HOSTS = False, ["testserver"]
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
            "LOCATION": f"{folder}/cache",
        }
    }
    django.setup()
    from django.core.management import call_command

    from issues import newsroom

    call_command("migrate", verbosity=0)
    newsroom.setup()


def filled(articles: int, issues: int):
    """The issue in work, after filling the database where it is empty."""
    from newsroom_rows import fill

    from issues.models import Issue

    return Issue.objects.filter(status="draft").first() or fill(articles, issues)


def size() -> str:
    """What the database holds, in words."""
    from issues.models import Issue
    from news.models import Article

    return f"{Article.objects.count():,} tin, {Issue.objects.count():,} số".replace(",", ".")


def pages(issue) -> list[tuple[str, str, str]]:
    """(what, who, address) of each page."""
    from news.models import Article

    free = Article.objects.filter(status="draft").first()
    placed = Article.objects.filter(placement__issue=issue).first()
    last = -(-Article.objects.count() // 50)
    articles, issues = "/quan-tri/news/article/", "/quan-tri/issues/issue/"
    return [
        ("bàn làm việc (biên tập viên)", "nguoi1", "/quan-tri/"),
        ("bàn làm việc (thư ký)", "nguoi0", "/quan-tri/"),
        ("bàn làm việc (tổng biên tập)", "truong", "/quan-tri/"),
        ("bàn làm việc (quản trị)", "quan", "/quan-tri/"),
        ("danh sách tin", "nguoi0", articles),
        ("danh sách tin, trang cuối", "nguoi0", f"{articles}?p={last}"),
        ("danh sách tin, lọc", "nguoi0", f"{articles}?status__exact=review&category__slug__exact=haiphong"),
        ("danh sách tin, của tôi", "nguoi1", f"{articles}?cua=toi"),
        ("danh sách tin, tìm", "nguoi0", f"{articles}?q=lua ngo"),
        ("danh sách tin, xếp theo nguồn", "nguoi0", f"{articles}?o=-3"),
        ("danh sách số", "nguoi0", issues),
        ("danh sách số, tìm", "nguoi0", f"{issues}?q=tuan"),
        ("biểu mẫu tin mới", "nguoi1", f"{articles}add/"),
        ("biểu mẫu tin, bản thảo", "nguoi0", f"{articles}{free.pk}/change/"),
        ("biểu mẫu tin, đã xếp", "nguoi0", f"{articles}{placed.pk}/change/"),
        ("biểu mẫu số", "nguoi0", f"{issues}{issue.pk}/change/"),
        ("bàn xếp tin", "nguoi0", f"{issues}{issue.pk}/xep-tin/"),
        ("bàn xếp tin, tìm", "nguoi0", f"{issues}{issue.pk}/xep-tin/?q=lua"),
    ]


def measured(issue, runs: int) -> int:
    """Print a line for each page; 1 where a median is above the goal, else 0."""
    slow = 0
    print(f"{'trang':<32} {'trung vị':>9} {'xử lý':>9} {'chậm nhất':>10} {'truy vấn':>9}")
    for what, who, address in pages(issue):
        times, work, queries = opened(who, address, runs)
        median, cpu = statistics.median(times), statistics.median(work)
        slow += median > GOAL
        print(f"{what:<32} {median:>6.0f} ms {cpu:>6.0f} ms {max(times):>7.0f} ms {queries:>9}")
    print(f"mục tiêu: trung vị dưới {GOAL} ms; {slow} trang vượt")
    return int(slow > 0)


def opened(username: str, address: str, runs: int) -> tuple[list[float], list[float], int]:
    """Milliseconds of each run by the clock and in processor time, and the number of queries."""
    from django.test import Client

    from news.models import User

    client = Client()
    client.force_login(User.objects.get(username=username))
    queries, times, work = counted_queries(client, address), [], []
    for _ in range(runs):
        begin, cpu = time.perf_counter(), time.process_time()
        client.get(address)
        times.append((time.perf_counter() - begin) * 1000)
        work.append((time.process_time() - cpu) * 1000)
    return times, work, queries


def counted_queries(client, address: str) -> int:
    """The number of queries of a page."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as counter:
        response = client.get(address)
        if response.status_code != 200:
            raise SystemExit(f"{address}: {response.status_code}")
        return len(counter)


if __name__ == "__main__":
    sys.exit(main())
