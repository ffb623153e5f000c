"""A CDN may keep pages only where it is told when they change."""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from issues import publishing, purging
from issues.models import PublicArticle
from issues.tasks import purge_addresses

pytestmark = pytest.mark.django_db


@pytest.fixture
def cdn(settings):
    """A CDN that notes what it is told; `cdn.status` is what it answers."""

    class Told(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            server.told.append((self.headers["Authorization"], json.loads(body)["files"]))
            self.send_response(server.status)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Told)
    server.told, server.status = [], 200
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.PURGE_URL = f"http://127.0.0.1:{server.server_port}/purge"
    settings.PURGE_TOKEN, settings.CDN_SECONDS, settings.SITE_URL = "tk", 3600, "https://diemtin.example"
    yield server
    server.shutdown()
    server.server_close()


def test_is_told_what_changed(cdn, publish, chief, django_capture_on_commit_callbacks):
    issue = publish()
    article = PublicArticle.objects.get(place=1)
    cdn.told.clear()
    with django_capture_on_commit_callbacks(execute=True):
        publishing.withdraw(issue, chief, "In nhầm bài.")
    tokens, files = zip(*cdn.told, strict=True)
    told = {address for batch in files for address in batch}
    assert set(tokens) == {"Bearer tk"} and all(len(batch) <= purging.MOST for batch in files)
    for path in (
        "/",
        "/luu-tru/2026/",
        "/so/2026/9/",
        "/so/2026/9/diem-tin.pdf",
        f"/so/2026/9/{article.pk}-{article.slug}/",
    ):
        assert f"https://diemtin.example{path}" in told


def test_may_keep_what_it_is_told_about(cdn, client, publish):
    publish()
    assert client.get("/")["Cache-Control"] == "public, max-age=0, must-revalidate, s-maxage=3600"
    assert client.get("/?x=1")["Cache-Control"] == "public, no-cache"
    assert client.get("/so/2026/8/")["Cache-Control"] == "no-store"


def test_may_keep_nothing_where_it_is_not_told(client, publish, settings):
    settings.CDN_SECONDS = 3600
    publish()
    assert client.get("/")["Cache-Control"] == "public, no-cache"


def test_is_told_again_where_it_did_not_answer(cdn, queue):
    cdn.status = 500
    assert purge_addresses.call(["/"], 0) == 0
    (waiting,) = queue
    assert waiting.args == [["/"], 1] and waiting.task.run_after
    with pytest.raises(purging.PurgeFailed):
        purge_addresses.call(["/"], 4)
    assert len(queue) == 1


def test_a_cdn_in_trouble_does_not_stop_a_publication(settings, publish, client):
    settings.PURGE_URL, settings.CDN_SECONDS = "http://127.0.0.1:9/", 60
    publish()
    assert client.get("/so/2026/9/").status_code == 200
