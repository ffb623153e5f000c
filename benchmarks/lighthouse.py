"""What Lighthouse says of the public pages, on its mobile profile, against the goals.

    .venv/bin/python benchmarks/lighthouse.py [--newsroom FOLDER] [--runs 1] [--reports FOLDER]

Fills a scratch newsroom with the demo content (`--newsroom` keeps it for the next run), serves it as an installation does
– gunicorn, no debugging, static files hashed and compressed –, and prints four scores for home, issue, article, search
and a page of results. Results are kept from search engines on purpose (robots.txt, noindex): whoever links to a question
must not put words of their own under the authority's name. Lighthouse counts that against SEO, which is therefore not
judged there.
Exit 1 where one is below its goal. With several runs, the median counts. Needs Node 18.16 or later with npm, and Chromium;
Lighthouse itself comes through npm.
"""

import argparse
import json
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError

ROOT = Path(__file__).resolve().parent.parent
LIGHTHOUSE = "lighthouse@12.8.2"
GOALS = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
RESULTS = "results"
FLAGS = "--headless=new --no-sandbox --disable-gpu"
SECONDS_TO_START = 60
ARTICLE = re.compile(r'href="(/so/\d{4}/\d{1,3}/\d+-[^"]+/)"')
ISSUE = re.compile(r'href="(/so/\d{4}/\d{1,3}/)"')


def main() -> int:
    """Fill, serve, measure, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--newsroom", type=Path, help="where the demo newsroom is, filled where it is not there yet"
    )
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--reports", type=Path, help="where to leave Lighthouse's own reports")
    options = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if not (chromium and shutil.which("npx")):
        print("Cần Chromium và Node có npx (apt-get install chromium nodejs npm).", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        newsroom = options.newsroom or Path(folder) / "newsroom"
        environment = settings(newsroom.resolve(), Path(folder))
        if not (newsroom / "db.sqlite3").exists():
            newsroom.mkdir(parents=True, exist_ok=True)
            # The demo's people have passwords that everybody knows: it is only made while debugging.
            manage(environment | {"DEBUG": "1"}, "seed_demo", "--migrate")
        manage(environment, "collectstatic", "--noinput", "-v0")
        with serving(environment) as address:
            pages = pages_of(address)
            scores = {
                name: median(
                    [
                        scored(
                            chromium,
                            address + path,
                            options.reports and options.reports / f"{name}-{run}.json",
                        )
                        for run in range(options.runs)
                    ]
                )
                for name, path in pages.items()
            }
    return told(scores)


def settings(newsroom: Path, folder: Path) -> dict[str, str]:
    """An installation's environment, but for HTTPS: on this machine a browser takes HTTP for secure."""
    return os.environ | {
        "DEBUG": "0",
        "HTTPS": "0",
        "SECRET_KEY": "only-for-measuring-" + "x" * 40,
        "ALLOWED_HOSTS": "localhost",
        "DATABASE_URL": f"sqlite:///{newsroom}/db.sqlite3",
        "MEDIA_ROOT": f"{newsroom}/media",
        "CACHE_URL": f"filecache://{folder}/cache",
    }


def manage(environment: dict, *words: str) -> None:
    """Run a management command. Raises CalledProcessError."""
    subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env=environment,
        check=True,
        stdout=subprocess.DEVNULL,
    )


@contextmanager
def serving(environment: dict):
    """The address of a running gunicorn."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "diemtin.wsgi",
        "--workers",
        "2",
        "--bind",
        f"127.0.0.1:{port}",
    ]
    server = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        address = f"http://localhost:{port}"
        wait_for(address)
        yield address
    finally:
        server.terminate()
        server.wait(20)


def wait_for(address: str) -> None:
    """Wait until the site answers. Raises TimeoutError."""
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until:
        try:
            read(address + "/")
            return
        except (URLError, ConnectionError):
            time.sleep(0.3)
    raise TimeoutError("Máy chủ thử không trả lời.")


def read(address: str) -> str:
    """A page."""
    with urllib.request.urlopen(address, timeout=20) as response:
        return response.read().decode()


def pages_of(address: str) -> dict[str, str]:
    """The pages that are measured: the newest issue has most articles, and is measured at both of its addresses."""
    home = read(address + "/")
    pages = {"home": "/", "issue": ISSUE.search(home)[1], "article": ARTICLE.search(home)[1]}
    if 'role="search"' in home:
        pages |= {"search": "/tim-kiem/", RESULTS: "/tim-kiem/?q=chuyen+doi+so"}
    return pages


def scored(chromium: str, address: str, report: Path | None) -> dict[str, float]:
    """Lighthouse's scores of a page, 0 to 100. Raises CalledProcessError."""
    command = ["npx", "--yes", LIGHTHOUSE, address, "--quiet", "--output=json", "--output-path=stdout"]
    command += [f"--only-categories={','.join(GOALS)}", f"--chrome-flags={FLAGS}"]
    done = subprocess.run(
        command, env=os.environ | {"CHROME_PATH": chromium}, capture_output=True, text=True, check=True
    )
    if report:
        report.parent.mkdir(parents=True, exist_ok=True)
        report.write_text(done.stdout)
    categories = json.loads(done.stdout)["categories"]
    return {name: round(100 * categories[name]["score"]) for name in GOALS}


def median(runs: list[dict[str, float]]) -> dict[str, float]:
    """The median of each score."""
    return {name: statistics.median(run[name] for run in runs) for name in GOALS}


def told(scores: dict[str, dict[str, float]]) -> int:
    """Print the scores; 1 where one is below its goal."""
    print(f"{'':10}" + "".join(f"{name:>16}" for name in GOALS))
    for page, found in scores.items():
        print(f"{page:10}" + "".join(f"{found[name]:>16.0f}" for name in GOALS))
    print(f"{'goal':10}" + "".join(f"{goal:>16}" for goal in GOALS.values()))
    judged = [(page, name) for page in scores for name in GOALS if (page, name) != (RESULTS, "seo")]
    return int(any(scores[page][name] < GOALS[name] for page, name in judged))


if __name__ == "__main__":
    sys.exit(main())
