"""What an issue's PDF costs, against Debian's Chromium printing the very same page.

    .venv/bin/python benchmarks/pdf.py [--runs 5] [--layout magazine]

An issue of 57 generated articles with 57 pictures, and one of 90, are written to a scratch folder as finished HTML with
their assets. Then, interleaved, so many runs of: a fresh press that prints the issue (cold), a press that has printed
before (warm), Chromium with a fresh profile, and the issue of 90 in a warm and in a fresh press. Prints medians and
ratios beside the goals. Time begins when HTML and assets are ready and ends when the PDF is on disk; memory is the sum
over all processes of the printing program, without this one. Needs Debian's chromium; takes about three minutes.
"""

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from measuring import Cost, Meter

ROOT = Path(__file__).resolve().parent.parent
ARTICLES, MORE_ARTICLES = 57, 90
SECONDS = 120
CACHED_CALLS = 20
ASSET = re.compile(r"asset:(picture|column)/([\w./-]+)")
CHROMIUM = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", "--no-first-run"),
    *(
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-extensions",
    ),
    *("--disable-default-apps", "--disable-breakpad", "--allow-file-access-from-files"),
)
# What is measured, against what, the most that the ratio may be.
GOALS = (
    ("lạnh: thời gian", "cold", "chromium", "wall", 0.7),
    ("lạnh: CPU", "cold", "chromium", "cpu", None),
    ("nóng: thời gian", "warm", "chromium", "wall", 0.45),
    ("nóng: CPU", "warm", "chromium", "cpu", None),
    ("lạnh: bộ nhớ PSS", "cold", "chromium", "pss", 0.3),
    ("lạnh: bộ nhớ RSS", "cold", "chromium", "rss", 0.3),
    ("nóng: bộ nhớ PSS", "warm", "chromium", "pss", 0.3),
    ("90 tin so với 57, lạnh", "cold more", "cold", "wall", 1.7),
    ("90 tin so với 57, nóng", "warm more", "warm", "wall", 1.7),
)
FILE_GOAL, CACHED_GOAL = 6.0, 50.0  # MB, ms


@dataclass(frozen=True)
class Page:
    """A finished page: its HTML with `asset:` addresses and their bytes; the same in files with relative addresses."""

    html: str
    pictures: dict[str, bytes]
    file: Path

    @property
    def target(self) -> Path:
        """Where the PDF is put."""
        return self.file.with_suffix(".pdf")


def main() -> None:
    """Prepare, measure, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--layout", choices=["magazine", "compact"], default="magazine")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="diemtin-benchmark-") as name:
        folder = Path(name)
        prepare(folder)
        from tests.issues.print.editions import medium

        edition = medium(ARTICLES)
        page = page_of(edition, options.layout, folder / "57")
        more = page_of(medium(MORE_ARTICLES, 28), options.layout, folder / "90")
        costs = measure(page, more, options.runs)
        report(costs, page, cached(edition, options.layout))


def prepare(folder: Path) -> None:
    """Django on a scratch database, its pictures in a scratch folder."""
    os.environ |= {
        "DATABASE_URL": f"sqlite:///{folder}/scratch.sqlite3",
        "MEDIA_ROOT": f"{folder}/media",
        "DJANGO_SETTINGS_MODULE": "diemtin.settings",
    }
    sys.path.insert(0, str(ROOT))
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def page_of(edition, layout: str, folder: Path) -> Page:
    """The page of an edition, and its files: `page.html`, `picture/…`, `column/…`, `static/…`."""
    from issues.printing import html

    text = html(edition, layout)[:]  # a plain str: templates give a kind of their own
    pictures = {match[0]: picture(match[1], match[2]) for match in ASSET.finditer(text)}
    for address, data in pictures.items():
        path = folder / address.removeprefix("asset:")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    shutil.copytree(ROOT / "static/fonts", folder / "static/fonts")
    style = (ROOT / "static/css/print.css").read_text(encoding="utf-8")
    (folder / "static/css").mkdir()
    (folder / "static/css/print.css").write_text(style.replace("asset:static/", "../"), encoding="utf-8")
    (folder / "page.html").write_text(with_style(text).replace("asset:", ""), encoding="utf-8")
    return Page(text, pictures, folder / "page.html")


def with_style(text: str) -> str:
    """The page with a link to its style sheet: the press has that loaded and needs none."""
    link = '<link rel="stylesheet" href="asset:static/css/print.css">'
    return text if link in text else text.replace("<style>", f"{link}<style>", 1)


def picture(kind: str, name: str) -> bytes:
    """The rendition that an address means."""
    from django.core.files.storage import default_storage

    from news.pictures import PRINT, WEB, rendition_name

    with default_storage.open(rendition_name(name, {"picture": PRINT, "column": WEB}[kind])) as file:
        return file.read()


class Press:
    """The house's own press: a child process of `issues.press`."""

    def __init__(self):
        from issues import pdf
        from issues.press.process import Press as Owner

        self.press, self.setup = Owner(), pdf.setup()

    def print(self, page: Page, meter: Meter) -> None:
        """Print to the page's target."""
        from issues.press.messages import Job

        labels = dict.fromkeys(page.pictures, "ảnh")
        job = Job(page.html, "0" * 64, SECONDS, page.pictures, labels)
        with meter:
            printed = self.press.print(self.setup, job, watch=lambda _: self.watch(meter))
            page.target.write_bytes(printed.pdf)
            self.watch(meter)

    def watch(self, meter: Meter) -> None:
        """Tell the meter which process it is, as soon as there is one."""
        meter.pid = self.pid or meter.pid

    @property
    def pid(self) -> int:
        """The child, 0 where there is none."""
        return self.press.child.process.pid if self.press.child else 0

    def stop(self) -> None:
        """End the child."""
        self.press.stop()


def measure(page: Page, more: Page, runs: int) -> dict[str, list[Cost]]:
    """The costs of each kind of run."""
    warm = Press()
    for each in (page, more):
        warm.print(each, Meter())
    kinds = {
        "cold": lambda: cold(page),
        "chromium": lambda: chromium(page),
        "warm": lambda: once(warm, page),
        "cold more": lambda: cold(more),
        "warm more": lambda: once(warm, more),
    }
    costs: dict[str, list[Cost]] = {kind: [] for kind in kinds}
    try:
        for _ in range(runs):
            for kind, run in kinds.items():
                costs[kind].append(run())
    finally:
        warm.stop()
    return costs


def once(press: Press, page: Page) -> Cost:
    """One page in a press that runs."""
    meter = Meter(press.pid)
    press.print(page, meter)
    return meter.cost


def cold(page: Page) -> Cost:
    """One page in a press that is started for it and ended."""
    press = Press()
    try:
        return once(press, page)
    finally:
        press.stop()


def chromium(page: Page) -> Cost:
    """The page printed by Chromium with a fresh profile."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        raise SystemExit("Không có Chromium để so sánh. Hãy cài gói chromium rồi chạy lại.")
    target = page.file.with_name("chromium.pdf")
    target.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory(prefix="diemtin-chromium-") as profile, Meter() as meter:
        command = [
            program,
            *CHROMIUM,
            f"--user-data-dir={profile}",
            f"--print-to-pdf={target}",
            page.file.as_uri(),
        ]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        process = subprocess.Popen(command, start_new_session=True, **quiet)
        meter.pid = process.pid
        try:
            process.wait(SECONDS)
        finally:
            process.kill()
    if not target.exists():
        raise SystemExit("Chromium không in được trang.")
    return meter.cost


def cached(edition, layout: str) -> float:
    """Milliseconds until a PDF that was made before is had again, the look-up included: the median of some calls."""
    from dataclasses import replace

    from issues import renderings

    edition, times = replace(edition, layout=layout), []
    renderings.obtain(edition)
    for _ in range(CACHED_CALLS):
        start = time.perf_counter()
        renderings.obtain(edition)
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def report(costs: dict[str, list[Cost]], page: Page, kept: float) -> None:
    """The tables."""
    print(f"{'trung vị':<12} {'thời gian':>10} {'CPU':>8} {'RSS':>9} {'PSS':>9}")
    for kind, runs in costs.items():
        wall, cpu, rss, pss = (median(runs, part) for part in ("wall", "cpu", "rss", "pss"))
        print(f"{kind:<12} {wall:>8.2f} s {cpu:>6.2f} s {rss / 2**20:>6.0f} MB {pss / 2**20:>6.0f} MB")
    print(f"\n{'tỷ lệ':<26} {'đo được':>8} {'mục tiêu':>9}")
    for label, kind, base, part, goal in GOALS:
        line(label, median(costs[kind], part) / median(costs[base], part), goal, digits=2)
    line("cỡ tệp, MB", page.target.stat().st_size / 1e6, FILE_GOAL, digits=1)
    line("  trong đó ảnh, MB", sum(map(len, page.pictures.values())) / 1e6, None, digits=1)
    line("lấy lại bản đã dựng, ms", kept, CACHED_GOAL, digits=0)


def median(runs: list[Cost], part: str) -> float:
    """The middle one."""
    return statistics.median(getattr(run, part) for run in runs)


def line(label: str, value: float, goal: float | None, digits: int) -> None:
    """One line of the second table."""
    mark = "" if goal is None else f"≤ {goal:g}"
    print(f"{label:<26} {value:>8.{digits}f} {mark:>9} {'' if goal is None or value <= goal else 'CHƯA ĐẠT'}")


if __name__ == "__main__":
    main()
