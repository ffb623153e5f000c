"""Pages as files for the web server in front: the same bytes, gone before the change is."""

import gzip
from pathlib import Path

import pytest
from django.core.management import call_command

from issues import baking, publishing

pytestmark = pytest.mark.django_db


class TestBakedFiles:
    def test_hold_the_bytes_that_the_application_sends(self, client, kept, publish):
        publish()
        for path, name in (("/", "index.html"), ("/so/2026/9/", "so/2026/9/index.html")):
            page = client.get(path)
            assert (kept / name).read_bytes() == page.content
            assert gzip.decompress((kept / f"{name}.gz").read_bytes()) == page.content

    def test_hold_only_plain_pages(self, client, kept, publish):
        publish()
        client.get("/so/2026/9/diem-tin.pdf")
        client.get("/so/2026/8/")
        client.get("/?x=1")
        assert [path for path in kept.rglob("*") if path.is_file() and path.name != ".lock"] == []

    def test_go_when_an_issue_is_published_and_come_back(self, client, kept, publish):
        publish(7)
        publish(8)
        for path in ("/", "/so/2026/7/", "/so/2026/8/", "/luu-tru/"):
            client.get(path)
        publish(9)
        there = {str(path.relative_to(kept)) for path in kept.rglob("index.html")}
        assert there == {"so/2026/7/index.html"}
        assert client.get("/").content == (kept / "index.html").read_bytes()

    def test_go_before_a_withdrawal_is_committed(self, client, kept, publish, chief):
        issue = publish()
        client.get("/so/2026/9/")
        publishing.withdraw(issue, chief, "In nhầm bài.")
        assert not (kept / "so/2026/9").exists()

    def test_are_cleared_by_command(self, client, kept, publish, capsys):
        publish()
        client.get("/")
        call_command("clear_kept_pages")
        assert not list(kept.rglob("index.html*")) and "Đã xóa" in capsys.readouterr().out

    def test_are_not_written_where_nothing_is_set(self, client, kept, publish, settings, tmp_path):
        settings.BAKED_ROOT = ""
        publish()
        client.get("/")
        baking.clear()
        assert not kept.exists()


@pytest.mark.parametrize(
    "path",
    [
        "/a",
        "/../x/",
        "/./",
        "/.git/",
        "//",
        "/a//b/",
        "/a/../../b/",
        "/\x00/",
        f"/{'x' * 300}/",
        "/1/2/3/4/5/6/7/",
    ],
)
def test_addresses_that_lead_elsewhere_are_not_baked(path):
    assert baking.file_of(Path("/srv/baked"), path) is None
