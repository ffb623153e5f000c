"""One machine as docs/operations.md sets it up: the real gunicorn and nginx with the files of deploy/, on free ports."""

import os
import shutil
import socket
import ssl
import subprocess
import sys
import time
from contextlib import contextmanager
from http.client import HTTPSConnection
from pathlib import Path

from django.conf import settings

BASE = Path(settings.BASE_DIR)
HOST = "diemtin.example.vn"


def nginx() -> str | None:
    """Debian's nginx, where it is installed."""
    return shutil.which("nginx") or ("/usr/sbin/nginx" if Path("/usr/sbin/nginx").exists() else None)


def documented_settings() -> dict[str, str]:
    """What deploy/diemtin.env.example says."""
    lines = (BASE / "deploy/diemtin.env.example").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def ports(count: int) -> list[int]:
    """Ports that nobody listens on."""
    taken = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    found = [each.getsockname()[1] for each in taken]
    for each in taken:
        each.close()
    return found


class Machine:
    """The servers' addresses and their environment."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.http, self.https = ports(2)
        # Browser tests of the same process may have set this for themselves.
        here = {name: value for name, value in os.environ.items() if name != "DJANGO_ALLOW_ASYNC_UNSAFE"}
        self.environment = here | documented_settings() | {
            "SECRET_KEY": "for-tests-only-" + "0" * 40,
            "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
            "MEDIA_ROOT": f"{folder}/media",
            "CACHE_URL": f"filecache://{folder}/cache",
            "BAKED_ROOT": f"{folder}/baked",
            "EMAIL_URL": "filemail:///tmp/none",
            "BIND": f"unix:{folder}/web.sock",
            "WEB_WORKERS": "2",
            "DJANGO_SETTINGS_MODULE": "tests.operations.collected",
            "COLLECTED": f"{folder}/static",
        }  # fmt: skip

    def manage(self, *words: str) -> str:
        """Run manage.py; its output."""
        command = [sys.executable, "manage.py", *words]
        done = subprocess.run(command, cwd=BASE, env=self.environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout

    @contextmanager
    def web(self):
        """gunicorn with deploy/gunicorn.conf.py."""
        command = [sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py", "diemtin.wsgi"]
        with (self.folder / "web.log").open("wb") as log:
            server = subprocess.Popen(command, cwd=BASE, env=self.environment, stderr=log, stdout=log)
        try:
            until(lambda: (self.folder / "web.sock").exists(), server)
            yield server
        finally:
            server.terminate()
            server.wait(30)

    @contextmanager
    def proxy(self):
        """nginx with deploy/nginx/diemtin.conf, its paths and ports changed to this folder's."""
        for name in ("baked", "run"):
            (self.folder / name).mkdir(exist_ok=True)
        self.certificate()
        site = (BASE / "deploy/nginx/diemtin.conf").read_text()
        for theirs, ours in self.places().items():
            assert theirs in site, theirs
            site = site.replace(theirs, ours)
        config = self.folder / "nginx.conf"
        temporary = "".join(
            f"{kind}_temp_path {self.folder}/run/{kind};"
            for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        config.write_text(
            f"daemon off; user root; pid {self.folder}/run/nginx.pid; error_log {self.folder}/nginx.log;"
            f"events {{}} http {{ include /etc/nginx/mime.types; access_log off; {temporary} {site} }}"
        )
        server = subprocess.Popen(
            [nginx(), "-p", str(self.folder), "-c", str(config)], stderr=subprocess.PIPE
        )
        try:
            until(lambda: listens(self.https), server)
            yield server
        finally:
            server.terminate()
            server.wait(20)

    def places(self) -> dict[str, str]:
        """What the documented configuration says, and what stands for it here."""
        return {
            "unix:/run/diemtin/web.sock": f"unix:{self.folder}/web.sock",
            "/srv/diemtin/app/staticfiles/": f"{self.folder}/static/",
            "/srv/diemtin/app/": f"{BASE}/",
            "/srv/diemtin/baked": f"{self.folder}/baked",
            "/srv/diemtin/nothing-baked": f"{self.folder}/nothing-baked",
            "/etc/letsencrypt/live/diemtin.example.vn/fullchain.pem": f"{self.folder}/cert.pem",
            "/etc/letsencrypt/live/diemtin.example.vn/privkey.pem": f"{self.folder}/key.pem",
            "    listen 80;\n    listen [::]:80;": f"    listen 127.0.0.1:{self.http};",
            "    listen 443 ssl;\n    listen [::]:443 ssl;": f"    listen 127.0.0.1:{self.https} ssl;",
        }

    def certificate(self) -> None:
        """One that signs itself."""
        words = f"req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN={HOST} -keyout key.pem -out cert.pem"
        subprocess.run(["openssl", *words.split()], cwd=self.folder, check=True, capture_output=True)

    def ask(self, path: str, method: str = "GET", body: bytes | None = None, **headers: str):
        """(status, headers in lower case, body) of an address, over HTTPS through nginx."""
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        connection = HTTPSConnection("127.0.0.1", self.https, context=context, timeout=60)
        connection.request(method, path, body, {"Host": HOST, **headers})
        answer = connection.getresponse()
        data = answer.read()
        found = {name.lower(): value for name, value in answer.getheaders()}
        connection.close()
        return answer.status, found, data


def listens(port: int) -> bool:
    """Whether somebody listens on the port."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def until(ready, server) -> None:
    """Wait until a server is ready; it must not end meanwhile."""
    deadline = time.monotonic() + 60
    while not ready():
        assert server.poll() is None, "the server ended"
        assert time.monotonic() < deadline, "the server did not start"
        time.sleep(0.1)
