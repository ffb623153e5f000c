"""Part of benchmarks/public.py: public pages without a kept copy, measured within the application; prints JSON.

The time is that of Django's handler, from the request to the whole answer: no server, no network.
"""

import json
import os
import random
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
RUNS, SEARCHES = 40, 200
COMMON = ("công nghệ", "chuyen doi so", "trí tuệ nhân tạo", "nghiên cứu", "hai phong")


def main() -> None:
    """Measure, print."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "diemtin.settings")
    django.setup()
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(raise_request_exception=True)

    def timed(path: str) -> float:
        begin = time.perf_counter()
        response = client.get(path)
        assert response.status_code == 200, (path, response.status_code)
        return (time.perf_counter() - begin) * 1000

    paths = addresses()
    pages = {}
    for page, path in paths.items():
        timed(path)
        with CaptureQueriesContext(connection) as captured:
            size = len(client.get(path).content)
        queries = len(captured)  # now: the next request begins a new list
        runs = sorted(timed(path) for _ in range(RUNS))
        pages[page] = {
            "ms": statistics.median(runs), "p99": runs[-1], "queries": queries, "bytes": size
        }  # fmt: skip
    runs = sorted(timed(path) for path in questions())
    search = {"count": len(runs), "p50": statistics.median(runs), "p95": runs[int(len(runs) * 0.95)]}
    print(json.dumps({"pages": pages, "search": search, "paths": paths}))


def addresses() -> dict[str, str]:
    """One page of each kind, from the middle of the archive where there is a choice."""
    from public import search_path

    from issues.models import PublicArticle, PublicIssue

    middle = PublicIssue.objects.order_by("year", "number")[PublicIssue.objects.count() // 2]
    article = PublicArticle.objects.get(issue=middle, place=middle.article_count // 2)
    at = f"/so/{middle.year}/{middle.number}/"
    return {
        "home": "/",
        "issue": at,
        "article": f"{at}{article.pk}-{article.slug}/",
        "archive": f"/luu-tru/{middle.year}/",
        "search": search_path("cảm biến"),
    }


def questions() -> list[str]:
    """Searches as readers type them: frequent words, two or three words of headlines, with marks and without."""
    from public import search_path

    from issues.models import PublicArticle
    from news.text import fold

    dice = random.Random(7)
    keys = list(PublicArticle.objects.values_list("pk", flat=True))
    asked = []
    for pk in dice.sample(keys, min(SEARCHES, len(keys))):
        words = PublicArticle.objects.get(pk=pk).headline.split()
        start = dice.randrange(max(1, len(words) - 2))
        text = " ".join(words[start : start + dice.choice((1, 2, 2, 3))])
        asked.append(dice.choice((text, fold(text), dice.choice(COMMON))))
    return [search_path(text) for text in asked]


if __name__ == "__main__":
    main()
