"""A throw-away PostgreSQL cluster of a drill's own: made, started, killed and thrown away. Never the shared server.

Needs Debian's package `postgresql`; as root it runs as the user postgres, which the server demands.
"""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from tests.drills.s3 import free_port


def programs() -> Path | None:
    """The folder of the newest PostgreSQL's programs; None where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda p: float(p.parts[4]))
    if found:
        return found[-1].parent
    path = shutil.which("postgres")
    return Path(path).parent if path else None


class Cluster:
    """One server with its data in a temporary folder. Raises RuntimeError where there is no PostgreSQL."""

    def __init__(self):
        bin_ = programs()
        if bin_ is None:
            raise RuntimeError("Không có PostgreSQL trên máy này: apt-get install postgresql")
        self.bin, self.port = bin_, free_port()
        self.folder = Path(tempfile.mkdtemp(prefix="diemtin-cluster-", dir="/tmp"))
        self.as_owner = {"user": "postgres", "group": "postgres"} if os.getuid() == 0 else {}
        if self.as_owner:
            shutil.chown(self.folder, "postgres", "postgres")
        self.process = None
        options = ["-D", str(self.folder / "data"), "-U", "postgres", "-A", "trust", "-E", "UTF8"]
        self.call("initdb", *options, "--no-instructions")
        self.start()
        self.call("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", "postgres", "drill")

    @property
    def url(self) -> str:
        """The address for DATABASE_URL."""
        return f"postgres://postgres@127.0.0.1:{self.port}/drill"

    def call(self, program: str, *arguments: str) -> int:
        """Run one of PostgreSQL's programs. Raises CalledProcessError."""
        command = [str(self.bin / program), *arguments]
        done = subprocess.run(
            command, check=True, stdout=subprocess.DEVNULL, cwd=self.folder, env=clean(), **self.as_owner
        )
        return done.returncode

    def start(self) -> None:
        """Start the server, and wait until it takes connections: after a kill it reads its log first."""
        log = open(self.folder / "log", "ab")  # noqa: SIM115 (the server keeps it)
        command = [str(self.bin / "postgres"), "-D", str(self.folder / "data"), "-p", str(self.port)]
        where = ["-k", str(self.folder), "-c", "listen_addresses=127.0.0.1"]
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            if self.process is None or self.process.poll() is not None:
                # Children of a killed server hold its memory for a moment; a new one ends at once then.
                self.process = subprocess.Popen(
                    [*command, *where],
                    stdout=log,
                    stderr=log,
                    env=clean(),
                    start_new_session=True,
                    **self.as_owner,
                )
            with suppress(subprocess.CalledProcessError):
                self.call("pg_isready", "-q", "-h", "127.0.0.1", "-p", str(self.port))
                return
            time.sleep(0.1)
        raise RuntimeError(f"PostgreSQL did not start: {self.folder / 'log'}")

    def kill(self) -> None:
        """SIGKILL to the server; its children notice and end."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def remove(self) -> None:
        """Stop the server and throw everything away."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait(30)
        shutil.rmtree(self.folder, ignore_errors=True)


def clean() -> dict[str, str]:
    """An environment that leads to no other server."""
    return {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
