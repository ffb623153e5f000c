"""Servers and load for the benchmarks of the public site: gunicorn, nginx, wrk, each on a free port of this machine."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import Request, urlopen

ROOT = Path(__file__).resolve().parent.parent
WORKERS, CONNECTIONS = 2, 16
UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0}
NGINX = """
{user}daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log; worker_processes 2;
events {{ worker_connections 512; }}
http {{
  access_log off; client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c;
  uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e; types {{ text/html html; }}
  server {{
    listen 127.0.0.1:{port}; root {root}; gzip_static on;
    location / {{ try_files $uri/index.html $uri =404; }}
  }}
}}
"""


@dataclass(frozen=True)
class Load:
    """What wrk saw: requests a second, milliseconds at the middle and at the 99th percentile, answers that were no 2xx."""

    rate: float
    p50: float
    p99: float
    bad: int


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]


@contextmanager
def running(command: list[str], port: int, **options):
    """A server that answers on its port; ended with the block."""
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True, **options
    )
    try:
        deadline = time.monotonic() + 40
        while not answers(port):
            if process.poll() is not None or time.monotonic() > deadline:
                raise SystemExit(f"không khởi động được: {' '.join(command)}")
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(20)


def answers(port: int) -> bool:
    """Whether somebody listens on the port."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def gunicorn(application: str, folder: Path, environment: dict):
    """The application with two workers."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", application, "--chdir", str(folder), "--log-level", "error"]
    command += ["--workers", str(WORKERS), "--bind", f"127.0.0.1:{port}"]
    return running(command, port, env=os.environ | environment, cwd=folder)


def nginx(folder: Path, root: Path):
    """Debian's nginx, sending the files below `root`."""
    port = free_port()
    config = folder / "nginx.conf"
    # Started by root, nginx would read as another user, who may not look into a folder of root's.
    user = "user root; " if os.geteuid() == 0 else ""
    config.write_text(NGINX.format(folder=folder, port=port, root=root, user=user))
    return running([shutil.which("nginx") or "/usr/sbin/nginx", "-p", str(folder), "-c", str(config)], port)


def load(url: str, seconds: float, connections: int = CONNECTIONS) -> Load:
    """wrk on one address, as a browser that takes gzip."""
    command = [
        "wrk",
        "-t2",
        f"-c{connections}",
        f"-d{seconds:g}s",
        "--latency",
        "-H",
        "Accept-Encoding: gzip",
        url,
    ]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    bad = re.search(r"Non-2xx or 3xx responses: (\d+)", said)
    return Load(
        rate=float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1]),
        p50=milliseconds(re.search(r"^ +50% +(\S+)", said, re.MULTILINE)[1]),
        p99=milliseconds(re.search(r"^ +99% +(\S+)", said, re.MULTILINE)[1]),
        bad=int(bad[1]) if bad else 0,
    )


def milliseconds(text: str) -> float:
    """`1.25ms`, `830.00us`, `1.02s` as milliseconds."""
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s)", text).groups()
    return float(number) * UNITS[unit]


def wire_bytes(url: str) -> int:
    """How many bytes the body of an answer has on the wire, as a browser asks for it."""
    with urlopen(Request(url, headers={"Accept-Encoding": "gzip"}), timeout=30) as answer:
        return len(answer.read())
