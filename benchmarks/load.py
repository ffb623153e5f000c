"""`python benchmarks/load.py [--seconds 60] [--connections 200] [--exports 100]`: readers, an editor and a chief at once.

gunicorn with two workers, PostgreSQL where a server answers (a database of its own there), the demo newsroom. wrk reads home,
issue, article, search, PDF and addresses that are none; editors save an article every second and read it back, a chief
publishes an issue in the middle. Then one worker exports PDFs: its memory after a hundred beside that after ten.
Exit 1 on an answer of 5xx, a lost save, an issue that did not come out, or memory that grew by more than a fifth.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "deploy")]

from find_postgres import CANDIDATES, answers  # noqa: E402

from benchmarks.measuring import proportional, times  # noqa: E402
from tests.drills import nodes  # noqa: E402
from tests.drills.s3 import free_port  # noqa: E402

GROWTH = 1.2  # memory after all exports, of that after the first ten
WARM = 10


def main() -> int:
    """Measure and print; returns the exit status."""
    options = arguments()
    if not shutil.which("wrk"):
        raise SystemExit("Cần wrk: apt-get install wrk")
    folder = tempfile.mkdtemp(prefix="diemtin-load-")
    name = f"diemtin_load_{os.getpid()}"
    server = next((url for url in CANDIDATES if url.startswith("postgres") and answers(url)), None)
    database = f"{server.rpartition('/')[0]}/{name}" if server else f"sqlite:///{folder}/db.sqlite3"
    more = {"CACHE_URL": options.cache} if options.cache else {}
    env = nodes.environment(folder, database, PROXY_HOPS="1", **more)
    os.environ.update(env)
    print(
        f"{'PostgreSQL' if server else 'SQLite'}, load average before: {os.getloadavg()[0]:.1f}", flush=True
    )
    try:
        if server:
            sql(server, f"CREATE DATABASE {name}")
        from benchmarks import load_people

        load_people.prepare()
        faults = under_load(options, env, folder) + memory(options, env, folder)
    finally:
        if server:
            sql(server, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        shutil.rmtree(folder, ignore_errors=True)
    print("\n" + ("Đạt mọi mục tiêu." if not faults else "CHƯA đạt: " + "; ".join(faults)))
    return 1 if faults else 0


def arguments():
    """What the command line says."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--connections", type=int, default=200)
    parser.add_argument("--exports", type=int, default=100)
    parser.add_argument("--cache", default="", help="CACHE_URL; files where it is missing")
    return parser.parse_args()


def sql(server: str, statement: str) -> None:
    """Run a statement on the server, outside any transaction."""
    import psycopg2

    connection = psycopg2.connect(server)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(statement)
    connection.close()


class served:
    """gunicorn, for the time of a block; `process` leads its group."""

    def __init__(self, env: dict, folder: str, workers: int):
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self.log = open(f"{folder}/log", "ab")  # noqa: SIM115 (the server keeps it)
        self.process = nodes.start_web(env, self.port, self.log, workers)

    def __enter__(self):
        nodes.wait_until(lambda: nodes.answers(self.base), 60, "gunicorn")
        return self

    def __exit__(self, *_):
        nodes.kill(self.process)
        self.log.close()


def under_load(options, env: dict, folder: str) -> list[str]:
    """Readers, editor and chief at once; returns what is wrong."""
    from benchmarks import load_people

    with served(env, folder, workers=2) as site:
        pages = load_people.pages(site.base)
        print("Trang:", ", ".join(f"{name} {path}" for name, path in pages.items()), flush=True)
        over = threading.Event()
        editors = [load_people.Editor(site.base, number) for number in range(load_people.EDITORS)]
        chief = load_people.Chief(site.base, options.seconds / 3)
        threads = [threading.Thread(target=person.work, args=[over]) for person in (*editors, chief)]
        for thread in threads:
            thread.start()
        readers = wrk(site.base, list(pages.values()), options)
        over.set()
        for thread in threads:
            thread.join()
        faults = [*(fault for editor in editors for fault in editor.faults()), *chief.faults()]
    requests = sum(readers[kind] for kind in ("ok", "moved", "missing", "refused", "broken", "other"))
    print(
        f"Người đọc: {options.connections} kết nối, {readers['seconds']:.0f} s, {requests} lượt "
        f"({requests / readers['seconds']:.0f}/s); p50 {readers['p50']:.0f} ms, p99 {readers['p99']:.0f} ms, "
        f"lâu nhất {readers['max']:.0f} ms; tải máy {os.getloadavg()[0]:.1f}"
    )
    print(
        "  ",
        ", ".join(
            f"{kind} {count}"
            for kind, count in readers.items()
            if kind not in ("seconds", "p50", "p99", "max")
        ),
    )
    print(f"Biên tập viên: {load_people.summary(editors, readers['seconds'])}")
    print(f"Tổng biên tập: {chief.summary()}", flush=True)
    broken = readers["broken"] + readers["connect"] + readers["timeout"]
    return faults + ([f"{broken} lượt đọc hỏng"] if broken else [])


def wrk(base: str, pages: list[str], options) -> dict:
    """What the readers saw."""
    command = ["wrk", "-t2", f"-c{options.connections}", f"-d{options.seconds}s", "--timeout", "60s"]
    command += ["-s", str(ROOT / "benchmarks" / "load.lua"), base, "--", *pages]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return json.loads(next(line for line in said.splitlines() if line.startswith("RESULT "))[7:])


def memory(options, env: dict, folder: str) -> list[str]:
    """Memory of one worker, with the press that it starts, after ten PDFs and after all; returns what is wrong."""
    from benchmarks import load_people

    with served(env, folder, workers=1) as site:
        export = load_people.exporter(site.base)
        seen = {}
        begin = time.perf_counter()
        for number in range(1, options.exports + 1):
            export(number)
            if number in (WARM, options.exports):
                seen[number] = worker_memory(site.process.pid)
        seconds = time.perf_counter() - begin
    first, last = seen[min(seen)], seen[max(seen)]
    for number, (worker, press) in seen.items():
        print(
            f"Bộ nhớ sau {number} PDF: tiến trình web {worker / 2**20:.1f} MB, tiến trình dựng {press / 2**20:.0f} MB"
        )
    print(
        f"  ({seconds:.0f} s, {seconds / options.exports:.2f} s mỗi PDF; web {last[0] / first[0] - 1:+.1%})",
        flush=True,
    )
    return [f"bộ nhớ tăng {last[0] / first[0] - 1:+.0%}"] if last[0] > GROWTH * first[0] else []


def worker_memory(master: int) -> tuple[int, int]:
    """Bytes (PSS) of gunicorn's worker, and of the press that it started."""
    family = times(master)
    parents = {
        pid: int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1]) for pid in family
    }
    workers = [pid for pid, parent in parents.items() if parent == master]
    presses = [pid for pid, parent in parents.items() if parent in workers]
    return sum(map(proportional, workers)), sum(map(proportional, presses))


if __name__ == "__main__":
    sys.exit(main())
