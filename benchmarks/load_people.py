"""Who works while others read, for benchmarks/load.py: an editor who saves, a chief who publishes, somebody who exports."""

import os
import subprocess
import sys
import time
from contextlib import suppress
from html.parser import HTMLParser

import django

django.setup()

from django.db import connection  # noqa: E402
from django.urls import NoReverseMatch, reverse  # noqa: E402

from issues import publishing  # noqa: E402
from issues.models import Issue, PublicArticle, PublicIssue  # noqa: E402
from news.models import Article, User  # noqa: E402
from tests.drills import nodes  # noqa: E402
from tests.make import make_article, make_placed_issue  # noqa: E402

NUMBER, YEAR = 899, 2026  # of the issue that the chief publishes
OUT = f"/so/{YEAR}/{NUMBER}/"
# Each waits in the same queue as the readers, a second or two a page; together they save once a second.
EDITORS = 6
EDITED = "Tin để sửa dưới tải"


def prepare() -> None:
    """The demo newsroom, an article to edit, an approved issue."""
    # Its passwords are known to everybody, so it is made in debug only.
    command = [sys.executable, "manage.py", "seed_demo", "--migrate", "-v0"]
    debug = os.environ | {"DEBUG": "1", "DJANGO_SETTINGS_MODULE": "diemtin.settings"}
    subprocess.run(command, check=True, cwd=nodes.ROOT, env=debug, stdout=subprocess.DEVNULL)
    editor, chief = people("minh", "hoa")
    for number in range(EDITORS):
        make_article(author=people("lan")[0], headline=f"{EDITED} {number}")
    issue = make_placed_issue(12, number=NUMBER, year=YEAR)
    publishing.submit(issue, editor)
    publishing.approve(issue, chief, issue.release.sha256)
    connection.close()


def people(*names: str) -> list[User]:
    """Users by name."""
    return [User.objects.get(username=name) for name in names]


def pages(base: str) -> dict[str, str]:
    """What readers ask for: name and address."""
    issue = PublicIssue.objects.order_by("-year", "-number").first()
    article = PublicArticle.objects.filter(issue=issue).order_by("place").first()
    own = f"/so/{issue.year}/{issue.number}/"
    found = {
        "trang chủ": "/",
        "số": own,
        "tin": f"{own}{article.pk}-{article.slug}/",
        "PDF": f"{own}diem-tin.pdf",
        "không có": "/khong-co-trang-nay/",
    }
    # Where there is no search page yet, nobody asks for one.
    with suppress(NoReverseMatch):
        found["tìm"] = f"{reverse('search')}?q=h%E1%BA%A3i+ph%C3%B2ng"
    wrong = {
        n: status for n, path in found.items() if (status := nodes.fetch(base, path)[0]) not in (200, 404)
    }
    if wrong:
        raise SystemExit(f"Không đọc được: {wrong}")
    return found


class Form(HTMLParser):
    """The values of the fields of an admin page's main form, as a browser would send them unchanged."""

    def __init__(self, page: str):
        super().__init__()
        self.values, self.select, self.area, self.inside = {}, "", "", False
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        at = dict(attrs)
        if tag == "form":
            self.inside = at.get("id", "").endswith("_form")
        name = at.get("name")
        if not self.inside or (name is None and tag != "option"):
            return
        if tag == "input" and at.get("type") not in ("submit", "button", "file", "image"):
            if at.get("type") not in ("checkbox", "radio") or "checked" in at:
                self.values[name] = at.get("value") or ""
        elif tag == "textarea":
            self.area, self.values[name] = name, ""
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and "selected" in at:
            self.values[self.select] = at.get("value") or ""

    def handle_endtag(self, tag):
        if tag == "textarea" and self.area:
            # Browsers drop the line feed that a template puts after the tag.
            self.values[self.area] = self.values[self.area].removeprefix("\n")
            self.area = ""
        elif tag == "select":
            self.select = ""
        elif tag == "form":
            self.inside = False

    def handle_data(self, data):
        if self.area:
            self.values[self.area] += data


class Editor:
    """Saves an article of its own every second at most, each time with another headline, and reads it back."""

    def __init__(self, base: str, number: int):
        self.base, self.session = base, nodes.sign_in(people("minh")[0])
        self.article = Article.objects.get(headline=f"{EDITED} {number}")
        self.address = reverse("admin:news_article_change", args=[self.article.pk])
        self.saved, self.lost, self.refused, self.broken, self.times = [], [], [], [], []

    def work(self, over) -> None:
        """Until it is over."""
        while not over.is_set():
            begin = time.monotonic()
            self.save()
            over.wait(max(0.0, 1 - (time.monotonic() - begin)))
        connection.close()

    def save(self) -> None:
        """Open the form, change the headline, save, open it again."""
        headline = f"{EDITED}, lần {len(self.saved) + 1}"
        values = self.opened()
        begin = time.monotonic()
        status, _, _ = nodes.fetch(
            self.base, self.address, self.session, values | {"headline": headline, "_continue": "1"}
        )
        self.times.append(time.monotonic() - begin)
        if status >= 500:
            self.broken.append(status)
        elif status != 302:
            self.refused.append(f"trả lời {status}")
        else:
            self.saved.append(headline)
            if self.opened().get("headline") != headline:
                self.lost.append(headline)

    def opened(self) -> dict[str, str]:
        """The form's values."""
        status, page, _ = nodes.fetch(self.base, self.address, self.session)
        if status >= 500:
            self.broken.append(status)
        return Form(page.decode()).values

    def faults(self) -> list[str]:
        """What is wrong: each accepted save is in the article's history, and the last one in the article."""
        kept = set(self.article.history.values_list("headline", flat=True))
        lost = {*self.lost, *(headline for headline in self.saved if headline not in kept)}
        current = Article.objects.get(pk=self.article.pk).headline
        faults = [f"mất {len(lost)} lần lưu"] if lost else []
        faults += [f"{len(self.refused)} lần lưu bị từ chối: {self.refused[0]}"] if self.refused else []
        faults += [f"{len(self.broken)} lỗi 5xx khi sửa"] if self.broken else []
        return faults + ([] if self.saved and current == self.saved[-1] else ["lần lưu cuối không còn"])


def summary(editors: list[Editor], seconds: float) -> str:
    """How often they saved, how long that took."""
    times = sorted(time for editor in editors for time in editor.times) or [0.0]
    saved, lost, refused, broken = (
        sum(len(getattr(editor, name)) for editor in editors)
        for name in ("saved", "lost", "refused", "broken")
    )
    return (
        f"{saved} lần lưu ({saved / seconds:.1f}/s), {lost} mất, {refused} bị từ chối, {broken} lỗi 5xx; "
        f"lưu mất {times[len(times) // 2]:.2f} s ở giữa, {times[-1]:.2f} s lâu nhất"
    )


class Chief:
    """Publishes an issue in the middle of it all, and looks whether the public has it at the very next request."""

    def __init__(self, base: str, after: float):
        self.base, self.after = base, after
        self.session, self.issue = (
            nodes.sign_in(people("hoa")[0]),
            Issue.objects.get(number=NUMBER, year=YEAR),
        )
        self.seconds, self.seen = 0.0, {}

    def work(self, over) -> None:
        """Wait, publish, look."""
        over.wait(self.after)
        address = reverse("admin:issues_issue_step", args=[self.issue.pk, "publish"])
        begin = time.monotonic()
        status, _, _ = nodes.fetch(self.base, address, self.session, {"seen": "approved", "note": ""})
        self.seconds = time.monotonic() - begin
        self.seen = {
            "bước xuất bản": status == 302,
            "trang của số": nodes.fetch(self.base, OUT)[0] == 200,
            "trang chủ": OUT.encode() in nodes.fetch(self.base, "/")[1],
        }

    def summary(self) -> str:
        """How long it took."""
        return f"xuất bản trong {self.seconds:.2f} s giữa lúc tải, lượt đọc ngay sau đó đã thấy: {all(self.seen.values())}"

    def faults(self) -> list[str]:
        """What did not come out."""
        return [f"xuất bản: chưa thấy {name}" for name, seen in self.seen.items() if not seen]


def exporter(base: str):
    """A function that has a PDF made in the web server's own request: sections and articles of the newest demo issue."""
    session = nodes.sign_in(people("minh")[0])
    issue = PublicIssue.objects.exclude(number=NUMBER).order_by("-year", "-number").first()
    articles = list(PublicArticle.objects.filter(issue=issue).values_list("pk", flat=True))
    parts = ["muc:domestic", "muc:haiphong", *(f"tin:{pk}" for pk in articles)]
    address = reverse("admin:issues_issue_preview", args=[issue.pk])

    def export(number: int) -> None:
        path = f"{address}?phan={parts[number % len(parts)]}"
        status, data, _ = nodes.fetch(base, path, session)
        if status != 200 or not data.startswith(b"%PDF-"):
            raise SystemExit(f"Không có PDF: {path} trả lời {status}")

    return export
