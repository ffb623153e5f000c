"""The documented machine: nginx and gunicorn from their packages, with the very files of deploy/."""

import gzip
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.operations.machine import BASE, HOST, Machine, documented_settings, nginx

needs_nginx = pytest.mark.skipif(
    not (nginx() and shutil.which("openssl")),
    reason="KHÔNG có nginx hoặc openssl: cấu hình nginx không được kiểm thử (apt-get install nginx-light openssl).",
)


@pytest.fixture(scope="module")
def machine(tmp_path_factory):
    """An installation of its own with one public issue, behind both servers."""
    made = Machine(tmp_path_factory.mktemp("machine"))
    made.manage("migrate", "-v0")
    made.manage("collectstatic", "--noinput", "-v0")
    made.manage("setup_newsroom")
    step = [sys.executable, "-m", "tests.issues.archive.steps", "publish"]
    subprocess.run(step, check=True, cwd=BASE, env=made.environment)
    with made.web(), made.proxy():
        yield made


@needs_nginx
class TestTheSite:
    def test_http_leads_to_https(self, machine):
        from http.client import HTTPConnection

        connection = HTTPConnection("127.0.0.1", machine.http, timeout=20)
        connection.request("GET", "/so/2026/9/?a=1", headers={"Host": HOST})
        answer = connection.getresponse()
        assert (answer.status, answer.getheader("Location")) == (301, f"https://{HOST}/so/2026/9/?a=1")

    def test_a_page_comes_from_the_application_then_from_the_file_with_the_same_bytes_and_headers(
        self, machine
    ):
        path = "/so/2026/9/"
        status, first, page = machine.ask(path)
        assert status == 200 and "x-request-id" in first and "Số 9/2026" in page.decode()
        assert (machine.folder / "baked/so/2026/9/index.html").exists()
        status, second, baked = machine.ask(path)
        assert status == 200 and baked == page and "x-request-id" not in second
        same = (
            "content-security-policy", "cache-control", "strict-transport-security", "x-content-type-options",
            "x-frame-options", "referrer-policy", "cross-origin-opener-policy", "vary",
        )  # fmt: skip
        assert {name: second.get(name) for name in same} == {name: first.get(name) for name in same}
        assert "text/html" in second["content-type"] and "set-cookie" not in {**first, **second}

    def test_a_baked_page_is_sent_compressed_and_not_twice(self, machine):
        machine.ask("/")
        _, headers, body = machine.ask("/", **{"Accept-Encoding": "gzip"})
        assert headers["content-encoding"] == "gzip" and gzip.decompress(body) == machine.ask("/")[2]
        assert machine.ask("/", **{"Accept-Encoding": "gzip", "If-None-Match": headers["etag"]})[0] == 304

    def test_a_query_is_answered_by_the_application(self, machine):
        machine.ask("/")
        assert "x-request-id" in machine.ask("/?x=1")[1]
        assert "x-request-id" not in machine.ask("/?fbclid=abc&utm_source=zalo")[1]

    def test_posting_to_a_baked_page_is_refused(self, machine):
        machine.ask("/")
        assert machine.ask("/", "POST", b"x=1")[0] == 405

    def test_static_files_never_change(self, machine):
        manifest = json.loads((machine.folder / "static/staticfiles.json").read_text())
        name = manifest["paths"]["css/base.css"]
        status, headers, body = machine.ask(f"/static/{name}", **{"Accept-Encoding": "gzip"})
        assert (
            status == 200
            and "immutable" in headers["cache-control"]
            and headers["content-encoding"] == "gzip"
        )
        assert b"{" in gzip.decompress(body)

    def test_the_newsroom_is_there_and_not_kept(self, machine):
        status, headers, _ = machine.ask("/quan-tri/login/")
        assert status == 200 and "csrftoken" in headers["set-cookie"] and "Secure" in headers["set-cookie"]
        assert not (machine.folder / "baked/quan-tri").exists()

    def test_health(self, machine):
        assert machine.ask("/healthz")[::2] == (200, b"ok")
        status, _, body = machine.ask("/readyz")
        assert status == 200, body

    def test_a_large_upload_passes_and_a_huge_one_is_refused(self, machine):
        assert machine.ask("/quan-tri/login/", "POST", b"x" * 5_000_000)[0] == 403
        # nginx refuses by the length that is announced; not a byte is sent.
        assert machine.ask("/quan-tri/login/", "POST", b"", **{"Content-Length": "130000000"})[0] == 413

    def test_an_unknown_host_gets_nothing(self, machine):
        status, _, body = machine.ask("/?x=1", Host="evil.example")
        assert status == 400 and b"9/2026" not in body

    def test_lines_of_the_log_are_json(self, machine):
        machine.ask("/gioi-thieu/?tim=b%E1%BB%87nh")
        lines = [
            line for line in (machine.folder / "web.log").read_text().splitlines() if line.startswith("{")
        ]
        requests = [entry for line in lines if (entry := json.loads(line))["logger"] == "diemtin.request"]
        assert requests and all(
            {"time", "request_id", "path", "status", "ms"} <= entry.keys() for entry in requests
        )
        assert "127.0.0.1" not in "".join(lines)


@needs_nginx
def test_readers_are_told_kindly_while_the_application_is_away_and_baked_pages_stay(machine):
    alone = Machine(machine.folder)
    alone.environment["BIND"] = f"unix:{machine.folder}/gone.sock"
    places = alone.places() | {"unix:/run/diemtin/web.sock": f"unix:{machine.folder}/gone.sock"}
    alone.places = lambda: places
    machine.ask("/so/2026/9/")
    with alone.proxy():
        status, headers, page = alone.ask("/luu-tru/?x=1")
        assert status == 502 and "bảo trì" in page.decode() and headers["retry-after"] == "60"
        assert alone.ask("/so/2026/9/")[0] == 200


def test_check_deploy_is_clean_with_the_documented_settings(tmp_path):
    machine = Machine(tmp_path)
    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=BASE, env=machine.environment | {"DJANGO_SETTINGS_MODULE": "diemtin.settings"}, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "0 silenced" in done.stdout or "no issues" in done.stdout


@pytest.mark.skipif(
    not shutil.which("systemd-analyze"), reason="KHÔNG có systemd-analyze: các unit không được kiểm thử."
)
def test_the_units_are_sound(tmp_path):
    units = []
    for unit in sorted((BASE / "deploy/systemd").iterdir()):
        # The programs are where the documentation puts them; here, any program stands for them.
        text = unit.read_text().replace("/srv/diemtin/app/.venv/bin/gunicorn", "/bin/true")
        copied = tmp_path / unit.name
        copied.write_text(text.replace("/srv/diemtin/app/.venv/bin/python", "/bin/true"))
        units.append(str(copied))
    done = subprocess.run(["systemd-analyze", "verify", *units], capture_output=True, text=True)
    assert done.returncode == 0 and not done.stderr.strip(), done.stderr


def test_every_timer_has_its_service_and_its_command_exists():
    from django.core.management import get_commands

    for timer in (BASE / "deploy/systemd").glob("*.timer"):
        name = timer.stem.removeprefix("diemtin-")
        assert name in get_commands(), name
        if f"diemtin-job@{name}.service" not in timer.read_text():
            assert timer.with_suffix(".service").exists()


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS"])
def test_the_web_server_says_what_is_missing(tmp_path, name):
    environment = Machine(tmp_path).environment | {
        "DJANGO_SETTINGS_MODULE": "diemtin.settings",
        "DEBUG": "0",
        name: "",
    }
    done = subprocess.run(
        [sys.executable, "-c", "import diemtin.wsgi"],
        cwd=BASE,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode != 0 and name in done.stderr


def test_every_documented_setting_is_known():
    known = (BASE / "diemtin/settings.py").read_text() + (BASE / "deploy/gunicorn.conf.py").read_text()
    assert all(name in known for name in documented_settings())
    assert Path(BASE / "docs/operations.md").exists()
